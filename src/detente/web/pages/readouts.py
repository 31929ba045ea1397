"""Readouts: what each side officially says of one contact, in columns; and the desk's pins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Query
from starlette.responses import Response

from detente import meetings
from detente.model.errors import NoSuchEntry, UnknownName
from detente.views.office.documents import readouts_document
from detente.views.pages import web_address
from detente.views.papers.accounts import Point
from detente.views.papers.readouts import (
    CAVEATS,
    TITLES,
    Kind,
    Readouts,
    about,
    show_readouts,
    speaker_text,
)
from detente.views.timeline import happenings
from detente.views.words import say, status_now
from detente.web.asking import Shared, State, User
from detente.web.page import Act, Done, File, Page, takes
from detente.web.papers import Choice, actor_choices
from detente.web.taking import document, printed

_CONTACTS = 60
_SAID = {"pin": True, "break": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A sentence of an account.

    speaker: With how it was said ("Norland denied"); "" where the text itself says it.
    translated: Whether the words are a translation, in words.
    """

    words: str
    speaker: str
    outlet: str
    published: str | None
    report: str
    start: int
    end: int
    entry: str | None
    address: str | None
    translated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A point: what each side says of it. differs: Between their words. since: Said of what."""

    cells: tuple[tuple[PointLine, ...], ...]
    differs: tuple[str, ...]
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointGroup:
    """Points of one kind: match, other words, opposed, one only or left out."""

    kind: str
    title: str
    rows: tuple[PointRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadoutsPage:
    """Accounts of a contact. contact: Its id, "" until one is chosen. left_out: Above the mark."""

    contact: str
    title: str
    about: tuple[str, ...]
    sides: tuple[str, ...]
    groups: tuple[PointGroup, ...]
    caveats: tuple[str, ...]
    by_meaning: bool
    left_out: int
    contacts: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    reports: tuple[Choice, ...]


def made(
    *,
    shared: Shared,
    asked: State,
    contact: Annotated[str, Query(description="Id of a contact.")] = "",
) -> Readouts | None:
    """Return the accounts of a contact, None until one is chosen. Errors: NoSuchEntry."""
    snapshot = shared.snapshot(asked)
    embed = shared.settings.embed
    if not contact:
        return None
    return shared.worked.of(
        ("readouts", asked, contact),
        (snapshot,),
        lambda: meetings.readouts(shared.record, snapshot, contact, embed=embed),
    )


def answer(
    shared: Shared, asked: State, found: Annotated[Readouts | None, Depends(made)]
) -> ReadoutsPage:
    """Return the accounts of a contact. Errors: NoSuchEntry."""
    snapshot = shared.snapshot(asked)
    took_place = [
        one.entry
        for one in happenings(snapshot)
        if one.entry.sure and status_now(one.entry) in {"held", "ongoing", "denied"}
    ]
    return ReadoutsPage(
        contact=found.contact.id if found else "",
        title=say(found.contact) if found else "",
        about=about(found) if found else (),
        sides=found.sides if found else (),
        groups=_groups(found) if found else (),
        caveats=CAVEATS,
        by_meaning=found.by_meaning if found else False,
        left_out=snapshot.coverage.left_out,
        contacts=tuple(Choice(entry.id, say(entry)) for entry in took_place[:_CONTACTS]),
        actors=actor_choices(snapshot) if found else (),
        reports=_reports(found) if found else (),
    )


def pin(
    *,
    shared: Shared,
    user: User,
    contact: Annotated[str, Form()],
    report: Annotated[str, Form(description="Id of a report.")],
    party: Annotated[str, Form(description="Name or id of the side.")],
    kind: Annotated[str, Form(description="pin or break.")] = "pin",
    why: Annotated[str, Form()] = "",
) -> Done:
    """Say whose account of a contact a report is. Errors: NoSuchEntry, UnknownName."""
    if kind not in _SAID:
        raise UnknownName("word on an account", kind, _SAID)
    shared.record.pin_account(
        contact,
        report.strip(),
        party=party.strip(),
        counts=_SAID[kind],
        by=user,
        why=why.strip() or None,
    )
    said = "is" if _SAID[kind] else "is not"
    return Done(f"That report {said} an account of it, you say; undo takes it back.")


def _groups(found: Readouts) -> tuple[PointGroup, ...]:
    kinds: tuple[Kind, ...] = tuple(TITLES)
    return tuple(
        PointGroup(
            kind=kind,
            title=TITLES[kind],
            rows=tuple(
                PointRow(
                    cells=tuple(tuple(map(_point, cell)) for cell in row.cells),
                    differs=row.differs,
                    since=row.since,
                )
                for row in found.of(kind)
            ),
        )
        for kind in kinds
        if found.of(kind)
    )


def _point(point: Point) -> PointLine:
    return PointLine(
        words=point.words.text,
        speaker=speaker_text(point) if point.entry else "",
        outlet=point.outlet,
        published=point.published.isoformat() if point.published else None,
        report=point.words.report,
        start=point.words.start,
        end=point.words.end,
        entry=point.entry,
        address=web_address(point.address),
        translated=point.translated,
    )


def _reports(found: Readouts) -> tuple[Choice, ...]:
    """Return the reports that tell of the contact, to pin or break."""
    seen = {s.report: f"{s.outlet}, {s.title or s.report}" for s in found.contact.sightings}
    return tuple(Choice(key, name) for key, name in seen.items())


def as_docx(shared: Shared, found: Annotated[Readouts | None, Depends(made)]) -> Response:
    """Return the accounts as DOCX. Errors: NoSuchEntry."""
    found = _chosen(found)
    return document(shared, f"Readouts {say(found.contact)}", readouts_document(found))


def as_html(found: Annotated[Readouts | None, Depends(made)]) -> Response:
    """Return the accounts as one HTML file. Errors: NoSuchEntry."""
    found = _chosen(found)
    return printed(f"Readouts {say(found.contact)}", show_readouts(found, format="html"))


def _chosen(found: Readouts | None) -> Readouts:
    if found is None:
        raise NoSuchEntry("no contact was chosen; choose one on the page, and take it along there")
    return found


PATH = "/readouts"
PAGE = Page(
    path=PATH,
    title="Readouts",
    answer=answer,
    template="readouts.html",
    takes=takes(PATH, "docx", "html"),
    needs="contact",
)
ACTS = (Act(path="/readouts/pin", do=pin),)
FILES = (
    File(path=f"{PATH}.docx", title="Readouts as DOCX", answer=as_docx),
    File(path=f"{PATH}.html", title="Readouts as one HTML file", answer=as_html),
)
