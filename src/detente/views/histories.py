"""Every point of a proposal through all its versions, and its issues in each: text, CSV, JSON."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from detente.model.codec import plain
from detente.model.drafts import Draft
from detente.model.errors import UnknownName
from detente.model.snapshot import Issue
from detente.model.versions import Covered, Step, Thread, Version
from detente.views.brackets import brackets_of, part_values
from detente.views.comparison import MATCHED, asking_text, hearing_text, label
from detente.views.edits import edit_text
from detente.views.escape import csv_cell, json_text, one_line
from detente.views.layout import grid, shorten, wrap
from detente.views.phrases import date_text, many
from detente.views.versions import version_values

_BEGINNING = 90
_INFERRED = (
    "Lines marked ? (who had asked for a change) and · (who takes which stance on a point) are "
    "inferences from words and numbers; open their entries before relying on them."
)
_COVERED = (
    "Points are matched to issues by words alone: an inference. “Out” says that no point was "
    "found, not that the draft is silent. A number in brackets stands where stances on record "
    "have another of the same. An issue on which nothing is sure and no point was found is left "
    "out."
)
# Columns of a page: the issue, and what is left for the versions.
_ISSUE, _CELLS = 30, 66


def show_history(
    versions: Sequence[tuple[Version, Draft]],
    threads: Sequence[Thread],
    *,
    by_meaning: bool = False,
    format: str = "text",  # noqa: A002
) -> str:
    """Return the points of a proposal through its versions as text or json.

    by_meaning: Whether they were matched by their meaning too.
    """
    if format not in HISTORY:
        raise UnknownName("format", format, HISTORY)
    return HISTORY[format](versions, threads, (MATCHED[by_meaning], _INFERRED))


def show_coverage(
    versions: Sequence[tuple[Version, Draft]],
    issues: Sequence[Issue],
    cells: Sequence[Covered],
    *,
    by_meaning: bool = False,
    format: str = "text",  # noqa: A002
) -> str:
    """Return which issues each draft has points on as text, csv or json.

    by_meaning: Whether points were matched by their meaning too, to tell which changed.
    """
    if format not in COVERAGE:
        raise UnknownName("format", format, COVERAGE)
    return COVERAGE[format](versions, issues, cells, coverage_caveats(by_meaning))


def coverage_caveats(by_meaning: bool) -> tuple[str, ...]:
    """Return what must be known of a coverage. by_meaning: As in `show_coverage`."""
    return (MATCHED[by_meaning], _COVERED)


def by_issue(cells: Iterable[Covered]) -> defaultdict[str, list[Covered]]:
    """Return what the versions have on each issue, in their order, by its id."""
    found = defaultdict[str, list[Covered]](list)
    for cell in cells:
        found[cell.issue].append(cell)
    return found


def state_of(cell: Covered) -> str:
    """Return whether a version has points on an issue: "in", "out" or "changed"."""
    return "out" if not cell.parts else "changed" if cell.changed else "in"


def numbers_of(cell: Covered, part: int) -> str:
    """Return the numbers of a point that the record has otherwise: "90 days; on record 30"."""
    own = (one for one in cell.numbers if one.part == part)
    return ", ".join(f"{one.has}; on record {' or '.join(one.on_record)}" for one in own)


def _history(
    versions: Sequence[tuple[Version, Draft]], threads: Sequence[Thread], caveats: Sequence[str]
) -> str:
    lines = [one_line(versions[0][0].proposal)]
    for version, draft in versions:
        parts = [version.label, date_text(version.dated), many(len(draft.points), "point")]
        parts += [many(n, "bracket") for n in (brackets_of(draft),) if n]
        lines += wrap(", ".join(parts), first="  ", rest="    ")
    drafts = {version.id: (version, draft) for version, draft in versions}
    for thread in threads:
        lines += ["", *_thread(thread, drafts)]
    lines.append("")
    return "\n".join([*lines, *(row for told in caveats for row in wrap(told))]) + "\n"


def _thread(thread: Thread, drafts: dict[str, tuple[Version, Draft]]) -> Iterator[str]:
    first = next(step for step in thread.steps if step.parts)
    yield from wrap(shorten(drafts[first.version][1].parts[first.parts[0]].body, _BEGINNING))
    for step in thread.steps:
        version, draft = drafts[step.version]
        if step.fate != "absent":
            yield from wrap(f"{version.label}: {_step(step, draft)}", first="  ", rest="      ")
        edits = [e for c in step.changes for e in c.edits if e.kind != "editorial"]
        for edit in edits:
            yield from wrap(edit_text(edit), first="      ", rest="        ")
        for asking in step.askings:
            own = next((c.edits for c in step.changes if c.pair.b == asking.b), ())
            yield from wrap(asking_text(asking, own), first="    ? ", rest="      ")
        for hearing in step.hearings:
            yield from wrap(hearing_text(hearing), first="    · ", rest="      ")


def _step(step: Step, draft: Draft) -> str:
    points = ", ".join(label(draft, part) for part in step.parts)
    weights = {changed.weight for changed in step.changes}
    weight = next((w for w in ("substantive", "editorial", "unchanged") if w in weights), "")
    told = "" if step.fate == "first" else step.fate
    return " ".join(filter(None, [points, ", ".join(filter(None, [told, weight]))]))


def _history_json(
    versions: Sequence[tuple[Version, Draft]], threads: Sequence[Thread], caveats: Sequence[str]
) -> str:
    return json_text(
        {
            "versions": [_version_json(version, draft) for version, draft in versions],
            "threads": plain(tuple(threads)),
            "caveats": list(caveats),
        }
    )


def _version_json(version: Version, draft: Draft) -> dict[str, Any]:
    parts = [part_values(n, part) for n, part in enumerate(draft.parts)]
    return {**version_values(version), "brackets": brackets_of(draft), "parts": parts}


def _coverage(
    versions: Sequence[tuple[Version, Draft]],
    issues: Sequence[Issue],
    cells: Sequence[Covered],
    caveats: Sequence[str],
) -> str:
    size = max(12, _CELLS // max(1, len(versions)) - 2)
    of = by_issue(cells)
    rows = [("", *(version.label for version, _ in versions))]
    rows += [
        (shorten(issue.name, _ISSUE), *(_cell(cell, versions) for cell in of[issue.id]))
        for issue in issues
    ]
    rows += _brackets(versions)
    if not issues:
        rows.append(("The register holds no issue yet.", *("" for _ in versions)))
    lines = [*grid(rows, (_ISSUE, *(size for _ in versions))), ""]
    return "\n".join([*lines, *(row for told in caveats for row in wrap(told))]) + "\n"


def _brackets(versions: Sequence[tuple[Version, Draft]]) -> list[tuple[str, ...]]:
    """Return a row with how many brackets are open in each draft; none if none has any."""
    counts = [brackets_of(draft) for _, draft in versions]
    return [("brackets open", *map(str, counts))] if any(counts) else []


def _cell(cell: Covered, versions: Sequence[tuple[Version, Draft]]) -> str:
    draft = next(draft for version, draft in versions if version.id == cell.version)
    points = ", ".join(
        f"{label(draft, part)}{f' ({told})' if (told := numbers_of(cell, part)) else ''}"
        for part in cell.parts
    )
    return f"{state_of(cell)}: {points}" if points else state_of(cell)


def _coverage_csv(
    versions: Sequence[tuple[Version, Draft]],
    issues: Sequence[Issue],
    cells: Sequence[Covered],
    caveats: Sequence[str],
) -> str:
    del caveats  # a table holds rows alone
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["issue", *(csv_cell(version.name) for version, _ in versions)])
    of = by_issue(cells)
    for issue in issues:
        told = (_cell(cell, versions) for cell in of[issue.id])
        writer.writerow([csv_cell(cell) for cell in (issue.name, *told)])
    writer.writerows(_brackets(versions))
    return out.getvalue()


def _coverage_json(
    versions: Sequence[tuple[Version, Draft]],
    issues: Sequence[Issue],
    cells: Sequence[Covered],
    caveats: Sequence[str],
) -> str:
    drafts = {version.id: (version, draft) for version, draft in versions}
    of = by_issue(cells)
    rows = [
        {
            "issue": issue.id,
            "name": issue.name,
            "drafts": [
                {
                    "draft": cell.version,
                    "name": drafts[cell.version][0].name,
                    "state": state_of(cell),
                    "points": [label(drafts[cell.version][1], part) for part in cell.parts],
                    "other_numbers": [
                        {
                            "point": label(drafts[cell.version][1], one.part),
                            "has": one.has,
                            "on_record": list(one.on_record),
                        }
                        for one in cell.numbers
                    ],
                }
                for cell in of[issue.id]
            ],
        }
        for issue in issues
    ]
    counts = {version.id: brackets_of(draft) for version, draft in versions}
    return json_text({"issues": rows, "brackets": counts, "caveats": list(caveats)})


HISTORY: dict[
    str,
    Callable[[Sequence[tuple[Version, Draft]], Sequence[Thread], Sequence[str]], str],
] = {
    "text": _history,
    "json": _history_json,
}
COVERAGE: dict[
    str,
    Callable[
        [Sequence[tuple[Version, Draft]], Sequence[Issue], Sequence[Covered], Sequence[str]], str
    ],
] = {"text": _coverage, "csv": _coverage_csv, "json": _coverage_json}
