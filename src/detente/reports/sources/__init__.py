"""Sources that are followed: a kind a row in KINDS, each with a look. No clock, no record."""

from detente.reports.sources.filters import may_be_taken, taken, why_left, why_taken
from detente.reports.sources.kinds import KINDS, Kind, guess_kind, kinds, look, look_at_hand
from detente.reports.sources.opml import read_opml, write_opml

__all__ = [
    "KINDS",
    "Kind",
    "guess_kind",
    "kinds",
    "look",
    "look_at_hand",
    "may_be_taken",
    "read_opml",
    "taken",
    "why_left",
    "why_taken",
    "write_opml",
]
