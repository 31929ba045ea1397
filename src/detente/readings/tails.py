"""Attributions at the end of a sentence: "…, Ada Rovic, a spokeswoman, said on Monday".

The parser takes the name for an apposition of the word before it, and what follows for a second
verb: then the speaker is part of what is said. Here such a tail governs its sentence, as it does
where the parser reads it well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from detente.readings.columns import Columns

_CUES = frozenset(
    {"say", "tell", "add", "announce", "state", "declare", "confirm", "warn"}
    | {"admit", "allege", "argue", "claim", "concede", "insist"}
)
_CUE_TAGS = frozenset({"VBD", "VBZ", "VBN"})
_SAYING_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What a name with its title, or a role, is made of.
_OF_NAMES = frozenset({"NNP", "NNPS"})
_OF_ROLES = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "IN", "POS", "PRP$", "CC", "HYPH", "VBG", "CD"}
)
_OF_TITLES = frozenset({"NN", "JJ", "VBG", "HYPH"})
_ROLE_PREPOSITIONS = frozenset({"of", "for", "to", "at", "in", "on"})
_LONGEST_NAME = 7
_LONGEST_ROLE = 16
_MARKS = frozenset({'"', "“", "”", "'", "‘", ":", ";", "``", "''"})
_INSIDE = ("relcl", "acl", "advcl", "pcomp", "csubj")


class Row(NamedTuple):
    """What is looked at of a token."""

    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Tail:
    """An attribution at the end of a sentence, in tokens.

    first: First of the name with its title, or of the role ahead of it. name: Last of the name.
    role: First token and end of the role beside it, or None. cue: The verb. end: Of the sentence.
    """

    first: int
    name: int
    role: tuple[int, int] | None
    cue: int
    end: int


def mended(words: Columns) -> dict[str, Any]:
    """Return the columns "head" and "dep" with each tail over its sentence; {} if all are well."""
    if _CUES.isdisjoint(words.lemma):
        return {}
    w = words
    rows = list(map(Row, w.text, w.lemma, w.tag, w.dep, w.head, w.sentence))
    tails = list(_tails(rows))
    heads, deps = list(w.head), list(w.dep)
    for tail in tails:
        _mend(rows, tail, heads=heads, deps=deps)
    return {"head": heads, "dep": deps} if tails else {}


def _tails(rows: Sequence[Row]) -> Iterator[Tail]:
    for cue, row in enumerate(rows):
        if row.lemma not in _CUES or row.tag not in _CUE_TAGS or cue < 4:
            continue
        tail = _tail(rows, cue)
        if tail is not None and _is_misread(rows, tail) and _is_said(rows, tail):
            yield tail


def _tail(rows: Sequence[Row], cue: int) -> Tail | None:
    """The tail with this cue, by its words alone."""
    end = next(
        (i for i in range(cue, len(rows)) if rows[i].sentence != rows[cue].sentence), len(rows)
    )
    if rows[cue - 1].text != ",":
        comma = _comma_before(rows, cue, longest=_LONGEST_NAME)
        if comma is None or not _is_name(rows, comma + 1, cue):
            return None
        return Tail(comma + 1, cue - 1, None, cue, end)
    between = _comma_before(rows, cue - 1, longest=_LONGEST_ROLE)
    before = None if between is None else _comma_before(rows, between, longest=_LONGEST_ROLE)
    if between is None or before is None:
        return None
    first, second = (before + 1, between), (between + 1, cue - 1)
    if _is_name(rows, *first) and _is_role(rows, *second):
        return Tail(before + 1, between - 1, second, cue, end)
    if (
        rows[first[0]].tag != "WP" and _is_role(rows, *first) and _is_name(rows, *second)
    ):  # "its envoy, Ada Rovic, said"
        return Tail(before + 1, cue - 2, first, cue, end)
    if _is_own_role(rows, *first) and rows[second[0]].text.lower() == "who":
        return Tail(before + 1, between - 1, second, cue, end)
    return None


def _comma_before(rows: Sequence[Row], end: int, *, longest: int) -> int | None:
    """The comma before a phrase that ends there, in the same sentence."""
    for i in range(end - 1, max(end - 2 - longest, -1), -1):
        if rows[i].sentence != rows[end].sentence:
            return None
        if rows[i].text == ",":
            return i if i < end - 1 else None
    return None


def _is_name(rows: Sequence[Row], start: int, end: int) -> bool:
    words = rows[start:end]
    titled = [row for row in words if row.tag not in _OF_NAMES]
    return (
        bool(words)
        and len(words) <= _LONGEST_NAME
        and words[-1].tag in _OF_NAMES
        and all(row.tag in _OF_TITLES for row in titled)
        and words[-1].text[:1].isupper()
        and len(words) - len(titled) >= 2 - bool(titled)
    )


def _is_role(rows: Sequence[Row], start: int, end: int) -> bool:
    words = rows[start:end]
    if words and words[0].text.lower() == "who":  # "Ada Rovic, who leads the talks, said"
        return True
    return (
        bool(words)
        and any(row.tag in ("NN", "NNP") for row in words)
        and words[0].tag not in ("CC", "IN")
        and all(row.tag in _OF_ROLES for row in words)
        and all(row.text.lower() in _ROLE_PREPOSITIONS for row in words if row.tag == "IN")
    )


def _is_own_role(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether it is "its chief envoy", with no name: "…, its chief envoy, who left, said"."""
    owned = start < end and rows[start].tag == "PRP$"
    return owned and _is_role(rows, start, end) and rows[end - 1].tag in ("NN", "NNP")


