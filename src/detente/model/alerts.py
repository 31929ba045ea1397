"""Alerts: what somebody wants to be told of, where to, and what was told.

A rule is a sentence of a few fixed forms, parsed to a value that is compared with a delta.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from detente.model.errors import InputError
from detente.model.snapshot import Change, Delta, Issue, Party
from detente.model.text import Mark
from detente.model.vocabulary import ContactKind, Stage, Stance, Status

About = Literal[
    "stance_changes",
    "stance",
    "contact",
    "proposal",
    "forecast",
    "accepted",
    "accounts",
    "due",
    "owed",
    "violation",
    "obstacle",
    "progress",
    "words",
    "anything",
]
# Changes that may come again, as something else than before.
_TURNS = ("changed", "contradicted")
STANCES: tuple[Stance, ...] = get_args(Stance)
STATUSES: tuple[Status, ...] = get_args(Status)
CONTACTS: tuple[ContactKind, ...] = get_args(ContactKind)
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What of a delta is asked for. None: any.

    parties: Names of those who take part; of a contact both. state: A stance, a status, a stage,
    or "revised" or "new" of a proposal. kind: Of a contact. name: Of a proposal, or part of it.
    words: That stand in what was said.
    """

    about: About
    parties: tuple[str, ...] = ()
    issue: str | None = None
    state: str | None = None
    kind: str | None = None
    name: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRule:
    """A rule that somebody made.

    number: Of the deed that made it. id: By which it is called. words: As it was written.
    targets: Where to tell of it. quiet: First and last minute of the day (UTC) between which
    nothing is sent, None for none; across midnight if the first is the later one. digest: How
    long to gather before sending, None to send at once. up_to: Highest mark of what it sees.
    possible: Whether what is not sure is told of too, as possible.
    """

    number: int
    id: str
    words: str
    rule: Rule
    targets: tuple[str, ...]
    by: str
    at: dt.datetime
    quiet: tuple[int, int] | None = None
    digest: dt.timedelta | None = None
    up_to: Mark = "public"
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Where an alert goes. kind: output, file, mail or web. value: Path or address."""

    kind: Literal["output", "file", "mail", "web"]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A change that a rule asked to be told of.

    id: Number; 0 for one that is only tried. rule: Words of the rule. said: The change in words.
    quote: Words of the report that it rests on last. source: Outlet and day. address: Of that
    report, None without one. entry: Id of the entry.
    """

    id: int
    rule: str
    at: dt.datetime
    mark: Mark
    kind: str
    family: str
    said: str
    quote: str
    source: str
    address: str | None
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An alert that has still to go to a target. tries: Number of times that it failed."""

    alert: Alert
    number: int
    target: str
    tries: int = 0
    last: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAlert:
    """An alert and what came of telling it, by target: waiting, trying, sent or failed."""

    alert: Alert
    targets: tuple[tuple[str, str], ...]
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What rules need to know beside a delta.

    parties, issues: Of the register. accepted: Ids of entries that the desk let stand, as far as
    the delta rests on them.
    """

    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class News:
    """What changed between two moments, and what rules need to know beside it."""

    delta: Delta
    known: Known


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a rule. shape: As it is shown to who writes one. example: That parses."""

    shape: str
    example: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Rule]


def parse_rule(text: str) -> Rule:
    """Return the rule that a sentence says.

    >>> parse_rule("Norland changes stance on ports")
    ... # doctest: +NORMALIZE_WHITESPACE
    Rule(about='stance_changes', parties=('Norland',), issue='ports', state=None, kind=None,
    name=None, words=None)

    Errors: InputError that lists the forms.
    """
    sentence = " ".join(text.split()).rstrip(".")
    for form in FORMS:
        match = form.pattern.fullmatch(sentence)
        if match is not None:
            return form.make(match)
    shapes = "; ".join(form.shape for form in FORMS)
    raise InputError(f"{text!r} is no rule; write one of: {shapes}")


def parse_target(text: str) -> Target:
    """Return where "stdout", a path, "mailto:…" or "https://…" leads.

    >>> parse_target("mailto:desk@paper.example")
    Target(kind='mail', value='desk@paper.example')

    Errors: InputError.
    """
    target = text.strip()
    if target in ("stdout", "-"):
        return Target("output", "stdout")
    if target.startswith("mailto:"):
        address = target.removeprefix("mailto:")
        if not re.fullmatch(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+", address):
            raise InputError(f"{address!r} is no address of mail; write it as mailto:NAME@HOST")
        return Target("mail", address)
    if re.match(r"https?://", target):
        if "@" in target.split("/")[2]:
            raise InputError(
                "an address with a password would be kept in the record; leave it out, or write "
                "${NAME} for what stands in the environment"
            )
        return Target("web", target)
    path = target.removeprefix("file:")
    if not path.strip() or "\0" in path:
        raise InputError(
            f"{text!r} is no place for alerts; give stdout, a file, mailto:NAME@HOST or https://…"
        )
    return Target("file", path)


def parse_quiet(text: str) -> tuple[int, int]:
    """Return the minutes of the day of "22:00-07:00". Errors: InputError."""
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)", text)
    if match is None:
        raise InputError(f"{text!r} are no hours; write them as 22:00-07:00 (UTC)")
    first, last = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if first == last:
        raise InputError(f"{text!r} is the whole day; remove the alert, or give other hours")
    return first, last


def is_quiet(quiet: tuple[int, int] | None, at: dt.datetime) -> bool:
    """Whether a moment lies in the hours in which nothing is sent.

    >>> night = parse_quiet("22:00-07:00")
    >>> is_quiet(night, dt.datetime(2031, 3, 1, 23, 0, tzinfo=dt.UTC))
    True
    >>> is_quiet(night, dt.datetime(2031, 3, 1, 7, 0, tzinfo=dt.UTC))
    False
    """
    if quiet is None:
        return False
    first, last = quiet
    utc = at.astimezone(dt.UTC)
    minute = utc.hour * 60 + utc.minute
    return first <= minute < last if first < last else not last <= minute < first


def change_key(change: Change) -> str:
    """Return what tells a change from others, however often it is found.

    A stance that turns twice turned twice; an article that loses a claim and has it again does not
    make it new again.
    """
    last = change.entry.sightings[-1].published if change.kind in _TURNS else None
    parts = (
        *(change.kind, change.family, change.entry.id),
        *(change.before or "", change.after or "" if change.kind in _TURNS else "", str(last)),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _who(name: str) -> tuple[str, ...]:
    return () if name.casefold() in ("anyone", "anybody", "any party") else (name,)


def _one_of(names: tuple[str, ...]) -> str:
    return "|".join(name.replace("_", "[ _]") for name in names)


def _plain(state: str) -> str:
    return state.casefold().replace(" ", "_")


def _stance(found: re.Match[str]) -> Rule:
    issue = found["issue"]
    return Rule(
        about="stance",
        parties=_who(found["party"]),
        state=_plain(found["stance"]),
        issue=None if issue is None or issue.casefold() == "anything" else issue,
    )


def _contact(found: re.Match[str]) -> Rule:
    kind = found["kind"].casefold()
    names = (found["a"], found["b"]) if found["a"] else (found["one"],)
    return Rule(
        about="contact",
        kind=None if kind == "contact" else kind,
        state=_plain(found["status"]),
        parties=tuple(name for name in names if name),
    )


def _proposal(found: re.Match[str]) -> Rule:
    name = re.sub(r"^(a|any) proposal$", "", found["name"], flags=re.IGNORECASE)
    return Rule(about="proposal", name=name or None, state=_plain(found["stage"]))


def _form(shape: str, example: str, pattern: str, make: Callable[[re.Match[str]], Rule]) -> Form:
    return Form(shape, example, re.compile(pattern, re.IGNORECASE), make)


FORMS: tuple[Form, ...] = (
    _form(
        "PARTY changes stance [on ISSUE]",
        "anyone changes stance",
        r"(?P<party>.+?) changes (?:its |their )?stance(?: on (?P<issue>.+))?",
        lambda m: Rule(about="stance_changes", parties=_who(m["party"]), issue=m["issue"]),
    ),
    _form(
        "anything contradicts an accepted claim",
        "anything contradicts an accepted claim",
        r"anything contradicts an accepted claim",
        lambda _: Rule(about="accepted"),
    ),
    _form(
        "accounts contradict each other [on ISSUE]",
        "accounts contradict each other",
        r"accounts contradict each other(?: on (?P<issue>.+))?",
        lambda m: Rule(about="accounts", issue=m["issue"]),
    ),
    _form(
        f"a contact ({'|'.join(CONTACTS)}) is {'|'.join(STATUSES)} [between A and B] [with A]",
        "a contact is denied",
        rf"an? (?P<kind>contact|{_one_of(CONTACTS)}) is (?P<status>{_one_of(STATUSES)})"
        r"(?: between (?P<a>.+?) and (?P<b>.+)| with (?P<one>.+))?",
        _contact,
    ),
    _form(
        "a forecast's condition is met",
        "a forecast's condition is met",
        r"an? forecast[’']s condition is met",
        lambda _: Rule(about="forecast"),
    ),
    _form(
        f"a proposal (or its NAME) is new|revised|{'|'.join(s.replace('_', ' ') for s in STAGES)}",
        "a proposal is revised",
        rf"(?P<name>.+?) is (?P<stage>new|revised|{_one_of(STAGES)})",
        _proposal,
    ),
    _form(
        "something falls due",
        "something falls due",
        r"(?:something|anything) falls due",
        lambda _: Rule(about="due"),
    ),
    _form(
        "a commitment falls due [of PARTY]",
        "a commitment falls due",
        r"a commitment falls due(?: of (?P<party>.+))?",
        lambda m: Rule(about="owed", parties=_who(m["party"] or "anyone")),
    ),
    _form(
        "a violation is alleged [of PARTY]",
        "a violation is alleged",
        r"a violation is alleged(?: of (?P<party>.+))?",
        lambda m: Rule(about="violation", parties=_who(m["party"] or "anyone")),
    ),
    _form(
        "an obstacle is named",
        "an obstacle is named",
        r"an obstacle is named",
        lambda _: Rule(about="obstacle"),
    ),
    _form(
        "progress changes",
        "progress changes",
        r"progress changes",
        lambda _: Rule(about="progress"),
    ),
    _form(
        "anything is said about WORDS",
        "anything is said about the ferry",
        r"anything is said (?:about|of) (?P<words>.+)",
        lambda m: Rule(about="words", words=m["words"]),
    ),
    _form(
        "anything changes",
        "anything changes",
        r"anything changes",
        lambda _: Rule(about="anything"),
    ),
    _form(
        f"PARTY {'|'.join(s.replace('_', ' ') for s in STANCES)} ISSUE|anything",
        "anyone accepts anything",
        rf"(?P<party>.+?) (?P<stance>{_one_of(tuple(sorted(STANCES, key=len, reverse=True)))})"
        r"(?: (?P<issue>.+))?",
        _stance,
    ),
)
