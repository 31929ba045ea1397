"""The brief as text, Markdown, HTML and JSON: the same lines in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente.model.errors import UnknownName
from detente.model.findings import Finding
from detente.model.snapshot import Delta, Snapshot
from detente.views.brief.lines import Line, Section
from detente.views.brief.page import (
    Marked,
    fit,
    more_text,
    page_text,
    rests_on,
    source_text,
)
from detente.views.brief.sections import make_brief
from detente.views.escape import json_text, markdown, one_line
from detente.views.pages import page, web_address
from detente.views.signs import LEGEND, hangs_on, is_reviewed, review_sign, review_text


def show_brief(
    snapshot: Snapshot,
    delta: Delta | None = None,
    *,
    findings: tuple[Finding, ...],
    format: str = "text",  # noqa: A002
) -> str:
    """Return the one-page brief. format: text, md, html or json.

    delta: What is new; None for what was first published in the week up to the day.
    findings: Of the methods "blocks" and "forecasts"; others are passed over.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](brief_page(snapshot, delta, findings=findings))


def brief_page(
    snapshot: Snapshot, delta: Delta | None = None, *, findings: tuple[Finding, ...]
) -> Marked:
    """Return the brief with the lines that its page shows. Arguments: as for `show_brief`."""
    return fit(make_brief(snapshot, delta, findings))


def brief_values(shown: Marked) -> dict[str, Any]:
    """Return a brief's page as plain values, as its JSON holds them."""
    return _plain(shown)


def _markdown(marked: Marked) -> str:
    brief = marked.brief
    lines = [f"# {markdown(brief.title)}", ""]
    for section in brief.sections:
        lines += [f"## {markdown(section.title)}", ""]
        lines += _markdown_lines(section, marked)
        aside = more_text(section)
        lines += [f"*{markdown(aside)}*", ""] if aside else [""]
    lines += ["## What it rests on", "", *map(markdown, rests_on(brief.snapshot)), ""]
    for number, sighting in enumerate(marked.sources, 1):
        address = web_address(sighting.address)
        link = f" <{address}>" if address and not set("<>") & set(address) else ""
        lines.append(f"- \\[{number}\\] {markdown(source_text(sighting))}{link}")
    return "\n".join([*lines, "", markdown(LEGEND), ""])


def _markdown_lines(section: Section, marked: Marked) -> list[str]:
    lines = []
    for line in section.lines:
        lines.append(f"- {_markdown_line(line, marked)}")
        lines += [f"  - {_markdown_line(under, marked)}" for under in line.under]
    return lines


def _markdown_line(line: Line, marked: Marked) -> str:
    sign = f"{review_sign(line.entries)} " if line.entries else ""
    head = f"**{markdown(line.head)}:** " if line.head else ""
    marks = "".join(f"\\[{number}\\]" for number in marked.marks(line))
    signs = "".join(sign.sign for sign in hangs_on(line.entries))
    key = f" `{marked.ids[line.entries[0].id]}`" if line.entries else ""
    return f"{sign}{head}{markdown(line.words)} {marks}{signs}{key}".rstrip()


def _json(marked: Marked) -> str:
    return json_text(_plain(marked))


def _html(marked: Marked) -> str:
    snapshot = marked.brief.snapshot
    values = _plain(marked)
    sources = [
        {"n": n, "words": source_text(s), "link": web_address(s.address)}
        for n, s in enumerate(marked.sources, 1)
    ]
    sections = [
        {
            "name": section.name,
            "title": section.title,
            "more": more_text(section),
            "lines": [_shown(line, marked) for line in section.lines],
        }
        for section in marked.brief.sections
    ]
    return page(
        "brief.html",
        styles=("brief",),
        title=values["title"],
        parties=marked.brief.parties,
        sections=sections,
        sources=sources,
        rests_on=rests_on(snapshot),
        legend=f"{LEGEND} · at the right: ID for detente show",
    )


def _shown(line: Line, marked: Marked) -> dict[str, Any]:
    """Return a line with what the template needs beside its plain form."""
    return _plain_line(line, marked) | {
        "topic": not line.entries and bool(line.under),
        "sign": review_sign(line.entries) if line.entries else "",
        "review": review_text(line.entries),
        "signs": hangs_on(line.entries),
        "id": marked.ids[line.entries[0].id] if line.entries else "",
        "under": [_shown(under, marked) for under in line.under],
    }


def _plain(marked: Marked) -> dict[str, Any]:
    snapshot = marked.brief.snapshot
    coverage = snapshot.coverage
    return {
        "title": marked.brief.title,
        "as_of": snapshot.as_of.isoformat(),
        "known_by": snapshot.known_by.isoformat() if snapshot.known_by else None,
        "up_to": snapshot.up_to,
        "left_out": coverage.left_out,
        "sections": [
            {
                "name": section.name,
                "title": section.title,
                "lines": [_plain_line(line, marked) for line in section.lines],
                "more": section.more,
                "possible": section.possible,
                "command": f"detente {section.command}" if section.command else None,
            }
            for section in marked.brief.sections
        ],
        "sources": [
            {
                "n": number,
                "report": sighting.report,
                "outlet": sighting.outlet,
                "title": sighting.title,
                "published": sighting.published.isoformat() if sighting.published else None,
                "address": sighting.address,
            }
            for number, sighting in enumerate(marked.sources, 1)
        ],
        "coverage": {
            "reports": coverage.reports,
            "outlets": coverage.outlets,
            "origins": coverage.origins,
            "first": coverage.first.isoformat() if coverage.first else None,
            "last": coverage.last.isoformat() if coverage.last else None,
            "notes": coverage.notes,
            "entries": coverage.entries,
            "reviewed": coverage.reviewed,
            "possible": coverage.possible,
        },
    }


def _plain_line(line: Line, marked: Marked) -> dict[str, Any]:
    return {
        "head": one_line(line.head),
        "text": one_line(line.words),
        "reviewed": bool(line.entries) and all(map(is_reviewed, line.entries)),
        "sure": all(entry.sure for entry in line.entries),
        "hangs_on": [sign.meaning for sign in hangs_on(line.entries)],
        "ids": [entry.id for entry in line.entries],
        "names": list(line.names),
        "sources": list(marked.marks(line)),
        "under": [_plain_line(under, marked) for under in line.under],
    }


FORMATS: dict[str, Callable[[Marked], str]] = {
    "text": page_text,
    "md": _markdown,
    "html": _html,
    "json": _json,
}
