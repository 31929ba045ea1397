"""Tables as JSON: the same keys in every row, and each claim with the words that it rests on."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from detente.record import open_record
from detente.views.kinds import FAMILY_BY_KIND, KINDS
from tests.flow.transcripts import Session, read, session

CLAIM_KEYS = {"id", "report", "evidence", "rule", "confidence"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A desk whose record holds entries of every kind, and decisions."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("desk")
        patch.chdir(folder)
        with session(folder) as made:
            made.play(read("add"))
            made.play("$ met=$(id contacts met on)\n$ detente judge @met accept")
            made.detente(["purge", made.find("reports", "Vesse steps in"), "--why", "a slip"])
            (folder / "names.txt").write_text("Lunde demands a fee. Lundde rejects the fee.")
            for name in ("names.txt", "accord.txt", "alleged.txt"):
                made.detente(["add", name, "--reader", "plain"])
            yield made


def rows(desk: Session, *args: str) -> list[dict[str, Any]]:
    printed = desk.detente([*args, "--format", "json", "--up-to", "restricted"])
    assert printed.code == 0, printed.err
    found: list[dict[str, Any]] = json.loads(printed.out)["rows"]
    return found


def test_a_kind_may_be_called_as_the_json_calls_it(desk: Session) -> None:
    asked, as_in_json = (desk.detente(["list", kind]) for kind in ("next-steps", "next_steps"))
    assert (asked.code, as_in_json.code) == (0, 0)
    assert asked.out == as_in_json.out
    wrong = desk.detente(["list", "next_stops"])
    assert wrong.code == 2
    assert "'next_stops' is not one of" in wrong.err
    assert "'next-steps'" in wrong.err


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Everything in a value that points at words."""
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_a_kind_has_the_same_keys(kind: str, desk: Session) -> None:
    found = rows(desk, "list", kind)
    assert found, f"the record holds no {kind}; give it some"
    assert len({tuple(row) for row in found}) == 1


@pytest.mark.parametrize("kind", FAMILY_BY_KIND)
def test_every_claim_carries_its_words_and_what_proposed_it(kind: str, desk: Session) -> None:
    with open_record(str(desk.folder / "detente.db"), now=lambda: desk.now) as record:
        for row in rows(desk, "list", kind):
            assert set(row) >= CLAIM_KEYS
            assert row["evidence"]
            assert 0 <= row["confidence"] <= 1
            assert row["rule"].startswith("plain.")
            for sighting in row["sightings"]:
                text = record.report(sighting["report"]).text
                assert sighting["evidence"]
                for span in sighting["evidence"]:
                    assert text[span["start"] : span["end"]] == span["text"]
            text = record.report(row["report"]).text
            for span in spans({**row, "sightings": []}):
                assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_the_csv_form_are_keys_of_the_rows(kind: str, desk: Session) -> None:
    header = desk.detente(["list", kind, "--format", "csv"]).out.splitlines()[0].split(",")
    keys = set(rows(desk, "list", kind)[0])
    assert set(header) <= keys | {"participants"}
    assert len(set(header)) == len(header)


@pytest.mark.parametrize("command", ["matrix", "changes --since 2031-03-01", "brief"])
def test_the_claims_of_a_page_are_whole_and_their_ids_lead_somewhere(
    command: str, desk: Session
) -> None:
    made = json.loads(desk.detente([*command.split(), "--format", "json"]).out)
    assert list(made)
    for claim in claims(made):
        assert set(claim) >= CLAIM_KEYS
    found = set(ids(made))
    assert found
    for id_ in found:
        assert desk.detente(["show", id_]).code == 0, id_


def claims(value: object) -> Iterator[dict[str, Any]]:
    """Every entry in a value: what has both words and sightings."""
    if isinstance(value, dict):
        if "sightings" in value:
            yield value
        for part in value.values():
            yield from claims(part)
    elif isinstance(value, list):
        for part in value:
            yield from claims(part)


def ids(value: object) -> Iterator[str]:
    """Every id of an entry that a page names."""
    if isinstance(value, dict):
        if isinstance(value.get("ids"), list):
            yield from value["ids"]
        for part in value.values():
            yield from ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from ids(part)
    if isinstance(value, dict) and isinstance(value.get("basis"), list):
        yield from value["basis"]
