"""Nothing leaves that must not: every door is tried on a record with marked reports.

What is above the mark is found by words that stand nowhere else. Who judged, and why, is found
likewise: it goes out only where it was asked for.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from detente.cli import run
from detente.cli.commands import COMMANDS, LazyGroup
from detente.following.alerting import find_alerts
from detente.following.delivering import Ways, deliver
from detente.model.text import MARKS
from detente.record import open_record
from detente.views.exports import EXPORTERS
from detente.views.kinds import KINDS

REPORTS = {
    "public": """Norland turns monitors down

Norland rejected foreign monitors in the strip on Monday, Foreign Minister Ana Veld said.
Sudland demands a withdrawal of all forces by May. Norland and Sudland met in Corvane on Tuesday.
"We will not sign on Friday," Veld said. Norland will send a draft on 12 March 2031.
""",
    "internal": """Quillmere cable

Norland accepts foreign monitors in Quillmere, the envoy Tobin Quarrel said on Tuesday.
"We can live with the Quillmere terms," Quarrel said. Sudland and Norland met in Zephyria on
Wednesday. It is not known whether the Quillmere council agrees. Norland will send the Quillmere
draft on 12 March 2031. Norland committed itself to free 40 Quillmere prisoners by 1 April 2031.
""",
    "restricted": """Vexholm note

Sudland rejects the Vexholm plan, President Ilse Brackwater said on Thursday. "Vexholm is ours,"
she said. Sudland proposed the Vexholm accord: a truce of 90 days and a joint Brackwater office.
Sudland and Norland will meet in Vexholm on 14 March 2031.
""",
}
OUTLETS = {"public": "The Ledger", "internal": "Zephyria Desk", "restricted": "Vexholm Desk"}
# Words that stand in what bears the mark, or in what the desk said under it, and nowhere else.
SECRETS = {
    "internal": ("quillmere", "quarrel", "zephyria", "thistledown", "gorsefield", "marlpit"),
    "restricted": ("vexholm", "brackwater", "hollowmere", "fennimoor", "wetherby"),
}
# Of the desk itself, whatever the mark: who did it, and why.
NAMES = ("umbersley",)
REASONS = ("penhallow",)
ENDINGS = ("jsonl", "atom", "txt")
GROUPS = ("alert", "assume", "draft", "issue", "outlet", "source")
NOW = dt.datetime(2031, 3, 20, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with reports, translations, drafts, assumptions and judgements of every mark."""
    folder = tmp_path_factory.mktemp("doors")
    path = folder / "marked.db"
    record = ["--record", str(path)]
    by = [*record, "--by", "umbersley"]
    for mark, text in REPORTS.items():
        (folder / f"{mark}.txt").write_text(text, "utf-8")
        given = ["--published", "2031-03-06", "--source", OUTLETS[mark], "--mark", mark]
        given += ["--url", f"https://{OUTLETS[mark].split()[0].lower()}.example/a"]
        assert run(["-q", "add", str(folder / f"{mark}.txt"), *record, *given]) == 0
    drafts = {
        "public": "1. Forces leave the strip within 90 days.\n2. A joint board meets monthly.\n",
        "internal": "1. Forces leave Marlpit within 120 days.\n2. A joint board meets monthly.\n",
        "restricted": "1. Wetherby is shared.\n2. A joint board meets in Wetherby.\n",
    }
    for mark, text in drafts.items():
        (folder / f"draft-{mark}.txt").write_text(text, "utf-8")
        given = ["--proposal", "Corvane text", "--version", f"of {mark}", "--mark", mark]
        assert run(["-q", "draft", "add", str(folder / f"draft-{mark}.txt"), *by, *given]) == 0
    (folder / "internal-words.txt").write_text("Gorsefield, in other words.", "utf-8")
    (folder / "open-words.txt").write_text("An open translation.", "utf-8")
    with open_record(str(path), now=lambda: NOW) as opened:
        rows = {row.mark: row.id for row in opened.reports("restricted")}
        opened.translate(
            rows["public"], "Gorsefield, in other words.", by="umbersley", why="penhallow"
        )
        opened.translate(
            rows["public"], "An open translation.", by="umbersley", why="penhallow", mark="public"
        )
        opened.translate(rows["public"], "Fennimoor says so.", by="umbersley", mark="restricted")
        for mark, why in (("internal", "Thistledown"), ("restricted", "Hollowmere")):
            own = opened.report_claims(rows[mark], up_to="restricted")
            entry = next(
                one.entry for one in own if {s.report for s in one.entry.sightings} == {rows[mark]}
            )
            opened.judge(entry.id, "accepted", by="umbersley", why=why)
        for entry in opened.entries("positions")[:2]:
            opened.judge(entry.id, "accepted", by="umbersley", why="Penhallow heard it")
        issue = next(i for i in opened.issues() if i.parent is None)
        said = {"by": "umbersley", "why": "its speech"}  # the reason is part of what is assumed
        opened.assume_option(issue.id, "a strip of Gorsefield", mark="internal", **said)
        opened.assume_option(issue.id, "a strip of Fennimoor", mark="restricted", **said)
    return path


