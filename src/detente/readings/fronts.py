"""Who does something, where the parser takes a list apart.

"After talks in Vell, Norland and Sudmark signed a truce": the parser takes who does it for more of
the place that the phrase ends with; then the verb has no subject. Here what stands between the
comma and the verb is its subject.

"Norland, Sudmark and Ostren signed a truce": the parser takes the first for one subject and the
others for another. Here they are one list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.readings.columns import Columns

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_MAIN = frozenset({"ROOT", "ccomp"})
_HELPS = frozenset({"aux", "auxpass"})
_MORE = frozenset({"conj", "appos"})
_NAMES = frozenset({"NNP", "NNPS"})


def with_subjects(words: Columns) -> dict[str, Any]:
    """Return columns in which such verbs have their subjects; {} if none lacks one."""
    deps, texts = words.dep, words.text
    if _MORE.isdisjoint(deps) or "," not in texts:
        return {}
    mends, lists = list(_mends(words)), list(_lists(words))
    if not mends and not lists:
        return {}
    heads, told = list(words.head), list(deps)
    for first, comma, second in lists:
        heads[comma] = heads[second] = first
        told[second] = "conj"
    for verb, comma, others in mends:
        first, passive = others[0], _has(words, verb, "auxpass")
        for other in others:
            heads[other] = first
        heads[first], told[first] = verb, "nsubjpass" if passive else "nsubj"
        heads[comma] = verb
        for i in range(comma + 1, verb):
            if heads[i] < comma:  # the "and" between them
                heads[i] = first
    return {"head": heads, "dep": told}


def _mends(words: Columns) -> Iterator[tuple[int, int, list[int]]]:
    """Each verb without a subject, the comma ahead of it, and what is its subject."""
    heads, deps = words.head, words.dep
    have = {heads[i] for i, dep in enumerate(deps) if dep in _SUBJECTS}
    helped = {heads[i] for i, dep in enumerate(deps) if dep in _HELPS}
    for verb, dep in enumerate(deps):
        if dep not in _MAIN or verb in have or not (words.tag[verb] in _FINITE or verb in helped):
            continue
        comma = _comma_ahead(words, verb)
        if comma is None:
            continue
        others = [i for i in range(comma + 1, verb) if heads[i] < comma and deps[i] in _MORE]
        if others and _is_ahead(words, heads[others[0]], comma, verb):
            yield verb, comma, others


def _lists(words: Columns) -> Iterator[tuple[int, int, int]]:
    """The first name of each list that stands as two subjects, the comma behind it, the second."""
    for second, dep in enumerate(words.dep):
        first = second - 2
        if (
            first >= 0
            and dep in _SUBJECTS
            and words.dep[first] == dep
            and words.head[first] == words.head[second] > second
            and words.text[second - 1] == ","
            and {words.tag[first], words.tag[second]} <= _NAMES
            and any(h == second and words.dep[i] == "conj" for i, h in enumerate(words.head))
        ):
            yield first, second - 1, second


def _comma_ahead(words: Columns, verb: int) -> int | None:
    """The last comma ahead of a verb, with no other verb between."""
    for i in range(verb - 1, -1, -1):
        if words.sentence[i] != words.sentence[verb] or words.pos[i] == "VERB":
            return None
        if words.text[i] == ",":
            return i
    return None


def _is_ahead(words: Columns, place: int, comma: int, verb: int) -> bool:
    """Whether a word ends a phrase that opens the verb's clause: the "Vell" of "in Vell, …"."""
    at = place
    while words.dep[at] in ("pobj", "prep", "compound", "appos", "conj") and words.head[at] != at:
        if words.dep[at] == "prep" and words.head[at] == verb:
            # with more commas, which of the names belong to the place is anybody's guess
            return at < comma and "," not in words.text[at:comma]
        at = words.head[at]
    return False


def _has(words: Columns, verb: int, dep: str) -> bool:
    return any(words.head[i] == verb and words.dep[i] == dep for i in range(verb))
