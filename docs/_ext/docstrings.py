"""Show the house's docstrings, which are plain text, in a Sphinx page.

In them a line such as ``end: First day after it.`` says what a field or an argument is;
paragraphs that are indented or begin with ``>>>`` stand as written. All else is text, so that
nothing in it is markup but `names` in backticks.
"""

import itertools
import re

from sphinx.application import Sphinx

FIELD = re.compile(r"([A-Za-z_][\w*, ]{0,40}): +(\S.*)")
CODE = re.compile(r"``(.+?)``|`([^`]+)`")
MARKUP = re.compile(r"([*|\\]|(?<=\w)_(?!\w))")


def to_rst(lines: list[str]) -> list[str]:
    """Return a docstring of the house as reStructuredText.

    >>> to_rst(["All *x*.", "", "end: First day", "after it."])
    ['All \\\\*x\\\\*.', '', '* **end**: First day', '  after it.', '']
    """
    out = []
    for blank, paragraph in itertools.groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            out += [*_paragraph(list(paragraph)), ""]
    return out


def _paragraph(lines: list[str]) -> list[str]:
    if lines[0].startswith(">>>"):
        return lines
    if lines[0].startswith("    "):
        return ["::", "", *lines]
    if not FIELD.fullmatch(lines[0]):
        return [_plain(line.strip()) for line in lines]
    return [
        f"* **{field[1]}**: {_plain(field[2])}"
        if (field := FIELD.fullmatch(line))
        else f"  {_plain(line.strip())}"
        for line in lines
    ]


def _plain(line: str) -> str:
    """Return a line whose only markup is code in backticks."""
    out, done = [], 0
    for code in CODE.finditer(line):
        out += [MARKUP.sub(r"\\\1", line[done : code.start()]), f"``{code[1] or code[2]}``"]
        done = code.end()
    return "".join([*out, MARKUP.sub(r"\\\1", line[done:])])


def _replace(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    lines[:] = to_rst(lines)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx."""
    app.connect("autodoc-process-docstring", _replace)
    return {"parallel_read_safe": True}
