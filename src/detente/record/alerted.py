"""Alerts in the tables: which rules there are, what was told, what has still to be."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from detente.model.alerts import Alert, AlertRule, Known, Pending, ToldAlert, parse_rule
from detente.model.snapshot import Delta
from detente.model.text import Mark, marks_up_to
from detente.record import schema
from detente.record import schema_following as tables
from detente.record.database import chunks
from detente.record.deeds import ALERT_DEEDS
from detente.record.facts import Action, moment
from detente.record.folded import Folded
from detente.record.folding import is_live
from detente.record.loading import load_deeds

# What of an alert is told in words, and is gone once they are purged.
_WORDS = ("kind", "family", "said", "quote", "source", "address", "entry")


def as_body(rule: AlertRule) -> dict[str, Any]:
    """Return a rule as the log keeps it."""
    return {
        "words": rule.words,
        "targets": list(rule.targets),
        "quiet": list(rule.quiet) if rule.quiet else None,
        "digest_s": int(rule.digest.total_seconds()) if rule.digest else None,
        "up_to": rule.up_to,
        "possible": rule.possible,
    }


def load_rules(connection: Connection) -> tuple[AlertRule, ...]:
    """Return the rules in force, in the order in which they were made."""
    found: dict[str, AlertRule] = {}
    for action in load_deeds(connection, ALERT_DEEDS):
        if action.kind == "alert_add":
            found[action.subject] = _rule(action)
        else:
            found.pop(action.subject, None)
    return tuple(found.values())


def _rule(action: Action) -> AlertRule:
    body = action.body
    return AlertRule(
        number=action.id,
        id=action.subject,
        words=body["words"],
        rule=parse_rule(body["words"]),
        targets=tuple(body["targets"]),
        by=action.by,
        at=action.at,
        quiet=(body["quiet"][0], body["quiet"][1]) if body["quiet"] else None,
        digest=dt.timedelta(seconds=body["digest_s"]) if body["digest_s"] else None,
        up_to=body["up_to"],
        possible=body["possible"],
    )


def last_entered(connection: Connection) -> dt.datetime | None:
    """Return when the record last learned anything, None if it knows nothing."""
    moments = [
        connection.execute(select(column).order_by(table.c.id.desc()).limit(1)).scalar()
        for table, column in (
            (schema.readings, schema.readings.c.entered),
            (schema.actions, schema.actions.c.at),
        )
    ]
    known = [one for one in moments if one is not None]
    return dt.datetime.fromisoformat(max(known)) if known else None


def told_until(connection: Connection) -> dt.datetime | None:
    """Return up to when what was entered was compared with the rules; None before the first."""
    c = tables.tellings.c
    found = connection.execute(select(c.until).order_by(c.id.desc()).limit(1)).scalar()
    return None if found is None else dt.datetime.fromisoformat(found)


def known(folded: Folded, delta: Delta) -> Known:
    """Return what rules must know beside a delta of which this is the later state."""
    ids = {id_ for change in delta.changes for id_ in (change.entry.id, *change.basis)}
    groups = (folded.groups[id_] for id_ in ids if id_ in folded.groups)
    return Known(
        parties=folded.parties,
        issues=folded.register.issues(),
        accepted=frozenset(
            group.name
            for group in groups
            if group.review in ("accepted", "corrected") and is_live(folded, group)
        ),
    )


def enter_alerts(
    connection: Connection,
    found: Iterable[tuple[AlertRule, str, Sequence[str], Alert]],
    *,
    at: dt.datetime,
    until: dt.datetime,
) -> int:
    """Write what rules found, each change once, and up to when they were asked; return how many.

    found: Rule, digest of the change, ids of the entries that it rests on, what is told.
    """
    c = tables.alerts.c
    number = 0
    for rule, change, basis, alert in found:
        same = select(c.id).where(c.rule == rule.number, c.change == change)
        if connection.execute(same).first() is not None:
            continue
        connection.execute(
            insert(tables.alerts).values(
                rule=rule.number,
                change=change,
                at=moment(at),
                mark=alert.mark,
                basis="\n".join(basis),
                body=json.dumps(
                    {"rule": alert.rule, **{name: getattr(alert, name) for name in _WORDS}},
                    ensure_ascii=False,
                ),
            )
        )
        number += 1
    connection.execute(insert(tables.tellings).values(at=moment(at), until=moment(until)))
    return number


def load_pending(connection: Connection, rules: Sequence[AlertRule]) -> tuple[Pending, ...]:
    """Return what has still to go to the targets of rules, in order.

    What was being sent when a process ended is not sent again: it may have arrived.
    """
    found = []
    for rule in rules:
        unsent = [(row, one) for one in rule.targets for row in _unsent(connection, rule, one)]
        states = _states(connection, sorted({row.id for row, _ in unsent}))
        for row, target in sorted(unsent, key=lambda one: one[0].id):
            state = states.get((row.id, target))
            if state is None or state[0] == "failed":
                tries, last = (0, None) if state is None else (state[1], state[2])
                found.append(
                    Pending(
                        alert=_alert(row),
                        number=rule.number,
                        target=target,
                        tries=tries,
                        last=last,
                    )
                )
    return tuple(found)


def _unsent(connection: Connection, rule: AlertRule, target: str) -> Sequence[Row[Any]]:
    """Alerts of a rule that did not reach a target yet, or of which nobody knows."""
    c, d = tables.alerts.c, tables.deliveries.c
    sent = select(d.id).where(d.alert == c.id, d.target == target, d.outcome == "sent").exists()
    question = select(tables.alerts).where(c.rule == rule.number, c.body.is_not(None), ~sent)
    return connection.execute(question.order_by(c.id)).all()


def _states(
    connection: Connection, alerts: Sequence[int]
) -> dict[tuple[int, str], tuple[str, int, dt.datetime, str | None]]:
    """Last outcome, number of failures, moment and error by alert and target."""
    c = tables.deliveries.c
    found: dict[tuple[int, str], tuple[str, int, dt.datetime, str | None]] = {}
    for part in chunks(alerts):
        question = select(tables.deliveries).where(c.alert.in_(part)).order_by(c.id)
        for row in connection.execute(question):
            before = found.get((row.alert, row.target))
            tries = (before[1] if before else 0) + (row.outcome == "failed")
            at = dt.datetime.fromisoformat(row.at)
            found[row.alert, row.target] = (row.outcome, tries, at, row.error)
    return found


def _alert(row: Any) -> Alert:
    return Alert(
        id=row.id, at=dt.datetime.fromisoformat(row.at), mark=row.mark, **json.loads(row.body)
    )


def enter_delivery(
    connection: Connection,
    alerts: Iterable[int],
    target: str,
    *,
    outcome: str,
    at: dt.datetime,
    error: str | None = None,
) -> None:
    """Write that alerts are being sent to a target, were sent, or could not be."""
    rows = [
        {"alert": one, "target": target, "at": moment(at), "outcome": outcome, "error": error}
        for one in alerts
    ]
    if rows:
        connection.execute(insert(tables.deliveries), rows)


def load_told(connection: Connection, up_to: Mark, limit: int) -> tuple[ToldAlert, ...]:
    """Return the latest alerts within a mark, newest first, with what came of telling them."""
    c = tables.alerts.c
    question = (
        select(tables.alerts)
        .where(c.body.is_not(None), c.mark.in_(marks_up_to(up_to)))
        .order_by(c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(question).all()
    states = _states(connection, [row.id for row in rows])
    targets = {rule.number: rule.targets for rule in load_rules(connection)}
    found = []
    for row in rows:
        every = dict.fromkeys(targets.get(row.rule, ()), "waiting")
        mine = {target: state for (alert, target), state in states.items() if alert == row.id}
        every.update({target: state[0] for target, state in mine.items()})
        errors = [state[3] for state in mine.values() if state[0] == "failed" and state[3]]
        found.append(
            ToldAlert(
                alert=_alert(row),
                targets=tuple(every.items()),
                error=errors[-1] if errors else None,
            )
        )
    return tuple(found)


def forget_alerts(connection: Connection, own: set[str]) -> None:
    """Remove the words of alerts that rest on one of these entries or claims."""
    c = tables.alerts.c
    for row in connection.execute(select(c.id, c.basis).where(c.body.is_not(None))).all():
        if own & set(row.basis.split("\n")):
            connection.execute(update(tables.alerts).where(c.id == row.id).values(body=None))
