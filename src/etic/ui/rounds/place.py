"""A place where two coders differ: the passage in what was said, once for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import streamlit as st

from etic.actions.adjudicating import Disagreement
from etic.actions.reviewing import Review
from etic.i18n import number, t
from etic.model import Quote
from etic.project import Project
from etic.store.codebook import Tree
from etic.ui.links import passage_link
from etic.ui.look import safe, swatch
from etic.ui.pickers import tree_of
from etic.ui.review.passage import place as place_label
from etic.ui.review.passage import who_html


def show_place(project: Project, place: Disagreement) -> None:
    """The question, then the passage side by side, with what each coder has on it."""
    review = project.around(place)
    tree = tree_of(project)
    cost = number(place.cost, 0 if float(place.cost).is_integer() else 1)
    kind = f"{t(f'rounds.kind-{place.kind}')} · {t('rounds.cost', cost=cost)}"
    asked = ""
    if review.question:
        asked = (
            f'<p class="etic-review-question"><small>{safe(t("suggestions.question"))}</small> '
            f"{safe(review.question)}</p>"
        )
    st.html(
        f'<div class="etic-review">{who_html(project, review)}'
        f'<p class="etic-quiet">{safe(kind)}</p>{asked}</div>'
    )
    for column, coder, quotes, n in zip(
        st.columns(2, gap="medium"), place.coders, (place.one, place.other), (1, 2), strict=True
    ):
        column.html(_side_html(tree, place, review, coder, quotes, n))
    if place.agreed:
        st.html(
            f'<p class="etic-quiet">{safe(t("rounds.both-have"))} '
            f"{'; '.join(_code_html(tree, q) for q in place.agreed)}</p>"
        )
    passage_link(
        place.study, place.document, place.start, place.end,
        f"{place_label(review)}. {t('rounds.compare')}", compare=place.coders,
    )  # fmt: skip


def _side_html(
    tree: Tree, place: Disagreement, review: Review, coder: str, quotes: Sequence[Quote], n: int
) -> str:
    """One coder's half: what was said with the stretches marked and numbered, then the codes."""
    if quotes:
        items = "".join(
            f"<li><b>{i}</b> {_code_html(tree, q)}{_memo_html(q)}</li>"
            for i, q in enumerate(quotes, 1)
        )
        codes = f'<ul class="etic-list etic-codes-here">{items}</ul>'
    else:
        codes = f'<p class="etic-quiet">{safe(t("rounds.nothing-here"))}</p>'
    return (
        f'<section class="etic-side etic-review" aria-label="{safe(coder)}">'
        f"<h4>{n} · {safe(coder)}</h4>"
        f'<p class="etic-review-text">{safe(review.before)}{marked(place, quotes, tree)}'
        f"{safe(review.after)}</p>{codes}</section>"
    )


def marked(place: Disagreement, quotes: Sequence[Quote], tree: Tree) -> str:
    """The text of a place with a coder's stretches marked: ground and line under it, in the colour
    of the first code, and before each stretch the numbers of the codings that begin there."""
    cuts = sorted(
        {place.start, place.end, *(at for q in quotes for at in (q.start, q.end))}
    )  # fmt: skip
    parts = []
    for start, end in pairwise(cuts):
        text = safe(place.quote[start - place.start : end - place.start])
        here = [q for q in quotes if q.start <= start and end <= q.end]
        numbers = ", ".join(str(i) for i, q in enumerate(quotes, 1) if q.start == start)
        begin = f"<sup>{numbers}</sup>" if numbers else ""
        if not here:
            parts.append(f"<span>{text}</span>")
            continue
        colour = safe(_colour(tree, here[0]))
        line = f' style="border-bottom:3px solid {colour}"' if colour else ""
        parts.append(f"{begin}<mark{line}>{text}</mark>")
    return "".join(parts)


def _colour(tree: Tree, quote: Quote) -> str:
    node = tree.by_id.get(quote.code_id)
    return node.code.colour if node else ""


def _code_html(tree: Tree, quote: Quote) -> str:
    label = tree.label(quote.code_id) if quote.code_id in tree.by_id else quote.code
    no = f" ({t('ui.state-no')})" if quote.state == "no" else ""
    return f"{swatch(_colour(tree, quote))} {safe(label)}{safe(no)}"


def _memo_html(quote: Quote) -> str:
    return f'<p class="etic-memo">{safe(quote.memo)}</p>' if quote.memo else ""
