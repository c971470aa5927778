"""Response groups: a theme whose sub-codes are its answers, counted, with what contradicts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etic.actions.carrying import Carried, Carriers, Footing, carriers, group_label
from etic.actions.listed import Case, Listed
from etic.actions.states import StateTable, state_table
from etic.analysis.drawing import Bars, Drawing, Mark
from etic.analysis.responses import Tally, tally_answers
from etic.analysis.result import Method, Result
from etic.errors import EticError
from etic.i18n import number, percent, t
from etic.model import Column, Table, Value
from etic.store import Store
from etic.store.codebook import Node

WILSON = Method(
    "responses.method-wilson",
    "(p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)",
    "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. "
    "Journal of the American Statistical Association 22, 209–212.",
)
# Kinds of lines that are shown only where somebody is in them.
_IF_ANY = ("theme",)


@dataclass(frozen=True)
class Responses(Result):
    """The answers to one question, by groups of respondents, and whom a person should look at."""

    theme: Node
    answers: Mapping[str, Node]  # path → answer, in order
    by: str  # what the groups are, in words; empty: none
    parts: tuple[tuple[str, tuple[Tally, ...]], ...]  # (group, its lines); everybody last, as ""
    carried: Mapping[str, Carried]  # path of the theme and of each answer → who says it
    states: StateTable  # of the theme and of each answer, by the same groups
    listed: Listed  # respondents with several answers where one is foreseen, and those under none
    footing: Footing

    @property
    def single(self) -> bool:
        """Whether one answer is foreseen."""
        return self.theme.code.response == "single"

    def lines(self) -> list[tuple[str, Tally]]:
        """(group, line) of each row of the table."""
        whole = self.parts[-1][1]
        left_out = {x.kind for x in whole if x.kind in _IF_ANY and not x.cases}
        return [(group, x) for group, lines in self.parts for x in lines if x.kind not in left_out]

    def name(self, line: Tally) -> str:
        """What a line counts, in words."""
        if line.kind == "answer":
            return self.answers[line.answer].name
        return t(f"responses.line-{line.kind}")

    @property
    def note(self) -> str:
        """Unit, base and test; how shares add up; what is left out."""
        whole = {x.kind: x for x in self.parts[-1][1]}
        asked, unasked = len(whole["asked"].cases), len(whole["not_asked"].cases)
        parts = [t("responses.note", asked=number(asked), unasked=number(unasked))]
        if self.single:
            parts.append(t("responses.note-single", n=number(len(whole["several"].cases))))
        else:
            answers = [x for x in self.parts[-1][1] if x.kind == "answer"]
            mentions = sum(len(x.cases) for x in answers)
            shares = [x.share.share for x in answers if x.share and x.share.share is not None]
            parts.append(
                t(
                    "responses.note-multiple", mentions=number(mentions),
                    cases=number(len({case for x in answers for case in x.cases})),
                    sum=percent(sum(shares)),
                )
            )  # fmt: skip
        if not self.theme.code.response:
            parts.append(t("responses.note-untold"))
        if self.theme.code.required:
            parts.append(t("responses.note-required", n=number(len(whole["none"].cases))))
        return " ".join(filter(None, (*parts, self.footing.note)))

    def table(self) -> Table:
        """Name, group, n, base, share, low, high, mentions (of several answers), kind, code."""
        columns = (
            Column("name", t("responses.answer")),
            *((Column("group", self.by),) if self.by else ()),
            Column("n", t("columns.n"), "integer"),
            Column("base", t("columns.base"), "integer"),
            Column("share", t("columns.share"), "percent"),
            Column("low", t("columns.low"), "percent"),
            Column("high", t("columns.high"), "percent"),
            *(() if self.single else (Column("mentions", t("responses.mentions"), "percent"),)),
            Column("kind", t("responses.kind")),
            Column("code", t("responses.path")),
        )
        rows: list[tuple[Value, ...]] = []
        for group, line in self.lines():
            s = line.share
            label = (group_label(group) if group else t("tables.everybody"),)
            rows.append(
                (
                    self.name(line), *(label if self.by else ()), len(line.cases),
                    *((s.base, s.share) if s else (None, None)),
                    *((s.low, s.high) if s and line.kind != "asked" else (None, None)),
                    *(() if self.single else (line.mentions,)), line.kind, line.answer,
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), self.theme.name, self.note)

    def methods(self) -> Sequence[Method]:
        """Wilson's interval."""
        return (WILSON,)

    def drawings(self) -> Sequence[Drawing]:
        """Bars of the answers, and of what else adds to the base; groups under one another."""
        drawn = ("answer", "several", "theme", "none")
        groups = [p for p in self.parts if p[0] or not self.by]
        shown = {line.kind for _, line in self.lines()}
        marks = []
        for i, first in enumerate(self.parts[-1][1]):
            if first.kind not in drawn or first.kind not in shown:
                continue
            colour = self.answers[first.answer].code.colour if first.answer else ""
            for group, lines in groups:
                s = lines[i].share
                if s is not None:
                    series = group_label(group) if group else t("tables.everybody")
                    marks.append(
                        Mark(
                            self.name(first), series, s.share, s.low, s.high, s.n, s.base,
                            colour or self.theme.code.colour,
                        )
                    )  # fmt: skip
        table = self.table()
        return (Bars(table.title, table, tuple(marks), t("columns.share"), self.by),)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages behind a line; behind `none` those in which the theme is denied."""
        del column
        _, line = self.lines()[row]
        theme = self.carried[self.theme.path]
        said = theme.no if line.kind == "none" else theme.yes
        if line.kind == "answer":
            said = self.carried[line.answer].yes
        return [q.id for case in line.cases if isinstance(case, int) for q in said.get(case, ())]


def count_responses(
    store: Store,
    wanted: str,
    by: tuple[str, str] = ("", ""),
    study: str = "",
    coder: str | None = None,
) -> Responses:
    """Count the answers to one question; `by` is an attribute and what it is called.

    Raises EticError where the code has none under it.
    """
    found = carriers(store, study, coder)
    return of_group(found, found.tree.resolve(wanted), *by)


def of_group(found: Carriers, theme: Node, by: str = "", label: str = "") -> Responses:
    """The answers to one question, out of what was gathered."""
    answers = {n.path: n for n in found.tree.children(theme.id) if found.of_study(n)}
    if not answers:
        raise EticError("responses-no-answers", code=theme.path)
    carried = {node.path: found.carried(node) for node in (theme, *answers.values())}
    whole = carried[theme.path]
    single = theme.code.response == "single"
    groups = {
        group: members & whole.states.keys()
        for group, members in (found.groups(by) if by else {}).items()
    }
    parts = []
    for group, members in [*((g, m) for g, m in groups.items() if m), ("", set(whole.states))]:
        lines = tally_answers(
            list(answers),
            {case: state for case, state in whole.states.items() if case in members},
            {
                path: {c: s for c, s in carried[path].states.items() if c in members}
                for path in answers
            },
            single=single,
        )
        parts.append((group, tuple(lines)))
    return Responses(
        theme, answers, (label or by) if by else "", tuple(parts), carried,
        state_table(found, [(n, carried[n.path]) for n in (theme, *answers.values())], by, label),
        _listed(found, theme, answers, carried, parts[-1][1]), found.footing([theme]),
    )  # fmt: skip


def _listed(
    found: Carriers,
    theme: Node,
    answers: Mapping[str, Node],
    carried: Mapping[str, Carried],
    lines: Sequence[Tally],
) -> Listed:
    """Respondents with several answers where one is foreseen, and those under none."""
    cases = []
    for line in lines:
        if line.kind not in ("several", "none"):
            continue
        wrong = line.kind == "several" or theme.code.required
        for case_id in line.cases:
            if not isinstance(case_id, int):
                continue
            given = [path for path in answers if case_id in carried[path].yes]
            said = carried[theme.path].no if line.kind == "none" else carried[theme.path].yes
            cases.append(
                Case(
                    found.cases[case_id], line.kind, wrong,
                    tuple(answers[path].name for path in given), said.get(case_id, ()),
                )
            )  # fmt: skip
    studies = {found.cases[case_id].study for case_id in carried[theme.path].states}
    return Listed(theme.name, tuple(cases), len(studies) > 1)


# -- all groups of a codebook ----------------------------------------------------------------------


@dataclass(frozen=True)
class Groups(Result):
    """Every response group: what is foreseen, and how many respondents do not keep to it."""

    found: tuple[Responses, ...]
    footing: Footing

    def table(self) -> Table:
        """Name, response, required, answers, asked, several, none, wrong, not_asked, code."""
        keys = ("answers", "asked", "several", "none", "wrong", "not_asked")
        columns = (
            Column("name", t("columns.code")),
            Column("response", t("responses.response")),
            Column("required", t("responses.required")),
            *(Column(key, t(f"responses.of-{key}"), "integer") for key in keys),
            Column("code", t("responses.path")),
        )
        rows: list[tuple[Value, ...]] = []
        for group in self.found:
            n = {line.kind: len(line.cases) for line in group.parts[-1][1]}
            code = group.theme.code
            rows.append(
                (
                    group.theme.name, t(f"responses.response-{code.response}"),
                    t("ui.value-true") if code.required else t("ui.value-false"),
                    len(group.answers), n["asked"], n.get("several"), n["none"],
                    len(group.listed.wrong), n["not_asked"],
                    code.path,
                )
            )  # fmt: skip
        note = f"{t('responses.groups-note')} {self.footing.plain}"
        return Table(columns, tuple(rows), t("responses.groups"), note)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages of those with several answers, of those who deny the theme, or of all."""
        group = self.found[row]
        if column == "wrong":
            return [quote.id for case in group.listed.wrong for quote in case.quotes]
        kind = column if column in ("several", "none", "not_asked") else "asked"
        lines = [line.kind for _, line in group.lines()]
        return group.behind(lines.index(kind), column) if kind in lines else ()


def check_groups(store: Store, study: str = "", coder: str | None = None) -> Groups:
    """Count every code whose answers are foreseen to be single or multiple."""
    found = carriers(store, study, coder)
    nodes = [
        node
        for node in found.tree
        if node.code.response
        and found.of_study(node)
        and any(found.of_study(n) for n in found.tree.children(node.id))
    ]
    return Groups(tuple(of_group(found, node) for node in nodes), found.footing(nodes))
