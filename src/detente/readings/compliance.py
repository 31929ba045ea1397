"""What somebody tells of whether a commitment was kept: the teller, the deed, and who denies it.

A violation is never told by the report unless the report itself asserts it: who accuses tells it,
who is accused is the one whose conduct it is, and who denies it stands apart from both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.model.actors import NARRATOR
from detente.model.claims import Compliance
from detente.model.vocabulary import Act, Verdict
from detente.readings import times, tree
from detente.readings.agreements import (
    agreement_of_clause,
    agreement_under,
    duties_below,
    is_agreement,
    word_set,
)
from detente.readings.coming import in_condition
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.speech.chain import chain_of

FAMILY = "compliance"
# What stands below these is somebody's charge or denial, never told by the report.
_CHARGING = frozenset(
    {"accuse", "accusation", "allegation", "blame", "charge", "claim", "deny", "denial", "reject"}
)
_EACH = frozenset({"other", "another"})
_SUSPENDING = frozenset({"suspend", "halt", "freeze", "pause"})
_DELAYING = frozenset({"delay", "postpone", "miss"})


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done about a commitment, as a clause tells it: the act, and what it is about."""

    act: Act
    commitment: Stretch


@dataclass(frozen=True, slots=True)
class _Told:
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
    mutual: bool = False


def read_compliance(page: Page) -> list[Compliance]:
    """Return what a page tells of commitments kept or not, each once, in order."""
    found: list[_Told] = []
    for hit in sorted(page.hits(FAMILY), key=lambda h: (-h.confidence, h.start)):
        found += (told for told in _READ[hit.reads](page, hit) if told.by)
    return [claim for told in _without_overlap(found) for claim in _claims(page, told)]


