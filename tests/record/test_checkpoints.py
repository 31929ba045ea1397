"""What was folded once and put away says what folding anew says, or is not used."""

import contextlib
import datetime as dt
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.errors import DetenteError
from detente.model.text import Mark
from detente.record import checkpoints, keep_open, open_record, program
from detente.record import kept as keeping
from tests.record.build import NOON, Clock, Draft
from tests.record.test_growing import Deed, deeds, rare_deeds, reports, told

REOPENED = "reopened"
Act = Draft | Deed | str


@pytest.fixture
def name(tmp_path: Path) -> str:
    """A record with a few reports, as it was folded put away."""
    name = str(tmp_path / "record.db")
    with keep_open(name, now=Clock(), create=True) as record:
        record.enter(draft.reading() for draft in talks())
        told(record)
        record.put_away(0)
    return name


def talks() -> list[Draft]:
    found = []
    for day, stance in enumerate(("demands", "rejects", "accepts"), 1):
        draft = Draft(f"Norland {stance} a harbour fee. They met in Vell.", f"2031-03-0{day}")
        draft.position("Norland", stance, "a harbour fee", f"Norland {stance} a harbour fee")
        draft.contact("Norland; Sudmark", "held", "They met in Vell", f"2031-03-0{day}")
        found.append(draft)
    return found


def later(mark: Mark = "public") -> Draft:
    draft = Draft("Sudmark rejects the pilots' pay.", "2031-03-05", mark=mark)
    return draft.position(
        "Sudmark", "rejects", "the pilots' pay", "Sudmark rejects the pilots' pay"
    )


@contextlib.contextmanager
def unfolded() -> Iterator[None]:
    """Let nothing be folded meanwhile."""

    def refuse(*_: object) -> None:
        raise AssertionError("it was folded anew")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "fold", refuse)
        yield


def is_restored(name: str) -> bool:
    """Whether a record opens without being folded; what it says is right either way."""
    with open_record(name, now=Clock()) as fresh:
        expected = fresh.snapshot(), told(fresh)
    with keep_open(name, now=Clock()) as record:
        assert (record.snapshot(), told(record)) == expected
    with keep_open(name, now=Clock()) as record, unfolded():
        try:
            record.snapshot()
        except AssertionError:
            return False
    return True


def written(name: str, question: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(name)) as raw:
        raw.execute(question, values)
        raw.commit()


def kept_bodies(name: str) -> list[bytes]:
    with contextlib.closing(sqlite3.connect(name)) as raw:
        return [row[0] for row in raw.execute("SELECT body FROM checkpoints ORDER BY mark")]


def agree(name: str, acts: list[Act]) -> None:
    """Do things in turn, and open the record anew at times: it says what is folded afresh."""
    with contextlib.ExitStack() as stack:
        record = stack.enter_context(keep_open(name, now=Clock(), create=True))
        for act in acts:
            if isinstance(act, Draft):
                record.enter([act.reading()])
            elif isinstance(act, str):
                told(record)
                record.put_away(0)
                stack.close()
                record = stack.enter_context(keep_open(name, now=Clock()))
            else:
                with contextlib.suppress(DetenteError):
                    act(record)
        with open_record(name, now=Clock()) as fresh:
            expected = told(fresh)
        assert told(record) == expected
        with open_record(name, now=Clock()) as once:
            once.look_once()
            assert told(once) == expected


@settings(max_examples=6)
@given(
    st.lists(st.one_of(reports(), reports(), deeds(), st.just(REOPENED)), min_size=3, max_size=9)
)
def test_what_was_put_away_and_grew_says_what_is_folded_anew(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act]
) -> None:
    agree(str(tmp_path_factory.mktemp("record") / "record.db"), [*acts[:2], REOPENED, *acts[2:]])


