"""Alerts: rules in plain words, what they told of; feeds of that and of all that changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Query, Request
from starlette.responses import JSONResponse, Response

from detente.following.alerting import unknown
from detente.model.alerts import FORMS, AlertRule, parse_quiet, parse_target
from detente.model.errors import DetenteError, InputError, UnknownName
from detente.model.text import Mark, marks_up_to
from detente.views.alerts import alerts_atom, hours_text, target_text
from detente.views.feed import changes_atom
from detente.views.sources import every_text
from detente.web.asking import AsItIs, Shared, State, User
from detente.web.page import Act, Done, File, Page, takes

# How long alerts may be gathered, as the form offers it, in minutes.
DIGESTS = {"at once": 0, "every hour": 60, "once a day": 1440}
_MOST = 100
_ATOM = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule. targets: Where it tells, without keys. quiet, digest: "" for none.

    unknown: What it names that the record does not know, in sentences.
    """

    id: str
    words: str
    targets: tuple[str, ...]
    quiet: str
    digest: str
    up_to: Mark
    possible: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """What was told. states: Of each target: waiting, trying, sent or failed."""

    at: dt.datetime
    rule: str
    kind: str
    said: str
    quote: str
    source: str
    entry: str
    states: tuple[tuple[str, str], ...]
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Rules, and what they told of, the newest first.

    forms: Of rules, each with an example. watching: Whether this workbench compares them with
    what is new. feeds: Addresses to subscribe to: of alerts, of all changes, the calendar.
    """

    rules: tuple[RuleLine, ...]
    hidden: int
    told: tuple[ToldLine, ...]
    forms: tuple[tuple[str, str], ...]
    digests: tuple[str, ...]
    marks: tuple[Mark, ...]
    watching: bool
    feeds: tuple[tuple[str, str], ...]


def answer(request: Request, shared: Shared, asked: State) -> Alerts:
    """Return the rules and what they told of."""
    every, within = shared.record.alert_rules(), shared.record.alert_rules(asked.up_to)
    up_to = "" if asked.up_to == "public" else f"?up_to={asked.up_to}"
    home = str(request.base_url).rstrip("/")
    return Alerts(
        rules=tuple(_rule(one, unknown(shared.record, one)) for one in within),
        hidden=len(every) - len(within),
        told=tuple(
            ToldLine(
                at=one.alert.at,
                rule=one.alert.rule,
                kind=one.alert.kind,
                said=one.alert.said,
                quote=one.alert.quote,
                source=one.alert.source,
                entry=one.alert.entry,
                states=tuple((target_text(target), state) for target, state in one.targets),
                error=one.error,
            )
            for one in shared.record.told(asked.up_to, _MOST)
        ),
        forms=tuple((form.shape, form.example) for form in FORMS),
        digests=tuple(DIGESTS),
        marks=marks_up_to(shared.settings.ceiling),
        watching=shared.following.goes_on,
        feeds=tuple(
            (name, f"{home}{path}{up_to}")
            for name, path in (
                ("Alerts", "/alerts.atom"),
                ("All changes", "/changes.atom"),
                ("Contacts and next steps", "/timeline.ics"),
            )
        ),
    )


def _rule(rule: AlertRule, doubts: tuple[str, ...]) -> RuleLine:
    return RuleLine(
        id=rule.id,
        words=rule.words,
        targets=tuple(map(target_text, rule.targets)),
        quiet=hours_text(rule),
        digest=every_text(rule.digest) if rule.digest else "",
        up_to=rule.up_to,
        possible=rule.possible,
        unknown=doubts,
    )


def add(  # noqa: PLR0913  (the fields of a form)
    *,
    shared: Shared,
    user: User,
    words: Annotated[str, Form(description="One of the forms that the page lists.")] = "",
    target: Annotated[str, Form(description="mailto:NAME@HOST or https://…; empty: none.")] = "",
    quiet: Annotated[str, Form(description="22:00-07:00, UTC; empty: none.")] = "",
    digest: Annotated[str, Form(description=f"One of {', '.join(DIGESTS)}.")] = "at once",
    possible: Annotated[bool, Form()] = False,
    mark: Annotated[str, Form(description="Highest mark of what it sees.")] = "public",
) -> Done:
    """Make a rule. Errors: InputError, UnknownName."""
    marks = marks_up_to(shared.settings.ceiling)
    if mark not in marks:
        raise UnknownName("mark", mark, marks)
    if digest not in DIGESTS:
        raise UnknownName("time to gather", digest, DIGESTS)
    where = target.strip()
    if where and parse_target(where).kind not in ("mail", "web"):
        raise InputError(
            f"{where!r}: from here, alerts go to mailto:NAME@HOST or https://… (and stand on this "
            "page and in its feed); for files use 'detente alert add'"
        )
    rule = shared.record.alert_add(
        " ".join(words.split()),
        [where] if where else [],
        user,
        quiet=parse_quiet(quiet.strip()) if quiet.strip() else None,
        digest=dt.timedelta(minutes=DIGESTS[digest]) if DIGESTS[digest] else None,
        up_to=mark,
        possible=possible,
    )
    doubts = "".join(f" But {one}." for one in unknown(shared.record, rule))
    return Done(f"What changes from now on is told: {rule.words}.{doubts}")


def remove(*, shared: Shared, user: User, id: Annotated[str, Form()] = "") -> Done:  # noqa: A002
    """Take a rule away. Errors: UnknownName."""
    rules = {rule.id: rule for rule in shared.record.alert_rules(shared.settings.ceiling)}
    if id not in rules:
        raise UnknownName("alert", id, rules)
    shared.record.alert_remove(rules[id], user)
    return Done(f"Not told of any more: {rules[id].words}.")


def alerts_feed(request: Request, shared: Shared, asked: State) -> Response:
    """Return what was told as an Atom feed."""
    told = [one.alert for one in shared.record.told(asked.up_to, _MOST)]
    made = alerts_atom(told, title="Détente: alerts", address=str(request.url))
    return Response(made, media_type=_ATOM)


def changes_feed(
    request: Request,
    shared: Shared,
    asked: State,
    *,
    days: Annotated[
        int, Query(ge=1, le=366, description="Of publication, back from the last.")
    ] = 7,
) -> Response:
    """Return what changed in the last days as an Atom feed, the latest first."""
    last = shared.snapshot(asked).as_of
    delta = shared.record.changes(last - dt.timedelta(days=days), up_to=asked.up_to)
    home = str(request.base_url).rstrip("/")
    made = changes_atom(delta, address=str(request.url), home=home, up_to=asked.up_to)
    return Response(made, media_type=_ATOM)


def health(shared: AsItIs) -> Response:
    """Return whether the record can be read, and the sources are followed if they are to be.

    Nobody is asked for a password here, so it tells nothing else, not even where the record was.
    """
    try:
        shared.check_place()
        shared.record.version()
    except DetenteError:
        return JSONResponse({"status": "the record cannot be read"}, 503)
    if shared.following.is_wanted and not shared.following.goes_on:
        return JSONResponse({"status": "the sources are not followed"}, 503)
    return JSONResponse({"status": "ok"})


PAGE = Page(
    path="/alerts",
    title="Alerts",
    answer=answer,
    template="alerts.html",
    rows=(
        "rules",
        "told",
    ),
    takes=takes("/alerts", "atom"),
)
ACTS = (Act(path="/alerts", do=add), Act(path="/alerts/remove", do=remove))
FILES = (
    File(path="/alerts.atom", title="What was told, as an Atom feed", answer=alerts_feed),
    File(path="/changes.atom", title="What changed, as an Atom feed", answer=changes_feed),
    File(path="/healthz", title="Whether all is well", answer=health),
)
