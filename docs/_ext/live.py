"""Writes what the commands of docs/watching.md print into it: `python docs/_ext/live.py`.

Its console blocks are run in order in a folder of their own. Between them, lines of the page that
are not shown move the story on:

    % now 2031-03-03T18:00       the clock stands at that moment from here on
    % 2f4e0a36 = positions "…"   what an id in the commands below stands for: the first entry of
                                 that kind that rests on these words

`cp story/NAME inbox` brings a file of docs/story. A source's own id follows from the folder, so
SOURCE stands in its place.
"""

import datetime as dt
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from detente.cli import options

DOCS = Path(__file__).parents[1]
PAGE = DOCS / "watching.md"
RECORD = "locks.db"
SOURCE = "5b0c94d2"
_STEP = re.compile(r"^```console\n.*?^```$|^% now \S+$|^% \S+ = [a-z]+ \"[^\n]+\"$", re.M | re.S)
_NAMED = re.compile(r'% (\S+) = ([a-z]+) "(.+)"')


def _tutorial() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "tutorial", Path(__file__).parent / "tutorial.py"
    )
    if spec is None or spec.loader is None:
        raise SystemExit("docs/_ext/tutorial.py is not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("tutorial", module)
    spec.loader.exec_module(module)
    return module


def renewed(page: str) -> str:
    """Return the page with what its commands print now. Errors: Broken."""
    tutorial, done, rest = _tutorial(), "", page
    with _story(tutorial) as clock:
        while step := _STEP.search(rest):
            done += rest[: step.start()]
            text, rest = step[0], rest[step.end() :]
            if text.startswith("% now "):
                clock[0] = dt.datetime.fromisoformat(text.removeprefix("% now ")).replace(
                    tzinfo=dt.UTC
                )
            elif named := _NAMED.fullmatch(text):
                with patch.object(tutorial, "RECORD", RECORD):
                    found = tutorial._id(named[2], named[3])[: len(named[1])]
                text = text.replace(named[1], found)
                rest = re.sub(rf"(?<![\w-]){re.escape(named[1])}(?!\w)", found, rest)
            else:
                text = _block(tutorial, text)
            done += text
    return done + rest


@contextmanager
def _story(tutorial: ModuleType) -> Iterator[list[dt.datetime]]:
    clock = [tutorial.NOW]
    with tutorial._desk(), patch.object(options, "now", lambda: clock[0]):
        shutil.copytree(DOCS / "story", "story")
        Path("inbox").mkdir()
        yield clock


def _block(tutorial: ModuleType, block: str) -> str:
    lines = ["```console"]
    for command in re.findall(r"^\$ (.+)$", block, re.M):
        lines.append(f"$ {command}")
        if command.startswith("cp "):
            _, name, folder = command.split()
            shutil.copy(name, folder)
            continue
        printed = tutorial.output(command)
        if command.startswith("detente source add"):
            printed = re.sub(r"^[0-9a-f]{8}$", SOURCE, printed, flags=re.M)
        lines += re.sub(r"^[0-9a-f]{8}(?=  Press)", SOURCE, printed, flags=re.M).splitlines()
    return "\n".join([*lines, "```"])


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), encoding="utf-8")
