"""Plans that got more or fewer points are versions, each with its count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Proposal, Reading
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.readings.conftest import RETRIEVED

Read = Callable[..., Reading]


def _points(reading: Reading) -> dict[int | None, str | None]:
    return {p.points: p.revised_from for p in reading.of(Proposal)}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (
            "Norland put forward a 14-point plan. Norland cut its plan from 14 points to nine.",
            14,
            9,
        ),
        ("The mediator boiled the 20-point plan down to seven points.", 20, 7),
        ("Norland slimmed its 28-point plan down to 19.", 28, 19),
        ("Norland's plan of 14 points was expanded to 16 points.", 14, 16),
        ("Norland put forward a 14-point plan. A slimmed-down 9-point version went out.", 14, 9),
    ],
)
def test_both_versions_are_kept_with_their_points(
    read: Read, text: str, before: int, after: int
) -> None:
    found = _points(read(text))
    assert set(found) == {before, after}
    assert (found[before] is None, found[after] is not None) == (True, True)


def test_a_version_follows_the_one_before_it_and_not_the_first(read: Read) -> None:
    reading = read(
        "The mediator boiled the 20-point plan down to nine points. "
        "A trimmed 7-point version was sent to both sides."
    )
    names = {p.points: p.name for p in reading.of(Proposal)}
    assert _points(reading) == {20: None, 9: names[20], 7: names[9]}


@pytest.mark.parametrize(
    "text",
    [
        "Norland cut its budget from 14 percent to nine.",
        "Norland did not cut its plan to nine points.",
        "Norland cut its plan to nine pages.",
        "The team's lead was cut from 14 points to nine.",
    ],
)
def test_what_has_no_points_has_no_such_version(read: Read, text: str) -> None:
    assert 9 not in _points(read(text))


def test_the_trained_reader_keeps_a_version_as_well() -> None:
    text = "Norland's 14-point plan was presented in May. A 9-point version of the plan was sent."
    reading = reader("learned").read(make_report(text, retrieved=RETRIEVED))
    assert set(_points(reading)) == {14, 9}
