"""Time words resolve against the day of the report, with the precision that they have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.claims import Reading
from detente.model.text import make_report
from detente.readings import times
from detente.readings.page import Page
from detente.readings.readers import RuleReader
from detente.readings.times.dating import Around, date_words
from detente.readings.times.forms import Form, forms

TUESDAY = dt.date(2031, 3, 4)


def page_of(text: str, published: dt.date | None = TUESDAY) -> Page:
    """Return the page that families get for a text."""
    pages: list[Page] = []

    def keep(page: Page) -> list:
        pages.append(page)
        return []

    retrieved = dt.datetime(2031, 3, 5, tzinfo=dt.UTC)
    RuleReader((keep,)).read(make_report(text, retrieved=retrieved, published=published))
    return pages[0]


def days_in(text: str, published: dt.date | None = TUESDAY) -> dict[str, str | None]:
    """Return the days of the time words of a text, in the codebook's form."""
    page = page_of(text, published)
    return {page.text(m.stretch): str(m.days) if m.days else None for m in times.mentions(page)}


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("The envoys met last Tuesday.", "last Tuesday", "2031-02-25"),
        ("The envoys met on Friday.", "Friday", "2031-02-28"),
        ("The envoys will meet on Friday.", "Friday", "2031-03-07"),
        ("The envoys will meet next Friday.", "next Friday", "2031-03-14"),
        ("A third round was due on 19 March, she said.", "19 March", "2031-03-19"),
        ("A third round was due on Friday, she said.", "Friday", "2031-03-07"),
        ("They met on December 2.", "December 2", "2030-12-02"),
        ("They met on 2 December.", "2 December", "2030-12-02"),
        ("They will meet on December 2.", "December 2", "2031-12-02"),
        ("They met on December 2, 2025.", "December 2, 2025", "2025-12-02"),
        (
            "They will pay by 1 June of each year from 2033.",
            "by 1 June of each year from 2033",
            "2033-06-01",
        ),
        (
            "They will pay by June 1 every year, starting in 2033.",
            "by June 1 every year, starting in 2033",
            "2033-06-01",
        ),
        ("They will pay on June 1 of each year.", "June 1", "2031-06-01"),
        ("They will meet next week.", "next week", "2031-03-10/2031-03-16"),
        ("They will meet in the coming days.", "in the coming days", "2031-03-05/2031-03-11"),
        ("They met earlier this week.", "earlier this week", "2031-03-03/2031-03-04"),
        ("They met this month.", "this month", "2031-03"),
        ("They met over the weekend.", "the weekend", "2031-03-01/2031-03-02"),
        ("They will meet at the weekend.", "the weekend", "2031-03-08/2031-03-09"),
        ("They met yesterday.", "yesterday", "2031-03-03"),
        ("They met two weeks ago.", "two weeks ago", "2031-02-15/2031-02-21"),
        ("They met ten days ago.", "ten days ago", "2031-02-22"),
        ("Norland must reply by March 15.", "by March 15", "2031-03-15"),
        (
            "The truce ran from 25 July until 30 July.",
            "from 25 July until 30 July",
            "2030-07-25/2030-07-30",
        ),
        ("Talks are due March 31-April 2.", "March 31-April 2", "2031-03-31/2031-04-02"),
        ("They met last September.", "last September", "2030-09"),
        ("A round will open in late May.", "late May", "2031-05"),
        (
            "A round will open in the first half of April.",
            "the first half of April",
            "2031-04-01/2031-04-15",
        ),
        ("The pact was signed in 2019.", "2019", "2019"),
        ("They will meet later this year.", "later this year", "2031-03-04/2031-12-31"),
        ("The text is dated 2031-02-11.", "2031-02-11", "2031-02-11"),
        ("They met on Monday and Tuesday.", "Monday and Tuesday", "2031-03-03/2031-03-04"),
    ],
)
def test_words_become_days(text: str, words: str, days: str) -> None:
    assert days_in(text)[words] == days


