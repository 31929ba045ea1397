"""Invented reports of negotiations, annotated in line, to learn from.

`invented/*.txt` holds reports one after the other, each below a line `=== id | YYYY-MM-DD |
title | progress=LABEL`, with tags around the words that a claim rests on:

- `st` a statement: `who`, `cue` (none for a quotation that follows on)
- `pos` a position: `actor`, `stance`, `by`, `hedged="yes"`, `cond` (the condition's words)
- `con` a contact: `kind`, `status`, `who`
- `prop` a proposal: `name`, `points`, `proponent`
- `ass` an assessment: `by`, `pol`, `cond`
- `stick`, `next`, `unk`: a sticking point, a next step, something left unknown
- `ign`: words that are no part of the report proper (captions, link headlines, credits)

Tags may nest, never overlap in part. `who`, `actor` and `by` name several parties with `;`
between them; as many in `by` as in `actor` are one for each. `&`, `<` and `>` are written as in
XML. Actors and quantities are not annotated.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("invented")
LABELS: dict[str, frozenset[str]] = {
    "stance": frozenset(
        {"demands", "proposes", "accepts", "conditionally_accepts", "rejects"}
        | {"offers", "reserves"}
    ),
    "status": frozenset(["held", "ongoing", "planned", "proposed", "cancelled", "denied"]),
    "kind": frozenset(["meeting", "call", "talks", "summit", "visit", "invitation"]),
    "pol": frozenset(["positive", "negative", "mixed", "conditional"]),
    "hedged": frozenset({"yes"}),
    "progress": frozenset(
        {"breakthrough", "progress", "no_breakthrough", "setback", "breakdown"}
        | {"agreement", "unclear"}
    ),
}
# By tag: the attributes that it must have, and those that it may have besides.
TAGS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "st": (frozenset({"who"}), frozenset({"cue"})),
    "pos": (frozenset({"actor", "stance", "by"}), frozenset({"hedged", "cond"})),
    "con": (frozenset({"kind", "status", "who"}), frozenset()),
    "prop": (frozenset({"name"}), frozenset({"points", "proponent"})),
    "ass": (frozenset({"by", "pol"}), frozenset({"cond"})),
    **{tag: (frozenset(), frozenset()) for tag in ("stick", "next", "unk", "ign")},
}
_HEAD = re.compile(
    r"^=== (?P<key>\S+) \| (?P<day>\S+) \| (?P<title>.+) \| progress=(?P<label>\S+)$"
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)(?P<rest>(?:\s+[a-z]+=\"[^\"]*\")*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_TURN = re.compile(r"^[A-Z][A-Z .'-]+: \Z", re.MULTILINE)
_BARE = re.compile(r"[\s.,;:!?]*")
_LAYERS = (
    *("actors", "statements", "contacts", "proposals", "positions", "sticking_points"),
    *("assessments", "next_steps", "unknowns", "quantities", "ignore"),
)


class InventedError(ValueError):
    """A report that does not keep to the form."""


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented report: its text, headline first, and its annotation in the codebook's form."""

    key: str
    published: dt.date
    title: str
    text: str
    gold: dict[str, Any]


@dataclass(slots=True)
class _Mark:
    """A tag that is read: its attributes and the words it is around."""

    name: str
    values: dict[str, str]
    start: int
    end: int = -1


@dataclass(slots=True)
class _Body:
    """A report without its tags, and the tags with their places."""

    text: str
    marks: list[_Mark] = field(default_factory=list)


def load_invented(folder: Path = FOLDER) -> tuple[Invented, ...]:
    """Return every invented report, file by file."""
    found: dict[str, Invented] = {}
    for path in sorted(folder.glob("*.txt")):
        for report in parse_invented(path.read_text("utf-8"), path.name):
            if report.key in found:
                raise InventedError(f"{path.name}: {report.key} is there twice. Rename one.")
            found[report.key] = report
    return tuple(found.values())


