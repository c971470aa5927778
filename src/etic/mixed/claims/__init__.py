"""Drafts held against the figures and the transcripts of a project."""

from etic.mixed.claims.checking_quotes import Transcript
from etic.mixed.claims.figures import Figure, Pool, Subject, derived
from etic.mixed.claims.lint import lint
from etic.mixed.claims.passages import Finding
from etic.mixed.claims.reading import Draft, Paragraph, read_draft, read_text

__all__ = [
    "Draft",
    "Figure",
    "Finding",
    "Paragraph",
    "Pool",
    "Subject",
    "Transcript",
    "derived",
    "lint",
    "read_draft",
    "read_text",
]
