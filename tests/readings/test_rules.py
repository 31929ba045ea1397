"""Rule files: every wording proves itself, and wrong files are refused."""

from __future__ import annotations

import pytest

from detente.model.errors import RuleError
from detente.readings.nlp import Pipeline
from detente.readings.rules import Rule, load_rules, shipped_lists, shipped_rules

GOOD = """
family = "positions"
[[rule]]
id = "en.test.offer"
version = 1
reads = "offers"
pattern = [{ LEMMA = "offer" }]
says = ["Norland offered to cap output."]
never = ["Norland left."]
source = "own wording"
"""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Return a pipeline with all shipped rules."""
    return Pipeline(shipped_rules())


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.name)
def test_a_rule_matches_what_it_says_and_never_what_it_must_not(
    pipeline: Pipeline, rule: Rule
) -> None:
    says = list(pipeline.parse(rule.says))
    never = list(pipeline.parse(rule.never))
    silent = [s for s, p in zip(rule.says, says, strict=True) if rule.name not in _found(p)]
    loud = [s for s, p in zip(rule.never, never, strict=True) if rule.name in _found(p)]
    assert (silent, loud) == ([], [])


def test_a_rule_file_gives_its_rules() -> None:
    (rule,) = load_rules(GOOD, "test.toml")
    assert (rule.name, rule.family, rule.reads) == ("en.test.offer@1", "positions", "offers")


def test_a_pattern_has_the_words_of_the_lists_that_it_names() -> None:
    listed = 'LEMMA = { LIST = ["agreements.late.plain", "positions.trying"], IN = ["offer"] }'
    (rule,) = load_rules(GOOD.replace('LEMMA = "offer"', listed), "test.toml")
    late = shipped_lists("agreements")["late"]["plain"]
    words = [*late, *shipped_lists("positions")["trying"], "offer"]
    assert rule.patterns == (({"LEMMA": {"IN": words}},),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('source = "own wording"', "", "missing ['source']"),
        ('source = "own wording"', 'source = "x"\ncolour = "red"', "unknown ['colour']"),
        ('never = ["Norland left."]', "never = []", "at least one"),
        ('pattern = [{ LEMMA = "offer" }]', "", "either 'pattern' or 'patterns'"),
        ('family = "positions"', "", "needs 'family'"),
        ("[[rule]]", "[[rule", "mend the TOML"),
        (
            '"offer"',
            '{ LIST = "words.all" }',
            "en.test.offer in test.toml: unknown list 'words.all'",
        ),
        ('"offer"', '{ LIST = "proposals.all" }', "lists/proposals.toml has loose, empty"),
        ('"offer"', '{ LIST = "proposals.classes" }', "unknown list 'proposals.classes'"),
    ],
)
def test_a_wrong_rule_file_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(RuleError, match=message.replace("[", r"\[").replace("]", r"\]")):
        load_rules(GOOD.replace(old, new), "test.toml")


def _found(parse) -> set[str]:
    return {hit.rule for hit in parse.hits}
