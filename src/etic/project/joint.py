"""Codes beside survey answers: links, verdicts, pillars, and the joint displays."""

from __future__ import annotations

from collections.abc import Sequence

from etic.actions import joint, joint_cases, joint_quotes, linking
from etic.actions.joint import JointDisplay
from etic.actions.joint_cases import CaseAgreement, CaseMatrix
from etic.actions.joint_quotes import QuoteMatrix
from etic.actions.joint_themes import PillarDisplay, StatisticsByTheme
from etic.errors import EticError
from etic.joined import JointDecision, JointVerdict, Pillar
from etic.mixed.verdicts import LEVEL, MARGIN
from etic.model import Link
from etic.project.file import default_coder
from etic.project.survey import Survey
from etic.store import links


class Joint(Survey):
    """A project whose codes speak to its survey."""

    # -- links --

    def link(self, link: Link, *, coder: str = "") -> int:
        """Set a code beside a survey answer, of a published table or by respondent; gives its id.

        The same link again takes over direction, note and the rest that is said of it.
        """
        tree = self.codebook()
        place = {"table": link.table} if link.table else {"variable": link.variable}
        details = {"code": link.code, **place, "answer": link.answer}
        with self.store.journal.change("link", coder or default_coder(), details) as tx:
            return linking.add(tx, tree, link)

    def edit_link(self, link_id: int, *, coder: str = "", **said: str) -> None:
        """Say `direction`, `note`, `construct`, `horizon` or `survey_horizon` of a link anew;
        `cases` keeps to respondents with `attribute=value`."""
        details = {"link": link_id, **said}
        with self.store.journal.change("edit-link", coder or default_coder(), details) as tx:
            linking.edit(tx, link_id, said)

    def unlink(self, link_id: int, *, coder: str = "") -> None:
        """Take a link away, with its verdict."""
        with self.store.journal.change("unlink", coder or default_coder(), {"link": link_id}) as tx:
            linking.delete(tx, link_id)

    def link_list(self) -> list[tuple[int, Link]]:
        """Codes beside survey answers: (id of the link, link)."""
        found = links.links(self.store.connection, self.codebook())
        return [(link_id, link) for link_id, _table, link in found]

    # -- verdicts --

    def decide_verdict(
        self, link_id: int, verdict: JointVerdict, reason: str, *, coder: str = ""
    ) -> None:
        """Keep an analyst's verdict on a link, its reason, and the figures it was decided on.

        Raises EticError for an unknown link or verdict, and where there is no reason.
        """
        who = coder or default_coder()
        figures = next((r.figures for r in self.joint().rows if r.link_id == link_id), None)
        decision = JointDecision(verdict, reason, who, "", figures)
        details = {"link": link_id, "verdict": verdict, "reason": reason}
        with self.store.journal.change("verdict", who, details) as tx:
            linking.decide(tx, link_id, decision)

    def withdraw_verdict(self, link_id: int, *, coder: str = "") -> None:
        """Take the verdict of a link back: it is open again."""
        details = {"link": link_id}
        with self.store.journal.change("verdict-off", coder or default_coder(), details) as tx:
            linking.find(tx, link_id)
            tx.clear("verdicts", link_id=link_id)

    # -- pillars --

    def pillars(self, study: str = "") -> list[Pillar]:
        """The pillars with what is stated of them."""
        return [p for p in links.pillars(self.store.connection) if study in ("", p.study)]

    def set_pillar(
        self,
        name: str,
        *,
        statement: str | None = None,
        links: Sequence[int] | None = None,
        study: str = "",
        coder: str = "",
    ) -> None:
        """Make a pillar, say anew what it states, or which links (by id) are in it.

        None leaves statement or links as they are. A link is in one pillar at the most.
        """
        details = {"pillar": name, **({} if links is None else {"links": list(links)})}
        with self.store.journal.change("pillar", coder or default_coder(), details) as tx:
            pillar_id = linking.set_pillar(tx, study, name, statement)
            if links is not None:
                linking.hold(tx, pillar_id, links)

    def delete_pillar(self, name: str, *, study: str = "", coder: str = "") -> None:
        """Take a pillar away; its links stay."""
        with self.store.journal.change(
            "pillar-off", coder or default_coder(), {"pillar": name}
        ) as tx:
            linking.delete_pillar(tx, study, name)

    # -- displays --

    def joint(
        self, *, study: str = "", margin: float = MARGIN, level: float = LEVEL, quotes: int = 2
    ) -> JointDisplay:
        """The joint display side by side: interviews, survey, quotes, proposed and decided verdict.

        `margin` (shares) and `level` belong to the rule that proposes (`mixed.verdicts.propose`);
        `quotes` is how many typical and how many deviant quotes are drawn for a link.
        """
        self._check(study=study)
        if not 0 < margin < 1 or not 0 < level < 1:
            raise EticError("joint-rule", margin=margin, level=level)
        return joint.joint_display(self.store, study, margin, level, quotes)

    def statistics_by_theme(
        self, *, study: str = "", quotes: int = 2, joint: JointDisplay | None = None
    ) -> StatisticsByTheme:
        """Themes × the survey's figures, with quotes; of a display where it has been made."""
        return StatisticsByTheme.of(
            joint or self.joint(study=study, quotes=quotes), self.codebook()
        )

    def quote_matrix(
        self, codes: Sequence[str] | str, *, by: str, study: str = "", quotes: int = 2
    ) -> QuoteMatrix:
        """Quotes by code and value of an attribute, spread over respondents."""
        self._check(where={by: None}, study=study)
        paths = [codes] if isinstance(codes, str) else codes
        return joint_quotes.quote_matrix(self.store, paths, by, study, quotes)

    def case_matrix(self, *, study: str = "") -> CaseMatrix:
        """The same people in interviews and survey, link by link; empty where no ids match."""
        self._check(study=study)
        return joint_cases.case_matrix(self.store, study)

    def case_agreement(self, *, study: str = "") -> CaseAgreement:
        """How far code and answer of the same people agree: percent, κ, McNemar's exact p."""
        return self.case_matrix(study=study).agreement

    def pillar_display(
        self, *, study: str = "", quotes: int = 2, joint: JointDisplay | None = None
    ) -> PillarDisplay:
        """Pillars: evidence of both kinds around each of them, and what it states; of a display
        where it has been made."""
        return PillarDisplay.of(
            joint or self.joint(study=study, quotes=quotes), tuple(self.pillars(study)),
            self.codebook(),
        )  # fmt: skip
