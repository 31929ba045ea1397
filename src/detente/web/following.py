"""The watcher that a workbench runs beside its pages, if it was told to (`serve --watch`)."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from detente.following.watching import Watch
    from detente.record import Record

# Makes what follows the sources of a record until an event is set.
MakeWatch = Callable[["Record", threading.Event], "Watch"]
_PATIENCE_S = 20.0
_log = logging.getLogger("detente.web")


@dataclass(slots=True)
class Following:
    """Follows a record's sources in one thread. make: None if it is not to.

    trouble: Why it ended, in words; "" while it goes on.
    """

    record: Record
    make: MakeWatch | None
    trouble: str = ""
    _ending: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the workbench was told to follow the sources."""
        return self.make is not None

    @property
    def goes_on(self) -> bool:
        """Whether it follows them now."""
        return self._thread is not None and self._thread.is_alive() and not self.trouble

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Follow the sources for as long as the block lasts."""
        if self.make is None:
            yield
            return
        self._thread = threading.Thread(target=self._run, name="following", daemon=True)
        self._thread.start()
        try:
            yield
        finally:
            self._ending.set()
            self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        assert self.make is not None  # noqa: S101  (asked by running)
        try:
            self.make(self.record, self._ending).run()
        except DetenteError as error:
            self.trouble = str(error)
            _log.warning("the sources are not followed: %s", error)
        except Exception as error:  # nobody else would say that the thread ended
            self.trouble = f"something went wrong ({type(error).__name__}); the log says more"
            _log.exception("the watcher ended")
