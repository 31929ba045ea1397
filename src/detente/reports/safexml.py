"""XML from outside, parsed without entities, declarations or anything that it points at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from detente.model.errors import InputError


def parse_xml(body: bytes, address: str) -> Any:
    """Return the root of a document.

    Errors: InputError if it is no XML, or declares entities.
    """
    try:
        return fromstring(body, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise InputError(
            f"{address}: it declares entities or points at other files, which is not read; "
            "nobody needs that for a list of addresses"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(f"{address}: it is no whole XML ({error}); is it cut off?") from error


def children(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children of that name, in whatever namespace; none of None."""
    if element is not None:
        for child in element:
            if isinstance(child.tag, str) and child.tag.rpartition("}")[2].lower() == tag:
                yield child


def words_in(element: Any, tag: str) -> str | None:
    """Return the words of the first child of that name, None if there are none."""
    found = next(children(element, tag), None)
    words = found.text if found is not None else None
    return words.strip() or None if words else None
