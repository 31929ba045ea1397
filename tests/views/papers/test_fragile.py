"""What hangs on little: ranks, weaknesses, and what would overturn a line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from detente.model.claims import Contact, StatusBy
from detente.model.snapshot import Entry, Issue, Snapshot
from detente.views.brief.lines import Line
from detente.views.brief.sections import every_entry
from detente.views.papers import show_paper
from detente.views.papers.fragile import Weak, fragile, weak_lines
from tests.views.sample import (
    E_IF,
    E_MET,
    E_OBSTACLE,
    E_REFUSAL,
    E_SECRET,
    E_TIMETABLE,
    SNAPSHOT,
    entry,
    held,
    timetable,
    words,
)
from tests.views.worlds import snapshots


def found(snapshot: Snapshot = SNAPSHOT, days: int = 21) -> dict[str, Weak]:
    return {one.entry.id: one for one in weak_lines(snapshot, findings=(), days=days)}


def said(one: Weak) -> list[str]:
    return [weakness.said for weakness in one.weaknesses]


def with_contact(changed: Entry) -> Snapshot:
    return replace(SNAPSHOT, contacts=(changed,))


def test_the_weakest_come_first():
    weights = [one.weight for one in weak_lines(SNAPSHOT, findings=())]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) > 2


def test_who_is_unnamed_and_alone_weighs_more_than_who_was_reviewed():
    lines = found()
    assert said(lines[E_OBSTACLE.id]) == [
        "only unnamed sources",
        "one sentence",
        "read by machine alone",
    ]
    assert said(lines[E_REFUSAL.id]) == ["one sentence"]
    assert lines[E_OBSTACLE.id].weight > lines[E_REFUSAL.id].weight


def test_an_account_by_a_counterpart_is_overturned_by_the_party_itself():
    one = found()[E_TIMETABLE.id]
    assert "the word of Norland (a counterpart), not the party's own" in said(one)
    assert "hedged" in said(one)
    assert one.overturn[0] == "a first-hand statement by Sudmark to the contrary"
    assert found()[E_IF.id].overturn[0] == "a statement by Sudmark to the contrary"


def test_several_outlets_with_one_root_hang_on_it():
    again = replace(timetable, evidence=(words("lantern", "Sudmark would accept observers"),))
    told = entry(("radio", timetable), ("lantern", again), id=E_TIMETABLE.id, roots=1)
    one_root = replace(
        told, sightings=tuple(replace(s, root="Coast Radio") for s in told.sightings)
    )
    standing = replace(SNAPSHOT.standings[-1], others=(held(one_root),))
    line = found(replace(SNAPSHOT, standings=(standing,)))[E_TIMETABLE.id]
    assert "one root" in said(line)
    assert "a denial by Coast Radio, to whom both outlets go back" in line.overturn


def test_what_nobody_told_anew_is_unconfirmed_after_so_many_days_but_not_what_took_place():
    later = replace(SNAPSHOT, as_of=dt.date(2031, 4, 30))
    assert "unconfirmed for 58 days" in said(found(later)[E_IF.id])
    assert not any("unconfirmed" in one for one in said(found(later, days=58)[E_IF.id]))
    assert not any("unconfirmed" in one for one in said(found(later)[E_MET.id]))


def test_a_contact_is_overturned_by_who_said_nothing_of_it():
    own = replace(E_MET, statuses=(StatusBy("held", "Norland"),))
    line = found(with_contact(own))[own.id]
    assert line.overturn[0] == "a denial by Sudmark and Vesse, who said nothing of it"
    assert isinstance(own.claim, Contact)
    denied = found(with_contact(E_SECRET))[E_SECRET.id]
    assert denied.overturn[0] == "word of anybody that it took place"


def test_what_one_side_denies_is_disputed():
    told = (StatusBy("held", "Norland"), StatusBy("denied", "Sudmark"))
    line = found(with_contact(replace(E_MET, statuses=told)))[E_MET.id]
    assert "one side denies it" in said(line)
    assert line.overturn[0].startswith("the word of a host, a mediator or a record")


def test_words_that_every_article_dropped_are_said_to_be_gone():
    gone = replace(
        E_MET,
        sightings=tuple(replace(s, withdrawn=dt.date(2031, 3, 2)) for s in E_MET.sightings),
    )
    assert "no longer in any article" in said(found(with_contact(gone))[E_MET.id])


def test_what_the_brief_calls_possible_stands_apart():
    perhaps = replace(E_MET, sure=False)
    paper = fragile(with_contact(perhaps), findings=())
    facts, possible = paper.parts
    assert perhaps.id not in {line.entries[0].id for line in facts.lines}
    assert perhaps.id in {line.entries[0].id for line in possible.lines}


def test_so_many_lines_are_shown_and_the_others_counted():
    paper = fragile(SNAPSHOT, findings=(), most=3)
    assert (len(paper.parts[0].lines), paper.parts[0].more) == (3, len(found()) - 3)
    assert f"{len(found()) - 3} more left out" in show_paper(paper)


def test_each_line_says_where_it_stands():
    lines = {line.entries[0].id: line for line in lines_of(SNAPSHOT)}
    assert lines[E_IF.id].under[0].words.endswith(", Who stands where; matrix")
    assert "observers in the strip" in lines[E_IF.id].words  # so the cell is not named again
    other = replace(SNAPSHOT, issues=tuple(map(called_otherwise, SNAPSHOT.issues)))
    (line,) = [one for one in lines_of(other) if one.entries[0].id == E_IF.id]
    assert line.under[0].words.endswith("; matrix, Sudmark on something else")
    assert found()[E_IF.id].places[-2:] == (
        "brief, Who stands where",
        "matrix, Sudmark on observers in the strip",
    )


def called_otherwise(issue: Issue) -> Issue:
    kept = tuple(
        replace(one, text="something else") if one.text == "observers in the strip" else one
        for one in issue.propositions
    )
    return replace(issue, propositions=kept)


def lines_of(snapshot: Snapshot) -> list[Line]:
    return [line for part in fragile(snapshot, findings=(), most=99).parts for line in part.lines]


def test_what_holds_for_every_line_is_said_once_above_them():
    paper = fragile(SNAPSHOT, findings=())
    once = ("a correction by the outlet", "somebody who gives a name", "line was misread")
    for said in once:
        assert [said in about for about in paper.about].count(True) == 1
    below = " ".join(under.words for line in lines_of(SNAPSHOT) for under in line.under)
    assert not any(said in below for said in (*once, "misread"))
    assert not any("read by machine alone;" in line.words for line in lines_of(SNAPSHOT))


def test_what_nothing_hangs_on_is_not_explained():
    told = (replace(E_MET, sightings=E_MET.sightings[:1], review="accepted"),)
    nothing = replace(SNAPSHOT, standings=(), contacts=told)
    for name in ("unknowns", "next_steps", "proposals", "sticking_points", "assessments"):
        nothing = replace(nothing, **{name: ()})
    lines = weak_lines(nothing, findings=())
    hangs = {weakness.said for one in lines for weakness in one.weaknesses}
    assert "only unnamed sources" not in hangs
    assert not any("gives a name" in said for said in fragile(nothing, findings=()).about)


@given(snapshots())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_each_line_is_of_the_record_and_stands_once(snapshot: Snapshot):
    lines = weak_lines(snapshot, findings=())
    ids = [one.entry.id for one in lines]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {entry.id for entry in every_entry(snapshot)}
    assert all(one.overturn for one in lines if one.weaknesses)