def parse_invented(source: str, file: str) -> Iterator[Invented]:
    """Yield the reports of a file. file: Its name, for the errors."""
    pieces = re.split(r"^(?==== )", source, flags=re.MULTILINE)
    if pieces[0].strip():
        raise InventedError(f"{file}: words before the first report. Put a `===` line above.")
    for piece in pieces[1:]:
        head, _, body = piece.partition("\n")
        yield _report(head, body.strip("\n"), file)


def _report(head: str, body: str, file: str) -> Invented:
    matched = _HEAD.match(head)
    if matched is None:
        raise InventedError(
            f"{file}: {head!r} is not `=== id | YYYY-MM-DD | title | progress=LABEL`."
        )
    key, title = matched["key"], matched["title"].strip()
    where = f"{file}, {key}"
    _known("progress", matched["label"], where)
    try:
        published = dt.date.fromisoformat(matched["day"])
    except ValueError as error:
        raise InventedError(
            f"{where}: {matched['day']} is no day. Write it YYYY-MM-DD."
        ) from error
    plain = _without_tags(body, title + "\n\n", where)
    gold = _gold(plain, title, where)
    gold["id"] = key
    gold["progress"] = {"label": matched["label"], "evidence": _lead(plain, len(title) + 2)}
    return Invented(key, published, title, plain.text, gold)


