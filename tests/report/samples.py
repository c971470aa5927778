"""A report as a study would send it to a journal, in Russian and in English."""

from __future__ import annotations

from etic.analysis.drawing import Bars, Mark, bars
from etic.i18n import use_language
from etic.model import Column, Table
from etic.report import (
    Heading,
    Linked,
    Note,
    Paragraph,
    Picture,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
)

FIGURES = (  # n, share, low, high, share in the survey
    ("unemployment", 15, 0.625, 0.427, 0.788, 0.401),
    ("offer", 9, 0.375, 0.212, 0.573, 0.334),
    ("draft", 3, 0.125, 0.043, 0.310, None),
    ("elsewhere", 1, 0.042, 0.007, 0.202, 0.093),
    ("study", 0, 0.0, 0.0, 0.138, 0.021),
)

RU = {
    "unemployment": "Безработица и нестабильный заработок на родине",
    "offer": "Хорошее предложение, высокая зарплата",
    "draft": "Окончание войны, страх призыва",
    "elsewhere": "Другая страна: Корея, Европа, арабские государства",
    "study": "Учёба детей",
}
EN = {
    "unemployment": "Unemployment and unsteady earnings at home",
    "offer": "A good offer, high pay",
    "draft": "End of the war, fear of being drafted",
    "elsewhere": "Another country: Korea, Europe, Arab states",
    "study": "Schooling of the children",
}

REST = ("Семья", "Жильё", "Здоровье", "Досуг")

QUOTES = (
    QuoteItem(
        "Тут на стройке двадцать тысяч дают, и то через раз. А у меня трое. Сижу, считаю: до весны "
        "дотяну — и обратно, в Химки, бригадир уже звонил.",
        "R07 · мужчина, 34",
        "http://localhost:8501/?document=R07&start=1204",
        id="q-r07",
        language="ru",
    ),
    QuoteItem(
        "- Работа есть, кто ищет, тот находит.\n- А если не найдёте?\n- Ну, если не найду… тогда "
        "что делать. Балдар бар, аларды ким багат? Поеду, конечно.",
        "R12 · женщина, 41",
        "http://localhost:8501/?document=R12&start=388",
        language="ru",
    ),
    QuoteItem(
        "Бул жерде жумуш жок деп айта албайм, бирок төлөгөнү күлкүлүү. Өзүң көрүп турасың: "
        "нан кымбат, көмүр кымбат.",
        "R21 · мужчина, 27",
        language="ky",
    ),
)


def report(language: str) -> Report:
    with use_language(language):
        return _russian() if language == "ru" else _english()


def _figures(names: dict[str, str], labels: tuple[str, ...], title: str, note: str) -> TableBlock:
    columns = (
        Column("code", labels[0]),
        Column("n", labels[1], "integer"),
        Column("share", labels[2], "percent"),
        Column("low", labels[3], "percent"),
        Column("high", labels[4], "percent"),
        Column("survey", labels[5], "percent"),
    )
    rows = [
        (names[key], Linked(n, "quotes-unemployment") if n == 15 else n, share, low, high, survey)
        for key, n, share, low, high, survey in FIGURES
    ]
    return TableBlock.of(columns, rows, title=title, note=note, id="table-triggers")


def _bars(names: dict[str, str], title: str, axis: str, sides: tuple[str, str]) -> Bars:
    marks = []
    for key, n, share, low, high, survey in FIGURES:
        anchor = "quotes-unemployment" if n == 15 else ""
        marks.append(Mark(names[key], sides[0], share, low, high, n, 24, "#1ea2a8", anchor))
        marks.append(Mark(names[key], sides[1], survey))
    return bars(title, marks, axis)


def _wide(labels: tuple[str, ...], title: str, note: str) -> TableBlock:
    columns = (
        Column("case", labels[0]),
        *(Column(f"c{i}", label, "integer") for i, label in enumerate(labels[1:])),
    )
    rows = tuple(
        (f"R{case:02}", *((case * (i + 3)) % 7 or None for i in range(len(labels) - 1)))
        for case in range(1, 17)
    )
    return TableBlock(Table(columns, rows, title, note))


