"""Plans that are told to have got more or fewer points: "cut its plan from 14 points to nine"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.model.actors import NARRATOR
from detente.model.claims import Proposal
from detente.readings import tree
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.numbers import number_of
from detente.readings.page import Page
from detente.readings.points import may_be_plan, naming_phrase, points_of
from detente.readings.speech.chain import chain_of
from detente.readings.times.words import when

FAMILY = "proposals"
# From the number up to the verb, at most: "cut from 14 points to nine".
_STEPS_UP = 5


@dataclass(frozen=True, slots=True)
class _Recount:
    """A plan that was given another number of points.

    hit: What says so. plan: The noun. now: Points that it has from now on, by token `at`.
    before: Points that it had, None if the words do not tell. said: Words for that, or None.
    is_later: Whether the noun is the later version: "the draft, cut from 28 points to 19".
    """

    hit: Hit
    plan: int
    now: int
    at: int
    before: int | None
    said: str | None
    is_later: bool


def with_recounts(page: Page, found: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals with the versions that differ in their points, in order."""
    linked = list(found)
    for recount in _recounts(page):
        _add(page, linked, recount)
    return sorted(linked, key=lambda p: p.main.start) if len(linked) > len(found) else linked


def _recounts(page: Page) -> Iterator[_Recount]:
    for hit in page.hits(FAMILY):
        if hit.reads != "recounted" or mood(page.parse, hit.start).negated:
            continue
        plan = tree.done_to(page.parse, hit.start)
        plan = _described(page, hit.start) if plan is None else plan
        found = None if plan is None or not may_be_plan(page, plan) else _to(page, hit, plan)
        if found is not None:
            yield found


def _described(page: Page, verb: int) -> int | None:
    """What "the draft, revised from 11 points to nine," is of, where the parse has a doer."""
    tokens = page.parse.tokens
    bare = tree.child(page.parse, verb, "dobj", "aux", "auxpass") is None
    return tree.doer(page.parse, verb) if bare and verb and tokens[verb - 1].text == "," else None


def _to(page: Page, hit: Hit, plan: int) -> _Recount | None:
    """What a verb makes of a plan: "to nine points", "to nine" where its points are told."""
    own = points_of(page.text(naming_phrase(page, plan)))
    old, new = _behind(page, hit.start, "from"), _behind(page, hit.start, "to", "into")
    if new is None:
        return None
    told = own is not None or any(
        page.parse.tokens[n].lemma == "point" for n in (old, new) if n is not None
    )
    now, before = _count(page, new), own if old is None else _count(page, old)
    if not told or now is None or now == before:
        return None
    said = None if old is None else page.text(tree.noun_phrase(page.parse, old))
    tokens = page.parse.tokens
    is_later = tokens[hit.start].dep == "acl" or tokens[hit.start - 1].text == ","
    return _Recount(hit, plan, now, new, before, said, is_later and plan < hit.start)


def _behind(page: Page, verb: int, *words: str) -> int | None:
    """The number, or the "points", behind a preposition that belongs to a verb; or None."""
    parse = page.parse
    end = parse.sentences[parse.tokens[verb].sentence].end
    for i in range(verb + 1, end):
        if parse.tokens[i].lower not in words or not _is_under(page, i, verb):
            continue
        thing = tree.child(parse, i, "pobj")
        if thing is not None and _count(page, thing) is not None:
            return thing
    return None


def _is_under(page: Page, i: int, verb: int) -> bool:
    for _ in range(_STEPS_UP):
        i = page.parse.tokens[i].head
        if i == verb:
            return True
        if page.parse.tokens[i].pos == "VERB":
            return False
    return False


def _count(page: Page, i: int) -> int | None:
    token = page.parse.tokens[i]
    if token.lemma == "point":
        return points_of(page.text(tree.noun_phrase(page.parse, i)))
    value = number_of(token.text) if token.pos == "NUM" else None
    return int(value) if value is not None and value == int(value) else None


def _add(page: Page, linked: list[Proposal], recount: _Recount) -> None:
    """Enter the later version, or tie it to the earlier one where it is entered already."""
    old = _at(page, linked, recount)
    if recount.is_later and old is not None and linked[old].points is None:
        words = linked[old].revised_from or _words(page, recount)
        linked[old] = replace(linked[old], points=recount.now, revised_from=words)
        return
    if old is not None and linked[old].points is None and recount.before is not None:
        linked[old] = replace(linked[old], points=recount.before)
    words = _words(page, recount) if old is None else linked[old].name
    again = next((n for n, p in enumerate(linked) if p.points == recount.now), None)
    if again is None:
        linked.append(_version(page, recount, linked[old] if old is not None else None, words))
    elif linked[again].revised_from is None:
        linked[again] = replace(linked[again], revised_from=words)


def _at(page: Page, linked: Sequence[Proposal], recount: _Recount) -> int | None:
    """The proposal that a recount is of: named by the same noun, or with as many points."""
    at = page.parse.tokens[recount.plan].start
    same = [n for n, p in enumerate(linked) if any(e.start <= at < e.end for e in p.evidence)] or [
        n for n, p in enumerate(linked) if p.points == recount.before is not None
    ]
    same = [n for n in same if linked[n].points != recount.now]
    return same[0] if len(same) == 1 else None


def _name(page: Page, recount: _Recount) -> Stretch:
    """The words that name the later version: "plan from 14 points to nine", "nine points"."""
    if recount.is_later:
        return _bare(page, naming_phrase(page, recount.plan))
    between = page.parse.tokens[recount.plan : recount.at]
    if between and all(t.pos not in ("VERB", "AUX") for t in between):
        return Stretch(recount.plan, recount.at + 1)
    phrase = tree.noun_phrase(page.parse, recount.at)
    start = recount.at if page.parse.tokens[recount.at].lemma != "point" else phrase.start
    return Stretch(start, recount.at + 1)


def _words(page: Page, recount: _Recount) -> str:
    return recount.said or _without_article(page, naming_phrase(page, recount.plan))


def _without_article(page: Page, phrase: Stretch) -> str:
    return page.text(_bare(page, phrase))


def _bare(page: Page, phrase: Stretch) -> Stretch:
    start = phrase.start
    while start < phrase.end - 1 and page.parse.tokens[start].pos in ("DET", "PRON"):
        start += 1
    return Stretch(start, phrase.end)


def _version(page: Page, recount: _Recount, old: Proposal | None, words: str) -> Proposal:
    """The later version: the plan's own noun, with its new points."""
    verb = recount.hit.start
    start = min(verb, naming_phrase(page, recount.plan).start)
    said = page.statement_at(verb)
    return Proposal(
        evidence=(page.cite(Stretch(start, recount.at + 1)),),
        name=page.text(_name(page, recount)),
        points=recount.now,
        revised_from=words,
        proponent=None if old is None else old.proponent,
        reported_by=said.speaker if said else NARRATOR,
        hedged=mood(page.parse, verb).hedged,
        chain=chain_of(page, verb),
        when=when(page, verb),
        rule=recount.hit.rule,
        confidence=recount.hit.confidence,
    )
