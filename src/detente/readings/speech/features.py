"""Columns of what the trained parts choose among: cues, ends of contents, contents, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from detente.readings.speech.candidates import Indices, Options
from detente.readings.speech.columns import Codes
from detente.readings.speech.sheet import Sheet, distances
from detente.readings.speech.templates import CUES, SAID

# What is asked of cues: much could be told of each child, little of it tells them.
_ASKED = frozenset(name for template in (*CUES, *SAID) for name in template)
_NEIGHBOURS = ("lower", "tag", "dep", "quoted", "ent")


def cue_columns(sheet: Sheet, cues: Indices) -> dict[str, Codes]:
    """Return the columns of possible cues."""
    words = ("lemma", "lower", "tag", "pos", "dep", "suffix", "lists")
    own = (*words, "quoted", "furniture", "frame")
    found = {name: sheet.at(name, cues) for name in (*own, "quote_behind", "quote_ahead")}
    after, before = sheet.after[cues], sheet.before[cues]
    for name in ("lower", "tag"):
        found[f"{name}1"], found[f"{name}-1"] = sheet.at(name, after), sheet.at(name, before)
        found[f"{name}2"] = sheet.at(name, sheet.after[after])
        found[f"{name}-2"] = sheet.at(name, sheet.before[before])
    head = sheet.head[cues]
    for name in ("lemma", "pos", "lists"):
        found[f"head_{name}"] = sheet.at(name, head)
    found["above_frame"] = sheet.at("frame", head)
    found |= _children(sheet, cues)
    starts, ends = _sentences(sheet, cues)
    found["frames_left"] = sheet.between("frames", starts, cues)
    found["frames_right"] = sheet.between("frames", cues + 1, ends)
    found["first"] = (before == -1).astype(np.uint32)
    return found


def _children(sheet: Sheet, cues: Indices) -> dict[str, Codes]:
    found: dict[str, Codes] = {}
    for kind, where in sheet.children.items():
        child = where[cues]
        found[f"has_{kind}"] = (child >= 0).astype(np.uint32)
        for name in _told_of(kind):
            found[f"{kind}_{name}"] = sheet.at(name, child)
    return found


@cache
def _told_of(kind: str) -> tuple[str, ...]:
    """The columns that are asked of a kind of children."""
    names = ("lower", "lemma", "pos", "ent", "tag", "lists")
    return tuple(name for name in names if f"{kind}_{name}" in _ASKED)


def _sentences(sheet: Sheet, at: Indices) -> tuple[Indices, Indices]:
    """First token of the sentences of tokens, and the first token after them."""
    parse = sheet.terrain.parse
    number = np.array([parse.tokens[i].sentence for i in at.tolist()], dtype=np.int64)
    starts = np.array([s.start for s in parse.sentences], dtype=np.int64)
    ends = np.array([s.end for s in parse.sentences], dtype=np.int64)
    return starts[number], ends[number]


@dataclass(frozen=True, slots=True)
class Edges:
    """Where contents may begin (or end), those of all cues below one another.

    cue, at: Tokens by row. of: Number of the options that a row belongs to.
    """

    cue: Indices
    at: Indices
    of: Indices
    columns: dict[str, Codes]


def starts_of(sheet: Sheet, found: Sequence[Options]) -> Edges:
    """Return where contents may begin, with their columns."""
    return _edges(sheet, found, [o.starts for o in found], begins=True)


def ends_of(sheet: Sheet, found: Sequence[Options]) -> Edges:
    """Return where contents may end, with their columns."""
    return _edges(sheet, found, [o.ends for o in found], begins=False)


def _edges(
    sheet: Sheet, found: Sequence[Options], places: Sequence[Sequence[int]], *, begins: bool
) -> Edges:
    of = np.repeat(np.arange(len(found)), [len(p) for p in places])
    cue = np.array([o.cue for o in found], dtype=np.int64)[of]
    at = np.array([i for p in places for i in p], dtype=np.int64)
    columns = _seen_from_cue(sheet, cue, at) | _around(sheet, cue, at, begins=begins)
    rule = (sheet.rule_start if begins else sheet.rule_end)[cue]
    columns["rule"] = np.where(rule < 0, 0, np.where(rule == at, 2, 1)).astype(np.uint32)
    first = np.array([o.sentence.start for o in found], dtype=np.int64)
    last = np.array([o.sentence.end for o in found], dtype=np.int64)
    columns["beyond"] = ((at < first[of]) | (at >= last[of])).astype(np.uint32)
    border = [
        sheet.word_from(o.sentence.start) if begins else sheet.word_to(o.sentence.end - 1)
        for o in found
    ]
    columns["edge"] = (at == np.array(border, dtype=np.int64)[of]).astype(np.uint32)
    return Edges(cue, at, of, columns)


def _seen_from_cue(sheet: Sheet, cue: Indices, at: Indices) -> dict[str, Codes]:
    """Columns that an edge shares with any place near a cue."""
    found: dict[str, Codes] = {"side": (at > cue).astype(np.uint32) + np.uint32(1)}
    found["distance"] = distances(at - cue)
    for name in ("lemma", "pos", "tag", "quoted"):
        found[f"cue_{name}"] = sheet.at(name, cue)
    found["frame"] = sheet.at("frame", cue)
    found["cue_behind"] = sheet.at("quote_behind", cue)
    found["cue_ahead"] = sheet.at("quote_ahead", cue)
    for kind in ("commas", "verbs", "marks"):
        found[kind] = sheet.between(kind, cue, at)
    for kind in ("clause", "infinitive", "object"):
        found[f"cue_{kind}"] = (sheet.children[kind][cue] >= 0).astype(np.uint32)
    subject = sheet.children["subject"][cue]
    found["subject_side"] = np.where(subject < 0, 0, 1 + (subject > cue)).astype(np.uint32)
    held = (subject >= 0) & sheet.terrain.holds(subject, at)
    found["in_subject"] = held.astype(np.uint32)
    frames = sheet.between("frames", np.minimum(cue, at), np.maximum(cue, at) + 1)
    found["frames"] = frames - np.minimum(frames, found["frame"] > 0)
    return found


def _around(sheet: Sheet, cue: Indices, at: Indices, *, begins: bool) -> dict[str, Codes]:
    """Columns of the words at an edge and across it."""
    terrain = sheet.terrain
    after, before = sheet.after[at], sheet.before[at]
    found: dict[str, Codes] = {}
    for name in _NEIGHBOURS:
        found[name] = sheet.at(name, at)
        found[f"{name}1"], found[f"{name}-1"] = sheet.at(name, after), sheet.at(name, before)
    for name in ("lower", "tag"):
        found[f"{name}2"] = sheet.at(name, sheet.after[after])
    found["quote_behind"] = sheet.at("quote_behind", at)
    found["quote_ahead"] = sheet.at("quote_ahead", at)
    within = sheet.quote_of[at]
    near = at - sheet.quote_first[at] <= 1 if begins else sheet.quote_last[at] - at <= 2
    found["quote_edge"] = np.where(within < 0, 0, 1 + near).astype(np.uint32)
    same = (within >= 0) & (within == sheet.quote_of[cue])
    found["same_quote"] = same.astype(np.uint32)
    top = terrain.top_left(at, cue) if begins else terrain.top_right(at, cue)
    found["top"], found["path"] = top.astype(np.uint32), sheet.ways(cue, top)
    for name in ("dep", "pos", "tag"):
        found[f"top_{name}"] = sheet.at(name, top)
    across = before if begins else after
    beside = terrain.top_right(across, cue) if begins else terrain.top_left(across, cue)
    found["next_path"] = np.where(across < 0, 0, sheet.ways(cue, beside)).astype(np.uint32)
    found["frame_next"] = sheet.at("frame", across)
    further = (sheet.before if begins else sheet.after)[across]
    marks = np.array([i >= 0 and not terrain.words[i] for i in across.tolist()], dtype=np.bool_)
    nearest = np.where(marks, further, across)
    found["next_lower"], found["next_tag"] = sheet.at("lower", nearest), sheet.at("tag", nearest)
    return found
