"""Who does something is its subject, behind a phrase that ends with a town and in a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from detente.model.claims import Contact, Position, Reading
from detente.readings.fronts import with_subjects

Read = Callable[..., Reading]


class Words(NamedTuple):
    """As in "in Vell, Norland and Sudmark signed", however a parse hangs it together."""

    head: tuple[int, ...]
    dep: tuple[str, ...]
    text: tuple[str, ...] = ("In", "Vell", ",", "Norland", "and", "Sudmark", "signed")
    pos: tuple[str, ...] = ("ADP", "PROPN", "PUNCT", "PROPN", "CCONJ", "PROPN", "VERB")
    tag: tuple[str, ...] = ("IN", "NNP", ",", "NNP", "CC", "NNP", "VBD")
    sentence: tuple[int, ...] = (0,) * 7


@pytest.mark.parametrize(
    ("head", "dep"),
    [
        ((6, 0, 1, 1, 3, 3, 6), ("prep", "pobj", "punct", "conj", "cc", "conj", "ROOT")),
        ((6, 0, 1, 1, 1, 1, 6), ("prep", "pobj", "punct", "conj", "cc", "conj", "ROOT")),
        ((6, 0, 1, 1, 3, 3, 6), ("prep", "pobj", "punct", "appos", "cc", "conj", "ROOT")),
    ],
)
def test_they_are_the_subject_whatever_the_parse(
    head: tuple[int, ...], dep: tuple[str, ...]
) -> None:
    made = with_subjects(Words(head, dep))  # type: ignore[arg-type]
    assert made["head"] == [6, 0, 6, 6, 3, 3, 6]
    assert made["dep"][3] == "nsubj"


def test_two_subjects_are_one_list() -> None:
    words = Words(
        (6, 0, 6, 2, 2, 4, 6),
        ("nsubj", "punct", "nsubj", "cc", "conj", "punct", "ROOT"),
        ("Norland", ",", "Sudmark", "and", "Ostren", ",", "signed"),
        ("PROPN", "PUNCT", "PROPN", "CCONJ", "PROPN", "PUNCT", "VERB"),
        ("NNP", ",", "NNP", "CC", "NNP", ",", "VBD"),
    )
    made = with_subjects(words)  # type: ignore[arg-type]
    assert made["head"] == [6, 0, 0, 2, 2, 4, 6]
    assert made["dep"][:3] == ["nsubj", "punct", "conj"]


@pytest.mark.parametrize(
    ("head", "dep", "text"),
    [
        (  # a subject stands there
            (6, 0, 1, 6, 3, 3, 6),
            ("prep", "pobj", "punct", "nsubj", "cc", "conj", "ROOT"),
            ("In", "Vell", ",", "Norland", "and", "Sudmark", "signed"),
        ),
        (  # no comma parts them
            (6, 0, 1, 1, 3, 3, 6),
            ("prep", "pobj", "cc", "conj", "cc", "conj", "ROOT"),
            ("In", "Vell", "or", "Norland", "and", "Sudmark", "signed"),
        ),
    ],
)
def test_what_is_well_or_not_known_stays(
    head: tuple[int, ...], dep: tuple[str, ...], text: tuple[str, ...]
) -> None:
    assert with_subjects(Words(head, dep, text)) == {}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence",
    [
        "After nine hours of talks in Vell, Norland and Sudmark signed a truce.",
        "After three days of talks in Vell, Norland and Sudmark signed a truce on Monday.",
        "After nine hours of talks in the city of Vell, Norland and Sudmark signed a truce.",
    ],
)
def test_they_met_and_accepted(read: Read, sentence: str) -> None:
    reading = read(sentence)
    met = [c for c in reading.claims if isinstance(c, Contact)]
    assert [(c.status, {p.name for p in c.participants}) for c in met] == [
        ("held", {"Norland", "Sudmark"})
    ]
    accepting = {c.actor for c in reading.claims if isinstance(c, Position)}
    assert accepting == {"Norland", "Sudmark"}


def test_all_three_of_a_list_met(read: Read) -> None:
    reading = read(
        "BERGHOLM, 4 March (Harbour Wire) - Dravia, Selmark and Ostren opened talks on the cod "
        "quota in Port Brannoch on Monday.\n\nDravia wants 40 percent. Selmark's government "
        "accepted the plan of the Commission on Tuesday, its spokeswoman Greta Holm said."
    )
    met = [c for c in reading.claims if isinstance(c, Contact)]
    assert [{p.name for p in c.participants} for c in met] == [{"Dravia", "Selmark", "Ostren"}]
    assert {a.name: a.acts_for for a in reading.actors}["Greta Holm"] == "Selmark"
