"""Names with small words in them are whole, whatever the parser makes of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading, Statement

Read = Callable[..., Reading]

NAMES = (
    "Ursula von der Lind",
    "Badr al-Rusaidi",
    "Sayyid bin Hamad al-Rusaidi",
    "Dick van der Bergh",
    "Maria de los Prados",
    "Ismail ould Sidi",
    "Omar el-Tareb",
)
SENTENCES = (
    "Foreign Minister {} said the talks would go on.",
    "The talks, {} said on Monday, would go on.",
    "“We will stay,” {} told reporters in Vell.",
    "{} rejected the plan, and said so.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_whole(read: Read, name: str, sentence: str) -> None:
    found = read(f"Norland and Sudmark met in Vell. {sentence.format(name)}")
    assert (name, "person") in [(a.name, a.kind) for a in found.actors]
    assert not [
        a.name for a in found.actors if a.name != name and set(a.name.split()) & set(name.split())
    ]


def test_the_end_of_such_a_name_is_the_same_person(read: Read) -> None:
    text = (
        "Omani Foreign Minister Badr al-Rusaidi met both sides. “It is late,” al-Rusaidi said. "
        "“Peace is near,” Rusaidi said."
    )
    assert {s.speaker for s in read(text).of(Statement)} == {"Badr al-Rusaidi"}


@pytest.mark.parametrize(
    "text",
    [
        "Convoys reached Deir al-Balah on Monday, an envoy of Norland said.",
        "Sudmark gave Norland ten Leopard tanks, an envoy said.",
        "The envoy called it the Norland van Monday.",
    ],
)
def test_places_groups_and_plain_words_make_nobody(read: Read, text: str) -> None:
    assert [a.name for a in read(text).actors if a.kind == "person"] == []
