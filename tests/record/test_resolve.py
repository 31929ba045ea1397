"""Names to actors: spellings that are one, last names, unnamed sources. Pure."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record.resolve import actor_id, best_name, folded_name, resolve_names, suggest
from tests.record.build import actor


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Karin Lund", "Karin Lund"),
        ("Oleh Verzhynskyy", "Oleh Verzhynskiy"),
        ("Łukasz Mazur", "Lukasz Mazur"),
        ("José Peña", "Jose Pena"),
        ("the Norland Council", "Norland Council"),
        ("KARIN LUND", "Karin Lund"),
    ],
)
def test_usual_spellings_of_one_name_are_one_actor(one: str, other: str) -> None:
    assert actor_id(one, "r1") == actor_id(other, "r2")


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        ({"NORLAND": 9, "Norland": 1}, "Norland"),
        ({"NTU": 9, "Northern Trade Union": 1}, "NTU"),
        ({"NORLAND": 9}, "NORLAND"),
    ],
)
def test_capitals_give_way_to_the_same_name_in_usual_letters(
    counts: dict[str, int], name: str
) -> None:
    assert best_name(Counter(counts)) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [("Karin Lund", "Karin Lindt"), ("Norland", "North Norland"), ("Ivo Brand", "Eva Brand")],
)
def test_other_names_are_other_actors(one: str, other: str) -> None:
    assert actor_id(one, "r1") != actor_id(other, "r1")


def test_a_lone_last_name_is_the_person_of_that_name_if_there_is_one_only() -> None:
    lund, only = actor("Lund", "person"), actor("Karin Lund", "person")
    found = resolve_names([lund, only], "r1")
    assert found.ids["Lund"] == found.ids["Karin Lund"]
    two = resolve_names([lund, only, actor("Nils Lund", "person")], "r1")
    assert len(set(two.ids.values())) == 3


def test_a_state_of_the_name_of_a_person_stays_itself() -> None:
    found = resolve_names([actor("Lund"), actor("Karin Lund", "person")], "r1")
    assert found.ids["Lund"] != found.ids["Karin Lund"]


@given(st.text(max_size=20), st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_an_unnamed_source_belongs_to_its_report(what: str, one: str, other: str) -> None:
    name = f"unnamed: {what}"
    assert (actor_id(name, one) == actor_id(name, other)) == (one == other)
    assert actor_id(name, one) != actor_id(what, one)


@given(st.text(max_size=30))
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert folded_name(folded_name(name)) == folded_name(name)


NAMES = st.sampled_from(
    ["Karin Lund", "Karen Lund", "Lund", "Karin Lundd", "unnamed: a diplomat", "unnamed: Lund"]
)


@given(st.dictionaries(st.sampled_from("abcdef"), NAMES, max_size=6))
def test_only_named_pairs_are_suggested_each_once(names: dict[str, str]) -> None:
    found = suggest(names, frozenset(names))
    assert all("unnamed" not in name for s in found for name in s.names)
    pairs = [frozenset(s.ids) for s in found]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)


def test_a_short_form_of_the_only_longer_name_is_suggested() -> None:
    names = {
        "a": "Harbourline",
        "b": "Harbourline Shipping",
        "c": "Norland",
        "d": "Norland Lines",
        "e": "Vell",
        "f": "Vell Ferries",
        "g": "Vell Post",
    }
    (pair,) = suggest(names, frozenset(), frozenset({"c"}))
    assert pair.names == ("Harbourline Shipping", "Harbourline")
    assert "only one longer name begins with it" in pair.reason


def test_a_last_name_alone_that_was_taken_for_a_body_is_suggested() -> None:
    names = {"a": "Pavla Lund", "b": "Lund", "c": "Vell", "d": "Ida Vell", "e": "Roe", "f": "—"}
    pairs = suggest(names, frozenset({"a", "d"}), frozenset({"c"}))
    assert [pair.names for pair in pairs] == [("Pavla Lund", "Lund")]
    assert "only one person bears it" in pairs[0].reason
