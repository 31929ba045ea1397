"""Rules compared with what changed; what they find goes into the record, each change once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analysis.alert_names import unknown_names
from detente.analysis.alerting import families, fired
from detente.model.alerts import Alert, AlertRule, change_key
from detente.model.text import Mark
from detente.views.alerts import alert_of

if TYPE_CHECKING:
    from detente.record import Record


def find_alerts(record: Record, now: dt.datetime) -> int:
    """Compare what was entered since the last time with the rules; return how many alerts are new.

    That it was compared and what was found are written as one: nothing is found twice.
    """
    rules = record.alert_rules()
    since, until = record.told_until(), record.last_entered()
    if not rules or since is None or until is None or until <= since:
        return 0
    found = [
        one
        for up_to in dict.fromkeys(rule.up_to for rule in rules)
        for one in _found(record, [r for r in rules if r.up_to == up_to], since, until, now=now)
    ]
    return record.enter_alerts(found, until=until)


def unknown(record: Record, rule: AlertRule) -> tuple[str, ...]:
    """Return what a rule names that the record does not know, in sentences; it may still come."""
    if not rule.rule.parties and rule.rule.issue is None:
        return ()  # the register need not be put together
    return unknown_names(rule.rule, record.actors(rule.up_to), record.issues(rule.up_to))


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would have told. possible: How many more that are not sure, which it leaves."""

    alerts: tuple[Alert, ...]
    possible: int = 0


def tried(record: Record, rule: AlertRule, since: dt.date, *, now: dt.datetime) -> Tried:
    """Return what a rule would have told of what was published after a day."""
    news = record.news(since, up_to=rule.up_to, families=families([rule.rule]))
    every = fired(rule.rule, news.delta, news.known, possible=True)
    told = fired(rule.rule, news.delta, news.known, possible=rule.possible)
    alerts = tuple(alert_of(rule, change, now) for change in told)
    return Tried(alerts, len(every) - len(told))


def _found(
    record: Record,
    rules: Sequence[AlertRule],
    since: dt.datetime,
    until: dt.datetime,
    *,
    now: dt.datetime,
) -> Iterator[tuple[AlertRule, str, Sequence[str], Alert]]:
    up_to: Mark = rules[0].up_to
    for start in dict.fromkeys(max(since, rule.at) for rule in rules):
        those = [rule for rule in rules if max(since, rule.at) == start]
        asked = families(rule.rule for rule in those)
        news = record.news(start, until=until, up_to=up_to, families=asked)
        for rule in those:
            for change in fired(rule.rule, news.delta, news.known, possible=rule.possible):
                claims = (sighting.claim for sighting in change.entry.sightings)
                basis = dict.fromkeys((change.entry.id, *change.basis, *claims))
                yield rule, change_key(change), tuple(basis), alert_of(rule, change, now)
