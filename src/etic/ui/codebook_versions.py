"""What the codebook was: the steps that changed it, and what differs since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from etic.analysis.codebooks import Difference, Kind
from etic.i18n import number, t
from etic.project import Project
from etic.store.codebook import Tree
from etic.store.steps import Event
from etic.ui.cache import remembered
from etic.ui.history import line, moment
from etic.ui.look import empty, escaped, safe, swatch
from etic.ui.pickers import code_label, tree_of
from etic.ui.tables import yaml_downloads
from etic.ui.worddiff import word_diff

SIGNS: dict[Kind, str] = {
    "added": "+", "deleted": "−", "merged": "⇥", "moved": "→", "order": "↕", "changed": "≠",
}  # fmt: skip
AGAINST = ("now", "step")


def versions_panel(project: Project) -> None:
    """The steps on the left, on the right what differs."""
    events = remembered(project, "codebook versions", project.codebook_versions)
    if not events:
        empty(t("codebook.versions-none"), t("codebook.versions-none-next"))
        return
    with st.container(key="codebook-sides"):
        left, right = st.columns([5, 6], gap="medium")
    with left:
        i = _steps(project, events)
    with right:
        if i is None:
            empty(t("codebook.versions-choose"), t("codebook.versions-choose-next"))
        else:
            earlier = events[i + 1] if i + 1 < len(events) else None
            _version(project, events[i], earlier)


def _steps(project: Project, events: Sequence[Event]) -> int | None:
    """The table of steps; gives the place of the one chosen."""
    st.caption(escaped(t("codebook.versions-about")))
    names = ("id", "at", "step", "who")
    frame = pd.DataFrame(
        [(number(e.id), moment(e.at), line(project, e), e.who) for e in events],
        columns=list(names),
    )
    widths = {"id": 40, "at": 138, "step": 218, "who": 60}
    picked = st.dataframe(
        frame, key=f"codebook-steps-{len(events)}", on_select="rerun", hide_index=True, height=600,
        selection_mode="single-cell", alt=t("codebook.view-versions"),
        column_config={
            name: st.column_config.TextColumn(t(f"columns.{name}"), width=widths[name])
            for name in names
        },
    )  # fmt: skip
    rows = [row for row, _ in picked["selection"]["cells"] if row < len(events)]
    return rows[0] if rows else None


def _version(project: Project, event: Event, earlier: Event | None) -> None:
    st.html(
        f'<h3 class="etic-code-name">{safe(t("codebook.version", n=event.id))}</h3>'
        f'<p class="etic-quiet">{safe(moment(event.at))}, {safe(event.who)}: '
        f"{safe(line(project, event))}</p>"
    )
    against = st.segmented_control(
        t("codebook.against"), AGAINST, key="codebook-against", default=AGAINST[0], required=True,
        format_func=lambda name: t(f"codebook.against-{name}"), persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    then = remembered(project, ("codebook at", event.id), lambda: project.codebook_at(event.id))
    if against == "now":
        before, after = then, tree_of(project)
        found = remembered(
            project, ("differences", event.id), lambda: project.codebook_differences(event.id)
        )
    else:
        # Before the first step there was no codebook, as after the founding of the project.
        start = earlier.id if earlier else 1
        before, after = project.codebook_at(start), then
        found = remembered(
            project, ("differences", start, event.id),
            lambda: project.codebook_differences(start, event.id),
        )  # fmt: skip
    if found:
        st.html(_summary(found) + _table(found, before, after))
    else:
        st.caption(escaped(t("codebook.no-differences")))
    with st.popover(t("codebook.version-download"), icon=":material/download:"):
        st.caption(escaped(t("codebook.version-download-about")))
        books = remembered(project, ("books at", event.id), lambda: project.codebooks_at(event.id))
        yaml_downloads(books, f"codebook-yaml-{event.id}", f"-{event.id}")


def _summary(found: Sequence[Difference]) -> str:
    """`+ 2 added · − 1 deleted · ≠ 3 changed`: codes, however many of their fields differ."""
    kinds = Counter(kind for kind, _ in {(d.kind, d.code.path) for d in found})
    said = [
        f"<span>{sign} {safe(t(f'codebook.difference-{kind}'))}: {safe(number(kinds[kind]))}</span>"
        for kind, sign in SIGNS.items()
        if kinds[kind]
    ]
    return f'<p class="etic-differences">{" · ".join(said)}</p>'


def _table(found: Sequence[Difference], before: Tree, after: Tree) -> str:
    head = "".join(
        f'<th scope="col">{safe(t(f"columns.{name}"))}</th>'
        for name in ("change", "code", "old", "new")
    )
    rows = []
    for each in found:
        gone = each.kind in ("deleted", "merged")
        old, new = _sides(each, before, after)
        what = f"{SIGNS[each.kind]} {t(f'codebook.difference-{each.kind}')}"
        field = (
            f"<br><small>{safe(t(f'codebook.field-{each.field}'))}</small>" if each.field else ""
        )
        label = code_label(before if gone else after, each.code.path)
        rows.append(
            f'<tr><td class="etic-difference">{safe(what)}{field}</td>'
            f'<th scope="row">{safe(label)}<br><small>{safe(each.code.path)}</small></th>'
            f"<td>{old}</td><td>{new}</td></tr>"
        )
    return (
        '<div class="etic-scroll" tabindex="0"><table class="etic-table etic-differences">'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _sides(each: Difference, before: Tree, after: Tree) -> tuple[str, str]:
    """Before and after as HTML."""
    definition = safe(each.code.definition)
    if each.kind == "added":
        return "", f"<ins>{definition}</ins>" if definition else ""
    if each.kind == "deleted":
        return f"<del>{definition}</del>" if definition else "", ""
    if each.kind == "merged":
        return f"<del>{definition}</del>" if definition else "", safe(
            t("codebook.difference-into", code=code_label(after, each.new))
        )
    if each.kind == "moved":
        return safe(_place(before, each.old)), safe(_place(after, each.new))
    if each.kind == "order":
        return safe(_stands(before, each.old)), safe(_stands(after, each.new))
    if each.field == "colour":
        return f"{swatch(each.old)} {safe(each.old)}", f"{swatch(each.new)} {safe(each.new)}"
    if each.field in ("origin", "response"):
        name = f"ui.{each.field}-"
        return safe(t(name + (each.old or "none"))), safe(t(name + (each.new or "none")))
    if each.field == "required":
        return tuple(safe(t(f"codebook.{'yes' if v else 'no'}")) for v in (each.old, each.new))  # type: ignore[return-value]
    return word_diff(each.old, each.new)


def _place(tree: Tree, path: str) -> str:
    above = path.rpartition("/")[0]
    return code_label(tree, above) if above else t("ui.code-top")


def _stands(tree: Tree, path: str) -> str:
    if not path:
        return t("codebook.move-last")
    return t("codebook.before", code=tree.by_path[path].name)