def _of_accused(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "Kestland accused Torvania of breaking the truce"."""
    parse = page.parse
    top = hit.start
    if not _is_real(page, top):
        return
    tellers, accused = _names(page, tree.doer(parse, top)), tree.done_to(parse, top)
    mutual = accused is not None and parse.tokens[accused].lower in _EACH
    by = tellers if mutual else _parties(page, accused)
    for charge in tree.prep_objects(parse, top, "of"):
        for at in tree.conjuncts(parse, charge):
            deed = _deed(page, at)
            if deed is not None:
                yield _Told(
                    hit, _clause(page, top), at, deed, by, tellers or (None,), mutual=mutual
                )


def _of_traded(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "Kestland and Torvania traded accusations of breaking the truce": two accounts."""
    parse = page.parse
    top, noun = hit.start, hit.end - 1
    both = _parties(page, tree.subject(parse, top))
    charges = tree.prep_objects(parse, noun, "of", "over", "for")
    charges += tree.prep_objects(parse, top, "of", "over", "for")
    for charge in charges:
        deed = _deed(page, charge)
        if deed is not None and len(both) > 1 and _is_real(page, top):
            yield _Told(hit, _clause(page, top), charge, deed, both, both, mutual=True)


def _of_denied(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "Torvania denied that it had broken the truce": a denial alone."""
    parse = page.parse
    top = hit.start
    put = mood(parse, top)
    if put.negated or put.question or put.footing != "asserted" or _is_ahead(page, top):
        return
    deniers = _names(page, tree.doer(parse, top))
    for c in parse.children[top]:
        token = parse.tokens[c]
        if c < top or token.dep not in ("xcomp", "ccomp", "dobj"):
            continue
        places = [c, *tree.prep_objects(parse, c, "of")]
        places += [k for k in parse.children[c] if parse.tokens[k].dep in ("acl", "xcomp")]
        for at in places:
            deed = _deed(page, at)
            if deed is None or deed.act == "fulfilled":
                continue
            own = tree.child(parse, at, "nsubj")
            by = _parties(page, own) if own is not None else _owners(deniers, page)
            yield _Told(hit, _clause(page, top), at, deed, by, (None,), deniers)
            return


def _of_deed(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "Torvania broke the truce", by the one who says so, or by the report."""
    at = hit.start
    deed = _deed(page, at)
    if deed is not None and _is_past(page, at) and not _is_charge(page, at):
        yield from _plainly(page, hit, at, deed)


def _of_undone(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "Kestland failed to release the prisoners", "has yet to", "has not yet"."""
    parse = page.parse
    top = hit.start
    if parse.tokens[hit.start].lemma == "fail":
        at = tree.child(parse, top, "xcomp")
    elif parse.tokens[hit.end - 1].lower == "to":
        at = parse.tokens[hit.end - 1].head
    else:
        at = parse.tokens[hit.start].head
    if at is None or _is_charge(page, at):
        return
    deed = _undone(page, at)
    holder = at if parse.tokens[hit.start].lemma != "fail" else top
    if deed is not None and not in_condition(page, holder) and not _is_ahead(page, holder):
        yield from _told(page, hit, at, deed)


def _undone(page: Page, at: int) -> Deed | None:
    """What a clause tells that somebody did not do: late, or broken if it is a whole text."""
    deed = _deed(page, at)
    if deed is not None and deed.act == "fulfilled":
        return replace(deed, act="violated")
    lemma = page.parse.tokens[at].lemma
    under = agreement_of_clause(page, at)
    if lemma in word_set("deeds") and under is not None:
        return Deed("delayed", _thing(page, at))
    return None


def _of_under(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "Torvania freed 120 prisoners under the accord", "withdrew as agreed"."""
    parse = page.parse
    agreed = parse.tokens[hit.end - 1].lower == "agreed"
    at = tree.governing_verb(parse, hit.start)
    if at is None or (not agreed and agreement_under(page, hit.end - 1) is None):
        return
    if parse.tokens[at].lemma == "agree":
        at = parse.tokens[at].head
    plain = _is_past(page, at) and not _is_charge(page, at)
    if parse.tokens[at].lemma in word_set("deeds") and plain:
        put = mood(parse, at)
        act: Act = "delayed" if put.negated else "fulfilled"
        yield from _told(page, hit, at, Deed(act, _thing(page, at)))


def _of_holds(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "the truce between Kestland and Torvania was holding": both keep it."""
    parse = page.parse
    noun = hit.start
    at = parse.tokens[noun].head
    if parse.tokens[noun].dep != "nsubj" or parse.tokens[at].lemma != "hold":
        return
    put = mood(parse, at)
    if put.negated or put.modal or put.future or put.footing != "asserted" or put.condition:
        return
    both: list[str] = []
    for o in tree.prep_objects(parse, noun, "between"):
        both += _parties(page, o)
    deed = Deed("fulfilled", tree.noun_phrase(parse, noun))
    yield from _told(page, hit, at, deed, by=tuple(both))


def _of_noun(page: Page, hit: Hit) -> Iterator[_Told]:
    """Yield "monitors recorded violations of the truce by Torvania"."""
    parse = page.parse
    noun = hit.start
    deed = _deed(page, noun)
    top = tree.governing_verb(parse, noun)
    if deed is None or top is None or not _is_past(page, top):
        return
    by = [n for o in tree.prep_objects(parse, noun, "by") for n in _parties(page, o)]
    own = tree.child(parse, noun, "poss")
    by += _parties(page, own) if own is not None else ()
    lemma = parse.tokens[top].lemma
    if lemma in ("record", "report", "document", "confirm", "find", "list", "condemn", "denounce"):
        doers = _names(page, tree.doer(parse, top)) or (None,)
        negated = mood(parse, top).negated
        if doers[0] is not None and not negated:
            yield _Told(hit, _clause(page, top), noun, deed, tuple(by), doers)
    elif mood(parse, top).footing == "asserted" and lemma not in ("deny", "accuse", "reject"):
        return


_READ = {
    "accused": _of_accused,
    "traded": _of_traded,
    "denied": _of_denied,
    "deed": _of_deed,
    "undone": _of_undone,
    "under": _of_under,
    "holds": _of_holds,
    "noun": _of_noun,
}


def _deed(page: Page, i: int) -> Deed | None:
    """What a verb, or a noun such as "violation", says was done about a commitment, or None."""
    parse = page.parse
    token = parse.tokens[i]
    lemma = token.lemma.lower()
    if token.pos == "NOUN" and lemma in ("violation", "breach", "infringement"):
        duty = next(iter(_duties_of_noun(page, i)), None)
        return None if duty is None else Deed("violated", duty)
    if lemma == "fail":
        below = tree.child(parse, i, "xcomp")
        return None if below is None else _undone(page, below)
    act = _act(lemma)
    if act is None:
        return None
    duty_at = next(duties_below(page, i), None)
    if duty_at is None:
        return None
    return Deed(act, tree.noun_phrase(parse, duty_at))


def _duties_of_noun(page: Page, noun: int) -> Iterator[Stretch]:
    parse = page.parse
    for o in tree.prep_objects(parse, noun, "of"):
        if is_agreement(parse, o) or parse.tokens[o].lemma in word_set("duties"):
            yield tree.noun_phrase(parse, o)
    for c in parse.children[noun]:
        if parse.tokens[c].dep == "compound" and is_agreement(parse, c):
            yield Stretch(c, c + 1)


def _act(lemma: str) -> Act | None:
    if lemma in word_set("breaking", "plain") or lemma in word_set("breaking", "on"):
        return "violated"
    if lemma in word_set("keeping", "plain") or lemma in word_set("keeping", "with"):
        return "fulfilled"
    if lemma in _SUSPENDING:
        return "suspended"
    return "delayed" if lemma in _DELAYING else None


def _plainly(page: Page, hit: Hit, at: int, deed: Deed) -> Iterator[_Told]:
    """A deed told outright; what is negated is the opposite, or a denial of it."""
    put = mood(page.parse, at)
    if put.negated and deed.act == "fulfilled":
        yield from _told(page, hit, at, replace(deed, act="violated"))
    elif put.negated and deed.act == "violated":
        said = page.statement_at(at)
        who = _doers(page, at)
        if said is not None:
            words = _clause(page, at)
            yield _Told(hit, words, at, deed, who, (None,), (said.speaker,))
    elif not put.negated:
        yield from _told(page, hit, at, deed)


def _told(
    page: Page, hit: Hit, at: int, deed: Deed, *, by: tuple[str, ...] | None = None
) -> Iterator[_Told]:
    """A deed by the one who says so, or by the report if nobody does."""
    said = page.statement_at(at)
    teller = said.speaker if said is not None else NARRATOR
    names = _doers(page, at) if by is None else by
    yield _Told(hit, _clause(page, at), at, deed, names, (teller,))


def _doers(page: Page, at: int) -> tuple[str, ...]:
    return _parties(page, tree.doer(page.parse, at))


def _is_real(page: Page, verb: int) -> bool:
    put = mood(page.parse, verb)
    unreal = put.negated or put.question or put.footing not in ("asserted", "hedged")
    return not unreal and not _is_ahead(page, verb) and not in_condition(page, verb)


def _is_past(page: Page, verb: int) -> bool:
    """Whether a verb tells of what was done: no demand, promise, threat or fear."""
    put = mood(page.parse, verb)
    token = page.parse.tokens[verb]
    if put.question or put.footing not in ("asserted", "hedged") or put.condition is not None:
        return False
    return token.tag in ("VBD", "VBN", "VBG", "VBZ", "VBP") and not _is_ahead(page, verb)


def _is_ahead(page: Page, verb: int) -> bool:
    put = mood(page.parse, verb)
    return put.future or put.modal is not None or in_condition(page, verb)


def _is_charge(page: Page, at: int) -> bool:
    """Whether a clause is what somebody is accused of, or denies: read with the accusation."""
    parse = page.parse
    above = (parse.tokens[i] for i in tree.ancestors(parse, at))
    return any(t.lemma in _CHARGING and t.i < at for t in above)


def _thing(page: Page, at: int) -> Stretch:
    """What was to be done, without who was to do it."""
    words = tree.clause(page.parse, at)
    return Stretch(at, max(words.end, at + 1))


def _clause(page: Page, verb: int) -> Stretch:
    """A clause without what stands ahead of its subject, within what one speaker says."""
    words = tree.clause(page.parse, verb)
    who = tree.child(page.parse, verb, "nsubj", "nsubjpass")
    if who is not None and who < verb:
        words = Stretch(max(words.start, tree.noun_phrase(page.parse, who).start), words.end)
    return page.within_statement(words, verb)


def _names(page: Page, who: int | None) -> tuple[str, ...]:
    return () if who is None else page.cast.speaker(who)


def _parties(page: Page, who: int | None) -> tuple[str, ...]:
    if who is None:
        return ()
    return _owners(page.who(who), page)


def _owners(names: tuple[str, ...], page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys(page.cast.party(name) for name in names))


def _without_overlap(found: list[_Told]) -> list[_Told]:
    """Of accounts on the same verb, the surer; what an accusation holds is told once."""
    kept: dict[int, _Told] = {}
    for told in found:
        kept.setdefault(told.verb, told)
    return sorted(kept.values(), key=lambda t: (t.words.start, t.verb))


def _claims(page: Page, told: _Told) -> Iterator[Compliance]:
    """One claim for each whose conduct it is; of two that accuse each other, crosswise."""
    for by in told.by:
        tellers = told.told_by
        if told.mutual:
            tellers = tuple(t for t in told.told_by if t is not None and page.cast.party(t) != by)
        for teller in tellers[:1]:
            yield _claim(page, told, by, teller)


def _claim(page: Page, told: _Told, by: str, teller: str | None) -> Compliance:
    when = times.bearing(page, told.verb)
    dated = when is not None and when.days is not None
    said = page.statement_at(told.verb)
    return Compliance(
        evidence=(page.cite(told.words),),
        by=by,
        commitment=page.text(told.deed.commitment),
        act=told.deed.act,
        told_by=teller,
        denied_by=told.denied_by,
        monitor=told.monitor,
        finding=told.finding,
        days=when.days if when and dated else None,
        date_text=page.text(when.stretch) if when else None,
        reported_by=teller or (said.speaker if said else NARRATOR),
        hedged=mood(page.parse, told.verb).hedged,
        chain=chain_of(page, told.verb),
        when=None,
        rule=told.hit.rule,
        confidence=told.hit.confidence,
    )
