"""The browser's modules by themselves: places in the text, marks, and the store with its outbox."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from etic.ui.textcoder import component

FRONTEND = Path(component.__file__).parent / "frontend"
FAMILY = "👩‍👩‍👧‍👦"


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """An empty page from which the modules can be imported."""
    context = browser.new_context()
    page = context.new_page()

    def serve(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            route.fulfill(path=FRONTEND / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>modules</title>", content_type="text/html")

    page.route("http://modules.test/**", serve)
    page.goto("http://modules.test/")
    yield page
    context.close()


def run(page: Page, body: str, value: object = None) -> Any:
    """Run a function body of the page, with `load` for modules and `value` for its argument."""
    script = f"async value => {{ const load = name => import(`/${{name}}.js`); {body} }}"
    return page.evaluate(script, value)


# -- places ---------------------------------------------------------------------------------------


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def texts(count: int) -> list[str]:
    chance = random.Random(5)
    pieces = ["а", "ё", " ", "\n", "😀", FAMILY, "мо́й", "до\u00adм", "𝔸", "🇰🇬", "e\u0301", "ү"]
    return ["".join(chance.choices(pieces, k=chance.randint(0, 40))) for _ in range(count)]


def test_code_points_and_units(modules: Page) -> None:
    given = texts(200)
    found = run(
        modules,
        """const {Offsets} = await load('offsets');
        return value.map(text => {
            const offsets = new Offsets(text);
            const points = [...text].length;
            const to = Array.from({length: points + 1}, (_, p) => offsets.toUnits(p));
            return [to, to.map(u => offsets.toPoints(u))];
        });""",
        given,
    )
    for text, (to, back) in zip(given, found, strict=True):
        assert to == [units(text[:point]) for point in range(len(text) + 1)]
        assert back == list(range(len(text) + 1))


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("  слово \n", "  слово \n", "слово"),
        ("\u00a0\u00ad a\u200b", "\u00a0\u00ad a\u200b", "a"),
        (f"Семья {FAMILY} ждёт", "\u200d👩", FAMILY),
        ("мо́й", "мо", "мо́"),
        ("🇰🇬🇷🇺", "\U0001f1ec", "🇰🇬"),
        ("👍🏽 да", "👍", "👍🏽"),
        ("a \n\t b", " \n\t ", None),
    ],
)
def test_a_span_is_trimmed_and_whole(modules: Page, text: str, cut: str, whole: str | None) -> None:
    start = units(text[: text.index(cut)])
    found = run(
        modules,
        """const {snap} = await load('offsets');
        const span = snap(value[0], value[1], value[2]);
        return span && value[0].slice(...span);""",
        [text, start, start + units(cut)],
    )
    assert found == whole


def test_every_letter_is_in_one_paragraph(modules: Page) -> None:
    text = "Шапка\n\nИ: Вопрос?\nЕщё.\n\n\nР: Да.\n  \nНет.\nпосле"
    turns = [
        {"start": s, "body": s + 3, "end": e}
        for s, e in ((7, 23), (text.index("Р:"), text.index("\nпосле")))
    ]
    found = run(
        modules,
        """const {cut} = await load('blocks');
        const said = block => value[0].slice(block.start, block.end);
        return cut(value[0], value[1]).map(s => [s.index, s.blocks.map(said)]);""",
        [text, turns],
    )
    assert found == [
        [-1, ["Шапка"]],
        [0, ["Вопрос?", "Ещё."]],
        [1, ["Да.", "Нет."]],
        [-1, ["после"]],
    ]


def test_runs_are_the_paragraph_and_nothing_else(modules: Page) -> None:
    chance = random.Random(3)
    block = {"start": 100, "end": 160}
    for _ in range(60):
        spans = [(s, s + chance.randint(1, 50)) for s in chance.choices(range(70, 180), k=6)]
        codings = [{"id": str(i), "start": s, "end": e} for i, (s, e) in enumerate(spans)]
        runs = run(
            modules,
            """const {runs} = await load('marks');
            const lane = ({item, lane}) => [item.id, lane];
            return runs(value[0], value[1]).map(r => [r.start, r.end, r.items.map(lane)]);""",
            [block, codings],
        )
        assert [r[0] for r in runs] == [100, *[r[1] for r in runs][:-1]]
        assert runs[-1][1] == 160
        lanes: dict[str, int] = {}
        for start, end, items in runs:
            here = {str(i) for i, (s, e) in enumerate(spans) if s < end and e > start}
            assert {name for name, _ in items} == here
            assert len({lane for _, lane in items}) == len(items)  # none covers another
            for name, lane in items:
                assert lanes.setdefault(name, lane) == lane  # one lane from beginning to end


# -- the codebook ---------------------------------------------------------------------------------


def test_digits_keep_their_codes(modules: Page) -> None:
    found = run(
        modules,
        """const {Codes} = await load('codes');
        const {Quick} = await load('quick');
        const row = (_, i) => [i + 1, `c${i}`, `C${i}`, '#000', 0, null, '', '', 1];
        const rows = Array.from({length: 14}, row);
        const storage = {setItem(k, v) { this[k] = v; }, getItem(k) { return this[k] ?? null; }};
        const quick = new Quick('s', new Codes(rows), [12], storage);
        const at = () => [1, 2, 3, 4, 5, 6, 7, 8, 9].map(d => quick.code(d));
        const first = at();
        quick.touch(3); quick.touch(13);
        const then = at();
        for (const id of [12, 1, 2, 4, 5, 6, 7, 14]) quick.touch(id);
        const again = new Quick('s', new Codes(rows.slice(1)), [], storage);
        return [first, then, at(), again.list];""",
    )
    first, then, full, again = found
    assert first == [12, 1, 2, 3, 4, 5, 6, 7, 8]
    assert then == [*first[:8], 13]  # a new one takes the last place that was not used
    assert full == [12, 1, 2, 14, 4, 5, 6, 7, 13]  # then that of the code not used for longest
    assert again == [12, 3, 2, 14, 4, 5, 6, 7, 13]  # the place of a code that is gone is filled


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ({"code": "KeyJ", "key": "о"}, "next"),
        ({"code": "KeyJ", "shiftKey": True}, "nextTurn"),
        ({"code": "ArrowDown", "shiftKey": True}, "extend"),
        ({"code": "BracketRight", "key": "ъ"}, "endOn"),
        ({"code": "BracketLeft", "key": "Х", "shiftKey": True}, "startOn"),
        ({"code": "Digit7", "key": "?", "shiftKey": True}, "help"),
        ({"code": "Slash", "key": "."}, "find"),
        ({"code": "KeyZ", "ctrlKey": True, "shiftKey": True}, "redo"),
        ({"code": "KeyC", "ctrlKey": True}, None),
        ({"code": "KeyR", "metaKey": True}, None),
        ({"code": "Numpad7"}, "digit"),
        ({"code": "Digit0"}, None),
        ({"code": "KeyM", "altKey": True}, None),
        ({"code": "Tab"}, None),
    ],
)
def test_keys(modules: Page, event: dict[str, object], name: str | None) -> None:
    body = "const {command} = await load('keys'); return command(value)?.name ?? null;"
    assert run(modules, body, event) == name


# -- the store ------------------------------------------------------------------------------------

STORE = """
    const {Store} = await load('store');
    const {Offsets} = await load('offsets');
    const text = '😀 Работы не было. Мама болела.';
    const storage = value?.storage ?? Object.create({
        setItem(k, v) { this[k] = v; }, getItem(k) { return this[k] ?? null; },
        removeItem(k) { delete this[k]; },
    });
    const payload = {project: 'p', document: {id: 1}, coder: 'anna', mount: 'm', text, rev: 5,
        codebook: 'b', codings: [['one', 2, 8, 1, 'boris', '', 'yes', 5, 0]]};
    const open = () => new Store(payload, new Offsets(text), storage);
    const store = open();
    const sent = [];
    const news = [];
    store.listeners.add(one => news.push(one));
    store.connect(message => sent.push(message));
    const answer = more => store.receive({since: store.rev, rev: store.rev, acked: [], rejected: [],
        deltas: [], ...more});
    const shown = () => [...store.view.values()].map(c => [c.id, c.start, c.end, c.memo]);
