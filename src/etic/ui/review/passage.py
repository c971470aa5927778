"""A passage as it is reviewed: who speaks, what was asked, what was said, what is proposed."""

from __future__ import annotations

import streamlit as st

from etic.actions.proposing import SOURCE
from etic.actions.reviewing import Idea, Review
from etic.i18n import number, t
from etic.project import Project
from etic.store.codebook import Node
from etic.store.queries import printed
from etic.ui.links import passage_link
from etic.ui.look import escaped, safe, swatch
from etic.ui.pickers import labels_of, tree_of, value_label


def show_passage(project: Project, review: Review) -> None:
    """The question, the passage within its turn, the codes that stand there, a link to it."""
    st.html(
        f'<div class="etic-review">{who_html(project, review)}{text_html(review)}'
        f"{standing_html(project, review)}</div>"
    )
    passage_link(review.study, review.document, review.start, review.end, place(review))


def place(review: Review) -> str:
    """A place in words: document, who speaks, where."""
    speaker = f" ({review.speaker})" if review.speaker else ""
    return t("ui.place", document=review.document, speaker=speaker, start=number(review.start))


def who_html(project: Project, review: Review) -> str:
    """The respondent in one line."""
    labels = labels_of(project)
    said = [
        f"<small>{safe(labels.get(name, name))}:</small> {safe(value_label(printed(value)))}"
        for name, value in (review.attributes or {}).items()
        if value is not None
    ]
    who = f"<strong>{safe(review.case or review.document)}</strong>"
    return f'<p class="etic-review-who">{" · ".join([who, *said])}</p>'


def text_html(review: Review) -> str:
    """The question, and the passage in the middle of what was said."""
    asked = (
        f'<p class="etic-review-question"><small>{safe(t("suggestions.question"))}</small> '
        f"{safe(review.question)}</p>"
        if review.question
        else ""
    )
    return (
        f'{asked}<p class="etic-review-text">{safe(review.before)}'
        f"<mark>{safe(review.quote)}</mark>{safe(review.after)}</p>"
    )


def standing_html(project: Project, review: Review) -> str:
    """The codes that stand there already, each with its coder."""
    if not review.coded:
        return ""
    tree = tree_of(project)
    said = []
    for one in dict.fromkeys(review.coded):
        node = tree.by_id.get(one.code_id)
        label = tree.label(node.id) if node else one.code
        no = f" ({t('ui.state-no')})" if one.state == "no" else ""
        colour = swatch(node.code.colour) if node else ""
        said.append(f"{colour} {safe(label)}{safe(no)} — {safe(one.coder)}")
    return (
        f'<p class="etic-review-coded"><small>{safe(t("suggestions.standing"))}</small> '
        f"{'; '.join(said)}</p>"
    )


def strength(score: float | None, threshold: float) -> str:
    """How sure a suggestion is, in words and as a number.

    The words part what lies between the threshold and 1 into thirds.
    """
    if score is None:
        return t("suggestions.no-score")
    above = (score - threshold) / max(1e-9, 1 - threshold)
    word = "weak" if above < 1 / 3 else "middling" if above < 2 / 3 else "strong"
    return t(f"suggestions.strength-{word}", score=number(score, 2))


def idea_html(idea: Idea, threshold: float) -> str:
    """How sure an idea is, its reason, and who proposes it where that is not Etic itself."""
    why = f"<br>{safe(idea.why)}" if idea.why else ""
    source = "" if idea.source == SOURCE else f" · <small>{safe(idea.source)}</small>"
    return f'<p class="etic-idea">{safe(strength(idea.score, threshold))}{source}{why}</p>'


def show_definition(node: Node, key: str) -> None:
    """What the codebook says of a code, on demand."""
    parts = [
        ("ui.code-definition", node.code.definition),
        ("suggestions.include", node.code.include),
        ("suggestions.exclude", node.code.exclude),
        ("suggestions.example", node.code.example),
    ]
    with st.popover(t("ui.code-definition"), type="tertiary", key=key):
        st.markdown(f"**{escaped(node.name)}**")
        if not any(text for _, text in parts):
            st.markdown(escaped(t("suggestions.no-definition")))
        for name, text in parts:
            if text:
                st.markdown(f"{escaped(t(name))}: {escaped(text)}")
