"""XML out of files from anywhere: no entities, no document types, no network.

lxml keeps its own limits (256 levels, 10 MB a text node) as long as `huge_tree` is off, so a walk
that recurses over a tree read here ends.
"""

from __future__ import annotations

from lxml import etree

from etic.errors import EticError
from etic.read.source import Source


def parse_xml(source: Source, member: str) -> etree._Element:
    """The root element of one member of an archive."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.member(member), parser)
    except etree.XMLSyntaxError as fault:
        raise EticError(
            "xml-broken", file=source.name, member=member, line=fault.lineno or 1
        ) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        # Office programs write none; somebody wants entities expanded.
        raise EticError("xml-doctype", file=source.name, member=member)
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for what is no element (an entity)."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
