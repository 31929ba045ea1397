"""What changed between two states of the record, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from detente.model.errors import UnknownName
from detente.model.snapshot import Change, ChangeKind, Delta
from detente.model.text import Mark
from detente.views.declined import DECLINED, decliner, folded
from detente.views.entries import entry_json
from detente.views.escape import json_text, markdown, one_line
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.pages import page
from detente.views.phrases import left_out_text, many, moment_text
from detente.views.signs import LEGEND, hangs_on, review_sign
from detente.views.support import newest_text
from detente.views.words import change_text

TITLES: dict[ChangeKind, str] = {
    "changed": "Changed",
    "contradicted": "Contradicted",
    "withdrawn": "No longer in the article",
    "resolved": "Resolved",
    "fallen_due": "Fallen due",
    "new": "New",
}


def show_delta(
    delta: Delta,
    *,
    format: str = "text",  # noqa: A002
    up_to: Mark = "public",
) -> str:
    """Return a delta, what changed first and what is new last. format: text, md, html or json."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](delta, up_to)


def shown_changes(delta: Delta) -> tuple[Change, ...]:
    """Return what is sure of what changed; if nothing is, all that is possible."""
    return tuple(change for change in delta.changes if change.entry.sure) or delta.changes


def _text(delta: Delta, up_to: Mark) -> str:
    lines = [_title(delta)]
    for kind, changes in _by_kind(delta):
        lines += ["", f"{TITLES[kind]} ({len(changes)})"]
        for row in _rows(changes):
            made = wrap(_told(row), COLUMNS - 10, first=f"{_sign(row)} ", rest="  ")
            key = "" if len(row) > 1 else row[0].entry.id[:8]
            lines += [beside(made[0], key) or made[0] if key else made[0], *made[1:]]
    return "\n".join([*lines, "", *wrap(_folded(delta, up_to))]) + "\n"


def _markdown(delta: Delta, up_to: Mark) -> str:
    lines = [f"# {markdown(_title(delta))}", ""]
    for kind, changes in _by_kind(delta):
        lines += [f"## {TITLES[kind]}", ""]
        for row in _rows(changes):
            key = "" if len(row) > 1 else f" `{row[0].entry.id}`"
            lines.append(f"- {_sign(row)} {markdown(_told(row))}{key}")
        lines.append("")
    return "\n".join([*lines, markdown(_folded(delta, up_to)), ""])


def _html(delta: Delta, up_to: Mark) -> str:
    groups = [
        {
            "title": TITLES[kind],
            "number": len(changes),
            "changes": [
                {
                    "said": _said(row),
                    "source": "" if len(row) > 1 else _source(row[0]),
                    "sign": _sign(row),
                    "id": "" if len(row) > 1 else row[0].entry.id,
                }
                for row in _rows(changes)
            ],
        }
        for kind, changes in _by_kind(delta)
    ]
    return page(
        "delta.html",
        styles=("table",),
        title=_title(delta),
        groups=groups,
        legend=LEGEND,
        footer=_folded(delta, up_to),
    )


def _json(delta: Delta, up_to: Mark) -> str:
    return json_text(
        {
            "since": delta.since,
            "until": delta.until,
            "up_to": up_to,
            "left_out": delta.left_out,
            "reports": delta.reports,
            "copies": delta.copies,
            "revised": delta.revised,
            "silent": delta.silent,
            "repeats": delta.repeats,
            "changes": [
                _change_json(change)
                for kind in TITLES
                for change in delta.changes
                if change.kind == kind
            ],
        }
    )


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "family": change.family,
        "said": change_text(change),
        "text": change.text,
        "sure": change.entry.sure,
        "before": change.before,
        "after": change.after,
        "basis": list(change.basis),
        "entry": entry_json(change.entry),
    }


def _by_kind(delta: Delta) -> list[tuple[ChangeKind, list[Change]]]:
    groups = [(kind, [c for c in shown_changes(delta) if c.kind == kind]) for kind in TITLES]
    return [(kind, changes) for kind, changes in groups if changes]


def _rows(changes: Sequence[Change]) -> list[tuple[Change, ...]]:
    """Return each change alone, but who only declined in one row behind what else is not known."""
    return folded(changes, lambda change: change.entry if change.kind == "new" else None)


def _said(row: Sequence[Change]) -> str:
    """Return what a row says: of who only declined each name, with its id."""
    if len(row) == 1:
        return change_text(row[0])
    names = (f"{decliner(change.entry)} {change.entry.id[:8]}" for change in row)
    return f"{DECLINED} ({len(row):,}): {'; '.join(names)}"


def _told(row: Sequence[Change]) -> str:
    return _said(row) if len(row) > 1 else f"{change_text(row[0])} {_source(row[0])}"


def _sign(row: Sequence[Change]) -> str:
    return review_sign([change.entry for change in row])


def _possible_text(delta: Delta) -> str:
    """Return what is possible and not shown, by kind of entry; "" if there is nothing."""
    left = len(delta.changes) - len(shown_changes(delta))
    if not left:
        return ""
    kinds = Counter(c.family.replace("_", " ") for c in delta.changes if not c.entry.sure)
    counts = ", ".join(f"{kind}: {number}" for kind, number in sorted(kinds.items()))
    return (
        f"And {left:,} possible {'one' if left == 1 else 'ones'} ({counts}): detente list KIND. "
    )


def edited_text(delta: Delta) -> str:
    """Return how many articles were changed, and how many silently; "" if none was."""
    if not delta.revised:
        return ""
    silently = f" ({delta.silent} silently)" if delta.silent else ""
    return f"{many(delta.revised, 'article')} changed{silently}; "


def _title(delta: Delta) -> str:
    return f"What changed from {_moment(delta.since)} to {_moment(delta.until)}"


def _moment(moment: str) -> str:
    return one_line(moment_text(moment))


def _source(change: Change) -> str:
    """Return where the change was seen last, and what it hangs on."""
    signs = "".join(sign.sign for sign in hangs_on([change.entry]))
    return f"[{newest_text(change.entry)}]{signs}"


def _folded(delta: Delta, up_to: Mark) -> str:
    changes = many(len(shown_changes(delta)), "change")
    return (
        f"{_possible_text(delta)}{changes} from {many(delta.reports, 'report')}, "
        f"{many(delta.copies, 'wire copy', 'wire copies')} among them; {edited_text(delta)}"
        f"{many(delta.repeats, 'repeat')} folded. {left_out_text(delta.left_out, up_to)}"
    )


FORMATS: dict[str, Callable[[Delta, Mark], str]] = {
    "text": _text,
    "md": _markdown,
    "html": _html,
    "json": _json,
}
