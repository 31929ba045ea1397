"""Packs: of an actor, for a contact, and what is left out to keep to the pages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.claims import Participant, StatusBy
from detente.model.dates import month
from detente.model.errors import NoSuchEntry, UnknownName
from detente.model.snapshot import Entry, Party, Refusal, Snapshot, Standing
from detente.views.announced import without_announced
from detente.views.brief.lines import Line
from detente.views.declined import DECLINED
from detente.views.papers import show_paper
from detente.views.papers.fitting import PAGE, fit
from detente.views.papers.pack import pack
from detente.views.papers.paper import Paper, Part
from detente.views.papers.perhaps import MOST
from detente.views.phrases import date_text
from detente.views.words import say
from tests.views.sample import (
    E_DEMAND,
    E_DRAFT,
    E_IF,
    E_MET,
    E_NEXT,
    E_OBSERVERS,
    E_REFUSAL,
    E_STEP,
    E_TIMETABLE,
    PARTIES,
    SNAPSHOT,
    declined,
    draft,
    entry,
    held,
    met,
    next_round,
    refusal,
    words,
)
from tests.views.worlds import snapshots

VESSE = Party(id="a-4", name="Vesse", kind="state", names=("Vesse",))


def parts(paper: Paper, name: str) -> list[Part]:
    return [part for part in paper.parts if part.name == name]


def lines(paper: Paper, name: str) -> list[Line]:
    return [line for part in parts(paper, name) for line in part.lines]


def said(paper: Paper, name: str) -> list[str]:
    return [
        f"{line.head}: {line.words}" if line.head else line.words for line in lines(paper, name)
    ]


def test_own_words_stand_on_each_issue_with_who_said_them_and_how_far_that_binds():
    paper = pack(SNAPSHOT, "Sudmark")
    assert {line.entries[0].id for line in lines(paper, "words")} == {E_REFUSAL.id, E_IF.id}
    first = next(line for line in lines(paper, "words") if line.entries == (E_REFUSAL,))
    assert first.head == "The Saltmarsh strip: forces leave the Saltmarsh strip"
    assert "“We will not leave the strip,”, Ada Lund (principal)" in first.words
    assert said(paper, "authority") == [
        "Ada Lund, foreign minister, whose word binds it; last stance of 3 Mar 2031"
    ]


def test_what_others_tell_of_a_party_is_not_its_own_words():
    ids = {line.entries[0].id for line in lines(pack(SNAPSHOT, "Sudmark"), "words")}
    assert E_TIMETABLE.id not in ids


def test_open_asks_stand_both_ways_with_the_answers():
    paper = pack(SNAPSHOT, "Norland")
    mine, theirs = parts(paper, "asks")
    assert mine.title == "What Norland asks or offers"
    assert [line.entries[0].id for line in mine.lines] == [E_DEMAND.id]
    assert mine.lines[0].under[0].words == "rejects, since 1 Mar 2031"
    assert theirs.lines == ()  # it accepted the observers that Sudmark would accept
    back = pack(SNAPSHOT, "Sudmark")
    assert [line.entries[0].id for line in parts(back, "asks")[1].lines] == [E_DEMAND.id]


def test_a_condition_is_an_ask_until_it_is_accepted():
    without = tuple(s for s in SNAPSHOT.standings if s.own[:1] != (held(E_OBSERVERS),))
    paper = pack(replace(SNAPSHOT, standings=without), "Sudmark")
    mine = parts(paper, "asks")[0]
    told = mine.lines[0].words
    assert "accepts on a condition: “if Norland first reopens the ferry”" in told
    assert told.count("condition") == 1
    assert mine.lines[0].under[0].words == "no word of their own found: Norland"


def test_an_old_plan_is_not_told_as_if_it_lay_ahead():
    ahead, was = (replace(one, actors=("Norland", "Sudmark")) for one in (E_NEXT, E_MET))
    late = replace(SNAPSHOT, as_of=dt.date(2031, 6, 1), contacts=(ahead, was), next_steps=())
    assert said(pack(late, "Norland"), "contacts") == [
        f"{say(ahead)}; day passed, outcome not found",
        say(was),  # what was held needs no such word
    ]
    undated = replace(ahead, claim=replace(next_round, days=None, date_text=None))
    (told,) = said(pack(replace(late, contacts=(undated,)), "Norland"), "contacts")
    assert told == f"{say(undated)}; told on {date_text(undated.first_published)}"


def test_what_does_not_agree_is_to_be_probed():
    probe = said(pack(SNAPSHOT, "Sudmark"), "probe")
    assert len(probe) == 1
    assert "accounts conflict: accepts, since 5 Mar 2031, hedged according to" in probe[0]


def test_a_step_that_announces_a_contact_is_not_told_beside_it():
    both = ("Norland", "Sudmark")
    claim = replace(E_STEP.claim, days=E_NEXT.days, evidence=E_NEXT.claim.evidence)
    contact = replace(E_NEXT, actors=both)
    step = replace(entry(("lantern", claim)), actors=both)
    for contacts, shown in (((contact,), contact), ((), step)):
        state = replace(SNAPSHOT, contacts=contacts, next_steps=(step,))
        (part,) = parts(pack(state, "Norland"), "contacts")
        assert [line.entries[0].id for line in part.lines] == [shown.id]
        assert part.possible == 0


def test_a_step_that_announces_the_contact_of_the_pack_is_not_told_in_it():
    both = ("Norland", "Sudmark")
    contact = replace(E_NEXT, actors=both)
    step = replace(E_STEP, actors=both, claim=replace(E_STEP.claim, days=E_NEXT.days))
    state = replace(SNAPSHOT, contacts=(contact,), next_steps=(step,))
    assert lines(pack(state, contact.id), "contacts") == []
    apart = replace(step, claim=replace(step.claim, days=month(2031, 4)))
    later = pack(replace(state, next_steps=(apart,)), contact.id)
    assert [line.entries for line in lines(later, "contacts")] == [(apart,)]


@pytest.mark.parametrize(("place", "alone"), [("Vesse", False), ("Port Ley", True), (None, True)])
def test_a_step_of_one_party_announces_a_contact_whose_place_it_names(place: str, alone: bool):
    """The step is "to meet again in Vesse on 12 March"."""
    claim = replace(next_round, place=place, evidence=(words("radio", "A secret meeting"),))
    contact = entry(("radio", claim), actors=("Norland", "Sudmark"))
    step = replace(E_STEP, actors=("Norland",), claim=replace(E_STEP.claim, days=E_NEXT.days))
    assert without_announced([step], of=[contact]) == ([step] if alone else [])


def test_who_only_declined_to_comment_is_told_in_one_line_of_a_pack():
    def unknown(what: str, text: str, *who: str, sure: bool = True) -> Entry:
        claim = replace(draft, what=what, withheld_by=who, evidence=(words("radio", text),))
        return entry(("radio", claim), sure=sure)

    silent = (
        unknown("comment", "declined to comment", "Sudmark"),
        unknown("details", "its government said", "Ada Lund"),
        unknown("a reply", "Sudmark accepts", "Sudmark", sure=False),
        unknown("comment", "4 March", "Ada Lund", sure=False),
    )
    state = replace(
        SNAPSHOT, unknowns=(*silent, E_DRAFT), refusals=(Refusal(party="a-2", entry=silent[0]),)
    )
    shown = lines(pack(state, "Sudmark"), "unknown")
    assert [line.entries for line in shown[-3:]] == [
        *((E_DRAFT,), (silent[0], silent[1]), (silent[3], silent[2]))
    ]
    assert shown[-2].words == f"{DECLINED} (2): Sudmark; Ada Lund"
    assert shown[-1].words == f"possible: {DECLINED} (2): Ada Lund; Sudmark"


def test_a_refusal_of_several_is_told_once_with_all_of_them():
    both = tuple(Refusal(party=party, entry=E_DRAFT) for party in ("a-1", "a-2"))
    told = said(pack(replace(SNAPSHOT, refusals=both), E_MET.id), "unknown")
    assert [line for line in told if "new draft" in line] == [
        "Norland and Sudmark: did not say: “Neither side would say what the new draft contains”"
    ]


def test_who_may_have_words_of_its_own_is_faced_and_answers_as_possible():
    unsure = replace(E_REFUSAL, sure=False)
    maybe = replace(SNAPSHOT.standings[1], own=(), stance=None, possible=(held(unsure),))
    state = replace(SNAPSHOT, standings=(SNAPSHOT.standings[0], maybe))
    ((asked,), theirs) = (part.lines for part in parts(pack(state, "Norland"), "asks"))
    (answer,) = asked.under
    assert (answer.head, answer.words) == ("Sudmark", "possible: rejects, since 1 Mar 2031")
    assert theirs == ()


def test_in_short_each_report_stands_once_among_the_sources_with_its_numbers():
    text = show_paper(pack(SNAPSHOT, "Sudmark"))
    assert text.count("Harbour Wire, 1 Mar 2031") == 1
    numbers = re.search(r"\[([\d, ]+)\] Harbour Wire, 1 Mar 2031", text)
    assert numbers is not None and numbers[1].count(",") >= 1
    assert all(f"[{n.strip()}]" in text for n in numbers[1].split(","))
    long = show_paper(pack(SNAPSHOT, "Sudmark"), long=True)
    assert long.count("Harbour Wire, 1 Mar 2031") > 1


def test_a_changed_stance_and_a_contact_that_one_side_denies_are_to_be_probed():
    cell = SNAPSHOT.standings[1]
    turned = replace(refusal, stance="accepts", level=None)
    now = held(entry(("radio", replace(turned, evidence=(words("radio", "observers"),)))))
    changed = replace(
        cell, own=(replace(now, relationship="changed"),), earlier=cell.own, stance="accepts"
    )
    told = (StatusBy("held", "Norland"), StatusBy("denied", "Sudmark"))
    state = replace(
        SNAPSHOT,
        standings=(SNAPSHOT.standings[0], changed),
        contacts=(replace(E_MET, statuses=told),),
    )
    probe = said(pack(state, "Sudmark"), "probe")
    assert any("before: rejects, since 1 Mar 2031; now: accepts" in line for line in probe)
    assert any(line.startswith("Talks of Norland") for line in probe)


def test_refusals_and_what_it_does_not_speak_of_are_not_known():
    unknown = said(pack(SNAPSHOT, "Sudmark"), "unknown")
    assert "Sudmark: did not say: “Sudmark declined to comment on it”" in unknown
    assert any("what the new draft contains" in line for line in unknown)
    assert not any("no stance in its own voice" in line for line in unknown)
    others = tuple(s for s in SNAPSHOT.standings if s.party != "a-2")
    silent = said(pack(replace(SNAPSHOT, standings=(*others, SNAPSHOT.standings[-1])), "a-1"), "x")
    assert silent == []


def test_a_persons_pack_is_that_of_whom_the_person_speaks_for():
    assert pack(SNAPSHOT, "Lund").title == pack(SNAPSHOT, "Sudmark").title


def test_for_a_contact_each_party_has_its_words_and_they_ask_each_other():
    state = replace(SNAPSHOT, parties=(*PARTIES, VESSE))
    paper = pack(state, E_MET.id[:6])
    assert paper.title.startswith("For the talks of Norland, Sudmark and Vesse (mediator)")
    assert [part.title for part in parts(paper, "words")] == [
        "Norland in its own words",
        "Sudmark in its own words",
        "Vesse in its own words",
    ]
    (asked,) = parts(paper, "asks")
    assert [line.entries[0].id for line in asked.lines] == [E_DEMAND.id]
    assert E_MET.id not in {line.entries[0].id for line in lines(paper, "contacts")}


def test_of_several_without_words_of_their_own_it_is_said_once():
    others = tuple(
        Party(id=f"a-{n}", name=name, kind="state", names=(name,), is_party=True)
        for n, name in ((4, "Vesse"), (5, "Ostland"))
    )
    there = ("Norland", "Vesse", "Ostland")
    contact = replace(E_NEXT, actors=there, claim=replace(next_round, participants=()))
    state = replace(SNAPSHOT, parties=(*PARTIES, *others), contacts=(contact,))
    titles = [part.title for part in parts(pack(state, contact.id), "words")]
    assert titles == ["Norland in its own words", "Vesse and Ostland in their own words"]
    text = show_paper(pack(state, contact.id))
    assert text.count("no stance in their own voice found") == 1
    assert "no stance in its own voice found.\n" not in text


def test_who_stayed_away_has_no_words_in_the_pack():
    away = replace(met, participants=(Participant("Norland"), Participant("Sudmark", "absent")))
    one = entry(("wire", away), actors=("Norland", "Sudmark"))
    paper = pack(replace(SNAPSHOT, contacts=(one,)), one.id)
    assert [part.title for part in parts(paper, "words")] == ["Norland in its own words"]


def test_a_contact_of_nobody_in_the_register_says_so():
    strangers = entry(("wire", replace(met, participants=())), actors=())
    text = show_paper(pack(replace(SNAPSHOT, contacts=(strangers,)), strangers.id))
    assert "of nobody named" in text


def test_who_is_neither_actor_nor_contact_is_an_error_with_the_known_names():
    with pytest.raises(UnknownName, match="Norland"):
        pack(SNAPSHOT, "Nordland")
    both = replace(SNAPSHOT, contacts=(E_MET, replace(E_NEXT, id=f"{E_MET.id[:6]}000000")))
    with pytest.raises(NoSuchEntry, match="may be any of"):
        pack(both, E_MET.id[:6])


def test_nothing_is_said_of_what_the_record_does_not_hold():
    assert "ommitment" not in show_paper(pack(SNAPSHOT, "Sudmark"))


def test_what_does_not_fit_is_counted_and_said():
    many_contacts = tuple(
        replace(E_MET, id=f"{n:012d}", actors=("Sudmark", "Norland")) for n in range(90)
    )
    state = replace(SNAPSHOT, contacts=many_contacts)
    one, two = pack(state, "Sudmark", pages=1), pack(state, "Sudmark")
    text = show_paper(one)
    assert text.count("\n") <= PAGE
    assert show_paper(two).count("\n") <= 2 * PAGE
    assert len(lines(one, "contacts")) < len(lines(two, "contacts"))
    left = parts(one, "contacts")[0].more
    assert left == parts(one, "contacts")[0].total - len(lines(one, "contacts"))
    assert "Cut to 1 page; left out: " in text
    assert f"Contacts, due and last: {left}" in " ".join(text.split())
    assert "All of it is on 2 pages." in show_paper(pack(SNAPSHOT, "Sudmark"))


def test_what_weighs_most_stays_when_the_page_is_short():
    told = {part.name: len(part.lines) for part in pack(SNAPSHOT, "Sudmark", pages=1).parts}
    assert told["words"] == 2


def test_a_paper_of_many_pages_is_not_laid_out_for_each_of_its_lines():
    whole = pack(SNAPSHOT, "Norland")
    lines = next(part.lines for part in whole.parts if part.lines) * 200
    parts = tuple(replace(part, lines=lines, total=len(lines)) for part in whole.parts)
    laid_out = []

    def height(cut: Paper) -> float:
        laid_out.append(cut)
        return sum(len(part.lines) for part in cut.parts)

    cut = fit(replace(whole, parts=parts), 3, lines=height, page=100)
    assert height(cut) == 300
    assert len(laid_out) < 60


@given(snapshots())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_whoever_it_is_of_a_pack_keeps_to_its_pages(snapshot: Snapshot):
    for party in snapshot.parties[:2]:
        try:
            paper = pack(snapshot, party.id, pages=2)
        except UnknownName:
            continue
        bare = show_paper(replace(paper, parts=tuple(replace(p, lines=()) for p in paper.parts)))
        if bare.count("\n") <= 2 * PAGE:
            assert show_paper(paper).count("\n") <= 2 * PAGE
        assert "<script>" not in show_paper(paper, format="html")


def test_who_has_no_stance_of_its_own_is_told_of_by_what_others_say_and_by_what_it_said():
    vesse = replace(VESSE, names=("Vesse",))
    told = Standing(party="a-4", issue="i-2", proposition="p-3", others=(held(E_TIMETABLE),))
    (first, *rest) = SNAPSHOT.issues
    named = replace(first.propositions[0], text="monitors of Vesse")
    issues = (replace(first, propositions=(named, *first.propositions[1:])), *rest)
    state = replace(
        SNAPSHOT,
        parties=(*PARTIES, vesse),
        issues=issues,
        standings=(*SNAPSHOT.standings, told),
    )
    talks = replace(declined, speaker="Vesse")
    made = pack(
        state, "Vesse", said=lambda _: (entry(("radio", talks)), entry(("radio", declined)))
    )
    titles = [part.title for part in parts(made, "told")]
    assert titles == [
        "Vesse as others tell it, or as it may be",
        "What Vesse said last",
        "What else names Vesse",
    ]
    first_told, last_said, *names = lines(made, "told")
    assert first_told.entries == (E_TIMETABLE,)
    assert "according to" in first_told.words
    assert last_said.words.startswith("Vesse")
    assert {line.head for line in names if line.head} <= {"Norland", "Sudmark"}
    assert any("monitors of Vesse" in line.words for line in names)
    assert parts(pack(SNAPSHOT, "Sudmark", said=lambda _: 1 / 0), "told") == []  # nobody is asked


def test_what_may_be_its_stance_is_shown_where_nothing_sure_is_told():
    unsure = replace(E_TIMETABLE, sure=False)
    maybe = Standing(party="a-4", issue="i-2", proposition="p-3", possible=(held(unsure),))
    state = replace(SNAPSHOT, parties=(*PARTIES, VESSE), standings=(*SNAPSHOT.standings, maybe))
    paper = pack(state, "Vesse")
    (line,) = lines(paper, "told")
    assert "possible: " in line.words
    assert [part.possible for part in parts(paper, "words")] == [0]  # none is left unshown


def maybe_over() -> Snapshot:
    """Sudmark refuses observers, and may accept them since."""
    cell = next(s for s in SNAPSHOT.standings if s.own[:1] == (held(E_REFUSAL),))
    turned = replace(
        refusal, stance="accepts", level=None, evidence=(words("radio", "observers"),)
    )
    newer = entry(("radio", turned), sure=False)
    seen = tuple(replace(one, published=dt.date(2031, 3, 9)) for one in newer.sightings)
    newer = replace(newer, sightings=seen)
    others = tuple(
        replace(cell, possible=(held(newer),)) if s is cell else s for s in SNAPSHOT.standings
    )
    return replace(SNAPSHOT, standings=others)


def test_its_own_words_that_are_possible_stand_behind_those_that_are_fact():
    state = maybe_over()
    shown = lines(pack(state, "Sudmark"), "words")
    assert [line.entries[0].sure for line in shown] == [True, True, False]
    assert shown[-1].words.startswith("possible: accepts")
    assert "~" in show_paper(pack(state, "Sudmark"))


def test_a_stance_that_may_be_over_is_to_be_probed():
    (line,) = [
        one for one in lines(pack(maybe_over(), "Sudmark"), "probe") if "may have" in one.words
    ]
    assert line.words.startswith("possible: may have changed on ")
    assert "before: rejects, since 1 Mar 2031; now: accepts" in line.words


def test_what_is_possible_takes_only_the_room_that_facts_leave():
    unsure = tuple(replace(E_MET, id=f"{n:012d}", sure=False) for n in range(5))
    sure = tuple(replace(E_MET, id=f"1{n:011d}") for n in range(90))
    paper = pack(replace(SNAPSHOT, contacts=(*unsure, *sure)), "Sudmark", pages=1)
    shown = lines(paper, "contacts")
    assert all(line.entries[0].sure for line in shown)
    (part,) = parts(paper, "contacts")
    assert part.total == 90
    assert part.possible == 5
    assert f"Contacts, due and last: {part.more}; " in " ".join(show_paper(paper).split())
    assert "5 lines that are possible" in " ".join(show_paper(paper).split())
    roomy = pack(replace(SNAPSHOT, contacts=(*unsure, *sure[:3])), "Sudmark")
    assert [line.entries[0].sure for line in lines(roomy, "contacts")][-5:] == [False] * 5


def test_of_very_much_that_is_possible_some_lines_are_shown_and_the_rest_is_counted():
    unsure = tuple(replace(E_MET, id=f"{n:012d}", sure=False) for n in range(30))
    (part,) = parts(pack(replace(SNAPSHOT, contacts=unsure), "Sudmark"), "contacts")
    possible = [line for line in part.lines if line.entries and not line.entries[0].sure]
    assert len(possible) == MOST
    assert part.possible == 30 - MOST
