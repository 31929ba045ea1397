"""What all requests share: the open record, the settings, and what each session was told."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.model.snapshot import Snapshot
from detente.record import Record
from detente.web.asked import Asked
from detente.web.sessions import Sessions
from detente.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Workbench:
    """One record being served."""

    record: Record
    settings: Settings
    sessions: Sessions = field(default_factory=Sessions)

    def snapshot(self, asked: Asked) -> Snapshot:
        """Return the record as an address asks for it."""
        return self.record.snapshot(
            asked.as_of,
            known_by=asked.known_by,
            up_to=asked.up_to,
            reviewed_only=asked.reviewed_only,
        )
