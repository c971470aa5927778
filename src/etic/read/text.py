"""Plain text and Markdown: the reader that takes whatever is text, and is therefore asked last.

Markdown is kept as it was typed; only `**И:**` is known for the label it is.
"""

from __future__ import annotations

from etic.model import Bundle
from etic.read.source import Source
from etic.read.transcript import transcript


def read(source: Source) -> Bundle | None:
    """One transcript, or None where the bytes are no text, or one for programs to read."""
    if source.text is None or source.text.lstrip().startswith("<?xml"):
        return None
    return transcript(source, source.text)
