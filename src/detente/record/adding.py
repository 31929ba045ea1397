"""What the desk adds to what was read: claims that were missed, and where it looked for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from detente.model.actors import NARRATOR
from detente.model.claims import FAMILIES, Claim, Statement
from detente.model.codec import FAMILY_BY_NAME, plain
from detente.model.errors import InputError, UnknownName
from detente.model.fields import fields_of
from detente.model.samples import Sample
from detente.model.text import Evidence, Mark, Report, cite
from detente.record import schema, silent, spans
from detente.record.added import RULE, body_of, load_whole, seen_of
from detente.record.asking import Asking
from detente.record.deeds import ADD, NOTHING
from detente.record.desk import ALL
from detente.record.facts import View, moment
from detente.record.identity import names_of
from detente.record.judging import fill
from detente.record.loading import load_actions
from detente.record.log import Deed
from detente.record.names import report_id
from detente.record.people import People
from detente.record.resolve import actor_id
from detente.record.rows import whole_report

# Weeks of samples that an estimate rests on: a season, as a reader changes.
LATEST = 12


class Adding(Asking):
    """The part of a record that takes what was missed."""

    def add(
        self,
        report: str,
        family: str,
        *,
        words: str,
        fields: Sequence[tuple[str, str]],
        by: str,
        why: str | None = None,
        mark: Mark = "internal",
    ) -> Claim:
        """Add a claim that no reading has; it counts as reviewed, and undo takes it back.

        words: Where it stands in the report, "START:END", or the words themselves. fields: As in
        `judge`; what a claim of the family cannot do without must be there.

        Errors: NoSuchEntry for a report; UnknownName for a family or field; SpanError and
        InputError for words that do not stand there; InputError for values that do not fit, or a
        claim that the record has already.
        """
        if family not in FAMILY_BY_NAME:
            raise UnknownName("kind of claim", family, [f.family for f in FAMILIES])
        at = self._now()
        folded = self._fold(ALL, ())
        with self._database.read() as connection:
            key = report_id(connection, report)
            text = whole_report(connection, key)
            claim = _made(family, spans.mark_words(text, words), dict(fields))
            names, authority = _names(connection, claim, text, folded.people)
            printed = folded.state.library.reports[key]
            seen = seen_of(claim, printed, names=names, authority=authority, at=moment(at))
            state = load_whole(connection, ALL, (family,))
        if any(one.report == key and one.claim == seen.claim for one in state.seen):
            raise InputError(f"the record has this claim already, {seen.claim}; judge that one")
        body = body_of(claim, seen, names)
        self._append(Deed(kind=ADD, subject=claim.id, body=body, by=by, why=why, mark=mark), at)
        return claim

    def nothing_here(
        self, report: str, start: int, end: int, *, by: str, mark: Mark = "internal"
    ) -> None:
        """Say that words of a report hold no claim. Errors: NoSuchEntry, SpanError."""
        with self._database.read() as connection:
            text = whole_report(connection, report_id(connection, report))
        words = cite(text, start, end)
        body = {"report": text.id, "start": words.start, "end": words.end}
        self._append(Deed(kind=NOTHING, subject=text.id, body=body, by=by, mark=mark))

    def sample_weeks(self, up_to: Mark = "public") -> tuple[str, ...]:
        """Return the weeks of which there is a sample, the latest first."""
        return silent.weeks(self._fold(View(up_to=up_to), ()).state.library)

    def sample(self, week: str, up_to: Mark = "public") -> Sample:
        """Return a week's sample of sentences that yielded nothing. Errors: UnknownName."""
        folded = self._fold(View(up_to=up_to), tuple(FAMILY_BY_NAME))
        library = folded.state.library
        if week not in silent.weeks(library):
            raise UnknownName("week with reports", week, silent.weeks(library))
        chosen, number = silent.drawn_reports(library, week)
        with self._database.read() as connection:
            return silent.draw(
                week,
                [whole_report(connection, key) for key in chosen],
                silent.read_spans(folded.state.seen, chosen),
                checked=silent.checked_in(load_actions(connection)),
                of=number,
            )

    def samples(self, up_to: Mark = "public") -> tuple[Sample, ...]:
        """Return the latest samples at which the desk has looked, the latest first."""
        library = self._fold(View(up_to=up_to), ()).state.library
        with self._database.read() as connection:
            checked = silent.checked_in(load_actions(connection))
        looked = {
            silent.week_of(library.reports[c.report].entered)
            for c in checked
            if c.report in library.reports
        }
        latest = [week for week in silent.weeks(library) if week in looked][:LATEST]
        return tuple(self.sample(week, up_to) for week in latest)


def _names(
    connection: Connection, claim: Claim, report: Report, people: People
) -> tuple[dict[str, str], str | None]:
    """Return who is meant by the names of a claim, and how far its speaker's word binds."""
    a, r = schema.actors.c, schema.readings.c
    question = (
        select(a.name, a.actor, a.authority)
        .select_from(schema.actors.join(schema.readings, a.reading == r.id))
        .where(r.report == report.id)
        .order_by(a.reading)
    )
    rows = {row.name: row for row in connection.execute(question)}
    scope = report.source.address or report.id
    names = {}
    for name in dict.fromkeys((*names_of(claim), claim.reported_by)):
        if name != NARRATOR:
            here = rows[name].actor if name in rows else people.id_of(name)
            names[name] = here or actor_id(name, scope)
    speaker = rows.get(claim.reported_by)
    return names, speaker.authority if speaker else None


def _made(family: str, words: Evidence, fields: dict[str, str]) -> Claim:
    kind = FAMILY_BY_NAME[family]
    needed = [field.name for field in fields_of(family) if field.needed]
    missing = [name for name in needed if not fields.get(name, "").strip()]
    if missing:
        raise InputError(
            f"a claim of {family} needs {', '.join(missing)}; fill in what is missing"
        )
    value: dict[str, Any] = {"evidence": [plain(words)], "rule": RULE, "confidence": 1.0}
    if kind is Statement:
        value["quoted"] = [plain(one) for one in spans.quoted_in(words)]
    return fill(family, value, fields)
