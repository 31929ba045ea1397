"""A changed article: claims whose words stand are carried over, the others say since when."""

import datetime as dt

import pytest

from detente.model.text import Details, Source, make_report
from detente.record import Record
from detente.record.revising import is_silent
from tests.record.build import NOON, Draft

PAGE = "https://harbour.example/1"
FEE = "Norland demands a harbour fee"
SALT = "Sudmark accepts a tax on salt"


def first() -> Draft:
    draft = Draft(f"{FEE}. {SALT}.", address=PAGE)
    draft.position("Norland", "demands", "a harbour fee", FEE)
    return draft.position("Sudmark", "accepts", "a tax on salt", SALT)


def later(text: str, *quotes: str, published: str = "2031-03-02") -> Draft:
    draft = Draft(text, published, address=PAGE)
    for quote in quotes:
        party, stance, _, on = quote.split(" ", 3)
        draft.position(party, stance, f"a {on}", quote)
    return draft


def test_what_is_gone_from_an_article_is_withdrawn_and_says_since_when(record: Record) -> None:
    record.enter([first().reading()])
    salt = next(e for e in record.entries("positions") if e.claim.main.text == SALT)
    record.enter([later(f"{FEE}. Ferries wait.", FEE).reading()])
    assert [e.claim.main.text for e in record.entries("positions")] == [FEE]
    kept = record.entry(salt.id)
    assert kept.gone
    assert [s.withdrawn for s in kept.sightings] == [dt.date(2031, 3, 2)]
    (withdrawn,) = record.changes(dt.date(2031, 3, 1)).changes
    assert (withdrawn.kind, withdrawn.entry.id) == ("withdrawn", salt.id)


def test_what_stands_in_the_new_text_is_carried_over_though_it_is_read_no_more(
    record: Record,
) -> None:
    record.enter([first().reading(), later(f"{FEE}. {SALT}. Ferries wait.", FEE).reading()])
    assert {e.claim.main.text for e in record.entries("positions")} == {FEE, SALT}
    assert not any(e.gone for e in record.entries("positions"))
    third = later(f"{SALT}, it says.", published="2031-03-03")
    record.enter([third.reading()])
    assert {e.claim.main.text for e in record.entries("positions")} == {SALT}
    record.enter([later("Ferries wait.", published="2031-03-04").reading()])
    assert record.entries("positions") == ()


def test_words_that_stood_before_are_not_announced_again_when_they_are_read_otherwise(
    record: Record,
) -> None:
    record.enter([first().reading()])
    changed = Draft(f"{FEE}. {SALT}. Ferries wait.", "2031-03-02", address=PAGE)
    changed.position("Norland", "demands", "nine crowns a ton", FEE)
    changed.position("Sudmark", "rejects", "free passage", "Ferries wait")
    record.enter([changed.reading()])
    new = [c.entry.claim.main.text for c in record.changes(dt.date(2031, 3, 1)).changes]
    assert FEE not in new
    assert "Ferries wait" in new


def text(words: str, published: str | None = "2031-03-01", updated: str | None = None) -> object:
    day = dt.date.fromisoformat
    return make_report(
        words,
        retrieved=NOON,
        source=Source("Post", PAGE),
        published=day(published) if published else None,
        details=Details(updated=day(updated) if updated else None),
    )


@pytest.mark.parametrize(
    ("new", "silent"),
    [
        (text("Norland demands more."), True),
        (text("UPDATE: Norland demands more."), False),
        (text("Norland demands more.", updated="2031-03-02"), False),
        (text("Norland demands more.", "2031-03-02"), False),
        (text("NORLAND  demands nothing."), False),
    ],
)
def test_an_edit_is_silent_if_neither_a_sentence_nor_a_date_says_so(
    new: object, silent: bool
) -> None:
    assert is_silent(text("Norland demands nothing."), new) is silent  # type: ignore[arg-type]


def test_a_text_without_an_address_that_is_read_anew_is_no_edit_of_another(record: Record) -> None:
    texts = ("Norland rejects a toll.", "Sudmark accepts quotas.")
    record.enter(Draft(text).reading() for text in texts)
    entered = [record.enter([Draft(text, reader="hand@2").reading()]) for text in texts]
    assert [(one.reread, one.silent) for one in entered] == [(1, 0), (1, 0)]


def test_silent_edits_are_counted_and_flagged(record: Record) -> None:
    record.enter([first().reading()])
    changed = Draft(f"{FEE}. Ferries wait.", address=PAGE, retrieved=NOON + dt.timedelta(hours=1))
    changed.position("Norland", "demands", "a harbour fee", FEE)
    entered = record.enter([changed.reading()])
    assert (entered.revised, entered.silent) == (1, 1)
    assert [row.silent for row in record.reports()] == [False, True]
    before = record.beginning()
    assert before is not None
    delta = record.changes(before)
    assert (delta.revised, delta.silent) == (1, 1)


def test_the_order_of_entry_does_not_matter(record: Record) -> None:
    texts = [first(), later(f"{FEE}. {SALT}.X", FEE), later("Gone.", published="2031-03-03")]
    record.enter(draft.reading() for draft in (texts[2], texts[0], texts[1]))
    assert record.entries("positions") == ()
    gone = record.entry(first().claims[1].id)
    assert gone.gone
    assert [s.withdrawn for s in gone.sightings] == [dt.date(2031, 3, 3)]
