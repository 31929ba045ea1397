"""What would be found if more counted: apart from what is found, each row once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from detente.analysis import METHODS, Method, ask
from detente.analysis.demands import Known, asked_of
from detente.analysis.possible import APART, POSSIBLE, SURE
from detente.model.snapshot import Snapshot, Standing
from detente.record import open_record
from detente.views.basis import basis_of
from detente.views.findings import finding_table, finding_tables, finding_values, show_finding
from detente.views.tiers import HEADINGS, LISTED
from tests.analysis.world import World

METHOD = {method.name: method for method in METHODS}
APARTS = [method for method in METHODS if method.same is not None]
BOTH = "accounts and possible"
PLACES = [
    f"{start}{end}"
    for start in ("Vel", "Arn", "Bro", "Cor", "Dun", "Esk", "Far")
    for end in ("la", "mo")
]


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> Snapshot:
    with open_record(str(demo_file), now=lambda: dt.datetime(2026, 6, 1, tzinfo=dt.UTC)) as record:
        return record.snapshot(as_of=dt.date(2026, 5, 15))


@pytest.mark.parametrize("method", APARTS, ids=[method.name for method in APARTS])
@pytest.mark.parametrize(("accounts", "possible"), [*product((False, True), repeat=2)])
def test_every_row_stands_in_one_place_and_none_is_lost(
    demo: Snapshot, method: Method, accounts: bool, possible: bool
) -> None:
    assert method.same is not None
    found = ask(method, demo, accounts=accounts, possible=possible)
    apart = [method.same(row) for tier in found.tiers for row in tier.rows]
    first = [method.same(row) for row in found.rows]
    assert len({*apart, *first}) == len(apart) + len(first)
    widest = ask(method, demo, accounts=True, possible=True)
    assert widest.tiers == ()
    assert {method.same(row) for row in widest.rows} <= {*apart, *first}


def test_what_a_switch_counts_moves_into_the_first_part(demo: Snapshot) -> None:
    found = ask(METHOD["conflicts"], demo)
    (tier,) = found.tiers
    assert (found.rows, tier.counts) == ((), BOTH)
    assert POSSIBLE in tier.caveats
    assert {APART} == {APART, SURE} & {*found.caveats}
    for switch, counts in (("accounts", "possible"), ("possible", "accounts")):
        (left,) = ask(METHOD["conflicts"], demo, **{switch: True}).tiers
        assert (left.counts, left.rows) == (counts, tier.rows)


def test_models_and_gaps_keep_one_list(demo: Snapshot) -> None:
    for name in ("packages", "convergence", "gaps", "standings"):
        assert ask(METHOD[name], demo).tiers == ()


def test_a_counted_part_of_a_body_is_no_party_beside_it(demo: Snapshot) -> None:
    (tier,) = ask(METHOD["conflicts"], demo).tiers
    parties = [row.cells[3] for row in tier.rows]
    assert parties == ["Kestland, Torvania", "Littoral Council, Torvania", "Kestland, Torvania"]
    assert ask(METHOD["ranges"], demo).tiers == ()


def test_in_text_what_stands_apart_has_a_heading_marks_and_sentences(demo: Snapshot) -> None:
    text = show_finding(ask(METHOD["conflicts"], demo), demo)
    first, _, apart = text.partition(f"{HEADINGS[BOTH]} (3)")
    assert "Nothing that counts was found in 24 reports" in first
    assert "\n  1~part: 1" in apart
    assert "b9809cb3 ~ “Torvania wants a vote" in apart
    assert "Courier, 11 Mar 2026; per the report]" in " ".join(apart.split())
    assert "02df5aec “Kestland rejects any vote" in apart


def test_programs_and_browsers_get_it_apart_too(demo: Snapshot) -> None:
    found = ask(METHOD["conflicts"], demo)
    values = finding_values(found, demo)
    (tier,) = values["tiers"]
    assert (values["rows"], tier["tier"], len(tier["rows"])) == ([], BOTH, 3)
    sentences = {one["id"]: one for one in values["sentences"]}
    for row in tier["rows"]:
        assert row["unsure"]
        assert not any(sentences[key]["sure"] for key in row["unsure"])
        assert {*row["basis"]} <= {*sentences}
    page = show_finding(found, demo, format="html")
    assert page.index("Nothing that counts") < page.index(HEADINGS[BOTH])
    assert "~ “Torvania wants a vote" in page
    # a table of rows holds what counts, and nothing else
    assert finding_table(found).lines == ()
    _, sheet = finding_tables(found)
    assert sheet.keys[0] == "tier"
    assert len(sheet.lines) == 3


def test_what_a_party_says_itself_is_sure_though_others_possibly_tell_it_too() -> None:
    world = World()
    world.say("Norland", "demands", "a lighthouse at Vella")
    world.say("Sudmark", "rejects", "a lighthouse at Vella")
    state = world.snapshot()
    own = state.standings[0]
    told = replace(own.own[0], entry=replace(own.own[0].entry, sure=False))
    both = replace(state, standings=(replace(own, possible=(told,)), state.standings[1]))
    (row,) = ask(METHOD["conflicts"], both).rows
    assert basis_of(ask(METHOD["conflicts"], both), both).unsure(row) == ()


def test_a_long_list_is_cut_with_what_lists_the_rest() -> None:
    world = World()
    for place in PLACES:
        world.say("Norland", "demands", f"a lighthouse at {place}", voice="narrator")
        world.say("Sudmark", "rejects", f"a lighthouse at {place}")
    state = world.snapshot()
    found = ask(METHOD["conflicts"], state)
    text = show_finding(found, state)
    assert len(found.tiers[0].rows) == len(PLACES) == LISTED + 2
    assert "… and 2 rows more: --accounts" in text
    assert f"\n {LISTED} part:" in text
    assert f"\n {LISTED + 1} part:" not in text


SHARED = [method for method in METHODS if method.together is not None]


@pytest.mark.parametrize("method", SHARED, ids=[method.name for method in SHARED])
@pytest.mark.parametrize(("accounts", "possible"), [*product((False, True), repeat=2)])
def test_what_is_worked_out_once_is_what_each_asking_finds(
    demo: Snapshot, method: Method, accounts: bool, possible: bool
) -> None:
    each = replace(method, together=None)
    for state in (demo, _mixed()):
        together = ask(method, state, accounts=accounts, possible=possible)
        assert together == ask(each, state, accounts=accounts, possible=possible)
        assert together.rows or together.tiers


def _mixed() -> Snapshot:
    """Refusals of any kind in several voices, an order, and who is in no register."""
    world = World()
    world.say("Norland", "rejects", "monitors of any kind")
    world.say("Norland", "rejects", "any monitors", voice="party", reported_by="Sudmark")
    world.say("Sudmark", "demands", "120 monitors at the pass", voice="party")
    world.say("Sudmark", "proposes", "a toll", condition="only after the monitors leave")
    world.say("Halmark", "rejects", "a toll", voice="party")
    world.say("Halmark", "demands", "200 monitors at the pass")
    state = world.snapshot()
    return replace(state, standings=tuple(map(_doubted, state.standings)))


def _doubted(standing: Standing) -> Standing:
    """Return a cell of Sudmark's own voice as what the reader is not sure of."""
    if standing.party != "Sudmark" or not standing.own:
        return standing
    held = tuple(replace(one, entry=replace(one.entry, sure=False)) for one in standing.own)
    return replace(standing, own=(), possible=held, stance=None)


def test_where_more_adds_nothing_the_same_is_asked() -> None:
    world = World()
    world.say("Norland", "demands", "a toll")
    world.say("Sudmark", "rejects", "a toll")
    known, state = Known(), world.snapshot()
    assert asked_of(state, "all", known) is asked_of(state, "own", known)
    assert asked_of(state, "all") is not asked_of(state, "own")
