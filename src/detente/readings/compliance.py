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
from detente.readings.agreements import noun_of, word_set
from detente.readings.answers import answered, is_answer
from detente.readings.commitments import owed_on, read_commitments
from detente.readings.kept import as_owed, of_owed
from detente.readings.lateness import is_late
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.pointing import words_meant
from detente.readings.speech.chain import chain_of
from detente.readings.states import WHOEVER, is_thing
from detente.readings.tellers import Told, clause_of, owners_of

FAMILY = "compliance"


def read_compliance(page: Page) -> list[Compliance]:
    """Return what a page tells of commitments kept or not, each once, in order."""
    found: list[Told] = []
    hits = sorted(page.hits(FAMILY), key=lambda h: (-h.confidence, h.start))
    for hit in hits:
        if hit.reads != "owed":
            found += ACCOUNTS[hit.reads](page, hit)
    same = [hit for hit in hits if hit.reads == "owed"]
    if (same or found) and (owed := owed_on(page)):
        found = [as_owed(page, told, owed) for told in found]
        found += of_owed(page, same, owed)
    full = (_of_thing(page, told) for told in _with_debtors(page, found))
    told_of = [_in_time(page, t) for t in full if t.by and not _is_hung_wrongly(page, t)]
    kept = _without_repeats(page, told_of)
    return [claim for told in _as_told_beside(page, kept) for claim in _claims(page, told)]


def _in_time(page: Page, told: Told) -> Told:
    """An account as delayed if it tells that something was done, but late."""
    if told.deed.act == "fulfilled" and is_late(page, told.verb):
        return replace(told, deed=replace(told.deed, act="delayed"))
    return told


def _is_hung_wrongly(page: Page, told: Told) -> bool:
    """Whether a party would charge itself by "in violation of", which hangs on another verb.

    "It said it had complaints that fees were charged, in violation of the pact."
    """
    said = page.statement_at(told.verb)
    if told.hit.reads != "noun" or told.deed.act != "violated" or said is None:
        return False
    admits = said.cue is not None and (
        page.parse.tokens[page.token_at(said.cue.start)].lemma in word_set("admitting", "verbs")
    )
    return not admits and told.by == owners_of(page, (said.speaker,))


def _of_thing(page: Page, told: Told) -> Told:
    """An account of "who owes it" where only a thing is named: "the road has yet to reopen"."""
    if told.by or told.hit.reads not in ("late", "undone"):
        return told
    who = tree.child(page.parse, told.verb, "nsubj", "nsubjpass")
    who = tree.subject(page.parse, told.verb) if who is None else who
    if who is None or not is_thing(page, who):
        return told
    deed = replace(told.deed, commitment=clause_of(page, told.verb))
    return replace(told, by=WHOEVER, deed=deed)


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


def _as_told_beside(page: Page, found: list[Told]) -> list[Told]:
    """Accounts with who owes it where they do not say, by others of the same thing on the page.

    "The ferry to Melovar is still tied up. Kestland's minister admitted that the ferry was late."
    """
    if all(told.by != WHOEVER for told in found):
        return found
    known = [(_things(page, told), told.by) for told in found if told.by != WHOEVER]
    full = []
    for told in found:
        names = {by for things, by in known if things and things <= _things(page, told)}
        full.append(replace(told, by=names.pop()) if _is_one(told, names) else told)
    return full


def _is_one(told: Told, names: set[tuple[str, ...]]) -> bool:
    return told.by == WHOEVER and len(names) == 1


def _things(page: Page, told: Told) -> frozenset[str]:
    """What an account is about, in nouns: "ferry", without a text and its places."""
    words = told.deed.commitment
    tokens = page.parse.tokens[words.start : words.end]
    nouns = frozenset(noun_of(t) for t in tokens if t.pos in ("NOUN", "PROPN"))
    return nouns - word_set("texts") - word_set("parts") - word_set("duties")


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
        first = kept.setdefault(told.verb, told)
        if first.by == WHOEVER and told.by != WHOEVER and told.hit.reads == "owed":
            kept[told.verb] = replace(first, by=told.by, deed=told.deed)
    told_of = sorted(kept.values(), key=lambda t: (t.words.start, t.verb))
    with_answers = [answered(page, told, told_of) for told in told_of]
    return [t for t in with_answers if not is_answer(page, t, with_answers)]


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
        commitment=words_meant(page, told.deed.commitment),
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
