"""Alerts in words: one line each, a message of several, an Atom feed, JSON."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from detente.model.alerts import Alert, AlertRule, ToldAlert, parse_target
from detente.model.snapshot import Change
from detente.views.escape import json_text, one_line
from detente.views.feed import FeedEntry, atom
from detente.views.pages import web_address
from detente.views.phrases import many, moment_text, quote
from detente.views.sources import every_text
from detente.views.support import newest, newest_text
from detente.views.words import change_text

# How a target is shown.
Show = Callable[[str], str]
Doubts = Mapping[str, Sequence[str]]
_NONE: Doubts = {}
# Letters of a digest that tell the few webhooks of one host apart, and nothing else of them.
_HINT = 4


def alert_of(rule: AlertRule, change: Change, at: dt.datetime) -> Alert:
    """Return what is told of a change that a rule asked for."""
    last = newest(change.entry)
    return Alert(
        id=0,
        rule=rule.words,
        at=at,
        mark=rule.up_to,
        kind=change.kind,
        family=change.family,
        said=change_text(change),
        quote=quote(last.body.main.text),
        source=newest_text(change.entry),
        address=web_address(last.address),
        entry=change.entry.id,
    )


def alert_line(alert: Alert) -> str:
    """Return an alert on one line."""
    kind = alert.kind.replace("_", " ")
    return one_line(f"{kind}: {alert.said} [{alert.source}] {alert.entry[:8]}")


def alerts_subject(alerts: Sequence[Alert]) -> str:
    """Return a line that says what a message holds."""
    if len(alerts) == 1:
        return one_line(alerts[0].said)[:120]
    return f"{many(len(alerts), 'change')}: {one_line(alerts[0].said)[:90]}"


def alerts_text(alerts: Sequence[Alert]) -> str:
    """Return alerts as a message, under the rules that asked for them."""
    lines: list[str] = []
    for rule in dict.fromkeys(alert.rule for alert in alerts):
        lines += [one_line(rule), ""]
        for alert in alerts:
            if alert.rule == rule:
                lines += [f"- {alert_line(alert)}", f"  {one_line(alert.quote)}"]
                lines += [f"  {alert.address}"] if alert.address else []
        lines.append("")
    lines.append("Read by machine unless the record says otherwise: detente show ID")
    return "\n".join(lines) + "\n"


def alerts_json(alerts: Sequence[Alert]) -> str:
    """Return alerts as one JSON object."""
    return json_text({"alerts": [alert_json(alert) for alert in alerts]})


def alert_json(alert: Alert) -> dict[str, Any]:
    """Return an alert as plain values."""
    return {
        "id": alert.id,
        "rule": alert.rule,
        "at": alert.at.astimezone(dt.UTC).isoformat(),
        "mark": alert.mark,
        "kind": alert.kind,
        "family": alert.family,
        "said": alert.said,
        "quote": alert.quote,
        "source": alert.source,
        "address": alert.address,
        "entry": alert.entry,
    }


def alerts_atom(alerts: Sequence[Alert], *, title: str, address: str) -> bytes:
    """Return alerts as an Atom feed, in the order given. address: Of the feed itself."""
    entries = [
        FeedEntry(
            id=f"urn:detente:alert:{alert.id}:{alert.entry}",
            title=one_line(alert.said),
            at=alert.at,
            text=f"{alert.rule}\n\n{alert.quote}\n{alert.source}",
            address=alert.address,
        )
        for alert in alerts
    ]
    return atom(entries, title=title, address=address)


def trial(rule: AlertRule, now: dt.datetime) -> Alert:
    """Return what is sent to try a target when the rule finds nothing."""
    return Alert(
        id=0,
        rule=rule.words,
        at=now,
        mark=rule.up_to,
        kind="trial",
        family="",
        said="a trial: nothing changed",
        quote="",
        source="Détente",
        address=None,
        entry="trial",
    )


def target_text(target: str) -> str:
    """Return a target as it may be shown: of a web address, which may hold a key, the host.

    What stands behind the host is a hint that tells two addresses of one host apart.

    >>> target_text("https://hook.example/services/T0/B1")
    'https://hook.example/… (#3382)'
    """
    where = parse_target(target)
    if where.kind != "web":
        return target
    parts = urlsplit(where.value)
    host = f"{parts.scheme}://{parts.netloc}"
    hidden = where.value.removeprefix(host)
    if hidden in ("", "/"):
        return host
    return f"{host}/… (#{hashlib.sha256(where.value.encode()).hexdigest()[:_HINT]})"


def target_whole(target: str) -> str:
    """Return a target as it is, for who asks for that."""
    return target


def rule_json(
    rule: AlertRule, target: Show = target_text, doubts: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a rule as plain values. target: How a target is shown.

    doubts: What the rule names that the record does not know, in sentences.
    """
    return {
        "id": rule.id,
        "words": rule.words,
        "targets": list(map(target, rule.targets)),
        "at": rule.at.isoformat(),
        "quiet": hours_text(rule) or None,
        "digest_s": int(rule.digest.total_seconds()) if rule.digest else None,
        "up_to": rule.up_to,
        "possible": rule.possible,
        "unknown": list(doubts),
    }


def hours_text(rule: AlertRule) -> str:
    """Return the quiet hours of a rule, "" for none."""
    if rule.quiet is None:
        return ""
    first, last = rule.quiet
    return f"{first // 60:02d}:{first % 60:02d}-{last // 60:02d}:{last % 60:02d}"


def rules_json(
    rules: Sequence[AlertRule], target: Show = target_text, doubts: Doubts = _NONE
) -> str:
    """Return rules as JSON. doubts: As in `rule_json`, by the rules' ids."""
    return json_text({"alerts": [rule_json(r, target, doubts.get(r.id, ())) for r in rules]})


def show_rules(
    rules: Sequence[AlertRule], target: Show = target_text, doubts: Doubts = _NONE
) -> str:
    """Return the list of rules, one line each. doubts: As in `rule_json`, by the rules' ids."""
    lines = []
    for rule in rules:
        extras = [f"quiet {hours_text(rule)} UTC"] if rule.quiet else []
        extras += [f"every {every_text(rule.digest)}"] if rule.digest else []
        extras += [f"up to {rule.up_to}"] if rule.up_to != "public" else []
        extras += ["possible ones too"] if rule.possible else []
        where = ", ".join(map(target, rule.targets))
        more = f" ({', '.join(extras)})" if extras else ""
        lines.append(one_line(f"{rule.id}  {rule.words} → {where}{more}"))
        lines += [f"          {one_line(doubt)}" for doubt in doubts.get(rule.id, ())]
    return "\n".join([*lines, ""]) if lines else "There is no alert: detente alert add RULE\n"


def show_told(told: Sequence[ToldAlert], target: Show = target_text) -> str:
    """Return what was told, one line each, with what came of it."""
    lines = []
    for one in told:
        states = ", ".join(f"{target(where)}: {state}" for where, state in one.targets)
        error = f" ({one.error})" if one.error else ""
        at = moment_text(one.alert.at.isoformat(timespec="minutes"))
        lines.append(one_line(f"{at}  {alert_line(one.alert)} → {states or 'nowhere'}{error}"))
    return "\n".join([*lines, ""]) if lines else "Nothing was told yet.\n"


def told_json(told: Sequence[ToldAlert], target: Show = target_text) -> str:
    """Return what was told as JSON."""
    return json_text({"told": [_told_json(one, target) for one in told]})


def _told_json(one: ToldAlert, target: Show) -> dict[str, Any]:
    states = {target(where): state for where, state in one.targets}
    return {**alert_json(one.alert), "targets": states, "error": one.error}
