"""Tables to write: an ordinary one, one full of what breaks files, a large one, an empty one."""

from __future__ import annotations

from etic.model import Column, Table

COLUMNS = (
    Column("code", "Триггер"),
    Column("n", "Назвали", "integer"),
    Column("share", "Доля", "percent"),
    Column("kappa", "κ", "number"),
    Column("quote", "Цитата"),
)

PLAIN = Table(
    COLUMNS,
    (
        ("Безработица", 15, 0.625, 0.7134, "Үйдө жумуш жок, бирок балдар, өзгөрүү кең."),
        ("Предложение", 12345, 0.375, -0.05, "- Поеду, конечно.\n- А семья?"),
        ("Не спрашивали", None, None, None, None),
    ),
    "Триггеры [повторной] миграции: что заставило бы уехать?",
    "База: 24 из 37, которых спросили.",
)

NASTY_TEXTS = (
    '=HYPERLINK("http://x")', "+996 555", "-5", "-12,5", "- реплика", "@sum", "\tтаб", "\rвозврат",
    "'=1", "''=1", "'quoted'", "\x00\x01\x08\x0b\x0c\x1f", "\ud800", "x\udfff", "\ufffe\uffff",
    "😀👩🏽\u200d🏭", "ң ө ү Ң Ө Ү", "<script>alert(1)</script>", "</style>&amp;", "]]>",
    "a|b\\|c", "*b* _i_", "_x0041_", "\u202eabc", "\u2028\u2029\x85", "", " ", "\n",
    "{{ 7*7 }}", "{% raw %}", "{0}", "％",
)  # fmt: skip

NASTY = Table(
    (Column("=key", "<b>=label</b>\x00"), Column("value", "v", "number"), Column("value", "w")),
    tuple((text, i / 7, text) for i, text in enumerate(NASTY_TEXTS)),
    "\ud800<title>{{ title }}\x00",
    "\x00note</p>\ufffe",
)

EMPTY = Table(COLUMNS, (), "Пустая", "Никто не спрошен.")

LARGE = Table(
    (Column("case", "Респондент"), Column("quote", "Цитата"), Column("share", "s", "percent")),
    tuple((f"R{i:04}", f"Цитата номер {i}. " * 5, i / 5000) for i in range(5000)),
    "Большая",
    "Все.",
)

LONG_QUOTE = "Ой, балам, долгая это история. " * 1300  # some 40,000 characters
LONG = Table(
    (Column("case", "Респондент"), Column("quote", "Цитата")),
    (("R01", "коротко"), ("R02", LONG_QUOTE)),
    "Длинная",
)

SUFFIXES = (".csv", ".docx", ".html", ".json", ".md", ".parquet", ".xlsx")