def _russian() -> Report:
    return Report(
        "Устойчива ли реинтеграция? Возвращение мигрантов из России в Кыргызстан",
        "Тридцать семь интервью рядом с опросом 515 вернувшихся, октябрь–ноябрь 2022 года",
        "ru",
        (
            Heading(1, "Что заставило бы уехать снова"),
            Paragraph(
                "О планах на новый отъезд спросили 24 из 37 респондентов. Чаще всего называли "
                "безработицу и нестабильный заработок дома: 15 из 24, то есть 62,5\u202f%. При "
                "такой базе доля среди всех вернувшихся может быть и 43\u202f%, и 79\u202f%; цифра "
                "опроса лежит чуть ниже этого интервала."
            ),
            _figures(
                RU,
                ("Триггер", "Назвали", "Доля", "95 % ДИ, от", "95 % ДИ, до", "Опрос"),
                "Триггеры повторной миграции в интервью и в опросе",
                "База интервью: респонденты, которых спросили о планах (24 из 37); респондент мог "
                "назвать несколько причин. База опроса: 515. Тире: в анкете такого ответа не было.",
            ),
            Picture(
                _bars(
                    RU,
                    "Доля назвавших триггер, с интервалом Уилсона, и ответ опроса",
                    "Доля",
                    ("Интервью", "Опрос"),
                ),
                "База 24; опрос 515.",
                table="table-triggers",
            ),
            Note(
                "Интервью набраны «снежным комом»: интервал описывает только случайность выборки "
                "такого размера, но не её смещение."
            ),
            Heading(2, "Безработица и нестабильный заработок"),
            Paragraph(
                "Работа в этих рассказах есть, но на неё нельзя положиться: платят мало, "
                "не вовремя, до весны."
            ),
            QuoteBlock(QUOTES, "quotes-unemployment", "Безработица и нестабильный заработок"),
            Heading(2, "Окончание войны, страх призыва"),
            Paragraph("Три респондента, все мужчины до тридцати лет."),
            Heading(1, "Кто о чём говорил"),
            _wide(
                ("Респондент", "Возвращение", "Навыки", "Триггеры", "Культура", *REST),
                "Число закодированных отрывков по респондентам и темам",
                "Отрывки считаются здесь намеренно: таблица показывает плотность разговора, а не "
                "долю людей. Тире: тема не упомянута.",
            ),
            Heading(1, "Навыки"),
            Picture(
                bars(
                    "Новые навыки, названные самими респондентами",
                    [
                        Mark("Плитка, отделка, монтаж", "", 0.4, 0.245, 0.577, 12, 30),
                        Mark("Русский язык", "", 0.1, 0.035, 0.256, 3, 30),
                        Mark("Не спрашивали", "", None),
                    ],
                    "Доля",
                )
            ),
            Paragraph("Дальше об этом — в приложении."),
        ),
    )


def _english() -> Report:
    return Report(
        "Is reintegration sustainable? Return migration from Russia to Kyrgyzstan",
        "Thirty-seven interviews beside a survey of 515 returnees, October–November 2022",
        "en",
        (
            Heading(1, "What would make them leave again"),
            Paragraph(
                "Plans to leave again were discussed with 24 of the 37 respondents. Unemployment "
                "and unsteady earnings at home were named most often: by 15 of 24, that is 62.5%. "
                "On such a base the share may be 43% as well as 79%; the survey's lies just below."
            ),
            _figures(
                EN,
                ("Trigger", "Named by", "Share", "95% CI, from", "95% CI, to", "Survey"),
                "Triggers of re-migration in the interviews and in the survey",
                "Base of the interviews: respondents asked about their plans (24 of 37); several "
                "answers possible. Base of the survey: 515. Dash: no such answer in it.",
            ),
            Picture(
                _bars(
                    EN,
                    "Share of those who named a trigger, with Wilson intervals, and the survey",
                    "Share",
                    ("Interviews", "Survey"),
                ),
                "Base 24; survey 515.",
                table="table-triggers",
            ),
            Note("Respondents were found by snowball: the interval knows nothing of that bias."),
            Heading(2, "Unemployment and unsteady earnings"),
            Paragraph("There is work in these stories, but none to rely on."),
            QuoteBlock(QUOTES, "quotes-unemployment", "Unemployment and unsteady earnings"),
        ),
    )
