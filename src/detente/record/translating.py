"""Translations that the desk lays beside reports: kept in its log, taken back like any deed."""

from __future__ import annotations

import re

from sqlalchemy import Connection

from detente.model.errors import InputError
from detente.model.text import MARKS, Evidence, Mark, Report, cite, marks_up_to
from detente.model.translations import Translation
from detente.record.decisions import in_force
from detente.record.deeds import TRANSLATE
from detente.record.facts import Action
from detente.record.follower import Follower
from detente.record.loading import load_actions
from detente.record.log import Deed
from detente.record.names import report_id
from detente.record.rows import whole_report
from detente.record.spans import mark_words

# A translation is about as long as what it translates, and no report is longer.
MOST_CHARACTERS = 1_000_000
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Translating(Follower):
    """The part of a record that keeps translations."""

    def translate(
        self,
        report: str,
        text: str,
        *,
        words: str | None = None,
        language: str = "en",
        by: str,
        why: str | None = None,
        mark: Mark = "internal",
    ) -> int:
        """Lay a translation beside a report, or beside words of it; return the deed's number.

        words: Where they stand, "START:END", or the words themselves; None for the whole report.
        mark: Who may see it, and at most those who may see the report.

        Errors: NoSuchEntry; SpanError and InputError for words that do not stand there, a blank
        text, or a language that is no code.
        """
        if not text.strip() or "\0" in text or len(text) > MOST_CHARACTERS:
            raise InputError("a translation needs words, at most a million characters of text")
        if not _LANGUAGE.fullmatch(language):
            raise InputError(f"{language!r} is no code of a language; write en, fr, de …")
        with self._database.read() as connection:
            whole = whole_report(connection, report_id(connection, report))
        span = None if words is None else mark_words(whole, words)
        body = {
            "translation": text.strip(),
            "language": language,
            "start": span.start if span else None,
            "end": span.end if span else None,
        }
        at_least = max(mark, whole.mark, key=MARKS.index)
        deed = Deed(kind=TRANSLATE, subject=whole.id, body=body, by=by, why=why, mark=at_least)
        return self._append(deed)

    def translations(self, report: str, up_to: Mark = "public") -> tuple[Translation, ...]:
        """Return the translations of a report: those of the whole first, then by place.

        Errors: NoSuchEntry.
        """
        with self._database.read() as connection:
            whole = whole_report(connection, report_id(connection, report))
            found = [_translation(one, whole) for one in _live(connection, whole.id, up_to)]
        return tuple(sorted(found, key=_place))


def _live(connection: Connection, report: str, up_to: Mark) -> list[Action]:
    within = marks_up_to(up_to)
    return [
        action
        for action in in_force(load_actions(connection), TRANSLATE)
        if action.subject == report and action.mark in within and "translation" in action.body
    ]


def _translation(action: Action, report: Report) -> Translation:
    body = action.body
    words: Evidence | None = None
    if body["start"] is not None:
        words = cite(report, body["start"], body["end"])
    return Translation(
        deed=action.id,
        report=report.id,
        words=words,
        language=body["language"],
        text=body["translation"],
        by=action.by,
        at=action.at,
        mark=action.mark,
    )


def _place(one: Translation) -> tuple[int, int, int]:
    return (one.words.start, one.words.end, one.deed) if one.words else (-1, -1, one.deed)
