"""The audit of published tables: what does not add up, and the bases that each can have."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etic.actions.auditing import AuditReport, arithmetic
from etic.i18n import t
from etic.mixed.audit import CERTAINTIES, Certainty, Finding
from etic.model import Table
from etic.ui import session
from etic.ui.cache import reckoned
from etic.ui.figures import downloads, html_table
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import keep, study_picker

SIGNS: dict[Certainty, str] = {
    "certain": ":material/error:", "likely": ":material/warning:", "hint": ":material/help:",
}  # fmt: skip


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("audit.title"), t("audit.about"))
    found = reckoned(project, "audit", project.audit)
    if not found.tables:
        empty(t("audit.none"), t("audit.none-next"), "survey")
        return
    chosen = _chosen(found)
    counts = {key: str(n) for key, n in chosen.counts.items()}
    st.markdown(f"**{escaped(t('audit.summary', **counts))}**")
    if not chosen.findings:
        st.info(t("audit.clear"), icon=":material/check_circle:")
    for title, findings in _by_table(chosen.findings).items():
        st.subheader(escaped(title), anchor=False)
        for finding in findings:
            _finding(finding)
    st.caption(escaped(chosen.note))
    downloads(project, chosen.table, "audit")
    with st.expander(t("audit.bases")):
        st.html(_bases(chosen.bases()))
        st.caption(escaped(t("audit.bases-note")))
        downloads(project, chosen.bases, "audit-bases")
    with st.expander(t("results.methods")):
        for method in found.methods():
            st.markdown(escaped(str(method)))


def _bases(table: Table) -> str:
    """The table of bases, its numbers at the right."""
    rows = [["" if value is None else str(value) for value in row] for row in table.rows]
    head = [column.label for column in table.columns]
    return html_table(head, rows, [column.kind != "text" for column in table.columns])


def _chosen(found: AuditReport) -> AuditReport:
    """The findings that are asked for."""
    project = session.project()
    with st.container(horizontal=True, vertical_alignment="bottom", key="audit-bar"):
        study = study_picker(project, "audit-study", any_label=t("ui.study-any"))
        numbers = ["", *dict.fromkeys(x.number for x in found.of(study=study).tables)]
        keep("audit-table", numbers)
        table = st.selectbox(
            t("audit.show"), numbers, key="audit-table", persist_state="session",
            format_func=lambda n: t("audit.found-in", table=n) if n else t("audit.all-tables"),
        )  # fmt: skip
        at_least = st.segmented_control(
            t("audit.at-least"), CERTAINTIES, default="hint", key="audit-at-least", required=True,
            format_func=lambda name: t(f"audit.{name}"),
        )  # fmt: skip
    return found.of(study=study, table=table or "", at_least=at_least or "hint")


def _by_table(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    several = len({f.study for f in findings}) > 1
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        study = f" ({finding.study})" if several else ""
        number = t("audit.found-in", table=finding.table)
        found.setdefault(f"{number}{study}. {finding.question}", []).append(finding)
    return found


def _finding(finding: Finding) -> None:
    where = ", ".join(part for part in (finding.answer, finding.group) if part)
    sure = t(f"audit.{finding.certainty}")
    name = t(f"audit.rule-{finding.rule}")
    with st.container(border=True):
        place = f" — {escaped(where)}" if where else ""
        st.markdown(f"{SIGNS[finding.certainty]} **{escaped(name)}**{place} · {escaped(sure)}")
        st.markdown(escaped(arithmetic(finding)))


if __name__ == "__main__":
    show()
