"""XML that strangers wrote: parsed without entities, without a network, without depth or size beyond what libxml2 grants."""

from __future__ import annotations

from typing import Any

from marsad.errors import BadInput


def refuse_entities(data: bytes, what: str, where: str) -> None:
    """Raise BadInput where a document declares entities: no list or feed needs any of its own; those who declare them mean to read
    files or to fill the memory."""
    if data[:4] == b"\x4c\x6f\xa7\x94":
        raise BadInput(f"the {what} is written in EBCDIC, in which nobody publishes", where=where)
    # UTF-16 and UTF-32 hide behind NULs.
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise BadInput(f"the {what} declares entities, which marsad does not unfold", where=where)


def parse_xml(data: bytes, what: str, where: str) -> Any:
    """The root element (lxml) of a document. Raises BadInput naming `what` it should have been."""
    from lxml import etree

    refuse_entities(data, what, where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadInput(f"this is no {what}: {error}", where=where) from error


def local(element: Any) -> str:
    """The name of an element without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
