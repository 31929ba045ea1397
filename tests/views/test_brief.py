from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from detente.analysis import METHODS
from detente.model.claims import Progress, StatusBy
from detente.model.errors import UnknownName
from detente.model.snapshot import Change, Entry, Snapshot
from detente.views.brief import show_brief
from detente.views.brief.sections import entries_by_id, every_entry
from tests.views.expected import matches
from tests.views.sample import (
    DELTA,
    E_DEMAND,
    E_FORECAST,
    E_NEXT,
    E_OBSERVERS,
    E_PROGRESS,
    E_REFUSAL,
    E_STEP,
    SNAPSHOT,
    entry,
    held,
    words,
)
from tests.views.worlds import snapshots

big = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def brief(snapshot: Snapshot, form: str = "text", delta=DELTA) -> str:
    findings = tuple(method.function(snapshot) for method in METHODS)
    return show_brief(snapshot, delta, findings=findings, format=form)


def ids_of(snapshot: Snapshot) -> set[str]:
    return set(re.findall(r"\bid='([^']*)'", repr(snapshot)))


def lines_of(made: dict) -> list[dict]:
    lines = [line for section in made["sections"] for line in section["lines"]]
    return lines + [under for line in lines for under in line["under"]]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_the_brief_is_the_expected_one(form):
    ending = {"text": "txt"}.get(form, form)
    assert matches(f"brief.{ending}", brief(SNAPSHOT, form))


def test_an_empty_record_has_a_brief_that_says_so():
    made = brief(Snapshot(as_of=dt.date(2031, 3, 6)), delta=None)
    assert "0 reports of 0 outlets: none says how the talks as a whole stand." in made
    assert made.count("nothing found") == 7


@big
@given(snapshots(most=60))
def test_as_text_it_fits_60_lines_of_100_columns(snapshot):
    lines = brief(snapshot, delta=None).split("\n")
    assert lines.pop() == ""
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 100


@big
@given(snapshots(most=60))
def test_every_line_rests_on_entries_of_the_snapshot(snapshot):
    known = ids_of(snapshot)
    made = json.loads(brief(snapshot, "json", delta=None))
    reports = set(re.findall(r"report='([^']*)'", repr(snapshot)))
    for line in lines_of(made):
        assert set(line["ids"]) <= known
        assert line["ids"] or line["under"] or re.search("reports? of", line["text"])
        assert all(1 <= n <= len(made["sources"]) for n in line["sources"])
        assert bool(line["ids"]) == bool(line["sources"])
    assert {source["report"] for source in made["sources"]} <= reports


@big
@given(snapshots())
def test_what_is_not_shown_is_counted(snapshot):
    made = json.loads(brief(snapshot, "json", delta=None))
    shown = {section["name"]: section for section in made["sections"]}
    contacts = shown["contacts"]
    due = len(snapshot.contacts) + sum(
        step.claim.days is None or step.claim.days.end > snapshot.as_of
        for step in snapshot.next_steps
    )
    assert len(contacts["lines"]) + contacts["more"] == due
    unknowns = shown["unknowns"]
    assert len(unknowns["lines"]) + unknowns["more"] == len(snapshot.unknowns)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") for name, _ in attrs)


@big
@given(snapshots(most=20))
def test_words_of_reports_never_become_markup(snapshot):
    made = brief(snapshot, "html", delta=None)
    page = Tags()
    page.feed(made)
    assert not page.tags & {"script", "img", "b"}
    assert all(link.startswith(("#s", "https://outlet.example/")) for link in page.links)
    assert not set(made) & set("\x1b\u202e\u202c")


def test_an_opposed_pair_is_in_the_third_sentence():
    third = json.loads(brief(SNAPSHOT, "json"))["sections"][0]["lines"][2]
    assert third["ids"] == [E_DEMAND.id, E_REFUSAL.id]
    assert "Norland demands and Sudmark rejects" in third["text"]


def test_reports_of_one_day_that_differ_on_the_whole_are_both_named():
    other = entry(
        ("wire", Progress(evidence=(words("wire", "third day of talks"),), label="progress"))
    )
    made = json.loads(brief(replace(SNAPSHOT, progress=(E_PROGRESS, other)), "json"))
    first = made["sections"][0]["lines"][0]
    assert "differ on the talks as a whole" in first["text"]
    assert set(first["ids"]) == {E_PROGRESS.id, other.id}


def _of_day(label: str, day: dt.date | None, *, sure: bool) -> Entry:
    """An entry on the talks as a whole, last told on a day."""
    made = entry(("wire", Progress(evidence=(words("wire", "third day of talks"),), label=label)))
    seen = tuple(replace(s, published=day) for s in made.sightings)
    return replace(made, sightings=seen, sure=sure)


def test_a_possible_deal_goes_before_the_sure_breakdown_of_the_day_before():
    deal = _of_day("agreement", dt.date(2031, 3, 6), sure=False)
    broken = _of_day("breakdown", dt.date(2031, 3, 5), sure=True)
    made = json.loads(brief(replace(SNAPSHOT, progress=(broken, deal)), "json"))
    first = made["sections"][0]["lines"][0]
    assert first["ids"] == [deal.id, broken.id]
    assert re.search(
        r"possible, of 6 Mar 2031: an agreement.* sure, of 5 Mar .*breakdown", first["text"]
    )


