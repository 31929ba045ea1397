"""Verbs that the parser joins to one of another form: "must be respected and recalled that …".

It takes the second verb for more of the nearest one ahead. A verb of the past has no such place
beside an infinitive, a verb with a modal or "there was": it goes on with the main verb, and who
did that does this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from detente.readings.columns import Columns

_TENSES: Mapping[str, str] = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_HELPS = frozenset({"aux", "auxpass"})
# Within these a verb tells of a noun; what follows may be told of it too.
_OF_A_NOUN = frozenset({"relcl"})
_JOINTS = frozenset({"cc", "punct"})


def with_main_verbs(words: Columns) -> dict[str, Any]:
    """Return columns in which such verbs stand beside the verb they go on with; {} if all do."""
    if "conj" not in words.dep:
        return {}
    moves = list(_moves(words))
    if not moves:
        return {}
    heads = list(words.head)
    for verb, above in moves:
        joined = heads[verb]
        heads[verb] = above
        for i in range(verb - 1, joined, -1):
            if heads[i] == joined and words.dep[i] in _JOINTS:
                heads[i] = above
            elif heads[i] == joined:
                break
    return {"head": heads}


def _moves(words: Columns) -> Iterator[tuple[int, int]]:
    """Each such verb, and the one that it goes on with."""
    below: dict[int, list[int]] = {}
    telling: set[int] = set()
    for i, head in enumerate(words.head):
        if words.dep[i] in _SUBJECTS or words.dep[i] in _HELPS:
            below.setdefault(head, []).append(i)
        elif words.dep[i] == "ccomp" and head < i:
            telling.add(head)
    for verb, dep in enumerate(words.dep):
        tense = _TENSES.get(words.tag[verb])
        if words.tag[verb] == "VBN" and verb in telling:
            tense = "past"  # nothing is "recalled that it was so"
        if dep != "conj" or tense is None or words.pos[verb] != "VERB" or below.get(verb):
            continue
        joined = words.head[verb]
        if joined > verb or not _is_of_another_form(words, joined, tense, below.get(joined, ())):
            continue
        above = _above(words, joined, tense, below)
        if above is not None:
            yield verb, above


def _is_of_another_form(words: Columns, joined: int, tense: str, near: Sequence[int]) -> bool:
    """Whether a verb cannot stand beside one of that tense: "to close", "must", "there was"."""
    helps = [i for i in near if words.dep[i] in _HELPS]
    if any(words.tag[i] in ("TO", "MD") for i in helps):
        return tense == "past" or any(words.tag[i] == "TO" for i in helps)
    if words.tag[joined] in ("VB", "VBG") and not helps:
        return True
    return any(words.dep[i] == "expl" for i in near)


def _had_done(words: Columns, verb: int, near: Sequence[int]) -> bool:
    """Whether a verb tells of what was done before: "had agreed", "has agreed"."""
    had = (i for i in near if words.dep[i] == "aux" and words.tag[i] in ("VBD", *_TENSES))
    return words.tag[verb] == "VBN" and any(words.lemma[i] == "have" for i in had)


def _above(
    words: Columns, joined: int, tense: str, below: Mapping[int, Sequence[int]]
) -> int | None:
    """The nearest verb of that tense over another, with who does it ahead; or None."""
    at = joined
    while words.head[at] != at:
        if words.dep[at] in _OF_A_NOUN:
            return None
        at = words.head[at]
        told = _TENSES.get(words.tag[at]) == tense and words.pos[at] == "VERB"
        if tense == "past" and _had_done(words, at, below.get(at, ())):
            told = True  # "said it had agreed to leave and freed the men": it may have done both
        if told and any(words.dep[i] in _SUBJECTS and i < at for i in below.get(at, ())):
            return at
    return None
