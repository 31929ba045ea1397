"""Looking at one source: what it offers, fetched and turned into reports, item by item.

Nothing here writes. What is wrong with an item, or with the source as a whole, is said among what
comes of it, and never ends the round.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.following.deciding import (
    DAY,
    REVISITS,
    is_given_up,
    is_worth_a_try,
    is_worth_a_visit,
)
from detente.model.errors import DetenteError, FetchError
from detente.model.followed import Came, Looking, Request
from detente.model.sources import (
    Condition,
    Fetched,
    Fetcher,
    Item,
    Left,
    Look,
    Looked,
    Taken,
    Trouble,
    Watched,
)
from detente.model.text import Report
from detente.reports import Given

if TYPE_CHECKING:
    from detente.record import Record

_UNCHANGED = 304
_PAGE = "page"  # the kind whose reports are what its address shows now
_NO_WORDS = "it has no address and no text of its own"
_NOTHING = "it offered nothing at all; check the address in a browser"
# A source may look for hours for what it has: so many articles of a slow host, an old archive.
LONGEST_LOOK = dt.timedelta(minutes=2)
_log = logging.getLogger("detente.following")


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a round works with.

    report_of: Makes a report of what an item's address holds, or says why there is none.
    wanted: Says why a source's filter takes a report, or leaves it.
    patience: How long a look may go on after what is new began; the rest comes with the next one,
    which is due at once. None for as long as it has something.
    """

    fetcher: Fetcher
    look: Look
    report_of: Callable[[Fetched, Item, Given], Report | Left]
    wanted: Callable[[Watched, Report], Taken | Left]
    now: Callable[[], dt.datetime]
    is_ending: Callable[[], bool] = lambda: False
    patience: dt.timedelta | None = None


def usual_means(
    fetcher: Fetcher,
    now: Callable[[], dt.datetime],
    is_ending: Callable[[], bool] = lambda: False,
) -> Means:
    """Return what a round works with: the kinds of sources that there are, and their filters."""
    from detente.reports import sources  # noqa: PLC0415  (slow to load)
    from detente.reports.pages import report_of_page  # noqa: PLC0415

    return Means(
        fetcher=fetcher,
        look=sources.look,
        report_of=report_of_page,
        wanted=sources.taken,
        now=now,
        is_ending=is_ending,
    )


def lasting_means(
    fetcher: Fetcher,
    now: Callable[[], dt.datetime],
    is_ending: Callable[[], bool] = lambda: False,
) -> Means:
    """Return the same for who goes on round after round: no source keeps others waiting long."""
    from detente.reports import sources  # noqa: PLC0415  (as above)

    usual = usual_means(fetcher, now, is_ending)
    return replace(usual, look=sources.look_at_hand, patience=LONGEST_LOOK)


@dataclass(frozen=True, slots=True)
class Found:
    """What came of an item, and its report if that is to be read."""

    came: Came
    report: Report | None = None