def test_where_nothing_agreed_is_sure_what_was_possibly_agreed_is_shown():
    deal = _of_day("agreement", dt.date(2031, 3, 6), sure=False)
    made = json.loads(brief(replace(SNAPSHOT, progress=(deal,), proposals=()), "json"))
    (agreed,) = (s for s in made["sections"] if s["title"] == "What was agreed")
    assert [line["ids"] for line in agreed["lines"]] == [[deal.id]]


def test_a_line_is_reviewed_only_if_all_that_it_rests_on_is():
    third = json.loads(brief(SNAPSHOT, "json"))["sections"][0]["lines"][2]
    assert third["reviewed"] is False
    seen = replace(E_DEMAND, review="corrected")
    standings = (replace(SNAPSHOT.standings[0], own=(held(seen),)), *SNAPSHOT.standings[1:])
    made = json.loads(brief(replace(SNAPSHOT, standings=standings), "json"))
    assert made["sections"][0]["lines"][2]["reviewed"] is True


def test_without_a_delta_new_is_what_the_last_week_first_published():
    made = brief(replace(SNAPSHOT, as_of=dt.date(2031, 3, 10)), delta=None)
    new = made.split("What is new since 3 Mar 2031")[1].split("Who stands where")[0]
    assert E_OBSERVERS.id[:8] in new
    assert E_REFUSAL.id[:8] not in new


def test_a_planned_contact_whose_day_has_passed_is_not_called_due():
    made = json.loads(brief(replace(SNAPSHOT, as_of=dt.date(2031, 3, 14)), "json"))
    lines = {line["ids"][0]: line for line in lines_of(made) if line["ids"]}
    assert lines[E_NEXT.id]["head"] == "day passed, outcome not found"
    assert "no next one found" in made["sections"][0]["lines"][1]["text"]


def test_both_accepting_counts_as_agreed():
    accepts = tuple(
        replace(standing, own=(held(E_OBSERVERS),), stance="accepts", mixed=False)
        for standing in SNAPSHOT.standings[2:4]
    )
    made = brief(replace(SNAPSHOT, standings=accepts))
    assert "Norland and Sudmark each accept: observers in the strip" in made


def test_who_is_in_no_register_is_called_as_it_was_told_never_by_an_id():
    made = brief(replace(SNAPSHOT, parties=()))
    standing = SNAPSHOT.standings[0]
    assert standing.party not in made.replace(standing.own[0].position.actor, "")
    assert standing.own[0].position.actor in made


def test_it_says_what_the_mark_left_out():
    assert "1 report marked above public left out." in brief(SNAPSHOT)


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(UnknownName, match="choose one of html, json, md, text"):
        show_brief(SNAPSHOT, findings=(), format="pdf")


def test_what_a_party_says_itself_rests_on_its_own_words_and_not_on_accounts_of_them():
    told = replace(E_DEMAND, sightings=(replace(E_DEMAND.sightings[0], outlet="Elsewhere"),))
    standings = tuple(
        replace(s, others=(*s.others, held(told)))
        if any(h.entry.id == E_DEMAND.id for h in s.own)
        else s
        for s in SNAPSHOT.standings
    )
    both = replace(SNAPSHOT, standings=standings)
    assert any(e is told for e in every_entry(both))
    assert entries_by_id(both)[E_DEMAND.id] is E_DEMAND


@pytest.mark.parametrize("status", ["planned", "held"])
def test_a_step_that_only_announces_a_contact_is_told_by_it_alone(status: str) -> None:
    both = ("Norland", "Sudmark")
    days = E_NEXT.days
    contact = replace(
        E_NEXT,
        actors=both,
        claim=replace(E_NEXT.claim, status=status),
        status_line=f"{status} (one outlet)",
        statuses=(StatusBy(status, "narrator"),),
    )
    step = replace(E_STEP, actors=both, claim=replace(E_STEP.claim, days=days))
    state = replace(SNAPSHOT, as_of=dt.date(2031, 3, 12), contacts=(contact,), next_steps=(step,))
    new = Change(kind="new", family="next_steps", entry=step, text="", basis=(step.id,))
    for delta in (None, replace(DELTA, changes=(*DELTA.changes, new))):
        made = " ".join(brief(state, delta=delta).split())
        assert "to meet again" not in made
        assert "Meeting of Norland and Sudmark in Vesse" in made
        assert ("no next one found" in made) is (status == "held")
        alone = " ".join(brief(replace(state, contacts=()), delta=delta).split())
        assert alone.count("to meet again in Vesse") >= 2


def test_a_forecast_has_the_room_to_say_its_condition() -> None:
    told = "Until the ferry runs on every day of the week and the toll is gone, no deal is likely"
    spoken = replace(E_FORECAST.claim.main, text=told)
    claim = replace(E_FORECAST.claim, by="Mira Oake of the Strait Institute", evidence=(spoken,))
    forecast = replace(E_FORECAST, claim=claim)
    made = json.loads(brief(replace(SNAPSHOT, assessments=(forecast,)), "json"))
    assert [line["text"] for line in lines_of(made) if forecast.id in line["ids"]] == [
        f"Mira Oake of the Strait Institute on a deal: conditional, “{told}”"
    ]
