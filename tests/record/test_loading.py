"""What a view holds: two clocks, and marks. Nothing of what lies outside it shows."""

import datetime as dt

import pytest

from detente.model.claims import FAMILIES, Note
from detente.model.errors import NoSuchEntry
from detente.record import Record, loading
from tests.record.build import Draft, actor


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def report(number: int, published: str | None, **more: object) -> Draft:
    text = f"Norland demands toll {number}, the harbour office said."
    draft = Draft(text, published, **more)  # type: ignore[arg-type]
    return draft.position("Norland", "demands", f"toll {number}", f"demands toll {number}")


def tolls(record: Record, **view: object) -> list[str]:
    found = record.entries("positions", **view)  # type: ignore[arg-type]
    return [e.claim.main.text.rpartition(" ")[2] for e in found]


def entered(record: Record, key: str) -> dt.datetime:
    (found,) = [r.entered for r in record.reports() if r.id == key]
    return found


def test_as_of_goes_by_publication_and_known_by_by_entry(record: Record) -> None:
    march, may, old = report(3, "2031-03-10"), report(5, "2031-05-01"), report(2, "2031-02-01")
    record.enter([march.reading(), may.reading(), old.reading()])
    assert tolls(record) == ["2", "3", "5"]
    assert tolls(record, as_of=day("2031-03-10")) == ["2", "3"]
    assert tolls(record, as_of=day("2031-03-09")) == ["2"]
    after_march = entered(record, march.report.id)
    assert tolls(record, known_by=after_march) == ["3"]
    assert tolls(record, known_by=after_march - dt.timedelta(microseconds=1)) == []
    after_may = entered(record, may.report.id)
    assert tolls(record, known_by=after_may) == ["3", "5"]
    assert tolls(record, known_by=after_may, as_of=day("2031-03-31")) == ["3"]
    both = {"known_by": after_may, "as_of": day("2031-03-31")}
    assert record.snapshot(**both).coverage.reports == 1  # type: ignore[arg-type]
    assert [r.id for r in record.reports(**both)] == [march.report.id]  # type: ignore[arg-type]


def test_an_undated_report_counts_from_the_day_when_we_got_it(record: Record) -> None:
    got = dt.datetime(2031, 4, 4, 23, 30, tzinfo=dt.UTC)
    record.enter([report(1, None, retrieved=got).reading()])
    assert tolls(record, as_of=day("2031-04-03")) == []
    assert tolls(record, as_of=day("2031-04-04")) == ["1"]


def test_decisions_of_the_desk_count_from_when_they_were_made(record: Record) -> None:
    draft = report(3, "2031-03-10")
    record.enter([draft.reading()])
    (entry,) = record.entries("positions")
    made = record.judge(entry.id, "rejected", by="ada")
    assert tolls(record) == []
    assert tolls(record, known_by=made.at - dt.timedelta(microseconds=1)) == ["3"]
    assert tolls(record, known_by=made.at) == []


def test_a_revision_that_we_did_not_know_yet_does_not_hide_the_old_text(record: Record) -> None:
    page = "https://harbour.example/1"
    first, second = report(1, "2031-03-01", address=page), report(2, "2031-03-05", address=page)
    record.enter([first.reading(), second.reading()])
    assert tolls(record) == ["2"]
    assert tolls(record, as_of=day("2031-03-04")) == ["1"]
    assert tolls(record, known_by=entered(record, first.report.id)) == ["1"]


def test_the_day_of_a_snapshot_is_that_of_the_last_dated_report(record: Record) -> None:
    record.enter([report(1, "2031-03-01").reading(), report(2, "2031-03-05").reading()])
    assert record.snapshot().as_of == day("2031-03-05")


HIDDEN = "Zanzor"


def secret(mark: str) -> Draft:
    draft = Draft(
        f"{HIDDEN} rejects the {HIDDEN} pier plan, {HIDDEN} aide Quill said.",
        "2031-04-01",
        f"{HIDDEN} Bulletin",
        address=f"https://{HIDDEN}.example/",
        mark=mark,  # type: ignore[arg-type]
        actors=(actor(HIDDEN), actor("Quill", "person", acts_for=HIDDEN)),
    )
    draft.position(HIDDEN, "rejects", f"the {HIDDEN} pier plan", f"rejects the {HIDDEN} pier plan")
    draft.says("Quill", f"{HIDDEN} aide")
    draft.notes.append(Note(kind="doubt", message=f"{HIDDEN}?", evidence=draft.words(HIDDEN)))
    return draft


