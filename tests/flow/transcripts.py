"""Transcripts: commands as a user types them, and all that they print, held word by word.

Each file of `tests/data/flow/NAME.transcript` is one session in a folder of its own that holds the
files of `tests/data/flow/reports`. Beside `detente` it may use `cat`, `ls`, `unzip -p FILE NAME`,
`cp`, `echo`, the filters `head`, `tail`, `grep` and `body` (an HTML page from its body on), and
`< FILE`. What goes to standard error stands behind "2> ", an exit code other than 0 in brackets.

    % Any words                  a remark
    % after add                  add.transcript comes first; its output is not held again
    $ fee=$(id positions WORDS)  from here on @fee is the id of the first row that rests on WORDS
    $ detente show @fee

The readers are those of `tests.fakes`, so that nothing here changes when the reading gets better.
`DETENTE_WRITE_EXPECTED=1 pytest tests/flow/test_transcripts.py` writes the files anew; read the
difference before you commit it.
"""

from __future__ import annotations

import datetime as dt
import getpass
import io
import json
import re
import shlex
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from detente.cli import options, run

DATA = Path(__file__).parents[1] / "data" / "flow"
BEGIN = dt.datetime(2031, 3, 9, 8, 0, tzinfo=dt.UTC)
TICK = dt.timedelta(minutes=1)
USER = "mara"
EVERYTHING = ("--up-to", "restricted")
# What tells Python of the reader: the same file that an installed package would bring.
ENTRY_POINTS = "[detente.readers]\nplain = tests.fakes:PLAIN\nterse = tests.fakes:TERSE\n"
METADATA = "Metadata-Version: 2.1\nName: plain-reader\nVersion: 1\n"

_ID = re.compile(r"(\w+)=\$\(id (\S+) (.+)\)")


@dataclass(slots=True)
class Printed:
    """What one command did: its two streams and its exit code."""

    out: str = ""
    err: str = ""
    code: int = 0

    def __str__(self) -> str:
        lines = [*self.out.splitlines(), *(f"2> {line}" for line in self.err.splitlines())]
        return "\n".join([*lines, *([f"[{self.code}]"] if self.code else [])])


@dataclass(slots=True)
class Session:
    """One user at one desk: a folder, ids by name, and a clock that ticks with each command."""

    folder: Path
    ids: dict[str, str] = field(default_factory=dict)
    commands: int = 0

    def play(self, transcript: str) -> str:
        """Return the transcript with what its commands print now."""
        played: list[str] = []
        for line in transcript.splitlines():
            if line.startswith("% after "):
                self.play(read(line.removeprefix("% after ")))
            if line.startswith("% "):
                first_of_them = bool(played) and not played[-1].startswith("% ")
                played += ["", line] if first_of_them else [line]
            elif line.startswith("$ "):
                played += [line, *filter(None, [str(self.type(line.removeprefix("$ ")))])]
        return "".join(f"{line}\n" for line in played)

    def type(self, line: str) -> Printed:
        """Do what one line says."""
        if named := _ID.fullmatch(line):
            self.ids[named[1]] = self.find(named[2], named[3])
            return Printed()
        for name, id_ in self.ids.items():
            line = re.sub(rf"@{name}\b", id_, line)
        command, *filters = line.split(" | ")
        printed = self._command(command)
        for part in filters:
            printed.out = _filtered(printed.out, shlex.split(part))
        return printed

    def _command(self, command: str) -> Printed:
        command, _, file = command.partition(" < ")
        name, *args = shlex.split(command)
        if name == "detente":
            return self.detente(args, (self.folder / file).read_bytes() if file else b"")
        return Printed(_TOOLS[name](self.folder, args))

    @property
    def now(self) -> dt.datetime:
        """When the last command ran."""
        return BEGIN + self.commands * TICK

    def detente(
        self, args: list[str], given: bytes = b"", *, at: dt.datetime | None = None
    ) -> Printed:
        """Run one command of the program, a minute after the one before it, or at a moment."""
        self.commands += 1
        now = at or self.now
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
        given_in = io.TextIOWrapper(io.BytesIO(given), "utf-8")
        with (
            patch.object(options, "now", lambda: now),
            patch.object(sys, "stdin", given_in),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run(args)
        return Printed(*(_text(stream) for stream in (out, err)), code)

    def find(self, kind: str, words: str) -> str:
        """Return the id of the first row of a kind that holds these words."""
        args = ["issue", "list"] if kind == "proposition" else ["list", kind]
        rows = json.loads(self.detente([*args, "--format", "json", *EVERYTHING]).out)["rows"]
        if kind == "proposition":
            rows = [one for row in rows for one in row["propositions"]]
        found = [row["id"] for row in rows if words in json.dumps(row, ensure_ascii=False)]
        assert found, f"nothing in {kind} holds {words!r}"
        return str(found[0])


def read(name: str) -> str:
    """Return a transcript as it is stored."""
    return (DATA / f"{name}.transcript").read_text("utf-8")


@contextmanager
def session(folder: Path) -> Iterator[Session]:
    """Give a session in an empty folder; the stand-in reader can be chosen by its name."""
    shutil.copytree(DATA / "reports", folder, dirs_exist_ok=True)
    with patch.object(getpass, "getuser", lambda: USER), plain_reader(folder / ".plugin"):
        yield Session(folder)


@contextmanager
def plain_reader(folder: Path) -> Iterator[None]:
    """Let `--reader plain` name the stand-in, in processes started from here as well."""
    package = folder / "plain_reader-1.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text(METADATA)
    (package / "entry_points.txt").write_text(ENTRY_POINTS)
    with patch.object(sys, "path", [str(folder), *sys.path]):
        yield


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8").replace("\r\n", "\n")


def _filtered(text: str, part: list[str]) -> str:
    lines = text.splitlines(keepends=True)
    if part[0] == "grep":
        return "".join(line for line in lines if part[1] in line)
    if part[0] == "body":
        return text[text.index("<body>") :]
    number = int(part[1].removeprefix("-"))
    return "".join(lines[:number] if part[0] == "head" else lines[-number:])


def _cat(folder: Path, args: list[str]) -> str:
    return "".join((folder / name).read_text("utf-8") for name in args)


def _ls(folder: Path, args: list[str]) -> str:
    return "".join(f"{path.name}\n" for path in sorted((folder / args[0]).iterdir()))


def _cp(folder: Path, args: list[str]) -> str:
    shutil.copyfile(folder / args[0], folder / args[1])
    (folder / args[1]).chmod(0o644)  # whatever the machine gives to new files
    return ""


def _unzip(folder: Path, args: list[str]) -> str:
    with zipfile.ZipFile(folder / args[1]) as archive:
        return archive.read(args[2]).decode("utf-8")


def _echo(_: Path, args: list[str]) -> str:
    return " ".join(args) + "\n"


_TOOLS = {"cat": _cat, "ls": _ls, "cp": _cp, "unzip": _unzip, "echo": _echo}
