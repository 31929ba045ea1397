"""How close a read claim is to an annotated one, and whether two names are of one source."""

from __future__ import annotations

from typing import Any

from detente.model.actors import NARRATOR, UNNAMED
from evals.reads import Form

# Read words must share this much of the shorter span with the annotated ones.
LEAST_OVERLAP = 0.5


def overlap(one: Form, other: Form) -> float:
    """Return how much of both spans is shared, 0 to 1; 0 if less than half of the shorter is."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    if shared <= 0 or shared < LEAST_OVERLAP * shorter:
        return 0.0
    longer = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return float(shared / longer)


def same_source(names: Any, read: str | None, gold: str | None) -> bool:
    """Return whether two say the same source: one party, both the report, both without a name.

    names: Tells whether two names are of one party.
    """
    if read is None or gold is None or NARRATOR in (read, gold):
        return read == gold
    if gold.startswith(UNNAMED.strip(": ")):
        return read.startswith(UNNAMED.strip())
    return bool(names.party(read, gold))
