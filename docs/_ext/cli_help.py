"""Writes the help of every command into docs/cli.md: `python docs/_ext/cli_help.py`.

A block of the page that begins with "$ detente … --help" is the output of that command.
"""

import io
import os
import re
from contextlib import redirect_stdout
from pathlib import Path

from detente.cli import run

PAGE = Path(__file__).parents[1] / "cli.md"
BLOCK = re.compile(r"(```text\n\$ detente (.*?)--help\n)(.*?)(```\n)", re.DOTALL)


def help_of(words: str) -> str:
    """Return the help of a command, 80 columns wide."""
    os.environ["COLUMNS"] = "80"
    os.environ.pop("DETENTE_RECORD", None)
    out = io.StringIO()
    with redirect_stdout(out):
        code = run([*words.split(), "--help"])
    if code != 0:
        raise SystemExit(f"detente {words}--help: exit code {code}")
    return out.getvalue()


def renewed(page: str) -> str:
    """Return the page with every help block as the program prints it now."""
    return BLOCK.sub(lambda m: m[1] + help_of(m[2]) + m[4], page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), encoding="utf-8")
