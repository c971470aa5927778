"""Writes `command-line.md` and `command-line.ru.md` out of what `etic COMMAND --help` says.

    python docs/generate.py

A test compares the files with what would be written, so a command cannot change unnoticed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FILES = {"en": "command-line.md", "ru": "command-line.ru.md"}

INTRODUCTION = {
    "en": """\
# The command line

[Русский](command-line.ru.md)

This file is made by `docs/generate.py` from `etic COMMAND --help`.

What holds for every command:

- `--json` prints one JSON document on stdout, in UTF-8, for scripts. Without it, lines and tables
  are printed for people; into a pipe, tables are parted by tabs.
- The exit code is 0 when it is done, 1 when a check did not hold (`etic verify`), 2 for bad
  input. Bad input gets one line on stderr and changes nothing.
- Help, messages and errors are in the language that `ETIC_LANG` names (`ru` or `en`), otherwise
  in the system's.
- A file to write takes its format from its suffix: csv, xlsx, docx, html, md, json, parquet.
- A code is named by its path (`remigration/push/debt`). Where codes are looked for or counted, a
  code includes the codes under it.
- A document is named by its name; where two studies share one, by `study/name`.
""",
    "ru": """\
# Командная строка

[English](command-line.md)

Этот файл сделан программой `docs/generate.py` из `etic КОМАНДА --help`.

Что верно для каждой команды:

- `--json` печатает на stdout один документ JSON в UTF-8, для программ. Без него строки и таблицы
  печатаются для людей; если вывод уходит в другую программу, столбцы разделены табуляцией.
- Код выхода: 0 — сделано, 1 — проверка не прошла (`etic verify`), 2 — ошибка во входных данных.
  Об ошибке говорит одна строка на stderr, и ничего не меняется.
- Справка, сообщения и ошибки — на языке, который назван в `ETIC_LANG` (`ru` или `en`), иначе на
  языке системы.
- Формат файла, который надо записать, узнаётся по его окончанию: csv, xlsx, docx, html, md, json,
  parquet.
- Код называется путём (`remigration/push/debt`). Где коды ищут или считают, код включает коды под
  ним.
- Документ называется именем; если имена в двух исследованиях совпали — `исследование/имя`.
""",
}


def page(lang: str) -> str:
    """The whole file in the language of this process: click reads its help once, when imported."""
    import click

    from etic.cli.root import COMMANDS, root

    context = click.Context(root, info_name="etic", terminal_width=100)
    parts = [INTRODUCTION[lang]]
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        within = click.Context(command, context, info_name=name, terminal_width=100)
        parts.append(f"## etic {name}\n\n```text\n{command.get_help(within).rstrip()}\n```\n")
    return "\n".join(parts)


def made(lang: str) -> str:
    """The same, from a process of its own that speaks the language."""
    done = subprocess.run(
        [sys.executable, __file__, lang],
        env={**os.environ, "ETIC_LANG": lang, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def main() -> None:
    """Write both files; with a language as argument, print that one instead."""
    if len(sys.argv) > 1:
        print(page(sys.argv[1]), end="")
        return
    for lang, name in FILES.items():
        Path(__file__).with_name(name).write_text(made(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
