"""How a reader does by the desk's judgements, and how much it misses."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from detente.model.intervals import wilson
from detente.model.samples import Outcome, Sample, Sampled
from detente.model.snapshot import Entry, Review
from detente.model.text import Evidence
from detente.scoring.judged import TOO_FEW, by_family, by_rule
from detente.scoring.missed import TOO_FEW as TOO_FEW_SENTENCES
from detente.scoring.missed import estimate_missed
from tests.views.sample import demand, entry, met


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_lies_within_its_ends_and_more_cases_bring_them_together(a: int, b: int) -> None:
    found, of = min(a, b), max(a, b)
    ends = wilson(found, of)
    assert 0 <= ends.low <= ends.high <= 1
    if of:
        assert ends.low <= found / of <= ends.high
        more = wilson(found * 4, of * 4)
        assert more.high - more.low < ends.high - ends.low


def judged(number: int, review: Review, rule: str) -> Entry:
    claim = dataclasses.replace(demand, rule=rule)
    return entry(("wire", claim), id=f"{number:012}", review=review)


def test_verdicts_are_counted_by_family_and_by_rule() -> None:
    every = [judged(n, "accepted", "one@1") for n in range(6)]
    every += [judged(6, "corrected", "one@1"), judged(7, "rejected", "one@1")]
    every += [judged(8, "rejected", "two@1"), judged(9, "machine", "two@1")]
    every += [judged(10, "accepted", "desk@1"), every[0]]
    (positions,) = by_family(every)
    assert (positions.name, positions.judged) == ("positions", 9)
    assert (positions.accepted, positions.corrected, positions.rejected) == (6, 1, 2)
    one, two = by_rule(every)
    assert (one.name, one.judged, one.precision) == ("one@1", TOO_FEW, 0.75)
    assert one.low is not None
    assert one.high is not None
    assert one.low < 0.75 < one.high
    assert (two.name, two.judged, two.precision, two.low) == ("two@1", 1, None, None)


def test_a_held_contact_counts_for_what_read_it_as_held_not_for_the_plan() -> None:
    planned = dataclasses.replace(met, status="planned", rule="plan@1", evidence=demand.evidence)
    held = dataclasses.replace(met, rule="held@1")
    both = entry(("wire", planned), ("radio", held), id="0" * 12, review="rejected")
    assert both.sightings[0].body == planned
    (one,) = by_rule([dataclasses.replace(both, claim=held)])
    assert one.name == "held@1"
    (one,) = by_rule([dataclasses.replace(both, claim=planned)])
    assert one.name == "plan@1"


def sample(*outcomes: Outcome | None, silent: int = 100) -> Sample:
    words = Evidence("0" * 12, 0, 4, "Four")
    return Sample(
        week="2031-W09",
        sentences=tuple(Sampled(words, outcome) for outcome in outcomes),
        silent=silent,
        reports=3,
        looked_in=3,
    )


def test_what_is_missed_is_not_said_of_too_few_sentences() -> None:
    few = ["nothing"] * (TOO_FEW_SENTENCES - 1)
    estimate = estimate_missed([sample(*few, None), sample(None)])  # type: ignore[arg-type]
    assert (estimate.weeks, estimate.checked, estimate.share) == (1, 19, None)


def test_what_is_missed_is_projected_to_all_silent_sentences() -> None:
    found: list[Outcome] = ["added", "added"] + ["nothing"] * 18  # type: ignore[list-item]
    estimate = estimate_missed([sample(*found, silent=300), sample(*found, silent=100)])
    assert (estimate.weeks, estimate.checked, estimate.missed) == (2, 40, 4)
    assert (estimate.share, estimate.silent, estimate.number) == (0.1, 400, 40)
    assert estimate.fewest is not None
    assert estimate.most is not None
    assert estimate.fewest < 40 < estimate.most
