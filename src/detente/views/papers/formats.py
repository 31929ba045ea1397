"""Papers as text, Markdown, HTML and JSON: the same lines and notes in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from detente.model.errors import UnknownName
from detente.views.brief.lines import Line
from detente.views.brief.page import rests_on, short_ids
from detente.views.brief.sections import every_entry
from detente.views.escape import json_text, markdown, one_line, width
from detente.views.layout import COLUMNS, beside, shorten, wrap
from detente.views.pages import page, web_address
from detente.views.papers.paper import Note, Notes, Paper, Part, notes, weak_signs
from detente.views.phrases import date_text, many, quote
from detente.views.signs import LEGEND, hangs_on, is_reviewed, review_sign, review_text
from detente.views.words import translated_text

ID = 8
_KEY = "at the right: ID for detente show"


def show_paper(
    paper: Paper,
    *,
    format: str = "text",  # noqa: A002
    long: bool = False,
) -> str:
    """Return a paper as text, md, html or json.

    long: Whether the notes hold their sentences with who says them, or outlet and day alone; in
    JSON they always do.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](paper, notes(paper), long)


def paper_values(paper: Paper) -> dict[str, Any]:
    """Return a paper as plain values, as its JSON holds them."""
    return _plain(paper, notes(paper))


def page_lines(paper: Paper) -> int:
    """Return how many lines of text a paper takes in its short form."""
    return _text_with({}, paper, notes(paper), long=False).count("\n")


def shown_parts(paper: Paper) -> tuple[Part, ...]:
    """Return the parts that have something to say."""
    return tuple(part for part in paper.parts if part.lines or part.more or part.empty)


def more_text(part: Part) -> str:
    """Return what stands beside a part's title: how many lines are not shown."""
    said = [
        f"{part.more:,} more left out" if part.more else "",
        f"{part.possible:,} possible not shown" if part.possible else "",
    ]
    return ", ".join(filter(None, said))


def cut_text(paper: Paper) -> str:
    """Return the line that says what was left out to keep to the pages, "" if nothing was."""
    if paper.pages is None:
        return ""
    left = [f"{part.title}: {part.more:,}" for part in paper.parts if part.more]
    possible = sum(part.possible for part in paper.parts)
    if possible:
        left.append(f"{many(possible, 'line')} that {'is' if possible == 1 else 'are'} possible")
    limit = many(paper.pages, "page")
    return f"Cut to {limit}; left out: {'; '.join(left)}." if left else f"All of it is on {limit}."


def note_text(note: Note) -> str:
    """Return a note with its sentence: words, who says them, outlet, day, address."""
    sighting = note.sighting
    told = f"{sighting.outlet}, {date_text(sighting.published)}"
    by = "" if note.speaker == "the report" else f"{note.speaker}, in "
    where = web_address(sighting.address)
    aside = "; ".join(filter(None, (translated_text(sighting.body), note.review)))
    return f"{quote(note.words)} {by}{told}{f', {where}' if where else ''} ({aside})"


def _text(paper: Paper, cites: Notes, long: bool) -> str:
    return _text_with(_ids(paper), paper, cites, long=long)


def _text_with(ids: dict[str, str], paper: Paper, cites: Notes, *, long: bool) -> str:
    """Return the text. ids: How entries are called; their first letters where it does not say."""
    lines = [*wrap(paper.title), *(line for said in paper.about for line in wrap(said))]
    for part in shown_parts(paper):
        lines += ["", _rule(part.title, more_text(part))]
        if not part.lines and not part.more:
            lines += wrap(part.empty, first="  ", rest="  ")
        for line in part.lines:
            lines += _line(line, cites, ids, indent="")
    lines += ["", _rule("What it rests on")]
    lines += [line for said in _foot(paper) for line in wrap(said)]
    lines += _sources(cites, long)
    lines += wrap(f"{LEGEND} · {_KEY}")
    return "\n".join(lines) + "\n"


def _line(line: Line, cites: Notes, ids: dict[str, str], *, indent: str) -> Iterator[str]:
    marks = "".join(f"[{n}]" for n in cites.of(line))
    words = one_line(f"{line.head}: {line.words}" if line.head else line.words)
    sign = f"{review_sign(line.entries)} " if line.entries else ""
    first = f"{indent}{sign}"
    made = wrap(
        f"{words} {marks}{weak_signs(line.entries)}",
        COLUMNS - ID - 2,
        first=first,
        rest=indent + "  ",
    )
    key = ids.get(line.entries[0].id, line.entries[0].id[:ID]) if line.entries else ""
    yield beside(made[0], key) or made[0] if key else made[0]
    yield from made[1:]
    for under in line.under:
        yield from _line(under, cites, ids, indent=indent + "  ")


def _sources(cites: Notes, long: bool) -> list[str]:
    if long:
        return [
            line
            for note in cites.every
            for line in wrap(note_text(note), first=f"[{note.n}] ", rest="    ")
        ]
    lines: list[str] = []
    for text in _short_sources(cites):
        if lines and width(lines[-1]) + width(text) + 3 <= COLUMNS:
            lines[-1] += f" · {text}"
        else:
            lines += wrap(text, rest="    ")
    return lines


