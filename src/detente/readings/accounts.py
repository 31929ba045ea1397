"""Accounts of whether a commitment was kept, wording by wording: who tells what of whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from detente.model.vocabulary import Act
from detente.readings import tree
from detente.readings.agreements import (
    agreement_of_clause,
    agreement_under,
    text_of_as,
    word_set,
)
from detente.readings.charges import of_accused, of_denied, of_noun, of_traded
from detente.readings.checks import of_checked
from detente.readings.deeds import (
    Deed,
    deed_of,
    in_breach,
    is_ahead,
    is_told,
    undone,
    what_of,
)
from detente.readings.due import is_doing, is_promise
from detente.readings.lasting import is_lasting, lasting, of_despite
from detente.readings.lateness import is_late, is_set_by
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.overrun import of_let, of_more, of_passed
from detente.readings.page import Page
from detente.readings.states import (
    WHOEVER,
    agreed_before,
    is_thing,
    kept_state,
    of_duty,
    of_overdue,
)
from detente.readings.tellers import (
    Told,
    charge_above,
    clause_of,
    doers_of,
    parties_of,
    tellers_of_charge,
    told_of,
)

_OVER = word_set("lateness", "over")
_ONLY = frozenset({"just", "only"})
# Behind "as it had agreed" these tell of something else: "as it had agreed to sell the port".
_MORE = frozenset({"acl", "advcl", "ccomp", "dobj", "oprd", "pobj", "xcomp"})
_PAST = frozenset({"did", "had", "has", "have"})


def _of_deed(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Torvania broke the truce", by the one who says so, or by the report."""
    at = hit.start
    deed = deed_of(page, at)
    if deed is None or not is_told(page, at):
        return
    charge = charge_above(page, at)
    if charge is None:
        yield from _plainly(page, hit, at, deed)
    elif deed.act != "fulfilled" and (tellers := tellers_of_charge(page, charge)):
        yield Told(hit, clause_of(page, at), at, deed, doers_of(page, at), tellers)


def _plainly(page: Page, hit: Hit, at: int, deed: Deed) -> Iterator[Told]:
    """A deed told outright; what is negated is the opposite, or a denial of it."""
    if not mood(page.parse, at).negated:
        yield from told_of(page, hit, at, deed=deed)
    elif deed.act == "fulfilled":
        yield from told_of(page, hit, at, deed=replace(deed, act="violated"))
    elif (said := page.statement_at(at)) is not None and deed.act == "violated":
        who = doers_of(page, at)
        yield Told(hit, clause_of(page, at), at, deed, who, (None,), (said.speaker,))


