from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etic.model import Code
from etic.read.codebook_table import read
from etic.read.source import Source
from tests.read.making import refused, source, warnings, where, workbook


def codes(of: Source) -> tuple[Code, ...]:
    bundle = read(of)
    assert bundle is not None
    (book,) = bundle.codebooks
    assert book.source == of.name
    return book.codes


def paths(text: str) -> list[str]:
    return [code.path for code in codes(source(text))]


WHOLE = (
    "path,name_ru,name_en,definition,include,exclude,example,colour,origin,response,required,uid\n"
    "push,Толчок,Push,Что гонит,Да,Нет,«Надоело»,#b3541e,deductive,multiple,true,u-1\n"
    "push/jobs,Работа,Jobs,,,,,,inductive,,,\n"
)


def test_all_columns() -> None:
    assert codes(source(WHOLE)) == (
        Code(
            "push", "Толчок", "Push", "Что гонит", "Да", "Нет", "«Надоело»", "#b3541e",
            "deductive", "multiple", True, "u-1", "row 2",
        ),
        Code("push/jobs", "Работа", "Jobs", origin="inductive", where="row 3"),
    )  # fmt: skip


def test_a_workbook_holds_the_same() -> None:
    rows = list(csv.reader(WHOLE.splitlines()))
    assert codes(Source("a.csv", workbook([["Пояснение"]], rows))) == codes(source(WHOLE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code;parent;description\na;;x\nb;a;y\n", ["a", "a/b"]),
        ("код\tродитель\tназвание\na\t\tБуквы\nb\tБуквы\tБэ\n", ["a", "a/b"]),
        ("Код,Определение\nНизкая зарплата,x\n", ["nizkaya-zarplata"]),
        ("name,parent\nWork,\nLow pay,Work\n", ["work", "work/low-pay"]),
        ("id,name,parent\n1,Work,\n2,Low pay,1\n", ["work", "work/low-pay"]),
        ("path,definition\na/b,x\na,y\n", ["a", "a/b"]),
        ("code,name_en\nb,B\na,A\n", ["b", "a"]),
        ("name_ru,name_en\nТолчок,Push\nТяга,\n", ["push", "tyaga"]),
        ("tag,description\nPush,\nPush.Jobs,\nPush/Pay,\nи/или,\n",
         ["push", "push/jobs", "push/pay", "i-ili"]),
        ("tag,parent,description\nPush,,\nJobs,Push,\n", ["push", "push/jobs"]),
        ("code,tag,description\np,Push,\n", ["p"]),
    ],
)  # fmt: skip
def test_a_code_finds_its_place(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


def test_words_may_be_russian() -> None:
    text = (
        "код;название;описание;включать;исключать;пример;цвет;происхождение;тип ответа;"
        "обязательно\n"
        "a;Имя;о;в;и;п;3a7d44;индуктивный;один;да\n"
    )
    assert codes(source(text)) == (
        Code("a", "Имя", "", "о", "в", "и", "п", "#3a7d44", "inductive", "single", True,
             where="row 2"),
    )  # fmt: skip


def test_columns_that_mean_nothing_are_told() -> None:
    assert warnings(read(source("code,definition,автор\na,b,c\n"))) == ["columns-unread"]
    assert warnings(read(source("tag,description,number of highlights\na,b,3\n"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "document,start,end,code,coder,state,quote,memo\nR1,0,3,a,,,b,\n",
        "id,document,tag,content\n1,R1,a,b\n",
        "case,name,description\nR1,Айгуль,x\n",
        "study,table,title,question,answer,group,n,percent\n",
        "speaker,text\nА,Да\n",
        "name,text\nА,Да\n",
        "code\na\n",
        "name\nа\n",
        "a,b\n1,2\n",
        "code: a\nname: b\n",
        "",
    ],
)
def test_another_table_is_left_alone(text: str) -> None:
    assert read(source(text)) is None


@pytest.mark.parametrize(
    ("text", "key", "places"),
    [
        ("code,name\na,\n\nb,\na,\n", "code-twice", ("row 2", "row 5")),
        ("tag,description\nA,\nA,\n", "code-twice", ("row 2", "row 3")),
        ("tag,description\nA,\n,x\n", "cell-empty", ("row 3",)),
        ("code,parent\na,b\n", "code-parent-missing", ("row 2",)),
        ("code,parent\na,b\nb,a\n", "code-cycle", ("row 2",)),
        ("code,name\na/b,\n", "code-parent-missing", ("row 2",)),
        ("code,name,definition\n,,x\n", "code-nameless", ("row 2",)),
        ("code,colour\na,red\n", "code-colour", ("row 2",)),
        ("code,origin\na,both\n", "code-origin", ("row 2",)),
        ("code,response\na,many\n", "code-response", ("row 2",)),
        ("code,required\na,maybe\n", "cell-boolean", ("row 2",)),
        ('code,definition\na,"b\n', "csv-quotes", ("row 2",)),
        ("code,definition\na,b,c\n", "row-long", ("row 2",)),
    ],
)
def test_what_is_wrong_is_told_with_its_rows(text: str, key: str, places: tuple[str, ...]) -> None:
    assert where(refused(lambda: read(source(text)), key)) == places


def test_a_table_without_rows_is_a_codebook_without_codes() -> None:
    assert codes(source("code,definition\n")) == ()


def test_the_codebooks_that_taguette_exported(shared: Path) -> None:
    """Nine versions of one codebook as it grew: every tag becomes a code under its own name."""
    files = sorted((shared / "data/serdif/codebooks").glob("*.csv"))
    assert len(files) == 9
    counts = []
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        bundle = read(Source(path.name, path.read_bytes()))
        assert warnings(bundle) == []
        found = codes(Source(path.name, path.read_bytes()))
        assert [(c.name_en, c.definition) for c in found] == [
            (row["tag"].strip(), row["description"].strip().replace("\r\n", "\n")) for row in rows
        ]
        assert all("/" not in code.path for code in found)
        counts.append(len(found))
    assert counts[-1] == 22  # what the database has in the end
