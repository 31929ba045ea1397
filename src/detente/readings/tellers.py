"""Who tells of a commitment kept or broken, whose conduct it is, and who accuses whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.model.actors import NARRATOR, UNNAMED, is_unnamed
from detente.model.claims import Statement
from detente.model.vocabulary import CheckResult
from detente.readings import tree
from detente.readings.agreements import noun_of, word_set
from detente.readings.deeds import Deed
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

# Kinds of names that may be a party.
_NAMED = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_BESIDE = frozenset({"poss", "compound", "nmod", "amod"})
SELF = frozenset({"it", "its", "they", "their"})
_PERSON = frozenset({"he", "she"})
# Clauses that hang on another.
_HANGING = frozenset({"relcl", "acl", "advcl"})
_OWN = frozenset({"his", "her", "its", "their", "our", "my"})
_SIDES = frozenset({"company", "country", "government", "side"})


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
    finding: CheckResult | None = None


def told_of(
    page: Page,
    hit: Hit,
    at: int,
    *,
    deed: Deed,
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


def names_of(page: Page, who: int | None) -> tuple[str, ...]:
    """Who a noun stands for as a source; "unnamed: …" for whoever has no name."""
    if who is None:
        return ()
    plain = () if page.who(who) else _plain_names(page, who)
    return plain or page.cast.speaker(who)


def parties_of(page: Page, who: int | None) -> tuple[str, ...]:
    """The parties that a noun stands for: an office acts for its state."""
    if who is None:
        return ()
    if several := _sent_by_several(page, who):
        return several
    return owners_of(page, page.who(who)) or _plain_names(page, who) or _behind_arms(page, who)


def _sent_by_several(page: Page, who: int) -> tuple[str, ...]:
    """The parties of "ministers from Norland and Sudmark"; () where they are of one, or of none.

    The model may hang the second on the ministers.
    """
    parse, people = page.parse, shipped_lists("contacts")["parts"]["people"]
    if parse.tokens[who].tag != "NNS" or parse.tokens[who].lower not in people:
        return ()
    named = [
        j for o in tree.prep_objects(parse, who, "from", "of") for j in tree.conjuncts(parse, o)
    ]
    named += [j for j in tree.conjuncts(parse, who) if j != who and parse.tokens[j].pos == "PROPN"]
    found = (
        owners_of(page, page.cast.of_token.get(j, ())) or _plain_names(page, j) for j in named
    )
    parties = tuple(dict.fromkeys(name for names in found for name in names))
    return parties if len(parties) > 1 else ()


def _behind_arms(page: Page, who: int) -> tuple[str, ...]:
    """The party of "Kestland's navy", "U.S. troops", "the army of Torvania"."""
    parse = page.parse
    if noun_of(parse.tokens[who]) not in word_set("arms", "nouns"):
        return ()
    beside = [c for c in parse.children[who] if parse.tokens[c].dep in _BESIDE]
    beside += [k for c in beside for k in parse.children[c] if parse.tokens[k].dep == "compound"]
    found = [n for c in beside for n in owners_of(page, page.who(c)) or _plain_names(page, c)]
    return tuple(dict.fromkeys(found)) if len(set(found)) == 1 else ()


def _plain_names(page: Page, who: int) -> tuple[str, ...]:
    """The names as they stand, of those who take part in the report nowhere but here."""
    tokens = page.parse.tokens
    found = []
    for i in tree.conjuncts(page.parse, who):
        if tokens[i].pos != "PROPN" or tokens[i].ent not in _NAMED:
            continue
        start = i
        while start > 0 and tokens[start - 1].pos == "PROPN" and not tokens[start].ent_starts:
            start -= 1
        found.append(page.text(Stretch(start, i + 1)))
    return tuple(dict.fromkeys(found))


def owners_of(page: Page, names: tuple[str, ...]) -> tuple[str, ...]:
    """The parties of names, each once; nobody for those without a name."""
    known = (name for name in names if not is_unnamed(name))
    return tuple(dict.fromkeys(page.cast.party(name) for name in known))


def doers_of(page: Page, at: int) -> tuple[str, ...]:
    """Return who did it, by party; "it" that nobody else is meant by is who says so."""
    return doers_by(page, tree.doer(page.parse, at), at)


def doers_by(page: Page, who: int | None, verb: int) -> tuple[str, ...]:
    """Return the parties that the subject of a verb stands for.

    A pronoun that nobody else is meant by is who says so. Behind "after Norland and Sudmark
    agreed to" the model may take those for no subject: then they are named right ahead.
    """
    found = () if who is None else _of_clause_above(page, who)
    found = found or parties_of(page, who)
    if not found and who is not None and _is_speakers(page, who):
        found = _speakers_party(page, who)
    return found or _right_ahead(page, who, verb)


def _of_clause_above(page: Page, who: int) -> tuple[str, ...]:
    """Whom "it" means of what is promised, below another clause: "freed the men it had agreed to".

    Who acts there is held to it, whoever speaks.
    """
    parse = page.parse
    verb = parse.tokens[parse.tokens[who].head]
    promised = verb.lemma in word_set("promising") and verb.dep in _HANGING
    if not promised or parse.tokens[who].lower not in SELF:
        return ()
    head = verb.head
    top = head if parse.tokens[head].pos == "VERB" else tree.governing_verb(parse, head)
    above = None if top is None else tree.child(parse, top, "nsubj")
    return () if above is None or above > who else parties_of(page, above)


def _is_speakers(page: Page, who: int) -> bool:
    """Whether a word may mean who speaks: "it", "his side", "our government"."""
    tokens = page.parse.tokens
    own = tree.child(page.parse, who, "poss")
    theirs = own is not None and tokens[own].lower in _OWN and noun_of(tokens[who]) in _SIDES
    return theirs or tokens[who].lower in SELF | _PERSON


def _speakers_party(page: Page, at: int) -> tuple[str, ...]:
    """For whom it is said, also by "the Sudmarkish president", whom the text does not name."""
    said = page.statement_at(at)
    if said is None:
        return ()
    found = owners_of(page, (said.speaker,))
    if found or said.source is None:
        return found
    return parties_of(page, page.token_at(said.source.end - 1))


def _right_ahead(page: Page, who: int | None, verb: int) -> tuple[str, ...]:
    tokens = page.parse.tokens
    ahead = verb - 1
    while ahead > 0 and tokens[ahead].pos in ("AUX", "ADV"):
        ahead -= 1
    # of a passive the thing that it was done to stands ahead: "the withdrawal from Dorn was"
    thing = tree.child(page.parse, verb, "nsubjpass") if who is None else who
    within = thing is not None and (thing >= ahead or ahead < tree.subtree(page.parse, thing).end)
    if within or ahead < 0 or tokens[ahead].pos != "PROPN":
        return ()
    while tokens[ahead].dep in ("compound", "conj", "flat") and tokens[ahead].head < ahead:
        ahead = tokens[ahead].head
    return parties_of(page, ahead)


def owner_of_noun(page: Page, noun: int) -> tuple[str, ...]:
    """Whose breach or charge it is: "Torvania's", "its", "by Torvania", "U.S. charges"."""
    parse = page.parse
    behind = [noun, *tree.prep_objects(parse, noun, "of")]
    behind += [parse.tokens[noun].head] if parse.tokens[noun].dep == "dobj" else []
    found = [
        n
        for i in behind
        for o in tree.prep_objects(parse, i, "by")
        if o > noun
        for n in parties_of(page, o)
    ]
    own = [c for c in parse.children[noun] if parse.tokens[c].dep == "poss"]
    beside = [c for c in parse.children[noun] if parse.tokens[c].dep in _BESIDE]
    for c in own or beside:
        found += parties_of(page, c) or _only_other(page, c)
    return tuple(dict.fromkeys(found))


def _only_other(page: Page, i: int) -> tuple[str, ...]:
    """Whom "its" in a speech means, if one party but the speaker's is named ahead of it."""
    said = page.statement_at(i)
    if said is None or page.parse.tokens[i].lower not in SELF:
        return ()
    start = page.parse.sentences[page.parse.tokens[i].sentence].start
    own = set(owners_of(page, (said.speaker,)))
    named = {n for k in range(start, i) for n in owners_of(page, page.who(k))} - own
    return tuple(named) if len(named) == 1 else ()


