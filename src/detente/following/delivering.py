"""Alerts on their way: to standard output, a file, a mailbox, a webhook; tried again, told once.

Before anything is sent the record says so. What was being sent when the process was killed is not
sent again, for it may have arrived; the list of alerts names it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import smtplib
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO
from urllib.parse import unquote, urlsplit

from detente.model.alerts import Alert, AlertRule, Pending, is_quiet, parse_target
from detente.model.errors import DetenteError, InputError
from detente.views.alerts import (
    alert_json,
    alert_line,
    alerts_atom,
    alerts_json,
    alerts_subject,
    alerts_text,
    target_text,
)
from detente.views.escape import json_line

if TYPE_CHECKING:
    from detente.record import Record

# Pauses between tries; after the last one, half a day in all, an alert is left.
PAUSES = tuple(dt.timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 480))
# Alerts of one message, and of one feed.
MOST_AT_ONCE = 100
_MAIL_TIMEOUT_S = 30.0
_NAMED = re.compile(r"\$\{(\w+)\}")
# What stands behind the host of a web address, and the parts of that.
_BEHIND = re.compile(r"https?://[^/?#]*(?=(.*))([^?#]*)\??(.*)")


class Poster(Protocol):
    """Sends messages to web addresses."""

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send a message and return the status, which is 2xx. Errors: FetchError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What alerts are sent with.

    mail: Where mail is handed in, "smtp://USER@HOST:PORT" or "smtps://…"; None for nowhere.
    secret: Signs what webhooks get; "" for none. environment: What stands for ${NAME}.
    """

    out: TextIO
    poster: Poster
    now: Callable[[], dt.datetime]
    mail: str | None = None
    mail_password: str = ""
    mail_from: str = ""
    secret: str = ""
    environment: Mapping[str, str]


def deliver(record: Record, ways: Ways, *, hear: Callable[[str], None] = lambda _: None) -> int:
    """Send what is to be sent now; return how many alerts went out, each target counted.

    hear: Told in words of what could not be sent.
    """
    now, sent = ways.now(), 0
    rules = {rule.number: rule for rule in record.alert_rules()}
    ready = _ready(record.pending_alerts(), rules, now)
    told = [one.alert for one in record.told("restricted", MOST_AT_ONCE)] if ready else []
    for target, alerts in ready.items():
        for start in range(0, len(alerts), MOST_AT_ONCE):
            part = alerts[start : start + MOST_AT_ONCE]
            ids = [alert.id for alert in part]
            record.tell(ids, target, "trying")
            try:
                marks = {alert.mark for alert in part}
                earlier = [one for one in told if one.mark in marks]
                send(target, _once(part), ways, earlier=earlier)
            except (DetenteError, OSError) as error:
                words = _bared(str(error), target, ways.environment)
                record.tell(ids, target, "failed", error=words)
                hear(f"{len(part)} to {target_text(target)} could not be sent: {words}")
            else:
                record.tell(ids, target, "sent")
                sent += len(part)
    return sent


def _ready(
    pending: Iterable[Pending], rules: Mapping[int, AlertRule], now: dt.datetime
) -> dict[str, list[Alert]]:
    """What is due by target."""
    by_rule: dict[tuple[int, str], list[Pending]] = {}
    for one in pending:
        by_rule.setdefault((one.number, one.target), []).append(one)
    found: dict[str, list[Alert]] = {}
    for (number, target), waiting in by_rule.items():
        rule = rules[number]
        if is_quiet(rule.quiet, now):
            continue
        if rule.digest is not None and now - waiting[0].alert.at < rule.digest:
            continue
        due = [one.alert for one in waiting if _is_due(one, now)]
        if due:
            found.setdefault(target, []).extend(due)
    return found


def _once(alerts: Sequence[Alert]) -> tuple[Alert, ...]:
    """A change once, however many rules asked for it."""
    found: dict[tuple[str, str, str], Alert] = {}
    for alert in alerts:
        found.setdefault((alert.kind, alert.entry, alert.said), alert)
    return tuple(found.values())


def _is_due(pending: Pending, now: dt.datetime) -> bool:
    if pending.tries == 0 or pending.last is None:
        return True
    if pending.tries > len(PAUSES):
        return False
    return pending.last + PAUSES[pending.tries - 1] <= now or pending.last > now


