"""Readouts side by side: what sides say of one contact, point by point, in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from detente.model.drafts import Edit
from detente.model.errors import UnknownName
from detente.model.snapshot import Entry, Snapshot
from detente.views.edits import edit_text
from detente.views.escape import json_text, markdown, one_line
from detente.views.layout import COLUMNS, grid, wrap
from detente.views.pages import page, web_address
from detente.views.papers.accounts import Account, Candidate, Point, Together
from detente.views.phrases import date_text, enumerate_names, left_out_text, many, quote
from detente.views.words import say

# Said by two sides or more with nothing of substance between their words; in other words, with
# what differs; so by one and not so by another; by one side alone; said of the last contact and
# not of this one.
Kind = Literal["match", "other words", "opposed", "one only", "left out"]
TITLES: dict[Kind, str] = {
    "match": "Points that match",
    "other words": "The same point in other words",
    "opposed": "On one point, yes against no",
    "one only": "Said by one side only",
    "left out": "Left out since the last readout",
}
CAVEATS = (
    "Which points are one is told by their words, or by their meaning where that is installed: "
    "an inference. What one side does not say it may have said where no report was read.",
)
_LEAST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A point. cells: What each side says of it, in the order of the sides; empty for nothing.

    edits: What differs between the sides' words. stances: Where they are opposite, in words.
    since: For what was left out, in words, the contact of which it was said.
    """

    kind: Kind
    cells: tuple[tuple[Point, ...], ...]
    edits: tuple[Edit, ...] = ()
    stances: tuple[str, ...] = ()
    since: str = ""

    @property
    def differs(self) -> tuple[str, ...]:
        """What differs between the sides, in words: their stances first."""
        edits = tuple(one_line(_difference(edit)) for edit in self.edits)
        return tuple(map(one_line, self.stances)) + edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Readouts:
    """Accounts of a contact beside each other.

    silent: Parties that took part and of whose account nothing was found. by_meaning: Whether the
    meaning of sentences was weighed beside their words. candidates: Official texts that may be
    a side's account too. together: What reports tell of several sides at once.
    """

    contact: Entry
    accounts: tuple[Account, ...]
    silent: tuple[str, ...]
    rows: tuple[Row, ...]
    snapshot: Snapshot
    by_meaning: bool = False
    candidates: tuple[Candidate, ...] = ()
    together: tuple[Together, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """Names of the sides with an account, in the order of the columns."""
        return tuple(account.party.name for account in self.accounts)

    def of(self, kind: Kind) -> tuple[Row, ...]:
        """Return the rows of one kind, in order."""
        return tuple(row for row in self.rows if row.kind == kind)


def show_readouts(
    readouts: Readouts,
    *,
    format: str = "text",  # noqa: A002
) -> str:
    """Return accounts of a contact in columns as text, md, html or json."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](readouts)


def about(readouts: Readouts) -> tuple[str, ...]:
    """Return what was found, in sentences: whose accounts, from where, and whose are missing.

    With the commands by which the desk has its say.
    """
    return tuple(_found(readouts, _pinning))


def about_for_others(readouts: Readouts) -> tuple[str, ...]:
    """Return the same for who has the paper and no program."""
    return tuple(_found(readouts, lambda _readouts, _one: ""))


def _found(
    readouts: Readouts, pinning: Callable[[Readouts, Candidate | None], str]
) -> Iterator[str]:
    """pinning: What an account is pinned with, in words."""
    for account in readouts.accounts:
        bases = " and ".join(_BASES[basis] for basis in account.bases)
        yield f"{account.party.name}: {many(len(account.points), 'point')} from {bases}."
    if not readouts.accounts:
        yield f"No side's account of it was found{pinning(readouts, None)}."
    elif len(readouts.accounts) == 1:
        yield "Only one side's account was found: there is nothing to set beside it."
    if readouts.silent:
        yield f"No account found of {', '.join(readouts.silent)}."
    for one in readouts.candidates:
        where = f"{one.row.outlet}, {date_text(one.row.published)}, report {one.row.id}"
        yield (
            f"Perhaps {one.party.name}'s account: {where}. It counts for nothing until the desk "
            f"says so{pinning(readouts, one)}."
        )
    yield from map(_together_text, readouts.together)


def _pinning(readouts: Readouts, one: Candidate | None) -> str:
    if one is None:
        return "; 'detente readouts --pin' says which is one"
    named = f'{readouts.contact.id} --pin {one.row.id} "{one.party.name}"'
    return f": 'detente readouts {named}'"


def _together_text(one: Together) -> str:
    names = enumerate_names(tuple(party.name for party in one.parties))
    words, where = one.point.words.text, one.point.outlet
    told = f"{quote(one_line(words))} ({where}, {date_text(one.point.published)})"
    return f"Given to {names} together by one report, so no match of their own accounts: {told}."


def _difference(edit: Edit) -> str:
    """Return what differs between two sides: of neither something was dropped or added."""
    if edit.kind == "brackets" or (edit.before and edit.after):
        return edit_text(edit)
    return f"{edit.kind}: only one side says {edit.before or edit.after}"


def readouts_values(readouts: Readouts) -> dict[str, Any]:
    """Return accounts of a contact as plain values, as the JSON holds them."""
    snapshot = readouts.snapshot
    return {
        "contact": readouts.contact.id,
        "title": one_line(say(readouts.contact)),
        "as_of": snapshot.as_of.isoformat(),
        "up_to": snapshot.up_to,
        "left_out": snapshot.coverage.left_out,
        "by_meaning": readouts.by_meaning,
        "about": [one_line(said) for said in about(readouts)],
        "sides": [
            {"party": a.party.id, "name": a.party.name, "from": list(a.bases)}
            for a in readouts.accounts
        ],
        "candidates": [
            {
                "party": one.party.id,
                "report": one.row.id,
                "outlet": one.row.outlet,
                "published": str(one.row.published),
            }
            for one in readouts.candidates
        ],
        "together": [
            {"parties": [p.id for p in one.parties], "point": _plain(one.point)}
            for one in readouts.together
        ],
        "rows": [
            {
                "kind": row.kind,
                "cells": [[_plain(point) for point in cell] for cell in row.cells],
                "differs": list(row.differs),
                "since": one_line(row.since),
            }
            for row in readouts.rows
        ],
        "caveats": list(CAVEATS),
    }


_BASES = {
    "statement": "statements of who speaks for it",
    "official text": "official texts",
    "pinned": "texts that the desk pinned",
}


def _plain(point: Point) -> dict[str, Any]:
    return {
        "text": point.words.text,
        "report": point.words.report,
        "start": point.words.start,
        "end": point.words.end,
        "entry": point.entry,
        "speaker": point.speaker,
        "cue": point.cue,
        "outlet": point.outlet,
        "published": point.published.isoformat() if point.published else None,
        "address": point.address,
    }


def _text(readouts: Readouts) -> str:
    lines = [*wrap(f"Readouts: {say(readouts.contact)}")]
    lines += [line for said in about(readouts) for line in wrap(said)]
    columns = _widths(len(readouts.accounts))
    for kind, title in TITLES.items():
        rows = readouts.of(kind)
        if not rows:
            continue
        lines += ["", f"{title} {'─' * (COLUMNS - len(title) - 1)}"]
        lines += grid([tuple(name.upper() for name in readouts.sides)], columns)
        for row in rows:
            lines += grid([tuple(_cell(cell) for cell in row.cells)], columns)
            lines += [line for said in asides(row) for line in wrap(said, first="  ", rest="  ")]
            lines.append("")
        lines.pop()
    lines += ["", *(line for said in _foot(readouts) for line in wrap(said))]
    return "\n".join(lines) + "\n"


def _widths(number: int) -> tuple[int, ...]:
    """Return as wide columns as the page has room for; many sides make the page wider."""
    return (max(_LEAST, (COLUMNS - 2 * (number - 1)) // max(number, 1)),) * number


def _cell(points: Sequence[Point]) -> str:
    return "\n".join(f"{quote(one_line(p.words.text))} {_source(p)}" for p in points) or "–"


def _source(point: Point) -> str:
    return f"[{source_text(point)}]"


def source_text(point: Point) -> str:
    """Return who said a point and where; of an official text the outlet says it."""
    speaker = f"{speaker_text(point)}; " if point.entry else ""
    told = f"; {point.translated}" if point.translated else ""
    return f"{speaker}{point.outlet}, {date_text(point.published)}{told}"


def speaker_text(point: Point) -> str:
    """Return who said a point, and how where that is more than saying it: "Norland denied"."""
    return f"{point.speaker} {point.cue}" if point.cue else point.speaker


def asides(row: Row) -> tuple[str, ...]:
    """Return what stands beneath a row, in words: what differs, and of what it was said."""
    differs = "; ".join(row.differs)
    said = (f"differs: {differs}" if differs else "", row.since and f"said of: {row.since}")
    return tuple(filter(None, said))


def _foot(readouts: Readouts) -> tuple[str, ...]:
    snapshot = readouts.snapshot
    how = "by words and meaning" if readouts.by_meaning else "by words alone"
    return (
        f"Points were matched {how}.",
        *CAVEATS,
        left_out_text(snapshot.coverage.left_out, snapshot.up_to),
    )


def _markdown(readouts: Readouts) -> str:
    lines = [f"# Readouts: {markdown(say(readouts.contact))}", ""]
    lines += [f"{markdown(said)}\n" for said in about(readouts)]
    for kind, title in TITLES.items():
        rows = readouts.of(kind)
        if not rows:
            continue
        lines += [f"## {title}", "", f"| {' | '.join(map(markdown, readouts.sides))} | |"]
        lines.append(f"|{'---|' * (len(readouts.sides) + 1)}")
        for row in rows:
            cells = [
                "<br>".join(markdown(f"{quote(p.words.text)} {_source(p)}") for p in cell) or "–"
                for cell in row.cells
            ]
            lines.append(f"| {' | '.join(cells)} | {markdown('; '.join(asides(row)))} |")
        lines.append("")
    return "\n".join([*lines, *(markdown(said) for said in _foot(readouts)), ""])


def _html(readouts: Readouts) -> str:
    return page(
        "readouts.html",
        styles=("readouts",),
        title=f"Readouts: {say(readouts.contact)}",
        about=about(readouts),
        sides=readouts.sides,
        groups=[
            {
                "title": title,
                "rows": [
                    {
                        "cells": [[_shown(point) for point in cell] for cell in row.cells],
                        "asides": asides(row),
                    }
                    for row in rows
                ],
            }
            for kind, title in TITLES.items()
            if (rows := readouts.of(kind))
        ],
        foot=_foot(readouts),
    )


def _shown(point: Point) -> dict[str, Any]:
    return {
        "words": quote(point.words.text),
        "source": source_text(point),
        "link": web_address(point.address),
    }


FORMATS: dict[str, Callable[[Readouts], str]] = {
    "text": _text,
    "md": _markdown,
    "html": _html,
    "json": lambda readouts: json_text(readouts_values(readouts)),
}
