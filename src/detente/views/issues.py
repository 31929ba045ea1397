"""The register of issues as a tree, with propositions and ids, as text and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente.model.codec import plain
from detente.model.errors import UnknownName
from detente.model.snapshot import Issue
from detente.model.text import Mark
from detente.views.escape import json_text, one_line
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.phrases import left_out_text, many


def show_issues(
    issues: tuple[Issue, ...],
    *,
    format: str = "text",  # noqa: A002
    left_out: int = 0,
    up_to: Mark = "public",
) -> str:
    """Return the register as text or json. left_out: Number of reports above the mark."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](issues, left_out, up_to)


def _text(issues: tuple[Issue, ...], left_out: int, up_to: Mark) -> str:
    propositions = sum(len(issue.propositions) for issue in issues)
    counts = f"{many(len(issues), 'issue')}, {many(propositions, 'proposition')}."
    lines = [*_tree(issues), f"{counts} {left_out_text(left_out, up_to)}"]
    return "".join(f"{line}\n" for line in lines)


def _tree(issues: tuple[Issue, ...]) -> Iterator[str]:
    """Each issue under its parent, by name; its propositions before the issues below it."""
    known = {issue.id for issue in issues}
    below: dict[str | None, list[Issue]] = {}
    for issue in sorted(issues, key=lambda one: (one.name.casefold(), one.id)):
        below.setdefault(issue.parent if issue.parent in known else None, []).append(issue)

    def lines(parent: str | None, depth: int) -> Iterator[str]:
        for issue in below.get(parent, ()):
            meaning = f": {issue.definition}" if issue.definition else ""
            yield from _line(f"{issue.name}{meaning}", issue.id, depth)
            for proposition in issue.propositions:
                yield from _line(f"· {proposition.text}", proposition.id, depth + 1)
            yield from lines(issue.id, depth + 1)

    return lines(None, 0)


def _line(words: str, id_: str, depth: int) -> tuple[str, ...]:
    """Words at the left, wrapped, with their id at the right, as in every list."""
    indent = "  " * depth
    made = wrap(words, COLUMNS - len(id_) - 2, first=indent, rest=f"{indent}  ")
    return (beside(made[0], one_line(id_)) or made[0], *made[1:])


def _json(issues: tuple[Issue, ...], left_out: int, up_to: Mark) -> str:
    return json_text(
        {"kind": "issues", "up_to": up_to, "left_out": left_out, "rows": plain(issues)}
    )


FORMATS: dict[str, Callable[[tuple[Issue, ...], int, Mark], str]] = {"text": _text, "json": _json}
