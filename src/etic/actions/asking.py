"""A study's guides against its transcripts: what each respondent was asked, and what not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from etic.analysis.asking import Asked, AskingTurn, GuideRecogniser
from etic.analysis.drafting import draft, numbered_in
from etic.analysis.unasked import State, found_asked, unasked
from etic.errors import EticError
from etic.guide import Guide
from etic.store import Store, queries
from etic.store import guides as stored
from etic.store.guides import Conversation
from etic.store.queries import CaseRow, printed


@dataclass(frozen=True, slots=True)
class Place:
    """One turn of an interviewer in its document, with what it asks."""

    conversation: Conversation
    turn: AskingTurn

    @property
    def words(self) -> str:
        """What is said in it."""
        return self.conversation.text[self.turn.body : self.turn.end]


@dataclass(frozen=True, slots=True)
class Cell:
    """One respondent and one question: whether it was asked, and where that was found."""

    state: State
    place: Place | None = None
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One respondent: what became of each question of their guide, by its number."""

    case: CaseRow
    cells: Mapping[str, Cell]

    def states(self) -> dict[str, State]:
        """Number → whether it was asked."""
        return {number: cell.state for number, cell in self.cells.items()}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic that a respondent does not seem to have been asked about."""

    case: CaseRow
    guide: Guide
    code: str
    questions: tuple[str, ...]  # those about it; none: the guide of this respondent has no such


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A topic declared as not asked of a respondent, and the place where it seems asked."""

    case: CaseRow
    guide: Guide
    code: str
    question: str
    partly: bool  # the question asks about other topics too: this part may have been left out
    place: Place


@dataclass(frozen=True, slots=True)
class GuideAsked:
    """One guide against the transcripts of those it is for."""

    guide: Guide
    rows: tuple[Row, ...]
    places: tuple[Place, ...]  # every turn of the interviewers, in order
    proposals: tuple[Proposal, ...]
    disagreements: tuple[Disagreement, ...]

    def doubtful(self) -> list[tuple[Place, Asked]]:
        """Places where a person should look: whether the question was asked hangs on them.

        A turn that perhaps asks again what was surely asked elsewhere is no such place.
        """
        states = {(r.case.study, r.case.name): r.states() for r in self.rows}
        return [
            (place, asked)
            for place in self.places
            for asked in place.turn.asks
            if not asked.sure
            and states[place.conversation.study, place.conversation.case][asked.question]
            == "unsure"
        ]

    def count(self, number: str, state: State) -> int:
        """How many respondents have a question in a state."""
        return sum(row.cells[number].state == state for row in self.rows)

    def recognised(self) -> dict[str, int]:
        """How many of the interviewers' turns ask a question, by how it was found, go on, …"""
        found: dict[str, int] = dict.fromkeys(("number", "text", "hand", "follows", "none"), 0)
        for place in self.places:
            sure = [a for a in place.turn.asks if a.sure]
            kind = sure[0].how if sure else "follows" if place.turn.follows else "none"
            found[kind] += 1
        return found


def chosen(guides: list[Guide], case: CaseRow) -> Guide | None:
    """The guide that a case was interviewed by: of those that are for such, the one that says most
    of whom it is for."""
    fitting = [
        guide
        for guide in guides
        if guide.study == case.study
        and all(printed(case.attributes.get(name)) == value for name, value in guide.who.items())
    ]
    return max(fitting, key=lambda guide: len(guide.who), default=None)


def compare(store: Store, study: str = "") -> list[GuideAsked]:
    """Every guide of a study, or of all, against the transcripts. Nothing is changed."""
    with store.database.reading() as connection:
        tree = store.tree()
        guides = stored.guides(connection, tree, study)
        if not guides:
            return []
        cases = queries.cases(connection)
        conversations = stored.conversations(connection, study)
        declared: dict[int, list[str]] = defaultdict(list)
        for case_id, code_id in queries.not_asked(connection):
            declared[case_id].append(tree.by_id[code_id].path)
        quotes = queries.quotes(connection, tree, study=study or None)
    coded: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quote in quotes:
        coded[quote.study, quote.case].add(quote.code)
    by_case: dict[tuple[str, str], list[Conversation]] = defaultdict(list)
    for conversation in conversations:
        by_case[conversation.study, conversation.case].append(conversation)
    of_guide = {(g.study, g.name): [c for c in cases if chosen(guides, c) is g] for g in guides}
    found = []
    for guide in guides:
        recogniser = GuideRecogniser(guide)
        rows: list[Row] = []
        places: list[Place] = []
        proposals: list[Proposal] = []
        disagreements: list[Disagreement] = []
        others = [g for g in guides if g.study == guide.study and g is not guide]
        for case in of_guide[guide.study, guide.name]:
            of_case = by_case[case.study, case.name]
            if not of_case:
                continue  # known by name alone: there is nothing to be recognised
            here = [
                Place(c, turn)
                for c in of_case
                for turn in recogniser.recognise(
                    c.text, c.turns, [x for x in guide.corrections if x.document == c.document]
                )
            ]
            places += here
            row = Row(case, _cells(guide, here))
            rows.append(row)
            told, said = declared[case.id], coded[case.study, case.name]
            if here:  # where nobody asks, nothing can be said of what was asked
                proposals += [
                    Proposal(case, guide, each.code, each.questions)
                    for each in unasked(guide, others, row.states(), told, said)
                ]
            for each in found_asked(guide, row.states(), told):
                place = row.cells[each.question].place
                assert place is not None
                disagreements.append(
                    Disagreement(case, guide, each.code, each.question, each.partly, place)
                )
        found.append(
            GuideAsked(guide, tuple(rows), tuple(places), tuple(proposals), tuple(disagreements))
        )
    return found


def _cells(guide: Guide, places: list[Place]) -> dict[str, Cell]:
    best: dict[str, Cell] = {}
    for place in places:
        for asked in place.turn.asks:
            state: State = "asked" if asked.sure else "unsure"
            known = best.get(asked.question)
            if known is None or (state == "asked" and known.state != "asked"):
                best[asked.question] = Cell(state, place, asked)
    nothing = Cell("not-asked") if places else Cell("unsure")
    return {q.number: best.get(q.number, nothing) for q in guide.questions}


def drafted(store: Store, study: str, name: str, who: dict[str, str]) -> Guide:
    """A guide from the numbered questions in a study's transcripts, and the codes in the answers.

    Raises `EticError` where no number stands in two of them.
    """
    with store.database.reading() as connection:
        tree = store.tree()
        conversations = stored.conversations(connection, study)
        cases = {(c.study, c.name): c for c in queries.cases(connection)}
        quotes = queries.quotes(connection, tree, study=study)
    asked: list[tuple[str, str, str]] = []
    starts: dict[int, list[tuple[int, str]]] = {}
    for conversation in conversations:
        case = cases.get((conversation.study, conversation.case))
        if any(case is None or printed(case.attributes.get(k)) != v for k, v in who.items()):
            continue
        starts[conversation.document_id] = numbered = []
        for turn in conversation.turns:
            words = conversation.text[turn.body : turn.end]
            for number, question in numbered_in(turn.question, words):
                asked.append((conversation.document, number, question))
                numbered.append((turn.start, number))
    answered = []
    for quote in quotes:
        before = [n for start, n in starts.get(quote.document_id, ()) if start < quote.start]
        if before:
            answered.append((before[-1], quote.code))
    questions = draft(asked, answered)
    if not questions:
        raise EticError("guide-no-numbers", study=study)
    return Guide(study, questions, name, who=who)
