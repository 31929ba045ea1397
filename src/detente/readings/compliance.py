"""What somebody tells of whether a commitment was kept: the teller, the deed, and who denies it.

A violation is never told by the report unless the report itself asserts it: who accuses tells it,
who is accused is the one whose conduct it is, and who denies it stands apart from both.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import replace

from detente.model.actors import NARRATOR
from detente.model.claims import Commitment, Compliance
from detente.readings import times, tree
from detente.readings.accounts import ACCOUNTS
from detente.readings.agreements import word_set
from detente.readings.charges import below_denial
from detente.readings.commitments import read_commitments
from detente.readings.deeds import deed_of
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.speech.chain import chain_of
from detente.readings.tellers import Told, names_of, parties_of

FAMILY = "compliance"
# An answer to an accusation stands within so many sentences.
_ANSWERED_WITHIN = 2


def read_compliance(page: Page) -> list[Compliance]:
    """Return what a page tells of commitments kept or not, each once, in order."""
    found: list[Told] = []
    for hit in sorted(page.hits(FAMILY), key=lambda h: (-h.confidence, h.start)):
        found += ACCOUNTS[hit.reads](page, hit)
    told_of = [told for told in _with_debtors(page, found) if told.by]
    return [claim for told in _without_repeats(page, told_of) for claim in _claims(page, told)]


def _with_debtors(page: Page, found: list[Told]) -> list[Told]:
    """Accounts with who owed it where a passive does not say, by the commitment told before.

    "Under the accord Torvania was to free 120 men. Forty have yet to be freed."
    """
    if not any(_lacks_debtor(page, told) for told in found):
        return found
    owed = sorted(read_commitments(page), key=_end)
    return [
        replace(told, by=_debtor_before(page, told, owed)) if _lacks_debtor(page, told) else told
        for told in found
    ]


def _lacks_debtor(page: Page, told: Told) -> bool:
    return not told.by and told.hit.reads == "undone" and tree.is_passive(page.parse, told.verb)


def _debtor_before(page: Page, told: Told, owed: list[Commitment]) -> tuple[str, ...]:
    """Who owes the last commitment that ends ahead of an account, in the same paragraph."""
    tokens = page.parse.tokens
    paragraph = page.parse.paragraphs[tokens[told.verb].paragraph]
    last = bisect.bisect_right(owed, tokens[told.verb].start, key=_end) - 1
    same = last >= 0 and owed[last].main.start >= tokens[paragraph.start].start
    return (owed[last].by,) if same else ()


def _end(claim: Commitment) -> int:
    return claim.main.end


def _without_repeats(page: Page, found: list[Told]) -> list[Told]:
    """Of accounts on the same verb the surer; a denial goes with the accusation it answers."""
    kept: dict[int, Told] = {}
    for told in found:
        kept.setdefault(told.verb, told)
    told_of = sorted(kept.values(), key=lambda t: (t.words.start, t.verb))
    answered = [_answered(page, told) for told in told_of]
    return [t for t in answered if not _is_answer(page, t, answered)]


def _answered(page: Page, told: Told) -> Told:
    """An account with those who deny it in the same sentence or the next."""
    if told.denied_by or told.deed.act == "fulfilled" or told.told_by == (None,):
        return told
    tokens = page.parse.tokens
    first = tokens[told.verb].sentence
    sentences = page.parse.sentences[first : first + _ANSWERED_WITHIN]
    paragraph = tokens[told.verb].paragraph
    deniers: dict[str, None] = {}
    for i in range(told.verb + 1, sentences[-1].end):
        if tokens[i].paragraph != paragraph or tokens[i].lemma not in word_set(
            "answering", "verbs"
        ):
            continue
        doer = tree.doer(page.parse, i)
        who = names_of(page, doer)
        behind = {page.cast.party(n) for n in who} | _spoken_for(page, doer)
        if (
            not behind.isdisjoint(told.by)
            and _is_of_charge(page, i)
            and not mood(page.parse, i).negated
        ):
            deniers.update(dict.fromkeys(who))
    return replace(told, denied_by=tuple(deniers)) if deniers else told


def _spoken_for(page: Page, who: int | None) -> set[str]:
    """The parties that "a spokesman for Torvania" and "Torvania's spokesman" speak for."""
    if who is None:
        return set()
    parse = page.parse
    behind = tree.prep_objects(parse, who, "for", "of")
    behind += [c for c in parse.children[who] if parse.tokens[c].dep == "poss"]
    return {n for i in behind for n in parties_of(page, i)}


def _is_of_charge(page: Page, verb: int) -> bool:
    """Whether what is denied is an accusation: "denied the charge", "a claim that it rejects"."""
    tokens, words = page.parse.tokens, word_set("answering", "charges")
    thing = tree.done_to(page.parse, verb)
    if thing is not None and tokens[thing].lemma.lower() in words:
        return True
    if tokens[verb].dep == "relcl":
        return True
    return any(deed_of(page, at) is not None for at in below_denial(page, verb))


def _is_answer(page: Page, told: Told, others: list[Told]) -> bool:
    """Whether a denial alone is already told with the accusation that it answers."""
    if told.told_by != (None,) or told.monitor is not None:
        return False
    paragraph = page.parse.tokens[told.verb].paragraph
    return any(
        other.denied_by and other.told_by != (None,) and set(told.by) <= set(other.by)
        for other in others
        if page.parse.tokens[other.verb].paragraph == paragraph
    )


def _claims(page: Page, told: Told) -> Iterator[Compliance]:
    """One claim for each whose conduct it is; of two that accuse each other, crosswise."""
    for by in told.by:
        tellers = told.told_by
        if len(tellers) > 1:
            tellers = tuple(t for t in tellers if t is None or page.cast.party(t) != by)
        if tellers:
            yield _claim(page, told, by, tellers[0])


def _place(page: Page, told: Told) -> str | None:
    """Where it was done or not, if the words name a place: "in Dorn", "at Port Anselm"."""
    parse = page.parse
    for i in range(told.words.start, told.words.end - 1):
        if parse.tokens[i].lower not in ("in", "at", "near"):
            continue
        for o in parse.children[i]:
            if parse.tokens[o].ent in ("GPE", "LOC", "FAC") and parse.tokens[o].pos == "PROPN":
                start = o
                while start > i + 1 and parse.tokens[start - 1].pos == "PROPN":
                    start -= 1
                return page.text(Stretch(start, o + 1))
    return None


def _claim(page: Page, told: Told, by: str, teller: str | None) -> Compliance:
    when = times.bearing(page, told.verb)
    said = page.statement_at(told.verb)
    return Compliance(
        evidence=(page.cite(told.words),),
        by=by,
        commitment=page.text(told.deed.commitment),
        act=told.deed.act,
        told_by=teller,
        denied_by=tuple(n for n in told.denied_by if n != teller),
        monitor=told.monitor,
        finding=told.finding,
        days=when.days if when is not None else None,
        date_text=page.text(when.stretch) if when is not None else None,
        place=_place(page, told),
        reported_by=teller or (said.speaker if said else NARRATOR),
        hedged=told.deed.doubtful or mood(page.parse, told.verb).hedged,
        chain=chain_of(page, told.verb),
        rule=told.hit.rule,
        confidence=told.hit.confidence,
    )
