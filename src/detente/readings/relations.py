"""Orders in time that somebody asks for: "ceasefire first, then talks"."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.actors import is_unnamed
from detente.model.claims import Relation
from detente.model.vocabulary import Order
from detente.readings import tree
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page

_VERIFIED = frozenset({"verified", "verify", "confirmed", "certified", "inspected"})
_OBLIGATION = frozenset({"must", "should", "shall", "have", "need", "ought"})


@dataclass(frozen=True, slots=True)
class Pair:
    """The two things that a wording puts in order."""

    first: Stretch
    second: Stretch
    order: Order


def read_relations(page: Page) -> list[Relation]:
    """Return the orders in time that speakers ask for, in order of text."""
    found = []
    for hit in page.hits("relations"):
        said = page.statement_at(hit.start)
        pair = _pair(page, hit)
        if pair is None or said is None:
            continue
        by = said.speaker if is_unnamed(said.speaker) else page.cast.party(said.speaker)
        whole = Stretch(
            min(pair.first.start, pair.second.start), max(pair.first.end, pair.second.end)
        )
        found.append(
            Relation(
                evidence=(page.cite(whole),),
                first=page.text(pair.first),
                second=page.text(pair.second),
                order=pair.order,
                by=by,
                reported_by=said.speaker,
                hedged=said.hedged,
                chain=said.chain,
                when=said.when,
                rule=hit.rule,
                confidence=hit.confidence,
            )
        )
    return found


def _pair(page: Page, hit: Hit) -> Pair | None:
    if hit.reads == "first_then":
        return _first_then(page, hit)
    parse = page.parse
    joint = hit.end - 1 if hit.reads != "before" else hit.start
    verb = tree.governing_verb(parse, joint)
    token = parse.tokens[joint]
    if token.dep == "mark" and verb is not None:  # the verb of the subordinate clause
        verb = tree.governing_verb(parse, verb)
    if verb is None or (hit.reads == "before" and not _is_asked(page, verb)):
        return None
    inner = parse.tokens[joint].head if token.dep in ("mark", "advmod") else joint
    second = tree.subtree(parse, inner)
    second = Stretch(max(hit.end, second.start), second.end)
    first = tree.clause(parse, verb)
    first = Stretch(first.start, min(hit.start, first.end)) if first.start < hit.start else first
    if second.end <= second.start or first.end <= first.start or first.end > second.end:
        return None
    return Pair(first, second, _order(page, hit, second))


def _first_then(page: Page, hit: Hit) -> Pair | None:
    """What stands in the sentence before "first" and behind "then"."""
    parse = page.parse
    sentence = parse.sentences[parse.tokens[hit.start].sentence]
    said = page.statement_at(hit.start)
    end = sentence.end
    while said and end > hit.end and parse.tokens[end - 1].end > said.main.end:
        end -= 1
    start = sentence.start
    while said and start < hit.start and parse.tokens[start].start < said.main.start:
        start += 1
    if start >= hit.start or end <= hit.end:
        return None
    return Pair(Stretch(start, hit.start), Stretch(hit.end, end), "before")


def _order(page: Page, hit: Hit, second: Stretch) -> Order:
    words = {t.lower for t in page.parse.tokens[second.start : second.end]}
    if hit.reads == "after" and words & _VERIFIED:
        return "verified_before"
    return hit.reads  # type: ignore[return-value]


def _is_asked(page: Page, verb: int) -> bool:
    """Whether the clause asks for something: "must", "has to", "should"."""
    return any(page.parse.tokens[c].lemma in _OBLIGATION for c in page.parse.children[verb])
