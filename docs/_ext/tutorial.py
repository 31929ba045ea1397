"""Writes what the commands of docs/tutorial.md print into it: `python docs/_ext/tutorial.py`.

Its console blocks are run in order, on a fresh demo record in a folder of their own, with the
clock at one moment. A line of the page such as

    % 0d3f97a1 = positions "accepts unarmed monitors"

(a comment, not shown) says what an id in the commands stands for: the first entry of that kind
that rests on these words. When the reader changes and the id with it, the page follows. A line

    % now 2026-05-26T20:00

moves the clock on. `cp story/NAME FOLDER` brings a file of docs/story. A source's own id follows
from its folder, so SOURCE stands in its place.
"""

import datetime as dt
import getpass
import io
import json
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from detente.cli import options, run

DOCS = Path(__file__).parents[1]
PAGE = DOCS / "tutorial.md"
NOW = dt.datetime(2026, 5, 16, 8, 30, tzinfo=dt.UTC)
READER = "mara"
RECORD = "detente-demo.db"
SOURCE = "5b0c94d2"
BLOCK = re.compile(r"(```console\n)(.*?)(```\n)", re.DOTALL)
STEP = re.compile(rf"^% now (?P<now>\S+)$|{BLOCK.pattern}", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r'^% (\S+) = ([a-z-]+) "(.+)"$', re.MULTILINE)


class Broken(Exception):
    """A command of the page that fails, or an id that stands for nothing."""


def renewed(page: str) -> str:
    """Return the page with what its commands print now. Errors: Broken."""
    first = BLOCK.search(page)
    if first is None:
        raise Broken("the page has no console block")
    with _desk() as clock:
        head = page[: first.end()]
        head = head[: first.start()] + _renew_block(first)
        rest = _with_ids(page[first.end() :])
        return head + STEP.sub(lambda step: _renewed_step(step, clock), rest)


def _renewed_step(step: re.Match[str], clock: list[dt.datetime]) -> str:
    """Return a block renewed; a line that moves the clock on as it is."""
    if block := BLOCK.fullmatch(step[0]):
        return _renew_block(block)
    clock[0] = dt.datetime.fromisoformat(step["now"]).replace(tzinfo=dt.UTC)
    return step[0]


@contextmanager
def _desk() -> Iterator[list[dt.datetime]]:
    """A folder of its own, one reader, and a clock that stands until it is moved on."""
    clock = [NOW]
    kept = {name: os.environ.pop(name, None) for name in ("DETENTE_RECORD", "COLUMNS")}
    before = Path.cwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(options, "now", lambda: clock[0]),
        patch.object(getpass, "getuser", lambda: READER),
    ):
        os.chdir(folder)
        try:
            yield clock
        finally:
            os.chdir(before)
            os.environ.pop("DETENTE_RECORD", None)
            os.environ.update({name: value for name, value in kept.items() if value})


def _renew_block(block: re.Match[str]) -> str:
    commands = re.findall(r"^\$ (.+)$", block[2], re.MULTILINE)
    return block[1] + "".join(f"$ {command}\n{output(command)}" for command in commands) + block[3]


def output(command: str) -> str:
    """Return what a command prints on both streams. Errors: Broken if it fails."""
    first, *filters = command.split(" | ")
    words = shlex.split(first)
    if words[0] == "export":
        name, _, value = words[1].partition("=")
        os.environ[name] = value
        return ""
    if words[0] == "mkdir":
        Path(words[1]).mkdir()
        return ""
    if words[0] == "cp":
        shutil.copy(DOCS / words[1], words[2])
        return ""
    if words[0] == "ls":
        text = "".join(f"{path.name}\n" for path in sorted(Path(words[1]).iterdir()))
    elif words[0] == "cat":
        text = Path(words[1]).read_text("utf-8").replace("\r\n", "\n")
    else:
        text = _run(words)
    for part in filters:
        text = _filtered(text, shlex.split(part))
    return text


def _run(words: list[str]) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run(words[1:])
    if words[0] != "detente" or code != 0:
        raise Broken(f"{shlex.join(words)} ended with {code}: {out.getvalue()}")
    if words[1:3] == ["source", "add"]:
        return re.sub(r"^[0-9a-f]{8}$", SOURCE, out.getvalue(), flags=re.MULTILINE)
    return out.getvalue()


def _filtered(text: str, part: list[str]) -> str:
    lines = text.splitlines(keepends=True)
    if part[0] == "grep":
        return "".join(line for line in lines if part[1] in line)
    if part[0] in ("head", "tail"):
        number = int(part[1].removeprefix("-"))
        return "".join(lines[:number] if part[0] == "head" else lines[-number:])
    raise Broken(f"the page filters with {part[0]!r}; this knows head, tail and grep")


def _with_ids(text: str) -> str:
    """Return the page with the ids that its names stand for now."""
    for old, kind, words in NAMED.findall(text):
        text = re.sub(rf"(?<![\w-]){re.escape(old)}(?!\w)", _id(kind, words)[: len(old)], text)
    return text


def _id(kind: str, words: str) -> str:
    if kind == "proposition":
        issues = json.loads(_listed("issue", "list", "--format", "json"))["rows"]
        propositions = [one for issue in issues for one in issue["propositions"]]
        found = [one["id"] for one in propositions if words in one["text"]]
    else:
        rows = json.loads(_listed("list", kind, "--format", "json"))["rows"]
        found = [row["id"] for row in rows if words in json.dumps(row, ensure_ascii=False)]
    if not found:
        raise Broken(f"nothing in {kind} holds {words!r}; choose other words for the tutorial")
    return str(found[0])


def _listed(*words: str) -> str:
    return _run(["detente", *words, "--record", RECORD])


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), encoding="utf-8")