@settings(max_examples=6)
@given(
    st.lists(
        st.one_of(reports(), deeds(), rare_deeds(), st.just(REOPENED)), min_size=3, max_size=9
    )
)
def test_whatever_the_desk_does(tmp_path_factory: pytest.TempPathFactory, acts: list[Act]) -> None:
    agree(str(tmp_path_factory.mktemp("record") / "record.db"), [*acts, REOPENED])


def test_a_record_opens_with_what_was_put_away(name: str) -> None:
    assert is_restored(name)


def test_a_planned_contact_that_was_held_stays_so(name: str) -> None:
    pair = "Norland; Sudmark"
    plan = Draft("They will meet on 21 April.", "2031-04-08")
    plan.contact(pair, "planned", "They will meet", "2031-04-21")
    after = Draft("They signed it after two days of talks.", "2031-04-22")
    after.contact(pair, "held", "two days of talks", "2031-04-21/2031-04-22")
    with keep_open(name, now=Clock()) as record:
        record.enter([plan.reading(), after.reading()])
        told(record)
        record.put_away(0)
    with keep_open(name, now=Clock()) as record, unfolded():
        last = record.snapshot().contacts[-1]
    assert last.days is not None
    said = last.kind, last.days.last.day, last.claim.main.text
    assert said == ("held", 22, "two days of talks")


