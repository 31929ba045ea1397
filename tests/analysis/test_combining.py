"""Packages: necessarily and possibly acceptable, who is against, what is efficient."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.analysis.combining import LISTED, packages
from detente.analysis.conflicts import conflicts
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
    assert found.total == 512
    (opening,) = found.opening
    assert opening.startswith(
        "There are 512 packages: 1 necessarily accepted by all, 511 possibly,"
    )
    assert f"Listed are the first {LISTED} that all accept" in opening
    assert opening.endswith(f"There are {512 - LISTED} more.")


def test_of_many_none_is_listed_that_nobody_could_use() -> None:
    """Torn over eight issues: one thing that only one side wants, one that both refuse."""
    world = World()
    for issue in range(8):
        world.say("Norland", "accepts", f"point {issue}", issue=f"i-{issue}")
        world.say("Sudmark", "rejects", f"point {issue}", issue=f"i-{issue}")
        world.say("Norland", "rejects", f"ruin {issue}", issue=f"i-{issue}")
        world.say("Sudmark", "rejects", f"ruin {issue}", issue=f"i-{issue}")
    found = packages(world.snapshot())
    assert found.total == 3**8
    assert [row.cells[1] for row in found.rows] == ["possibly", "no"]
    assert not any("ruin" in str(row.cells[0]) for row in found.rows)
    assert "yes" in found.rows[1].cells[4:]
    assert "Listed are the 2 that all accept or that are efficient" in found.opening[0]


def test_few_are_all_listed_and_nothing_is_said_of_more() -> None:
    found = packages(strip().snapshot())
    assert len(found.rows) == 4
    assert (found.total, found.opening) == (None, ())


@pytest.mark.parametrize(
    ("refused", "option", "is_refused"),
    [
        ("monitors of any kind", "send 180 monitors to the strip", True),
        ("any monitors", "unarmed monitors", True),
        ("foreign monitors, whatever they carry", "180 foreign monitors carry cameras", True),
        ("monitors", "send 180 monitors to the strip", False),
        ("monitors of any kind", "the monitors leave the strip", False),
        ("monitors of any kind", "a court", False),
        ("any foreign monitors", "send 180 monitors to the strip", False),
    ],
)
def test_who_refuses_any_kind_refuses_each(refused: str, option: str, is_refused: bool) -> None:
    world = World()
    offer = world.say("Norland", "demands", option)
    refusal = world.say("Sudmark", "rejects", refused)
    against = {key.removeprefix("i-1: "): cells[1] for key, cells in rows(world).items()}[option]
    assert against == ("Sudmark" if is_refused else None)
    found = [set(row.basis) for row in conflicts(world.snapshot()).rows]
    assert found == ([{offer, refusal}] if is_refused else [])


def test_what_a_party_says_of_an_option_itself_counts_before_what_it_refuses_of_any_kind() -> None:
    world = World()
    world.say("Norland", "demands", "send 180 monitors")
    world.say("Sudmark", "rejects", "monitors of any kind")
    world.say("Sudmark", "accepts", "send 180 monitors")
    assert rows(world)["i-1: send 180 monitors"][0] == "necessarily"


def test_others_words_for_a_refusal_count_where_accounts_are_asked_for() -> None:
    world = World()
    world.say("Norland", "demands", "send 180 monitors")
    world.say("Sudmark", "rejects", "foreign monitors")
    told = World()
    told.say("Sudmark", "rejects", "monitors of any kind", voice="narrator")
    last = world.standings.pop()
    world.standings.append(replace(last, others=told.standings[0].others))
    for voices, against in (("own", None), ("all", "Sudmark")):
        found = {row.cells[0]: row.cells[2] for row in packages(world.snapshot(), voices).rows}
        assert found["i-1: send 180 monitors"] == against


def strip() -> World:
    """Norland accepts the wide strip and rejects none; Sudmark demands a narrow one."""
    world = World()
    world.say("Norland", "accepts", "a wide strip")
    world.say("Norland", "rejects", "no strip")
    world.say("Sudmark", "demands", "a narrow strip")
    return world


def accepted(world: World) -> dict[str, tuple[object, ...]]:
    """By option: whether all accept it, who is against, of whom it is unknown."""
    return {key.removeprefix("i-1: "): cells[:3] for key, cells in rows(world).items()}


def test_the_desk_s_option_is_refused_by_nobody_until_somebody_is_asked() -> None:
    world = strip()
    number = world.assume("option", ["a strip of 40 km"], issue="i-1")
    found = packages(world.snapshot())
    option = "a strip of 40 km [the desk's]"
    assert accepted(world)[option] == ("possibly", None, "Norland, Sudmark")
    assert accepted(world)["a wide strip"][:2] == ("no", "Sudmark")
    assert [one.id for one in found.assumed] == [number]
    assert found.assumed[0].said == "an option on i-1: a strip of 40 km"
    assert found.assumed[0].whose == "the desk, 2 March 2031: a reason"
    assert {row.assumed for row in found.rows if option in str(row.cells[0])} == {(number,)}
    assert {row.assumed for row in found.rows if option not in str(row.cells[0])} == {()}


def test_an_order_says_what_is_as_good_as_something_accepted_or_as_bad_as_refused() -> None:
    world = strip()
    world.assume("option", ["a strip of 40 km"], issue="i-1")
    world.assume("option", ["a line on a map"], issue="i-1")
    # p-1 a wide strip, p-2 no strip, p-3 a narrow strip
    world.assume(
        "order", ["s-1"], ["p-1"], ["none"], ["p-2"], ["s-2"], party="Norland", issue="i-1"
    )
    found = accepted(world)
    assert found["a strip of 40 km [the desk's]"] == ("possibly", None, "Sudmark")
    assert found["a line on a map [the desk's]"] == ("no", "Norland", "Sudmark")
    assert found["none of these"] == ("no", "Sudmark", "Norland")  # between the two: unknown


def test_of_two_that_are_accepted_alike_the_one_ranked_lower_is_not_efficient() -> None:
    world = World()
    for party in ("Norland", "Sudmark"):
        world.say(party, "accepts", "ten monitors")
        world.say(party, "accepts", "twenty monitors")
    efficient = {key: cells[3:] for key, cells in rows(world).items()}
    assert efficient["i-1: ten monitors"] == efficient["i-1: twenty monitors"] == ("yes", "yes")
    world.assume("order", ["p-2"], ["p-1"], party="Norland", issue="i-1")
    efficient = {key: cells[3:] for key, cells in rows(world).items()}
    assert efficient["i-1: ten monitors"] == ("no", "no")
    assert efficient["i-1: twenty monitors"] == ("yes", "yes")
    world.assume("order", ["p-1"], ["p-2"], party="Sudmark", issue="i-1")
    assert all(cells[3:] == ("yes", "yes") for key, cells in rows(world).items() if "ten" in key)


def test_what_an_order_leaves_out_is_beaten_by_nothing_and_beats_nothing() -> None:
    world = World()
    for text in ("one", "two", "three", "four"):
        world.say("Norland", "accepts", text)
        world.say("Sudmark", "accepts", text)
    world.assume("order", ["p-2"], ["p-1"], party="Norland", issue="i-1")
    efficient = {key: cells[3] for key, cells in rows(world).items()}
    assert [efficient[f"i-1: {text}"] for text in ("one", "two", "three", "four")] == [
        "no",
        "yes",
        "yes",
        "yes",
    ]


def test_an_order_against_the_party_s_own_words_is_left_out_and_it_says_so() -> None:
    world = strip()
    world.assume("order", ["p-2"], ["p-1"], party="Norland", issue="i-1")
    plain = packages(strip().snapshot())
    found = packages(world.snapshot())
    assert found.rows == plain.rows
    assert found.assumed == ()
    assert "Assumption 1 is left out: on i-1 it ranks what Norland refuses" in found.caveats[-1]


def test_an_issue_of_one_speaker_is_looked_at_once_the_desk_adds_to_it() -> None:
    world = World()
    world.say("Norland", "demands", "forces leave")
    assert packages(world.snapshot()).rows == ()
    world.assume("option", ["forces move back"], issue="i-1")
    assert accepted(world) == {
        "forces leave": ("necessarily", None, None),
        "forces move back [the desk's]": ("possibly", None, "Norland"),
        "none of these": ("no", "Norland", None),
    }


def test_what_is_marked_above_is_told() -> None:
    snapshot = replace(strip().snapshot(), assumptions_left_out=1)
    assert (
        "1 assumption of the desk has a higher mark than public" in packages(snapshot).caveats[-1]
    )
