"""What speaks of a commitment of which no account was found: shown, and counted for nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente import flow
from detente.analysis.clues import SHOWN, since, with_clues
from detente.analysis.commitments import owed
from detente.model.claims import Commitment, Compliance
from detente.model.dates import parse_days
from detente.model.owed import OwedLedger
from detente.record import Record, open_record
from detente.views.brief import show_brief
from detente.views.commitments import commitments_paper, commitments_values
from detente.views.papers import show_paper
from tests.record.build import NOON, Draft

DAY = dt.date(2031, 6, 1)
OWED = "Norland shall reopen the railway between Lindholt and Vellby by 1 April"
TELLS = "The railway to Vellby, which Norland was to reopen, lies idle."
LONG = f"{OWED}, but no train has left Lindholt yet, and the rails are still under snow."


def signed(words: str = OWED, published: str = "2031-03-01", **more: Any) -> Draft:
    draft = Draft(f"The accord was signed. {words}.", published)
    fields = {"by": "Norland", "what": "reopen the railway between Lindholt and Vellby", **more}
    return draft.add(Commitment, OWED, **fields)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(str(tmp_path / "r.db"), now=lambda: NOON, create=True) as opened:
        opened.enter([signed().reading()])
        yield opened


def looked(record: Record, **view: Any) -> OwedLedger:
    ledger = owed(record.snapshot(as_of=DAY, **view))
    return with_clues(ledger, record.newest_texts(since=since(ledger), limit=100, **view))


def found(ledger: OwedLedger) -> list[str]:
    return [m.words.text for told in ledger.clues.values() for m in told.newest]


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        (TELLS, True),
        ("Trains cross the border at Vellby again: the railway was opened at dawn.", True),
        ("Norland held a vote on Sunday. Nothing was said of trains.", False),
        ("Norland reopened its embassy.", False),  # one word, and a name
        ("A railway strike hit Norland on Monday.", False),
    ],
)
def test_sentences_that_share_its_words_are_shown(
    record: Record, words: str, speaks: bool
) -> None:
    record.enter([Draft(words, "2031-04-08").reading()])
    assert found(looked(record)) == ([words] if speaks else [])


def test_it_moves_nothing(record: Record) -> None:
    record.enter([Draft(TELLS, "2031-04-08", "Vell Echo").reading()])
    (row,) = looked(record).rows
    assert (row.state, row.told, row.perhaps) == ("no_day", (), ())
    text = show_paper(commitments_paper(looked(record)))
    assert "1 later sentence speaks of it, read as no account:" in text
    assert f"“{TELLS}” (Vell Echo, 8 Apr 2031)" in " ".join(text.split())
    (values,) = commitments_values(looked(record))["commitments"]
    (one,) = values["clues"]["newest"]
    assert record.report(one["report"]).text[one["start"] : one["end"]] == TELLS == one["quote"]


def test_the_newest_are_shown_and_all_are_counted(record: Record) -> None:
    days = [f"2031-04-{day:02}" for day in range(2, 5 + SHOWN)]
    for n, day in enumerate(days):  # no copies of each other
        rest = " ".join(f"Its {m} engineers saw bridge {n * 1000 + m}." for m in range(20))
        record.enter([Draft(f"{TELLS} {rest}", day, f"Outlet {n}").reading()])
    (told,) = looked(record).clues.values()
    assert told.total == len(days) > SHOWN
    assert [str(m.published) for m in told.newest] == days[::-1][:SHOWN]


def test_what_is_shown_elsewhere_is_not_shown_again(record: Record) -> None:
    again = signed(published="2031-03-09")  # words that say no more than that it is owed
    headline = Draft(f"{TELLS}\n\nMore soon.", "2031-04-02", title=TELLS)
    record.enter([again.reading(), headline.reading()])
    assert found(looked(record)) == []
    record.enter([signed(LONG, "2031-04-20").reading()])
    assert found(looked(record)) == [f"{LONG}."]  # what is behind its wording may tell


def test_where_an_account_was_found_nothing_is_sought(record: Record) -> None:
    told = Draft(f"{TELLS} Sudmark said Norland broke its word on the railway.", "2031-04-08")
    told.add(
        Compliance,
        "Norland broke its word on the railway",
        by="Norland",
        act="violated",
        commitment="reopen the railway between Lindholt and Vellby",
        told_by="Sudmark",
    )
    record.enter([told.reading()])
    ledger = looked(record)
    assert len(ledger.rows[0].told) == 1
    assert since(ledger) is None
    assert ledger.clues == {}


def test_texts_stay_within_what_may_be_seen(record: Record) -> None:
    secret = Draft("The railway at Vellby is mined.", "2031-04-08", mark="restricted")
    old = Draft(TELLS, "2031-04-02", address="https://a.example/1")
    new = Draft(f"Update. {TELLS}", "2031-04-03", address="https://a.example/1")
    record.enter([draft.reading() for draft in (secret, old, new)])
    assert found(looked(record)) == [TELLS]
    assert found(looked(record, up_to="restricted")) == [secret.text, TELLS]
    early = owed(record.snapshot(as_of=dt.date(2031, 4, 1)))
    texts = record.newest_texts(since=since(early), as_of=dt.date(2031, 4, 1), limit=9)
    assert texts == ()


def test_copies_are_looked_into_once(record: Record) -> None:
    story = f"{TELLS} " + " ".join(f"Engineers counted {n} broken sleepers." for n in range(40))
    record.enter([Draft(story, "2031-04-08", outlet).reading() for outlet in ("One", "Two")])
    assert [told.total for told in looked(record).clues.values()] == [1]


def test_the_brief_says_how_many_sentences_may_speak_of_what_is_overdue(tmp_path: Path) -> None:
    def brief(record: Record) -> str:
        state = record.snapshot(as_of=DAY)
        return show_brief(state, findings=flow.brief_findings(state, record), format="json")

    with open_record(str(tmp_path / "d.db"), now=lambda: NOON, create=True) as record:
        record.enter([signed(days=parse_days("2031-04-01")).reading()])
        before = brief(record)
        record.enter([Draft(TELLS, "2031-05-02", outlet="Wire").reading()])
        after = brief(record)
    assert 'due 1 Apr 2031: overdue, no account found"' in before
    assert "overdue, no account found; 1 sentence may speak of it" in after
