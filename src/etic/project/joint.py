"""Codes beside survey answers: links, and the joint display."""

from __future__ import annotations

from etic.actions import joint, survey
from etic.actions.joint import JointDisplay
from etic.model import Link
from etic.project.file import default_coder
from etic.project.survey import Survey
from etic.store import survey as surveys


class Joint(Survey):
    """A project whose codes speak to its survey."""

    def link(self, link: Link, *, coder: str = "") -> int:
        """Set a code beside a survey answer."""
        tree = self.codebook()
        details = {"code": link.code, "table": link.table, "answer": link.answer}
        with self.store.journal.change("link", coder or default_coder(), details) as tx:
            return survey.add_link(tx, tree, link)

    def unlink(self, link_id: int, *, coder: str = "") -> None:
        """Take a link away."""
        with self.store.journal.change("unlink", coder or default_coder(), {"link": link_id}) as tx:
            survey.delete_link(tx, link_id)

    def link_list(self) -> list[tuple[int, Link]]:
        """Codes beside survey answers: (id of the link, link)."""
        found = surveys.links(self.store.connection, self.codebook())
        return [(link_id, link) for link_id, _table, link in found]

    def joint(self) -> JointDisplay:
        """The joint display: each linked code's respondents beside the survey's share."""
        return joint.joint_display(self.store)
