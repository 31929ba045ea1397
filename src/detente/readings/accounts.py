"""Accounts of whether a commitment was kept, wording by wording: who tells what of whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.model.actors import NARRATOR
from detente.model.vocabulary import Act, Verdict
from detente.readings import tree
from detente.readings.agreements import agreement_under, word_set
from detente.readings.commitments import read_commitments
from detente.readings.deeds import Deed, deed_of, is_ahead, is_told, undone, what_of
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.tellers import (
    SELF,
    charge_above,
    clause_of,
    doers_of,
    is_charged,
    is_finding,
    is_monitor,
    names_of,
    owner_of_noun,
    owners_of,
    parties_of,
    tellers_of_charge,
)

_EACH = frozenset({"other", "another"})
# "in case of a violation", "the risk of a breach"
_POSSIBLE = frozenset(
    {"case", "danger", "event", "fear", "fears", "possibility", "risk", "threat", "warned"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """An account found: its words, the verb, whose conduct, and who tells or denies it."""

    hit: Hit
    words: Stretch
    verb: int
    deed: Deed
    by: tuple[str, ...]
    told_by: tuple[str | None, ...]
    denied_by: tuple[str, ...] = ()
    monitor: str | None = None
    finding: Verdict | None = None


def _of_accused(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Kestland accused Torvania of breaking the truce", "condemned its violations"."""
    parse, top = page.parse, hit.start
    put = mood(parse, top)
    if put.negated or put.question or put.footing == "supposed" or is_ahead(page, top):
        return
    tellers, accused = names_of(page, tree.doer(parse, top)), tree.done_to(parse, top)
    if accused is None:
        return
    mutual = parse.tokens[accused].lower in _EACH
    by = owners_of(page, tellers) if mutual else parties_of(page, accused)
    charges = tree.prep_objects(parse, top, "of", "for", "over")
    charges += tree.prep_objects(parse, accused, "of", "for", "over")
    deeds = [
        (at, d) for c in charges for at in tree.conjuncts(parse, c) if (d := deed_of(page, at))
    ]
    if not deeds and (deed := deed_of(page, accused)) is not None:
        deeds, by = [(accused, deed)], owner_of_noun(page, accused)
    for at, deed in deeds:
        if deed.act in ("violated", "delayed", "suspended"):
            yield Told(hit, clause_of(page, top), at, deed, by, tellers or (None,))


def _of_traded(page: Page, hit: Hit) -> Iterator[Told]:
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


def _of_denied(page: Page, hit: Hit) -> Iterator[Told]:
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
        own = tree.child(parse, at, "nsubj", "nsubjpass", "poss")
        by = () if own is None else parties_of(page, own)
        if own is None or (not by and parse.tokens[own].lower in SELF):
            by = owners_of(page, deniers)
        charge = tree.child(parse, top, "dobj")
        tellers = () if charge is None else owner_of_noun(page, charge)
        tellers = tuple(n for n in tellers if n not in by)
        yield Told(hit, clause_of(page, top), at, deed, by, tellers[:1] or (None,), deniers)
        return


def below_denial(page: Page, top: int) -> Iterator[int]:
    """The words of what is denied: "breaking it", "that it broke it", "charges of a breach"."""
    parse = page.parse
    for c in parse.children[top]:
        if c > top and parse.tokens[c].dep in ("xcomp", "ccomp", "dobj"):
            yield c
            yield from tree.prep_objects(parse, c, "of")
            yield from (k for k in parse.children[c] if parse.tokens[k].dep in ("acl", "xcomp"))


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


