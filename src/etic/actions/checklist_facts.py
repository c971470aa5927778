"""What a project knows of itself that a checklist of reporting asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from etic import __version__
from etic.guide import Guide
from etic.i18n import day, number, t
from etic.mixed.checklist import Fact
from etic.model import Quote
from etic.store.codebook import Node
from etic.store.queries import CaseRow, DocumentRow

MOST_NAMED = 8
NO_CONSENT = "none"


@dataclass(frozen=True)
class Known:
    """What of the project belongs to the study in question."""

    documents: Sequence[DocumentRow]
    cases: Sequence[CaseRow]  # that were interviewed
    codes: Sequence[Node]
    quotes: Sequence[Quote]  # that count
    attributes: Mapping[str, str]  # name → label
    coders: Sequence[str]  # all who coded, second ones too
    double: int = 0  # documents that two or more have coded
    alpha: float | None = None  # Krippendorff's, of all codes together
    guides: Sequence[Guide] = ()
    notes: int = 0
    verdict: str = ""  # on saturation
    tables: int = 0  # of the survey, as published
    respondents: int = 0  # with answers to a questionnaire
    links: int = 0
    propositions: int = 0
    contradicting: int = 0  # cases that contradict one
    headers: Mapping[str, Sequence[str]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[str]] = {}
        for document in self.documents:
            for key, value in document.header.items():
                if str(value).strip():
                    found.setdefault(str(key), []).append(str(value))
        object.__setattr__(self, "headers", found)


def facts(known: Known) -> dict[str, Fact]:
    """What the project says, by the names that the checklists' data files use; nothing of what it
    does not know."""
    return {
        key: Fact(text, f"{section if '.' in section else 'studyreport.' + section}")
        for key, (section, say) in _FACTS.items()
        if (text := say(known))
    }


def _interviewers(k: Known) -> str:
    return _list("interviewers", k.headers.get("interviewer", ()))


def _sample_size(k: Known) -> str:
    if not k.documents:
        return ""
    return _said("sample-size", cases=_n("cases", k.cases), documents=_n("documents", k.documents))


def _attributes(k: Known) -> str:
    given = [
        label
        for name, label in k.attributes.items()
        if any(case.attributes.get(name) not in (None, "") for case in k.cases)
    ]
    return _said("attributes", names=", ".join(given)) if given else ""


def _dates(k: Known) -> str:
    days = sorted(k.headers.get("date", ()))
    return _said("dates", first=day(days[0]), last=day(days[-1])) if days else ""


def _places(k: Known) -> str:
    return _list("places", k.headers.get("place", ()))


def _languages(k: Known) -> str:
    return _list("languages", [d.language for d in k.documents if d.language])


def _durations(k: Known) -> str:
    return _list("durations", k.headers.get("duration", ()))


def _consent(k: Known) -> str:
    said = Counter(k.headers.get("consent", ()))
    if not said:
        return ""
    return _said(
        "consent", asked=number(sum(said.values())), all=number(len(k.documents)),
        quote=number(said["quote"]), summary=number(said["summary"]),
        none=number(said[NO_CONSENT]),
    )  # fmt: skip


def _guide(k: Known) -> str:
    if not k.guides:
        return ""
    return " ".join(_counted("guide", len(g.questions), title=g.title) for g in k.guides)


def _repeats(k: Known) -> str:
    if not k.documents:
        return ""
    several = sum(len(case.documents) > 1 for case in k.cases)
    return _counted("repeats", several) if several else _said("repeats-none")


def _memos(k: Known) -> str:
    return _counted("memos", k.notes) if k.notes else ""


def _coders(k: Known) -> str:
    return _counted("coders", len(k.coders), names=", ".join(k.coders)) if k.coders else ""


def _double(k: Known) -> str:
    if not k.double:
        return ""
    told = _counted("double", k.double)
    return f"{told} {_said('alpha', alpha=number(k.alpha, 2))}" if k.alpha is not None else told


def _tree(k: Known) -> str:
    if not k.codes:
        return ""
    defined = sum(bool(node.code.definition) for node in k.codes)
    levels = 1 + max(node.depth for node in k.codes)
    return _said(
        "coding-tree", codes=_n("codes", k.codes), levels=_counted("levels", levels),
        defined=number(defined),
    )  # fmt: skip


def _origin(k: Known) -> str:
    if not k.codes:
        return ""
    drawn = sum(node.code.origin == "inductive" for node in k.codes)
    return _said("origin", given=number(len(k.codes) - drawn), drawn=number(drawn))


def _saturation(k: Known) -> str:
    return k.verdict


def _software(k: Known) -> str:
    return _said("software", version=__version__) if k.quotes else ""


def _quotes(k: Known) -> str:
    if not k.quotes:
        return ""
    people = {quote.case for quote in k.quotes}
    return _said("quotes", quotes=_n("quotes", k.quotes), cases=_n("cases", people))


def _counts(k: Known) -> str:
    return _said("counts") if k.quotes else ""


def _themes(k: Known) -> str:
    names = [node.name for node in k.codes if node.depth == 0]
    return _said("themes", names=_short(names)) if names and k.quotes else ""


def _deviant(k: Known) -> str:
    against = sum(quote.state == "no" for quote in k.quotes)
    parts = [_counted("denied", against)] if against else []
    if k.contradicting:
        parts.append(_counted("contradicting", k.contradicting))
    return " ".join(parts)


def _propositions(k: Known) -> str:
    return _counted("propositions", k.propositions) if k.propositions else ""


def _survey(k: Known) -> str:
    parts = [_said("survey-tables", tables=_n("tables", range(k.tables)))] if k.tables else []
    if k.respondents:
        parts.append(_said("survey-answers", n=_n("respondents", range(k.respondents))))
    return " ".join(parts)


def _links(k: Known) -> str:
    return _counted("links", k.links) if k.links else ""


_FACTS: Mapping[str, tuple[str, Callable[[Known], str]]] = {
    "interviewers": ("sample", _interviewers),
    "sample-size": ("sample", _sample_size),
    "attributes": ("sample", _attributes),
    "dates": ("sample", _dates),
    "places": ("sample", _places),
    "languages": ("sample", _languages),
    "durations": ("sample", _durations),
    "consent": ("quotes", _consent),
    "guide": ("method", _guide),
    "repeats": ("sample", _repeats),
    "memos": ("memos", _memos),
    "coders": ("method", _coders),
    "double-coding": ("trust", _double),
    "coding-tree": ("codebook", _tree),
    "origin": ("codebook", _origin),
    "saturation": ("trust", _saturation),
    "software": ("method", _software),
    "quotes": ("quotes", _quotes),
    "counts": ("counts", _counts),
    "themes": ("counts", _themes),
    "deviant": ("quotes", _deviant),
    "propositions": ("induction.title", _propositions),
    "survey": ("joint", _survey),
    "links": ("joint", _links),
}
"""Name of a fact → the section of the report that says it, and what says it."""


def _said(key: str, **details: object) -> str:
    return t(f"checklists.fact-{key}", **details)


def _counted(key: str, n: int, **details: object) -> str:
    return t(f"checklists.fact-{key}", n=n, **details)


def _n(word: str, things: Iterable[object]) -> str:
    return t(f"words.{word}", n=sum(1 for _ in things))


def _list(key: str, values: Iterable[str]) -> str:
    """Each value once, the most frequent first."""
    names = [value for value, _ in Counter(values).most_common()]
    return _said(key, names=_short(names)) if names else ""


def _short(names: Sequence[str]) -> str:
    """The names, as many as can be read; of the others how many there are."""
    named = ", ".join(names[:MOST_NAMED])
    left = len(names) - MOST_NAMED
    return f"{named} {t('checklists.and-more', n=number(left))}" if left > 0 else named
