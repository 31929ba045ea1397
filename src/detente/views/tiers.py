"""Headings of what would be found if more counted, and how much of it is listed."""

from __future__ import annotations

from collections.abc import Mapping

from detente.model.findings import Counts, Tier
from detente.views.phrases import many

HEADINGS: Mapping[Counts, str] = {
    "possible": "Possible: rests on what the reader is not sure of",
    "accounts": "If what others say of silent parties counts",
    "accounts and possible": "If both count: what others say of silent parties, and what the "
    "reader is not sure of",
}
_OPTIONS: Mapping[Counts, str] = {
    "possible": "--possible",
    "accounts": "--accounts",
    "accounts and possible": "--accounts --possible",
}
# Rows of a tier that are read beneath others; all are in the JSON.
LISTED = 12


def more_text(tier: Tier, noun: str = "row") -> str:
    """Return how many rows of a tier are not listed, and what lists them; "" if all are."""
    more = len(tier.rows) - LISTED
    return f"… and {many(more, noun)} more: {_OPTIONS[tier.counts]}" if more > 0 else ""
