"""The summaries of the framework matrix as YAML, one file a study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from etic.model import Summary


def framework_yaml(study: str, summaries: Iterable[Summary]) -> str:
    """What is said of each case on each theme; `etic.read.framework_yaml` reads it back."""
    content = {"study": study, "summaries": [_summary(summary) for summary in summaries]}
    dumped: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return dumped


def _summary(summary: Summary) -> dict[str, Any]:
    found: dict[str, Any] = {"case": summary.case, "code": summary.code, "text": summary.text}
    for key in ("coder", "created", "changed"):
        if getattr(summary, key):
            found[key] = getattr(summary, key)
    if summary.codings:
        found["codings"] = list(summary.codings)
    if summary.seen is not None:
        found["seen"] = dict(summary.seen)
    return found
