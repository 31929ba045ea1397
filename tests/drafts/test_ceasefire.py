"""What a draft says of a ceasefire, point by point: each rule proves itself, and so do wholes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.drafts.ceasefire import TERMS, ceasefire_terms, covered_terms, term_rules, terms_of
from detente.drafts.points import cut
from detente.model.errors import RuleError
from evals.drafts.ceasefire import compared, measure

RULES = [(rule, n) for n, rule in enumerate(term_rules())]
TRUCE = """Truce for the strip

1. The parties declare a ceasefire on land and at sea from noon on 4 May 2031.
2. It applies to the whole strip:
   (a) in the towns along the coast;
   (b) in the waters within twelve miles.
3. Observers of the Council watch the line.
4. Prisoners are exchanged.
"""


@pytest.mark.parametrize(("rule", "number"), RULES, ids=[f"{r.name}-{n}" for r, n in RULES])
def test_each_rule_finds_what_it_says_and_never_what_it_must_not(rule, number):
    del number
    assert rule.says
    assert rule.never
    for sentence in rule.says:
        assert rule.name in terms_of(sentence), sentence
        assert rule.pattern.search(sentence), sentence  # and not another rule of that term
        assert rule.unless is None or not rule.unless.search(sentence), sentence
    for sentence in rule.never:
        assert rule.name not in terms_of(sentence), sentence


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ({"name": "scope", "never": []}, "never"),
        ({"name": "tea"}, "name"),
        ({"name": "scope", "tea": []}, "tea"),
    ],
)
def test_a_rule_that_is_wrong_is_named(rule, wrong, tmp_path, monkeypatch):
    whole = {"pattern": "x", "says": ["x"], "never": ["y"], **rule}
    lines = ["[[term]]", *(f"{key} = {json.dumps(value)}" for key, value in whole.items())]
    (tmp_path / "ceasefire.toml").write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr("detente.drafts.ceasefire.files", lambda _: tmp_path)
    with pytest.raises(RuleError) as error:
        term_rules.__wrapped__()
    told = f"term 1 ({rule['name']}) of ceasefire.toml: missing or unknown: {wrong}"
    assert str(error.value) == told


def test_every_term_has_a_rule():
    assert {rule.name for rule in term_rules()} == set(TERMS)


def test_terms_stand_with_the_points_that_set_them():
    draft = cut("truce.txt", TRUCE)
    bodies = {n: draft.parts[n].body for n in draft.points}
    found = {one.term: [bodies[n][:12] for n in one.parts] for one in ceasefire_terms(draft)}
    assert found["scope"] == ["The parties "]
    assert found["duration"] == ["The parties "]
    assert found["monitoring"] == ["Observers of"]
    assert "It applies t" in found["geography"]
    assert found["separation"] == found["exceptions"] == []


def test_a_draft_without_a_ceasefire_has_no_terms():
    text = "1. Ships pass freely until May.\n2. Observers count the votes in the strip.\n"
    assert ceasefire_terms(cut("toll.txt", text)) == ()
    assert covered_terms([]) == ((), ())


def test_the_reporting_half_was_not_tuned_on_and_holds():
    """The floor is a little below what was measured when the rules were made."""
    assert not {row[0] for row in compared("tuning")} & {row[0] for row in compared("reporting")}
    assert measure("tuning")["all"].f1 >= 0.98
    score = measure("reporting")["all"].f1
    assert score >= 0.90
    told = (Path(__file__).parents[2] / "docs" / "drafts.md").read_text("utf-8")
    assert f"an F1 of {score:.2f}".replace("0.", ".") in told
