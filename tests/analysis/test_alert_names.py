"""A rule's names are compared with those that the record knows, as the rule itself is."""

import pytest

from detente.analysis.alert_names import unknown_names
from detente.model.alerts import parse_rule
from detente.model.snapshot import Issue, Party, Proposition

PARTIES = (
    Party(id="norland", name="Norland", names=("Norland", "the Norlanders"), kind="state"),
    Party(id="sudmark", name="Sudmark", names=("Sudmark",), kind="state"),
)
FERRY = Proposition(id="p-1", issue="i-1", text="the ferry runs at night")
ISSUES = (
    Issue(id="i-1", name="river crossings", propositions=(FERRY,)),
    Issue(id="i-2", name="harbour fees"),
)


@pytest.mark.parametrize(
    "words",
    [
        "anyone changes stance",
        "norland changes stance on River Crossings",
        "the Norlanders accepts ferry",
        "Sudmark rejects anything",
        "a meeting is held between Norland and Sudmark",
        "anything is said about Atlantis",
        "accounts contradict each other on i-2",
    ],
)
def test_what_is_known_is_not_doubted(words: str) -> None:
    assert unknown_names(parse_rule(words), PARTIES, ISSUES) == ()


def test_what_is_not_known_is_said_with_what_is_like_it() -> None:
    rule = parse_rule("a call is denied between Norlnad and Atlantis")
    assert unknown_names(rule, PARTIES, ISSUES) == (
        "no party is called 'Norlnad' in the record yet (perhaps Norland)",
        "no party is called 'Atlantis' in the record yet",
    )
    rule = parse_rule("Norland changes stance on harbor fee")
    assert unknown_names(rule, PARTIES, ISSUES) == (
        "no issue of the record has the words 'harbor fee' yet (perhaps harbour fees)",
    )