"""


def test_what_is_done_shows_at_once_and_is_sent_in_code_points(modules: Page) -> None:
    shown, ops, pending = run(
        modules,
        STORE
        + """const made = store.add(3, 9, 7);
        const ops = sent.at(-1).ops;
        const before = shown();
        answer({acked: [ops[0].op], rev: 6, deltas: [[made.id, 2, 8, 7, 'anna', '', 'yes', 6, 0]]});
        return [before, ops, [store.pending, shown().length, sent.length]];""",
    )
    assert shown[0] == ["one", 3, 9, ""]  # units: the emoji takes two
    assert shown[1][1:3] == [3, 9]
    assert (ops[0]["s"], ops[0]["e"], ops[0]["q"]) == (2, 8, "Работы")
    assert pending == [0, 2, 1]


def test_a_refusal_takes_back_what_was_shown(modules: Page) -> None:
    found = run(
        modules,
        STORE
        + """store.add(3, 9, 7);
        store.remove('one');
        const during = shown().length;
        answer({rejected: sent.at(-1).ops.map(o => [o.op, 'why'])});
        return [during, shown(), news.at(-1).refused.map(r => r.reason)];""",
    )
    assert found == [1, [["one", 3, 9, ""]], ["why", "why"]]


def test_a_second_change_waits_for_the_first(modules: Page) -> None:
    found = run(
        modules,
        STORE
        + """store.edit('one', {memo: 'раз'});
        store.edit('one', {memo: 'два'});
        store.undo();
        const first = sent.at(-1).ops;
        const now = ['one', 2, 8, 1, 'boris', 'раз', 'yes', 6, 0];
        answer({acked: [first[0].op], rev: 6, deltas: [now]});
        const then = sent.at(-1).ops;
        return [first.map(o => [o.t, o.base]), then.map(o => [o.t, o.memo, o.base]), shown()];""",
    )
    first, then, shown = found
    assert first == [["upd", 5]]
    assert then[0] == ["upd", "два", 6]  # on top of one's own first change
    assert then[1][0] == "undo"
    assert shown == [["one", 3, 9, "два"]]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(modules: Page) -> None:
    found = run(
        modules,
        STORE
        + """const seen = store.view.get('one');
        answer({rev: 6, deltas: [['one', 2, 8, 1, 'boris', 'их', 'yes', 6, 0]]});
        store.edit('one', {memo: 'мой'}, seen);
        const [op] = sent.at(-1).ops;
        answer({rejected: [[op.op, 'conflict']]});
        return [op.base, shown(), open().kept.get('one').memo];""",
    )
    assert found == [-1, [["one", 3, 9, "их"]], "мой"]


def test_answers_that_come_late_or_twice_change_nothing(modules: Page) -> None:
    found = run(
        modules,
        STORE
        + """const old = {since: 5, rev: 6, acked: [], rejected: [],
            deltas: [['two', 2, 8, 1, 'boris', '', 'yes', 6, 0]]};
        store.receive(old);
        answer({rev: 7, deltas: [['two', 2, 8, 1, '', '', '', 7, 1]]});
        store.receive(old);
        store.receive(old);
        const asked = sent.length;
        store.receive({since: 99, rev: 100, acked: [], rejected: [], deltas: []});
        return [shown().length, store.rev, sent.length - asked, sent.at(-1).since];""",
    )
    assert found == [1, 7, 1, 7]


def test_a_page_that_goes_away_leaves_its_operations_to_the_next(modules: Page) -> None:
    found = run(
        modules,
        STORE
        + """store.add(3, 9, 7);
        const early = open().pending;
        store.outbox.release();
        const next = open();
        const other = open();
        return [early, next.pending, next.view.size, other.pending];""",
    )
    assert found == [0, 1, 2, 0]


def test_a_page_that_died_is_found_later_but_its_undo_is_not_done(modules: Page) -> None:
    found = run(
        modules,
        STORE
        + """store.add(3, 9, 7);
        store.undo();
        const next = open();
        const soon = next.outbox.adopt(Date.now() + 5_000).length;
        const late = next.outbox.adopt(Date.now() + 3_600_000).map(o => o.t);
        return [soon, late, Object.keys(storage).length];""",
    )
    assert found == [0, ["add"], 1]


def test_storage_that_fails_stops_nobody(modules: Page) -> None:
    found = run(
        modules,
        STORE.replace("value?.storage ??", "value.none ? null :")
        + "store.add(3, 9, 7); return [shown().length, sent.length];",
        {"none": True},
    )
    assert found == [2, 1]
