"""Sources: the invented drafts that are edited, each point in two wordings, with its slots.

A file of texts/ has a head ("half: tune") and points: `key | wording`, and beneath it `= other
wording`, which says the same in other words. Slots are what edits change:

    {n 600,000}      a number      {d 90 days}  a deadline      {m shall}  what binds
    {p Norland}      who is bound  {r key}      a reference to the point with that key
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("texts")
HALVES = ("tune", "seen", "report", "fresh")
SLOT = re.compile(r"\{([ndmpr]) ([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Wordings:
    """A point: its key, its wording, and the same said otherwise."""

    key: str
    wording: str
    other: str

    @property
    def refers_to(self) -> frozenset[str]:
        """Keys of the points that it refers to."""
        return frozenset(value for kind, value in SLOT.findall(self.wording) if kind == "r")


@dataclass(frozen=True, slots=True)
class Source:
    """A draft that is edited.

    half: "tune" to tune on, "report" that is reported, "fresh" of which only figures are seen, or
    "seen", which was fresh until what was wrong on it was looked at and mended.
    forms: How its points may be numbered.
    """

    name: str
    half: str
    title: str
    preamble: str
    forms: tuple[str, ...]
    parties: tuple[str, ...]
    conditions: tuple[str, ...]
    exceptions: tuple[str, ...]
    points: tuple[Wordings, ...]


@cache
def load_sources(half: str | None = None) -> tuple[Source, ...]:
    """Return the drafts of a half, or all, in order of name."""
    found = tuple(_source(path) for path in sorted(FOLDER.glob("*.txt")))
    return tuple(source for source in found if half in (None, source.half))


def slots(text: str, kind: str) -> list[re.Match[str]]:
    """Return the slots of a kind in a wording, in order."""
    return [match for match in SLOT.finditer(text) if match[1] == kind]


def _source(path: Path) -> Source:
    head, _, body = path.read_text("utf-8").partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    lines = body.strip().splitlines()
    points = tuple(
        Wordings(*(part.strip() for part in one.split("|", 1)), other=other.removeprefix("= "))
        for one, other in zip(lines[::2], lines[1::2], strict=True)
    )
    return Source(
        name=path.stem,
        half=told["half"],
        title=told["title"],
        preamble=told["preamble"],
        forms=_list(told["forms"]),
        parties=_list(told["parties"]),
        conditions=_list(told["conditions"]),
        exceptions=_list(told["exceptions"]),
        points=points,
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))
