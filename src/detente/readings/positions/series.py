"""What a stance is on, part by part: "demands a withdrawal and the release of the crews"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from detente.readings import tree
from detente.readings.nlp import Stretch, Token
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger

# Wordings whose object or clause may be a series; what "will not be done" is one thing.
_KINDS = frozenset({"verb", "noun", "adjective", "phrase", "provision", "state"})
_JOINTS = frozenset({"cc", "punct", "conj", "preconj"})
# Between parts of a list, and where one ends: at another mark, a verb or a relative clause too.
_LISTING = frozenset({",", ";", "and"})
_MARKS = _LISTING | {":", "--", "—", "–", '"', "“", "”"}
_ENDING = frozenset({"MD", "VBD", "VBP", "VBZ", "WDT", "WP", "WRB"})
# A part with one of these is a clause, and none to have.
_CLAUSAL = frozenset({"PRP", "VB"})
_ONLY = frozenset({"just", "merely", "only", "simply"})
_CONTRASTING = frozenset({",", "but"})
# Of two that "and" joins the parse knows better.
_LISTED = 3
# What these begin belongs to what stands ahead of it.
_FURTHER = frozenset({"citing", "except", "following", "including", "like", "plus", "such"})
# A part has so many words.
_FEWEST = 2
_INFINITIVES = frozenset({"VB", "VBP"})
_BETWEEN = _LISTING | {"to"}
_OBJECTS = frozenset({"dobj", "pobj", "conj"})


def parts_of(page: Page, trigger: Trigger, target: Stretch) -> list[Stretch]:
    """Return the parts of a series of things to do or to have, or the whole if it is none.

    Only where each part stands by itself: a verb with what it governs, or a noun with words of
    its own. "Food and water for the towns" is one thing. What is "not" meant is no part.
    """
    target = _without_not(page, trigger, target)
    parts = (_without_contrast(page, part) for part in _parts(page, trigger, target))
    return [part for part in parts if part is not None] or [target]


def _without_not(page: Page, trigger: Trigger, target: Stretch) -> Stretch:
    """The thing of "but not the terms Sudmark offered": Sudmark did offer them."""
    first = page.parse.tokens[target.start]
    described = target.start < target.end <= trigger.head
    if not described or first.lower != "not":
        return target
    start = target.start + 1
    while start < target.end - 1 and page.parse.tokens[start].lower in _ONLY:
        start += 1
    return Stretch(start, target.end) if start < target.end else target


def _without_contrast(page: Page, part: Stretch) -> Stretch | None:
    """A part without its "but not the toll"; None if that is all of it."""
    tokens, end = page.parse.tokens, part.end
    if tokens[part.start].lower == "not":
        return None
    for i in range(part.start + 1, part.end):
        if tokens[i].lower == "not" and tokens[i - 1].lower in _CONTRASTING:
            rest = tokens[i + 1 : part.end]
            if not any(t.text == "," or _is_clause(page, t) for t in rest):
                end = i
                break
    while end > part.start + 1 and tokens[end - 1].lower in _CONTRASTING:
        end -= 1
    return Stretch(part.start, end)


def _is_clause(page: Page, token: Token) -> bool:
    """Whether a word belongs to a clause that is more than "the toll that Sudmark raised"."""
    if token.tag not in _ENDING:
        return False
    around = (token.i, *tree.ancestors(page.parse, token.i))
    return all(page.parse.tokens[i].dep != "relcl" for i in around)


def _parts(page: Page, trigger: Trigger, target: Stretch) -> list[Stretch]:
    if trigger.hit.extra["kind"] not in _KINDS or trigger.mood.negated:
        return [target]
    top = _top(page, target)
    if top is None:
        return [target]
    heads = _verbs(page, trigger, top) if _is_verb(page, top) else _nouns(page, top)
    if len(heads) < 2 and (listed := _listed(page, target)):
        return listed
    if len(heads) < 2 or not all(_stands_alone(page, i) for i in heads):
        return [target]
    starts = [target.start, *(_begins(page, i) for i in heads[1:])]
    end = max(target.end, tree.subtree(page.parse, heads[-1], _loose(page, heads[-1])).end)
    ends = [*(_before_joint(page, start) for start in starts[1:]), end]
    parts = [Stretch(a, b) for a, b in zip(starts, ends, strict=True)]
    plain = all(a.end > a.start and a.end <= b.start for a, b in pairwise(parts))
    return parts if plain and parts[-1].end > parts[-1].start else [target]


def _listed(page: Page, target: Stretch) -> list[Stretch]:
    """The parts of a list by its marks, however it is parsed: "a fund, two posts and a vote".

    At least three parts, the last behind "and", each a noun with words of its own. Where the
    first has a preposition ("a ban on lorries"), so do the others, or an article or number, for
    what follows may be more of what stands behind it: "a ban on lorries, large ships and planes".
    """
    tokens, parts, start = page.parse.tokens, [], target.start
    end = page.parse.sentences[tokens[start].sentence].end
    last = False
    for i in range(start, end):
        mark = tokens[i].lower
        if mark not in _MARKS and tokens[i].tag not in _ENDING and i + 1 < end:
            continue
        if i > start:
            parts.append(Stretch(start, i))
        if last or mark not in _LISTING:
            break
        last, start = mark == "and", i + 1
    if not last or len(parts) < _LISTED or tokens[parts[-1].end].tag in _ENDING:
        return []
    return parts if all(_is_item(page, part, parts[0]) for part in parts) else []


def _is_item(page: Page, part: Stretch, first: Stretch) -> bool:
    """Whether words may be a part of a list by themselves, behind the first of it."""
    tokens = page.parse.tokens[part.start : part.end]
    if len(tokens) < _FEWEST or tokens[0].pos in ("ADP", "ADV", "PUNCT"):
        return False
    if tokens[0].lower in _FURTHER:
        return False
    if not any(t.pos == "NOUN" for t in tokens) or any(t.tag in _CLAUSAL for t in tokens):
        return False
    if tokens[0].pos == "PROPN" and any(t.pos == "DET" for t in tokens[1:]):
        return False  # "Norland a vote and Sudmark a seat"
    alone = not _has_preposition(page, first) or _has_preposition(page, part)
    return alone or tokens[0].tag in ("CD", "DT", "PRP$")


def _has_preposition(page: Page, part: Stretch) -> bool:
    return any(t.pos == "ADP" for t in page.parse.tokens[part.start : part.end])


def _is_apart(page: Page, top: int, other: int) -> bool:
    """Whether what the parser takes for another part is one, by its own words."""
    return _is_item(page, _without_others(page, other), _without_others(page, top))


def _without_others(page: Page, i: int) -> Stretch:
    """The words of a part, without the parts that the parser hangs on it."""
    mates = [c for c in page.parse.children[i] if page.parse.tokens[c].dep in _JOINTS]
    own = tree.subtree(page.parse, i, [*mates, *_loose(page, i)])
    return Stretch(_begins(page, i), own.end)


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
    apart = all(_is_behind_joint(page, c) and _is_apart(page, top, c) for c in beside)
    if tokens[top].dep != "dobj" or not apart:
        beside = []
    found = sorted({j for i in (top, *beside) for j in tree.conjuncts(page.parse, i)})
    if len(found) >= _LISTED and not all(_is_apart(page, top, i) for i in found[1:]):
        return [top]
    return found if all(tokens[i].pos == "NOUN" for i in found) else [top]


def _is_behind_joint(page: Page, i: int) -> bool:
    return page.parse.tokens[_begins(page, i) - 1].lower in _LISTING


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
