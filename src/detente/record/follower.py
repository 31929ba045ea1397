"""What a record knows of what is followed: sources, what came of them, alerts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from detente.model.alerts import Alert, AlertRule, Pending, ToldAlert, parse_rule
from detente.model.answers import Page
from detente.model.claims import Reading
from detente.model.errors import InputError, UnknownName
from detente.model.followed import Came, Health, ItemRow, Looking, Outcome, Waiting
from detente.model.sources import Condition, Fetched, Item, Watched, shown
from detente.model.text import Mark, Report, marks_up_to
from detente.record import again, alerted, fetched, followed, revising, schema, watching
from detente.record import schema_following as tables
from detente.record.drafting import Drafting
from detente.record.entering import Entered, check, enter_one
from detente.record.facts import moment
from detente.record.health import load_health
from detente.record.log import Deed, is_buried
from detente.record.names import SHORTEST_PREFIX
from detente.record.paging import ROWS

_LEAST = dt.timedelta(microseconds=1)
_PURGED = "its report was purged"


class Follower(Drafting):
    """The part of a record that follows sources."""

    def watching(self) -> AbstractContextManager[None]:
        """Hold the record for whoever follows its sources. Errors: RecordBusy."""
        return watching.held(self._database)

    def source_add(self, watched: Watched, by: str) -> None:
        """Follow a source; one that is followed already is followed as it is given now."""
        body = followed.as_body(watched)
        self._on_source("source_add", watched, by, body=body)

    def source_remove(self, watched: Watched, by: str) -> None:
        """Follow a source no longer; what it gave stays."""
        self._on_source("source_remove", watched, by)

    def source_pause(self, watched: Watched, by: str) -> None:
        """Pass a source over until it is resumed."""
        self._on_source("source_pause", watched, by)

    def source_resume(self, watched: Watched, by: str) -> None:
        """Look at a paused source again."""
        self._on_source("source_resume", watched, by)

    def sources(self, up_to: Mark = "restricted") -> tuple[Watched, ...]:
        """Return the sources, in the order in which they were added."""
        within = marks_up_to(up_to)
        with self._database.read() as connection:
            return tuple(s for s in followed.load_sources(connection) if s.mark in within)

    def source(self, called: str) -> Watched:
        """Return a source by its id, a beginning of that, its name or address.

        Errors: UnknownName.
        """
        every = self.sources()
        word = called.casefold()
        exact = [
            s
            for s in every
            if called in (s.id, s.address, shown(s.address)) or word == s.name.casefold()
        ]
        like = [s for s in every if len(called) >= SHORTEST_PREFIX and s.id.startswith(called)]
        found = exact or like
        if len(found) != 1:
            raise UnknownName(
                "source", called, [s.name or shown(s.address) for s in found or every]
            )
        return found[0]

    def health(self, up_to: Mark = "restricted") -> tuple[Health, ...]:
        """Return how each source does, in the order in which they were added."""
        within = marks_up_to(up_to)
        with self._database.read() as connection:
            found = load_health(connection)
        return tuple(one for one in found.values() if one.source.mark in within)

    def looked(self) -> Mapping[str, Looking]:
        """Return the last look at each source, by its id."""
        with self._database.read() as connection:
            return followed.load_looks(connection)

    def looked_well(self, source: str) -> Looking | None:
        """Return the last look at a source that did not fail, None if there is none."""
        with self._database.read() as connection:
            return followed.load_looks(connection, succeeded=True, source=source).get(source)

    def failures(self, source: str) -> int:
        """Return how many looks at a source failed since one did not."""
        c = tables.looks.c
        count = 0
        with self._database.read() as connection:
            question = select(c.outcome).where(c.source == source).order_by(c.id.desc())
            for outcome in connection.execute(question.limit(32)).scalars():
                if outcome != "failed":
                    break
                count += 1
        return count

    def versions(self, source: str) -> Mapping[str, str]:
        """Return the versions of a source's items that were taken or left, by key."""
        return followed.Versions(self._database.read, source)

    def outcome_of(self, source: str, item: Item) -> Outcome | None:
        """Return what came of an item in its version; None if it was never seen."""
        with self._database.read() as connection:
            return followed.outcome_of(connection, source, item)

    def failed_items(self, source: str) -> tuple[Waiting, ...]:
        """Return the items of a source that could not be had yet."""
        with self._database.read() as connection:
            return followed.load_failed(connection, source)

    def given_items(self, source: str, since: dt.datetime) -> tuple[Waiting, ...]:
        """Return the items with an address that gave a report since a moment."""
        with self._database.read() as connection:
            return followed.load_given(connection, source, since)

    def items_page(
        self,
        *,
        source: str | None = None,
        outcomes: Collection[Outcome] = (),
        limit: int = ROWS,
        after: str | None = None,
    ) -> Page[ItemRow]:
        """Return what came of items, the newest first. Its total is that of these rows alone."""
        if after is not None and not after.isdigit():
            raise InputError(f"{after!r} is no place in this list; open it again")
        with self._database.read() as connection:
            found = followed.load_items(
                connection,
                source=source,
                outcomes=outcomes,
                limit=limit + 1,
                before=int(after) if after else None,
            )
        shown = found[:limit]
        more = str(shown[-1][0]) if len(found) > limit else None
        return Page(tuple(row for _, row in shown), len(shown), more)

    def condition_of(self, address: str) -> Condition | None:
        """Return what to ask an address with, so that it may say that nothing changed."""
        with self._database.read() as connection:
            return fetched.condition_of(connection, address)

    def stored_answer(self, address: str) -> Fetched | None:
        """Return the last answer of an address whose bytes are kept, None if there is none."""
        with self._database.read() as connection:
            return fetched.stored_answer(connection, address)

    def kept_pages(self) -> Iterator[tuple[str, Item, Fetched]]:
        """Yield the pages whose bytes are kept: report, item and answer, in order of entry."""
        with self._database.read() as connection:
            numbers = followed.load_kept(connection)
        for number, report in numbers:
            with self._database.read() as connection:
                item, digest = followed.load_item(connection, number)
                answer = fetched.stored_answer(connection, item.address or "", digest)
            if answer is not None:
                yield report, item, answer

    def raw(self, digest: str) -> bytes | None:
        """Return bytes that were fetched, by their SHA-256; None if they are not kept."""
        with self._database.read() as connection:
            return fetched.load_raw(connection, digest)

    def holds(self, report: str) -> bool:
        """Whether a report is in the record, or was purged from it."""
        with self._database.read() as connection:
            known = select(schema.reports.c.id).where(schema.reports.c.id == report)
            found = connection.execute(known).first() is not None
            return found or is_buried(connection, report)

    def come_back(self, report: Report) -> Report:
        """Return a report that is held; one of its own if its article has this text again.

        report: As it stands at its address now.
        """
        with self._database.read() as connection:
            return revising.come_back(connection, report)

    def readings_of_same(self, report: Report, reader: str) -> tuple[Reading, ...]:
        """Return what a reader read of earlier reports with a report's words, headline and day.

        reader: "name@version".
        """
        with self._database.read() as connection:
            return tuple(again.readings_of_same(connection, report, reader))

    def take(self, came: Sequence[Came], looks: Iterable[Looking] = ()) -> Entered:
        """Write what came of items with the readings of their reports, and looks, all or nothing.

        Of a purged report nothing is kept. What is entered is never earlier than what was: a
        clock that was moved back must not hide it. Errors: SpanError; nothing is written then.
        """
        for one in came:
            if one.reading is not None:
                check(one.reading)
        total = Entered()
        with self._database.write() as connection:
            last = alerted.last_entered(connection)
            for one in came:
                now = self._now()
                if last is not None and now <= last:
                    now = last + _LEAST
                entered = _taken(connection, one, now)
                last = now if one.reading is not None else last
                total += entered
            for looking in looks:
                followed.enter_look(connection, looking)
        return total

    def alert_add(
        self,
        words: str,
        targets: Sequence[str],
        by: str,
        *,
        quiet: tuple[int, int] | None = None,
        digest: dt.timedelta | None = None,
        up_to: Mark = "public",
        possible: bool = False,
    ) -> AlertRule:
        """Make a rule; what changes from now on is told. Errors: InputError for its words."""
        rule = AlertRule(
            number=0,
            id=hashlib.sha256("\n".join((words.casefold(), *targets)).encode()).hexdigest()[:8],
            words=words,
            rule=parse_rule(words),
            targets=tuple(targets),
            by=by,
            at=self._now(),
            quiet=quiet,
            digest=digest,
            up_to=up_to,
            possible=possible,
        )
        body = alerted.as_body(rule)
        mark: Mark = "restricted" if up_to == "restricted" else "internal"
        deed = Deed(kind="alert_add", subject=rule.id, body=body, by=by, mark=mark)
        number = self._append(deed, rule.at)
        with self._database.write() as connection:
            if alerted.told_until(connection) is None:
                at = moment(rule.at)
                connection.execute(insert(tables.tellings).values(at=at, until=at))
        return replace(rule, number=number)

    def alert_remove(self, rule: AlertRule, by: str) -> None:
        """Take a rule away; what it has still to tell is not told."""
        body = {"words": rule.words}
        self._append(Deed(kind="alert_remove", subject=rule.id, body=body, by=by))

    def alert_rules(self, up_to: Mark = "restricted") -> tuple[AlertRule, ...]:
        """Return the rules, in the order in which they were made."""
        within = marks_up_to(up_to)
        with self._database.read() as connection:
            return tuple(r for r in alerted.load_rules(connection) if r.up_to in within)

    def alert_rule(self, called: str) -> AlertRule:
        """Return a rule by its id, a beginning of that, or its words. Errors: UnknownName."""
        every = self.alert_rules()
        exact = [r for r in every if called == r.id or called.casefold() == r.words.casefold()]
        like = [r for r in every if len(called) >= SHORTEST_PREFIX and r.id.startswith(called)]
        found = exact or like
        if len(found) != 1:
            raise UnknownName("alert", called, [r.id for r in found or every])
        return found[0]

    def last_entered(self) -> dt.datetime | None:
        """Return when the record last learned anything, None if it knows nothing."""
        with self._database.read() as connection:
            return alerted.last_entered(connection)

    def told_until(self) -> dt.datetime | None:
        """Return up to when what was entered was compared with the rules."""
        with self._database.read() as connection:
            return alerted.told_until(connection)

    def enter_alerts(
        self,
        found: Iterable[tuple[AlertRule, str, Sequence[str], Alert]],
        *,
        until: dt.datetime,
    ) -> int:
        """Write what rules found, each change once; return how many are new.

        found: Rule, digest of the change, ids of the entries that it rests on, what is told.
        until: Up to when what was entered was compared with them.
        """
        with self._database.write() as connection:
            return alerted.enter_alerts(connection, found, at=self._now(), until=until)

    def pending_alerts(self) -> tuple[Pending, ...]:
        """Return what has still to be told, in order."""
        with self._database.read() as connection:
            return alerted.load_pending(connection, alerted.load_rules(connection))

    def tell(
        self, alerts: Iterable[int], target: str, outcome: str, *, error: str | None = None
    ) -> None:
        """Write that alerts are being sent to a target ("trying"), were "sent", or "failed"."""
        with self._database.write() as connection:
            alerted.enter_delivery(
                connection, alerts, target, outcome=outcome, at=self._now(), error=error
            )

    def told(self, up_to: Mark = "public", limit: int = ROWS) -> tuple[ToldAlert, ...]:
        """Return the latest alerts, newest first, with what came of telling them."""
        with self._database.read() as connection:
            return alerted.load_told(connection, up_to, limit)

    def _on_source(
        self, kind: str, watched: Watched, by: str, *, body: dict[str, object] | None = None
    ) -> None:
        mark: Mark = "internal" if watched.mark == "public" else watched.mark
        given = body or {"address": watched.address}
        self._append(Deed(kind=kind, subject=watched.id, body=given, by=by, mark=mark))


def _taken(connection: Connection, came: Came, now: dt.datetime) -> Entered:
    """Write what came of one item; as "same" if its report was there, nothing if it was purged."""
    entered = Entered() if came.reading is None else enter_one(connection, came.reading, now)
    report = came.reading.report.id if came.reading is not None else came.report
    if report is not None and is_buried(connection, report):
        request = came.request and replace(came.request, keep=False)
        bare = Item(came.item.key, came.item.version, came.item.address)
        came = replace(
            came, item=bare, outcome="left", reason=_PURGED, report=None, request=request
        )
    else:
        came = replace(came, report=report)
        if came.outcome == "taken" and not (entered.new or entered.revised or entered.reread):
            came = replace(came, outcome="same")
    followed.enter_came(connection, came)
    return entered