@pytest.mark.parametrize(("mark", "shown_at"), [("internal", 1), ("restricted", 2)])
def test_nothing_above_the_mark_shows_and_it_is_counted(
    mark: str, shown_at: int, record: Record
) -> None:
    hidden = secret(mark)
    record.enter([report(1, "2031-03-01").reading(), hidden.reading()])
    for level, up_to in enumerate(("public", "internal", "restricted")):
        everything = repr(
            [
                *(record.entries(f.family, up_to=up_to) for f in FAMILIES),  # type: ignore[arg-type]
                record.snapshot(up_to=up_to),  # type: ignore[arg-type]
                record.reports(up_to=up_to),  # type: ignore[arg-type]
                record.notes(up_to=up_to),  # type: ignore[arg-type]
                record.actors(up_to=up_to),  # type: ignore[arg-type]
                record.issues(up_to=up_to),  # type: ignore[arg-type]
                record.suggestions(up_to=up_to),  # type: ignore[arg-type]
                record.changes(day("2031-01-01"), up_to=up_to),  # type: ignore[arg-type]
            ]
        )
        assert (HIDDEN.casefold() in everything.casefold()) == (level >= shown_at)
        left_out = 0 if level >= shown_at else 1
        coverage = record.snapshot(up_to=up_to).coverage  # type: ignore[arg-type]
        assert (coverage.left_out, coverage.reports) == (left_out, 2 - left_out)
        delta = record.changes(day("2031-01-01"), up_to=up_to)  # type: ignore[arg-type]
        assert delta.left_out == left_out


def test_an_entry_of_a_report_above_the_mark_is_not_shown_by_its_id(record: Record) -> None:
    record.enter([secret("restricted").reading()])
    (entry,) = record.entries("positions", up_to="restricted")
    with pytest.raises(NoSuchEntry, match="ask for a higher mark"):
        record.entry(entry.id)
    assert record.entry(entry.id, up_to="restricted").id == entry.id


def test_of_an_entry_in_reports_of_two_marks_only_the_lower_is_shown(record: Record) -> None:
    public = report(1, "2031-03-01")
    inside = report(
        1, "2031-02-01", outlet="Inside", address="https://in.example", mark="internal"
    )
    record.enter([public.reading(), inside.reading()])
    (entry,) = record.entries("positions")
    assert [s.outlet for s in entry.sightings] == ["Harbour Post"]
    assert entry.first_published == day("2031-03-01")
    (cell,) = record.snapshot().standings
    assert cell.own[0].since == day("2031-03-01")
    (entry,) = record.entries("positions", up_to="internal")
    assert [s.outlet for s in entry.sightings] == ["Inside", "Harbour Post"]


def test_a_restricted_revision_leaves_the_public_text_current(record: Record) -> None:
    page = "https://harbour.example/1"
    first = report(1, "2031-03-01", address=page)
    second = report(2, "2031-03-02", address=page, mark="restricted")
    record.enter([first.reading(), second.reading()])
    assert tolls(record) == ["1"]
    assert tolls(record, up_to="restricted") == ["2"]


def test_a_judgement_above_the_mark_does_not_show_who_made_it(record: Record) -> None:
    record.enter([report(1, "2031-03-01").reading()])
    (entry,) = record.entries("positions")
    record.judge(entry.id, "accepted", by="ada", why="heard it")
    assert "ada" not in repr(record.snapshot())
    assert record.entry(entry.id).review == "accepted"
    assert [j.by for j in record.entry(entry.id, up_to="internal").judgements] == ["ada"]


def test_a_restricted_judgement_does_not_reach_what_is_shown_below_it(record: Record) -> None:
    record.enter([report(1, "2031-03-01").reading()])
    (entry,) = record.entries("positions")
    fields = [("condition", f"if {HIDDEN} pays")]
    record.judge(entry.id, "corrected", fields=fields, by="ada", mark="restricted")
    for up_to in ("public", "internal"):
        shown = record.entry(entry.id, up_to=up_to)  # type: ignore[arg-type]
        assert (shown.review, shown.judgements_left_out) == ("machine", 1)
        assert HIDDEN not in repr([shown, record.snapshot(up_to=up_to)])  # type: ignore[arg-type]
    assert HIDDEN in repr(record.snapshot(up_to="restricted"))
    assert record.entry(entry.id, up_to="restricted").review == "corrected"


def test_a_restricted_rejection_hides_nothing_below_it(record: Record) -> None:
    record.enter([report(1, "2031-03-01").reading()])
    (entry,) = record.entries("positions")
    record.judge(entry.id, "rejected", by="ada", mark="restricted")
    assert tolls(record) == ["1"]
    assert tolls(record, up_to="restricted") == []


@pytest.mark.parametrize(("few", "left_out"), [(0, 500), (0, 0), (200, 0)])
def test_a_view_holds_the_same_however_its_readings_are_asked_for(
    record: Record, monkeypatch: pytest.MonkeyPatch, few: int, left_out: int
) -> None:
    cast = (actor("Quell"), actor("Imre Sol", "person", acts_for="Quell"))
    second = Draft("Imre Sol said no.", "2031-03-02", mark="internal", actors=cast)
    third = report(3, "2031-03-03")
    record.enter([report(1, "2031-03-01").reading(), second.reading(), third.reading()])
    views = [
        {},
        {"up_to": "internal"},
        {"as_of": day("2031-03-02"), "up_to": "internal"},
        {"known_by": entered(record, third.report.id)},
    ]
    before = [(tolls(record, **view), record.actors(**view)) for view in views]  # type: ignore[arg-type]
    monkeypatch.setattr(loading, "_FEW", few)
    monkeypatch.setattr(loading, "_FEW_LEFT_OUT", left_out)
    monkeypatch.setattr(loading, "_AT_ONCE", 1)
    record.look("ada", entered(record, third.report.id))  # what was folded is folded anew
    assert before[0][0] == ["1", "3"]
    assert [(tolls(record, **view), record.actors(**view)) for view in views] == before  # type: ignore[arg-type]
