"""A mark that is set later: nothing shows the report any more, nor what the desk said of it."""

from __future__ import annotations

import pytest

from detente.model.errors import NoSuchEntry, UnknownName
from detente.record import Record
from tests.record.build import Draft
from tests.record.places import Places

WORD = "Quillmere"


def fill(record: Record) -> tuple[Draft, Draft]:
    """Two reports, one of them with what the desk said of it."""
    open_, secret = Draft("Norland rejects the fee."), Draft(f"Sudmark accepts the {WORD} plan.")
    open_.position("Norland", "rejects", "the fee", "rejects the fee")
    secret.position("Sudmark", "accepts", f"the {WORD} plan", f"accepts the {WORD} plan")
    record.enter([open_.reading(), secret.reading()])
    [entry] = record.entries("positions", actor="Sudmark")
    record.judge(entry.id, "accepted", by="ada", why=WORD)
    record.translate(secret.report.id, f"{WORD} en français.", by="ada", mark="public")
    return open_, secret


def shown(record: Record, up_to: str = "public") -> str:
    return repr(
        [
            record.snapshot(up_to=up_to),
            record.judgements(up_to),
            record.issues(up_to),
            record.actors(up_to),
            record.reports(up_to),
            record.deeds(up_to=up_to),
            [record.translations(row.id, up_to) for row in record.reports(up_to)],
            record.search(WORD, up_to=up_to),
        ]
    )


def test_what_gets_a_higher_mark_is_shown_no_more(record: Record) -> None:
    _, secret = fill(record)
    record.keep_whole()
    assert WORD in shown(record)
    assert record.mark(secret.report.id[:6], "restricted", by="ada", why=WORD) == "public"
    assert WORD not in shown(record)
    assert WORD not in shown(record, "internal")
    assert WORD in shown(record, "restricted")
    assert [row.mark for row in record.reports("restricted")].count("restricted") == 1
    assert record.snapshot().coverage.left_out == 1
    with pytest.raises(NoSuchEntry):
        record.entry(record.entries("positions", actor="Sudmark", up_to="restricted")[0].id)


def test_it_holds_for_past_days_and_for_whoever_opens_the_record_anew(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        _, secret = fill(record)
        known_by = record.last_entered()
        record.mark(secret.report.id, "internal", by="ada")
        assert WORD not in repr(record.snapshot(known_by=known_by))
    with places.open(name) as record:
        assert WORD not in shown(record)
        assert WORD in shown(record, "internal")


def test_another_process_that_has_it_open_shows_it_no_more(files: Places) -> None:
    name = files()
    with files.open(name) as one, files.open(name) as two:
        _, secret = fill(one)
        two.keep_whole()
        assert WORD in shown(two)
        one.mark(secret.report.id, "internal", by="ada")
        assert WORD not in shown(two)


def test_it_is_as_if_it_had_come_with_that_mark(places: Places) -> None:
    late, early = places(), places()
    with places.open(late) as record:
        open_, secret = fill(record)
        record.mark(secret.report.id, "restricted", by="ada")
        after = record.snapshot()
    with places.open(early) as record:
        record.enter([open_.reading()])
        assert record.snapshot().standings == after.standings


def test_a_lower_mark_lets_it_be_seen_but_not_what_the_desk_said(record: Record) -> None:
    _, secret = fill(record)
    record.mark(secret.report.id, "restricted", by="ada")
    assert record.mark(secret.report.id, "public", by="ada") == "restricted"
    actors = {entry.actors for entry in record.entries("positions")}
    assert actors == {("Norland",), ("Sudmark",)}
    assert "ada" not in repr(record.judgements("public").rows)
    assert record.translations(secret.report.id) == ()


def test_what_another_report_says_too_is_still_shown(record: Record) -> None:
    _, secret = fill(record)
    again = Draft(f"Sudmark accepts the {WORD} plan, its minister wrote.", outlet="The Lantern")
    again.position("Sudmark", "accepts", f"the {WORD} plan", f"accepts the {WORD} plan")
    record.enter([again.reading()])
    record.mark(secret.report.id, "restricted", by="ada")
    [entry] = record.entries("positions", actor="Sudmark")
    assert {sighting.report for sighting in entry.sightings} == {again.report.id}


def test_nothing_happens_twice_and_what_is_not_there_is_said(record: Record) -> None:
    _, secret = fill(record)
    assert record.mark(secret.report.id, "public", by="ada") is None
    with pytest.raises(UnknownName, match="unknown mark"):
        record.mark(secret.report.id, "secret", by="ada")  # type: ignore[arg-type]
    with pytest.raises(NoSuchEntry):
        record.mark("ffffffff", "internal", by="ada")


def test_why_a_mark_was_set_is_shown_no_lower_than_the_report_is(record: Record) -> None:
    _, secret = fill(record)
    record.mark(secret.report.id, "internal", by="ada", why=f"names {WORD}")
    assert f"names {WORD}" in repr(record.deeds(up_to="internal"))
    record.mark(secret.report.id, "restricted", by="ada")
    assert WORD not in repr(record.deeds(up_to="internal"))
    assert f"names {WORD}" in repr(record.deeds(up_to="restricted"))


def test_why_a_mark_was_set_goes_with_a_purged_report(record: Record) -> None:
    open_, _ = fill(record)
    record.mark(open_.report.id, "internal", by="ada", why="it names the pilot")
    record.purge(open_.report.id, "asked to", "ada")
    told = repr(record.deeds(up_to="restricted"))
    assert "the mark internal" in told
    assert "pilot" not in told
