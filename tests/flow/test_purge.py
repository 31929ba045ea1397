"""A purge reaches everything that was made from a report: down to the bytes of every file."""

from __future__ import annotations

import datetime as dt
import io
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from detente.cli import run
from detente.following.alerting import find_alerts
from detente.following.delivering import Ways, deliver
from detente.model.errors import NoSuchEntry
from detente.model.snapshot import Entry
from detente.record import Record, open_record

NOW = dt.datetime(2031, 3, 9, 12, tzinfo=dt.UTC)
STAYS = """Norland turns monitors down

Norland rejected foreign monitors in the strip on Monday, Foreign Minister Ana Veld said.
Norland and Sudland met in Corvane on Tuesday.
"""
GOES = """<html><head><title>Quillmere cable</title>
<meta property="og:site_name" content="Xanthogram Post">
<meta property="article:published_time" content="2031-03-08T09:00:00+00:00"></head><body><article>
<h1>Quillmere cable</h1>
<p>Norland accepts foreign monitors in Quillmere, the envoy Tobin Wolfrend said on Friday.</p>
<p>"We can live with the Zumbrella terms," Wolfrend said. Norland and Sudland will meet in Qvortal
on 14 March 2031. It is not known whether the Zumbrella council agrees. Norland committed itself to
free 40 Yggdran prisoners by 1 April 2031.</p>
<p>The delegations arrived in the morning and left in the evening, and their cars stood before the
old customs house for the whole of the day while it rained on the harbour.</p>
</article></body></html>
"""
# Words of the report, of its address and outlet, and of what the desk wrote about it.
WORDS = (
    *("Quillmere", "Wolfrend", "Zumbrella", "Qvortal", "Yggdran", "Xanthogram"),
    *("Vexillum", "Juxtaphon", "Krpolit", "Hollowmere", "Brackwater"),
)


class Refuses:
    """A webhook that repeats in its error what it was sent."""

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        del address, headers
        raise OSError(f"refused: {body.decode()}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "post").mkdir()
    (tmp_path / "stays.txt").write_text(STAYS, "utf-8")
    record = ["--record", str(tmp_path / "desk.db")]
    given = ["--published", "2031-03-04", "--source", "The Ledger"]
    assert run(["-q", "add", str(tmp_path / "stays.txt"), *given, *record]) == 0
    source = ["source", "add", str(tmp_path / "post"), "--name", "Post"]
    assert run(["-q", *source, *record]) == 0
    to = ["--to", str(tmp_path / "told.jsonl"), "--to", "https://hook.example/a"]
    assert run(["-q", "alert", "add", "anything changes", "--possible", *to, *record]) == 0
    (tmp_path / "post" / "article.html").write_text(GOES, "utf-8")
    assert run(["-q", "update", *record]) == 0
    return tmp_path


def opened(folder: Path) -> Record:
    return open_record(str(folder / "desk.db"), now=lambda: NOW)


def of_report(record: Record, report: str) -> list[Entry]:
    return [claim.entry for claim in record.report_claims(report, up_to="restricted")]


def work(record: Record, report: str) -> None:
    """All that a desk can do about a report."""
    said = {"by": "ada", "why": "Juxtaphon said so"}
    entries = of_report(record, report)
    positions = [entry for entry in entries if entry.family == "positions"]
    contacts = [entry for entry in entries if entry.family == "contacts"]
    assert positions
    assert contacts
    record.judge(positions[0].id, "corrected", fields=[("issue", "Vexillum")], **said)
    record.judge(contacts[0].id, "accepted", **said)
    record.place(positions[0].id, None, **said)
    record.translate(report, "Krpolit, in other words.", **said)
    record.pin_account(contacts[0].id, report, party="Norland", counts=True, **said)
    record.add(
        report,
        "unknowns",
        words="whether the Zumbrella council agrees",
        fields=(("what", "Hollowmere"),),
        **said,
    )
    owed = [entry for entry in entries if entry.family == "commitments"]
    if owed:
        record.judge(owed[0].id, "accepted", **said)


def holding(folder: Path) -> dict[str, list[str]]:
    """Which of the words stand in which files beside the record, as raw bytes."""
    found = {}
    for file in sorted(folder.glob("desk.db*")):
        raw = file.read_bytes().lower()
        words = [word for word in WORDS if word.lower().encode() in raw]
        if words:
            found[file.name] = words
    return found


def test_nothing_of_it_is_left_in_any_file(folder: Path) -> None:
    with opened(folder) as record:
        [report] = [row.id for row in record.reports("restricted") if "Quill" in str(row.title)]
        work(record, report)
        find_alerts(record, NOW)
        ways = Ways(out=io.StringIO(), poster=Refuses(), now=lambda: NOW, environment={})
        deliver(record, ways)
        record.snapshot(up_to="restricted")
        record.search("zumbrella")
        held = {word for words in holding(folder).values() for word in words}
        assert held >= {"Quillmere", "Wolfrend", "Zumbrella", "Juxtaphon", "Krpolit"}
        record.purge(report, "asked to", "ada")
        assert holding(folder) == {}  # while it is still open
        with pytest.raises(NoSuchEntry):
            record.report(report)
    assert holding(folder) == {}


def test_what_stays_is_whole(folder: Path) -> None:
    with opened(folder) as record:
        [report] = [row.id for row in record.reports("restricted") if "Quill" in str(row.title)]
        work(record, report)
        record.purge(report, "asked to", "ada")
        [stays] = record.reports("restricted")
        assert stays.title == "Norland turns monitors down"
        assert of_report(record, stays.id)
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_copy_of_the_folder_does_not_bring_it_back(folder: Path) -> None:
    """The article is still there, and the source is looked at again."""
    record = ["--record", str(folder / "desk.db")]
    with opened(folder) as desk:
        [report] = [row.id for row in desk.reports("restricted") if "Quill" in str(row.title)]
        desk.purge(report, "asked to", "ada")
    assert run(["-q", "update", *record]) == 0
    with opened(folder) as desk:
        assert [row.title for row in desk.reports("restricted")] == ["Norland turns monitors down"]
        find_alerts(desk, NOW)
        assert "quillmere" not in "".join(map(str, desk.told("restricted"))).lower()
    assert not {word for words in holding(folder).values() for word in words} - {"Xanthogram"}


def test_a_purged_draft_leaves_no_words(folder: Path) -> None:
    record = ["--record", str(folder / "desk.db")]
    texts = ("1. Brackwater is shared.\n", "1. Brackwater is Norland's.\n2. A board meets.\n")
    for number, text in enumerate(texts, 1):
        file = folder / f"draft{number}.txt"
        file.write_text(text, "utf-8")
        given = ["--proposal", "Text", "--version", str(number)]
        assert run(["-q", "draft", "add", str(file), *given, *record]) == 0
    assert "Brackwater" in str(holding(folder))
    pin = ["draft", "pin", "Text@1", "1", "Text@2", "1", "--why", "Brackwater in both"]
    assert run(["-q", *pin, *record]) == 0
    for number in (1, 2):
        assert run(["-q", "draft", "purge", f"Text@{number}", "--why", "asked to", *record]) == 0
    assert "Brackwater" not in str(holding(folder))
