"""What is taken back as wrong is no fact: contacts are denied, positions are left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Contact, Position, Reading

Read = Callable[..., Reading]

_MET = "Ada Brandt of Norland met Ruta Klein of Sudmark in Vell"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (f"An article on 1 March said that {_MET}. This was wrong.", "narrator"),
        (f"An article on 1 March said that {_MET}. The article was not correct.", "narrator"),
        (f"The Harbour Post retracts its claim that {_MET}.", "Harbour Post"),
        (f"A report that {_MET} was retracted.", "narrator"),
        (f"We wrote that {_MET}. That was wrong; they did not meet.", "narrator"),
        (f"The Harbour Post reported wrongly on Monday that {_MET}.", "narrator"),
        (f"The Harbour Post reported in error that {_MET}.", "narrator"),
        (f"The Harbour Post claimed that {_MET}. She did not.", "narrator"),
        (f"The Harbour Post claimed that {_MET}. No such meeting took place.", "narrator"),
    ],
)
def test_a_contact_that_is_taken_back_is_denied(read: Read, text: str, by: str) -> None:
    (contact,) = read(text).of(Contact)
    assert contact.status == "denied"
    assert [(s.status, s.by) for s in contact.statuses] == [("denied", by)]


def test_what_one_says_and_another_calls_untrue_keeps_both(read: Read) -> None:
    (contact,) = read(
        "Norland said that it held talks with Sudmark in May. That is not true, Sudmark said."
    ).of(Contact)
    assert contact.status == "denied"
    assert {(s.status, s.by) for s in contact.statuses} == {
        ("denied", "Sudmark"),
        ("held", "Norland"),
    }


@pytest.mark.parametrize(
    "text",
    [
        f"The Harbour Post said that {_MET}. It was wrong to keep it secret, the union said.",
        f"The Harbour Post said that {_MET}. They did not meet again.",
        f"The Harbour Post said that {_MET}. Kestland did not.",
        f"The Harbour Post said that {_MET}. That was not wrong.",
        f"{_MET}. That was wrong, the union said.",
    ],
)
def test_what_is_only_judged_or_goes_on_otherwise_is_not_taken_back(read: Read, text: str) -> None:
    assert [c.status for c in read(text).of(Contact)] == ["held"]


def test_a_denial_that_is_called_wrong_is_no_contact_held(read: Read) -> None:
    reading = read("Norland said that it had not met Sudmark. That was wrong.")
    assert [(c.status, c.reported_by) for c in reading.of(Contact)] == [("denied", "Norland")]


def test_a_correction_that_does_not_say_what_was_wrong_leaves_no_contact(read: Read) -> None:
    reading = read(f"Correction: An earlier version of this article said that {_MET}.")
    assert not reading.of(Contact)


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Post said that Norland rejects the offer of Sudmark. This was incorrect.",
        "The Harbour Post reported wrongly that Norland rejects the offer of Sudmark.",
        "The Harbour Post withdrew its report that Norland rejects the offer of Sudmark.",
    ],
)
def test_a_position_told_in_what_is_taken_back_is_none(read: Read, text: str) -> None:
    assert not read(text).of(Position)
