"""The functions of a template that give figures: how many, what share, by how much."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import cached_property

from etic.actions.indicator_tables import IndicatorTable
from etic.actions.joint import JointDisplay
from etic.analysis.counts import ALL, UNKNOWN, Base
from etic.analysis.crosstab import Crosstab
from etic.analysis.crosstab_views import MIDDOT
from etic.analysis.spreading import draw_quotes
from etic.errors import EticError
from etic.i18n import t
from etic.mixed.joint import parts, survey_share, total_group
from etic.model import Quote, SurveyTable
from etic.project import Project
from etic.report.filling.figure import Figure, Source, difference
from etic.report.filling.marks import Words
from etic.store.queries import matches, printed
from etic.surveyed import Answers


class Figures:
    """What a template counts in one study of a project; counts are made once and kept."""

    def __init__(self, project: Project, study: str) -> None:
        self.project = project
        self.study = study
        self._counted: dict[object, Crosstab] = {}

    # -- codes --

    def share(self, code: str, *, base: Base = "asked", where: Mapping[str, str] | None = None,
              coder: str = "", **group: str) -> Figure:  # fmt: skip
        """The share of respondents who carry a code, of those who were asked."""
        return self._of_code(code, "share", base, {**(where or {}), **group}, coder)

    def n(self, code: str, *, base: Base = "asked", where: Mapping[str, str] | None = None,
          coder: str = "", **group: str) -> Figure:  # fmt: skip
        """How many respondents carry a code."""
        return self._of_code(code, "count", base, {**(where or {}), **group}, coder)

    def base(self, code: str = "", *, base: Base = "asked", where: Mapping[str, str] | None = None,
             **group: str) -> Figure:  # fmt: skip
        """How many respondents were asked about a code; without one, how many there are."""
        wanted = {**(where or {}), **group}
        if code:
            found = self._of_code(code, "count", base, wanted, "")
            what = t("templates.asked-about", what=found.what)
            return Figure(found.base, "count", what, group=found.group, base=found.base)
        self._check_group(wanted)
        people = [c for c in self.cases if all(printed(c.attributes.get(k)) == str(v)
                                               for k, v in wanted.items())]  # fmt: skip
        what = ", ".join([t("templates.interviewed"), *map(str, wanted.values())])
        return Figure(len(people), "count", what, base=len(people), group=self._group(wanted))

    def _of_code(
        self, code: str, kind: str, base: Base, where: Mapping[str, object], coder: str
    ) -> Figure:
        node = self.project.codebook().resolve(code)
        wanted = {key: str(value) for key, value in where.items()}
        self._check_group(wanted)
        counted = self._crosstab(tuple(wanted), base, coder)
        if node.path not in counted.names:
            raise EticError("template-other-study", code=node.path, study=self.study)
        group = MIDDOT.join(wanted.values()) if wanted else ALL
        if group not in (*counted.groups, ALL):  # nobody has these values together
            raise EticError("template-group", group=group, known=", ".join(counted.groups))
        found = counted.cell(node.path, group)
        share, ids = found.share, tuple(counted.codings(node.path, group))
        quotable = any(i in self.quotable for i in ids)
        source = Source("quotes", (self.study, node.path, tuple(wanted.items())))
        return Figure(
            share.share if kind == "share" else share.n,
            "share" if kind == "share" else "count",
            ", ".join([t("templates.code", code=counted.labels[node.path]), *wanted.values()]),
            t(f"templates.of-{base}", n=share.base, k=share.n),
            share.n, share.base,
            share.low if kind == "share" else None, share.high if kind == "share" else None,
            reason=share.reason, by=coder or self.coders, group=self._group(wanted),
            sources=(source,) if quotable else (), codings=ids,
        )  # fmt: skip

    def _crosstab(self, by: tuple[str, ...], base: Base, coder: str) -> Crosstab:
        key = (by, base, coder)
        if key not in self._counted:
            self._counted[key] = self.project.crosstab(
                self.codes(), by=by, base=base, study=self.study, coder=coder or None
            )
        return self._counted[key]

    def _check_group(self, wanted: Mapping[str, object]) -> None:
        """Refuse an attribute and a value that no respondent has."""
        attributes = self.project.attributes()
        for name, value in wanted.items():
            if name not in attributes:
                known = ", ".join(attributes) or "—"
                raise EticError("attribute-unknown", attribute=name, known=known)
            values = self.groups(name)
            if str(value) not in values:
                known = ", ".join(values) or "—"
                raise EticError("template-value", attribute=name, given=value, known=known)

    def _group(self, wanted: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
        of = tuple((f"case.{key}", str(value)) for key, value in wanted.items())
        return (("sample", f"interviews {self.study}"), *of)

    # -- survey --

    def survey(
        self, table: str | int, answer: str, group: str = "", *, question: str = ""
    ) -> Figure:
        """A figure of a published table, as it was printed."""
        found = self.published(table, question, answer)
        answers = list(dict.fromkeys(cell.answer for cell in found.cells))
        if not parts(answer, answers):
            raise EticError(
                "template-answer", table=table, given=answer, known=near(answer, answers)
            )
        columns = list(dict.fromkeys(cell.group for cell in found.cells))
        column = group or total_group(columns)
        if column is None or column not in columns:
            known = near(group, columns) if group else "; ".join(columns)
            raise EticError("template-column", table=table, given=group or "—", known=known)
        share = survey_share(found, answer, column)
        base = share.base
        n = share.n if share.n is not None else _counted(share.percent, base)
        cell = t("templates.cell", number=found.number, question=found.question or found.title,
                 answer=answer, group=column)  # fmt: skip
        counted = t("templates.of-printed", base=base) if base else ""
        return Figure(
            share.share, "share", cell, counted, n, base, share.low, share.high,
            reason=share.reason, printed=share.percent,
            group=(("sample", f"survey {self.study}"), ("column", column)),
            sources=(Source("table", (self.study, found.number, found.question)),),
        )  # fmt: skip

    def published(self, table: str | int, question: str = "", answer: str = "") -> SurveyTable:
        """The published table of this number; `question` or `answer` tells parts of it apart."""
        named = self.parts_of(table, question)
        if answer and len(named) > 1:
            having = [f for f in named if parts(answer, {cell.answer for cell in f.cells})]
            if len(having) > 1:
                known = "; ".join(found.question for found in having)
                raise EticError("template-question", table=table, given=answer, known=known)
            named = having or named
        return named[0]

    def parts_of(self, table: str | int, question: str = "") -> list[SurveyTable]:
        """The parts of a published table, one a question; those with words of `question` in it."""
        wanted = str(table).strip().lstrip("TТtт").strip()  # in either script
        every: list[SurveyTable] = [found for _, found in self.project.survey_tables()]
        its = [found for found in every if found.study == self.study]
        named = [found for found in its if found.number == wanted]
        if not named:
            known = ", ".join(dict.fromkeys(f"T{found.number}" for found in its)) or "—"
            raise EticError("template-table", given=table, study=self.study, known=known)
        if not question:
            return named
        exact = [found for found in named if found.question == question]
        asked = exact or [f for f in named if question.casefold() in f.question.casefold()]
        if not asked:
            known = "; ".join(found.question for found in named)
            raise EticError("template-asked", table=table, given=question, known=known)
        return asked

    def answers(self, variable: str, answer: str, *, where: Mapping[str, str] | None = None,
                weighted: bool | None = None, **group: str) -> Figure:  # fmt: skip
        """The share of respondents of the survey who gave an answer, of those who answered."""
        wanted = {key: str(value) for key, value in {**(where or {}), **group}.items()}
        counted = self.project.answer_table(
            variable, where=wanted, weighted=weighted, study=self.study
        ).first
        if answer not in counted.codes:
            known = near(answer, counted.codes)
            raise EticError("template-answer", table=variable, given=answer, known=known)
        share = counted.cell(answer).share
        n, base = share.tested
        what = t("templates.answer", question=counted.label or variable, answer=answer)
        return Figure(
            share.share, "share", ", ".join([what, *wanted.values()]),
            t("templates.of-answered", n=share.base, k=share.n), int(n), int(base),
            share.low, share.high, reason=share.reason,
            group=(("sample", f"survey {self.study}"),
                   *((f"answer.{k}", v) for k, v in wanted.items())),
            sources=(Source("answers", (self.study, counted.variable)),),
        )  # fmt: skip

    def difference(self, one: Figure, other: Figure) -> Figure:
        """The first share less the second, with interval and test where both bases are known."""
        for given in (one, other):
            if not isinstance(given, Figure) or given.kind != "share":
                raise EticError("template-difference")
        return difference(one, other)

    # -- quotes and names --

    def quote(self, wanted: int | str, **where: str) -> Figure:
        """One quote in running text, by number of its coding, or one of a code."""
        if isinstance(wanted, int):
            found = self.project.quote(wanted)
            if found.id not in self.quotable:
                raise EticError("template-consent", coding=wanted, case=found.case)
        else:
            among = self.quotes_of(wanted, where)
            if not among:
                raise EticError("template-no-quotes", code=wanted)
            found = draw_quotes(among, 1)[0]
        return Figure(
            None, "quote", t("templates.quoted", document=found.document, start=found.start,
                             end=found.end),
            shown=t("templates.quote", text=found.quote.strip(), case=found.case),
            sources=(Source("quotes", (self.study, found.code, ())),), codings=(found.id,),
        )  # fmt: skip

    def quotes_of(self, code: str, where: Mapping[str, str]) -> list[Quote]:
        """The quotes of a code that may be printed: state *yes*, counted, with consent."""
        self._check_group(where)
        tree = self.project.codebook()
        under = tree.under(tree.resolve(code).path)
        return [
            q for q in self._quotes
            if q.state == "yes" and q.code_id in under and q.id in self.quotable
            and matches(q.attributes, where)
        ]  # fmt: skip

    @cached_property
    def _quotes(self) -> list[Quote]:
        """Every quote that counts."""
        return self.project.quote_list(study=self.study, counted=True)

    def name(self, code: str) -> Words:
        """What a code is called in the language of the report."""
        return Words(self.project.codebook().resolve(code).name)

    def codes(self, under: str = "") -> list[str]:
        """The paths of the codes right under one; without it, of all codes of the study."""
        tree = self.project.codebook()
        if under:
            return [node.path for node in tree.children(tree.resolve(under).id)]
        return [n.path for n in tree if not n.studies or self.study in n.studies]

    def groups(self, attribute: str) -> list[str]:
        """The values of an attribute that respondents of the study have."""
        if attribute not in self.project.attributes():
            known = ", ".join(self.project.attributes()) or "—"
            raise EticError("attribute-unknown", attribute=attribute, known=known)
        values = {printed(case.attributes.get(attribute)) for case in self.cases}
        return sorted(value for value in values if value and value != UNKNOWN)

    # -- the study --

    @cached_property
    def cases(self) -> list:  # type: ignore[type-arg]
        """The respondents interviewed."""
        ids = {d.case_id for d in self.project.document_list() if d.study == self.study}
        return [case for case in self.project.case_list() if case.id in ids]

    @cached_property
    def quotable(self) -> frozenset[int]:
        """The codings whose respondents agreed to be quoted."""
        allowed = {
            d.id for d in self.project.document_list() if d.study == self.study and d.quotable
        }
        return frozenset(q.id for q in self._quotes if q.document_id in allowed)

    @cached_property
    def code_of(self) -> dict[int, str]:
        """Coding → the path of its code, of those that count."""
        return {q.id: q.code for q in self._quotes}

    @cached_property
    def coders(self) -> str:
        """Whose codings count."""
        return ", ".join(sorted({q.coder for q in self._quotes})) or "—"

    # -- displays that several insertions show parts of --

    @cached_property
    def joint(self) -> JointDisplay:
        """The joint display of the study."""
        return self.project.joint(study=self.study)

    @cached_property
    def indicators(self) -> IndicatorTable:
        """The indicators of the study."""
        return self.project.indicators(study=self.study)

    @property
    def answer_set(self) -> Answers:
        """The answers by respondent."""
        return self.project.answer_set(self.study)


def near(given: str, known: Sequence[str]) -> str:
    """What was probably meant, else what there is."""
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(given.casefold(), list(folded), n=3, cutoff=0.5)
    return "; ".join(folded[name] for name in close) or "; ".join(known) or "—"


def _counted(percent: str, base: int | None) -> int | None:
    """The count that a printed percent of a base stands for; None where no count gives it.

    >>> _counted("22.1", 515), _counted("22.1", 10)
    (114, None)
    """
    if not percent or not base or percent[0] == "<":
        return None
    plain = percent.replace(",", ".")
    n = round(float(plain) / 100 * base)
    digits = len(plain.partition(".")[2])
    return n if f"{n / base * 100:.{digits}f}" == plain else None