def words_of(data: bytes) -> str:
    """Every word of a file, whatever its form: archives and databases are opened."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [words_of(archive.read(n)) + n for n in archive.namelist()]
        return "\n".join(parts).lower()
    if data.startswith(b"SQLite format 3"):
        with sqlite3.connect(":memory:") as database:
            database.deserialize(data)
            told = "\n".join(database.iterdump())
        return (told + data.decode("utf-8", "ignore")).lower()
    return data.decode("utf-8", "ignore").lower()


def ids(path: Path, up_to: str) -> Mapping[str, list[str]]:
    """Ids that a command may be given: all of them, and those within the mark."""
    with open_record(str(path), now=lambda: NOW) as opened:
        reports = [row.id for row in opened.reports(up_to)]
        claims = [c for r in reports for c in opened.report_claims(r, up_to=up_to)]
        contacts = [entry.id for entry in opened.entries("contacts", up_to=up_to)]
        parties = [party.name for party in opened.actors(up_to)]
        drafts = [version.name for version in opened.drafts(up_to)]
    entries = list(dict.fromkeys(claim.entry.id for claim in claims))
    return {
        "report": reports,
        "entry": entries,
        "contact": contacts,
        "party": parties,
        "draft": drafts,
    }


def printed(path: Path, up_to: str) -> Iterator[list[str]]:
    """Every command that prints, with ids of whatever mark; those above it in every form."""
    every, within = ids(path, "restricted"), ids(path, up_to)
    assert within["report"]
    above = {kind: [i for i in some if i not in within[kind]] for kind, some in every.items()}
    for kind in KINDS:
        yield from (["list", kind, *form] for form in forms("text", "json", "csv", "html"))
    for id_ in (*above["report"], *above["entry"]):
        yield ["show", id_]
    for id_ in (*within["report"], *within["entry"][:3]):
        yield from (["show", id_, *form] for form in forms("text", "json", "html"))
    for id_ in (*above["entry"][:2], *within["entry"][:2]):
        yield from (["cite", id_, *form] for form in forms("text", "bibtex", "csl"))
    for name in ("brief", "chronology", "fragile"):
        yield from ([name, *form] for form in forms("text", "md", "html", "json"))
    yield from (["matrix", *form] for form in forms("text", "csv", "html", "json"))
    since = ["--since", "2031-03-01"]
    yield from (["changes", *since, *form] for form in forms("text", "md", "html", "json"))
    yield ["brief", *since]
    for name in (*every["party"], *every["contact"]):
        yield ["pack", name, "--long"]
    for id_ in every["contact"]:
        yield ["readouts", id_, "--no-meaning"]
    for form in forms("text", "json"):
        yield ["pack", within["party"][0], *form]
        yield ["issue", "list", *form]
        yield ["issue", "tray", *form]
        yield ["assume", "list", *form]
        yield ["draft", "list", *form]
        yield ["draft", "history", "Corvane text", "--no-meaning", *form]
        yield ["draft", "coverage", "Corvane text", "--no-meaning", *form]
        yield ["source", "list", *form]
        yield ["alert", "list", *form]
        yield ["alert", "list", "--told", *form]
        yield ["outlet", "list"]
        yield ["commitments", *form]
    first = within["draft"][0]
    for other in every["draft"][1:]:
        yield ["draft", "compare", first, other, "--no-meaning"]
    for method in ("conflicts", "blocks", "channels", "demands", "gaps", "packages", "standings"):
        yield from (["analyse", method, *form] for form in forms("text", "json"))
    yield ["analyse", "stability", "--assumed"]


def forms(*names: str) -> list[list[str]]:
    return [["--format", name] for name in names]


def takes_mark(command: list[str]) -> bool:
    """Whether a command has --up-to."""
    group = LazyGroup(commands_by_name=COMMANDS)
    found = group.get_command(click.Context(group), command[0])
    if isinstance(found, click.Group):
        found = found.get_command(click.Context(found), command[1])
    return found is not None and any("--up-to" in option.opts for option in found.params)


def leaks(told: str, up_to: str, *, names: bool = True, reasons: bool = True) -> list[str]:
    above = [mark for mark in MARKS if MARKS.index(mark) > MARKS.index(up_to)]
    secrets = [word for mark in above if mark in SECRETS for word in SECRETS[mark]]
    secrets += (NAMES if names else ()) + (REASONS if reasons else ())
    return [word for word in secrets if word in told]


@pytest.mark.parametrize("up_to", ["public", "internal"])
def test_no_command_prints_what_is_above_the_mark(
    marked: Path, up_to: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    told, tried = {}, 0
    for command in printed(marked, up_to):
        if command[0] not in COMMANDS:
            continue
        given = ["--up-to", up_to] if takes_mark(command) else []
        run([*command, "--record", str(marked), *given])
        out, err = capsysbinary.readouterr()
        tried += 1
        asked = " ".join(command).lower()  # what was asked for may be said again
        found = [w for w in leaks(words_of(out + err), up_to) if w not in asked]
        if found:
            told[" ".join(command)] = found
    assert told == {}
    assert tried > 120


@pytest.mark.parametrize("up_to", ["public", "internal"])
def test_no_file_holds_what_is_above_the_mark(marked: Path, up_to: str, tmp_path: Path) -> None:
    record = ["--record", str(marked), "--up-to", up_to]
    made = {}
    for number, exporter in enumerate(EXPORTERS):
        out = tmp_path / f"{number}.zip"
        assert run(["-q", "export", exporter.name, *record, "-o", str(out)]) == 0
        made[exporter.name] = out
    every = ids(marked, up_to)
    papers = [
        ["brief"],
        ["matrix"],
        ["chronology"],
        ["fragile"],
        *(["pack", name] for name in every["party"]),
        *(["readouts", one, "--no-meaning"] for one in every["contact"]),
    ]
    if len(every["draft"]) > 1:
        papers.append(["draft", "compare", *every["draft"][:2], "--no-meaning"])
    for number, command in enumerate(papers):
        out = tmp_path / f"paper{number}.docx"
        assert run(["-q", *command, *record, "--format", "docx", "-o", str(out)]) == 0
        made[" ".join(command)] = out
    for kind in KINDS:
        out = tmp_path / f"{kind}.xlsx"
        assert run(["-q", "list", kind, *record, "--format", "xlsx", "-o", str(out)]) == 0
        made[kind] = out
    told = {name: leaks(words_of(path.read_bytes()), up_to) for name, path in made.items()}
    assert {name: found for name, found in told.items() if found} == {}


def test_what_is_asked_for_is_there(marked: Path, tmp_path: Path) -> None:
    """Else the tests above would find nothing because there is nothing."""
    out = tmp_path / "all.zip"
    record = ["--record", str(marked), "--up-to", "restricted"]
    assert run(["-q", "export", "csv", *record, "--reasons", "-o", str(out)]) == 0
    told = words_of(out.read_bytes())
    for mark in ("internal", "restricted"):
        assert [w for w in SECRETS[mark][:3] if w not in told] == [], mark
    assert REASONS[0] in told
    assert not any(name in told for name in NAMES)


def test_who_and_why_must_be_asked_for(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = ["--record", str(marked), "--up-to", "internal"]
    assert run(["-q", "list", "judgements", *record]) == 0
    assert leaks(capsys.readouterr().out.lower(), "internal") == []
    assert run(["-q", "list", "judgements", *record, "--reasons", "--reviewers"]) == 0
    told = capsys.readouterr().out.lower()
    assert {*NAMES, *REASONS} <= {w for w in (*NAMES, *REASONS) if w in told}
    entry = next(e for e in ids(marked, "public")["entry"])
    with open_record(str(marked), now=lambda: NOW) as opened:
        entry = opened.judgements("internal").rows[0].entry
        assert entry is not None
    assert run(["-q", "show", entry.id, *record, "--reasons", "--reviewers"]) == 0
    told = capsys.readouterr().out.lower()
    assert "umbersley" in told
    assert run(["-q", "show", entry.id, "--record", str(marked), "--reviewers"]) == 2


def test_what_was_left_out_is_counted(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = ["--record", str(marked)]
    for command in (["brief"], ["matrix"], ["chronology"], ["fragile"], ["list", "positions"]):
        for up_to, number in (("public", "2 reports"), ("internal", "1 report")):
            assert run([*command, *record, "--up-to", up_to]) == 0
            told = " ".join(capsys.readouterr().out.split())
            assert f"{number} marked above {up_to}" in told, (command, up_to)
    above = {
        "outlet list": "2 reports",
        "issue tray --format csv": "2 reports",
        "issue list": "2 reports",
        "alert list": "2 rules",
        "source list": "2 sources",
        "commitments --format csv": "2 reports",
        "analyse gaps --format csv": "2 reports",
    }
    path = Path(shutil.copy(marked, marked.parent / "hidden.db"))
    for mark, words in (("internal", "anything changes"), ("restricted", "a contact is denied")):
        rule = ["alert", "add", words, "--up-to", mark]
        feed = ["source", "add", f"https://{mark}.example/feed", "--kind", "feed", "--mark", mark]
        for command in (rule, feed):
            assert run(["-q", *command, "--record", str(path)]) == 0
    capsys.readouterr()
    for words, number in above.items():
        assert run([*words.split(), "--record", str(path)]) == 0
        out, err = capsys.readouterr()
        assert f"{number} " in err + out, words
        assert "left out" in err + out, words
    [report] = ids(marked, "public")["report"]
    assert run(["show", report, *record]) == 0
    assert "2 translations marked above public" in " ".join(capsys.readouterr().out.split())
    assert run(["export", "csv", "--explain-marks", *record]) == 0
    told = capsys.readouterr().out
    assert "Left out: 2 reports (1 internal, 1 restricted)" in told
    assert leaks(told.lower(), "public") == []


def test_every_command_that_has_a_mark_tells_of_it_before_anything_is_written(
    marked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One option and one filter: whatever is asked for, it is made of the same."""
    record = ["--record", str(marked)]
    assert run(["export", "csv", "--explain-marks", *record]) == 0
    told = capsys.readouterr().out
    assert "Left out: 2 reports (1 internal, 1 restricted)" in told
    assert "; 2 drafts; 2 assumptions." in told
    with open_record(str(marked), now=lambda: NOW) as opened:
        before = opened.version(), opened.last_look("umbersley")
    tried = set()
    asked = [*printed(marked, "public"), ["changes", "--since", "last", "--reader", "umbersley"]]
    asked += [["alert", "add", "anything changes"], ["export", "csv", "-o", str(tmp_path / "a")]]
    for command in asked:
        name = " ".join(command[: 2 if command[0] in GROUPS else 1])
        if name in tried or not takes_mark(command):
            continue
        tried.add(name)
        assert run([*command, "--explain-marks", *record]) == 0, command
        assert capsys.readouterr().out == told, command
    with open_record(str(marked), now=lambda: NOW) as opened:
        assert (opened.version(), opened.last_look("umbersley")) == before
    assert list(tmp_path.iterdir()) == []
    assert tried == set(with_marks())
    assert run(["serve", "--up-to", "public", "--explain-marks", *record]) == 0
    assert capsys.readouterr().out == told