def _short_sources(cites: Notes) -> Iterator[str]:
    """Yield each report once, with the numbers of all notes that stand in it."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for note in cites.every:
        numbers.setdefault((note.sighting.report, _short(note)), []).append(note.n)
    for (_, words), every in numbers.items():
        yield f"[{', '.join(map(str, every))}] {words}"


def _short(note: Note) -> str:
    return f"{shorten(note.sighting.outlet, 26)}, {date_text(note.sighting.published)}"


def _rule(title: str, aside: str = "") -> str:
    aside = f" {aside}" if aside else ""
    title = shorten(title, COLUMNS - width(aside) - 4)
    return f"{title} {'─' * (COLUMNS - width(title) - width(aside) - 1)}{aside}"


def _foot(paper: Paper) -> tuple[str, ...]:
    return tuple(filter(None, (*rests_on(paper.snapshot), cut_text(paper), *paper.caveats)))


def _ids(paper: Paper) -> dict[str, str]:
    return short_ids(paper.entries(), (entry.id for entry in every_entry(paper.snapshot)))


def _markdown(paper: Paper, cites: Notes, long: bool) -> str:
    lines = [f"# {markdown(paper.title)}", "", *(f"{markdown(said)}\n" for said in paper.about)]
    for part in shown_parts(paper):
        lines += [f"## {markdown(part.title)}", ""]
        if not part.lines and not part.more:
            lines += [markdown(part.empty)]
        for line in part.lines:
            lines += _markdown_lines(line, cites, "")
        lines += ["", f"*{markdown(more_text(part))}*", ""] if more_text(part) else [""]
    lines += ["## What it rests on", "", *map(markdown, _foot(paper)), ""]
    every = (f"[{note.n}] {note_text(note)}" for note in cites.every)
    lines += [f"- {markdown(said)}" for said in (every if long else _short_sources(cites))]
    return "\n".join([*lines, "", markdown(LEGEND), ""])


def _markdown_lines(line: Line, cites: Notes, indent: str) -> Iterator[str]:
    sign = f"{review_sign(line.entries)} " if line.entries else ""
    head = f"**{markdown(line.head)}:** " if line.head else ""
    marks = "".join(f"\\[{n}\\]" for n in cites.of(line))
    tail = f"{marks}{weak_signs(line.entries)}"
    yield f"{indent}- {sign}{head}{markdown(line.words)} {tail}".rstrip()
    for under in line.under:
        yield from _markdown_lines(under, cites, indent + "  ")


def _html(paper: Paper, cites: Notes, long: bool) -> str:
    ids = _ids(paper)
    values = _plain(paper, cites)
    return page(
        "paper.html",
        styles=("brief", "paper"),
        title=values["title"],
        about=paper.about,
        parts=[
            {
                "name": part.name,
                "title": part.title,
                "more": more_text(part),
                "empty": "" if part.lines or part.more else part.empty,
                "lines": [_shown(line, cites, ids) for line in part.lines],
            }
            for part in shown_parts(paper)
        ],
        rests_on=_foot(paper),
        notes=[
            note | {"words": _short(made), "link": web_address(note["address"])}
            for note, made in zip(values["notes"], cites.every, strict=True)
        ],
        long=long,
        legend=f"{LEGEND} · {_KEY}",
    )


def _shown(line: Line, cites: Notes, ids: dict[str, str]) -> dict[str, Any]:
    """Return a line with what the template needs beside its plain form."""
    return _plain_line(line, cites) | {
        "topic": not line.entries and bool(line.under),
        "sign": review_sign(line.entries) if line.entries else "",
        "review": review_text(line.entries),
        "signs": hangs_on(line.entries),
        "id": ids[line.entries[0].id] if line.entries else "",
        "sources": list(cites.of(line)),
        "under": [_shown(under, cites, ids) for under in line.under],
    }


def _plain(paper: Paper, cites: Notes) -> dict[str, Any]:
    snapshot = paper.snapshot
    return {
        "paper": paper.name,
        "title": one_line(paper.title),
        "about": [one_line(said) for said in paper.about],
        "as_of": snapshot.as_of.isoformat(),
        "known_by": snapshot.known_by.isoformat() if snapshot.known_by else None,
        "up_to": snapshot.up_to,
        "left_out": snapshot.coverage.left_out,
        "pages": paper.pages,
        "parts": [
            {
                "name": part.name,
                "title": part.title,
                "lines": [_plain_line(line, cites) for line in part.lines],
                "more": part.more,
                "possible": part.possible,
                "empty": part.empty if not part.total else "",
            }
            for part in shown_parts(paper)
        ],
        "notes": [_plain_note(note) for note in cites.every],
        "caveats": [one_line(said) for said in (*filter(None, [cut_text(paper)]), *paper.caveats)],
    }


def _plain_line(line: Line, cites: Notes) -> dict[str, Any]:
    return {
        "head": one_line(line.head),
        "text": one_line(line.words),
        "reviewed": bool(line.entries) and all(map(is_reviewed, line.entries)),
        "sure": all(entry.sure for entry in line.entries),
        "hangs_on": [sign.meaning for sign in hangs_on(line.entries)],
        "ids": [entry.id for entry in line.entries],
        "notes": list(cites.of(line)),
        "under": [_plain_line(under, cites) for under in line.under],
    }


def _plain_note(note: Note) -> dict[str, Any]:
    sighting, main = note.sighting, note.sighting.body.main
    return {
        "n": note.n,
        "entry": note.entry,
        "quote": main.text,
        "start": main.start,
        "end": main.end,
        "speaker": note.speaker,
        "translated": translated_text(sighting.body) or None,
        "review": note.review,
        "report": sighting.report,
        "outlet": sighting.outlet,
        "title": sighting.title,
        "published": sighting.published.isoformat() if sighting.published else None,
        "address": sighting.address,
    }


FORMATS: dict[str, Callable[[Paper, Notes, bool], str]] = {
    "text": _text,
    "md": _markdown,
    "html": _html,
    "json": lambda paper, cites, _long: json_text(_plain(paper, cites)),
}
