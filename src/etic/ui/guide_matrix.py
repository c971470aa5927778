"""Respondents by questions as a table in the page: a sign and a word in every cell."""

from __future__ import annotations

from etic.actions.asking import GuideAsked
from etic.analysis.unasked import State
from etic.i18n import t
from etic.ui.look import safe

STATES: tuple[State, ...] = ("asked", "unsure", "not-asked")
SIGNS: dict[State, str] = {"asked": "✓", "unsure": "?", "not-asked": "—"}
TALL = 40  # respondents after which the table scrolls by itself


def legend() -> str:
    """What the signs mean."""
    return ", ".join(f"{SIGNS[state]} {t(f'guide.state-{state}')}" for state in STATES) + "."


def matrix_html(found: GuideAsked) -> str:
    """The table: a row a respondent, a column a question, counts at the top."""
    questions = found.guide.questions
    head = "".join(
        f'<th scope="col" title="{safe(q.text)}"><abbr title="{safe(q.text)}">{safe(q.number)}'
        f"</abbr><small>{found.count(q.number, 'asked')}</small></th>"
        for q in questions
    )
    body = []
    for row in found.rows:
        cells = "".join(
            f'<td class="etic-{state}"><span aria-hidden="true">{SIGNS[state]}</span> '
            f"{safe(t(f'guide.short-{state}'))}</td>"
            for q in questions
            for state in (row.cells[q.number].state,)
        )
        body.append(f'<tr><th scope="row">{safe(row.case.name)}</th>{cells}</tr>')
    tall = " etic-tall" if len(found.rows) > TALL else ""
    return (
        f'<div class="etic-scroll{tall}" tabindex="0"><table class="etic-table etic-matrix">'
        f'<caption class="etic-unseen">{safe(t("guide.matrix"))}</caption>'
        f'<thead><tr><th scope="col">{safe(t("columns.case"))}</th>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
