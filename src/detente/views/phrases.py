"""Names, numbers, dates and quotations in words: the small parts of every sentence."""

from __future__ import annotations

import datetime as dt

from detente.model import actors
from detente.model.dates import Days
from detente.model.snapshot import Snapshot
from detente.model.text import Mark

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = tuple('“”"«»„‟')
# Findings word names alike: "a Vessian diplomat (unnamed)".
name_text = actors.name_text


def quote(text: str) -> str:
    """Return words of the record within quotation marks; marks around all of them give way.

    >>> quote('"a fixed line"'), quote('this is "a fixed line"'), quote('“a fixed')
    ('“a fixed line”', '“this is "a fixed line"”', '“a fixed”')
    """
    text = text.strip()
    bare = text.strip("".join(_MARKS)).strip()
    return f"“{text if not bare or set(bare) & set(_MARKS) else bare}”"


def date_text(date: dt.date | None) -> str:
    """Return a day in words, "undated" for None.

    >>> date_text(dt.date(2031, 3, 1))
    '1 Mar 2031'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}" if date else "undated"


def days_text(days: Days) -> str:
    """Return days in words, with the precision that they have.

    >>> from detente.model.dates import parse_days
    >>> [days_text(parse_days(d)) for d in ("2031-03", "2031", "2031-03-01/2031-03-04")]
    ['Mar 2031', '2031', '1 to 4 Mar 2031']
    """
    first, last = days.start, days.last
    if days.precision == "day":
        return date_text(first)
    if days.precision == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    if days.precision == "year":
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {date_text(last)}"
    return f"{date_text(first)} to {date_text(last)}"


def moment_text(moment: str) -> str:
    """Return a day or moment in ISO 8601 in words; anything else as it is.

    >>> moment_text("2031-03-01"), moment_text("2031-03-01T08:30:00+00:00")
    ('1 Mar 2031', '1 Mar 2031, 08:30 UTC')
    """
    try:
        at = dt.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if "T" not in moment and " " not in moment:
        return date_text(at.date())
    return f"{date_text(at.date())}, {at:%H:%M}{at:%z}".replace("+0000", " UTC")


def left_out_text(left_out: int, up_to: Mark, noun: str = "report") -> str:
    """Return the sentence that every output carries: how much the handling mark left out.

    >>> left_out_text(0, "public"), left_out_text(1, "internal")
    ('Nothing left out (up to public).', '1 report marked above internal left out.')
    """
    if not left_out:
        return f"Nothing left out (up to {up_to})."
    return f"{many(left_out, noun)} marked above {up_to} left out."


def base_text(snapshot: Snapshot) -> str:
    """Return what was looked through: "14 reports of 4 outlets"."""
    coverage = snapshot.coverage
    return f"{many(coverage.reports, 'report')} of {many(coverage.outlets, 'outlet')}"


def many(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> many(1, "report"), many(2, "entry", "entries")
    ('1 report', '2 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def enumerate_names(names: tuple[str, ...]) -> str:
    """Return names as in a sentence; "nobody named" for none.

    >>> enumerate_names(("Norland", "Sudmark", "Vesse"))
    'Norland, Sudmark and Vesse'
    """
    if not names:
        return "nobody named"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def owing_text(by: str) -> str:
    """Return who owes with its verb: several that are only described "owe".

    >>> owing_text("Norland"), owing_text("eight countries")
    ('Norland owes', 'eight countries owe')
    """
    last = by.rsplit(maxsplit=1)[-1] if by.strip() else ""
    several = last.islower() and last.endswith("s") and not last.endswith(("ss", "us"))
    return f"{by} owe" if several else f"{by} owes"