def _of_undone(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Kestland failed to release the prisoners", "has yet to", "has not yet"."""
    parse, top = page.parse, hit.start
    failed = parse.tokens[top].lemma in ("fail", "refuse")
    at = tree.child(parse, top, "xcomp") if failed else _verb_of_yet(page, hit)
    if at is None or charge_above(page, at) is not None:
        return
    deed = undone(page, at)
    holder = top if failed else at
    put = mood(parse, holder)
    real = put.footing != "supposed" and put.condition is None and not put.question
    if deed is not None and real and not is_ahead(page, holder):
        deed = replace(deed, act="delayed") if not failed else deed
        yield from told_of(page, hit, at, deed=deed, top=holder)


def _verb_of_yet(page: Page, hit: Hit) -> int:
    """The verb of "has yet to release", "has not yet released"."""
    token = page.parse.tokens[page.parse.tokens[hit.end - 1].head]
    return token.head if token.dep in ("aux", "auxpass") else token.i


def _of_under(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Torvania freed 120 prisoners under the accord", "withdrew as agreed"."""
    parse = page.parse
    agreed = parse.tokens[hit.end - 1].lower in ("agreed", "promised", "pledged")
    if parse.tokens[hit.start].lower == "in" and agreement_under(page, hit.end - 1) is not None:
        yield from kept_state(page, hit)
    at = tree.governing_verb(parse, hit.start)
    if agreed and _agreed_more(page, hit):
        return
    if at is None or (not agreed and agreement_under(page, hit.end - 1) is None):
        return
    if hit.start <= at < hit.end:
        at = parse.tokens[at].head
    yield from _done(page, hit, _told_above(page, at))


def _agreed_more(page: Page, hit: Hit) -> bool:
    """Whether it was not what was done that was agreed: "left, as they had agreed on nothing"."""
    parse, verb = page.parse, hit.end - 1
    if parse.tokens[verb - 1].lower not in _PAST:
        return False  # "as agreed"
    below = [c for c in parse.children[verb] if c > verb]
    things = [i for c in below for i in (c, *parse.children[c]) if parse.tokens[i].dep in _MORE]
    return any(parse.tokens[i].ent != "DATE" for i in things)


def _told_above(page: Page, at: int) -> int:
    """The verb of what was done, above that of what is due: "freed half of those it must free"."""
    if is_told(page, at):
        return at
    above = (i for i in tree.ancestors(page.parse, at) if page.parse.tokens[i].pos == "VERB")
    return next((i for i in above if is_told(page, i)), at)


def _done(page: Page, hit: Hit, at: int) -> Iterator[Told]:
    """What a verb says was done or, negated, not done; if it is a deed and told of."""
    parse = page.parse
    if parse.tokens[at].lemma not in word_set("deeds") or charge_above(page, at) is not None:
        return
    if is_told(page, at) and deed_of(page, at) is None:
        short = mood(parse, at).negated or _is_only_part(page, at)
        act: Act = "delayed" if short else "fulfilled"
        yield from told_of(page, hit, at, deed=Deed(act, what_of(page, at)))


def _is_only_part(page: Page, at: int) -> bool:
    """Whether a report says that less was done than was owed: "freed only 30 of the 75 men"."""
    parse = page.parse
    for thing in (c for c in parse.children[at] if parse.tokens[c].dep in ("dobj", "nsubjpass")):
        words = tree.noun_phrase(parse, thing)
        told = parse.tokens[words.start : words.end]
        only = any(a.lower in _ONLY and b.pos == "NUM" for a, b in pairwise(told))
        if only and any(word.lower == "of" for word in told):
            return True
    return False


def _of_late(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "reopened the port two days after the deadline", "a day early", "on time".

    Where the day is not said to be one that was agreed, a text was told of before.
    """
    parse = page.parse
    words = {t.lower for t in parse.tokens[hit.start : hit.end]}
    day = hit.end - 1
    set_day = parse.tokens[day].lower in ("date", "day")
    if set_day and not is_set_by(page, day):
        return
    agreed = set_day or bool(words & {"agreed", "due", "than"})
    at = _timed(page, hit, words)
    if at is None or not (agreed or agreed_before(page, hit.start)):
        return
    deed = deed_of(page, at)
    completed = deed is not None and deed.act == "fulfilled"
    if is_lasting(page, at):
        found = lasting(page, hit, at) if words & _OVER else iter(())
    elif _is_did_not(page, at) and parse.tokens[at].lemma in word_set("deeds"):
        late = Deed("delayed", what_of(page, at))
        found = told_of(page, hit, at, deed=late) if charge_above(page, at) is None else iter(())
    elif completed or (agreed and deed is None and is_doing(parse, at) and is_told(page, at)):
        real = charge_above(page, at) is None and not mood(parse, at).negated
        found = _whoever(page, hit, at) if real else iter(())
    else:
        found = _done(page, hit, at)
    for told in found:  # a quotation may end before it says when
        end = max(told.words.end, tree.clause(parse, at).end)
        yield replace(told, words=Stretch(told.words.start, end))


def _of_missed_day(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "remained closed, three days after it should have been opened"."""
    parse = page.parse
    start = parse.sentences[parse.tokens[hit.start].sentence].start
    for at in range(hit.start - 1, start - 1, -1):
        if parse.tokens[at].pos in ("AUX", "VERB") and is_lasting(page, at):
            for told in lasting(page, hit, at):
                end = max(told.words.end, tree.clause(parse, parse.tokens[hit.start].head).end)
                yield replace(told, words=Stretch(told.words.start, end))
            return


def _timed(page: Page, hit: Hit, words: set[str]) -> int | None:
    """The verb that came too late, or, where nothing says late, in its time."""
    tokens = page.parse.tokens
    above = [
        i
        for i in tree.ancestors(page.parse, hit.start)
        if tokens[i].pos == "VERB" or (tokens[i].pos == "AUX" and is_lasting(page, i))
    ]
    late = next((i for i in above if is_late(page, i) or _is_did_not(page, i)), None)
    if late is not None or words & {*_OVER, "late", "later", "behind"}:
        return late
    return next((i for i in above if is_told(page, i)), None)


def _is_did_not(page: Page, verb: int) -> bool:
    """Whether it is "did not pay", "has not paid"."""
    parse = page.parse
    did = any(parse.tokens[c].lower in _PAST for c in parse.children[verb])
    return did and mood(parse, verb).negated


def _whoever(page: Page, hit: Hit, at: int) -> Iterator[Told]:
    """A deed by who did it; by "who owes it" where it was done, and the text does not say."""
    by = doers_of(page, at)
    who = tree.done_to(page.parse, at) if tree.is_passive(page.parse, at) else None
    who = tree.subject(page.parse, at) if who is None else who
    what = what_of(page, at)
    if not by and who is not None and is_thing(page, who):
        by, what = WHOEVER, clause_of(page, at)
    yield from told_of(page, hit, at, deed=Deed("fulfilled", what), by=by)


def _of_promised(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "freed 40 of the 95 men that it owed", "is not letting in the grain it promised".

    And what is missed: "are still waiting for the pay that it promised".
    """
    parse = page.parse
    if not is_promise(parse, hit.start) or is_ahead(page, hit.start):
        return
    at = tree.governing_verb(parse, parse.tokens[hit.start].head)
    if at is None or at >= hit.start:
        return
    if _is_missed(page, at):
        thing = tree.noun_phrase(parse, parse.tokens[hit.start].head)
        deed = Deed("delayed", thing)
        by = parties_of(page, tree.child(parse, hit.start, "nsubj")) or WHOEVER
        free = charge_above(page, at) is None
        yield from told_of(page, hit, at, deed=deed, by=by) if free else ()
    else:
        yield from _done(page, hit, at)


def _is_missed(page: Page, verb: int) -> bool:
    """Whether somebody has not got it: "are still waiting for", "have not received"."""
    put = mood(page.parse, verb)
    if put.question or put.condition is not None or is_ahead(page, verb):
        return False
    waits = page.parse.tokens[verb].lemma in word_set("missing", "waiting")
    gets = page.parse.tokens[verb].lemma in word_set("missing", "getting")
    return (waits and not put.negated) or (gets and put.negated)


def _of_required(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "withdrew from the valley, as the truce requires", "are there, as it foresees"."""
    last = hit.end - 1
    if page.parse.tokens[hit.start].lower == "as":
        yield from kept_state(page, hit)  # the parse may take "foresees" for a noun
    if text_of_as(page, last) is None:
        return
    at = page.parse.tokens[last].head
    free = deed_of(page, at) is None and charge_above(page, at) is None
    if free and is_doing(page.parse, at) and is_told(page, at):
        act: Act = "delayed" if mood(page.parse, at).negated else "fulfilled"
        yield from told_of(page, hit, at, deed=Deed(act, what_of(page, at)))


def _of_noun(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield what a noun tells, or what was done "in violation of the truce"."""
    verb = tree.governing_verb(page.parse, hit.start)
    if verb is not None and in_breach(page, verb) is not None:
        yield from _of_deed(page, replace(hit, start=verb, end=verb + 1))
    else:
        yield from of_noun(page, hit)


def _of_exchange(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield what the other side did for it: "freed 20 men in exchange for Norland freeing 300"."""
    parse = page.parse
    top = tree.governing_verb(parse, hit.start)
    aims = [c for c in parse.children[hit.end - 1] if parse.tokens[c].dep == "pcomp"]
    if top is None or not aims or not is_told(page, top):
        return
    at, lemmas = aims[0], {parse.tokens[top].lemma, parse.tokens[aims[0]].lemma}
    real = not mood(parse, top).negated and agreement_of_clause(page, top) is not None
    if real and lemmas <= word_set("deeds") and charge_above(page, top) is None:
        yield from told_of(page, hit, at, deed=Deed("fulfilled", what_of(page, at)))


def _of_holds(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "the truce between Kestland and Torvania was holding": both keep it."""
    parse, noun = page.parse, hit.start
    at = parse.tokens[noun].head
    put = mood(parse, at)
    if parse.tokens[noun].dep != "nsubj" or parse.tokens[at].lemma != "hold":
        return
    if put.negated or put.footing != "asserted" or put.condition or is_ahead(page, at):
        return
    both = [n for o in tree.prep_objects(parse, noun, "between") for n in parties_of(page, o)]
    deed = Deed("fulfilled", tree.noun_phrase(parse, noun))
    yield from told_of(page, hit, at, deed=deed, by=tuple(both))


def _of_disputed(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "the sides disagree over whether Kestland has honoured the pact"."""
    parse, top = page.parse, hit.start
    if is_ahead(page, top) or mood(parse, top).negated:
        return
    for at in tree.below(parse, top):
        mark = tree.child(parse, at, "mark")
        if at <= top or mark is None or parse.tokens[mark].lower != "whether":
            continue
        deed = deed_of(page, at)
        if deed is None and parse.tokens[at].lemma in word_set("deeds"):
            deed = undone(page, at)
        if deed is not None:
            deed = replace(deed, act="disputed")
            yield from told_of(page, hit, at, deed=deed, by=doers_of(page, at))


ACCOUNTS = {
    "accused": of_accused,
    "traded": of_traded,
    "denied": of_denied,
    "deed": _of_deed,
    "undone": _of_undone,
    "under": _of_under,
    "exchange": _of_exchange,
    "late": _of_late,
    "missed_day": _of_missed_day,
    "holds": _of_holds,
    "noun": _of_noun,
    "promised": _of_promised,
    "required": _of_required,
    "disputed": _of_disputed,
    "duty": of_duty,
    "overdue": of_overdue,
    "checked": of_checked,
    "despite": of_despite,
    "let": of_let,
    "passed": of_passed,
    "more": of_more,
}
