"""Comparable provisions: mechanisms, ranks, and what is not comparable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.drafts.mechanisms import Mechanism, every_mechanism, mechanisms
from detente.drafts.points import cut
from detente.drafts.precedents import precedents
from detente.model.snapshot import Issue

ACCORD = cut(
    "accord",
    "1. All forces leave the Kolvar Strip in two stages within 120 days.\n"
    "2. A joint commission of four members verifies each stage.\n"
    "3. Ships pay a single fee, set each year.\n"
    "4. Any dispute goes to arbitration by three members.",
)
PROTOCOL = cut(
    "protocol",
    "1. An observer mission of 60 unarmed persons is stationed along the line.\n"
    "2. The exchange of all prisoners takes place within a week of signature.",
)


@pytest.mark.parametrize("one", every_mechanism(), ids=lambda one: one.name)
def test_the_wording_of_a_mechanism_proves_itself(one: Mechanism) -> None:
    assert one.says
    assert one.never
    for sentence in one.says:
        assert one.name in mechanisms(sentence), sentence
    for sentence in one.never:
        assert one.name not in mechanisms(sentence), sentence


def test_the_most_alike_comes_first_with_its_text_and_point() -> None:
    asked = cut("asked", "1. Torvanian forces leave the strip within 90 days.")
    (found,) = precedents(asked, [PROTOCOL, ACCORD])
    assert found.mechanisms == ("withdrawal",)
    first = found.provisions[0]
    assert (first.draft.name, first.draft.parts[first.part].label) == ("accord", "1")
    assert first.mechanisms == ("withdrawal",)


def test_the_very_words_come_first_and_hide_no_other_provision() -> None:
    clause = "Unarmed monitors watch the line."
    same, near, far = (
        cut(name, f"1. {body}")
        for name, body in (
            ("same", clause),
            ("near", "Unarmed monitors of the council watch the line."),
            ("far", "Ships pay a single fee, set each year."),
        )
    )
    for library in ([near, same, far], [near, same, replace(same, name="again"), far]):
        (found,) = precedents(cut("asked", clause), library)
        names = [one.draft.name for one in found.provisions]
        assert names[0] == "same"
        assert names[-1] == "near"
        assert "far" not in names
        assert len(names) == len(library) - 1


def test_a_mechanism_in_common_is_enough_where_words_differ() -> None:
    asked = cut("asked", "Monitors without arms watch the border.")
    (found,) = precedents(asked, [ACCORD, PROTOCOL])
    assert [p.draft.name for p in found.provisions] == ["protocol"]
    assert found.provisions[0].mechanisms == ("monitoring",)


def test_what_has_nothing_in_common_has_no_precedent() -> None:
    asked = cut("asked", "The anthem is sung at noon.")
    (found,) = precedents(asked, [ACCORD, PROTOCOL])
    assert found.provisions == ()


def test_the_same_point_is_as_alike_as_can_be() -> None:
    asked = cut(
        "asked", "1. Any dispute goes to arbitration by three members.\n2. No flag is flown."
    )
    found = precedents(asked, [ACCORD])
    assert found[0].provisions[0].likeness > 0.99


def test_an_issue_in_common_is_named_and_only_so_many_are_given() -> None:
    fee = Issue(id="i-1", name="Fee")
    asked = cut("asked", "1. The fee is one crown for each ship.")
    (found,) = precedents(asked, [ACCORD], [fee])
    assert found.issues == ("Fee",)
    assert found.provisions[0].issues == ("Fee",)
    (few,) = precedents(asked, [ACCORD, ACCORD], [fee], most=1)
    assert len(few.provisions) == 1


def test_without_a_library_there_is_none() -> None:
    (found,) = precedents(cut("asked", "The fee is paid."), [])
    assert (found.mechanisms, found.provisions) == (("payment",), ())


def test_by_words_alone_what_shares_none_is_not_comparable() -> None:
    asked = cut("asked", "1. Guards go home.")
    other = cut("other", "1. Бедные пони пьют воду.\n2. Guards go home in May.")
    (found,) = precedents(asked, [other])
    assert [p.part for p in found.provisions] == [other.points[1]]
