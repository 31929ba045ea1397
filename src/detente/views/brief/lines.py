"""Line, Section, Brief: what a brief is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from detente.model.snapshot import Entry, Snapshot

# Lines that a section makes ready; more never fit a page.
MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: words in a fixed form, and the entries that they come from.

    head: What kind of line it is ("held"), or whose ("Norland"); "" if the section says it.
    under: Lines that belong to it, shown beneath.
    place: Where it is shown among the lines of its section, smaller first; ties in order.
    names: Of several lines that are told as one, whose each is, as the entries.
    """

    words: str
    entries: tuple[Entry, ...] = ()
    head: str = ""
    under: tuple[Line, ...] = ()
    place: int = 0
    names: tuple[str, ...] = ()

    def all(self) -> Iterator[Line]:
        """Yield the line and those beneath it."""
        yield self
        for line in self.under:
            yield from line.all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section.

    lines: Most telling first; what is possible only where nothing is sure.
    total: How many such lines there would be with room for all.
    possible: How many possible ones stand behind sure lines, unshown.
    command: What lists the rest, after "detente"; "" if there is never a rest.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    total: int
    command: str = ""
    possible: int = 0

    @property
    def more(self) -> int:
        """How many lines were left out."""
        return self.total - sum(len(line.names) or 1 for line in self.lines)

    def first(self, number: int) -> Section:
        """Return the section with its most telling lines alone, in order of place."""
        shown = sorted(self.lines[:number], key=lambda line: line.place)
        return replace(self, lines=tuple(shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief: sections in order, and the snapshot that it was made from.

    entries: All of the snapshot, by id. parties: Those that spoke most, beside the title; once
    the page is fitted.
    """

    title: str
    sections: tuple[Section, ...]
    snapshot: Snapshot
    entries: Mapping[str, Entry]
    parties: str = ""

    def lines(self) -> Iterator[Line]:
        """Yield every line, those beneath others too, in order."""
        for section in self.sections:
            for line in section.lines:
                yield from line.all()
