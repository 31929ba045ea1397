"""Accusations and denials: who says of whom that it broke what was agreed, and who denies it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.vocabulary import CheckResult
from detente.readings import tree
from detente.readings.agreements import is_duty, word_set
from detente.readings.deeds import Deed, breach_behind, deed_of, is_ahead, is_told
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Parse
from detente.readings.page import Page
from detente.readings.tellers import (
    SELF,
    Told,
    charge_above,
    clause_of,
    doers_of,
    is_monitor,
    names_of,
    owner_of_noun,
    owners_of,
    parties_of,
    told_of,
)

_EACH = frozenset({"other", "another"})
# What somebody is accused of begins within so many tokens.
_CHARGE_WITHIN = 8
# Verbs of saying that there was what one has not shown.
_ALLEGING = frozenset({"allege", "claim"})
# Verbs of calling it a breach with "as".
_DESCRIBING = frozenset(
    {"brand", "characterise", "characterize", "condemn", "decry", "denounce", "describe"}
    | {"interpret", "portray", "regard", "see", "view"}
)


def of_accused(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Kestland accused Torvania of breaking the truce", "condemned its violations"."""
    parse, top = page.parse, hit.start
    put = mood(parse, top)
    if put.negated or put.question or put.footing == "supposed" or is_ahead(page, top):
        return
    tellers, accused = names_of(page, tree.doer(parse, top)), tree.done_to(parse, top)
    if accused is None:
        return
    tellers = tellers or _speaker_of(page, top, accused)
    mutual = parse.tokens[accused].lower in _EACH
    by = owners_of(page, tellers) if mutual else parties_of(page, accused)
    charges = _charged_with(page, max(top, accused))
    deeds = [
        (at, d) for c in charges for at in tree.conjuncts(parse, c) if (d := deed_of(page, at))
    ]
    broken = breach_behind(page, max(charges)) if charges and not deeds else None
    if broken is not None:  # "of shelling the port on Sunday, in violation of the truce"
        deeds = [(charges[0], Deed("violated", broken))]
    if not deeds and (deed := deed_of(page, accused)) is not None:
        deeds, by = [(accused, deed)], owner_of_noun(page, accused)
    for at, deed in deeds:
        if deed.act in ("violated", "delayed", "suspended"):
            yield Told(hit, clause_of(page, top), at, deed, by, tellers or (None,))


def _speaker_of(page: Page, verb: int, accused: int) -> tuple[str, ...]:
    """Who accuses, where the parse misses it: who speaks with that verb, or stands ahead of it."""
    said = page.statement_at(accused)
    if said is not None and said.cue is not None and page.token_at(said.cue.start) == verb:
        return (said.speaker,)
    opens = verb - 1 == page.parse.sentences[page.parse.tokens[verb].sentence].start
    return page.cast.of_token.get(verb - 1, ()) if opens else ()


def _charged_with(page: Page, start: int) -> list[int]:
    """What stands behind "of" or "for" there, also behind a day: "accused it on Monday of"."""
    parse = page.parse
    end = min(parse.sentences[parse.tokens[start].sentence].end, start + _CHARGE_WITHIN)
    found = [
        c
        for i in range(start + 1, end)
        if parse.tokens[i].lower in ("of", "for", "over")
        for c in parse.children[i]
        if c > i and parse.tokens[c].dep in ("pobj", "pcomp")
    ]
    return list(dict.fromkeys(found))


