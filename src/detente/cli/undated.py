"""Reports that do not say when or by whom they were published: what follows, and what helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model.errors import NoSuchEntry
from detente.model.text import Source

if TYPE_CHECKING:
    from detente.cli.door import Door
    from detente.model.claims import Reading
    from detente.record import Record


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with words whose day depends on its own. words: The first, "" if it is dated."""

    id: str
    key: str
    words: str


@dataclass(slots=True)
class Undated:
    """Looks at readings on their way into the record. given: Whether a day is given for them."""

    given: bool
    without: list[_Report] = field(default_factory=list)
    dated: list[_Report] = field(default_factory=list)

    def watch(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Pass readings on."""
        for reading in readings:
            report = reading.report
            if report.published is not None:
                if self.given:
                    self.dated.append(_Report(report.id, report.key, ""))
            elif words := _open_words(reading):
                self.without.append(_Report(report.id, report.key, words))
            yield reading

    def tell(self, door: Door) -> None:
        """Say which reports have words without a date for want of their own."""
        if self.without:
            one = self.without[0]
            door.tell(
                f"{_those(self.without)}: undated, so “{one.words}” stays without a date; "
                f"give the day with --published DATE. {_help(one)}"
            )

    def tell_kept(self, door: Door, record: Record) -> None:
        """Say which of the reports that came with a day now are in the record without one."""
        kept = [one for one in self.dated if _is_undated(record, one.id)]
        if kept:
            door.tell(
                f"{_those(kept)}: in the record already, undated, and stays so. {_help(kept[0])}"
            )


@dataclass(slots=True)
class Nameless:
    """Looks at readings on their way into the record, for reports of no outlet."""

    reports: list[_Report] = field(default_factory=list)

    def watch(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Pass readings on."""
        for reading in readings:
            if reading.report.source.name == Source().name:
                self.reports.append(_Report(reading.report.id, reading.report.key, ""))
            yield reading

    def tell(self, door: Door) -> None:
        """Say that several are taken for one outlet's."""
        if len(self.reports) > 1:
            door.tell(
                f"{_those(self.reports)}: no outlet is named, so they count as one outlet; "
                "name each file's with --source NAME"
            )


def _is_undated(record: Record, report: str) -> bool:
    try:
        return record.report(report).published is None
    except NoSuchEntry:
        return False  # purged before, and left out


def _those(reports: list[_Report]) -> str:
    more = len(reports) - 1
    return f"{reports[0].key} and {more:,} more" if more else reports[0].key


def _help(one: _Report) -> str:
    return (
        "What is in the record keeps the day that it came with: correct an entry ('detente judge "
        "ID correct date=DATE'), or add the report with its day and another --url, and 'detente "
        f"purge {one.id} --why undated'"
    )


def _open_words(reading: Reading) -> str:
    """Return the first words of a reading that name a day which nothing tells; "" for none."""
    from detente.model.claims import Commitment, Contact, NextStep

    found = (
        claim.date_text
        for claim in reading.claims
        if isinstance(claim, Contact | NextStep | Commitment) and claim.days is None
    )
    return next(filter(None, found), "")
