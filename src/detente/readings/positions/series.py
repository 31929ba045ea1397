"""What a stance is on, part by part: "demands a withdrawal and the release of the crews"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from detente.readings import tree
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger

# Wordings whose object or clause may be a series; what "will not be done" is one thing.
_KINDS = frozenset({"verb", "noun", "adjective", "phrase", "state"})
_JOINTS = frozenset({"cc", "punct", "conj", "preconj"})
_INFINITIVES = frozenset({"VB", "VBP"})
_BETWEEN = frozenset({",", ";", "and", "to"})
_OBJECTS = frozenset({"dobj", "pobj", "conj"})


def parts_of(page: Page, trigger: Trigger, target: Stretch) -> list[Stretch]:
    """Return the parts of a series of things to do or to have, or the whole if it is none.

    Only where each part stands by itself: a verb with what it governs, or a noun with words of
    its own. "Food and water for the towns" is one thing.
    """
    if trigger.hit.extra["kind"] not in _KINDS or trigger.mood.negated:
        return [target]
    top = _top(page, target)
    if top is None:
        return [target]
    heads = _verbs(page, trigger, top) if _is_verb(page, top) else _nouns(page, top)
    if len(heads) < 2 or not all(_stands_alone(page, i) for i in heads):
        return [target]
    starts = [target.start, *(_begins(page, i) for i in heads[1:])]
    end = max(target.end, tree.subtree(page.parse, heads[-1], _loose(page, heads[-1])).end)
    ends = [*(_before_joint(page, start) for start in starts[1:]), end]
    parts = [Stretch(a, b) for a, b in zip(starts, ends, strict=True)]
    plain = all(a.end > a.start and a.end <= b.start for a, b in pairwise(parts))
    return parts if plain and parts[-1].end > parts[-1].start else [target]


def _top(page: Page, target: Stretch) -> int | None:
    """The word that the rest of a target hangs on; None if that is none to have or to do."""
    tops = tree.tops(page.parse, target)
    return next((i for i in tops if page.parse.tokens[i].pos in ("VERB", "NOUN")), None)


def _is_verb(page: Page, i: int) -> bool:
    return page.parse.tokens[i].pos == "VERB"


def _verbs(page: Page, trigger: Trigger, top: int) -> list[int]:
    """The verbs of a series; the parser may hang the later ones on the verb of the stance."""
    tokens = page.parse.tokens
    if tokens[top].tag not in _INFINITIVES:
        return [top]
    beside = [
        c
        for c in page.parse.children[trigger.head]
        if c > top and tokens[c].dep == "conj" and tokens[trigger.head].tag not in _INFINITIVES
    ]
    found = sorted({j for i in (top, *beside) for j in tree.conjuncts(page.parse, i)})
    plain = [
        i
        for i in found
        if tokens[i].tag in _INFINITIVES
        and _is_verb(page, i)
        and (i == top or tree.child(page.parse, i, *tree.SUBJECTS) is None)
    ]
    return plain if plain == found else [top]


def _nouns(page: Page, top: int) -> list[int]:
    """The nouns of a series; the parser may take them for several objects of one verb."""
    tokens = page.parse.tokens
    if tokens[top].dep not in _OBJECTS:
        return [top]
    above = tokens[top].head
    beside = [c for c in page.parse.children[above] if c > top and tokens[c].dep == "dobj"]
    if tokens[top].dep != "dobj" or not all(_is_behind_joint(page, c) for c in beside):
        beside = []
    found = sorted({j for i in (top, *beside) for j in tree.conjuncts(page.parse, i)})
    return found if all(tokens[i].pos == "NOUN" for i in found) else [top]


def _is_behind_joint(page: Page, i: int) -> bool:
    return page.parse.tokens[_begins(page, i) - 1].lower in (",", ";", "and")


def _stands_alone(page: Page, i: int) -> bool:
    """Whether a part has words of its own: an article, an adjective, an object, "of"."""
    return any(page.parse.tokens[c].dep not in _JOINTS for c in page.parse.children[i])


def _loose(page: Page, i: int) -> Sequence[int]:
    loose = ("advcl", "relcl", "appos", "parataxis")
    return [c for c in page.parse.children[i] if page.parse.tokens[c].dep in loose and c > i]


def _begins(page: Page, i: int) -> int:
    own = [c for c in page.parse.children[i] if c < i and page.parse.tokens[c].dep not in _JOINTS]
    return min([i, *(tree.subtree(page.parse, c).start for c in own)])


def _before_joint(page: Page, start: int) -> int:
    """Where the part ahead ends: before the comma or "and" that joins the next one to it."""
    end = start
    while page.parse.tokens[end - 1].lower in _BETWEEN:
        end -= 1
    return end