def send(
    target: str, alerts: Sequence[Alert], ways: Ways, *, earlier: Sequence[Alert] = ()
) -> None:
    """Send alerts to a target. earlier: Told before, newest first; they stay in feeds.

    Errors: InputError, FetchError, OSError.
    """
    where = parse_target(_filled(target, ways.environment))
    if where.kind == "output":
        for alert in alerts:
            ways.out.write(f"{alert_line(alert)}\n")
        ways.out.flush()
    elif where.kind == "file":
        _to_file(Path(where.value), alerts, earlier)
    elif where.kind == "mail":
        _to_mail(where.value, alerts, ways)
    else:
        _to_web(where.value, alerts, ways)


def _bared(error: str, target: str, environment: Mapping[str, str]) -> str:
    """What went wrong without what a web address holds behind its host: it may be a key."""
    for address in (_NAMED.sub(lambda m: environment.get(m[1], m[0]), target), target):
        found = _BEHIND.fullmatch(address)
        for part in found.groups() if found else ():
            error = error.replace(part, "/…") if len(part) > 1 else error
    return error


def _filled(target: str, environment: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        if found[1] not in environment:
            raise InputError(f"the environment has no {found[1]}, which an alert's target names")
        return environment[found[1]]

    return _NAMED.sub(value, target)


def _to_file(path: Path, alerts: Sequence[Alert], earlier: Sequence[Alert]) -> None:
    if path.suffix in (".atom", ".xml"):
        known = {alert.id for alert in alerts}
        _to_feed(path, [*reversed(alerts), *(one for one in earlier if one.id not in known)])
        return
    with path.open("a", encoding="utf-8") as file:
        file.writelines(_line(path, alert) for alert in alerts)


def _line(path: Path, alert: Alert) -> str:
    if path.suffix in (".jsonl", ".json"):
        return json_line(alert_json(alert))
    return f"{alert.at:%Y-%m-%d %H:%M} {alert_line(alert)}\n"


def _to_feed(path: Path, alerts: Sequence[Alert]) -> None:
    """Write a feed of the newest alerts in one step, so that nobody reads half of it."""
    title, address = "Détente: alerts", path.absolute().as_uri()
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(alerts_atom(alerts, title=title, address=address))
    beside.replace(path)


def _to_mail(address: str, alerts: Sequence[Alert], ways: Ways) -> None:
    if ways.mail is None:
        raise InputError("nobody takes mail; set DETENTE_SMTP to smtp://USER@HOST:PORT")
    parts = urlsplit(ways.mail)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise InputError("DETENTE_SMTP cannot be read; write it as smtp://USER@HOST:PORT")
    user = unquote(parts.username or "")
    sender = ways.mail_from or (user if "@" in user else f"detente@{parts.hostname}")
    message = EmailMessage()
    message["Subject"] = alerts_subject(alerts)
    message["From"] = sender
    message["To"] = address
    message["Date"] = format_datetime(ways.now())
    message["Message-ID"] = make_msgid(domain="detente.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(alerts_text(alerts))
    try:
        _hand_in(message, parts.hostname, parts.port, parts.scheme, user=user, ways=ways)
    except smtplib.SMTPException as error:
        raise InputError(f"mail could not be handed in at {parts.hostname}: {error}") from error


def _hand_in(
    message: EmailMessage,
    host: str,
    port: int | None,
    scheme: str,
    *,
    user: str,
    ways: Ways,
) -> None:
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port or 465, timeout=_MAIL_TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(host, port or 25, timeout=_MAIL_TIMEOUT_S)
    with server:
        server.ehlo()
        safe = scheme == "smtps"
        if not safe and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
            safe = True
        if ways.mail_password:
            if not safe and host not in ("127.0.0.1", "localhost", "::1"):
                raise InputError(
                    f"{host} takes the password only in the open; use smtps:// or another host"
                )
            server.login(user, ways.mail_password)
        server.send_message(message)


def _to_web(address: str, alerts: Sequence[Alert], ways: Ways) -> None:
    if not ways.secret:
        raise InputError("webhooks get signed messages alone; set DETENTE_WEBHOOK_SECRET")
    body = alerts_json(alerts).encode()
    stamp = str(int(ways.now().timestamp()))
    ways.poster.post(
        address,
        body,
        {
            "Content-Type": "application/json",
            "X-Detente-Timestamp": stamp,
            "X-Detente-Id": hashlib.sha256(body).hexdigest()[:16],
            "X-Detente-Signature": signature(ways.secret, stamp, body),
        },
    )


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Return what proves who sent a message: HMAC-SHA256 of the stamp, a point and the body."""
    made = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={made.hexdigest()}"
