"""Proposals by what was learned: nouns that may name a plan, and which name the same one."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from detente.model.claims import Proposal
from detente.model.text import make_report
from detente.readings import readers
from detente.readings.learned.mentions import kinds, may_be_one, mentions, within
from detente.readings.learned.naming import seen_of_mentions
from detente.readings.learned.plans import FOUND, Plan, named_by, plans
from detente.readings.learned.weights import Referee, load_weights
from detente.readings.readers import FAMILIES, RuleReader

TITLE = "Norland rejects Sudmark's grain proposal"
TEXT = """Norland rejects Sudmark's grain proposal

Norland on Monday rejected a 14-point grain proposal put forward by Sudmark, its minister said.

The proposal would open the Tarn to barges. Sudmark also tabled a proposal for a border
commission. Norland wants a deal by June, and its ceasefire talks with the rebels went on.

Under a fishing agreement between Norland and Sudmark, each side may land 900 tonnes.
"""


@pytest.fixture(scope="module")
def opened():
    reader = RuleReader(FAMILIES, name="learned", learned=True)
    return next(reader.open_all([_report()]))


@pytest.fixture(scope="module")
def found(opened):
    return {opened.page.text(m.stretch): m for m in mentions(opened.page)}


def _report():
    return make_report(
        TEXT,
        title=TITLE,
        published=dt.date(2031, 3, 4),
        retrieved=dt.datetime(2031, 3, 5, tzinfo=dt.UTC),
    )


def test_mentions_carry_what_tells_their_plan_from_others(found) -> None:
    assert found["a 14-point grain proposal"].points == 14
    assert {"grain"} <= found["a 14-point grain proposal"].content
    assert not found["The proposal"].content
    assert "commission" in found["a proposal for a border\ncommission"].content


def test_the_headline_is_no_mention(found) -> None:
    assert "Sudmark's grain proposal" not in found


def test_a_vague_mention_may_be_of_either_plan_a_telling_one_only_of_its_own(found) -> None:
    grain = found["a 14-point grain proposal"]
    border = found["a proposal for a border\ncommission"]
    assert may_be_one(found["The proposal"], grain)
    assert may_be_one(found["The proposal"], border)
    assert not may_be_one(grain, border)
    assert not may_be_one(grain, found["a deal"])
    assert not within(grain, border)
    assert within(grain, grain)


def test_a_noun_stands_in_one_class() -> None:
    assert kinds()["truce"] == kinds()["ceasefire"]
    assert kinds()["bid"] != kinds()["treaty"]


def test_what_is_seen_of_a_mention_is_said_in_words(opened) -> None:
    page = opened.page
    named = named_by(page, opened.claims)
    rows = mentions(page)
    seen = dict(
        zip((page.text(m.stretch) for m in rows), seen_of_mentions(page, rows, named), strict=True)
    )
    assert "points=True" in seen["a 14-point grain proposal"]
    assert "headline words=True" in seen["a 14-point grain proposal"]
    assert "rules say True" in seen["a 14-point grain proposal"]
    assert "rules say False" in seen["a deal"]
    assert "behind=between:known" in seen["a fishing agreement between Norland and Sudmark"]
    assert all(len(set(words)) == len(words) for words in seen.values())


def test_each_mention_stands_in_one_plan_at_most(opened) -> None:
    weights = load_weights()
    groups = plans(opened.page, opened.claims, weights.mention)
    heads = [m.head for plan in groups for m in plan.mentions]
    assert len(heads) == len(set(heads))
    assert all(len(plan.facts) == len(weights.plan.weights) - 1 for plan in groups)


def test_what_wordings_found_needs_less() -> None:
    even = Referee(weights=_weights(0.0), floor=0.6)
    assert Plan((), (1.0,), found=True).holds(even)
    assert not Plan((), (1.0,), found=False).holds(even)
    assert not Plan((), (1.0,), found=True).holds(Referee(_weights(-9.0), 0.6))
    assert 0 < FOUND < 0.5


def test_a_plan_is_read_once_with_its_points_and_each_of_its_places() -> None:
    proposals = readers.reader("learned").read(_report()).of(Proposal)
    (grain,) = [p for p in proposals if p.points == 14]
    assert grain.stage == "rejected"
    assert 0 < grain.confidence < 1
    assert "@" in grain.rule
    places = [e.start for e in grain.evidence]
    assert len(places) == len(set(places))
    assert not [p for p in proposals if p.name == "deal"]


def _weights(constant: float):
    return np.array([0.0, constant])
