"""What tells the stance of a clause: its verb, the wordings in it, and what negates them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from detente.model.claims import Position
from detente.readings import tree
from detente.readings.learned.bound import is_inside, opener
from detente.readings.learned.clauses import (
    TELLING,
    Clause,
    Features,
    Span,
    apart,
    hits_within,
    overlap,
    union,
)
from detente.readings.modality import mood
from detente.readings.nlp import Hit
from detente.readings.page import Page
from detente.readings.positions.stances import stance_of

_BRANCHES = ("xcomp", "ccomp", "acomp", "prt", "advmod", "prep", "attr", "oprd", "dobj")


def stance_features(page: Page, clause: Clause, rules: Sequence[Position]) -> Features:
    """Return what is seen of a clause that tells its stance.

    rules: The positions that wordings found on the page.
    """
    known = apart(page, clause, "stance", names=partial(_by_itself, page, clause))
    here = (*_of_surroundings(page, clause), *_of_rules(page, clause, rules))
    return Features(known, tuple(dict.fromkeys(here)))


def _by_itself(page: Page, clause: Clause) -> Iterator[str]:
    yield from _of_verb(page, clause)
    yield from _of_wordings(page, clause)
    yield from _of_branches(page, clause)


def _of_verb(page: Page, clause: Clause) -> Iterator[str]:
    token, put = page.parse.tokens[clause.verb], mood(page.parse, clause.verb)
    root, sign = token.lemma.lower(), "-" if put.negated else "+"
    yield from (f"root={root}", f"root={root}{sign}", f"negated={sign}", f"tag={token.tag}")
    yield from (f"modal={put.modal}", f"modal={put.modal}{sign}", f"future={put.future}")
    yield f"condition={put.condition is not None}"
    if put.condition is not None:
        kind = opener(page.parse, put.condition)
        yield from (
            f"condition={kind}",
            f"condition={kind}{sign}",
            f"condition={kind},{put.modal}",
        )
    for other in page.parse.tokens[clause.stretch.start : clause.stretch.end]:
        if other.pos in TELLING and not is_inside(put.condition, other.i):
            yield f"word={other.lemma.lower()}"


def _of_wordings(page: Page, clause: Clause) -> Iterator[str]:
    within = mood(page.parse, clause.verb).condition
    for hit in hits_within(page, clause.stretch):
        if is_inside(within, hit.start):
            continue
        if hit.family != "positions":
            yield f"wording={hit.family}.{hit.reads}"
            continue
        verb = verb_of(page, hit)
        put = mood(page.parse, verb)
        bearing = "x" if put.condition is not None else None
        stance = stance_of(hit.reads, put, bearing, denied=hit.extra.get("denied"))
        yield from (f"wording={hit.reads}", f"wording={hit.reads},{put.negated}")
        yield f"wording={hit.reads},{put.negated},{bearing is not None}"
        yield from (f"rule={hit.rule.partition('@')[0]}", f"stance={stance}")
        if verb == clause.verb or page.parse.tokens[verb].head == clause.verb:
            yield from (f"wording@root={hit.reads},{put.negated}", f"stance@root={stance}")


def verb_of(page: Page, hit: Hit) -> int:
    """Return the verb that a wording turns on, or the one that governs it."""
    tokens = page.parse.tokens
    heads = [
        i for i in range(hit.start, hit.end) if tokens[i].pos in ("VERB", "AUX", "ADJ", "NOUN")
    ]
    head = heads[0] if heads else hit.end - 1
    if tokens[head].pos in ("VERB", "AUX"):
        return head
    above = tree.governing_verb(page.parse, head)
    return head if above is None else above


def _of_branches(page: Page, clause: Clause) -> Iterator[str]:
    tokens = page.parse.tokens
    root = tokens[clause.verb].lemma.lower()
    for c in page.parse.children[clause.verb]:
        lemma = tokens[c].lemma.lower()
        if tokens[c].dep in _BRANCHES:
            yield from (f"{root}>{lemma}", f">{tokens[c].dep}={lemma}")
        if tokens[c].dep in ("xcomp", "ccomp"):
            yield f"inner={lemma}{'-' if mood(page.parse, c).negated else '+'}"


def _of_surroundings(page: Page, clause: Clause) -> Iterator[str]:
    tokens = page.parse.tokens
    above = tokens[tokens[clause.verb].head]
    if above.i != clause.verb:
        yield f"above={above.lemma.lower()}"
    said = page.statement_at(clause.verb)
    if said is not None and said.cue is not None:
        yield f"cue={tokens[page.token_at(said.cue.start)].lemma.lower()}"
    doer = tree.subject(page.parse, clause.verb)
    if doer is not None and tokens[doer].pos == "PRON":
        yield f"subject={tokens[doer].lower}"


def _of_rules(page: Page, clause: Clause, rules: Sequence[Position]) -> Iterator[str]:
    here = clause.span(page)
    for position in rules:
        there = Span(position.main.start, position.main.end)
        if union(here, there) >= 0.5:
            yield f"rules say {position.stance}"
        elif overlap(here, there) >= 0.5:
            yield f"rules say {position.stance} within"
