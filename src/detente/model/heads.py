"""head_of(): what labelled lines at the top of a text tell of it: "Source: Vell Courier"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Longer lines are running text that opens with such a word.
_LONGEST = 300
_LABELS = {
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "publication", "newspaper"),
    "published": ("published", "publication date", "date published", "date"),
    "url": ("url", "link", "address", "web address"),
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in labels}
_LINE = re.compile(rf"(?i:({'|'.join(sorted(_NAMES, key=len, reverse=True))})):[ \t]+(\S.*)$")


def head_of(text: str) -> Mapping[str, str]:
    r"""Return what a text tells of itself, the first of each: title, source, published, url.

    >>> dict(head_of("Source: Vell Courier\nTitle: Talks end\n\nThe talks ended on Monday."))
    {'source': 'Vell Courier', 'title': 'Talks end'}
    >>> dict(head_of("The talks ended.\nSource: Vell Courier"))
    {}
    """
    found: dict[str, str] = {}
    for name, value in _lines(text):
        found.setdefault(name, value)
    return found


def is_of_head(line: str) -> bool:
    """Return whether a line at the top of a text tells of it, and not of the talks.

    >>> is_of_head("Headline: Talks end"), is_of_head("Headline writers met.")
    (True, False)
    """
    return _read(line) is not None


def is_title(line: str) -> bool:
    """Return whether a line at the top of a text tells its title.

    >>> is_title("Headline: Talks end"), is_title("Source: Vell Courier")
    (True, False)
    """
    read = _read(line)
    return read is not None and read[0] == "title"


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text[: _LONGEST * 10].lstrip("\ufeff \t\r\n").splitlines():
        read = _read(line)
        if read is None:
            return
        yield read


def _read(line: str) -> tuple[str, str] | None:
    line = line.strip()
    match = _LINE.match(line) if len(line) <= _LONGEST else None
    return (_NAMES[match[1].lower()], match[2]) if match else None
