"""What the desk does to the record: judge, merge, place, keep the register. All appended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from detente.model.errors import ChangedMeanwhile, InputError, NoSuchEntry, UnknownName
from detente.model.snapshot import Entry, Issue, Judgement, Verdict
from detente.model.text import MARKS, Mark
from detente.record import deeds, log, schema, spans
from detente.record.added import families_of
from detente.record.database import Database
from detente.record.decisions import MERGED
from detente.record.deeds import LOOK
from detente.record.facts import Seen, View
from detente.record.folded import Folded
from detente.record.judging import EVIDENCE, correct
from detente.record.kept import FEWEST_PUT_AWAY, Kept
from detente.record.loading import ids_like, load_actions
from detente.record.log import Deed
from detente.record.names import SHORTEST_PREFIX, only
from detente.record.rows import whole_report
from detente.record.version import parse_version, version_of

ALL = View(up_to="restricted")


class Desk:
    """The half of a record that the desk writes to."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime]) -> None:
        """Take an open database and the clock."""
        self._database = database
        self._now = now
        self._kept = Kept(database)

    def keep_whole(self) -> None:
        """Keep the whole record folded from now on, for a process that looks often."""
        self._kept.keep_whole()

    def keep_asked(self) -> None:
        """Keep folded what is asked for from now on, for a process that asks of little."""
        self._kept.keep_asked()

    @property
    def keeps_whole(self) -> bool:
        """Whether the whole record is kept folded."""
        return self._kept.keeps_whole

    def look_once(self) -> None:
        """Spend nothing on giving memory back, in a process that ends after a look or two."""
        self._kept.look_once()

    def put_away(self, fewest: int = FEWEST_PUT_AWAY) -> None:
        """Leave in the record's file what was folded, for who opens it next, where that pays.

        fewest: Readings from which on it does.
        """
        self._kept.put_away(fewest)

    def judge(
        self,
        id_: str,
        verdict: Verdict,
        *,
        fields: Sequence[tuple[str, str]] = (),
        by: str,
        why: str | None = None,
        mark: Mark = "internal",
        seen: str | None = None,
    ) -> Judgement:
        """Write a judgement beside an entry, or beside one claim of it.

        fields: What is corrected, (field, value as written); "in_force", "resolved", and of a
        forecast "condition_met", "came_about" and "probability" (in percent), say what the desk
        holds beside the claim.
        "evidence" are the words of one claim marked anew:
        "START:END" or the words themselves. mark: Who may see it, and at most those who may see
        what it is on. seen: Version of the record that was looked at, None
        for any. Errors: NoSuchEntry; UnknownName for a field that the family lacks; InputError
        for a value that does not fit; ChangedMeanwhile if the desk decided about it since `seen`.
        """
        folded, entry = self._find(id_, ALL)
        if (verdict == "corrected") != bool(fields):
            raise InputError("a correction needs FIELD=VALUE; accepting and rejecting take none")
        group = folded.groups[entry.id]
        told = [folded.seen[i] for i in group.members]
        one = [s for s in told if s.claim.startswith(id_)] if len(told) > 1 else []
        chosen = one[0] if one and not entry.id.startswith(id_) else None
        fields = self._with_words(fields, [chosen] if chosen else told)
        for sighting in entry.sightings:
            if chosen is None or sighting.claim == chosen.claim:
                correct(sighting.body, dict(fields))
        body = {
            "verdict": verdict,
            "fields": [list(pair) for pair in fields],
            "family": entry.family,
            "claims": [chosen.claim] if chosen else sorted({s.claim for s in told}),
            "entries": [] if chosen else sorted({s.entry for s in told}),
        }
        target = chosen.claim if chosen else entry.id
        at = self._now()
        mark = _at_least(mark, folded, [chosen] if chosen else told)
        deed = Deed(kind="judge", subject=target, body=body, by=by, why=why, mark=mark)
        ids = {entry.id, *(key for s in told for key in (s.claim, s.entry))}
        number = self._append(deed, at, seen=seen, ids=ids)
        return Judgement(
            id=number,
            target=target,
            verdict=verdict,
            fields=tuple(fields),
            by=by,
            why=why,
            at=at,
            mark=mark,
        )

    def _with_words(
        self, fields: Sequence[tuple[str, str]], told: Sequence[Seen]
    ) -> Sequence[tuple[str, str]]:
        """Return corrections with words marked anew as they are kept, checked in their report."""
        written = dict(fields).get(EVIDENCE)
        if written is None:
            return fields
        report = spans.report_of(written)
        within = [one for one in told if report in (None, one.report)]
        if len(within) != 1:
            listed = ", ".join(sorted({one.claim for one in told}))
            raise InputError(
                f"words can be marked anew of one claim at a time; choose one of {listed}"
            )
        with self._database.read() as connection:
            words = spans.mark_words(whole_report(connection, within[0].report), written)
        kept = spans.write_span(words)
        return [(name, kept if name == EVIDENCE else value) for name, value in fields]

    def undo(self, by: str, deed: int | None = None) -> str:
        """Take a deed of the desk back, the last one if no number is given; return it in words.

        Errors: RecordError if there is nothing to take back, or this cannot be.
        """
        with self._database.write() as connection:
            return log.take_back(connection, by, self._now(), deed=deed)

    def version(self) -> str:
        """Return how far the record has come: it moves with each reading and each deed.

        Cheap to ask. What was worked out for a version holds as long as it is the record's.
        """
        with self._database.read() as connection:
            return str(version_of(connection))

    def undo_own(self, by: str) -> str:
        """Take back the last deed of whoever asks, whatever others did since; return it in words.

        Errors: RecordError if there is none.
        """
        with self._database.write() as connection:
            return log.take_back_own(connection, by, self._now())

    def look(self, reader: str, at: dt.datetime) -> None:
        """Remember that a reader has seen all that was entered up to a moment."""
        body = {"at": at.astimezone(dt.UTC).isoformat()}
        self._append(Deed(kind=LOOK, subject=reader, body=body, by=reader))

    def look_back(self, reader: str) -> dt.datetime | None:
        """Take a reader's last look back; return up to when it has seen everything now.

        None if it never looked before that. Errors: RecordError if there is no look to take back.
        """
        with self._database.write() as connection:
            return log.look_back(connection, reader, self._now())

    def merge(
        self,
        kind: str,
        ids: Sequence[str],
        *,
        by: str,
        why: str | None = None,
        seen: str | None = None,
    ) -> None:
        """Say that several actors, issues, contacts or proposals are one; the first names it.

        seen: As in `judge`. Errors: UnknownName for a kind; NoSuchEntry; ChangedMeanwhile.
        """
        _check_kind(kind)
        whole = [self._member(kind, id_) for id_ in ids]
        flat = [key for members in whole for key in members]
        if len({tuple(sorted(members)) for members in whole}) < 2:
            raise InputError(f"a merge needs two or more different ids of kind {kind}")
        body = {"of": kind, "ids": list(dict.fromkeys(flat))}
        deed = Deed(kind="merge", subject=flat[0], body=body, by=by, why=why)
        self._append(deed, seen=seen, ids=flat)

    def split(
        self,
        kind: str,
        id_: str,
        *,
        by: str,
        why: str | None = None,
        seen: str | None = None,
    ) -> None:
        """Take a merge apart again. Errors: as `merge`, and NoSuchEntry if nothing was merged."""
        _check_kind(kind)
        members = self._member(kind, id_)
        folded = self._fold(ALL, ())
        if not any(key in folded.decisions.same[kind] for key in members):
            raise NoSuchEntry(
                f"{kind} {id_!r} was not merged by the desk; there is nothing to split"
            )
        body = {"of": kind, "ids": members}
        deed = Deed(kind="split", subject=members[0], body=body, by=by, why=why)
        self._append(deed, seen=seen, ids=members)

    def _append(
        self,
        deed: Deed,
        at: dt.datetime | None = None,
        *,
        seen: str | None = None,
        ids: Iterable[str] = (),
    ) -> int:
        """Write a deed. ids: Beside its own, what nobody may have decided about since `seen`."""
        with self._database.write() as connection:
            if seen is not None:
                _check_unchanged(connection, seen, {deed.subject, *ids})
            return log.append(connection, deed, at or self._now())

    def _fold(self, view: View, families: Sequence[str], reviewed_only: bool = False) -> Folded:
        return self._kept.folded(view, families, reviewed_only)

    def _find(self, id_: str, view: View) -> tuple[Folded, Entry]:
        with self._database.read() as connection:
            family = self._family_of(connection, id_)
        folded = self._fold(view, (family,))
        found = {n for n in _called(folded, id_) if folded.entries[n].family == family}
        if not found and view.up_to != ALL.up_to:
            self._find(id_, replace(view, up_to=ALL.up_to))
            raise NoSuchEntry(
                f"entry {id_!r} rests on no report that is marked up to {view.up_to!r}; "
                "ask for a higher mark"
            )
        if not found:
            raise NoSuchEntry(
                f"entry {id_!r} is in no current reading; its report was read anew, "
                "and what it says now has another id: list entries to find it"
            )
        if len(found) > 1:
            listed = ", ".join(sorted(found))
            raise NoSuchEntry(f"entry {id_!r} may be any of {listed}; write more of it")
        return folded, folded.entries[found.pop()]

    def _of_family(self, id_: str, family: str, said: str) -> tuple[Folded, Entry]:
        """Find an entry of a family. said: What another one is not; {is_of} is what it is."""
        folded, entry = self._find(id_, ALL)
        if entry.family != family:
            what = said.format(is_of=entry.family, family=family)
            raise NoSuchEntry(f"entry {entry.id} is no {what}")
        return folded, entry

    def _family_of(self, connection: Connection, id_: str) -> str:
        claims = schema.claims.c
        if len(id_) < SHORTEST_PREFIX:
            raise NoSuchEntry(f"{id_!r} is too short for an id; write at least four characters")
        entries = ids_like(connection, claims.entry, id_)
        ids = ids_like(connection, claims.claim, id_)
        families: set[str] = set()
        for column, values in ((claims.entry, entries), (claims.claim, ids)):
            if values:
                question = select(claims.family).where(column.in_(values)).distinct()
                families |= set(connection.execute(question).scalars())
        families = families or families_of(connection, id_)
        if not families:
            raise NoSuchEntry(f"there is no entry {id_!r} in the record; list entries to find it")
        if len(families) > 1:
            listed = ", ".join(sorted({*entries, *ids}))
            raise NoSuchEntry(f"entry {id_!r} may be any of {listed}; write more of it")
        return families.pop()

    def _member(self, kind: str, id_: str) -> list[str]:
        """Return the ids by which a merge knows a thing."""
        if kind == "actor":
            return [self._actor(id_)]
        if kind == "issue":
            return [self._issue(id_)]
        family = {"contact": "contacts", "proposal": "proposals"}[kind]
        folded, entry = self._of_family(id_, family, f"{kind}; it is one of {{is_of}}")
        return list(dict.fromkeys(folded.seen[i].entry for i in folded.groups[entry.id].members))

    def _actor(self, id_: str) -> str:
        folded = self._fold(ALL, ())
        people = folded.people
        known = {row.actor for row in folded.state.named}
        if id_ in known:
            return id_
        found = {key for key in known if len(id_) >= SHORTEST_PREFIX and key.startswith(id_)}
        named = people.id_of(id_)
        if named is not None:
            found = {named}
        return only(found, "actor", id_)

    def _register_issues(self) -> tuple[Issue, ...]:
        return self._fold(ALL, ("positions",)).register.issues()

    def _issue(self, id_: str) -> str:
        issues = self._register_issues()
        merged = self._fold(ALL, ()).decisions.same["issue"]
        found = {i.id for i in issues if i.id.startswith(id_) and len(id_) >= SHORTEST_PREFIX}
        found |= {key for key in merged if key == id_}
        named = {i.id for i in issues if i.name.casefold() == id_.casefold()}
        return only(named or ({id_} & found) or found, "issue", id_)


