from __future__ import annotations

import datetime as dt

import pytest

from detente.model.answers import Revision
from detente.model.rows import ReportRow
from detente.model.text import Report, Source, cite, make_report
from detente.views.revisions import edits
from tests.views.sample import RETRIEVED

FERRY = "The ferry to Port Ley will run again on Monday, the harbour office said."
FERRY_LATER = "The ferry to Port Ley will run again on Friday, the harbour office said."
TALKS = "Envoys of both sides met in Vesse."
NOTICE = "This article was updated to correct the day on which the ferry runs."


def report(*sentences: str, title: str = "Ferry to run") -> Report:
    text = "\n".join(sentences)
    source = Source("Harbour Wire", "https://wire.example/ferry")
    return make_report(text, title=title, retrieved=RETRIEVED, source=source)


def revision(made: Report, came: tuple[str, ...] = (), went: tuple[str, ...] = (), old=None):
    def cited(one: Report, sentences: tuple[str, ...]):
        starts = [(one.text.index(s), s) for s in sentences]
        return tuple(cite(one, start, start + len(s)) for start, s in starts)

    row = ReportRow(
        id=made.id,
        key=made.key,
        outlet="Harbour Wire",
        address=made.source.address,
        title=made.title,
        published=dt.date(2031, 3, 1),
        retrieved=RETRIEVED,
        entered=RETRIEVED,
        mark="public",
        revises=old.id if old else None,
        origin=made.id,
        reader="r@1",
        n_claims=0,
        n_notes=0,
    )
    return Revision(report=row, came=cited(made, came), went=cited(old, went) if old else ())


def changed(before: Report, after: Report, came: tuple[str, ...], went: tuple[str, ...]):
    return edits(revision(before), revision(after, came, went, before))


def texts(evidence) -> list[str]:
    return [one.text for one in evidence]


def test_a_sentence_that_moved_neither_came_nor_went() -> None:
    before, after = report(FERRY, TALKS), report(TALKS, FERRY)
    found = changed(before, after, (TALKS,), (TALKS,))
    assert texts(found.moved) == [TALKS]
    assert (found.came, found.went) == ((), ())


def test_a_reworded_sentence_shows_the_words_that_changed() -> None:
    before, after = report(FERRY, TALKS), report(FERRY_LATER, TALKS)
    found = changed(before, after, (FERRY_LATER,), (FERRY,))
    [pair] = found.reworded
    assert (pair.before.text, pair.after.text) == (FERRY, FERRY_LATER)
    assert [(w.text.strip(), w.kind) for w in pair.words if w.kind != "same"] == [
        ("Monday,", "went"),
        ("Friday,", "came"),
    ]
    kept = "".join(w.text for w in pair.words if w.kind != "went")
    assert kept == FERRY_LATER


def test_sentences_of_other_words_came_and_went() -> None:
    before, after = report(FERRY), report(TALKS)
    found = changed(before, after, (TALKS,), (FERRY,))
    assert (texts(found.came), texts(found.went), found.reworded) == ([TALKS], [FERRY], ())


def test_an_edit_without_a_note_is_silent_and_one_with_a_note_is_not() -> None:
    before = report(FERRY)
    silent = changed(before, report(FERRY_LATER), (FERRY_LATER,), (FERRY,))
    assert silent.notice is None
    noted = changed(before, report(FERRY_LATER, NOTICE), (FERRY_LATER, NOTICE), (FERRY,))
    assert noted.notice is not None
    assert noted.notice.text == NOTICE


@pytest.mark.parametrize(
    ("sentence", "is_notice"),
    [
        ("UPDATE: Ferry to run on Friday", True),
        ("Correction: the ferry runs on Friday.", True),
        ("An earlier version of this text named another day.", True),
        ("(Adds the harbour office's comment.)", True),
        ("The harbour office updated its timetable on Monday.", False),
        ("This report was refused by the court.", False),
        ("Norland asked for a correction of the border.", False),
    ],
)
def test_what_counts_as_saying_that_a_text_was_changed(sentence: str, is_notice: bool) -> None:
    before = report(TALKS)
    found = changed(before, report(TALKS, sentence), (sentence,), ())
    assert (found.notice is not None) == is_notice


def test_a_new_headline_is_said_once() -> None:
    before = report("Ferry to run", FERRY, title="Ferry to run")
    after = report("Ferry stays in port", FERRY, title="Ferry stays in port")
    found = changed(before, after, ("Ferry stays in port",), ("Ferry to run",))
    assert found.headline == ("Ferry to run", "Ferry stays in port")
    assert (found.came, found.went, found.reworded) == ((), (), ())


def test_case_and_spacing_alone_are_slight() -> None:
    found = changed(report(FERRY), report(FERRY.upper()), (), ())
    assert found.is_slight
