"""Time words, the days that they stand for, and which of them bear on a verb."""

from detente.readings.times.words import (
    TimeMention,
    anchor,
    bearing,
    dateline,
    mentions,
    notes,
    of_clause,
    tense_at,
    when,
)

__all__ = [
    "TimeMention",
    "anchor",
    "bearing",
    "dateline",
    "mentions",
    "notes",
    "of_clause",
    "tense_at",
    "when",
]
