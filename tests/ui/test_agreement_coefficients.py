"""Coefficients on the screen of agreement: what is chosen, what is shown, what is missing."""

from __future__ import annotations

from etic.project import Project
from tests.ui.apptest import errors, screen, texts
from tests.ui.test_agreement import both_code


def test_two_coders_at_first_sight(study: Project) -> None:
    both_code(study)
    app = screen("agreement", study.path, state={"agreement-view": "coefficients"})
    assert errors(app) == []
    shown = texts(app).replace("\\", "")
    assert "Насколько согласны" in shown
    assert "Все коды вместе: Совпало **" in shown
    assert app.multiselect(key="coefficients-coders").value == ["анна", "борис"]
    assert "Единица: знак" in shown
    assert "Распространённость около −1" in shown
    assert "Krippendorff, K. (2019)" in shown


def test_other_units_codes_and_coefficients(study: Project) -> None:
    both_code(study)
    app = screen("agreement", study.path, state={"agreement-view": "coefficients"})
    app.selectbox(key="coefficients-unit").set_value("turn").run()
    app.multiselect(key="coefficients-codes").set_value(["skills"]).run()
    app.multiselect(key="coefficients-names").set_value(["scott"]).run()
    assert errors(app) == []
    shown = texts(app).replace("\\", "")
    assert "Единица: реплика" in shown
    assert "Навыки: π Скотта **" in shown
    assert "Krippendorff, K. (2019)" not in shown


def test_one_coder_is_too_few(study: Project) -> None:
    both_code(study)
    app = screen("agreement", study.path, state={"agreement-view": "coefficients"})
    app.multiselect(key="coefficients-coders").set_value(["анна"]).run()
    assert errors(app) == []
    assert "Выберите двух кодировщиков" in texts(app)


def test_three_coders_have_no_cohen(study: Project) -> None:
    both_code(study)
    at = study.text("R01").index("Мама болела")
    study.code("R01", at, at + 4, "return/family", coder="вера")
    app = screen(
        "agreement",
        study.path,
        state={"agreement-view": "coefficients", "coefficients-names": ["cohen"]},
    )
    assert app.multiselect(key="coefficients-names").value == ["cohen"]
    app.multiselect(key="coefficients-coders").set_value(["анна", "борис", "вера"]).run()
    assert errors(app) == []
    assert app.multiselect(key="coefficients-names").value == []
    assert "κ Флейсса" in texts(app)


def test_those_who_share_nothing_may_still_have_read_all(study: Project) -> None:
    both_code(study)
    at = study.text("R02").index("Семья")
    study.code("R02", at, at + 5, "skills", coder="вера")
    app = screen(
        "agreement",
        study.path,
        state={"agreement-view": "coefficients", "coefficients-coders": ["анна", "вера"]},
    )
    assert "Нет документа, который кодировали двое из них" in texts(app)
    app.toggle(key="coefficients-everyone").set_value(True).run()
    assert errors(app) == []
    assert "Все коды вместе" in texts(app)


def test_what_is_gone_is_forgotten(study: Project) -> None:
    both_code(study)
    app = screen(
        "agreement", study.path,
        state={"agreement-view": "coefficients",
               "coefficients-coders": ["никто", "анна", "борис"], "coefficients-codes": ["x"],
               "coefficients-documents": [99], "coefficients-names": ["kappa"]},
    )  # fmt: skip
    assert errors(app) == []
    assert app.multiselect(key="coefficients-coders").value == ["анна", "борис"]
    assert "Все коды вместе" in texts(app)
