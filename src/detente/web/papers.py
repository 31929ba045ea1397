"""Papers as pages show them: parts of lines, each line with the entries that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.snapshot import Snapshot
from detente.views.brief.lines import Line
from detente.views.papers.formats import cut_text, shown_parts
from detente.views.papers.paper import Paper, Part
from detente.web.lines import EntryLine, entry_line


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what stands in the address, and its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderLine:
    """A line beneath another."""

    head: str
    said: str
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A line of a paper. head: What kind it is or whose, "" for none. said: Its words.

    entries: What it rests on; none for a line that says that nothing was found.
    """

    head: str
    said: str
    entries: tuple[EntryLine, ...]
    under: tuple[UnderLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A part of a paper. more: Lines left out for want of room. possible: Not shown.

    empty: What is said where there is no line.
    """

    name: str
    title: str
    lines: tuple[PaperLine, ...]
    more: int
    possible: int
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper. about: Sentences below the title. cut: What was left out to keep to its pages.

    left_out: Reports above the mark.
    """

    title: str
    about: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    cut: str
    caveats: tuple[str, ...]
    reports: int
    outlets: int
    left_out: int


def sheet(paper: Paper) -> Sheet:
    """Return a paper as plain values."""
    coverage = paper.snapshot.coverage
    return Sheet(
        title=paper.title,
        about=paper.about,
        parts=tuple(map(_part, shown_parts(paper))),
        cut=cut_text(paper),
        caveats=paper.caveats,
        reports=coverage.reports,
        outlets=coverage.outlets,
        left_out=coverage.left_out,
    )


def actor_choices(snapshot: Snapshot) -> tuple[Choice, ...]:
    """Return the parties of the register, those with positions of their own first, by name."""
    found = sorted(snapshot.parties, key=lambda p: (not p.is_party, bool(p.acts_for), p.name))
    return tuple(Choice(party.id, party.name) for party in found)


def _part(part: Part) -> PaperPart:
    return PaperPart(
        name=part.name,
        title=part.title,
        lines=tuple(map(_line, part.lines)),
        more=part.more,
        possible=part.possible,
        empty="" if part.lines or part.more else part.empty,
    )


def _line(line: Line) -> PaperLine:
    return PaperLine(
        head=line.head,
        said=line.words,
        entries=tuple(map(entry_line, line.entries)),
        under=tuple(
            UnderLine(head=one.head, said=one.words, entries=tuple(map(entry_line, one.entries)))
            for one in line.under
        ),
    )
