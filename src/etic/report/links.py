"""Where links lead: within the file by an id, out of it by an address that does no harm."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from etic.write.cells import clean


def dom_id(id: str) -> str:
    """An id as a page can have it: without white space.

    >>> dom_id("quotes return/family")
    'quotes-return/family'
    """
    return re.sub(r"\s+", "-", clean(id).strip())


def fragment(id: str) -> str:
    """The address of an id on the same page."""
    return "#" + quote(dom_id(id), safe="/")


def safe_href(href: str | None) -> str:
    """The address if following it does no harm, else nothing: no scripts, no data.

    >>> safe_href("transcripts/R07.html#t12"), safe_href("javascript:alert(1)")
    ('transcripts/R07.html#t12', '')
    """
    # Browsers skip white space and control characters within a scheme, so they are gone before it
    # is looked at; letters beyond ASCII are written as the bytes they are, which Word insists on.
    address = re.sub(r"[\x00-\x20\x7f-\x9f\u00a0\u2028\u2029]+", " ", clean(href or "")).strip()
    # What stands before a colon is a scheme, or would like to be one.
    scheme = re.match(r"([^/?#]*):", address.replace(" ", ""))
    if scheme and scheme[1].lower() not in ("http", "https", "file"):
        return ""
    try:
        urlsplit(address)
    except ValueError:
        return ""
    return quote(address, safe="/:?#[]@!$&'()*+,;=%-._~")