def _is_misread(rows: Sequence[Row], tail: Tail) -> bool:
    """Whether the name is not the cue's subject, and nothing behind the cue is."""
    below = [i for i, row in enumerate(rows) if row.head == tail.cue and i != tail.cue]
    if any(rows[i].dep == "nsubj" and tail.first <= i < tail.cue for i in below):
        return False
    return not any(i > tail.cue and rows[i].dep in ("nsubj", "ccomp", "nsubjpass") for i in below)


def _is_said(rows: Sequence[Row], tail: Tail) -> bool:
    """Whether a whole clause stands before the name, and nothing that is said behind the cue."""
    first = next(i for i, row in enumerate(rows) if row.sentence == rows[tail.cue].sentence)
    whole = any(
        rows[i].tag in _SAYING_TAGS and not _is_within(rows, i) for i in range(first, tail.first)
    )
    behind = rows[tail.cue + 1 : tail.end]
    return whole and not any(
        row.text in _MARKS or row.text.lower() in ("that", "whether") for row in behind
    )


def _is_within(rows: Sequence[Row], verb: int) -> bool:
    """Whether a verb stands in a clause about a word, or about when and why."""
    at = verb
    while rows[at].dep in ("aux", "auxpass", "conj"):
        if rows[at].head == at:
            break
        at = rows[at].head
    return rows[at].dep in _INSIDE


def _mend(rows: Sequence[Row], tail: Tail, *, heads: list[int], deps: list[str]) -> None:
    cue, sentence = tail.cue, rows[tail.cue].sentence
    here = [i for i, row in enumerate(rows) if row.sentence == sentence]
    root = next((i for i in here if heads[i] == i), cue)
    told = root if root != cue else _main_verb(rows, tail, here[0])
    for i in here:
        if i < tail.first and heads[i] == cue and i != told:
            heads[i] = told  # "rejects the plan": its object, not who says it
            deps[i] = "dobj" if deps[i] == "nsubj" and i > told else deps[i]
        elif i > cue and heads[i] < cue:
            heads[i] = cue
    heads[told], deps[told] = cue, "ccomp"
    heads[cue], deps[cue] = cue, "ROOT"
    _join((tail.first, tail.name), heads=heads, to=tail.name)
    heads[tail.name], deps[tail.name] = cue, "nsubj"
    if tail.role is not None:
        start, end = tail.role
        top = next((i for i in range(start, end) if not start <= heads[i] < end), None)
        if top is not None:
            _join((start, end), heads=heads, to=top)
            heads[top], deps[top] = tail.name, "relcl" if rows[start].tag == "WP" else "appos"
    for comma in (tail.first - 1, cue - 1):
        if rows[comma].text == ",":
            heads[comma] = tail.name if comma > tail.name else cue


def _join(edges: tuple[int, int], *, heads: list[int], to: int) -> None:
    """Hang what stands between the edges and is governed from outside on one word there."""
    start, end = edges
    for i in range(start, end):
        if i != to and not start <= heads[i] <= end:
            heads[i] = to


def _main_verb(rows: Sequence[Row], tail: Tail, first: int) -> int:
    """The verb before the name that the cue governs, else the first finite one."""
    before = range(first, tail.first)
    governed = [i for i in before if rows[i].head == tail.cue and rows[i].tag.startswith("VB")]
    if governed:
        return governed[0]
    finite = [i for i in before if rows[i].tag in _SAYING_TAGS and not _is_within(rows, i)]
    helped = [rows[i].head for i in finite if rows[i].dep in ("aux", "auxpass")]
    return helped[0] if helped and helped[0] in before else finite[0]
