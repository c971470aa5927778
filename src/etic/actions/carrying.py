"""Who says what: respondents in question, their codings by code, and who was not asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etic.actions.left_out import left_out
from etic.actions.samples import UNSAID, Samples, samples
from etic.analysis.counts import UNKNOWN
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.responses import ResponseState, response_states
from etic.i18n import t
from etic.model import Quote
from etic.natural import natural
from etic.store import Store, queries
from etic.store.codebook import Node, Tree
from etic.store.queries import CaseRow, printed


@dataclass(frozen=True)
class Carried:
    """What one code and those under it are: respondent → codings, in which they say so or deny."""

    yes: Mapping[int, tuple[Quote, ...]]
    no: Mapping[int, tuple[Quote, ...]]
    states: Mapping[int, ResponseState]  # of every respondent in question, in order


@dataclass(frozen=True)
class Footing:
    """On what footing a count stands, as its note says it in the language at work."""

    left_out: LeftOut = NOBODY  # whose codings are not counted
    samples: Samples = UNSAID

    @property
    def note(self) -> str:
        """What kind of sample it is, and whose codings are not counted; with intervals."""
        return f"{self.samples.note} {self.left_out.note}".rstrip()

    @property
    def plain(self) -> str:
        """The same under a table without intervals."""
        return f"{self.samples.plain} {self.left_out.note}".rstrip()


@dataclass(frozen=True)
class Carriers:
    """The respondents of a project, and what their passages are coded with."""

    tree: Tree
    cases: Mapping[int, CaseRow]  # who has a transcript, by study and name
    of_code: Mapping[int, Sequence[tuple[int, Quote]]]  # code → (respondent, coding)
    unasked: frozenset[tuple[int, int]]  # (respondent, code)
    study: str
    left_out: LeftOut
    samples: Mapping[str, Samples]  # of each study

    def carried(self, node: Node) -> Carried:
        """Who says and who denies what a code or one under it stands for."""
        yes: dict[int, list[Quote]] = defaultdict(list)
        no: dict[int, list[Quote]] = defaultdict(list)
        cases = self.in_question(node)
        for code_id in self.tree.under(node.path):
            for case_id, quote in self.of_code.get(code_id, ()):
                if case_id in cases:
                    (yes if quote.state == "yes" else no)[case_id].append(quote)
        above = self.tree.upwards(node)
        unasked = {case_id for case_id, code_id in self.unasked if code_id in above}
        return Carried(
            _ordered(yes), _ordered(no), response_states(cases, yes.keys(), no.keys(), unasked)
        )

    def in_question(self, node: Node) -> dict[int, CaseRow]:
        """The respondents of the study that is looked at, else of the code's own studies."""
        studies = {self.study} if self.study else node.studies
        return {i: c for i, c in self.cases.items() if not studies or c.study in studies}

    def groups(self, by: str) -> dict[str, set[int]]:
        """Value of an attribute → respondents, in order; those without a value come last."""
        found: dict[str, set[int]] = defaultdict(set)
        for case_id, case in self.cases.items():
            found[printed(case.attributes.get(by)) or UNKNOWN].add(case_id)
        return {g: found[g] for g in sorted(found, key=lambda g: (g == UNKNOWN, natural(g)))}

    def nodes(self, paths: Sequence[str]) -> list[Node]:
        """Codes by path or name, each once; all codes where none is named.

        Where one study is looked at and codes are not named, those written for it.
        """
        if paths:
            named = dict.fromkeys(self.tree.resolve(path).path for path in paths)
            return [self.tree.by_path[path] for path in named]
        return [node for node in self.tree if self.of_study(node)]

    def footing(self, nodes: Iterable[Node]) -> Footing:
        """On what a count of these codes stands: the studies that they were written for."""
        scopes = [node.studies for node in nodes]
        named = {self.study} if self.study else set().union(*scopes) if all(scopes) else set()
        of = [found for study, found in self.samples.items() if not named or study in named]
        drawn = tuple(title for found in of for title in found.drawn)
        others = tuple(title for found in of for title in found.others)
        return Footing(self.left_out, Samples(drawn, others))

    def of_study(self, node: Node) -> bool:
        """Whether a code was written for the study that is looked at."""
        return not self.study or not node.studies or self.study in node.studies


def _ordered(found: Mapping[int, Iterable[Quote]]) -> dict[int, tuple[Quote, ...]]:
    return {
        case: tuple(sorted(quotes, key=lambda q: (natural(q.document), q.start, q.end, q.id)))
        for case, quotes in found.items()
    }


def labels(tree: Tree, nodes: Sequence[Node]) -> dict[str, str]:
    """Path → what a code is called among others: its name, with those above where two share it."""
    short = Counter(node.name for node in nodes)
    long = Counter(tree.label(node.id) for node in nodes)

    def called(node: Node) -> str:
        label = tree.label(node.id)
        if short[node.name] == 1:
            return node.name
        return label if long[label] == 1 else f"{label} ({node.code.segment})"

    return {node.path: called(node) for node in nodes}


def group_label(group: str) -> str:
    """The value of an attribute in words."""
    if group == UNKNOWN:
        return t("ui.group-unknown")
    return t(f"ui.value-{group}") if group in ("true", "false") else group


def carriers(store: Store, study: str = "", coder: str | None = None) -> Carriers:
    """Gather what is said by whom: of one coder, else of all but the second ones."""
    with store.database.reading() as connection:
        tree = store.tree()
        interviewed = {d.case_id for d in queries.documents(connection)}
        cases = {c.id: c for c in queries.cases(connection) if c.id in interviewed}
        quotes = queries.quotes(
            connection, tree, coder=coder, study=study or None, counted=coder is None
        )
        unasked = frozenset(queries.not_asked(connection))
        sampled = {
            row["name"]: samples(connection, row["name"]) for row in queries.studies(connection)
        }
    named = {(c.study, c.name): c.id for c in cases.values()}
    of_code: dict[int, list[tuple[int, Quote]]] = defaultdict(list)
    for quote in quotes:
        case_id = named.get((quote.study, quote.case))
        if case_id is not None:
            of_code[quote.code_id].append((case_id, quote))
    return Carriers(tree, cases, of_code, unasked, study, left_out(store, coder), sampled)