def with_marks() -> Iterator[str]:
    """Every command that prints up to a mark, by its name."""
    group = LazyGroup(commands_by_name=COMMANDS)
    for name in COMMANDS:
        found = group.get_command(click.Context(group), name)
        subs = found.commands if isinstance(found, click.Group) else {}
        for words in (f"{name} {sub}" for sub in subs) if subs else (name,):
            if words not in ("serve", "source check", "source items", "source export"):
                yield from [words] if takes_mark(words.split()) else []


def test_alerts_tell_up_to_their_mark(tmp_path: Path) -> None:
    """Rules that stand before what they could see: to files, feeds and a webhook."""
    path = tmp_path / "alerts.db"
    record = ["--record", str(path)]
    assert run(["-q", "add", *texts(tmp_path, "public"), *record]) == 0
    for up_to in ("public", "internal"):
        places = [str(tmp_path / f"{up_to}.{end}") for end in ENDINGS]
        to = [f"--to={place}" for place in (*places, f"https://{up_to}.example/a")]
        rule = ["alert", "add", "anything changes", *to, "--by", "umbersley", "--up-to", up_to]
        assert run(["-q", *rule, *record, "--possible"]) == 0
    for mark in ("internal", "restricted"):
        assert run(["-q", "add", *texts(tmp_path, mark), "--mark", mark, *record]) == 0
    hook = Hook()
    with open_record(str(path), now=lambda: NOW) as opened:
        find_alerts(opened, NOW)
        deliver(opened, Ways(out=io.StringIO(), poster=hook, now=lambda: NOW, environment={}))
        public = [str(one) for one in opened.told("public")]
    assert leaks("".join(public).lower(), "public") == []
    for up_to in ("public", "internal"):
        files = [tmp_path / f"{up_to}.{end}" for end in ENDINGS]
        told = "".join(words_of(file.read_bytes()) for file in files if file.exists())
        told += words_of(hook.sent.get(f"https://{up_to}.example/a", b""))
        assert leaks(told, up_to) == []
        assert ("quillmere" in told) == (up_to == "internal")  # else nothing was tried


