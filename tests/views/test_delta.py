from __future__ import annotations

import json
from dataclasses import replace

import pytest

from detente.model.errors import UnknownName
from detente.model.snapshot import Delta
from detente.views.delta import show_delta
from tests.views.expected import matches
from tests.views.pagecheck import check
from tests.views.sample import DELTA
from tests.views.worlds import NASTY


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_the_delta_is_the_expected_one(form):
    ending = {"text": "txt"}.get(form, form)
    assert matches(f"delta.{ending}", show_delta(DELTA, format=form))


def test_a_change_says_from_what_to_what():
    assert "rejects → accepts on a condition" in show_delta(DELTA)


def test_repeats_copies_and_what_was_left_out_are_counted():
    made = " ".join(show_delta(DELTA).split())
    assert "3 changes from 2 reports, 1 wire copy among them; 4 repeats folded." in made
    assert "1 report marked above public left out." in made


def test_nothing_changed_is_said():
    made = show_delta(Delta(since="2031-03-01", until="2031-03-02"))
    assert "0 changes from 0 reports" in made


@pytest.mark.parametrize("words", NASTY)
def test_words_stay_words(words):
    changes = tuple(
        replace(change, text=words, before=words, after=words) for change in DELTA.changes
    )
    delta = replace(DELTA, changes=changes, since=words, until=words)
    page = check(show_delta(delta, format="html"))
    assert page.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "main"} | {
        *("ul", "li", "span", "strong", "footer", "p")
    }
    assert all(len(line) <= 100 for line in show_delta(delta).split("\n")[1:])
    assert json.loads(show_delta(delta, format="json"))["changes"][0]["text"] == words
    assert " ".join(words.split())[:40] in page.words or not words.isprintable()


def test_an_unknown_format_is_refused():
    with pytest.raises(UnknownName):
        show_delta(DELTA, format="csv")
