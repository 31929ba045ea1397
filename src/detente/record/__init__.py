"""Readings in, snapshots out: what was reported, claimed and judged, in SQLite or PostgreSQL.

The names load when they are used, so that importing this package is cheap.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.record.entering import Entered
    from detente.record.register import Placement
    from detente.record.store import Record, keep_open, open_record

__all__ = [
    "Entered",
    "Placement",
    "Record",
    "keep_open",
    "open_record",
]

_PLACES = {
    "Entered": "entering",
    "Placement": "register",
    "Record": "store",
    "keep_open": "store",
    "open_record": "store",
}


def __getattr__(name: str) -> Any:
    """Load a name of this package."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
