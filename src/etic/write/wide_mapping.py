"""How printed tables were understood, as a YAML file that a person corrects and gives back.

source: отчёт.docx
tables:
- at: '1'
  number: '8'
  title: Планируете ли Вы уехать снова?
  question: Планируете ли Вы уехать снова?
  study: ''
  base: '515'
  columns:
  - {header: Ответ, group: '', kind: answer, base: ''}
  - {header: 'Мужчины, %', group: Мужчины, kind: percent, base: '305'}
  rows:
  - {printed: Да, answer: Да, kind: answer}

A table taken out of the list is not loaded. Kinds of columns: n, percent, both, answer, skip; of
rows: answer, subtotal, skip.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from etic.read.survey_wide import WideProposal, WideRow


def mapping(proposals: Sequence[WideProposal]) -> str:
    """The text of a mapping file."""
    tables = [
        {
            "at": p.where, "number": p.number, "title": p.title, "question": p.question,
            "study": p.study, "base": p.base,
            "columns": [
                {"header": c.header, "group": c.group, "kind": c.kind, "base": c.base}
                for c in p.columns
            ],
            "rows": [
                {"printed": label(p, row), "answer": row.answer, "kind": row.kind}
                for row in p.rows
            ],
        }
        for p in proposals
    ]  # fmt: skip
    content = {"source": proposals[0].source if proposals else "", "tables": tables}
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return text


def label(proposal: WideProposal, row: WideRow) -> str:
    """What stands in a row where the answers stand."""
    at = next((i for i, c in enumerate(proposal.columns) if c.kind == "answer"), 0)
    return row.cells[at]
