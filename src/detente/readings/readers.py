"""Reader: a value that turns reports into readings. Rules today, learned parts beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import tee
from typing import Protocol, runtime_checkable

from detente import __version__
from detente.model.claims import Claim, Note, Reading
from detente.model.errors import ReaderError
from detente.model.explanations import Explanation
from detente.model.text import Report
from detente.plugins import choose, table
from detente.readings import DEFAULT_READER, nlp, times
from detente.readings.assemble import assemble
from detente.readings.breaks import explained_with_breaks, with_breaks
from detente.readings.commitments import read_commitments
from detente.readings.compliance import read_compliance
from detente.readings.contacts.reading import read_contacts
from detente.readings.explaining.reading import Work, explain
from detente.readings.furniture import find_furniture
from detente.readings.learned.plain import with_confidence
from detente.readings.learned.reading import Weighing, weigh
from detente.readings.learned.weights import Weights, load_weights
from detente.readings.names.cast import find_cast
from detente.readings.names.recalling import NOBODY, Known
from detente.readings.next_steps import read_next_steps
from detente.readings.obstacles import read_sticking_points
from detente.readings.outlook import read_assessments
from detente.readings.page import Page
from detente.readings.paragraphs import Block
from detente.readings.pieces import Piece, Recall, by_report, cut, join, join_explanations
from detente.readings.positions.reading import read_positions
from detente.readings.progress import read_progress
from detente.readings.proposals import read_proposals
from detente.readings.quantities import read_quantities
from detente.readings.quotes import find_quotes
from detente.readings.relations import read_relations
from detente.readings.remarks import is_unread, read_remarks
from detente.readings.speech.ranking import load_weights as load_speech
from detente.readings.speech.reading import Speech, read_speech
from detente.readings.translations import with_translations
from detente.readings.unknowns import read_unknowns

Family = Callable[[Page], Iterable[Claim]]


class Reader(Protocol):
    """What turns reports into readings.

    name, version: Together they name what proposed a claim's reading, "rules@0.1.0".
    """

    @property
    def name(self) -> str:
        """The name that users type."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever readings may."""
        ...

    def read(self, report: Report) -> Reading:
        """Return the reading of one report."""
        ...

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Yield the readings of reports, in order."""
        ...


@runtime_checkable
class Explains(Protocol):
    """A reader that can say why."""

    def explain_all(self, reports: Iterable[Report]) -> Iterator[Explanation]:
        """Yield the readings of reports with their reasons, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as the wordings read it: the page, and the claims found on it."""

    page: Page
    claims: tuple[Claim, ...]
    speech: Speech


@dataclass(frozen=True)
class _Weighed:
    """What the trained parts made of a page. None where none took part."""

    weighing: Weighing | None = None
    weights: Weights | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads by wordings over a parse.

    families: What reads one family of claims from a page, in order.
    learned: Whether trained parts take part beside the wordings.
    """

    families: tuple[Family, ...]
    name: str = "rules"
    version: str = __version__
    learned: bool = False

    def read(self, report: Report) -> Reading:
        """Return the reading of one report."""
        return next(self.read_all([report]))

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Yield the readings of reports, in order; a few reports are in work at once."""
        read = (
            (piece, self._whole(opened, self._weighed(opened)))
            for piece, opened in self._in_pieces(reports)
        )
        yield from map(join, by_report(read))

    def explain_all(self, reports: Iterable[Report]) -> Iterator[Explanation]:
        """Yield the readings of reports with their reasons, in order."""
        explained = (
            (piece, self._explained(opened, self._weighed(opened)))
            for piece, opened in self._in_pieces(reports)
        )
        yield from map(join_explanations, by_report(explained))

    def open_all(self, reports: Iterable[Report]) -> Iterator[Opened]:
        """Yield reports as the wordings read them, before anything is weighed, in order."""
        ours, theirs = tee(reports)
        for report, parse in zip(ours, _parsed(theirs), strict=True):
            yield self._open(report, parse)

    def _in_pieces(self, reports: Iterable[Report]) -> Iterator[tuple[Piece, Opened]]:
        """Reports as the wordings read them, very long ones piece by piece."""
        ours, theirs = tee(piece for report in reports for piece in cut(report))
        recall = Recall()
        parses = _parsed(piece.report for piece in theirs)
        for piece, parse in zip(ours, parses, strict=True):
            opened = self._open(piece.report, parse, recall.before(piece))
            recall.keep(piece, opened.page.cast.actors)
            yield piece, opened

    def _open(self, report: Report, parse: nlp.Parse, known: Known = NOBODY) -> Opened:
        furniture = find_furniture(report, parse)
        blocks = [
            Block(parse.tokens[p.start].start, parse.tokens[p.end - 1].end)
            for p in parse.paragraphs
        ]
        page = Page(
            report=report,
            parse=parse,
            quotes=find_quotes(report.text, blocks),
            cast=find_cast(report, parse, furniture, known=known),
            furniture=furniture,
            learned=self.learned,
        )
        speech = read_speech(page)
        page = page.with_statements(speech.statements)
        claims: list[Claim] = list(speech.statements)
        for family in self.families:
            claims += family(page)
        return Opened(page, with_translations(claims, speech.statements), speech)

    def _reading(self, opened: Opened, weighed: _Weighed) -> Reading:
        page, speech = opened.page, opened.speech
        reading = assemble(
            page,
            f"{self.name}@{self.version}",
            claims=opened.claims if weighed.weighing is None else weighed.weighing.claims,
            attributions=speech.attributions,
            notes=(
                *speech.notes,
                *times.notes(page),
                *read_remarks(page.report, page.parse),
                *weighed.notes,
            ),
        )
        return reading if weighed.weights is None else with_confidence(reading, weighed.weights)

    def _whole(self, opened: Opened, weighed: _Weighed) -> Reading:
        return with_breaks(opened.page, self._reading(opened, weighed))

    def _weighed(self, opened: Opened) -> _Weighed:
        """What the trained parts make of the claims; nothing, with a note, without these."""
        if not self.learned:
            return _Weighed()
        try:
            weights = load_weights()
        except ReaderError as error:
            note = Note(kind="doubt", message=f"read by rules alone: {error}")
            return _Weighed(notes=(note,))
        return _Weighed(weigh(opened.page, opened.claims, weights), weights)

    def _explained(self, opened: Opened, weighed: _Weighed) -> Explanation:
        explained = explain(self._reading(opened, weighed), self._work(opened, weighed))
        return explained_with_breaks(opened.page, explained)

    def _work(self, opened: Opened, weighed: _Weighed) -> Work:
        speech = None
        if self.learned:
            with suppress(ReaderError):  # noted where the speech was read
                speech = load_speech()
        return Work(opened.page, opened.claims, weighed.weighing, weighed.weights, speech)


def _parsed(reports: Iterable[Report]) -> Iterator[nlp.Parse]:
    """Yield the parses of reports, in order.

    Of what is in another language nothing is read; it is kept, searched and marked by hand.
    """
    words = ("" if is_unread(report) else report.text for report in reports)
    return nlp.pipeline().parse(words)


def reader(name: str = DEFAULT_READER) -> Reader:
    """Return a reader by name. Errors: UnknownName, ReaderError."""
    return choose("reader", name, table(_readers(), "detente.readers"))


def explainer(name: str = DEFAULT_READER) -> Explains:
    """Return a reader that says why, by name. Errors: UnknownName, ReaderError if it cannot."""
    chosen = reader(name)
    if isinstance(chosen, Explains):
        return chosen
    able = [
        name
        for name, one in table(_readers(), "detente.readers").items()
        if isinstance(one, Explains)
    ]
    raise ReaderError(
        f"the reader {name!r} gives no reasons; with --explain choose one of {', '.join(able)}"
    )


def _readers() -> tuple[Reader, ...]:
    return (RuleReader(FAMILIES), RuleReader(FAMILIES, name="learned", learned=True))


FAMILIES: tuple[Family, ...] = (
    read_proposals,
    read_positions,
    read_sticking_points,
    read_assessments,
    read_progress,
    read_relations,
    read_unknowns,
    read_quantities,
    read_contacts,
    read_next_steps,
    read_commitments,
    read_compliance,
)
