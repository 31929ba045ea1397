"""Drafts edited in known ways: the edits are there, and the comparison finds them."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from detente.drafts.extra import is_installed
from detente.drafts.points import cut
from detente.model.drafts import Edit
from detente.model.text import Span
from evals.drafts.__main__ import measured
from evals.drafts.brackets import low_brackets, measure
from evals.drafts.cases import STRENGTHS, Case, cases, strangers
from evals.drafts.edits import CHANGES, Both, TrueEdit
from evals.drafts.floors import under_floor
from evals.drafts.scoring import KINDS, Score, is_found, score
from evals.drafts.sources import HALVES, SLOT, load_sources


@pytest.fixture(scope="module")
def made() -> list[Case]:
    return [case for half in HALVES for case in cases(half, 1)]


def test_floors_hold_on_a_small_sample() -> None:
    found = measured("report", 1)
    assert under_floor(found["words alone"]) == ()
    if is_installed():
        assert under_floor(found["with meaning"], "drafts_meaning") == ()


def test_what_became_of_brackets_is_told_and_nothing_else() -> None:
    found = measure("report", 2)
    assert found.pairs > 0.9 * found.points
    assert all(counts.right for counts in found.of.values())
    assert low_brackets(found) == []
    found.otherwise["number"] += 1
    assert low_brackets(found) == ["brackets: a change of number is told where there is none"]


def test_a_floor_that_does_not_hold_is_named() -> None:
    [low, *_] = under_floor(Score(uncut=2))
    assert low == "drafts: 2 drafts were not cut as they were written"


def test_drafts_are_of_all_halves_and_the_fresh_ones_of_other_domains() -> None:
    sources = load_sources()
    assert Counter(s.half for s in sources) == {"tune": 14, "seen": 14, "report": 6, "fresh": 8}
    domains = {half: {s.name.partition("_")[0] for s in load_sources(half)} for half in HALVES}
    assert domains["report"] < domains["tune"]
    assert not domains["fresh"] & (domains["report"] | domains["tune"] | domains["seen"])
    assert all(10 <= len(source.points) <= 40 for source in sources)


def test_both_wordings_of_a_point_bear_the_same_figures_and_references() -> None:
    for source in load_sources():
        for point in source.points:
            one, other = (
                sorted(m.groups() for m in SLOT.finditer(text) if m[1] in "ndr")
                for text in (point.wording, point.other)
            )
            assert one == other, point.key


def test_cases_are_the_same_each_time_and_cut_as_written(made: list[Case]) -> None:
    assert made == [case for half in HALVES for case in cases(half, 1)]
    assert {case.strength for case in made} == {strength.name for strength in STRENGTHS}
    for case in made:
        assert (len(cut("a", case.a).points), len(cut("b", case.b).points)) == case.points


def test_what_is_said_to_have_changed_did(made: list[Case]) -> None:
    seen: set[str] = set()
    for case in made:
        a, b = cut("a", case.a), cut("b", case.b)
        for link in case.links:
            before = " ".join(a.parts[a.points[n]].body for n in link.a).casefold()
            after = " ".join(b.parts[b.points[n]].body for n in link.b).casefold()
            for edit in link.edits:
                seen.add(edit.kind)
                assert edit.before.casefold() in before
                assert edit.after.casefold() in after
    assert seen == set(KINDS)


def test_no_point_is_in_two_pairs(made: list[Case]) -> None:
    for case in made:
        for side in ("a", "b"):
            points = [n for link in case.links for n in getattr(link, side)]
            assert len(points) == len(set(points))


def test_every_change_is_mirrored() -> None:
    edit = TrueEdit("number", "5", "6", "up")
    assert edit.mirrored() == TrueEdit("number", "6", "5", "down")
    assert edit.mirrored().mirrored() == edit


def test_an_edit_counts_with_its_kind_direction_and_words() -> None:
    true = TrueEdit("number", "5", "6", "up")
    nowhere = Span(0, 0)
    said = Edit(kind="number", a=nowhere, b=nowhere, before="5 ships", after="6", direction="up")
    assert is_found(true, said)
    assert not is_found(true.mirrored(), said)
    assert not is_found(TrueEdit("number", "", "6", "up"), said)


def test_changes_that_a_point_cannot_take_are_none() -> None:
    source = load_sources()[0]
    both = Both("x", "Peace reigns.", "Peace reigns.")
    able = {change.__name__ for change in CHANGES if change(both, source, Random(1))}  # noqa: S311
    assert able == {"condition", "exception"}


def test_drafts_that_have_nothing_to_do_with_each_other_stay_apart() -> None:
    found = score(strangers("report"))
    pairs = found.of("strangers", "pairs").spare
    assert pairs <= 0.15 * found.points["strangers"]
