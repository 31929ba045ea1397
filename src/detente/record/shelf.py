"""What the tables hold, whatever the view: read once, looked at from several days. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.record.facts import Pair, Printed, Read, Revised, Root, Seen

if TYPE_CHECKING:
    from sqlalchemy import Connection

# What columns hold, by itself.
Words = dict[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the tables hold, whatever the view: read once, looked at from several days.

    pairs: By report, then other. carriers: Report -> those that took words over from it.
    texts: Address -> reports under it. revised: By the later text. roots: By reading and claim.
    seen: Reading -> its claims of the families asked for, in order of the text.
    words: What columns of claims hold, each once: the same few thousand come again and again. None
    where it is let go soon: to find them takes a tenth of a second for a hundred thousand claims.
    """

    connection: Connection
    families: Sequence[str]
    reports: list[Printed]
    readings: list[Read]
    pairs: dict[str, dict[str, Pair]] = field(default_factory=dict)
    carriers: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[Printed]] = field(default_factory=dict)
    revised: dict[str, Revised] = field(default_factory=dict)
    roots: dict[tuple[int, str], Root] = field(default_factory=dict)
    seen: dict[int, list[Seen]] = field(default_factory=dict)
    words: Words | None = None

    def put(self, reports: Iterable[Printed], pairs: Iterable[Pair]) -> None:
        """Take reports, and pairs of reports; those that are there already change nothing."""
        for report in reports:
            self.reports.append(report)
            if report.address is not None:
                self.texts.setdefault(report.address, []).append(report)
        for pair in pairs:
            beside = self.pairs.setdefault(pair.report, {})
            if pair.other not in beside:
                beside[pair.other] = pair
                self.carriers.setdefault(pair.other, []).append(pair.report)

    def every_pair(self) -> Iterator[Pair]:
        """Yield the pairs."""
        return (pair for beside in self.pairs.values() for pair in beside.values())
