"""Columns of contents as a whole (first and last word together) and of their sources."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.readings.speech.candidates import Indices
from detente.readings.speech.columns import Codes, code
from detente.readings.speech.features import Edges, cue_columns
from detente.readings.speech.sheet import Sheet, distances, mix


@dataclass(frozen=True, slots=True)
class Pairs:
    """Contents to choose among, those of all cues below one another.

    starts, ends: Rows of the edges. start_rank, end_rank: How good they are among their cue's.
    of: Number of the options that a row belongs to.
    """

    starts: Indices
    ends: Indices
    start_rank: Indices
    end_rank: Indices
    of: Indices


def content_columns(sheet: Sheet, starts: Edges, ends: Edges, *, pairs: Pairs) -> dict[str, Codes]:
    """Return the columns of contents."""
    one = {name: column[pairs.starts] for name, column in starts.columns.items()}
    two = {name: column[pairs.ends] for name, column in ends.columns.items()}
    first, last = starts.at[pairs.starts], ends.at[pairs.ends]
    cue = starts.cue[pairs.starts]
    own = ("cue_lemma", "cue_pos", "frame", "cue_behind", "cue_ahead", "cue_object", "cue_clause")
    found = {name: one[name] for name in (*own, "subject_side")}
    found["start_rank"] = pairs.start_rank.astype(np.uint32)
    found["end_rank"] = pairs.end_rank.astype(np.uint32)
    found["cue_dep"] = sheet.at("dep", cue)
    found["sides"] = one["side"] * np.uint32(4) + two["side"]
    found["length"] = distances(last - first)
    same = (sheet.quote_of[first] == sheet.quote_of[last]).astype(np.uint32)
    edges = one["quote_edge"] * np.uint32(16) + two["quote_edge"] * np.uint32(4)
    found["quotes"] = edges + same
    for kind in ("verbs", "commas", "marks", "frames"):
        found[kind] = sheet.between(kind, first, last + 1)
    low, high = sheet.rule_start[cue] == first, sheet.rule_end[cue] == last
    ruled = (sheet.rule_start[cue] >= 0).astype(np.uint32)
    found["rule"] = ruled * (np.uint32(1) + low + high * np.uint32(2))
    subject = sheet.children["subject"][cue]
    found["holds_subject"] = ((first <= subject) & (subject <= last)).astype(np.uint32)
    whole = one["top"] == two["top"]
    found["node"] = np.where(whole, one["path"], 0).astype(np.uint32)
    for name in ("path", "tag", "lower", "edge", "beyond"):
        found[f"start_{name}"], found[f"end_{name}"] = one[name], two[name]
    found["start_top"], found["end_top"] = one["top_dep"], two["top_dep"]
    found["end_next"] = two["lower1"]
    return found


@dataclass(frozen=True, slots=True)
class Sources:
    """Nouns to choose a source among, those of all cues below one another.

    at: Heads of noun phrases, -1 for "no source". of: Number of the cue that a row belongs to.
    cue, first, last: Cue and content by row.
    """

    at: Indices
    of: Indices
    cue: Indices
    first: Indices
    last: Indices


def source_columns(sheet: Sheet, rows: Sources) -> dict[str, Codes]:
    """Return the columns of possible sources."""
    at, cue = rows.at, rows.cue
    names = ("lower", "lemma", "tag", "dep", "pos", "ent", "capital", "quoted")
    found = {name: sheet.at(name, at) for name in names}
    for name in ("lemma", "tag", "dep", "pos", "quoted"):
        found[f"cue_{name}"] = sheet.at(name, cue)
    found["frame"] = sheet.at("frame", cue)
    some = at >= 0
    found["none"] = 1 - some.astype(np.uint32)
    found["side"] = np.where(some, 1 + (at > cue), 0).astype(np.uint32)
    found["distance"] = np.where(some, distances(at - cue), 0).astype(np.uint32)
    found["path"] = np.where(some, sheet.ways(cue, at), 0).astype(np.uint32)
    for kind in ("commas", "verbs", "marks"):
        found[kind] = np.where(some, sheet.between(kind, cue, at), 0).astype(np.uint32)
    for kind in ("passive", "subject"):
        found[f"has_{kind}"] = (sheet.children[kind][cue] >= 0).astype(np.uint32)
    found["aux_lower"] = sheet.at("lower", sheet.children["aux"][cue])
    holder = sheet.rule_holder[cue]
    found["ruled"] = (holder >= 0).astype(np.uint32)
    found["rule"] = np.where(holder == at, 2, holder >= 0).astype(np.uint32)
    found["inside"] = ((rows.first <= at) & (at <= rows.last)).astype(np.uint32)
    found["before_content"] = (at < rows.first).astype(np.uint32)
    found["between_both"] = (
        (np.minimum(cue, rows.first) < at) & (at < np.maximum(cue, rows.last))
    ).astype(np.uint32)
    head = sheet.head[at]
    found["head_lemma"] = sheet.at("lemma", head)
    found["head_is_cue"] = ((head == cue) & some).astype(np.uint32)
    found["appos"] = (found["dep"] == code("appos")).astype(np.uint32)
    found["lower-1"] = sheet.at("lower", sheet.before[at])
    found["lower1"] = sheet.at("lower", sheet.after[at])
    found["nearest"] = _nearness(rows)
    return found


def _nearness(rows: Sources) -> Codes:
    """How many other possible sources stand between one and the cue, on its side; at most 3."""
    order = np.lexsort((np.abs(rows.at - rows.cue), rows.at > rows.cue, rows.of))
    group = mix(rows.of.astype(np.uint32), (rows.at > rows.cue).astype(np.uint32))[order]
    begins = np.concatenate(([True], group[1:] != group[:-1]))
    positions = np.arange(len(order))
    ranks = positions - np.maximum.accumulate(np.where(begins, positions, 0))
    found = np.zeros(len(order), dtype=np.uint32)
    found[order] = np.minimum(ranks, 3)
    return found


def said_columns(sheet: Sheet, rows: Sources) -> dict[str, Codes]:
    """Return the columns of attributions that may be statements; `at` is the source, or -1."""
    cue, first, last = rows.cue, rows.first, rows.last
    found = cue_columns(sheet, cue)
    found["spoken"], found["lists"] = sheet.at("spoken", cue), sheet.at("lists", cue)
    begins, ends = sheet.quote_of[first], sheet.quote_of[last]
    inside = (begins >= 0).astype(np.uint32) + (ends >= 0) * np.uint32(2)
    found["quotes"] = inside + (begins == ends) * np.uint32(4)
    found["sides"] = (first > cue).astype(np.uint32) + (last > cue) * np.uint32(2)
    found["length"] = distances(last - first)
    found["none"] = (rows.at < 0).astype(np.uint32)
    for name in ("pos", "ent", "lower", "lemma"):
        found[f"source_{name}"] = sheet.at(name, rows.at)
    for name in ("lower", "tag"):
        found[f"start_{name}"] = sheet.at(name, first)
    return found