def test_a_mark_that_is_set_later_holds_from_then_on(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """What left before stays where it is; whatever leaves now holds nothing of it."""
    path = tmp_path / "desk.db"
    record = ["--record", str(path)]
    assert run(["-q", "add", *texts(tmp_path, "public"), *record]) == 0
    told = tmp_path / "told.jsonl"
    rule = ["alert", "add", "anything changes", f"--to={told}", "--possible"]
    assert run(["-q", *rule, *record]) == 0
    assert run(["-q", "add", *texts(tmp_path, "internal"), *record]) == 0
    with open_record(str(path), now=lambda: NOW) as opened:
        find_alerts(opened, NOW)
        assert opened.pending_alerts()
        [report] = [row.id for row in opened.reports() if row.title == "Quillmere cable"]
    before, after = tmp_path / "before.zip", tmp_path / "after.zip"
    assert run(["-q", "export", "csv", *record, "-o", str(before)]) == 0
    assert "quillmere" in words_of(before.read_bytes())
    assert run(["mark", report, "internal", *record, "--why", "Gorsefield"]) == 0
    assert b"what left before stays" in capsysbinary.readouterr().err
    assert run(["-q", "export", "csv", *record, "-o", str(after)]) == 0
    assert leaks(words_of(after.read_bytes()), "public") == []
    with open_record(str(path), now=lambda: NOW) as opened:
        hook = Hook()
        deliver(opened, Ways(out=io.StringIO(), poster=hook, now=lambda: NOW, environment={}))
    assert "quillmere" not in (words_of(told.read_bytes()) if told.exists() else "")
    capsysbinary.readouterr()
    for command in (
        ["list", "statements"],
        ["brief"],
        ["matrix"],
        ["changes", "--since", "2031-03-01"],
    ):
        run([*command, *record])
    run(["list", "actors", *record])
    out, err = capsysbinary.readouterr()
    assert leaks(words_of(out + err), "public") == []
    assert run(["mark", report, "internal", *record]) == 0
    assert b"already" in capsysbinary.readouterr().err


class Hook:
    """Keeps what is posted to it, by address."""

    def __init__(self) -> None:
        self.sent: dict[str, bytes] = {}

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.sent[address] = self.sent.get(address, b"") + body + str(headers).encode()
        return 200


def texts(folder: Path, mark: str) -> list[str]:
    file = folder / f"{mark}-report.txt"
    file.write_text(REPORTS[mark], "utf-8")
    return [str(file), "--published", "2031-03-06", "--source", OUTLETS[mark]]
