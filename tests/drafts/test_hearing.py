"""Stances on points, who had asked for a change, and what reports tell of points: inferences."""

from __future__ import annotations

import datetime as dt

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.hearing import askings, described, hearings, mentions
from detente.drafts.points import cut
from detente.model.claims import Position, Statement
from detente.model.snapshot import Entry, Sighting
from detente.model.text import cite, make_report
from detente.model.versions import Told

NOON = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)
OLD = cut("old", "1. Norland opens its books.\n2. Up to 120 unarmed monitors come to the strip.")
NEW = cut(
    "new",
    "1. Up to 180 unarmed monitors come to the strip.\n2. The gas fee ends within ten years.",
)
OLD_DAY, NEW_DAY = dt.date(2031, 3, 1), dt.date(2031, 3, 20)


def entry(words: str, day: str, *, stance: str = "demands", on: str | None = None) -> Entry:
    """A stance in these words, told on a day of March 2031."""
    report = make_report(
        f"{words} It said so.", retrieved=NOON, published=dt.date.fromisoformat(day)
    )
    claim = Position(
        evidence=(cite(report, 0, len(words)),),
        actor="Norland",
        issue=on or words,
        stance=stance,  # type: ignore[arg-type]
        voice="own",
    )
    return _entry(claim, report)


def _entry(claim: Position | Statement, report) -> Entry:
    seen = Sighting(
        claim=claim.id,
        report=report.id,
        outlet="Harbour Post",
        address=None,
        title=None,
        published=report.published,
        origin=report.id,
        entered=NOON,
        body=claim,
    )
    return Entry(id=claim.id, family=claim.family, claim=claim, sightings=(seen,))


def test_a_stance_is_on_the_point_that_holds_its_telling_words() -> None:
    yes = entry("Norland accepts unarmed monitors in the strip.", "2031-03-05", stance="accepts")
    no = entry("Norland rejects any ferry link.", "2031-03-05", stance="rejects")
    (found,) = hearings(NEW, [yes, no], since=NEW_DAY)
    assert (found.entry, found.part, found.how, found.stance) == (yes.id, 0, "words", "accepts")


def test_words_of_three_letters_count() -> None:
    (found,) = hearings(NEW, [entry("an end to the gas fee", "2031-03-05")])
    assert found.part == 1


def test_a_number_names_a_point_of_the_draft_that_was_on_the_table() -> None:
    said = entry("Norland rejected point two.", "2031-03-10", stance="rejects")
    (found,) = hearings(OLD, [said], since=OLD_DAY, until=NEW_DAY)
    assert (found.part, found.how) == (1, "number")
    assert hearings(NEW, [said], since=NEW_DAY) == ()
    assert hearings(OLD, [entry("Norland rejected point 7.", "2031-03-10")], since=OLD_DAY) == ()


def test_a_number_in_the_sentence_of_a_stance_may_be_anothers() -> None:
    text = "Norland accepted point 1 and rejected point 2, if point 2 binds it too."
    yes = entry(text, "2031-03-10", stance="accepts", on="point 1")
    no = entry(text, "2031-03-10", stance="rejects", on="point 2")
    fee = entry(f"{text} It took a fee.", "2031-03-10", stance="accepts", on="a toll")
    found = hearings(OLD, [yes, no, fee], since=OLD_DAY, until=NEW_DAY)
    assert [(one.part, one.stance) for one in found] == [(0, "accepts"), (1, "rejects")]
    topic = entry("On point two, Norland would not move.", "2031-03-10", on="a move")
    assert [one.part for one in hearings(OLD, [topic], since=OLD_DAY)] == [1]


def test_who_had_asked_for_a_number_is_found_before_the_draft_alone() -> None:
    told = compare(align(OLD, NEW))
    asked = entry(
        "Norland wants 180 monitors in the strip.", "2031-03-10", on="180 monitors, strip"
    )
    late = entry(
        "Norland wants 180 monitors in the strip!", "2031-03-25", on="180 monitors, strip"
    )
    other = entry(
        "Norland wants 150 monitors in the strip.", "2031-03-10", on="150 monitors, strip"
    )
    after = hearings(NEW, [asked, late, other], since=NEW_DAY)
    found = [one for one in askings(told, (), after, dated=NEW_DAY) if one.edit is not None]
    assert [one.hearing.entry for one in found] == [asked.id]
    (edit,) = {one.edit for one in found}
    changed = next(c for c in told.changed if c.pair.b == found[0].b)
    assert "180" in changed.edits[edit].after
    assert askings(told, (), after, dated=None) == ()


def test_who_asked_for_a_new_point_or_rejected_one_that_went() -> None:
    told = compare(align(OLD, NEW))
    wish = entry("an end to the gas fee", "2031-03-10")
    against = entry("that Norland opens its books", "2031-03-10", stance="rejects")
    found = askings(told, hearings(OLD, [against]), hearings(NEW, [wish]), dated=NEW_DAY)
    assert [(one.hearing.entry, one.a, one.b) for one in found] == [
        (wish.id, (), (1,)),
        (against.id, (0,), ()),
    ]


def test_what_reports_tell_of_points_is_matched_to_the_text_once_it_is_there() -> None:
    told = "The draft would bring 180 unarmed monitors to the strip."
    text = f"{told} Nobody knows. Point two ends fees."
    report = make_report(text, retrieved=NOON, published=NEW_DAY)

    def said(words: str) -> Entry:
        start = text.index(words)
        claim = Statement(
            evidence=(cite(report, start, start + len(words)),), speaker="Norland", kind="indirect"
        )
        return _entry(claim, report)

    plan = Told(
        entry="p",
        name="2-point draft",
        counts=(2,),
        proponents=(),
        first=NEW_DAY,
        last=NEW_DAY,
        earlier=None,
        words=None,
        reports=(report.id,),
        sure=True,
    )
    statements = [
        said(s)
        for s in (
            told,
            "Nobody knows.",
            "Point two ends fees.",
        )
    ]
    found = described(mentions(plan, statements), NEW)
    assert [(one.numbers, one.parts) for one in found] == [((), (0,)), (("2",), (1,))]


def test_an_article_of_another_text_is_no_point_of_a_numbered_plan() -> None:
    said = entry("Norland rejected Article 2.", "2031-03-10", stance="rejects")
    assert hearings(OLD, [said], since=OLD_DAY) == ()
    treaty = cut("treaty", "Article 1\nNorland opens its books.\nArticle 2\nMonitors come.\n")
    (found,) = hearings(treaty, [said], since=OLD_DAY)
    assert treaty.parts[found.part].path == ("Article 2",)
    point = entry("Norland rejected point 2.", "2031-03-10", stance="rejects")
    (found,) = hearings(treaty, [point], since=OLD_DAY)
    assert treaty.parts[found.part].path == ("Article 2",)
