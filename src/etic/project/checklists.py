"""Checklists of reporting: COREQ, SRQR, GRAMMS."""

from __future__ import annotations

from etic.actions import checklist_facts, checklists
from etic.actions.checklist_facts import Known
from etic.actions.memos import excerpt, tidy
from etic.errors import EticError
from etic.i18n import either
from etic.mixed.checklist import Checklist, Form, form, stand
from etic.project.file import default_coder
from etic.project.indicators import Indicators
from etic.store import checklists as stored


class Checklists(Indicators):
    """A project that answers checklists."""

    def checklist(self, name: str, study: str = "") -> Checklist:
        """A checklist of reporting as a study answers it: `coreq`, `srqr` or `gramms`.

        Each item is *filled* where the project knows what it asks for, *answered* where a person
        has written something (`answer_checklist`), else *missing*. `study` is needed where there
        are several. What is said is in the language at work.

        >>> import etic, tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> p = etic.create(folder.name + "/study.etic")
        >>> from etic.model import Bundle, Document, Turn
        >>> _ = p.import_bundle(Bundle(documents=(Document("R01", "Home.", (Turn(0, 0, 5),)),)))
        >>> p.answer_checklist("coreq", "13", "Two women refused.")
        True
        >>> dict(p.checklist("coreq").counts)
        {'filled': 2, 'answered': 1, 'missing': 29}
        >>> p.close(); folder.cleanup()
        """
        wanted = form(name)
        study = self._one_study(study)
        asked = {key for item in wanted.items for key in item.facts}
        said = stored.answers(self.store.connection, study, wanted.name)
        answers = {a.item: (either(a.text_ru, a.text_en), a.coder) for a in said}
        return stand(wanted, study, checklist_facts.facts(self._known(study, asked)), answers)

    def answer_checklist(
        self, name: str, item: str, text: str, *, study: str = "", lang: str = "", coder: str = ""
    ) -> bool:
        """Say in one's own words what an item asks for; gives whether it changed. It is one step.

        The text stands for the language `lang`, else for that at work; the report in the other one
        shows it too, as long as there is no text in that. An empty text takes it back.
        """
        wanted = form(name)
        number = wanted.item(item).number
        study = self._one_study(study)
        if lang not in ("", *checklists.LANGUAGES):
            self._one_of("lang", lang, checklists.LANGUAGES)
        there = self._answer(study, wanted, number, lang)
        if there == tidy(text):
            return False
        who = coder or default_coder()
        told = {"checklist": wanted.name, "item": number, "text": excerpt(tidy(text))}
        with self.store.journal.change("checklist", who, told) as tx:
            return checklists.answer(tx, study, wanted, number, text, who, lang)

    def checklist_answer(self, name: str, item: str, study: str = "", lang: str = "") -> str:
        """What is written to an item in one language, else in that at work, and in no other."""
        wanted = form(name)
        return self._answer(self._one_study(study), wanted, wanted.item(item).number, lang)

    def _answer(self, study: str, wanted: Form, number: str, lang: str) -> str:
        said = stored.answers(self.store.connection, study, wanted.name)
        found = next((a for a in said if a.item == number), None)
        return checklists.text_in(found, lang) if found else ""

    def _one_study(self, study: str) -> str:
        """The study that is meant: the one named, or the only one."""
        if study:
            self.check_study(study)
            return study
        titles = self.study_titles()
        if len(titles) != 1:
            raise EticError("checklist-study", known=", ".join(titles) or "—")
        return next(iter(titles))

    def _known(self, study: str, asked: set[str]) -> Known:
        """What the project knows of a study; what takes long only where it is asked for."""
        documents = [d for d in self.document_list() if d.study == study]
        interviewed = {d.case_id for d in documents}
        ids = {d.id for d in documents}
        by_document = {i: who for i, who in self.coders_by_document().items() if i in ids}
        double = sum(len(who) > 1 for who in by_document.values())
        rows = self.propositions(study)
        return Known(
            documents=documents,
            cases=[c for c in self.case_list() if c.id in interviewed],
            codes=[n for n in self.codebook() if not n.studies or study in n.studies],
            quotes=self.quote_list(study=study, counted=True),
            attributes=self.attribute_labels(),
            coders=[name for name in self.coders() if any(name in w for w in by_document.values())],
            double=double,
            alpha=self._alpha(study) if double and "double-coding" in asked else None,
            guides=self.guides(study),
            notes=sum(
                memo.study == study
                for kind in ("document", "case")
                for memo in self.memo_list(kind, study=study)
            ),
            verdict=self._verdict(study) if "saturation" in asked else "",
            tables=sum(table.study == study for _, table in self.survey_tables()),
            respondents=sum(len(a.respondents) for a in self.answer_sets() if a.study == study),
            links=sum(link.study == study for _, link in self.link_list()),
            propositions=len(rows),
            contradicting=self._contradicting(study, [row.number for row in rows]),
        )

    def _alpha(self, study: str) -> float | None:
        """Krippendorff's α of all codes together, by characters; None where it is undefined."""
        try:
            table = self.agreement(study=study, coefficients=["alpha"], draws=1)
        except EticError:  # nothing that could be compared
            return None
        return table.rows[0].figures[0].value if table.rows else None

    def _verdict(self, study: str) -> str:
        """What the report says of saturation; nothing where no code could be new."""
        try:
            return self.saturation(study=study).verdict
        except EticError:  # no inductive codes, or nothing coded
            return ""

    def _contradicting(self, study: str, numbers: list[int]) -> int:
        return len(
            {
                case.case.id
                for number in numbers
                for case in self.judged_cases(number, study=study)
                if case.place == "contradicts"
            }
        )
