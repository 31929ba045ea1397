"""What all requests share: the open record, the settings, and what each session was told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.model.errors import RecordError
from detente.model.snapshot import Snapshot
from detente.record import Record
from detente.web.adding import Adding
from detente.web.asked import Asked
from detente.web.following import Following
from detente.web.keys import Keys
from detente.web.left import Left, ReadOnce
from detente.web.login import Login
from detente.web.sessions import Sessions
from detente.web.settings import Settings
from detente.web.worked import Worked

if TYPE_CHECKING:
    from detente.model.findings import Finding
    from detente.views.brief.page import Marked
    from detente.web.comparing import Comparing
    from detente.web.library import Shelf


@dataclass(frozen=True)
class Workbench:
    """One record being served. inode: Device and number of the record's file as it was opened."""

    record: Record
    settings: Settings
    sessions: Sessions
    keys: Keys
    login: Login
    adding: Adding
    worked: Worked
    following: Following
    left: Left
    read_once: ReadOnce
    inode: tuple[int, int] | None

    @cached_property
    def comparing(self) -> Comparing:
        """Compares drafts; loaded once a page asks for it."""
        from detente.web.comparing import Comparing  # noqa: PLC0415

        return Comparing(self.record, self.settings.embed)

    @cached_property
    def shelf(self) -> Shelf:
        """The folder of agreements; loaded once a page asks for it."""
        from detente.web.library import Shelf  # noqa: PLC0415

        return Shelf(self.settings.library)

    def snapshot(self, asked: Asked) -> Snapshot:
        """Return the record as an address asks for it."""
        return self.record.snapshot(
            asked.as_of,
            known_by=asked.known_by,
            up_to=asked.up_to,
            reviewed_only=asked.reviewed_only,
        )

    def findings(self, state: Snapshot, asked: Asked) -> tuple[Finding, ...]:
        """Return what the brief's methods find in a snapshot, as an address asks for it."""
        from detente.flow import brief_findings  # noqa: PLC0415  (a first page may be there already)

        return self.worked.of(
            ("findings", asked), (state,), lambda: brief_findings(state, self.record)
        )

    def brief(self, state: Snapshot, asked: Asked) -> Marked:
        """Return the brief of a snapshot, as an address asks for it."""
        from detente.views.brief import brief_page  # noqa: PLC0415  (as above)

        return self.worked.of(
            ("brief", asked),
            (state,),
            lambda: brief_page(state, findings=self.findings(state, asked)),
        )

    def check_place(self) -> None:
        """Make sure that the record is where it was opened.

        A database goes on working on a file that was deleted or replaced, and what is written
        there is lost. Errors: RecordError.
        """
        if inode_of(self.settings) != self.inode:
            raise RecordError(
                f"the record {self.settings.record_name} was moved, deleted or replaced while it "
                "was open; nothing more is written: put it back where it was, or end 'detente "
                "serve' and start it with the record's new place"
            )


def make_workbench(record: Record, settings: Settings) -> Workbench:
    """Return the workbench of an open record."""
    return Workbench(
        record,
        settings,
        sessions=Sessions(),
        keys=Keys(settings.keys_file),
        login=Login(settings.password_hash),
        adding=Adding(record, settings.now, settings.fetcher),
        worked=Worked(record),
        following=Following(record, settings.watch),
        left=Left(),
        read_once=ReadOnce(),
        inode=inode_of(settings),
    )


def inode_of(settings: Settings) -> tuple[int, int] | None:
    """Return what tells the record's file from another one in its place; None without a file."""
    if settings.record_file is None:
        return None
    try:
        state = settings.record_file.stat()
    except OSError:
        return None
    return (state.st_dev, state.st_ino)
