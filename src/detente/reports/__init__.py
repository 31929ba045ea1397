"""Sources to reports: files of several kinds, one row each in COLLECTORS. No network.

The names load when they are used: what says of a report what it is costs little, what reads files
a tenth of a second, and most commands read none.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.reports.collecting import COLLECTORS, Collector, collect, collector_of, holds_many
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

_GIVEN = frozenset({"Failure", "Given", "parse_moment"})


def __getattr__(name: str) -> Any:
    """Load a name of this package."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    place = "given" if name in _GIVEN else "collecting"
    return getattr(importlib.import_module(f"{__name__}.{place}"), name)
