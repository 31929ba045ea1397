"""The door itself: help, versions, exit codes, quiet, colours."""

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from detente import __version__
from detente.cli import detente, run
from detente.cli.commands import COMMANDS
from detente.cli.door import use_one_core
from detente.cli.issues import issue, proposition
from docs._ext import cli_help


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says(name: str) -> None:
    command = detente.get_command(click.Context(detente), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=100) == COMMANDS[name].help


def test_help_loads_nothing_heavy() -> None:
    """What makes it fast; `make bench` measures how fast."""
    code = "import sys; from detente.cli import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert not loaded & {"spacy", "sqlalchemy", "trafilatura", "jinja2", "numpy", "tqdm"}


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["add", "--help"], 0),
        ([], 2),
        (["frobnicate"], 2),
        (["add"], 2),
        (["list", "unicorns"], 2),
        (["brief", "--as-of", "someday"], 2),
        (["brief", "--as-of", "9999-01-01"], 2),
        (["read", "a.txt", "--published", "9999-01-01"], 2),
        (["read", "a.txt", "--published", "2031-02-30"], 2),
        (["read", "a.txt", "--jobs", "0"], 2),
        (["read", "a.txt", "b.txt"], 2),
        (["read", "a.txt", "--reader", "tea leaves"], 2),
        (["add", "a.txt", "b.txt", "--url", "https://a.example"], 2),
        (["judge", "3f2a", "correct"], 2),
        (["judge", "3f2a", "accept", "stance=rejects"], 2),
        (["judge", "3f2a", "correct", "stance"], 2),
        (["merge", "actor", "a-1"], 2),
        (["purge", "3f2a"], 2),
    ],
)
def test_exit_codes(
    args: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The talks ended.")
    assert run(args) == code
    assert not (tmp_path / "detente.db").exists()


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"detente {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", shell]) == 0
    assert "_DETENTE_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("detente ", set(COMMANDS)),
        ("detente list po", {"positions"}),
        (
            "detente export ",
            {"csv", "dna", "ftm", "gold", "ics", "json", "mend", "sqlite", "xlsx"},
        ),
        ("detente add mar", {"mar"}),  # names of files are the shell's to find
        ("detente brief --record mar", {"mar"}),
    ],
)
def test_completion_knows_commands_kinds_formats_and_files(line: str, offered: set[str]) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "detente"],
        env={**os.environ, **words, "_DETENTE_COMPLETE": "bash_complete"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert {found.partition(",")[2] for found in done.stdout.split()} == offered


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("no_color", [None, "1"])
def test_errors_are_coloured_on_a_terminal_only_and_not_against_the_users_will(
    no_color: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    assert run(["read", "no.txt"]) == 1
    assert ("\x1b[" in stream.getvalue()) == (no_color is None)
    assert "no.txt: there is no such file" in stream.getvalue()


def test_names_of_files_cannot_steer_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "\x1b]0;gone\x07\u202e.txt"]) == 1
    shown = capsys.readouterr().err
    assert shown.isprintable() or shown.rstrip("\n").isprintable()


def test_a_reader_who_leaves_is_no_error() -> None:
    command = f"{sys.executable} -m detente --help | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_under_the_output_is_one_line() -> None:
    command = f"{sys.executable} -m detente --help > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("detente: cannot write: No space left on device")
    assert done.stderr.count("\n") == 1


def test_the_page_of_commands_shows_their_help() -> None:
    page = cli_help.PAGE.read_text("utf-8")
    below = issue.commands.keys() - {"proposition"} | {
        f"proposition {name}" for name in proposition.commands
    }
    names = [*COMMANDS, *(f"issue {name}" for name in below)]
    assert not [name for name in names if f"$ detente {name} --help\n" not in page]
    assert cli_help.renewed(page) == page, "run: python docs/_ext/cli_help.py"


