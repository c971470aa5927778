"""Reports that a researcher writes: Markdown with figures of the project in it."""

from __future__ import annotations

from pathlib import Path

from etic.actions import templates
from etic.errors import EticError
from etic.i18n import language, t, use_language
from etic.model import Column, ReportTemplate, Table
from etic.project.file import default_coder
from etic.project.indicators import Indicators
from etic.store import templates as stored

BUILT_IN = {"methods": "{{ methods() }}"}  # parts that can be asked for by themselves


class Templates(Indicators):
    """A project with report templates."""

    def templates(self, study: str = "", lang: str = "") -> list[ReportTemplate]:
        """The stored templates of a study, of a language, or all."""
        return [
            found
            for found in stored.templates(self.store.connection)
            if study in ("", found.study) and lang in ("", found.language)
        ]

    def template(self, name: str, study: str = "", lang: str = "") -> ReportTemplate:
        """A stored template by name; of several languages, that one asked for or at work.

        Raises EticError that names what there is, where there is none.
        """
        found = [each for each in self.templates(study, lang) if each.name == name]
        if not found:
            names = (*(each.name for each in self.templates()), *BUILT_IN)
            known = ", ".join(dict.fromkeys(names))
            raise EticError("template-unknown", given=name, known=known)
        return next((each for each in found if each.language == language()), found[0])

    def template_study(self, named: str = "") -> str:
        """The study a template is of: the one named, or the only one."""
        if named:
            self.check_study(named)
            return named
        titles = self.study_titles()
        if len(titles) != 1:
            raise EticError("template-study", known=", ".join(titles) or "—")
        return next(iter(titles))

    def template_of(self, study: str, lang: str = "") -> ReportTemplate | None:
        """The template that a study's report is written by in a language: the one called as the
        study, else the only one."""
        found = self.templates(study, lang or language())
        if not study:
            return None
        named = [each for each in found if each.name == study]
        return named[0] if named else found[0] if len(found) == 1 else None

    def save_template(
        self, name: str, text: str, *, study: str = "", lang: str = "", coder: str = ""
    ) -> bool:
        """Keep a template; gives whether anything changed. It is one step of the journal.

        Its front matter will say name, study and language. It is not filled in: a template may
        name what is not coded yet.
        """
        study = self.template_study(study)
        given = ReportTemplate(name, text, lang or language(), study)
        details = {"template": name, "study": study, "lang": given.language}
        with self.store.journal.change("template", coder or default_coder(), details) as tx:
            return templates.save(tx, given, coder or default_coder())

    def load_template(
        self, path: str | Path, *, name: str = "", study: str = "", lang: str = "", coder: str = ""
    ) -> ReportTemplate:
        """Keep the template in a Markdown file; what is not given is in its front matter.

        Without a name there, it is called as the file.
        """
        from etic.read.front import front_matter

        file = Path(path)
        text = self._template_file(file)
        said, _ = front_matter(text, file.name)
        lang = lang or said.get("lang", "") or language()
        study = self.template_study(study or said.get("study", ""))
        name = name or said.get("report", "") or file.stem
        self.save_template(name, text, study=study, lang=lang, coder=coder)
        return self.template(" ".join(name.split()), study, lang)

    def delete_template(
        self, name: str, *, study: str = "", lang: str = "", coder: str = ""
    ) -> None:
        """Take a template away, in every language unless one is named; undo brings it back."""
        self.template(name, study, lang)
        details = {"template": name}
        with self.store.journal.change("template-off", coder or default_coder(), details) as tx:
            for found in self.templates(study, lang):
                if found.name == name:
                    templates.delete(tx, name, found.study, found.language)

    def template_text(self, wanted: str | Path, study: str = "", lang: str = "") -> ReportTemplate:
        """A template by its name, from a .md file, or one that every project has (`BUILT_IN`)."""
        wanted = str(wanted)
        if wanted.endswith(".md"):
            text = self._template_file(Path(wanted))
            return ReportTemplate("", text, lang, study, file=wanted)
        if wanted in BUILT_IN and not any(each.name == wanted for each in self.templates()):
            lang = lang or language()
            with use_language(lang):
                text = f"---\ntitle: {t('results.methods')}\n---\n{BUILT_IN[wanted]}\n"
            return ReportTemplate(wanted, text, lang, study, file=wanted)
        found = self.template(wanted, study, lang)
        return ReportTemplate(found.name, found.text, found.language, found.study,
                              file=f"{found.name}.{found.language}.md")  # fmt: skip

    @staticmethod
    def _template_file(path: Path) -> str:
        from etic.read import load

        text = load(path, str(path)).text
        if text is None:
            raise EticError("file-unreadable", file=path, why="UTF-8")
        return text.replace("\r\n", "\n")

    def template_table(self, study: str = "", lang: str = "") -> Table:
        """The stored templates as a table: study, name, language, who, when."""
        keys = ("study", "name", "language", "coder", "changed")
        columns = tuple(Column(key, t(f"templates.table-{key}")) for key in keys)
        rows = tuple(
            (found.study, found.name, found.language, found.coder, found.changed)
            for found in self.templates(study, lang)
        )
        return Table(columns, rows, t("templates.table"))