def _of_undone(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Kestland failed to release the prisoners", "has yet to", "has not yet"."""
    parse, top = page.parse, hit.start
    failed = parse.tokens[top].lemma == "fail"
    at = tree.child(parse, top, "xcomp") if failed else _verb_of_yet(page, hit)
    if at is None or charge_above(page, at) is not None:
        return
    deed = undone(page, at)
    holder = top if failed else at
    put = mood(parse, holder)
    real = put.footing != "supposed" and put.condition is None and not put.question
    if deed is not None and real and not is_ahead(page, holder):
        deed = replace(deed, act="delayed") if not failed else deed
        by = doers_of(page, at) or _debtor_before(page, at)
        yield from _told(page, hit, at, deed, by=by, top=holder)


def _debtor_before(page: Page, at: int) -> tuple[str, ...]:
    """Who owed it, of "one prisoner has yet to be freed": by the commitment told just before."""
    if not tree.is_passive(page.parse, at):
        return ()
    tokens = page.parse.tokens
    paragraph = page.parse.paragraphs[tokens[at].paragraph]
    start, end = tokens[paragraph.start].start, tokens[at].start
    owed = [c for c in read_commitments(page) if start <= c.main.start and c.main.end <= end]
    return (owed[-1].by,) if owed else ()


def _verb_of_yet(page: Page, hit: Hit) -> int:
    """The verb of "has yet to release", "has not yet released"."""
    token = page.parse.tokens[page.parse.tokens[hit.end - 1].head]
    return token.head if token.dep in ("aux", "auxpass") else token.i


def _of_under(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "Torvania freed 120 prisoners under the accord", "withdrew as agreed"."""
    parse = page.parse
    agreed = parse.tokens[hit.end - 1].lower in ("agreed", "promised", "pledged")
    at = tree.governing_verb(parse, hit.start)
    if at is None or (not agreed and agreement_under(page, hit.end - 1) is None):
        return
    if hit.start <= at < hit.end:
        at = parse.tokens[at].head
    if parse.tokens[at].lemma not in word_set("deeds") or charge_above(page, at) is not None:
        return
    if is_told(page, at) and deed_of(page, at) is None:
        act: Act = "delayed" if mood(parse, at).negated else "fulfilled"
        yield from _told(page, hit, at, Deed(act, what_of(page, at)))


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
    yield from _told(page, hit, at, deed, by=tuple(both))


def _of_noun(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "recorded violations of the truce by Torvania", "moved guns in breach of the pact"."""
    parse, noun = page.parse, hit.start
    deed, top = deed_of(page, noun), tree.governing_verb(parse, noun)
    if deed is None or top is None or charge_above(page, noun) is not None:
        return
    by = owner_of_noun(page, noun)
    token = parse.tokens[noun]
    manner = token.dep == "pobj" and parse.tokens[token.head].lower == "in"
    if not by and manner and is_told(page, top) and not mood(parse, top).negated:
        yield from _told(page, hit, noun, deed, by=doers_of(page, top), top=top)
    elif by and parse.tokens[top].lemma in word_set("finding", "verbs"):
        yield from _found(page, hit, deed, by=by, top=top)
    elif by and _is_presupposed(page, noun, top):
        if page.statement_at(noun) is None and deed.doubtful:
            acts = tuple(n for n in doers_of(page, top) if n not in by)
            if acts and not mood(parse, top).negated:
                yield Told(hit, _phrase(page, noun), noun, deed, by, acts)
        else:
            yield from _told(page, hit, noun, deed, by=by)


def _is_presupposed(page: Page, noun: int, top: int) -> bool:
    """Whether a breach is spoken of as one that was: "after its violation of the truce"."""
    token = page.parse.tokens[noun]
    if token.dep == "pobj":
        above = page.parse.tokens[token.head]
        held = page.parse.tokens[above.head]
        return held.lower not in _POSSIBLE and above.lower not in ("against", "without")
    return not is_ahead(page, top) and mood(page.parse, top).footing != "supposed"


def _phrase(page: Page, noun: int) -> Stretch:
    return tree.noun_phrase(page.parse, noun)


def _found(page: Page, hit: Hit, deed: Deed, *, by: tuple[str, ...], top: int) -> Iterator[Told]:
    """What a monitor, or another who looked, found or did not find."""
    parse, noun = page.parse, hit.start
    put = mood(parse, top)
    finders = names_of(page, tree.doer(parse, top))
    if not finders or is_ahead(page, top) or put.footing == "supposed":
        return
    negated = put.negated or tree.child(parse, noun, "det", "neg") in _nos(page, noun)
    monitor = next((n for n in finders if is_monitor(n)), None)
    if not negated:
        verdict: Verdict | None = "confirmed" if monitor else None
        yield Told(
            hit, clause_of(page, top), noun, deed, by, finders, monitor=monitor, finding=verdict
        )
    elif monitor is not None:
        words = clause_of(page, top)
        yield Told(hit, words, noun, deed, by, (None,), (), monitor, "not_confirmed")


def _nos(page: Page, noun: int) -> list[int]:
    tokens = page.parse.tokens
    return [c for c in page.parse.children[noun] if tokens[c].lower in ("no", "any")]


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
            yield from _told(page, hit, at, deed, by=doers_of(page, at))


def _plainly(page: Page, hit: Hit, at: int, deed: Deed) -> Iterator[Told]:
    """A deed told outright; what is negated is the opposite, or a denial of it."""
    if not mood(page.parse, at).negated:
        yield from _told(page, hit, at, deed)
    elif deed.act == "fulfilled":
        yield from _told(page, hit, at, replace(deed, act="violated"))
    elif (said := page.statement_at(at)) is not None and deed.act == "violated":
        who = doers_of(page, at)
        yield Told(hit, clause_of(page, at), at, deed, who, (None,), (said.speaker,))


def _told(
    page: Page,
    hit: Hit,
    at: int,
    deed: Deed,
    *,
    by: tuple[str, ...] | None = None,
    top: int | None = None,
) -> Iterator[Told]:
    """A deed by the one who says so, or by the report if nobody does.

    by: Whose conduct it is; None for whoever does it. top: The verb of the clause, if not `at`.
    """
    said = page.statement_at(at)
    teller = said.speaker if said is not None else NARRATOR
    names = doers_of(page, at) if by is None else by
    if teller == NARRATOR and deed.act != "fulfilled" and is_charged(page, at):
        return
    found = Told(hit, clause_of(page, at if top is None else top), at, deed, names, (teller,))
    if said is not None and is_monitor(teller) and is_finding(page, said):
        found = replace(found, monitor=teller, finding="confirmed")
    yield found


ACCOUNTS = {
    "accused": _of_accused,
    "traded": _of_traded,
    "denied": _of_denied,
    "deed": _of_deed,
    "undone": _of_undone,
    "under": _of_under,
    "holds": _of_holds,
    "noun": _of_noun,
    "disputed": _of_disputed,
}
