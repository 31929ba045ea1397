"""Finding: what an analysis of a snapshot says, row by row, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | int | float | None
# What counts in a tier beside the sure words of a party's own.
Counts = Literal["possible", "accounts", "accounts and possible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """A stance that may be over: its party's newer word, not sure, says otherwise.

    over: Entry of the stance. entry: That of the newer word. words: What that says, in a sentence
    form: "Sudmark possibly accepts: forces leave (2031-03-09)".
    """

    over: str
    entry: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a finding.

    basis: ids of the entries that it rests on. assumed: Numbers of what the desk assumes that it
    rests on too. overtaken: Which stances of its basis may be over.
    """

    cells: tuple[Cell, ...]
    basis: tuple[str, ...] = ()
    assumed: tuple[int, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Rows that are found only if more counts than was asked for; they stand apart.

    counts: What counts for them, too. caveats: What must be known of them alone.
    """

    counts: Counts
    rows: tuple[Row, ...]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What the desk assumes, in words. whose: By whom, when and why."""

    id: int
    said: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an analysis says.

    method: Its name in the table of methods.
    columns: Names with their units, "gap [percent]".
    opening: What must be read before the rows.
    caveats: What the reader must know before relying on it.
    assumed: What of it no report says: the desk does.
    total: Number of rows that there are, of which the first are listed; None if that is all.
    source: Where the method comes from; "" if nobody said.
    would_change: What would change the finding, in words; "" if nobody said.
    tiers: What would be found if more counted, never the rows of the finding itself.
    """

    method: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    caveats: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    total: int | None = None
    source: str = ""
    would_change: str = ""
    tiers: tuple[Tier, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Its caveats, what would change it, and where its method comes from, in sentences."""
        more = (
            f"What would change it: {self.would_change}" if self.would_change else "",
            f"Source: {self.source}" if self.source else "",
        )
        return (*self.caveats, *filter(None, more))
