"""Plans: counts of points by source, versions, what is said of them; and the picture of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from detente.model.snapshot import Snapshot
from detente.views.lineage import MOST, WIDTH, Lineage, lineage
from detente.views.plans import Plan, plans
from tests.views.sample import E_BASIS, E_FORECAST, E_PLAN, SNAPSHOT, entry, plan, words
from tests.views.worlds import snapshots

DRAFT = replace(
    plan,
    name="15-point draft",
    points=15,
    revised_from=None,
    stage="tabled",
    evidence=(words("wire", "new draft"),),
)
E_DRAFT = entry(("wire", DRAFT))


def of(*entries, **changes) -> tuple[Plan, ...]:
    return plans(replace(SNAPSHOT, proposals=entries, **changes))


def test_those_last_spoken_of_come_first():
    assert [found.entry.id for found in of(E_DRAFT, E_PLAN)] == [E_PLAN.id, E_DRAFT.id]


def test_counts_stand_side_by_side_if_sources_disagree():
    counted = entry(
        ("wire", plan), ("lantern", replace(plan, points=14)), ("radio", replace(plan, points=12))
    )
    counts = of(counted)[0].counts
    assert [(c.value, c.by) for c in counts] == [
        ("12", ("Harbour Wire", "Coast Radio")),
        ("14", ("The Lantern",)),
    ]
    assert counts[1].on == dt.date(2031, 3, 3)


def test_a_correction_by_the_desk_is_the_count():
    counted = entry(
        ("wire", plan), ("lantern", replace(plan, points=14)), review="corrected", claim=plan
    )
    assert [count.value for count in of(counted)[0].counts] == ["12"]


def test_a_version_is_found_by_its_number_of_points():
    later, earlier = of(E_DRAFT, E_PLAN)
    assert later.revised_from == "A 15-point version"
    assert later.earlier is E_DRAFT
    assert earlier.later == (E_PLAN,)


def test_a_version_is_found_by_its_name_but_not_by_a_word_for_plans_as_such():
    named = entry(("wire", replace(DRAFT, name="the ferry draft", points=None)))
    grown = entry(("lantern", replace(plan, revised_from="the first draft on the ferry")))
    assert of(named, grown)[0].earlier is named
    vague = entry(("wire", replace(DRAFT, name="the draft", points=None)))
    assert of(vague, grown)[0].earlier is None


def test_no_version_comes_after_what_was_made_of_it():
    late = entry(("radio", DRAFT))
    assert next(p for p in of(late, E_PLAN) if p.entry is E_PLAN).earlier is None


def test_as_many_points_may_be_the_same_by_another_name():
    other = entry(("radio", replace(plan, name="Vessian text", revised_from=None)))
    assert next(p for p in of(E_PLAN, other) if p.entry is E_PLAN).alike == (other,)


def test_judgements_that_use_its_name_or_number_are_said_of_it():
    found = of(E_PLAN)[0]
    assert found.mentions == (E_BASIS,)
    assert E_FORECAST not in found.mentions
    spelled = replace(
        E_BASIS, claim=replace(E_BASIS.claim, about="the twelve points that Vesse wrote")
    )
    assert of(E_PLAN, assessments=(spelled,))[0].mentions == (spelled,)
    other = replace(E_BASIS, claim=replace(E_BASIS.claim, about="2/12 of 7 points"))
    assert of(E_PLAN, assessments=(other,))[0].mentions == ()


def test_a_general_name_is_spoken_of_in_its_own_reports_alone():
    vague = replace(plan, name="the draft", points=None, revised_from=None)
    about = replace(E_BASIS, claim=replace(E_BASIS.claim, about="the draft"))
    here, elsewhere = entry(("lantern", vague)), entry(("wire", vague))
    assert of(here, assessments=(about,))[0].general
    assert of(here, assessments=(about,))[0].mentions == (about,)
    assert of(elsewhere, assessments=(about,))[0].mentions == ()


def test_what_is_not_sure_can_be_left_out():
    unsure = replace(E_DRAFT, sure=False)
    snapshot = replace(SNAPSHOT, proposals=(unsure, E_PLAN))
    assert [p.entry for p in plans(snapshot, possible=False)] == [E_PLAN]


def drawn(*entries) -> Lineage:
    made = lineage(of(*entries))
    assert made is not None
    return made


def test_the_picture_shows_the_earlier_version_first_and_leads_to_the_later():
    made = drawn(E_PLAN, E_DRAFT)
    assert [node.id for node in made.nodes] == [E_DRAFT.id, E_PLAN.id]
    draft, grown = made.nodes
    assert draft.x < grown.x <= WIDTH
    assert draft.y < grown.y < made.height
    assert made.edges[0].path.startswith(f"M {draft.x} {draft.y} ")
    assert made.edges[0].path.endswith(f" {grown.x} {grown.y}")


def test_the_picture_says_the_same_in_words():
    assert drawn(E_PLAN, E_DRAFT).said == (
        "15-point draft, first told of on 1 Mar 2031, in 1 report.",
        "12-point plan, first told of on 3 Mar 2031, in 1 report; revised from “A 15-point "
        "version”, which is 15-point draft.",
    )


def test_a_version_that_is_only_named_is_drawn_so():
    made = drawn(E_PLAN)
    assert [(node.id, node.note) for node in made.nodes] == [
        (None, "only named"),
        (E_PLAN.id, "agreed in principle"),
    ]
    assert "only named" in made.said[0]


def test_each_telling_is_a_dot_in_its_place():
    told = entry(("wire", DRAFT), ("lantern", DRAFT), ("radio", DRAFT))
    node = drawn(told).nodes[0]
    assert len(node.dots) == 2
    assert node.x < node.dots[0] < node.dots[1] == node.end
    assert drawn(told).ticks[0].text == "1 Mar 2031"


def test_one_old_plan_does_not_push_the_others_together():
    days = [dt.date(1987, 3, 16)]
    days += [dt.date(2031, 3, 1) + dt.timedelta(days=n) for n in range(MOST - 1)]
    told = [
        entry(("wire", replace(DRAFT, name=f"text number {n}", points=None)), id=f"{n:012d}")
        for n in range(len(days))
    ]
    picture = drawn(
        *(
            replace(one, sightings=(replace(one.sightings[0], published=day),))
            for one, day in zip(told, days, strict=True)
        )
    )
    places = sorted(node.x for node in picture.nodes)
    assert places[-1] - places[1] > WIDTH / 2
    assert [tick.text for tick in picture.ticks][:2] == ["16 Mar 1987", "1 Mar 2031"]


def test_two_that_name_each_other_are_both_drawn():
    one = entry(("wire", replace(DRAFT, revised_from="the 12-point plan")))
    other = entry(("wire", replace(plan, revised_from="the 15-point draft")))
    assert {node.id for node in drawn(one, other).nodes} == {one.id, other.id}


def test_without_a_day_there_is_no_picture():
    timeless = replace(E_PLAN, sightings=(replace(E_PLAN.sightings[0], published=None),))
    assert lineage(of(timeless)) is None
    assert lineage(()) is None


def test_only_so_many_are_drawn_and_the_others_counted():
    many = tuple(
        entry(("wire", replace(DRAFT, name=f"text number {n}", points=None)), id=f"{n:012d}")
        for n in range(MOST + 3)
    )
    made = drawn(*many)
    assert (len(made.nodes), made.left_out) == (MOST, 3)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=12))
def test_every_plan_is_there_once_and_drawn_within_the_picture(snapshot: Snapshot):
    made = plans(snapshot)
    assert {p.entry.id for p in made} == {e.id for e in snapshot.proposals}
    picture = lineage(made)
    for node in picture.nodes if picture else ():
        assert 0 <= node.x <= node.end <= WIDTH
        assert 0 < node.y < picture.height