@dataclass(slots=True)
class Gathering:
    """One look at one source. `run` yields what came of its items, at last the look itself."""

    record: Record
    source: Watched
    means: Means
    revisit: bool = True
    _counts: Counter[str] = field(default_factory=Counter)
    _troubles: list[Trouble] = field(default_factory=list)
    _keeps_look: bool = False

    def run(self) -> Iterator[Found | Looking]:
        """Yield what comes of the source's items.

        The look is missing if the round was ended, or the source has more than we have patience.
        """
        try:
            yield from self._run()
        except FetchError as error:
            again = self.means.now() + error.again if error.again else None
            yield self._failed(str(error), again)
        except (DetenteError, OSError) as error:
            yield self._failed(str(error))
        except Exception as error:  # a kind of source may come from outside, and fail in any way
            _log.exception("source %s", self.source.address)
            yield self._failed(f"something went wrong ({type(error).__name__}: {error})")

    def _run(self) -> Iterator[Found | Looking]:
        source, record, means = self.source, self.record, self.means
        yield from self._waiting()
        before = record.looked_well(source.id)
        condition = None if before is None else before.condition
        looked = means.look(
            source, means.fetcher, condition, now=means.now(), known=record.versions(source.id)
        )
        offered = 0
        began: dt.datetime | None = None
        for one in looked.items:
            if means.is_ending() or self._is_long(began):
                return
            if isinstance(one, Trouble):
                self._troubles.append(one)
                continue
            offered += 1
            self._troubles += [Trouble(one.address or one.key, note) for note in one.notes]
            if record.outcome_of(source.id, one) is None or self._is_back(one):
                began = began or means.now()
                yield self._counted(self._item(one, looked.fetched))
        if not means.is_ending():
            yield self._look(looked, condition, offered)

    def _is_back(self, item: Item) -> bool:
        """Whether a page that is followed shows a text again that it had before another one."""
        if self.source.kind != _PAGE or item.report is None:
            return False
        return not self.record.holds(self.record.come_back(item.report).id)

    def _is_long(self, began: dt.datetime | None) -> bool:
        """Whether others have waited long enough; something of this source has come since."""
        patience = self.means.patience
        if patience is None or began is None:
            return False
        return abs(self.means.now() - began) >= patience  # the clock may be moved back

    def _look(self, looked: Looked, condition: Condition | None, offered: int) -> Looking:
        answer = looked.fetched
        unchanged = answer is not None and answer.status == _UNCHANGED
        if answer is not None and not (unchanged or offered or self._troubles):
            self._troubles.append(Trouble(self.source.address, _NOTHING))
        return Looking(
            source=self.source.id,
            at=self.means.now(),
            outcome="unchanged" if unchanged else "fine",
            condition=condition if unchanged else looked.condition,
            offered=offered,
            taken=self._counts["taken"],
            left=self._counts["left"],
            failed=self._counts["failed"],
            troubles=tuple(self._troubles),
            request=None if answer is None else self._asked(answer),
        )

    def _asked(self, answer: Fetched) -> Request:
        return Request(
            source=self.source.id,
            asked=answer.asked,
            at=answer.at,
            answer=answer,
            keep=self._keeps_look,
        )

    def _failed(self, error: str, again: dt.datetime | None = None) -> Looking:
        at = self.means.now()
        asked = Request(source=self.source.id, asked=self.source.address, at=at, error=error)
        return Looking(
            source=self.source.id,
            at=at,
            outcome="failed",
            error=error,
            again=again,
            taken=self._counts["taken"],
            left=self._counts["left"],
            failed=self._counts["failed"],
            troubles=tuple(self._troubles),
            request=asked,
        )

    def _waiting(self) -> Iterator[Found]:
        """Ask again for what could not be had, and for articles that may have changed."""
        now = self.means.now()
        for one in self.record.failed_items(self.source.id):
            if self.means.is_ending() or self._is_long(now):
                return
            if is_worth_a_try(one, now=now):
                found = self._item(one.item, None)
                if found.came.outcome == "failed" and is_given_up(one):
                    reason = f"given up after {one.tries + 1} tries: {found.came.reason}"
                    found = Found(replace(found.came, outcome="left", reason=reason))
                yield self._counted(found)
        if not self.revisit:
            return
        for one in self.record.given_items(self.source.id, now - REVISITS[-1] - DAY):
            if self.means.is_ending() or self._is_long(now):
                return
            if is_worth_a_visit(one, now=now):
                yield self._counted(self._item(one.item, None, was=one.report))

    def _counted(self, found: Found) -> Found:
        self._counts[found.came.outcome] += 1
        return found

    def _item(self, item: Item, look: Fetched | None, was: str | None = None) -> Found:
        """Return what comes of one item. was: Report that it gave before, None if it gave none."""
        if item.report is not None:
            self._keeps_look = self._keeps_look or look is not None
            return self._report(item, item.report, digest=look.digest if look else None)
        if item.address is None:
            return self._words(item, look)
        condition = self.record.condition_of(item.address) if was else None
        try:
            answer = self.means.fetcher.fetch(item.address, condition)
        except FetchError as error:
            return self._unfetched(item, str(error), was)
        request = Request(source=self.source.id, asked=item.address, at=answer.at, answer=answer)
        if answer.status == _UNCHANGED:
            return self._came(item, "same", report=was, request=request)
        return self._page(item, answer, request, was)

    def _words(self, item: Item, look: Fetched | None) -> Found:
        """Return what comes of an item of which there is nothing but what its source gives."""
        if not item.text or look is None:
            return self._came(item, "left", _NO_WORDS)
        place = f"{look.address}#{item.key}"
        body = item.text.encode("utf-8", "replace")
        said = replace(look, asked=place, address=place, body=body, media_type="text/plain")
        self._keeps_look = True
        given = Given(retrieved=look.at, mark=self.source.mark)
        report = self.means.report_of(replace(said, charset="utf-8"), item, given)
        if isinstance(report, Left):
            self._note(item, report.reason)
            return self._came(item, "left", report.reason)
        return self._report(item, report, digest=look.digest)

    def _unfetched(self, item: Item, error: str, was: str | None) -> Found:
        request = Request(
            source=self.source.id, asked=item.address or "", at=self.means.now(), error=error
        )
        if was is not None:  # it was had before, and may be gone now
            return self._came(item, "same", error, report=was, request=request)
        return self._came(item, "failed", error, request=request)

    def _page(self, item: Item, answer: Fetched, request: Request, was: str | None) -> Found:
        given = Given(retrieved=answer.at, mark=self.source.mark)
        try:
            report = self.means.report_of(answer, item, given)
        except DetenteError as error:
            report = Left(item.key, item.address, item.title, str(error))
        except Exception as error:  # pages of the web break what reads them in any way
            _log.exception("item %s", item.address)
            reason = f"it could not be read ({type(error).__name__}: {error})"
            report = Left(item.key, item.address, item.title, reason)
        if isinstance(report, Left):
            self._note(item, report.reason)
            if was is not None:  # what it said before stays as it is
                return self._came(item, "same", report.reason, report=was, request=request)
            return self._came(item, "left", report.reason, request=request)
        return self._report(item, report, request=request)

    def _note(self, item: Item, reason: str) -> None:
        """Say in the source's health that an item gave no report."""
        self._troubles.append(Trouble(item.address or item.key, reason))

    def _report(
        self,
        item: Item,
        report: Report,
        *,
        request: Request | None = None,
        digest: str | None = None,
    ) -> Found:
        if self.record.holds(report.id):
            if request is not None or self.source.kind == _PAGE:  # so it stands there now
                report = self.record.come_back(report)
            if self.record.holds(report.id):
                return self._came(item, "same", report=report.id, request=request, digest=digest)
        verdict = self.means.wanted(self.source, report)
        if isinstance(verdict, Left):
            return self._came(item, "left", verdict.reason, request=request)
        found = self._came(
            item, "taken", verdict.reason, report=report.id, request=request, digest=digest
        )
        return Found(found.came, report)

    def _came(
        self,
        item: Item,
        outcome: str,
        reason: str = "",
        *,
        report: str | None = None,
        request: Request | None = None,
        digest: str | None = None,
    ) -> Found:
        return Found(
            Came(
                source=self.source.id,
                item=replace(item, report=None, text=None),
                at=self.means.now(),
                outcome=outcome,  # type: ignore[arg-type]
                reason=reason,
                report=report,
                request=request,
                digest=digest,
            )
        )
