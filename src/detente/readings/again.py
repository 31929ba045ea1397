"""Texts that were read before, word for word: what was read of them is carried over.

A reading follows from the words of a report, its headline, its day, its language and, where the
text may name it, the name of the paper; from nothing else. So an agency's text that ten papers
print as it came, under its headline and on its day, is read once.
"""

from __future__ import annotations

import re
from dataclasses import replace

from detente.model.claims import Reading
from detente.model.text import Evidence, Report
from detente.readings.assemble import in_order
from detente.readings.pieces import with_evidence
from detente.readings.readers import RuleReader, reader


def known_as(name: str) -> str | None:
    """Return how readings of a reader are called if they may be carried over, "learned@0.1.0".

    None for readers from outside, of which nobody knows what they look at.
    """
    chosen = reader(name)
    return f"{chosen.name}@{chosen.version}" if isinstance(chosen, RuleReader) else None


def reads_alike(report: Report, other: Report) -> bool:
    """Whether two reports must read the same, but for the report that is cited."""
    return (
        (report.text, report.title, report.published, report.details.language)
        == (other.text, other.title, other.published, other.details.language)
    ) and _named(report) == _named(other)


def carried(reading: Reading, report: Report) -> Reading:
    """Return the reading of a report from that of another one that reads alike."""

    def cited(words: Evidence) -> Evidence:
        return replace(words, report=report.id)

    return replace(
        reading,
        report=report,
        actors=with_evidence(reading.actors, cited),
        claims=in_order(with_evidence(reading.claims, cited)),
        attributions=with_evidence(reading.attributions, cited),
        notes=with_evidence(reading.notes, cited),
    )


def _named(report: Report) -> str:
    """The paper's name if its text may name it, whole or as "the Courier"; else "".

    A paper that is told something is no party to it; another one may be.
    """
    name, text = report.source.name, report.text
    words = name.removeprefix("The ").split()
    if not words:
        return ""
    is_whole = all(word in text for word in words)
    short = rf"\bthe\s+(?:the\s+)?{re.escape(words[-1])}(?!\w)"
    return name if is_whole or re.search(short, text, re.IGNORECASE) else ""
