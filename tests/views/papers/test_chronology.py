"""The chronology of contacts, and the forms that all papers have."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.claims import StatusBy
from detente.model.dates import month
from detente.model.errors import UnknownName
from detente.model.snapshot import Snapshot
from detente.views.papers import show_paper
from detente.views.papers.chronology import Within, chronology, events
from detente.views.papers.paper import Paper, notes
from tests.views.sample import (
    E_MET,
    E_NEXT,
    E_PROGRESS,
    E_SECRET,
    SNAPSHOT,
    entry,
    met,
    next_round,
    words,
)
from tests.views.worlds import NASTY, snapshots


def part(paper: Paper, name: str) -> list[str]:
    found = next(p for p in paper.parts if p.name == name)
    return [line.entries[0].id for line in found.lines]


def of(*contacts, **fields) -> Snapshot:
    return replace(SNAPSHOT, contacts=contacts, **fields)


def test_the_oldest_come_first_and_what_lies_ahead_stands_apart():
    paper = chronology(SNAPSHOT)
    assert part(paper, "was") == [E_MET.id, E_SECRET.id]
    assert part(paper, "ahead") == [E_NEXT.id]
    assert part(paper, "undated") == []


def test_a_line_says_day_place_roles_status_and_outcome():
    line = chronology(SNAPSHOT).parts[0].lines[0]
    assert line.head == "28 Feb 2031"
    assert "Norland, Sudmark and Vesse (mediator) in Port Ley" in line.words
    assert "held (one outlet)" in line.words
    assert "outcome as reported: no breakthrough, “without a breakthrough”" in line.words
    assert line.entries == (E_MET, E_PROGRESS)


def test_how_long_it_lasted_stands_behind_who_met_where():
    long = entry(("wire", replace(met, duration_text="two days")), status_line="held")
    (line, *_) = chronology(of(long)).parts[0].lines
    assert line.words.startswith(
        "talks of Norland, Sudmark and Vesse (mediator) in Port Ley, “two days”; "
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Port Ley", "met in Port Ley"), "on Port Ley; "),
        (("four hours", "our hours"), "on four hours and our hours; "),
    ],
)
def test_of_two_subjects_the_one_that_holds_the_other_is_not_named_too(names, said):
    first, *rest = SNAPSHOT.issues
    named = [replace(first, id=f"i-{n}9", name=name) for n, name in enumerate(names)]
    told = entry(
        (
            "wire",
            replace(met, evidence=(words("wire", "met for more than four hours in Port Ley"),)),
        ),
        status_line="held",
    )
    state = of(told, issues=(*named, first, *rest))
    (line, *_) = chronology(state).parts[0].lines
    assert said in line.words


def test_an_outcome_goes_to_the_latest_contact_that_took_place():
    early = replace(met, place="Old Ley", days=month(2031, 1))
    before = entry(("wire", early), status_line="held", id="0" * 12)
    lines = chronology(of(E_MET, before)).parts[0].lines
    assert [bool(line.entries[1:]) for line in lines] == [False, True]


def test_a_subject_is_what_its_words_name_else_what_parties_speak_of_beside_it():
    told = {e.happening.entry.id: e.subjects for e in events(SNAPSHOT, Within())}
    assert [(s.name, s.said) for s in told[E_MET.id]] == [("The Saltmarsh strip", False)]
    about = entry(
        ("wire", replace(met, evidence=(words("wire", "forces leave the Saltmarsh strip"),))),
        actors=("Norland",),
    )
    named = events(of(about), Within())[0].subjects
    assert [(s.name, s.said) for s in named] == [("The Saltmarsh strip", True)]
    assert "on The Saltmarsh strip" in chronology(of(about)).parts[0].lines[0].words


def test_one_asks_for_days_an_actor_or_an_issue():
    march = Within(since=dt.date(2031, 3, 1), until=dt.date(2031, 3, 31))
    assert part(chronology(SNAPSHOT, march), "was") == [E_SECRET.id]
    assert part(chronology(SNAPSHOT, Within(until=dt.date(2031, 2, 28))), "was") == [E_MET.id]
    assert part(chronology(SNAPSHOT, Within(actor="norland")), "was") == [E_MET.id]
    assert part(chronology(SNAPSHOT, Within(issue="i-1")), "was") == [E_MET.id]
    assert part(chronology(SNAPSHOT, Within(issue="The ferry")), "was") == []
    some = chronology(of(entry(("wire", replace(met, days=month(2031, 2))))), march)
    assert part(some, "was") == []


def test_who_speaks_for_a_party_counts_as_it():
    lund = entry(("wire", met), actors=("Ada Lund",))
    assert part(chronology(of(lund), Within(actor="Sudmark")), "was") == [lund.id]
    assert part(chronology(of(lund), Within(actor="Lund")), "was") == [lund.id]
    assert part(chronology(of(lund), Within(actor="Norland")), "was") == []


def test_a_name_that_nobody_bears_is_an_error_that_lists_those_known():
    with pytest.raises(UnknownName, match="Norland"):
        chronology(SNAPSHOT, Within(actor="Norlund"))
    with pytest.raises(UnknownName, match="The ferry"):
        chronology(SNAPSHOT, Within(issue="the toll"))


def test_what_is_possible_is_counted_and_shown_if_asked_for():
    perhaps = replace(E_MET, sure=False)
    paper = chronology(of(perhaps))
    assert (part(paper, "was"), paper.parts[0].possible) == ([], 1)
    shown = chronology(of(perhaps), Within(possible=True))
    assert shown.parts[0].lines[0].words.startswith("possible: ")


def test_what_was_planned_and_is_told_to_have_begun_no_longer_lies_ahead():
    both = replace(
        entry(
            ("lantern", replace(next_round, days=month(2031, 3))),
            ("radio", replace(next_round, status="held", days=month(2031, 3))),
        ),
        status_line="planned (one outlet)",
    )
    assert part(chronology(of(both)), "was") == [both.id]


def test_a_contact_without_a_day_tells_when_it_was_told_of():
    undated = entry(("radio", replace(next_round, days=None, date_text=None)))
    line = chronology(of(undated)).parts[2].lines[0]
    assert line.head == "told on 5 Mar 2031"


def test_who_told_which_status_is_said_where_they_differ():
    said = (StatusBy("held", "Norland"), StatusBy("denied", "Sudmark"))
    both = entry(("radio", replace(met, statuses=said)), status_line="held (Sudmark denies)")
    words_ = chronology(of(both)).parts[0].lines[0].words
    assert "held per Norland → denied per Sudmark" in words_


def test_a_later_status_that_is_not_sure_is_possibly_so():
    sure = (StatusBy("held", "narrator"),)
    both = entry(
        ("radio", replace(met, statuses=sure)),
        ("lantern", replace(met, status="ongoing", statuses=(StatusBy("ongoing", "narrator"),))),
        status_line="held (one outlet)",
        statuses=sure,
    )
    assert "held → possibly ongoing" in chronology(of(both)).parts[0].lines[0].words


def test_nothing_found_is_said():
    text = show_paper(chronology(of()))
    assert "3 reports of 3 outlets: no contact was found that fits." in text


def test_the_forms_have_the_same_lines_and_say_what_the_mark_left_out():
    paper = chronology(SNAPSHOT)
    values = json.loads(show_paper(paper, format="json"))
    said = [line["text"] for part in values["parts"] for line in part["lines"]]
    html = show_paper(paper, format="html")
    for words_ in said:
        assert words_ in html
    assert (values["left_out"], values["up_to"]) == (1, "public")
    for form in ("text", "md", "html"):
        assert "1 report marked above public left out." in show_paper(paper, format=form)
    assert "rosa" not in "".join(show_paper(paper, format=form) for form in ("text", "json"))


def test_the_long_form_has_each_sentence_with_who_says_it():
    paper = chronology(SNAPSHOT)
    short, long = show_paper(paper), show_paper(paper, long=True)
    for note in notes(paper).every:
        first = note.words.split()[:4]
        assert " ".join(first) in " ".join(long.split())
    assert "https://wire.example/2031-03-01" in long
    assert "https://" not in short


def test_every_note_has_the_words_at_its_place_and_is_cited():
    paper = chronology(SNAPSHOT)
    found = notes(paper)
    cited = {n for line in paper.lines() for n in found.of(line)}
    assert cited == {note.n for note in found.every} == set(range(1, len(found.every) + 1))


def test_an_unknown_form_is_an_error():
    with pytest.raises(UnknownName, match="format"):
        show_paper(chronology(SNAPSHOT), format="docx")


@given(snapshots())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_words_each_contact_has_one_line_and_nothing_steers(snapshot: Snapshot):
    paper = chronology(snapshot, Within(possible=True))
    ids = [line.entries[0].id for p in paper.parts for line in p.lines]
    assert sorted(ids) == sorted(one.id for one in snapshot.contacts)
    for form in ("text", "md", "html", "json"):
        made = show_paper(paper, format=form, long=True)
        assert "\x1b" not in made
        assert "\u202e" not in made
    assert NASTY[0] not in show_paper(paper, format="html")