@pytest.mark.parametrize("secret", ["", "s3cret"])
def test_a_webhook_without_a_secret_is_said_at_once(
    secret: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DETENTE_WEBHOOK_SECRET", secret)
    name = str(tmp_path / "talks.db")
    (tmp_path / "talks.jsonl").write_text("")
    assert run(["source", "add", str(tmp_path / "talks.jsonl"), "--record", name]) == 0
    rule = ["alert", "add", "anything changes", "--to", "https://hook.example/a"]
    assert run([*rule, "--record", name]) == 0
    assert ("set DETENTE_WEBHOOK_SECRET" in capsys.readouterr().err) == (not secret)


def test_a_source_without_https_is_no_file_that_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for address in ("harbour.example", "harbour.example/feed", "127.0.0.1:8000/feed"):
        assert run(["source", "add", address]) == 2
        assert f"write https://{address}" in capsys.readouterr().err
    assert not (tmp_path / "detente.db").exists()
    (tmp_path / "talks.jsonl").write_text("")
    assert run(["source", "add", "talks.jsonl"]) == 0


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("ftp://harbour.example/feed", "give a web address (https://…)"),
        ("gopher://harbour.example/1", "give a web address (https://…)"),
        ("ftp://ana:secret@harbour.example/feed", "'ftp://***@harbour.example/feed'"),
        ("file:///srv/talks.jsonl", "give its path: /srv/talks.jsonl"),
        ("https:///feed", "the name of its host"),
    ],
)
def test_a_source_that_nothing_can_ask_is_refused_at_once(
    address: str, now: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "talks.db"
    for more in ((), ("--kind", "feed")):
        assert run(["source", "add", address, "--record", str(record), *more]) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert "cannot be followed" in said
        assert now in said
        assert "secret" not in said
    assert not record.exists()


def test_a_password_in_the_address_of_a_source_is_said_to_stay_in_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for address, warned in (
        ("https://ana:secret@harbour.example/feed", True),
        ("https://harbour.example/feed", False),
    ):
        assert run(["source", "add", address]) == 0
        told = capsys.readouterr()
        assert ("stay in the record as they are" in told.err) == warned
        assert ("DETENTE_NETRC" in told.err) == warned
        assert "secret" not in told.err + told.out


def test_a_netrc_file_that_is_none_ends_an_update_and_one_for_all_eyes_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.jsonl").write_text("")
    assert run(["source", "add", "talks.jsonl"]) == 0
    monkeypatch.setenv("DETENTE_NETRC", "kept")
    assert run(["update"]) == 1
    assert "the netrc file kept cannot be read" in " ".join(capsys.readouterr().err.split())
    (tmp_path / "kept").write_text("machine harbour.example login ana password secret\n")
    for mode, warned in ((0o644, True), (0o600, False)):
        (tmp_path / "kept").chmod(mode)
        assert run(["update", "--all"]) == 0
        told = capsys.readouterr()
        assert ("can read its passwords; chmod 600 it" in told.err) == warned
        assert "secret" not in told.err + told.out


def test_words_that_are_no_rule_are_answered_with_the_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.jsonl").write_text("")
    assert run(["source", "add", "talks.jsonl"]) == 0
    capsys.readouterr()
    assert run(["alert", "test", "blub"]) == 2
    assert "PARTY changes stance" in capsys.readouterr().err
    assert run(["alert", "add", "anything changes"]) == 0
    capsys.readouterr()
    assert run(["alert", "test", "blub"]) == 2
    assert "unknown alert 'blub'; choose one of" in capsys.readouterr().err


def test_several_reports_of_no_outlet_are_said_to_count_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Norland and Sudmark met in Vell {name}.\n")
    assert run(["add", "a.txt", "b.txt"]) == 0
    assert "a and 1 more: no outlet is named, so they count as one" in capsys.readouterr().err
    assert run(["add", "a.txt", "b.txt", "--source", "Norwire"]) == 0
    assert "no outlet is named" not in capsys.readouterr().err


def test_an_undated_report_says_which_words_have_no_date_and_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Norland and Sudmark will meet in Vell on Thursday.\n")
    dated = ["add", "a.txt", "--published", "2031-03-03"]
    assert run(["add", "a.txt"]) == 0
    said = capsys.readouterr().err
    assert "a: undated, so “Thursday” stays without a date; give the day with --published" in said
    assert run(dated) == 0
    again = capsys.readouterr().err
    assert "a: in the record already, undated, and stays so." in again
    assert run([*dated, "--url", "https://norwire.example/1"]) == 0
    purge = said.partition("'detente purge ")[2].partition(" ")[0]
    assert run(["purge", purge, "--why", "undated"]) == 0
    capsys.readouterr()
    assert run(["list", "next-steps"]) == 0
    found = capsys.readouterr().out
    assert "6 Mar 2031" in found and "undated" not in found
    assert run(dated) == 0
    assert "purged before" in capsys.readouterr().err


@pytest.mark.parametrize(("chosen", "used"), [(None, "1"), ("4", "4")])
def test_sums_are_done_on_one_core_unless_the_user_chose(
    chosen: str | None, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    if chosen is not None:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", chosen)
    use_one_core()
    assert os.environ["OPENBLAS_NUM_THREADS"] == used
