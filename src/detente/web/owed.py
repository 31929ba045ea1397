"""owed_of(): what is owed, worked out once for all pages that show some of it."""

from __future__ import annotations

from detente.analysis.commitments import owed
from detente.model.owed import OwedLedger
from detente.web.asked import Asked
from detente.web.workbench import Workbench


def owed_of(shared: Workbench, asked: Asked) -> OwedLedger:
    """Return what is owed at the state that is asked for."""
    snapshot = shared.snapshot(asked)
    return shared.worked.of(("owed", asked), (snapshot,), lambda: owed(snapshot))