def _without_tags(body: str, above: str, where: str) -> _Body:
    """Return the text that the tags are in, below `above`, and the tags in order of place."""
    text, done, open_marks, marks = above, 0, list[_Mark](), list[_Mark]()
    for tag in _TAG.finditer(body):
        text += _words(body[done : tag.start()], where)
        done = tag.end()
        if not tag["close"]:
            values = dict(_ATTRIBUTE.findall(tag["rest"]))
            mark = _Mark(tag["name"], {k: html.unescape(v) for k, v in values.items()}, len(text))
            _check_attributes(mark, f"{where}, at {tag[0]}")
            open_marks.append(mark)
            continue
        if not open_marks or open_marks[-1].name != tag["name"]:
            raise InventedError(f"{where}: {tag[0]} after {text[-40:]!r} closes no open tag.")
        mark = open_marks.pop()
        mark.end = len(text)
        _check_words(text[mark.start : mark.end], mark, where)
        marks.append(mark)
    text += _words(body[done:], where)
    if open_marks:
        raise InventedError(f"{where}: <{open_marks[-1].name}> is never closed. Add its end.")
    return _Body(text, sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _words(piece: str, where: str) -> str:
    if "<" in piece or ">" in piece:
        raise InventedError(f"{where}: a stray < or > in {piece[-60:]!r}. Write &lt; or &gt;.")
    return html.unescape(piece)


def _check_attributes(mark: _Mark, where: str) -> None:
    if mark.name not in TAGS:
        raise InventedError(f"{where}: no tag of that name. The tags are {', '.join(TAGS)}.")
    needed, allowed = TAGS[mark.name]
    missing, strange = needed - set(mark.values), set(mark.values) - needed - allowed
    if missing or strange:
        raise InventedError(f"{where}: missing {sorted(missing)}, unknown {sorted(strange)}.")
    for name, value in mark.values.items():
        if not value.strip():
            raise InventedError(f"{where}: {name} is empty. Fill it or leave it out.")
        _known(name, value, where)


def _known(name: str, value: str, where: str) -> None:
    if name in LABELS and value not in LABELS[name]:
        raise InventedError(f"{where}: {name}={value}. It is one of {sorted(LABELS[name])}.")


def _check_words(words: str, mark: _Mark, where: str) -> None:
    if not words or words != words.strip():
        raise InventedError(f"{where}: <{mark.name}> around {words!r}. Leave the spaces outside.")


def _gold(plain: _Body, title: str, where: str) -> dict[str, Any]:
    gold: dict[str, Any] = {layer: [] for layer in _LAYERS}
    gold["ignore"].append({"start": 0, "end": len(title), "text": title})
    for mark in plain.marks:
        span = _span(plain.text, mark.start, mark.end)
        condition = mark.values.get("cond")
        if condition is not None and condition not in plain.text:
            raise InventedError(f"{where}: the condition {condition!r} is not in the text.")
        turn = _TURN.search(plain.text[: mark.start]) is not None
        for layer, claim in _claims(mark, span, turn=turn):
            gold[layer].append(claim)
    return gold


def _claims(
    mark: _Mark, span: dict[str, Any], *, turn: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the layer and the claim, or the claims, that a tag stands for.

    turn: Whether it is a turn of a transcript, which is said although it has no quotation marks.
    """
    values, words, evidence = mark.values, span["text"], {"evidence": span}
    match mark.name:
        case "st":
            for who in _several(values["who"]):
                yield "statements", _statement(who, values.get("cue"), span, turn=turn)
        case "pos":
            actors, by = _several(values["actor"]), _several(values["by"])
            for place, who in enumerate(actors):
                said_by = by[place] if len(by) == len(actors) else values["by"]
                yield "positions", _position(who, {**values, "by": said_by}, span)
        case "con":
            yield "contacts", _contact(values, span)
        case "prop":
            yield "proposals", _proposal(values, span)
        case "ass":
            judged = {"polarity": values["pol"], "condition": values.get("cond")}
            for who in _several(values["by"]):
                yield "assessments", {"by": who, "about": words, **judged, **evidence}
        case "stick":
            yield "sticking_points", {"issue": words, **evidence}
        case "next":
            dates = {"date_text": None, "date": None}
            yield "next_steps", {"what": words, "who": [], **dates, **evidence}
        case "unk":
            yield "unknowns", {"what": words, **evidence}
        case _:
            yield "ignore", span


def _contact(values: dict[str, str], span: dict[str, Any]) -> dict[str, Any]:
    sort = {"kind": values["kind"], "status": values["status"]}
    people = {"participants": _several(values["who"]), "place": None}
    dates = {"date": None, "date_text": None, "duration_text": None}
    return {**sort, **people, **dates, "evidence": span}


def _proposal(values: dict[str, str], span: dict[str, Any]) -> dict[str, Any]:
    points = int(values["points"]) if "points" in values else None
    about = {"name": values["name"], "points": points, "proponent": values.get("proponent")}
    return {**about, "revised_from": None, "status": None, "evidence": span}


def _position(actor: str, values: dict[str, str], span: dict[str, Any]) -> dict[str, Any]:
    claim = {"actor": actor, "issue": span["text"], "stance": values["stance"], "firmness": None}
    said = {"condition": values.get("cond"), "reported_by": values["by"]}
    return {**claim, **said, "hedged": "hedged" in values, "evidence": span}


def _statement(
    speaker: str, cue: str | None, span: dict[str, Any], *, turn: bool
) -> dict[str, Any]:
    words, start = span["text"], span["start"]
    quoted = [
        {"start": start + found.start(), "end": start + found.end(), "text": found[0]}
        for found in _QUOTED.finditer(words)
    ]
    whole = quoted and _BARE.fullmatch(_QUOTED.sub("", words))
    kind = "direct" if whole or turn else "mixed" if quoted else "indirect"
    said = {"speaker": speaker, "kind": kind, "cue": cue}
    return {**said, "content": span, "quoted": quoted, "source": None}


def _several(names: str) -> list[str]:
    return [name.strip() for name in names.split(";")]


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


def _lead(plain: _Body, start: int) -> dict[str, Any]:
    """Return the first paragraph that is part of the report proper."""
    skipped = [(mark.start, mark.end) for mark in plain.marks if mark.name == "ign"]
    for found in re.finditer(r"[^\n]+", plain.text):
        inside = any(low <= found.start() < high for low, high in skipped)
        if found.start() >= start and not inside:
            return _span(plain.text, found.start(), found.end())
    return _span(plain.text, 0, start - 2)
