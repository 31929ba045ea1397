"""What blocks: what the text itself names as an obstacle, or that the sides differ over."""

from __future__ import annotations

from detente.model.actors import NARRATOR
from detente.model.claims import StickingPoint
from detente.readings import tree
from detente.readings.modality import is_in_doubt, mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page

_BEING = frozenset({"be", "become", "include", "pose", "present", "prove", "remain"})
_ONLY = frozenset(
    {"alone", "biggest", "chief", "just", "main", "merely", "only", "single", "sole"}
)
# Words that open what they differ over: "split over who pays".
_ASKING = ("WP", "WRB", "WDT")
# "No agreement was reached on Tuesday" tells of no obstacle.
_TIMES = ("DATE", "TIME")
# "They argued over lunch."
_MEALS = frozenset({"breakfast", "coffee", "dinner", "drinks", "lunch", "supper", "tea"})
# Words that only point at what was named elsewhere.
_POINTING = frozenset({"it", "that", "them", "these", "this", "those"})


def read_sticking_points(page: Page) -> list[StickingPoint]:
    """Return what the text names as an obstacle, in order."""
    found: list[StickingPoint] = []
    for hit in page.hits("sticking_points"):
        issue = _obstacle(page, hit)
        if issue is None:
            continue
        said, verb = page.statement_at(hit.start), _verb_of(page, hit)
        found.append(
            StickingPoint(
                evidence=(page.cite(_obstacle_clause(page, hit, issue)),),
                issue=page.text(issue),
                reported_by=said.speaker if said else NARRATOR,
                hedged=verb is not None and is_in_doubt(page.parse, verb),
                rule=hit.rule,
                confidence=hit.confidence,
            )
        )
    return _first_of_overlapping(found)


def _obstacle(page: Page, hit: Hit) -> Stretch | None:
    """Return the words for what is in the way, or None if the text does not name it."""
    parse = page.parse
    if hit.reads == "over":
        return _differed_over(page, hit)
    if hit.reads == "divides":
        return _said_to_divide(page, hit)
    head = max(range(hit.start, hit.end), key=lambda i: (parse.tokens[i].pos == "NOUN", i))
    while parse.tokens[head].dep == "pobj" and hit.start < parse.tokens[head].head < hit.end:
        head = parse.tokens[parse.tokens[head].head].head  # "a point of dispute" is a point
    token = parse.tokens[head]
    if token.dep == "appos":  # "the fee, a point of dispute"
        return tree.bare_phrase(parse, token.head)
    verb = parse.tokens[token.head]
    if verb.lemma not in _BEING or _is_none(page, verb.i, hit):
        return None
    if token.dep in ("nsubj", "nsubjpass"):
        thing = tree.child(parse, verb.i, "attr", "ccomp", "dobj")
        over = tree.prep_objects(parse, verb.i, "over", "about")
        thing = over[0] if thing is None and over else thing
    else:
        thing = tree.subject(parse, verb.i)
    if thing is None or parse.tokens[thing].dep == "expl":
        return None
    if parse.tokens[thing].pos == "PRON" or parse.tokens[thing].lower == "others":
        return None
    return tree.bare_phrase(page.parse, thing)


def _verb_of(page: Page, hit: Hit) -> int | None:
    """The verb of "is a sticking point", "differ over"; None where there is none."""
    if hit.reads == "is":
        return tree.governing_verb(page.parse, hit.end - 1)
    verbs = (i for i in range(hit.start, hit.end) if page.parse.tokens[i].pos == "VERB")
    return next(verbs, None)


def _is_none(page: Page, verb: int, hit: Hit) -> bool:
    """Whether it is "is no obstacle", "was never a sticking point", "is it an obstacle?".

    What is "not the only obstacle" is one of several.
    """
    put, tokens = mood(page.parse, verb), page.parse.tokens
    ahead = range(verb, hit.end) if verb < hit.end else range(hit.start, verb)
    one_of_some = any(tokens[i].lower in _ONLY for i in ahead)
    return put.question or (put.negated and not one_of_some)


def _differed_over(page: Page, hit: Hit) -> Stretch | None:
    """What stands behind "over" or "on"; None where that does not say what: "we differ on it"."""
    parse = page.parse
    for i in range(hit.end - 1, hit.start - 1, -1):
        objects = [c for c in parse.children[i] if parse.tokens[c].dep in ("pobj", "pcomp")]
        behind = parse.tokens[i + 1 : i + 2]  # "the gap is over who pays"
        objects = objects or [t.head for t in behind if t.tag in _ASKING and t.head > i]
        if objects and parse.tokens[objects[0]].ent not in _TIMES:
            pointed = parse.tokens[objects[0]].lower in _POINTING | _MEALS
            return None if pointed else tree.bare_phrase(parse, objects[0])
    return None


def _said_to_divide(page: Page, hit: Hit) -> Stretch | None:
    """The order of "what divides them is the order", "the order is what divides them"; or None."""
    parse = page.parse
    told = [i for i in range(hit.start, hit.end) if parse.tokens[i].dep in ("csubj", "ccomp")]
    verb = parse.tokens[told[-1]].head if told else None
    if verb is None or parse.tokens[verb].lemma != "be":
        return None
    ahead = parse.tokens[told[-1]].dep == "csubj"
    thing = tree.child(parse, verb, "attr") if ahead else tree.subject(parse, verb)
    if thing is None or (thing < hit.end if ahead else parse.tokens[thing].pos == "PRON"):
        return None
    return tree.bare_phrase(parse, thing)


def _obstacle_clause(page: Page, hit: Hit, issue: Stretch) -> Stretch:
    if hit.reads == "over":
        verb = tree.governing_verb(page.parse, hit.start)
        inside = page.parse.tokens[hit.start].pos in ("VERB", "ADJ", "ADP", "ADV")
        start = tree.clause(page.parse, verb).start if verb is not None and inside else hit.start
        return Stretch(min(start, hit.start), max(issue.end, hit.end))
    modifiers = tree.noun_phrase(page.parse, hit.end - 1)
    return Stretch(min(modifiers.start, issue.start), max(modifiers.end, issue.end))


def _first_of_overlapping(found: list[StickingPoint]) -> list[StickingPoint]:
    kept: list[StickingPoint] = []
    for point in sorted(found, key=lambda p: (p.main.start, -p.main.end)):
        if all(point.main.start >= k.main.end for k in kept):
            kept.append(point)
    return kept
