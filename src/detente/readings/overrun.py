"""Accounts of a day, or an amount, that was agreed and overrun: "let the deadline pass"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.readings import tree
from detente.readings.agreements import word_set
from detente.readings.deeds import Deed, is_so, is_told, what_of
from detente.readings.due import is_deadline_of_talks, is_doing
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.states import WHOEVER, agreed_before, is_thing
from detente.readings.tellers import Told, charge_above, doers_of, parties_of, told_of

# "let the deadline for naming a commission pass": so far behind it at most.
_NEAR = 9
_TOLD = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def of_let(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "let the deadline for naming the commission pass"."""
    parse, top, day = page.parse, hit.start, hit.end - 1
    end = parse.sentences[parse.tokens[day].sentence].end
    near = parse.tokens[day + 1 : min(end, day + 1 + _NEAR)]
    passes = any(t.lemma in word_set("lateness", "passing") for t in near)
    if passes and is_so(page, top) and not is_deadline_of_talks(page, day):
        deed = Deed("delayed", tree.subtree(parse, day))
        yield from told_of(page, hit, top, deed=deed)


def of_passed(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "the deadline passed without Norland freeing the men": what was not done by then."""
    parse, without = page.parse, hit.end - 1
    at = tree.child(parse, without, "pcomp")
    if at is None or parse.tokens[at].tag != "VBG" or not is_doing(parse, at):
        return
    who = tree.child(parse, at, "nsubj", "nsubjpass")
    by = parties_of(page, who)
    if not by and (who is None or not is_thing(page, who)):
        return
    if is_deadline_of_talks(page, hit.start) or charge_above(page, at) is not None:
        return
    if is_so(page, parse.tokens[without].head):
        start = tree.noun_phrase(parse, hit.start).start
        words = Stretch(start, tree.subtree(parse, at).end)
        deed = Deed("delayed", what_of(page, at))
        for told in told_of(page, hit, at, deed=deed, by=by or WHOEVER):
            yield Told(hit, page.within_statement(words, at), at, deed, told.by, told.told_by)


def of_more(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "caught 4,100 tonnes more than the pact allows", "exceeded its quota"."""
    parse = page.parse
    if parse.tokens[hit.start].pos == "VERB":
        thing = tree.child(parse, hit.start, "dobj")
        bound = thing is not None and parse.tokens[thing].lemma in word_set("bounds")
        at = hit.start if bound and agreed_before(page, hit.start) else None
    else:
        above = (i for i in tree.ancestors(parse, hit.start) if parse.tokens[i].tag in _TOLD)
        at = next((i for i in above if doers_of(page, i)), None)
        thing = hit.end - 2
    if at is None or thing is None or not is_told(page, at) or mood(parse, at).negated:
        return
    if charge_above(page, at) is None:
        yield from told_of(page, hit, at, deed=Deed("violated", tree.noun_phrase(parse, thing)))
