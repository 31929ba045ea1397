"""One entry: its words in their reports, what was read, its history; and the desk's say."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass, replace
from typing import Annotated, Any, cast

from fastapi import Form, Path

from detente.model.errors import InputError, NoSuchEntry
from detente.model.snapshot import Verdict
from detente.record import Record
from detente.views.entry import entry_values
from detente.views.phrases import quote
from detente.views.words import say
from detente.web.asking import Shared, State, User
from detente.web.lines import EntryLine, Words, entry_line
from detente.web.page import Act, Done, Page
from detente.web.workbench import Workbench

VERDICTS: tuple[Verdict, ...] = ("accepted", "rejected", "corrected")
# What a form sends for a field that is corrected begins with this.
FIELD = "field."
# Ids of actors, issues, propositions and entries in words about a deed.
_ID = re.compile(r"\b(?:[aip]-)?[0-9a-f]{12}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One entry. entry: As `detente show ID --format json`. line: As lists show it.

    version: Of the record that is shown; a judgement on it carries it.
    """

    line: EntryLine
    version: str
    facts: tuple[tuple[str, str], ...]
    judgements: tuple[str, ...]
    entry: dict[str, Any]


def answer(
    shared: Shared,
    asked: State,
    id: Annotated[str, Path(description="Of entry or claim.")],  # noqa: A002
) -> EntryPage:
    """Return one entry. Errors: NoSuchEntry."""
    record = shared.record
    version = record.version()  # before what is shown, so that nothing is missed in between
    entry = record.entry(id, up_to=asked.up_to)
    reports = {s.report: record.report(s.report) for s in entry.sightings}
    values = entry_values(
        entry,
        reports,
        up_to=asked.up_to,
        reasons=asked.shows_desk,
        translations={key: record.translations(key, asked.up_to) for key in reports},
    )
    line = entry_line(entry)
    line = replace(line, words=tuple(_of_article(record, words) for words in line.words))
    return EntryPage(line=line, version=version, **values)


def _of_article(record: Record, words: Words) -> Words:
    """Return words as those of a later text of their article, unless they copy another one."""
    if words.copy_of is None or words.address is None:
        return words
    first = record.report(words.copy_of).source.address
    if first != words.address:
        return words
    return replace(words, copy_of=None, text_of=words.copy_of)


def judge(
    *,
    shared: Shared,
    user: User,
    id: Annotated[str, Form()],  # noqa: A002
    verdict: Annotated[str, Form()],
    why: Annotated[str, Form()] = "",
    fields: Annotated[str, Form(description="JSON: field to value as written.")] = "{}",
    seen: Annotated[str, Form(description="Version of the record that was looked at.")] = "",
) -> Done:
    """Accept, reject or correct an entry. Errors: as `Record.judge`."""
    if verdict not in VERDICTS:
        raise InputError(f"{verdict!r} is no verdict; choose one of {', '.join(VERDICTS)}")
    made = shared.record.judge(
        id, verdict, fields=_fields(fields), by=user, why=why or None, seen=seen or None
    )
    return Done(f"{made.verdict.capitalize()}.")


def undo(shared: Shared, user: User) -> Done:
    """Take the user's own last act back, whatever others did since."""
    told = shared.record.undo_own(user)
    return Done(f"{told[0].upper()}{_with_names(shared, told[1:])}." if told else "Taken back.")


def _with_names(shared: Workbench, told: str) -> str:
    """Return words about a deed with names in place of ids, those that everybody may see."""
    record = shared.record
    known = {party.id: party.name for party in record.actors()}
    for issue in record.issues():
        known |= {issue.id: issue.name, **{p.id: p.text for p in issue.propositions}}

    def name(found: re.Match[str]) -> str:
        with contextlib.suppress(NoSuchEntry):
            return quote(known.get(found[0]) or say(record.entry(found[0])))
        return found[0]

    return _ID.sub(name, told)


def _fields(text: str) -> tuple[tuple[str, str], ...]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("the corrections are no JSON object; load the page again") from error
    if not isinstance(values, dict):
        raise InputError("the corrections are no JSON object; load the page again")
    pairs = cast("dict[str, object]", values)
    return tuple((name, "" if value is None else str(value)) for name, value in pairs.items())


PAGE = Page(
    path="/entries/{id}", title="Entry", answer=answer, template="entry.html", rows=("line.words",)
)
ACTS = (Act(path="/judge", do=judge), Act(path="/undo", do=undo))