def test_what_came_since_is_put_in(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.enter([later().reading()])
    assert is_restored(name)


def test_reports_of_other_marks_are_not_in_it(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        record.enter([later("internal").reading()])
        told(record)
        record.put_away(0)
    public = kept_bodies(name)[1]
    assert b"the pilots' pay" in kept_bodies(name)[0]
    assert b"the pilots' pay" not in public
    assert is_restored(name)


def test_an_odd_headline_keeps_nothing_from_being_put_away(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        record.enter([replace(later(), title="Talks \1 resume", claims=later().claims).reading()])
        told(record)
        record.put_away(0)
    assert b"pilots" in kept_bodies(name)[0]
    assert is_restored(name)


def test_reports_of_higher_marks_that_came_since_are_told_of(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.enter([later("internal").reading()])
        assert record.snapshot().coverage.left_out == 1
    assert is_restored(name)


def test_nothing_of_a_purged_report_is_kept(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        record.enter([later().reading()])
        told(record)
        record.put_away(0)
        (row,) = [row for row in record.reports() if row.published.day == 5]
        assert "pilots" in kept_bodies(name)[0].decode("utf-8", "replace")
        record.purge(row.id, "asked to", "ada")
    assert not kept_bodies(name)
    assert b"pilots" not in Path(name).read_bytes()


def test_a_report_that_gets_another_mark_takes_it_away(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.mark(record.reports()[0].id, "internal", by="ada")
    assert not kept_bodies(name)
    assert not is_restored(name)


def test_what_was_put_away_before_a_purge_elsewhere_is_not_put_back(name: str) -> None:
    with keep_open(name, now=Clock()) as slow:
        slow.enter([later().reading()])
        told(slow)
        with open_record(name, now=Clock()) as other:
            other.purge(other.reports()[0].id, "asked to", "ada")
        slow.put_away(0)
    assert not kept_bodies(name)


def test_another_program_does_not_use_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "code", lambda: "of another version")
    assert not is_restored(name)


def test_the_program_is_told_by_every_file_that_folding_follows_from() -> None:
    names = {path.name for path in program.sources(*checkpoints.PACKAGES)}
    assert {"folding.py", "senses.toml", "sureness.py", "trade.toml"} <= names


def damaged(body: bytes) -> list[bytes]:
    """Bodies that no state gave."""
    deep = struct.pack("<Q", 100_000) + b"[" * 100_000
    cut = [body[:-9], body[: len(body) // 2], body.replace(b"Norland", b"Norlan")]
    return [*cut, b"", b"x" * 40, deep]


@pytest.mark.parametrize("number", range(6))
def test_a_damaged_one_is_not_used(name: str, number: int) -> None:
    written(name, "UPDATE checkpoints SET body = ?", damaged(kept_bodies(name)[0])[number])
    assert not is_restored(name)


@pytest.mark.parametrize("number", range(6))
def test_one_of_another_hand_is_not_used(
    name: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its digest may fit, but it is no state: nothing in it is run."""
    body = damaged(kept_bodies(name)[0])[number]
    digest = checkpoints.digest_of(body)
    written(name, "UPDATE checkpoints SET body = ?, digest = ?", body, digest)
    assert not is_restored(name)


def test_a_file_that_may_not_be_written_opens_all_the_same(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        record.enter([later().reading()])
        told(record)

        def refuse(*_: object, **__: object) -> None:
            raise sqlite3.OperationalError("attempt to write a readonly database")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(checkpoints, "put_away", refuse)
            record.put_away(0)
    assert is_restored(name)


def test_it_is_put_away_again_once_enough_is_new(name: str) -> None:
    before = kept_bodies(name)
    with keep_open(name, now=Clock()) as record:
        record.snapshot()
        record.put_away(0)
        assert kept_bodies(name) == before
        record.enter([later().reading()])
        record.snapshot()
        record.put_away()
        assert kept_bodies(name) == before, "few reports are folded soon enough"
        record.put_away(0)
    assert kept_bodies(name) != before


def test_who_looks_once_goes_on_from_it_too(name: str) -> None:
    since = NOON + dt.timedelta(minutes=3)
    with open_record(name, now=Clock()) as fresh:
        expected = fresh.snapshot(), replace(fresh.changes(since), until="")
    with open_record(name, now=Clock()) as once, unfolded():
        once.look_once()
        assert once.snapshot() == expected[0]
    with open_record(name, now=Clock()) as once, unfolded():
        once.look_once()
        assert replace(once.changes(since), until="") == expected[1]


def test_what_looks_once_leaves_nothing(tmp_path: Path) -> None:
    name = str(tmp_path / "record.db")
    with open_record(name, now=Clock(), create=True) as record:
        record.enter(draft.reading() for draft in talks())
        told(record)
        record.put_away(0)
    assert not kept_bodies(name)


def test_what_a_reader_reads_too_stays_when_the_desk_takes_back_its_own(tmp_path: Path) -> None:
    name, words = str(tmp_path / "record.db"), "Norland rejects a harbour fee"
    fields = {"actor": "Norland", "stance": "rejects", "issue": "a harbour fee"}
    missed = Draft(f"{words}. They met in Vell.")
    read = replace(missed, reader="hand@2", claims=[])
    read.position("Norland", "rejects", "a harbour fee", words)
    with keep_open(name, now=Clock(), create=True) as record:
        record.enter([missed.contact("Norland", "held", "They met in Vell").reading()])
        record.add(missed.report.id, "positions", words=words, fields=fields.items(), by="ada")
        record.enter([read.reading()])
        assert [one.review for one in record.entries("positions")] == ["accepted"]
        record.put_away(0)
    with keep_open(name, now=Clock()) as record:
        assert [one.review for one in record.entries("positions")] == ["accepted"]
        record.undo("ada")
        with open_record(name, now=Clock()) as fresh:
            expected = told(fresh)
            assert [one.review for one in fresh.entries("positions")] == ["machine"]
        assert told(record) == expected


def test_reasons_of_the_desk_are_not_in_it(name: str) -> None:
    fields = {"actor": "Sudmark", "stance": "rejects", "issue": "tolls"}
    with keep_open(name, now=Clock()) as record:
        report, words = record.reports()[0].id, "They met in Vell"
        why = "an envoy told us"
        record.add(report, "positions", words=words, fields=fields.items(), by="ada", why=why)
        told(record)
        record.put_away(0)
    assert not any(b"envoy" in body or b"ada" in body for body in kept_bodies(name))
    assert is_restored(name)
