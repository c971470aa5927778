"""The browser's modules as one file, so that a page asks for one and not for forty.

The modules stay as they are, for people and for tests; what is made of them lies beside them in a
folder that git ignores. Where that cannot be written the modules themselves are served, one by one.

This is no bundler for any JavaScript: it knows imports and exports as these modules write them.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ENTRY = "main"
FOLDER = "made"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:class|function|const|let) (\w+)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default function\b", re.MULTILINE)


def bundle(modules: dict[str, str]) -> str:
    """One module out of several; `modules` are their texts by name, `main` among them.

    Each becomes a function of its own, called in the order in which they need one another, so names
    inside one do not meet those of another. Raises `ValueError` for what it does not know.

    >>> main = 'import { a } from "./a.js";\\nexport default function () { a(); }\\n'
    >>> print(bundle({"main": main, "a": "export const a = () => 1;\\n"}))
    const m_a = (() => {
    const a = () => 1;
    return { a };
    })();
    const m_main = (() => {
    const { a } = m_a;
    const made = function () { a(); }
    return { default: made };
    })();
    export default m_main.default;
    <BLANKLINE>
    """
    done: dict[str, str] = {}

    def add(name: str, above: tuple[str, ...]) -> None:
        if name in done:
            return
        if name in above:
            raise ValueError(f"{name} needs itself, by way of {above}")
        for _, needed in _IMPORT.findall(modules[name]):
            add(needed, (*above, name))
        done[name] = _wrapped(name, modules[name])

    add(ENTRY, ())
    return "\n".join([*done.values(), f"export default m_{ENTRY}.default;", ""])


def _wrapped(name: str, text: str) -> str:
    names = _EXPORT.findall(text)
    text = _IMPORT.sub(lambda m: f"const {{{m[1].replace(' as ', ': ')}}} = m_{m[2]};\n", text)
    text = _EXPORT.sub(lambda m: m[0].removeprefix("export "), text)
    if _DEFAULT.search(text):
        text = _DEFAULT.sub("const made = function", text)
        names = [*names, "default: made"]
    if re.search(r"^(?:import|export)\b", text, re.MULTILINE):
        raise ValueError(f"{name}: an import or export of another form")
    return f"const m_{name} = (() => {{\n{text}return {{ {', '.join(names)} }};\n}})();"


def entry(frontend: Path) -> str:
    """The file to be loaded, as a path inside the folder of the modules."""
    modules = {path.stem: path.read_text(encoding="utf-8") for path in frontend.glob("*.js")}
    text = bundle(modules)
    # The name changes with the text, so that no browser keeps an old one.
    name = f"{FOLDER}/{ENTRY}-{hashlib.blake2s(text.encode(), digest_size=6).hexdigest()}.js"
    path = frontend / name
    if path.exists():
        return name
    try:
        path.parent.mkdir(exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(path)
        for old in path.parent.glob("*.js"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return f"{ENTRY}.js"
    return name
