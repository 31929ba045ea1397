"""When, where and by what a stance was told is no part of what it is on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Proposal, Reading

Read = Callable[..., Reading]


def _propositions(reading: Reading) -> list[str | None]:
    return [p.proposition for p in reading.of(Position)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Norland demanded the release of the crews in a letter on Monday.",
            "the release of the crews",
        ),
        (
            "Norland proposed a ceasefire for the strip at talks in Brage on Monday.",
            "a ceasefire for the strip",
        ),
        ("Norland rejected the remarks within hours.", "the remarks"),
        ("Norland rejected the plan for the reef on Monday in Vell.", "the plan for the reef"),
        ("Norland rejected the bill on tolls in Vell on Monday.", "the bill on tolls"),
        ("Norland broke off talks over the reef on Monday.", "talks over the reef"),
    ],
)
def test_what_tells_of_the_telling_is_left_out(read: Read, text: str, about: str) -> None:
    assert _propositions(read(text)) == [about]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Norland demanded a seat at talks.", "a seat at talks"),
        ("Norland demanded a withdrawal within 48 hours.", "a withdrawal within 48 hours"),
        ("Norland proposed talks on Sunday.", "talks on Sunday"),
        ("Norland rejected the port in Vell.", "the port in Vell"),
        ("Norland broke off talks set for Monday.", "talks set for Monday"),
        ("Norland demanded that the crews be freed on Friday.", "the crews be freed on Friday"),
    ],
)
def test_what_may_be_part_of_it_stays(read: Read, text: str, about: str) -> None:
    assert _propositions(read(text)) == [about]


def test_a_plan_is_not_named_by_the_day_when_it_was_put_forward(read: Read) -> None:
    (plan,) = read("Norland proposed a 10-point plan for the strip on Monday.").of(Proposal)
    assert plan.name == "10-point plan for the strip"
