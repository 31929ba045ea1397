"""Tables: a report or a failure for each row, whatever the separator and the names of columns."""

import datetime as dt
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.text import Report
from detente.reports import Failure, Given, collect
from tests.reports.sources.stored import stored

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
GIVEN = Given(retrieved=NOW, source="Given")


def rows(path: Path, data: bytes) -> list[Report | Failure]:
    path.write_bytes(data)
    return list(collect([str(path)], GIVEN))


def failure(path: Path, data: bytes) -> str:
    (found,) = rows(path, data)
    assert isinstance(found, Failure), found
    return found.message


def test_a_row_says_everything_of_its_report(tmp_path: Path) -> None:
    one, two, three = rows(tmp_path / "table.csv", stored("table.csv"))
    assert isinstance(one, Report)
    assert (one.key, one.title, one.text) == (
        "c1",
        "Talks pause",
        "Norland and Sudmark paused their talks.",
    )
    assert (one.source.name, one.source.address) == ("The Ledger", "https://ledger.example/c1")
    assert one.published == dt.date(2031, 3, 4)
    assert isinstance(two, Failure)
    assert two.where.endswith("table.csv:3")
    assert isinstance(three, Failure)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_that_of_the_head(separator: str, tmp_path: Path) -> None:
    head, row = separator.join(("ID", "Text", "score")), separator.join(("1", "Talks go on.", "3"))
    (found,) = rows(tmp_path / "a.csv", f"\ufeff{head}\n{row}\n".encode())
    assert isinstance(found, Report)
    assert (found.key, found.text, found.source.name) == ("1", "Talks go on.", "Given")


def test_a_text_may_run_over_lines(tmp_path: Path) -> None:
    (found,) = rows(tmp_path / "a.csv", b'text,id\n"Talks end.\n\nNobody ""smiled"".",7\n')
    assert isinstance(found, Report)
    assert found.text == 'Talks end.\n\nNobody "smiled".'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it has no column 'text'"),
        (b"id,words\n1,2\n", "it has no column 'text' (its columns: id, words)"),
        (b"text\n", "it holds no rows"),
        (b"text\n\xff\xfe\n", "it is not UTF-8"),
        (b"text\n\x00\n", "holds a NUL"),
        (b",".join(b"c%d" % n for n in range(2000)), "names 2000 columns"),
    ],
)
def test_what_is_no_table_of_reports_is_said(data: bytes, message: str, tmp_path: Path) -> None:
    assert message in failure(tmp_path / "a.csv", data)


def test_a_parquet_file_gives_its_rows(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = arrow.table(
        {
            "id": [1, 2],
            "body": ["Talks go on.", None],
            "date": [dt.datetime(2031, 3, 4, 9, 30, tzinfo=dt.UTC), None],
            "extra": [[1, 2], None],
        }
    )
    path = tmp_path / "a.parquet"
    parquet.write_table(table, path)
    one, two = collect([str(path)], GIVEN)
    assert isinstance(one, Report)
    assert (one.key, one.text) == ("1", "Talks go on.")
    assert one.published_at == dt.datetime(2031, 3, 4, 9, 30, tzinfo=dt.UTC)
    assert isinstance(two, Failure)
    assert "it has no 'text'" in two.message


def test_a_broken_parquet_file_is_said(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert "no Parquet file" in failure(tmp_path / "a.parquet", b"PAR1 and so on")


def test_without_its_library_parquet_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'detente[tables]'" in failure(tmp_path / "a.parquet", b"PAR1")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([b"", b"text,id\n", b"text\n"]))
def test_any_bytes_give_reports_or_failures(tmp_path: Path, data: bytes, head: bytes) -> None:
    assert all(isinstance(one, Report | Failure) for one in rows(tmp_path / "a.csv", head + data))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_parquet_file_gives_reports_or_failures(
    tmp_path: Path, data: st.DataObject
) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table({"text": ["Talks go on."] * 9}), path)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert all(isinstance(one, Report | Failure) for one in rows(path, bytes(whole)))