def clause_of(page: Page, verb: int) -> Stretch:
    """A clause without what stands ahead of its subject, within what one speaker says."""
    words = tree.clause(page.parse, verb)
    who = tree.child(page.parse, verb, "nsubj", "nsubjpass")
    if who is not None and who < verb:
        words = Stretch(max(words.start, tree.noun_phrase(page.parse, who).start), words.end)
    return page.within_statement(words, verb)


def charge_above(page: Page, at: int) -> int | None:
    """The word of accusing or denying that a clause stands under: read with the accusation."""
    tokens = page.parse.tokens
    above = [i for i in tree.ancestors(page.parse, at) if i < at]
    who = tree.child(page.parse, at, "nsubj")
    if who is not None:  # "Norland charges Sudmark broke it": the model takes them for one name
        above += [c for c in page.parse.children[who] if tokens[c].dep == "compound"]
    return next((i for i in above if noun_of(tokens[i]) in word_set("charging", "told")), None)


def tellers_of_charge(page: Page, i: int) -> tuple[str, ...]:
    """Who makes a charge that is a noun: "Kestland's claim that Torvania broke the truce"."""
    token = page.parse.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or token.lemma in ("denial", "suspicion"):
        return ()
    return owner_of_noun(page, i)


def is_charged(page: Page, at: int) -> bool:
    """Whether words of accusing stand in the sentence: then the report asserts no breach.

    What whoever did it, or did not, says of others charges nobody with that: "it has not lifted
    the ban, and blamed the weather".
    """
    sentence = page.parse.sentences[page.parse.tokens[at].sentence]
    tokens = page.parse.tokens[sentence.start : sentence.end]
    words = word_set("charging", "words")
    charges = (t for t in tokens if t.lemma.lower() in words or t.lower in words)
    return any(not _is_beside(page, t.i, at) for t in charges)


def _is_beside(page: Page, i: int, at: int) -> bool:
    """Whether a verb goes on with the subject of another: "has not paid and blamed".

    Without an "and" between, it has one of its own, whatever the parser says: "…, Rovic claimed".
    """
    token = page.parse.tokens[i]
    joined = token.dep == "conj" and token.head == at and token.pos == "VERB"
    linked = any(page.parse.tokens[c].dep == "cc" for c in page.parse.children[at])
    return joined and linked and tree.child(page.parse, i, *tree.SUBJECTS, "auxpass") is None


def is_monitor(name: str) -> bool:
    """Whether a name is that of somebody who looks whether a commitment is kept."""
    words = name.removeprefix(UNNAMED).casefold().split()
    return any(word.removesuffix("s") in word_set("monitors") for word in words)


def is_finding(page: Page, said: Statement) -> bool:
    """Whether somebody is said to have found it, not only to say it."""
    if said.cue is None:
        return False
    cue = page.parse.tokens[page.token_at(said.cue.start)]
    return cue.lemma in word_set("finding", "verbs")
