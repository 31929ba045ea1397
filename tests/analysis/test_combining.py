"""Packages: necessarily and possibly acceptable, who is against, what is efficient."""

from __future__ import annotations

import pytest

from detente.analysis.combining import LISTED, packages
from detente.model.errors import InputError
from tests.analysis.world import World


def rows(world: World) -> dict[str, tuple[object, ...]]:
    return {str(row.cells[0]): row.cells[1:] for row in packages(world.snapshot()).rows}


def test_accepted_by_all_is_for_sure_or_perhaps() -> None:
    world = World()
    world.say("Norland", "accepts", "monitors arrive")
    world.say("Sudmark", "proposes", "monitors arrive")
    world.say("Norland", "demands", "forces leave", issue="i-2")
    world.say("Sudmark", "reserves", "forces leave", issue="i-2")
    found = rows(world)
    assert found["i-1: monitors arrive · i-2: forces leave"][:3] == ("possibly", None, "Sudmark")
    assert found["i-1: monitors arrive · i-2: none of these"][:2] == ("no", "Norland")
    world.say("Sudmark", "accepts", "forces go home", issue="i-2")
    assert len(packages(world.snapshot()).rows) == 2 * 3


def test_silence_is_neither_consent_nor_refusal() -> None:
    world = World()
    world.say("Norland", "accepts", "monitors arrive")
    world.say("Sudmark", "accepts", "monitors arrive")
    world.say("Norland", "accepts", "forces leave", issue="i-2")
    world.say("Halmar", "accepts", "forces leave", issue="i-2")
    best = packages(world.snapshot()).rows[0]
    assert best.cells[:4] == (
        "i-1: monitors arrive · i-2: forces leave",
        "possibly",
        None,
        "Halmar, Sudmark",
    )


def test_what_meets_less_than_another_is_not_efficient() -> None:
    world = World()
    world.say("Norland", "accepts", "monitors arrive")
    world.say("Sudmark", "accepts", "monitors arrive")
    found = rows(world)
    assert found["i-1: monitors arrive"][3:] == ("yes", "yes")
    assert found["i-1: none of these"][3:] == ("no", "yes")


def test_too_many_are_refused_with_the_count() -> None:
    world = World()
    for issue in range(21):
        for party in ("Norland", "Sudmark"):
            world.say(party, "accepts", f"point {issue}", issue=f"i-{issue}")
    with pytest.raises(InputError, match="2,097,152 packages"):
        packages(world.snapshot())


def test_of_many_the_first_are_listed_and_it_says_so() -> None:
    world = World()
    for issue in range(9):
        for party in ("Norland", "Sudmark"):
            world.say(party, "accepts", f"point {issue}", issue=f"i-{issue}")
    found = packages(world.snapshot())
    assert len(found.rows) == LISTED
    assert found.rows[0].cells[1] == "necessarily"
    assert "512 packages" in found.caveats[-1]
