"""The register of issues as a tree, with propositions and ids, as text and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from detente.model.codec import plain
from detente.model.errors import UnknownName
from detente.model.snapshot import Issue
from detente.model.text import Mark
from detente.views.escape import json_text, one_line
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.phrases import left_out_text, many


@dataclass(frozen=True, slots=True)
class Branch:
    """An issue in the tree with those below it. depth: 0 at the top."""

    issue: Issue
    depth: int
    below: tuple[Branch, ...] = ()

    def each(self) -> Iterator[Branch]:
        """Yield it, then those below it, in the order of the tree."""
        yield self
        for branch in self.below:
            yield from branch.each()


def tree(issues: Iterable[Issue]) -> tuple[Branch, ...]:
    """Return the issues at the top by name; one whose parent is missing stands there too."""
    by_name = sorted(issues, key=lambda one: (one.name.casefold(), one.id))
    known = {issue.id for issue in by_name}
    children: dict[str | None, list[Issue]] = {}
    for issue in by_name:
        children.setdefault(issue.parent if issue.parent in known else None, []).append(issue)

    def branches(parent: str | None, depth: int) -> tuple[Branch, ...]:
        return tuple(
            Branch(issue, depth, branches(issue.id, depth + 1))
            for issue in children.get(parent, ())
        )

    return branches(None, 0)


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
    """Each issue under its parent; its propositions before the issues below it."""
    for branch in (one for top in tree(issues) for one in top.each()):
        issue, depth = branch.issue, branch.depth
        meaning = f": {issue.definition}" if issue.definition else ""
        yield from _line(f"{issue.name}{meaning}", issue.id, depth)
        for proposition in issue.propositions:
            yield from _line(f"· {proposition.text}", proposition.id, depth + 1)


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
