"""Sources: what is followed, how each does, what was left and why; adding and pausing them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Query

from detente.model.errors import InputError, UnknownName
from detente.model.followed import Health, ItemRow, Outcome
from detente.model.sources import Watched, login_warning, make_watched, shown, without_login
from detente.model.text import Mark, marks_up_to
from detente.plugins import choose, left_out
from detente.reports.sources import Kind, guess_kind, kinds
from detente.views.pages import web_address
from detente.views.sources import called, every_text, state_text
from detente.web.asking import Shared, State, User
from detente.web.page import Act, Done, Page

# How often a source may be looked at, as the form offers it.
EVERY = {"15m": 15, "1h": 60, "6h": 360, "1d": 1440}
_SHOWN: dict[str, tuple[Outcome, ...]] = {
    "left": ("left",),
    "failed": ("failed",),
    "taken": ("taken",),
}
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A source and how it does. state: In a few words. link: None if it is not of the web."""

    id: str
    name: str
    address: str
    link: str | None
    kind: str
    every: str
    mark: Mark
    words: tuple[str, ...]
    parties: tuple[str, ...]
    paused: bool
    failing: bool
    state: str
    looked: dt.datetime | None
    succeeded: dt.datetime | None
    brought: dt.datetime | None
    taken: int
    left: int
    waiting: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """What came of an item. report: Id of its report, None without one."""

    source: str
    title: str
    link: str | None
    at: dt.datetime
    reason: str
    report: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is followed, and what came of items. hidden: Number of sources of a higher mark.

    watching: Whether this workbench follows them; `trouble` says why it ended, if it did.
    what: left, failed or taken. left_out: Plug-ins that do not load, and why.
    """

    sources: tuple[Line, ...]
    hidden: int
    watching: bool
    trouble: str
    what: str
    chosen: str
    items: tuple[ItemLine, ...]
    next: str | None
    kinds: tuple[tuple[str, str], ...]
    every: tuple[str, ...]
    marks: tuple[Mark, ...]
    left_out: tuple[str, ...]


def answer(
    shared: Shared,
    asked: State,
    what: Annotated[str, Query(description=f"Of items: {', '.join(_SHOWN)}.")] = "left",
    *,
    source: Annotated[str, Query(description="Id of a source, for its items alone.")] = "",
    after: Annotated[str, Query(description="`next` of the page before.")] = "",
) -> Sources:
    """Return what is followed and how it does. Errors: UnknownName, InputError."""
    if what not in _SHOWN:
        raise UnknownName("kind of item", what, _SHOWN)
    every = shared.record.health("restricted")
    within = marks_up_to(asked.up_to)
    shown = [one for one in every if one.source.mark in within]
    names = {one.source.id: called(one.source) for one in shown}
    if source and source not in names:
        raise UnknownName("source", source, names)
    rows = shared.record.items_page(
        source=source or None, outcomes=_SHOWN[what], limit=_MOST, after=after or None
    )
    now = shared.settings.now()
    return Sources(
        sources=tuple(_line(one, now) for one in shown),
        hidden=len(every) - len(shown),
        watching=shared.following.goes_on,
        trouble=shared.following.trouble,
        what=what,
        chosen=source,
        items=tuple(_item(row, names[row.source]) for row in rows.rows if row.source in names),
        next=rows.next,
        kinds=tuple((name, kind.what) for name, kind in _offered().items()),
        every=tuple(EVERY),
        marks=marks_up_to(shared.settings.ceiling),
        left_out=left_out("detente.sources"),
    )


def _line(one: Health, now: dt.datetime) -> Line:
    source, last = one.source, one.last
    return Line(
        id=source.id,
        name=called(source),
        address=shown(source.address),
        link=web_address(without_login(source.address)),
        kind=source.kind,
        every=every_text(source.every),
        mark=source.mark,
        words=source.words,
        parties=source.parties,
        paused=source.paused,
        failing=bool(one.failures),
        state=state_text(one, now),
        looked=last.at if last else None,
        succeeded=one.succeeded,
        brought=one.brought,
        taken=one.taken,
        left=one.left,
        waiting=one.waiting,
        notes=tuple(shown(f"{t.where}: {t.message}") for t in one.notes),
    )


def _item(row: ItemRow, name: str) -> ItemLine:
    return ItemLine(
        source=name,
        title=row.title or shown(row.address or row.key),
        link=web_address(row.address),
        at=row.at,
        reason=row.reason,
        report=row.report,
    )


def add(  # noqa: PLR0913  (the fields of a form)
    *,
    shared: Shared,
    user: User,
    address: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    every: Annotated[str, Form(description=f"One of {', '.join(EVERY)}.")] = "15m",
    kind: Annotated[str, Form(description="Empty: as the address looks.")] = "",
    words: Annotated[str, Form(description="Separated by commas.")] = "",
    parties: Annotated[str, Form(description="Separated by commas.")] = "",
    pattern: Annotated[str, Form(description="That links on an index page match.")] = "",
    mark: Annotated[str, Form()] = "public",
) -> Done:
    """Follow a source of the web. Errors: InputError, UnknownName."""
    place = address.strip()
    if web_address(place) is None:
        raise InputError(
            f"{place!r} is no web address; write it as https://…, or add files and folders of "
            "this machine with 'detente source add'"
        )
    marks = marks_up_to(shared.settings.ceiling)
    if mark not in marks:
        raise UnknownName("mark", mark, marks)
    if every not in EVERY:
        raise UnknownName("stretch of time", every, EVERY)
    chosen = kind or guess_kind(place)
    choose("kind of source", chosen, _offered())
    watched = make_watched(
        chosen,
        place,
        name=" ".join(name.split()),
        every=dt.timedelta(minutes=EVERY[every]),
        mark=mark,
        words=_several(words),
        parties=_several(parties),
        pattern=pattern.strip() or None,
    )
    shared.record.source_add(watched, user)
    warning = login_warning(place)
    told = f"{called(watched)} is followed now, as {chosen}."
    return Done(f"{told} But {warning}." if warning else told)


def pause(*, shared: Shared, user: User, id: Annotated[str, Form()] = "") -> Done:  # noqa: A002
    """Pass a source over until it is resumed. Errors: UnknownName."""
    found = _source(shared, id)
    shared.record.source_pause(found, user)
    return Done(f"{called(found)} is passed over.")


def resume(*, shared: Shared, user: User, id: Annotated[str, Form()] = "") -> Done:  # noqa: A002
    """Look at a paused source again. Errors: UnknownName."""
    found = _source(shared, id)
    shared.record.source_resume(found, user)
    return Done(f"{called(found)} is looked at again.")


def remove(*, shared: Shared, user: User, id: Annotated[str, Form()] = "") -> Done:  # noqa: A002
    """Follow a source no longer; what it gave stays. Errors: UnknownName."""
    found = _source(shared, id)
    shared.record.source_remove(found, user)
    return Done(f"{called(found)} is no longer followed; what it gave stays.")


def _offered() -> dict[str, Kind]:
    """Return the kinds that may be added from a browser.

    Whoever may use the workbench may not read what else lies on the machine that serves it.
    """
    return {name: kind for name, kind in kinds().items() if not kind.local}


def _source(shared: Shared, id_: str) -> Watched:
    for one in shared.record.sources(shared.settings.ceiling):
        if one.id == id_:
            return one
    raise UnknownName("source", id_, [one.id for one in shared.record.sources("public")])


def _several(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split(",") if part.strip())


PAGE = Page(
    path="/sources",
    title="Sources",
    answer=answer,
    template="sources.html",
    rows=(
        "sources",
        "items",
    ),
)
ACTS = (
    Act(path="/sources", do=add),
    Act(path="/sources/pause", do=pause),
    Act(path="/sources/resume", do=resume),
    Act(path="/sources/remove", do=remove),
)