@pytest.mark.parametrize("words", ["last Tuesday", "next week", "yesterday", "two weeks ago"])
def test_without_a_day_of_publication_relative_words_stay_words(words: str) -> None:
    assert days_in(f"The envoys met {words}.", None)[words] is None


def test_without_a_day_of_publication_a_full_date_is_still_a_day() -> None:
    assert days_in("They met on May 3, 2030.", None)["May 3, 2030"] == "2030-05-03"


def test_words_that_only_look_like_months_are_left_alone() -> None:
    assert days_in("He may go. The march to the sea went on. In March three fell ill.") == {
        "March": "2031-03"
    }


def test_the_dateline_is_where_today_counts_from() -> None:
    page = page_of("BERGHOLM, March 2 (Agency) - The envoys met today in a hotel by the lake.")
    assert times.anchor(page) == dt.date(2031, 3, 2)
    assert [str(m.days) for m in times.mentions(page)] == ["2031-03-02", "2031-03-02"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The pact ended on February 30.", "unread_date"),
        ("The text bears the date 04/05/2031.", "unread_date"),
        ("They will meet on Thursday, March 19.", "date_conflict"),
        ("BERGHOLM, June 29 - The envoys met today in a hotel.", "date_conflict"),
    ],
)
def test_what_is_wrong_with_a_date_is_noted(
    read: Callable[..., Reading], text: str, kind: str
) -> None:
    notes = [n for n in read(text).notes if n.kind == kind]
    assert len(notes) == 1
    assert notes[0].evidence is not None
    assert notes[0].evidence.text in text


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("Saltov met Maldal on Friday and left on Monday.", "met", "Friday"),
        ("Saltov met Maldal on Friday and left on Monday.", "left", "Monday"),
        ("Saltov is expected on Friday to meet Maldal.", "meet", "Friday"),
        ("Saltov said on Monday that Maldal left.", "left", None),
        ("Saltov has led since March 1.", "led", None),
    ],
)
def test_time_words_bear_on_their_verb(text: str, verb: str, words: str | None) -> None:
    page = page_of(text)
    at = next(t.i for t in page.parse.tokens if t.text == verb)
    when = times.when(page, at)
    assert (when.evidence.text if when else None) == words


def test_a_length_of_time_is_no_point_in_time() -> None:
    page = page_of(
        "The four-hour meeting was the first in five years; a pause of two weeks began."
    )
    assert {m.kind for m in times.mentions(page)} == {"duration"}


def test_a_deadline_and_what_recurs_are_told_apart() -> None:
    page = page_of("Norland must pay by Friday. They meet on Mondays.")
    assert [m.kind for m in times.mentions(page)] == ["deadline", "recurring"]


ENGLISH = st.characters(max_codepoint=127)


@settings(max_examples=60)
@given(
    st.sampled_from(forms()).flatmap(
        lambda f: st.tuples(st.just(f), st.from_regex(f.pattern, alphabet=ENGLISH))
    )
)
def test_where_no_telling_word_stands_nothing_matches(drawn: tuple[Form, str]) -> None:
    form, text = drawn
    for match in form.pattern.finditer(text):
        assert form.may_stand_in(match[0].lower())


@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31)), st.sampled_from(["past", "future"]))
def test_a_weekday_is_within_a_week_on_the_side_of_the_tense(day: dt.date, tense: str) -> None:
    weekday = next(form for form in forms() if form.name == "weekday")
    match = weekday.pattern.search("on Thursday")
    assert match is not None
    days = date_words("weekday", match, Around(day, tense)).days  # type: ignore[arg-type]
    assert days is not None
    assert days.start.isoweekday() == 4
    apart = (days.start - day).days
    assert 0 <= (apart if tense == "future" else -apart) < 7


def test_face_to_face_is_no_verb_of_its_own() -> None:
    found = days_in("Norland and Sudmark met face to face for the first time on Monday.")
    assert found["Monday"] == "2031-03-03"
