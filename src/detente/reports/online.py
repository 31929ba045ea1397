"""What an address holds as a report, for a user who gives the address alone."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from detente.model.errors import InputError
from detente.model.sources import Fetched, Item, Left
from detente.model.text import Report
from detente.reports.given import Given
from detente.reports.pages import report_of_page
from detente.reports.shapes import shape_of

_LISTS = ("feed", "json feed", "sitemap", "sitemap index")


def report_of(fetched: Fetched, given: Given) -> Report:
    """Return the report that an answer holds.

    Errors: InputError if it holds none, with the reason.
    """
    if shape_of(fetched) in _LISTS:
        raise InputError(
            f"it lists reports and is none; follow it with: detente source add {fetched.asked}"
        )
    found = report_of_page(fetched, Item(key=_key(fetched), version=""), given)
    if isinstance(found, Left):
        raise InputError(f"{found.reason}; save its words as .txt and give that")
    return found


def _key(fetched: Fetched) -> str:
    """The last part of the path, without ending; the host where there is none."""
    parts = urlsplit(fetched.address)
    last = unquote(parts.path).replace("\0", "").rstrip("/").rpartition("/")[2]
    return last.partition(".")[0].strip() or parts.hostname or "page"
