"""Chains of attribution: from whose mind or mouth a claim comes, through whom it was passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.model.actors import is_unnamed
from detente.model.claims import Link, Statement
from detente.model.text import Evidence
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.speech.cues import lemma, listed, takes
from detente.readings.speech.ground import Ground, lay
from detente.readings.speech.sources import citing, holder_of
from detente.readings.tree import NOUNS, child, noun_phrase, prep_objects, subject

# A chain of fewer links holds nobody but the speaker.
_NESTED = 2
# How words for people end, one or several: "analysts", "diplomat", "spokeswoman".
_PEOPLE = re.compile(
    r"(?:eer|ist|ian|lyst|crat|mat|person|people|man|men|woman|women|expert|source|aide|critic"
    r"|official|minister|teller|worker|farmer|trader|banker|dealer|leader|member|adviser|observer"
    r"|advisor|senator|director|ambassador|governor|delegate|executive|economist|union|envoy"
    r"|resident|student|relative|witness|lawmaker|other)(?:e?s)?$"
)


def chain_of(page: Page, i: int) -> tuple[Link, ...]:
    """Return the links of attribution that hold a token, from the origin to the outlet.

    "He said that both left with the impression that Norland wants a truce" gives, for "truce":
    Norland (who wants), those who left (their impression), who "he" is. () if nobody is named.
    """
    ground = lay(page)
    links: list[Link] = []
    for at in _path(ground, i):
        links += _links_at(ground, at, i)
    for said in _around(page, i):
        links += _told(said)
    return _without_repeats(links)


def with_inner_minds(page: Page) -> tuple[Statement, ...]:
    """Return the page's statements, each with the chain down to whose mind it tells of.

    "He said that both left with the impression that Norland wants a truce": he, both, Norland.
    """
    return tuple(_deepened(page, said) for said in page.statements)


def _deepened(page: Page, said: Statement) -> Statement:
    if len(said.chain) != 1:
        return said
    start = page.token_at(said.main.start)
    end = page.token_at(said.main.end - 1) + 1
    tokens = page.parse.tokens[start:end]
    beliefs = [t.i for t in tokens if t.pos == "NOUN" and t.lemma in listed("noun_belief")]
    minds = [t.i for t in tokens if t.lower in listed("mental") and beliefs and t.i > beliefs[0]]
    chains = [chain_of(page, i) for i in minds]
    longest = max(chains, key=len, default=())
    if len(longest) < _NESTED or longest[-1].name != said.speaker:
        return said
    return replace(said, chain=longest)


def _path(ground: Ground, i: int) -> Iterator[int]:
    """A token and those above it, within its quotation or outside all."""
    yield i
    seen = {i}
    while (head := ground.tokens[i].head) not in seen:
        seen.add(head)
        i = head
        yield i


def _links_at(ground: Ground, at: int, i: int) -> list[Link]:
    """Links that one token on the path gives: a cue, a noun of thought, a state of mind."""
    token = ground.tokens[at]
    if ground.quote_of[at] != ground.quote_of[i]:
        return []
    if takes(token, "clause", "belief", "wishing", "document") and _brings(ground, at, i):
        return _named(ground, holder_of(ground, at), ground.page.cite(Stretch(at, at + 1)), at)
    if token.pos == "NOUN" and at < i and lemma(token) in _reporting_nouns():
        words = ground.page.cite(Stretch(noun_phrase(ground.parse, at).start, at + 1))
        return _named(ground, _owner(ground, at), words, None)
    if token.pos in ("ADJ", "VERB") and token.lower in listed("mental"):
        holder = subject(ground.parse, at)
        if holder is None and token.dep in ("acomp", "attr", "oprd"):
            holder = subject(ground.parse, token.head)
        if holder is not None and holder < at:
            return _named(ground, holder, ground.page.words(token.start, token.end), None)
    return []


def _reporting_nouns() -> frozenset[str]:
    return listed("noun_clause") | listed("noun_belief")


def _brings(ground: Ground, verb: int, i: int) -> bool:
    """Whether a token lies in what a cue reports, not in its subject or its circumstances."""
    if verb == i:
        return False
    j = i
    while ground.tokens[j].head != verb:
        j = ground.tokens[j].head
    dep = ground.tokens[j].dep
    return dep == "ccomp" or (j > verb and dep in ("xcomp", "dobj", "oprd", "attr", "prep"))


def _owner(ground: Ground, noun: int) -> int | None:
    """Whose impression, view or claim it is."""
    parse, token = ground.parse, ground.tokens[noun]
    owner = child(parse, noun, "poss")
    if owner is None:
        owner = next(iter(prep_objects(parse, noun, "by", "from", "of", "among")), None)
    if owner is not None:
        return owner
    above = token.head
    for _ in range(3):
        if ground.tokens[above].pos in ("VERB", "AUX"):
            return subject(parse, above)
        above = ground.tokens[above].head
    return None


def _named(ground: Ground, holder: int | None, words: Evidence, verb: int | None) -> list[Link]:
    if holder is None or ground.tokens[holder].pos not in NOUNS:
        return []
    cited = citing(ground, verb) if verb is not None else None
    names = ground.page.cast.speaker(holder)
    links = [Link(n, words) for n in names if not is_unnamed(n) or _has_a_mind(ground, holder)]
    if cited is not None:
        links = [Link(name, words) for name in ground.page.cast.speaker(cited)] + links
    return links


def _has_a_mind(ground: Ground, holder: int) -> bool:
    """Whether an unnamed source can say or think: "experts", "a memo", but not "this move"."""
    token = ground.tokens[holder]
    if token.lower in listed("documents") or lemma(token) in listed("documents"):
        return True
    if token.lower in shipped_lists("contacts")["parts"]["people"]:
        return True
    return _PEOPLE.search(token.lower) is not None


def _around(page: Page, i: int) -> list[Statement]:
    """The statements that hold a token, the smallest first."""
    at = page.parse.tokens[i].start
    holding = [s for s in page.statements if s.main.start <= at < s.main.end]
    return sorted(holding, key=lambda s: s.main.end - s.main.start)


def _told(said: Statement) -> list[Link]:
    return [Link(said.speaker, said.cue or said.source or said.main)]


def _without_repeats(links: list[Link]) -> tuple[Link, ...]:
    """Each link once; the same teller by the same words, or twice in a row, is one."""
    kept: list[Link] = []
    for link in links:
        if link in kept or (kept and kept[-1].name == link.name):
            continue
        kept.append(link)
    return tuple(kept)
