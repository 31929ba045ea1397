"""Since your last visit: what changed, then the brief. The first page of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Form, Query, Request

from detente.model.dates import parse_day
from detente.model.snapshot import Change, ChangeKind, Delta, Entry, Snapshot
from detente.reports.given import parse_known_by
from detente.views.declined import apart, decliner
from detente.views.delta import TITLES, edited_text, shown_changes
from detente.views.phrases import moment_text
from detente.views.words import change_text
from detente.web.asked import Asked, lately
from detente.web.asking import Shared, State, User
from detente.web.lines import EntryLine, entry_line, entry_lines
from detente.web.page import Act, Done, Page, takes
from detente.web.workbench import Workbench

_Known = Mapping[str, Entry]
# Families in the order in which an analyst wants to hear of them.
_TELLING = (
    "progress",
    "positions",
    "contacts",
    "proposals",
    "sticking_points",
    "next_steps",
    "assessments",
    "unknowns",
)
# Changes of a family that the page shows; more are asked for, and never more than a browser bears.
_MOST = 25
_MOST_OF_ONE = 1000
# Reports that somebody who never looked is told of in full; of more, what the last days brought.
_FEW_REPORTS = 500
_MOMENT_BEFORE = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change.

    before, after: From what to what, None for what is new. beside: Other entries that it rests on:
        accounts that contradict it, the stance before it.
    """

    said: str
    before: str | None
    after: str | None
    entry: EntryLine
    beside: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The changes of one family of claims within a group, newest first.

    declined: Those that only say that somebody declined to comment, if there are several: told in
    one line behind the others, each by who it was. more: How many are not shown.
    """

    name: str
    changes: tuple[ChangeLine, ...]
    declined: tuple[EntryLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one kind: changed, contradicted, withdrawn, resolved, fallen_due, new."""

    kind: ChangeKind
    title: str
    families: tuple[Family, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What changed, and where things stand.

    since: The mark: a day or a moment; `since_text` in words.
    first: Whether this reader never looked: then all is new, or, of many reports, `whole` is false
        and what came lately is told of.
    seen: Up to when the record is shown; "mark as read" moves the mark to it.
    sure_only: Whether changes that are not sure are left out; `possible` counts them.
    repeats: How often what was known was only said again. copies: Of the reports, wire copies.
    edited: How many articles were changed, and how many silently, in words; or empty.
    brief: As `detente brief --format json`.
    as_left: Whether it is the page of before what came in, fell due or was decided since. It is
        only on the page itself, whose words say so, and never in its twin. decisions: How many of
        the desk's are not in that page.
    """

    since: str
    since_text: str
    seen: str
    first: bool
    whole: bool
    groups: tuple[Group, ...]
    reports: int
    copies: int
    edited: str
    repeats: int
    possible: int
    sure_only: bool
    left_out: int
    brief: dict[str, Any]
    as_left: bool = False
    decisions: int = 0


def _is_to_be_seen(request: Request) -> bool:
    """Whether the page itself is asked for, by who reads what it says of itself."""
    return request.url.path == PAGE.path


def answer(
    *,
    shared: Shared,
    asked: State,
    user: User,
    seen: Annotated[bool, Depends(_is_to_be_seen)],
    since: Annotated[str | None, Query(description="A day; without it, your last look.")] = None,
    possible: Annotated[bool, Query(description="Also what is not sure.")] = False,
    family: Annotated[str | None, Query(description="Only changes of this family, all.")] = None,
) -> Home:
    """Return what changed since a day or the reader's last look, and the brief."""
    plainly = asked == Asked() and not (since or possible or family)
    if plainly and shared.left.is_held and user == shared.settings.user:
        left = _left(shared, seen)
        if left is not None:
            return left
    return made(
        shared=shared, asked=asked, user=user, since=since, possible=possible, family=family
    )


def _left(shared: Workbench, seen: bool) -> Home | None:
    """Return the page that the workbench before left. seen: Whether an earlier one will do."""
    now, version = shared.settings.now(), shared.record.version()
    page: Home | None = shared.left.page(version, now.date())
    if page is not None:
        return replace(page, seen=now.isoformat())
    earlier = shared.left.earlier(now.date(), shared.record.decided_since) if seen else None
    if earlier is None:
        return None
    left: Home = earlier.page
    return replace(left, as_left=True, decisions=earlier.decisions)


def made(
    *,
    shared: Workbench,
    asked: Asked,
    user: str,
    since: str | None = None,
    possible: bool = False,
    family: str | None = None,
) -> Home:
    """Return the same, worked out from the record as it is now."""
    from detente.views.brief import brief_values  # noqa: PLC0415  (a page may have been left)

    moment = shared.settings.now()
    last = None if since else shared.record.last_look(user)
    first = not since and last is None
    beginning = parse_day(since) if since else last
    state = shared.snapshot(asked)
    delta = _delta(shared, asked, state, beginning=beginning)
    sure = shown_changes(delta)
    brief = shared.brief(state, asked)
    return Home(
        since=delta.since,
        since_text=moment_text(delta.since),
        seen=moment.isoformat(),
        first=first,
        whole=first and state.coverage.reports <= _FEW_REPORTS,
        groups=shared.worked.of(
            ("groups", asked, since or user, possible, family),
            (delta, state),
            lambda: _groups(delta.changes if possible else sure, brief.brief.entries, family),
        ),
        reports=delta.reports,
        copies=delta.copies,
        edited=edited_text(delta),
        repeats=delta.repeats,
        possible=len(delta.changes) - len(sure),
        sure_only=not possible,
        left_out=delta.left_out,
        brief=shared.worked.of(
            ("brief values", asked),
            (state,),
            lambda: brief_values(brief),
        ),
    )


def _delta(
    shared: Workbench,
    asked: State,
    state: Snapshot,
    *,
    beginning: dt.date | dt.datetime | None,
) -> Delta:
    """Return what changed since a day or a look.

    beginning: None for somebody who never looked.
    """
    if beginning is None and state.coverage.reports <= _FEW_REPORTS:
        beginning = _beginning(shared)
    return _changes(shared, asked, beginning or lately(state.as_of))


def _changes(shared: Workbench, asked: State, beginning: dt.date | dt.datetime) -> Delta:
    if isinstance(beginning, dt.datetime):
        return shared.record.changes(beginning, up_to=asked.up_to)
    return shared.record.changes(beginning, until=asked.as_of, up_to=asked.up_to)


def _beginning(shared: Workbench) -> dt.datetime:
    """Return the moment before the first report was entered."""
    return (shared.record.beginning() or shared.settings.now()) - _MOMENT_BEFORE


def _groups(changes: tuple[Change, ...], known: _Known, family: str | None) -> tuple[Group, ...]:
    groups = []
    for kind, title in TITLES.items():
        of_kind = [c for c in changes if c.kind == kind and family in (None, c.family)]
        if of_kind:
            families = _families(of_kind, known, _MOST if family is None else _MOST_OF_ONE)
            groups.append(Group(kind=kind, title=title, families=families, number=len(of_kind)))
    return tuple(groups)


def _families(changes: list[Change], known: _Known, most: int) -> tuple[Family, ...]:
    """Return changes by family, those that move a negotiation first."""
    by_family: dict[str, list[Change]] = {}
    for change in changes:
        by_family.setdefault(change.family, []).append(change)
    order = [*_TELLING, *sorted(by_family.keys() - set(_TELLING))]
    return tuple(
        _family(name, by_family[name], known, most) for name in order if name in by_family
    )


def _family(name: str, changes: list[Change], known: _Known, most: int) -> Family:
    from detente.views.brief.sections import newest_first  # noqa: PLC0415  (as above)

    by_entry = {id(change.entry): change for change in changes}
    others, declined = apart(changes, lambda one: one.entry if one.kind == "new" else None)
    newest = newest_first((change.entry for change in others), most)[:most]
    who = newest_first((change.entry for change in declined), most)[:most]
    return Family(
        name=name,
        changes=tuple(_line(by_entry[id(entry)], known) for entry in newest),
        declined=tuple(entry_line(entry, decliner(entry)) for entry in who),
        more=len(changes) - len(newest) - len(who),
    )


def _line(change: Change, known: _Known) -> ChangeLine:
    return ChangeLine(
        said=change_text(change),
        before=change.before,
        after=change.after,
        entry=entry_line(change.entry),
        beside=entry_lines(known[key] for key in change.basis[1:] if key in known),
    )


def look(shared: Shared, user: User, seen: Annotated[str, Form()]) -> Done:
    """Move the reader's mark: all that was entered up to a moment has been read."""
    at = parse_known_by(seen)
    shared.record.look(user, min(at, shared.settings.now()))
    return Done("Marked as read; undo takes it back.")


PAGE = Page(
    path="/",
    title="Since your last visit",
    answer=answer,
    template="home.html",
    scripts=("left.js",),
    key="h",
    takes=takes("/brief", "docx", "html"),
    rows=("groups.families.changes",),
)
ACTS = (Act(path="/look", do=look),)
