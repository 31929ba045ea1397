"""What somebody who checks confirmed, or could not: then it is nobody's word, and no finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.readings import tree
from detente.readings.agreements import noun_of, word_set
from detente.readings.deeds import Deed, deed_of, is_so, is_told, is_unable, what_of
from detente.readings.modality import mood
from detente.readings.nlp import Hit
from detente.readings.page import Page
from detente.readings.states import WHOEVER, agreed_before, is_thing
from detente.readings.tellers import (
    SELF,
    Told,
    clause_of,
    doers_of,
    is_monitor,
    names_of,
    owner_of_noun,
    parties_of,
)

_TOLD = frozenset({"VBD", "VBN", "VBZ"})


def of_checked(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "observers confirmed the withdrawal", "could not confirm that Torvania had left"."""
    if is_unable(page, hit.start):
        yield from of_unconfirmed(page, hit)
    else:
        yield from of_confirmed(page, hit)


def of_confirmed(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "observers confirmed the withdrawal", "verified that the guns had been withdrawn"."""
    top, tokens = hit.start, page.parse.tokens
    told = tokens[top].tag in _TOLD and is_so(page, top)
    monitor = _monitor(page, top) if told else None
    if monitor is None or tree.is_passive(page.parse, top):
        return
    for at in _below(page, top):
        broken = at < top or deed_of(page, at) is not None  # a breach is read with its verb
        deed = None if broken or not _is_past(page, at) else _deed(page, at)
        if deed is None:
            continue
        by = _whose(page, at)
        if tokens[at].dep == "ccomp" and mood(page.parse, at).negated:
            deed = replace(deed, act="delayed")
        if by == WHOEVER and tokens[at].dep == "ccomp":
            deed = replace(deed, commitment=clause_of(page, at))
        if by:
            words = clause_of(page, top)
            yield Told(hit, words, at, deed, by, (monitor,), (), monitor, "confirmed")


def _is_past(page: Page, at: int) -> bool:
    """Whether a clause, or a noun, is of what was done: not "that it would leave"."""
    return page.parse.tokens[at].pos == "NOUN" or is_told(page, at)


def of_unconfirmed(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "the monitors could not confirm that Torvania had left", "unable to verify it"."""
    top = hit.start
    put = mood(page.parse, top)
    if put.question or put.condition is not None or put.footing == "supposed":
        return
    monitor = _monitor(page, top)
    if monitor is None or not is_unable(page, top):
        return
    for at in _below(page, top):
        deed = None if at < top else _deed(page, at)
        by = () if deed is None else _whose(page, at)
        if deed is not None and by == WHOEVER and page.parse.tokens[at].dep == "ccomp":
            deed = replace(deed, commitment=clause_of(page, at))
        if deed is not None and by:
            words = clause_of(page, top)
            yield Told(hit, words, at, deed, by, (None,), (), monitor, "not_confirmed")


def _below(page: Page, verb: int) -> list[int]:
    """What hangs on a verb; of "was unable to verify that" the parse may hang it on "was"."""
    parse = page.parse
    found = list(parse.children[verb])
    while parse.tokens[verb].dep in ("xcomp", "acomp"):
        verb = parse.tokens[verb].head
        found += [c for c in parse.children[verb] if parse.tokens[c].dep == "ccomp"]
    return found


def _monitor(page: Page, verb: int) -> str | None:
    """Who checks: by name, or "unnamed: …"; None for anybody else."""
    who = tree.doer(page.parse, verb)
    said = page.statement_at(verb)
    if who is not None and page.parse.tokens[who].lower in SELF and said is not None:
        return said.speaker if is_monitor(said.speaker) else None  # "the mission said that it"
    looks = who is not None and noun_of(page.parse.tokens[who]) in word_set("monitors")
    return next((n for n in names_of(page, who) if looks or is_monitor(n)), None)


def _deed(page: Page, at: int) -> Deed | None:
    """What was to be confirmed: that something owed was done, or that something was broken."""
    parse = page.parse
    token = parse.tokens[at]
    found = deed_of(page, at)
    if found is not None or not agreed_before(page, at):
        return found
    if token.dep == "ccomp" and token.lemma in word_set("deeds"):
        return Deed("fulfilled", what_of(page, at))
    if token.dep == "dobj" and noun_of(token) in word_set("checking", "things"):
        return Deed("fulfilled", tree.noun_phrase(parse, at))
    return None


def _whose(page: Page, at: int) -> tuple[str, ...]:
    """Whose it is to do, "who owes it" where the text does not say."""
    parse = page.parse
    if parse.tokens[at].pos in ("NOUN", "PROPN"):
        things = tree.prep_objects(parse, at, "of")
        theirs = (parties_of(page, o) or owner_of_noun(page, o) for o in things)
        return owner_of_noun(page, at) or next(filter(None, theirs), WHOEVER)
    found = doers_of(page, at)
    thing = tree.child(parse, at, "nsubj", "nsubjpass")
    return found or (WHOEVER if thing is not None and is_thing(page, thing) else ())
