"""Text files (.txt, .md), their words kept as they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import dropwhile
from pathlib import Path

from detente.model.dates import Moment
from detente.model.heads import head_of, is_of_head
from detente.model.text import Report, make_report
from detente.reports.dating import day_alone, read_date, written_day
from detente.reports.files import MAX_TEXT_BYTES, decode, key_of, read_bytes
from detente.reports.given import Given
from detente.reports.links import absolute

# Longer first lines are leads, not headlines.
MAX_HEADLINE = 200
# A title, a line below it and one with number and date may stand above a text, each so short.
_APART, _SHORT = 3, 100
# A sentence with so many words before its last may be a lead, a shorter one a headline.
_LEAD = 7
_ENDS = (".", "!", "?", ",", ";")
# Where a text tells its own day: a line of its head, the dateline of its first paragraph, or a
# line that holds nothing but a date, and perhaps its place.
_HEAD_LINES = 8
_PUBLISHED = r"(?i:(?:first )?(?:published|posted|issued|date)\b:? .{0,60})"
_TOWN = r"[A-Z][A-Za-z.'’-]+(?:[ ,]+[A-Z][A-Za-z.'’-]+){0,4}"
_DAY = r"(?:\d{1,2} [A-Z][a-z]+\.?,? \d{4}|[A-Z][a-z]+\.? \d{1,2},? \d{4})"
_MARK = r"(?:\([^()]{1,40}\)|/[^/]{1,40}/)"
_TELLS_DAY = re.compile(
    _PUBLISHED + rf"|(?:{_TOWN},? )?{_DAY}(?: ?{_MARK}$|(?: ?{_MARK})? ?[-–—])"
    rf"|\(?{_TOWN},? \(?{_DAY}\) ?[-–—]"  # "VELL (4 March 2031) -", "(Vell, 4 March 2031) -"
    rf"|{_TOWN} ?{_MARK}, {_DAY} ?[-–—]"  # "VELL (Halden Wire), March 4, 2031 —"
)


def collect_text(path: Path, given: Given) -> Iterator[Report]:
    """Yield the report of a text file, its headline as title if it stands apart from the rest.

    It may be as long as a shelf of books, for readers take long texts piece by piece.

    Errors: InputError if the file is no text that we can read, or has over MAX_TEXT_BYTES.
    """
    text = decode(read_bytes(path, MAX_TEXT_BYTES))
    head = head_of(text)
    published = given.published or read_date(head.get("published")) or _own_day(text)
    yield make_report(
        text,
        key=key_of(path),
        source=given.outlet(head.get("source"), absolute(head.get("url"), "")),
        title=head.get("title") or headline(_below(text)),
        published=published.day if published else None,
        published_at=published.at if published else None,
        retrieved=given.retrieved,
        mark=given.mark,
    )


def _below(text: str) -> str:
    """Return a text without the labelled lines at its top."""
    lines = text.lstrip("\ufeff \t\r\n").splitlines(keepends=True)
    return "".join(dropwhile(is_of_head, lines)) if lines and is_of_head(lines[0]) else text


def _own_day(text: str) -> Moment | None:
    """The day at the head of a text: "BERGHOLM, 4 March 2031 -", "Published: 4 March 2031"."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:_HEAD_LINES]
    days = (_day_of_line(line) for line in lines)
    day = next((day for day in days if day is not None), None)
    return Moment(day) if day is not None else None


def _day_of_line(line: str) -> dt.date | None:
    told = _TELLS_DAY.match(line)
    return (written_day(told[0]) if told is not None else None) or day_alone(line)


def headline(text: str) -> str | None:
    r"""Return the line or lines that stand apart above a text, or None; without marks of Markdown.

    >>> headline("# Talks end\n\nThe talks ended on Monday.")
    'Talks end'
    >>> headline("HARBOURLINE PLC\nRejection of an offer\n\nThe board met on Monday.")
    'HARBOURLINE PLC: Rejection of an offer'
    >>> headline("The talks ended.\nNobody smiled.")
    >>> headline("Norland freed 44 prisoners on Monday, monitors said.\n\nIt was late.")
    >>> headline("Published: 4 March 2031\nTalks end\n\nThe talks ended on Monday.")
    'Talks end'
    >>> headline("Port Vell, 4 March 2031 (Halden Wire)\n\nThe talks ended on Monday.")
    """
    head = text.lstrip("\ufeff \t\r\n").splitlines()[: _APART + 2]
    if head and _TELLS_DAY.fullmatch(head[0].strip()) and written_day(head[0]) is not None:
        head = head[2:] if head[1:] and not head[1].strip() else head[1:]
    lines = [line.strip() for line in head[: _APART + 1]]
    if "" not in lines[1:]:
        return None
    apart = lines[: lines.index("", 1)]
    first = apart[0].lstrip("#").strip()
    if not 0 < len(first) <= MAX_HEADLINE:
        return None
    if len(apart) == 1:
        return None if _is_sentence(first) else first
    return _of_several(first, apart[1:])


def _is_sentence(line: str) -> bool:
    """Whether a line is a lead of one sentence: headlines end in no full stop, but in “U.S.”."""
    *before, last = line.split()
    return line.endswith(".") and len(before) >= _LEAD and "." not in last[:-1]


def _of_several(first: str, rest: list[str]) -> str | None:
    """Return the title that opens a block of short lines; None where they are running text."""
    lines = [first, *rest]
    if any(len(line) > _SHORT or line.endswith(_ENDS) for line in lines):
        return None
    if first.isupper():
        return f"{first}: {rest[0]}"  # who speaks, then what about
    return f"{first} {rest[0]}" if rest[0][:1].islower() else first
