"""What is reviewed: which study, document and code, in which order, by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import get_args

import streamlit as st

from etic.actions.reviewing import Order, Review
from etic.i18n import t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.pickers import (
    ANY,
    code_label,
    document_filter,
    keep,
    several_studies,
    study_picker,
    tree_of,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the suggestions; with a `code`, one code at a time."""

    study: str
    document: int | None
    code: str
    order: Order
    coder: str


def chosen_scope(project: Project, *, ordered: bool) -> Scope:
    """The scope that stands above what is reviewed; `ordered` also asks for a code and an order."""
    several = several_studies(project)
    widths = [2] * several + [2] + [3, 2] * ordered
    columns = st.columns(widths)
    study, code = ANY, ANY
    order: Order = "uncertain"
    if several:
        with columns[0]:
            study = study_picker(project, "review-study", any_label=t("ui.study-any"))
    with columns[several]:
        document = document_filter(project, "review-document", study)
    if ordered:
        with columns[-2]:
            code = _code(project, study, document)
        order = columns[-1].selectbox(
            t("suggestions.order"), get_args(Order), key="review-order", persist_state="session",
            format_func=lambda name: t(f"suggestions.order-{name}"),
            help=t("suggestions.order-help"),
        )  # fmt: skip
    return Scope(study, document, code, order, session.acting())


def _code(project: Project, study: str, document: int | None) -> str:
    """One code with the number of its suggestions that wait, or all of them."""
    tree = tree_of(project)
    waiting = waiting_by_code(
        whole_queue(project, Scope(study, document, ANY, "place", session.acting()))
    )
    options = [ANY, *sorted((n.path for n in tree), key=lambda path: -waiting[path])]
    keep("review-code", options)

    def named(path: str) -> str:
        if not path:
            return t("ui.code-any")
        label = code_label(tree, path)
        n = waiting[path]
        return t("suggestions.code-waiting", code=label, n=n) if n else label

    return st.selectbox(
        t("suggestions.code"), options, key="review-code", persist_state="session",
        format_func=named, help=t("suggestions.code-help"),
    )  # fmt: skip


def whole_queue(project: Project, scope: Scope) -> list[Review]:
    """All that waits in a scope."""
    return remembered(
        project, ("review", scope),
        lambda: project.review_queue(
            order=scope.order, code=scope.code or None, study=scope.study or None,
            document=scope.document, coder=scope.coder,
        ),
    )  # fmt: skip


def waiting_by_code(queue: list[Review]) -> Counter[str]:
    """Code → how many of its suggestions wait."""
    return Counter(idea.code for review in queue for idea in review.ideas)
