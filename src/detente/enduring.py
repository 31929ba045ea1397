"""going_on(): what a reader makes of reports, also where it fails on one of them."""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Protocol, TypeVar

from detente.model.errors import DetenteError
from detente.model.text import Report
from detente.reports import Failure

Made_co = TypeVar("Made_co", covariant=True)

_log = logging.getLogger(__name__)


class Work(Protocol[Made_co]):
    """Reads reports, in as many processes as it was told, or as it is told now."""

    def __call__(self, some: Iterable[Report], *, jobs: int = ...) -> Iterator[Made_co]:
        """Yield what is made of some reports, in order."""
        ...


class _Handed:
    """Reports on their way to a reader. waiting: Those of which nothing came back yet.

    error: What ended them early; it is not the reader's.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self._source = iter(reports)
        self.waiting: deque[Report] = deque()
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[Report]:
        try:
            for report in self._source:
                self.waiting.append(report)
                yield report
        except Exception as error:
            self.error = error
            raise


def going_on(
    work: Work[Made_co], reports: Iterable[Report], failed: Callable[[Failure], None]
) -> Iterator[Made_co]:
    """Yield what a reader makes of reports; of one on which it fails is told, and it goes on."""
    handed = _Handed(reports)
    while True:
        try:
            for made in work(handed):
                handed.waiting.popleft()
                yield made
        except (DetenteError, BrokenExecutor):
            raise
        except Exception as error:
            if error is handed.error:
                raise
        else:
            return
        # of those in work at once any may be at fault, so each is read by itself
        while handed.waiting:
            report = handed.waiting.popleft()
            try:
                made = next(work([report], jobs=1))
            except DetenteError:
                raise
            except Exception as error:  # whatever stands in a text must not end the others
                _log.info("the reader failed on %s", report.key or report.id, exc_info=True)
                failed(Failure(report.key or report.id, _unread(error)))
            else:
                yield made


def _unread(error: Exception) -> str:
    """Return what is said of a report on which the reader fails, and where it failed."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"the reader failed on it ({type(error).__name__} in {Path(where.filename).name}, line "
        f"{where.lineno}), a fault of this program: it is left out; --reader rules may read it"
    )
