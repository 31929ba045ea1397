"""Drafts in a record: added with their words, found by name, their points pinned and broken."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from detente.model.errors import InputError, NoSuchEntry, RecordError, UnknownName
from detente.model.text import Mark
from detente.record import log, schema
from detente.record.assuming import Assuming
from detente.record.decisions import in_force
from detente.record.deeds import DRAFT, LINK, PURGE_DRAFT
from detente.record.desk import ALL
from detente.record.facts import Action, View, moment
from detente.record.loading import load_actions
from detente.record.log import Deed
from detente.record.names import SHORTEST_PREFIX

if TYPE_CHECKING:  # most processes open no draft: loaded where one is made
    from detente.model.versions import DescentKind, Linking, Pinning, Version

_PIN: tuple[Literal["pin", "break"], ...] = ("pin", "break")


class Drafting(Assuming):
    """The part of a record that keeps drafts."""

    def add_draft(  # noqa: PLR0913 (all but the first two by name)
        self,
        proposal: str,
        text: str,
        *,
        by: str,
        label: str | None = None,
        proponent: str | None = None,
        dated: dt.date | None = None,
        revises: Sequence[str] = (),
        kinds: Mapping[str, DescentKind] = MappingProxyType({}),
        file: str = "",
        notes: Sequence[str] = (),
        mark: Mark = "public",
    ) -> Version:
        """Add a version of a proposal; the same one twice changes nothing. Undo takes it back.

        label: None for its number among the versions of the proposal. revises: Labels of the same
        proposal, or names as `draft` takes them. kinds: How it stands to drafts, named likewise,
        that it was made from too.

        Errors: InputError for a label that is taken, or names that cannot be; UnknownName for
        a draft that it revises.
        """
        name = " ".join(proposal.split())
        at = self._now()
        with self._database.write() as connection:
            live = _live(connection, ALL)
            versions = [v for v in live if v.proposal.casefold() == name.casefold()]
            name = versions[0].proposal if versions else name
            given = _label(label, versions)
            _check_names(name, given)
            key = _digest(f"{name}\n{given}\n{text}")[:12]
            same = next((v for v in versions if v.id == key), None)
            if same is not None:
                return same
            if any(v.label.casefold() == given.casefold() for v in versions):
                raise InputError(
                    f"{name}@{given} is in the record with other words; choose another label"
                )
            earlier = [_earlier(one, name, live).id for one in (*revises, *kinds)]
            told_kinds = {_earlier(one, name, live).id: kind for one, kind in kinds.items()}
            row = {
                "id": key,
                "proposal": name,
                "label": given,
                "proponent": proponent,
                "dated": dated.isoformat() if dated else None,
                "revises": json.dumps(list(dict.fromkeys(earlier))),
                "file": file,
                "notes": json.dumps(list(notes), ensure_ascii=False),
                "entered": moment(at),
                "mark": mark,
                "text": _keep(connection, text),
            }
            connection.execute(delete(schema.drafts).where(schema.drafts.c.id == key))
            connection.execute(insert(schema.drafts).values(**row))
            told: Mark = "internal" if mark == "public" else mark  # who acted is not public
            body = {"kinds": told_kinds} if told_kinds else {}
            log.append(connection, Deed(kind=DRAFT, subject=key, body=body, by=by, mark=told), at)
            return next(v for v in _live(connection, ALL) if v.id == key)

    def drafts(self, up_to: Mark = "public") -> tuple[Version, ...]:
        """Return the drafts by proposal, then day and order of entry."""
        with self._database.read() as connection:
            return tuple(_live(connection, View(up_to=up_to)))

    def drafts_left_out(self, up_to: Mark = "public") -> int:
        """Return how many drafts have a higher mark."""
        with self._database.read() as connection:
            return len(_live(connection, ALL)) - len(_live(connection, View(up_to=up_to)))

    def draft(self, name: str, up_to: Mark = "public") -> Version:
        """Return a draft by NAME@LABEL, by NAME if it is the only version, or by (part of) its id.

        Errors: UnknownName; NoSuchEntry.
        """
        with self._database.read() as connection:
            return _named(name, _live(connection, View(up_to=up_to)))

    def draft_text(self, id_: str) -> str:
        """Return the words of a draft. Errors: NoSuchEntry."""
        d, t = schema.drafts.c, schema.draft_texts.c
        question = select(t.text).join_from(schema.drafts, schema.draft_texts).where(d.id == id_)
        with self._database.read() as connection:
            found: str | None = connection.execute(question).scalar()
        if found is None:
            raise NoSuchEntry(f"there is no draft {id_!r} in the record; see 'detente draft list'")
        return found

    def pin(
        self, said: Pinning, *, parts: tuple[str, str], by: str, why: str | None = None
    ) -> None:
        """Say that two points are one, or are not; undo takes it back.

        parts: What the points are called in their drafts.
        """
        body = {
            "ids": [said.a, said.b],
            "a": said.a,
            "b": said.b,
            "a_start": said.a_start,
            "b_start": said.b_start,
            "a_part": parts[0],
            "b_part": parts[1],
        }
        self._append(Deed(kind=said.kind, subject=said.a, body=body, by=by, why=why))

    def pinnings(self) -> tuple[Pinning, ...]:
        """Return what the desk says of points now: of each two the last word."""
        with self._database.read() as connection:
            actions = in_force(load_actions(connection), *_PIN)
        found: dict[tuple[str, str, int, int], Pinning] = {}
        for action in actions:
            one = _pinning(action)
            found[one.a, one.b, one.a_start, one.b_start] = one
        return tuple(found.values())

    def link_drafts(self, said: Linking, *, by: str, why: str | None = None) -> None:
        """Say how a draft, or a plan that reports tell of, stands to another; undo takes it back.

        Errors: InputError for one and the same.
        """
        from detente.model.versions import LINK_WORDS  # noqa: PLC0415

        if said.later == said.earlier:
            raise InputError("a draft is not made from itself; name two")
        body = {
            "ids": [said.later, said.earlier],
            "earlier": said.earlier,
            "kind": said.kind,
            "words": LINK_WORDS[said.kind],
        }
        self._append(Deed(kind=LINK, subject=said.later, body=body, by=by, why=why))

    def linkings(self) -> tuple[Linking, ...]:
        """Return what the desk says of how drafts stand to one another, the last word last."""
        from detente.model.versions import Linking  # noqa: PLC0415

        with self._database.read() as connection:
            actions = in_force(load_actions(connection), LINK)
        return tuple(
            Linking(kind=one.body["kind"], later=one.subject, earlier=one.body["earlier"])
            for one in actions
        )

    def purge_draft(self, name: str, why: str, by: str) -> None:
        """Remove a draft's words for good; what the log says of it stays, without reasons.

        Errors: as `draft`; RecordBusy while somebody reads an older state.
        """
        if not why.strip():
            raise RecordError("a purge needs a reason; it stays on the record in its place")
        d, t = schema.drafts.c, schema.draft_texts.c
        with self._database.write() as connection:
            key = _named(name, _live(connection, ALL)).id
            connection.execute(delete(schema.drafts).where(d.id == key))
            used = select(d.text).distinct()
            connection.execute(delete(schema.draft_texts).where(t.digest.not_in(used)))
            _strip_reasons(connection, key)
            deed = Deed(kind=PURGE_DRAFT, subject=key, body={}, by=by, why=why, mark="public")
            log.append(connection, deed, self._now())
        self._database.wipe()


def _live(connection: Connection, view: View) -> list[Version]:
    """Return the drafts that were added and not taken back, within a mark."""
    added = _added(load_actions(connection))
    rows = connection.execute(select(schema.drafts)).all()
    found = [_version(row, added[row.id]) for row in rows if row.id in added]
    return sorted(
        (one for one in found if view.shows(one.mark)),
        key=lambda v: (v.proposal, v.dated or dt.date.max, v.entered, v.id),
    )


def _added(actions: Sequence[Action]) -> dict[str, Action]:
    """Return how each draft that is in the record was added."""
    return {a.subject: a for a in in_force(actions, DRAFT)}


def _version(row: Row[Any], added: Action) -> Version:
    from detente.model.versions import Version  # noqa: PLC0415

    return Version(
        id=row.id,
        proposal=row.proposal,
        label=row.label,
        proponent=row.proponent,
        dated=dt.date.fromisoformat(row.dated) if row.dated else None,
        revises=tuple(json.loads(row.revises)),
        file=row.file,
        notes=tuple(json.loads(row.notes)),
        entered=dt.datetime.fromisoformat(row.entered),
        by=added.by,
        mark=row.mark,
        kinds=tuple(added.body.get("kinds", {}).items()),
    )


def _named(name: str, versions: Sequence[Version]) -> Version:
    wanted = " ".join(name.split()).casefold()
    found = [v for v in versions if v.name.casefold() == wanted]
    found = found or [v for v in versions if v.proposal.casefold() == wanted]
    if not found and len(wanted) >= SHORTEST_PREFIX:
        found = [v for v in versions if v.id.startswith(wanted)]
    if len(found) > 1:
        listed = ", ".join(v.name for v in found)
        raise NoSuchEntry(f"draft {name!r} may be any of {listed}; write which")
    if not found:
        raise UnknownName("draft", name, [v.name for v in versions])
    return found[0]


def _earlier(name: str, proposal: str, versions: Sequence[Version]) -> Version:
    """Return the draft that another was made from: a label of the same proposal, or a name."""
    own = f"{proposal}@{name}".casefold()
    return next((v for v in versions if v.name.casefold() == own), None) or _named(name, versions)


def _label(given: str | None, versions: Sequence[Version]) -> str:
    if given is not None:
        return " ".join(given.split())
    taken = {v.label for v in versions}
    return next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)


def _check_names(proposal: str, label: str) -> None:
    for what, name in (("proposal", proposal), ("version", label)):
        if not name or "@" in name:
            raise InputError(f"{name!r} cannot name a {what}: it needs words, and no '@'")


def _keep(connection: Connection, text: str) -> str:
    """Put a text in, unless it is there; return its digest."""
    digest = _digest(text)
    t = schema.draft_texts.c
    if connection.execute(select(t.digest).where(t.digest == digest)).first() is None:
        connection.execute(insert(schema.draft_texts).values(digest=digest, text=text))
    return digest


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _pinning(action: Action) -> Pinning:
    body = action.body
    from detente.model.versions import Pinning  # noqa: PLC0415

    return Pinning(
        kind="pin" if action.kind == "pin" else "break",
        a=body["a"],
        b=body["b"],
        a_start=body["a_start"],
        b_start=body["b_start"],
    )


def _strip_reasons(connection: Connection, draft: str) -> None:
    """Reasons about a purged draft may repeat its words."""
    c = schema.actions.c
    for action in load_actions(connection):
        if draft in {action.subject, *action.body.get("ids", ())}:
            connection.execute(update(schema.actions).where(c.id == action.id).values(why=None))
