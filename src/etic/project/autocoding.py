"""Rules of a project, and coding by them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from etic.actions import autocoding
from etic.actions.autocoding import Applied, Preview
from etic.errors import EticError
from etic.model import Rule, Table
from etic.project.file import default_coder
from etic.project.reviewing import Reviewing
from etic.store import rules as stored
from etic.store.rules import RuleRow
from etic.store.transaction import Transaction

if TYPE_CHECKING:
    import pandas as pd


class Autocoding(Reviewing):
    """Coding by rule: previewed, and one step of the journal."""

    def rule_list(self) -> list[RuleRow]:
        """The rules with their numbers, in the codebook's order."""
        return stored.rules(self.store.connection, self.codebook())

    def rules(self) -> pd.DataFrame:
        """The rules as a frame, its columns those of `rule_table`."""
        return self.rule_table().frame()

    def rule_table(self) -> Table:
        """The rules as a table to be shown or written."""
        return autocoding.rule_table(self.rule_list())

    def rule(self, number: int) -> RuleRow:
        """A rule by its number."""
        rows = self.rule_list()
        for row in rows:
            if row.id == number:
                return row
        known = ", ".join(str(row.id) for row in rows) or "—"
        raise EticError("rule-unknown", rule=number, known=known)

    def rule_of_coding(self, uid: str) -> int | None:
        """The number of the rule that made a coding; None where a person did."""
        return stored.rule_of_coding(self.store.connection, uid)

    def add_rule(self, rule: Rule, *, coder: str = "") -> int:
        """Keep a rule, which codes nothing yet; gives its number. The same one is kept once."""
        tree = self.codebook()
        rule = autocoding.settled(self.store.connection, tree, rule)
        with self._step("rule-add", rule, coder) as tx:
            return autocoding.put(tx, tree, rule)

    def change_rule(self, number: int, rule: Rule, *, coder: str = "") -> bool:
        """Put another rule in the place of one; gives whether it is different.

        What it has coded stays coded.
        """
        self.rule(number)
        tree = self.codebook()
        rule = autocoding.settled(self.store.connection, tree, rule)
        with self._step("rule-edit", rule, coder) as tx:
            return tx.update("rules", number, autocoding.columns(tx, tree, rule))

    def delete_rule(self, number: int, *, coder: str = "") -> None:
        """Delete a rule. What it has coded stays coded."""
        rule = self.rule(number).rule
        with self._step("rule-delete", rule, coder) as tx:
            tx.delete("rules", number)

    def preview_rule(self, rule: Rule | int, *, coder: str = "") -> Preview:
        """What a rule, kept or not, would code for a coder. Nothing is changed.

        Raises `EticError` for a pattern that cannot be read, and for one that takes too long.
        """
        wanted = self.rule(rule).rule if isinstance(rule, int) else rule
        return autocoding.preview(self.store, self.codebook(), wanted, coder or default_coder())

    def apply_rules(self, previews: Preview | Iterable[Preview], *, coder: str = "") -> Applied:
        """Code the new places of previews, all as one step of the journal.

        The person who runs it is the coder, by default the one for whom the first preview was made.
        Codings have the origin `rule`; the rules are kept, where they were not. Refused, with
        nothing done, where a text has changed since its places were shown.
        """
        seen = [previews] if isinstance(previews, Preview) else list(previews)
        name = coder or next((each.coder for each in seen), "") or default_coder()
        coding = [each for each in seen if each.new]
        details = {
            "code": ", ".join(dict.fromkeys(each.rule.code for each in coding)),
            "rule": "; ".join(each.rule.pattern for each in coding)[:200],
            "codings": sum(len(each.new) for each in coding),
        }
        with self.store.journal.change("autocode", name, details) as tx:
            return autocoding.apply(tx, self.codebook(), coding, name)

    def propose_rule(self, seen: Preview, *, coder: str = "") -> int:
        """Put the new places of a preview before the coders, one by one; gives how many are new."""
        with self._step("suggest", seen.rule, coder or seen.coder) as tx:
            return autocoding.propose(tx, self.codebook(), seen)

    def _step(self, action: str, rule: Rule, coder: str) -> AbstractContextManager[Transaction]:
        details = {"code": rule.code, "rule": rule.pattern[:200]}
        return self.store.journal.change(action, coder or default_coder(), details)
