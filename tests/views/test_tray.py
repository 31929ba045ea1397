from __future__ import annotations

from dataclasses import replace

from detente.model.snapshot import Issue, Proposition
from detente.views.tray import MOST, places
from tests.views.sample import demand, entry, refusal, words

LEAVE = Proposition(id="p-leave", issue="i-strip", text="forces leave the Saltmarsh strip")
FERRY = Proposition(id="p-ferry", issue="i-ferry", text="the ferry runs to a timetable")
ISSUES = (
    Issue(id="i-strip", name="Withdrawal", propositions=(LEAVE,)),
    Issue(id="i-ferry", name="Passage", propositions=(FERRY,)),
)


def unplaced(key: str, text: str, named: str):
    claim = replace(refusal, evidence=(words(key, text),), issue=named, proposition=named)
    return entry((key, claim))


def test_words_in_common_are_a_reason() -> None:
    waiting = unplaced("radio", "the ferry timetable", "the ferry timetable")
    [found] = places(ISSUES, ()).suggest(waiting)
    assert found.proposition == FERRY
    assert found.reason == "shares ferry and timetable"


def test_what_stands_just_before_it_comes_first() -> None:
    placed = entry(("wire", refusal), proposition="p-leave")
    waiting = unplaced("wire", "Neither side would say what the new draft contains", "it")
    far = unplaced("radio", "Norland has agreed to observers", "it")
    known = places(ISSUES, (placed,))
    [found] = known.suggest(waiting)
    assert (found.proposition, found.reason) == (LEAVE, "the position just before it")
    assert known.suggest(far) == ()


def test_what_stands_after_it_is_no_reason() -> None:
    placed = entry(("wire", demand), proposition="p-leave")
    waiting = unplaced("wire", "Envoys of Norland and Sudmark met", "them")
    assert places(ISSUES, (placed,)).suggest(waiting) == ()


def test_a_word_that_all_propositions_hold_tells_none_apart() -> None:
    many = tuple(
        Issue(
            id=f"i-{n}",
            name="Talks",
            propositions=(Proposition(id=f"p-{n}", issue=f"i-{n}", text=f"the plan {n}"),),
        )
        for n in range(50)
    )
    waiting = unplaced("radio", "Norland has agreed to observers", "the plan")
    assert places(many, ()).suggest(waiting) == ()


def test_no_more_are_suggested_than_can_be_read() -> None:
    texts = ("ferry timetable", "ferry timetable 2", "harbour office", "harbour office 2")
    several = tuple(
        Issue(
            id=f"i-{n}",
            name="Passage",
            propositions=(Proposition(id=f"p-{n}", issue=f"i-{n}", text=text),),
        )
        for n, text in enumerate(texts)
    )
    named = "ferry timetable of the harbour office"
    waiting = unplaced("radio", "the ferry timetable", named)
    assert len(places(several, ()).suggest(waiting)) == MOST < len(texts)