def of_traded(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Kestland and Torvania traded accusations of breaking the truce": two accounts."""
    parse, top, noun = page.parse, hit.start, hit.end - 1
    who = tree.subject(parse, top)
    both = parties_of(page, who)
    if len(both) < 2 and who is not None:
        both = tuple(n for o in tree.prep_objects(parse, who, "of") for n in parties_of(page, o))
    charges = tree.prep_objects(parse, noun, "of", "over", "for", "about")
    charges += tree.prep_objects(parse, top, "of", "over", "for", "about")
    for charge in charges:
        deed = deed_of(page, charge)
        if deed is not None and len(both) > 1 and is_told(page, top):
            yield Told(hit, clause_of(page, top), charge, deed, both, both)


def of_denied(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Torvania denied that it had broken the truce": a denial alone."""
    parse, top = page.parse, hit.start
    put = mood(parse, top)
    if put.negated or put.question or put.footing == "supposed" or is_ahead(page, top):
        return
    deniers = names_of(page, tree.doer(parse, top))
    for at in below_denial(page, top):
        deed = deed_of(page, at)
        if deed is None or deed.act == "fulfilled":
            continue
        by = _whose_breach(page, at, top=top, deniers=deniers)
        charge = tree.child(parse, top, "dobj")
        tellers = () if charge is None else owner_of_noun(page, charge)
        tellers = tuple(n for n in tellers if n not in by)
        yield Told(hit, clause_of(page, top), at, deed, by, tellers[:1] or (None,), deniers)
        return


def _whose_breach(page: Page, at: int, *, top: int, deniers: tuple[str, ...]) -> tuple[str, ...]:
    """Whose breach is denied: that of who is named for it, else of who denies it."""
    parse = page.parse
    own = tree.child(parse, at, "nsubj", "nsubjpass", "poss")
    held = own is not None and is_duty(parse, own)  # "that the accord had been broken"
    agent = tree.child(parse, at, "agent")
    if agent is not None:  # "… by Kestland", "by its troops"
        who = tree.child(parse, agent, "pobj")
        by = parties_of(page, who)
        if by or who is None or not _is_self(parse, tree.child(parse, who, "poss")):
            return by
    elif own is not None and not held:
        by = parties_of(page, own)
        if by or not _is_self(parse, own):
            return by
    by = owners_of(page, deniers) or parties_of(page, tree.doer(parse, top))
    return () if held and not _are_bound(page, by) else by


def _are_bound(page: Page, names: tuple[str, ...]) -> bool:
    """Whether they may have broken what nobody is said to have: a body may have watched it."""
    actors = [page.cast.actor(name) for name in names]
    return all(a is not None and a.kind not in ("bloc", "organisation") for a in actors)


def _is_self(parse: Parse, i: int | None) -> bool:
    return i is not None and parse.tokens[i].lower in SELF


def below_denial(page: Page, top: int) -> Iterator[int]:
    """The words of what is denied: "breaking it", "that it broke it", "charges of a breach"."""
    parse = page.parse
    for c in parse.children[top]:
        if c > top and parse.tokens[c].dep in ("xcomp", "ccomp", "dobj"):
            yield c
            yield from tree.prep_objects(parse, c, "of")
            yield from (k for k in parse.children[c] if parse.tokens[k].dep in ("acl", "xcomp"))


def of_noun(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "recorded violations of the truce by Torvania", "moved guns in breach of the pact"."""
    parse, noun = page.parse, hit.start
    deed, top = deed_of(page, noun), tree.governing_verb(parse, noun)
    if deed is None or top is None or charge_above(page, noun) is not None:
        return
    token = parse.tokens[noun]
    if token.dep in ("attr", "oprd"):
        yield from _of_called(page, hit, deed, top=top)
        return
    if parse.tokens[token.head].lower == "as" and parse.tokens[top].lemma in _DESCRIBING:
        yield from _of_described(page, hit, deed, top=top)
        return
    by = owner_of_noun(page, noun)
    manner = token.dep == "pobj" and parse.tokens[token.head].lower == "in"
    if not by and manner and is_told(page, top) and not mood(parse, top).negated:
        yield from told_of(page, hit, noun, deed=deed, by=doers_of(page, top), top=top)
    elif by and parse.tokens[top].lemma in word_set("finding", "verbs"):
        yield from _found(page, hit, deed, by=by, top=top)
    elif by and token.dep == "dobj" and parse.tokens[top].lemma in _ALLEGING:
        if not mood(parse, top).negated and not is_ahead(page, top):
            tellers = names_of(page, tree.doer(parse, top))
            yield Told(hit, clause_of(page, top), noun, deed, by, tellers or (None,))
    elif by and _is_presupposed(page, noun, top):
        if page.statement_at(noun) is None and deed.doubtful:
            acts = tuple(n for n in doers_of(page, top) if n not in by)
            if acts and not mood(parse, top).negated:
                yield Told(hit, tree.noun_phrase(parse, noun), noun, deed, by, acts)
        else:
            yield from told_of(page, hit, noun, deed=deed, by=by)


def _of_called(page: Page, hit: Hit, deed: Deed, *, top: int) -> Iterator[Told]:
    """Yield "Kestland's raid was a breach of the truce", "called the raid a breach"."""
    parse, noun = page.parse, hit.start
    called = parse.tokens[noun].dep == "oprd"
    thing = tree.done_to(parse, top) if called else tree.subject(parse, top)
    if thing in (None, noun) or mood(parse, top).negated or not is_told(page, top):
        return
    by = owner_of_noun(page, thing) if thing is not None else ()
    tellers = names_of(page, tree.doer(parse, top)) if called else ()
    if called and tellers:
        yield Told(hit, clause_of(page, top), noun, deed, by, tellers[:1])
    elif not called:
        yield from told_of(page, hit, noun, deed=deed, by=by, top=top)


def _of_described(page: Page, hit: Hit, deed: Deed, *, top: int) -> Iterator[Told]:
    """Yield "described the raid as a breach", "fired flares, an act she denounced as a breach"."""
    parse = page.parse
    thing = tree.child(parse, top, "dobj")
    by: tuple[str, ...] = ()
    if thing is not None:
        by = owner_of_noun(page, thing)
    elif parse.tokens[top].dep == "relcl":
        thing = parse.tokens[top].head
        did = tree.governing_verb(parse, thing)
        by = owner_of_noun(page, thing) or (doers_of(page, did) if did is not None else ())
    tellers = names_of(page, tree.doer(parse, top))
    if tellers and by and not mood(parse, top).negated and not is_ahead(page, top):
        yield Told(hit, clause_of(page, top), hit.start, deed, by, tellers[:1])


def _is_presupposed(page: Page, noun: int, top: int) -> bool:
    """Whether a breach is spoken of as one that was: "after its violation of the truce"."""
    token = page.parse.tokens[noun]
    if token.dep == "pobj":
        above = page.parse.tokens[token.head]
        held = page.parse.tokens[above.head]
        return held.lower not in word_set("undone", "possible") and above.lower not in (
            "against",
            "without",
        )
    return not is_ahead(page, top) and mood(page.parse, top).footing != "supposed"


def _found(page: Page, hit: Hit, deed: Deed, *, by: tuple[str, ...], top: int) -> Iterator[Told]:
    """What a monitor, or another who looked, found or did not find."""
    parse, noun = page.parse, hit.start
    put = mood(parse, top)
    finders = names_of(page, tree.doer(parse, top))
    if not finders and (said := page.statement_at(noun)) is not None:
        finders = (said.speaker,)  # "the mission said it had recorded"
    if not finders or is_ahead(page, top) or put.footing == "supposed":
        return
    negated = put.negated or tree.child(parse, noun, "det", "neg") in _nos(page, noun)
    monitor = next((n for n in finders if is_monitor(n)), None)
    if not negated:
        result: CheckResult | None = "confirmed" if monitor else None
        yield Told(
            hit, clause_of(page, top), noun, deed, by, finders, monitor=monitor, finding=result
        )
    elif monitor is not None:
        words = clause_of(page, top)
        yield Told(hit, words, noun, deed, by, (None,), (), monitor, "not_confirmed")


def _nos(page: Page, noun: int) -> list[int]:
    tokens = page.parse.tokens
    return [c for c in page.parse.children[noun] if tokens[c].lower in ("no", "any")]
