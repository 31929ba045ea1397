"""Parses of paragraphs are kept in the record, once each, until the parser changes."""

from detente.record import Record
from tests.record.build import Draft


def test_parses_are_kept_once_and_let_go_with_their_parser(record: Record) -> None:
    record.parses().put("p1", {"a": b"1", "b": b"2"})
    record.parses().put("p1", {"b": b"3", "c": b"4"})
    assert record.parses().get(["a", "b", "c", "d"]) == {"a": b"1", "b": b"2", "c": b"4"}
    record.parses().put("p2", {"d": b"5"})
    assert record.parses().get(["a", "b", "c", "d"]) == {"d": b"5"}


def test_a_purge_lets_them_all_go(record: Record) -> None:
    draft = Draft("Norland demands a fee.")
    record.enter([draft.reading()])
    record.parses().put("p1", {"a": b"1"})
    record.purge(draft.report.id, "asked to", "ada")
    assert record.parses().get(["a"]) == {}
