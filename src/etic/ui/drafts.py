"""A draft as it is shown: its paragraphs with what was found marked, and the findings beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import streamlit as st

from etic.i18n import t
from etic.mixed.claims import Finding, Paragraph
from etic.mixed.claims.report import DraftReport, said, told
from etic.ui.look import safe

# How sure, told by a sign and by the line under the words as well as by colour.
SIGNS = {"sure": "✕", "likely": "?", "hint": "i"}


def marked(report: DraftReport, findings: Sequence[Finding], *, whole: bool) -> str:
    """The draft as HTML, each finding marked and numbered; paragraphs without any are left out,
    unless it is to be the whole draft."""
    by_paragraph: dict[int, list[tuple[int, Finding]]] = defaultdict(list)
    for n, finding in enumerate(findings, 1):
        by_paragraph[finding.paragraph].append((n, finding))
    lines: list[str] = []
    skipped = 0
    for index, paragraph in enumerate(report.draft.paragraphs):
        here = by_paragraph.get(index, ())
        if not here and not whole:
            skipped += 1
            continue
        if skipped:
            lines.append(f'<p class="etic-quiet">{safe(t("drafts.skipped", n=skipped))}</p>')
            skipped = 0
        lines.append(_paragraph(paragraph, here))
    if skipped:
        lines.append(f'<p class="etic-quiet">{safe(t("drafts.skipped", n=skipped))}</p>')
    label = safe(t("drafts.marked"))
    return (
        f'<div class="etic-draft" tabindex="0" role="region" aria-label="{label}">'
        + "".join(lines)
        + "</div>"
    )


def _paragraph(paragraph: Paragraph, findings: Sequence[tuple[int, Finding]]) -> str:
    text = "".join(_runs(paragraph.text, findings))
    if paragraph.kind == "heading":
        return f'<p class="etic-draft-heading">{text}</p>'
    if paragraph.kind == "quote":
        return f"<blockquote>{text}</blockquote>"
    if paragraph.kind == "cell":
        where = " · ".join(part for part in (paragraph.row, paragraph.column) if part)
        return f'<p><span class="etic-quiet">{safe(where)}:</span> {text}</p>'
    return f"<p>{text}</p>"


def _runs(text: str, findings: Sequence[tuple[int, Finding]]) -> Iterator[str]:
    """The text with marks; of findings that overlap the later ones only leave their number."""
    at = 0
    for n, finding in sorted(findings, key=lambda pair: (pair[1].start, pair[0])):
        number = (
            f'<sup><a href="#finding-{n}" aria-label="{safe(t("drafts.finding", n=n))}">'
            f"{SIGNS[finding.sure]}{n}</a></sup>"
        )
        if finding.start < at:
            yield number
            continue
        yield safe(text[at : finding.start])
        words = safe(text[finding.start : finding.end])
        yield f'<mark class="etic-draft-{finding.sure}">{words}</mark>{number}'
        at = finding.end
    yield safe(text[at:])


def cards(report: DraftReport, findings: Sequence[Finding]) -> str:
    """The findings as a list: where, by which rule, what is wrong, what the project has."""
    return (
        f'<div class="etic-findings" tabindex="0" role="region" '
        f'aria-label="{safe(t("drafts.beside"))}"><ol>'
        + "".join(_cards(report, findings))
        + "</ol></div>"
    )


def _cards(report: DraftReport, findings: Sequence[Finding]) -> Iterator[str]:
    for n, finding in enumerate(findings, 1):
        sure = f"{SIGNS[finding.sure]} {t(f'drafts.sure-{finding.sure}')}"
        head = f"{n}. {t(f'drafts.rule-{finding.rule}')}"
        place = f"{sure} · {report.place(finding)}"
        has = list(dict.fromkeys(map(told, finding.figures)))
        listed = "".join(f"<li>{safe(each)}</li>" for each in has)
        instead = f"<p>{safe(t('drafts.has'))}</p><ul>{listed}</ul>" if has else ""
        yield (
            f'<li id="finding-{n}" class="etic-finding-{finding.sure}">'
            f"<p><strong>{safe(head)}</strong> <small>{safe(place)}</small></p>"
            f"<p><q>{safe(report.words(finding))}</q></p><p>{safe(said(finding))}</p>{instead}</li>"
        )


def show(report: DraftReport, findings: Sequence[Finding], *, whole: bool) -> None:
    """Draft and findings, side by side."""
    left, right = st.columns((3, 2), gap="large")
    with left:
        st.subheader(t("drafts.marked"), anchor=False)
        st.html(marked(report, findings, whole=whole))
    with right:
        st.subheader(t("drafts.beside"), anchor=False)
        st.html(cards(report, findings))
