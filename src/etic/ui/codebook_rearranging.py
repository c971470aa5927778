"""Moving, merging and splitting a code. What each does is said in numbers before it is done; undo
takes it back, so nobody is asked twice."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from etic.codebook import emerging
from etic.i18n import t
from etic.model import Quote
from etic.project import Project
from etic.store.codebook import Node, Tree
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.codebook_chosen import choose
from etic.ui.codebook_new import next_path
from etic.ui.look import escaped
from etic.ui.pickers import code_label

LINES = 76  # height of a row, from which on Streamlit breaks lines
TOP = ""
LAST = ""


def _used(codings: int, cases: int) -> dict[str, str]:
    return {"codings": t("words.codings", n=codings), "cases": t("words.cases", n=cases)}


# -- moving ---------------------------------------------------------------------------------------


def move_form(project: Project, tree: Tree, node: Node) -> None:
    """Under which code, and in front of which."""
    inside = tree.under(node.path)
    places = [TOP, *(n.path for n in tree if n.id not in inside)]
    key = f"{node.id}-{node.path}"
    under = st.selectbox(
        t("codebook.move-under"), places, index=places.index(node.code.parent),
        key=f"move-under-{key}",
        format_func=lambda path: code_label(tree, path) if path else t("ui.code-top"),
    )  # fmt: skip
    parent = tree.by_path.get(under)
    siblings = [n for n in tree.children(parent.id if parent else None) if n.id != node.id]
    order = [*(n.path for n in siblings), LAST]
    names = {n.path: n.name for n in siblings}
    stands = next_path(tree, node) if under == node.code.parent else LAST
    before = st.selectbox(
        t("codebook.move-before"), order, index=order.index(stands),
        key=f"move-before-{key}-{under}-{stands}",
        format_func=lambda path: names.get(path, t("codebook.move-last")),
    )  # fmt: skip
    count = remembered(project, "code counts", project.code_counts)[node.id]
    along = [t("ui.codes-under", n=len(inside) - 1)] if len(inside) > 1 else []
    along.append("{codings} ({cases})".format(**_used(count.codings, count.cases)))
    st.caption(escaped(t("codebook.move-about", what=", ".join(along))))

    def move() -> None:
        project.move_code(node.path, under, before, coder=session.acting())
        guard.say(t("codebook.moved", code=node.name))

    st.button(
        t("codebook.move-it"), type="primary", key=f"move-{node.id}", on_click=guard.callback(move),
        disabled=(under, before) == (node.code.parent, stands),
    )  # fmt: skip


# -- merging --------------------------------------------------------------------------------------


def merge_form(project: Project, tree: Tree, node: Node) -> None:
    """Into which code, and what will become of codings and of codes under this one."""
    inside = tree.under(node.path)
    chosen = st.selectbox(
        t("codebook.merge-into"), [n.path for n in tree if n.id not in inside], index=None,
        key=f"merge-into-{node.id}-{node.path}", placeholder=t("ui.choose"),
        format_func=lambda path: code_label(tree, path),
    )  # fmt: skip
    if chosen is None:
        st.caption(escaped(t("codebook.merge-about", code=node.name)))
        return
    into = tree.by_path[chosen]
    foreseen = remembered(
        project, ("merging", node.id, into.id), lambda: project.merging(node.path, into.path)
    )
    lines = [
        t("codebook.merge-codings", into=into.name, **_used(foreseen.codings, foreseen.cases))
        if foreseen.codings
        else t("codebook.merge-none")
    ]
    for what in ("second", "joined", "opposed", "moved", "merged", "summaries"):
        n = getattr(foreseen, what)
        if n:
            lines.append(t(f"codebook.merge-{what}", n=n, into=into.name))
    lines.append(t("codebook.merge-texts", code=node.name, into=into.name))
    st.markdown("\n".join(f"- {escaped(line)}" for line in lines))

    def merge() -> None:
        n = project.merge_codes(node.path, into.path, coder=session.acting())
        choose(into.id)
        guard.say(t("codebook.merged", code=node.name, into=into.name,
                    codings=t("words.codings", n=n)))  # fmt: skip

    st.button(
        escaped(t("codebook.merge-it", into=into.name)), type="primary", key=f"merge-{node.id}",
        on_click=guard.callback(merge),
    )  # fmt: skip


# -- splitting ------------------------------------------------------------------------------------


def split_form(project: Project, _tree: Tree, node: Node) -> None:
    """Which quotes go to a new code, and what it is called."""
    quotes = remembered(
        project, ("own quotes", node.id),
        lambda: [q for q in project.quote_list(code=node.path) if q.code_id == node.id],
    )  # fmt: skip
    if not quotes:
        st.caption(escaped(t("codebook.split-none")))
        return
    st.caption(escaped(t("codebook.split-about")))
    chosen = _quotes(quotes, f"split-quotes-{node.id}-{hash(tuple(q.id for q in quotes))}")
    name_key = f"split-name-{node.id}"
    left, right = st.columns(2)
    name = left.text_input(t("codebook.split-name"), key=name_key)
    where = right.selectbox(
        t("codebook.split-where"), ("beside", "under"), key=f"split-where-{node.id}",
        format_func=lambda each: t(f"codebook.split-{each}", code=node.name),
    )  # fmt: skip
    cases = len({(q.study, q.case) for q in chosen})
    if chosen:
        st.caption(
            escaped(
                t("codebook.split-chosen", left=t("words.codings", n=len(quotes) - len(chosen)),
                  **_used(len(chosen), cases))
            )
        )  # fmt: skip

    def split() -> None:
        above = node.path if where == "under" else node.code.parent
        new = emerging(" ".join(name.split()), above)
        made = project.split_code(
            node.path, new, codings=[q.id for q in chosen], coder=session.acting()
        )
        choose(made)
        st.session_state[name_key] = ""
        guard.say(
            t("codebook.split-done", code=node.name, codings=t("words.codings", n=len(chosen)))
        )

    st.button(
        t("codebook.split-it"), type="primary", key=f"split-{node.id}",
        on_click=guard.callback(split), disabled=not chosen,
    )  # fmt: skip


def _quotes(quotes: list[Quote], key: str) -> list[Quote]:
    """The quotes as a table in which some can be ticked."""
    rows = [(q.quote, q.case, q.coder, q.memo) for q in quotes]
    columns = ("quote", "case", "coder", "memo")
    text = st.column_config.TextColumn
    picked = st.dataframe(
        pd.DataFrame(rows, columns=list(columns)), key=key, on_select="rerun", hide_index=True,
        selection_mode="multi-row", row_height=LINES, alt=t("codebook.split-about"),
        height=min(480, 40 + LINES * len(quotes)),
        column_config={
            name: text(t(f"columns.{name}"), width=300 if name == "quote" else 76)
            for name in columns
        },
    )  # fmt: skip
    return [quotes[i] for i in picked["selection"]["rows"] if i < len(quotes)]