def _called(folded: Folded, id_: str) -> set[str]:
    """Return the entries that are called so, or have a claim that is; else that begin so."""
    exact = folded.called(id_) or folded.of_claim(id_)
    if exact is not None:
        return {exact}
    places = folded.places
    found = {name for name in folded.entries if name.startswith(id_)}
    found |= {n for key in places.by_entry if key.startswith(id_) and (n := folded.called(key))}
    found |= {n for key in places.by_claim if key.startswith(id_) and (n := folded.of_claim(key))}
    return found


def _check_unchanged(connection: Connection, seen: str, ids: set[str]) -> None:
    """Refuse to decide about what somebody decided about since. Errors: ChangedMeanwhile."""
    looked_at = parse_version(seen)
    later = deeds.since(load_actions(connection), looked_at.deed, frozenset(ids))
    if later is not None:
        raise ChangedMeanwhile(
            f"{later.by} decided about the same thing at {later.at:%H:%M} on {later.at:%d %B}, "
            "after you looked at it; nothing was written: look at it again, then decide"
        )


def _check_kind(kind: str) -> None:
    if kind not in MERGED:
        raise UnknownName("kind to merge", kind, MERGED)


def _at_least(mark: Mark, folded: Folded, told: Sequence[Seen]) -> Mark:
    """Return a mark, or that of the most open report among some, whichever fewer people see."""
    reports = folded.state.library.reports
    marks = (reports[one.report].mark for one in told)
    return max(mark, min(marks, key=MARKS.index), key=MARKS.index)
