"""A person on the way through the interface: what was done, and what must therefore be there."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import expect

from etic.i18n import use_language
from etic.model import Quote
from tests.browser.keyboard_hands import Keyboard
from tests.browser.mouse_hands import Mouse
from tests.browser.screens import Screens


@dataclass
class Coding:
    """One passage with its code, as the test remembers it."""

    document: str
    quote: str
    code: str
    state: str = "yes"
    memo: str = ""


@dataclass
class Journey:
    """A person with a project, and what that person has done so far."""

    screens: Screens
    hands: Keyboard | Mouse
    done: list[Coding] = field(default_factory=list)

    def name(self, code: str) -> str:
        """What a code is called on the page."""
        with use_language(self.screens.lang):
            return self.screens.project.codebook().find(code).name

    def put(self, quote: str, *codes: str) -> None:
        """Put codes on the passage that was chosen."""
        assert self.hands.chosen() == quote
        self.hands.put(*(self.name(code) for code in codes))
        self.done += [Coding(self.hands.document, quote, code) for code in codes]

    def sentence(self, quote: str, *codes: str) -> None:
        self.hands.sentence(quote)
        self.put(quote, *codes)

    def turn(self, quote: str, *codes: str) -> None:
        self.hands.turn(quote)
        self.put(quote, *codes)

    def passage(self, quote: str, *codes: str, first: str = "", last: str = "") -> None:
        self.hands.passage(quote, first, last)
        self.put(quote, *codes)

    def find(self, code: str, quote: str) -> Coding:
        (found,) = (c for c in self.done if (c.code, c.quote) == (code, quote))
        return found

    def stored(self) -> None:
        """The page says that all is stored; so it is, and nothing else."""
        expect(self.hands.coder.status).to_have_text(self.hands.say("saved"), timeout=20_000)
        self.hands.coder.saved()
        assert facts(self.screens.project.quote_list()) == remembered(self.done)

    def painted(self) -> list[list[str]]:
        """The marks as they are on the page: words, what is said of them, colours."""
        found = self.hands.coder.marks.evaluate_all(
            "all => all.map(e => [e.textContent, e.ariaDescription, e.style.background])"
        )
        assert found
        return list(found)

    def count(self, codings: list[Coding]) -> str:
        """What the screen of quotes says above so many."""
        n = len({coding.document for coding in codings})
        t = self.screens.t
        return t(
            "ui.quotes-found", quotes=t("words.quotes", n=len(codings)),
            cases=t("words.cases", n=n), documents=t("words.documents", n=n),
        )  # fmt: skip

    # -- coding ----------------------------------------------------------------------------------

    def vivo(self, quote: str, first: str) -> None:
        """A code of the respondent's own words."""
        hands, project = self.hands, self.screens.project
        hands.passage(quote, first)
        hands.vivo(quote)
        expect(hands.coder.labels.filter(has_text=quote)).to_be_visible()
        hands.coder.saved()
        self.done.append(Coding(hands.document, quote, project.codebook().resolve(quote).path))

    def memo(self, code: str, quote: str, memo: str) -> None:
        self.hands.memo(self.name(code), quote, memo)
        self.find(code, quote).memo = memo

    def recode(self, code: str, quote: str, new: str) -> None:
        self.hands.recode(self.name(code), quote, self.name(new))
        self.find(code, quote).code = new

    def lengthen(self, code: str, quote: str, whole: str) -> None:
        self.hands.lengthen(self.name(code), quote, whole)
        self.find(code, quote).quote = whole

    def split(self, code: str, quote: str, second: str) -> None:
        self.hands.split(self.name(code), quote, second)
        coding = self.find(code, quote)
        coding.quote = quote.removesuffix(second).rstrip()
        self.done.append(Coding(coding.document, second, code))

    def join(self, code: str, quote: str, other: str, whole: str) -> None:
        self.hands.join(self.name(code), quote)
        self.done.remove(self.find(code, other))
        self.find(code, quote).quote = whole

    def opposite(self, code: str, quote: str) -> None:
        self.hands.opposite(self.name(code), quote)
        self.find(code, quote).state = "no"

    def removed(self, code: str, quote: str) -> None:
        self.hands.remove(self.name(code), quote)
        self.done.remove(self.find(code, quote))


def facts(quotes: list[Quote]) -> list[tuple[str, ...]]:
    """What the project holds, in an order of its own."""
    assert {q.coder for q in quotes} <= {Keyboard.who}
    return sorted((q.document, q.quote, q.code, q.state, q.memo) for q in quotes)


def remembered(codings: list[Coding]) -> list[tuple[str, ...]]:
    """What the test remembers, in the same order."""
    return sorted((c.document, c.quote, c.code, c.state, c.memo) for c in codings)
