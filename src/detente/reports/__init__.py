"""Sources to reports: files of several kinds, one row each in COLLECTORS. No network."""

from detente.reports.collect import COLLECTORS, Collector, collect, collector_of, holds_many
from detente.reports.given import Failure, Given, parse_moment

__all__ = [
    "COLLECTORS",
    "Collector",
    "Failure",
    "Given",
    "collect",
    "collector_of",
    "holds_many",
    "parse_moment",
]
