"""Text files (.txt, .md), their words kept as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.model.text import Report, make_report
from detente.reports.files import MAX_TEXT_BYTES, decode, key_of, read_bytes
from detente.reports.given import Given

# Longer first lines are leads, not headlines.
MAX_HEADLINE = 200


def collect_text(path: Path, given: Given) -> Iterator[Report]:
    """Yield the report of a text file, its headline as title if it stands apart from the rest.

    It may be as long as a shelf of books, for readers take long texts piece by piece.

    Errors: InputError if the file is no text that we can read, or has over MAX_TEXT_BYTES.
    """
    text = decode(read_bytes(path, MAX_TEXT_BYTES))
    published = given.published
    yield make_report(
        text,
        key=key_of(path),
        source=given.outlet(),
        title=headline(text),
        published=published.day if published else None,
        published_at=published.at if published else None,
        retrieved=given.retrieved,
        mark=given.mark,
    )


def headline(text: str) -> str | None:
    r"""Return the first line if a blank line follows it (marks of Markdown left out), or None.

    >>> headline("# Talks end\n\nThe talks ended on Monday.")
    'Talks end'
    >>> headline("The talks ended.\nNobody smiled.")
    """
    lines = text.lstrip("\ufeff \t\r\n").splitlines()[:3]
    if len(lines) < 2 or lines[1].strip():
        return None
    first = lines[0].strip().lstrip("#").strip()
    return first if 0 < len(first) <= MAX_HEADLINE else None
