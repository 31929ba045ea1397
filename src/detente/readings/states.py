"""Accounts told by how a thing stands: "the ferry, which was to sail by Monday, is still tied up".

No promise is called kept or broken. That it was due, and how it stands, tell it; so they only
count where a promise, or something agreed, is named. Who owes it is often not said there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.actors import UNNAMED
from detente.model.vocabulary import Act
from detente.readings import tree
from detente.readings.agreements import (
    is_agreement,
    is_draft,
    is_reached,
    noun_of,
    word_set,
)
from detente.readings.coming import in_condition
from detente.readings.deeds import Deed
from detente.readings.due import is_due
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.page import Page
from detente.readings.tellers import Told, charge_above, owners_of, parties_of, told_of

# Where a report tells that something is late, and not whose it is to do.
WHOEVER = (f"{UNNAMED}who owes it",)
# A text named so many words ago is no longer the one by which something is due.
_LOOK_BACK = 300
_RELATIVE = frozenset({"that", "which", "who", "whom"})


@dataclass(frozen=True, slots=True)
class _Due:
    """What was due.

    top: The verb that says so ("was" of "was to reopen"). deed: That of what was to be done, None
    if only a promise, or a day, is named.
    """

    top: int
    deed: int | None


def agreed_before(page: Page, i: int) -> bool:
    """Return whether something agreed is named in the sentence, or not long before it."""
    sentence = page.parse.sentences[page.parse.tokens[i].sentence]
    near = range(max(0, sentence.start - _LOOK_BACK), sentence.end)
    return any(is_agreement(page.parse, k) and _is_made(page.parse, k) for k in near)


def _is_made(parse: Parse, noun: int) -> bool:
    """Whether a text was agreed: "the accord", "signed an accord"; not "a deal", "a draft"."""
    token = parse.tokens[noun]
    signed = token.dep == "dobj" and parse.tokens[token.head].lemma in word_set("reached")
    return is_reached(parse, noun) or (signed and not is_draft(parse, noun))


def of_duty(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "the port, which Norland was to reopen, is closed", "was to pay but has not"."""
    due = _due(page, hit)
    if due is None or not _binds(page, due):
        return
    for verb in (_verb_around(page, due), _verb_behind(page, due)):
        act = None if verb is None else _act(page, verb, due)
        if act is not None and verb is not None and not _is_charge(page, verb):
            deed = Deed(act, _what(page, due, verb))
            yield from told_of(page, hit, verb, deed=deed, by=_debtors(page, due, verb))
            return


def of_overdue(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "admitted that the ferry was late", "the second instalment is overdue"."""
    parse, at = page.parse, page.parse.tokens[hit.start].head
    thing = tree.child(parse, at, "nsubj", "nsubjpass")
    if thing is None or parse.tokens[at].lemma not in word_set("states", "being"):
        return
    if not is_thing(page, thing) or _is_charge(page, at):
        return
    due = is_due(page, thing) or "due" in _beside(parse, thing)
    by = _admitting(page, at) or _owners(page, thing) or (WHOEVER if due else ())
    so = _is_so(page, at) and not mood(parse, at).negated
    if so and (due or agreed_before(page, at)):
        words = tree.noun_phrase(parse, thing)
        yield from told_of(page, hit, at, deed=Deed("delayed", words), by=by)


def kept_state(page: Page, hit: Hit) -> Iterator[Told]:
    """Yield "the fee remains suspended, in accordance with Article 1", "are there, as agreed"."""
    parse = page.parse
    at = tree.governing_verb(parse, hit.start)
    thing = None if at is None else subject_of_state(parse, at)
    if at is None or thing is None or not _is_state(page, at) or not _is_so(page, at):
        return
    if mood(parse, at).negated or charge_above(page, at) is not None:
        return
    by = parties_of(page, thing) or _owners(page, thing)
    if by or is_thing(page, thing):
        deed = Deed("fulfilled", Stretch(tree.noun_phrase(parse, thing).start, hit.start))
        yield from told_of(page, hit, at, deed=deed, by=by or WHOEVER)


def subject_of_state(parse: Parse, verb: int) -> int | None:
    """Return what a verb is said of; of "remains suspended" the parse may hang it on "remains"."""
    helper = tree.child(parse, verb, "auxpass")
    own = tree.child(parse, verb, "nsubj", "nsubjpass")
    return tree.child(parse, helper, "nsubj") if own is None and helper is not None else own


def _is_state(page: Page, verb: int) -> bool:
    """Whether a verb tells how or where a thing is: "remains suspended", "have been in Dorn"."""
    parse = page.parse
    token = parse.tokens[verb]
    stays = word_set("states", "remaining")
    helped = not stays.isdisjoint(_beside(parse, verb))
    if token.lemma in stays or (helped and token.tag == "VBN"):
        return True
    where = tree.prep_objects(parse, verb, "at", "in", "on")
    named = [o for o in where if parse.tokens[o].pos == "PROPN"]
    return token.lemma == "be" and token.tag != "VB" and bool(named)


def _is_charge(page: Page, verb: int) -> bool:
    """Whether it stands under a charge or a denial that is read with it; who claims, says it."""
    above = charge_above(page, verb)
    if above is None:
        return False
    token = page.parse.tokens[above]
    claims = token.lemma in ("claim", "complain") and token.pos == "VERB"
    return not claims or page.statement_at(verb) is None


def _due(page: Page, hit: Hit) -> _Due | None:
    """What a wording says was due: "was due to pay", "should have left", "promised by May"."""
    tokens = page.parse.tokens
    if tokens[hit.start].lemma in word_set("promising"):
        below = tree.child(page.parse, hit.start, "xcomp")
        if tokens[hit.start].dep == "relcl" and tokens[hit.start].tag in ("VBD", "VBN"):
            return _Due(hit.start, below)
        above = tokens[hit.start].head  # "which it had promised to reopen": above what is promised
        return _Due(hit.start, below) if below and tokens[above].dep != "relcl" else None
    if tokens[hit.start].lower == "due":
        described = tokens[hit.start].dep in ("acl", "amod") and tokens[hit.start].head < hit.start
        return _Due(hit.start, None) if described else None
    if tokens[hit.start].lower == "should":
        verb = tokens[hit.start].head
        return _Due(verb, verb) if verb > hit.start else None
    deed = hit.end
    while deed < len(tokens) and tokens[deed].pos in ("ADV", "AUX", "PART"):
        deed += 1
    if deed >= len(tokens) or tokens[deed].sentence != tokens[hit.start].sentence:
        return None
    return _Due(hit.start, deed)


def _binds(page: Page, due: _Due) -> bool:
    """Whether it was more than a plan: promised, or something agreed is named before it."""
    if due.deed is not None and page.parse.tokens[due.deed].lemma in word_set("states", "staying"):
        return False  # what was to stay as it is tells of nothing that was to be done
    promised = page.parse.tokens[due.top].lemma in word_set("promising")
    return promised or agreed_before(page, due.top)


def _verb_around(page: Page, due: _Due) -> int | None:
    """The verb of the thing that "which was to …" describes."""
    parse = page.parse
    for above in tree.ancestors(parse, due.top):
        if parse.tokens[above].pos not in ("VERB", "AUX") or above < due.top:
            continue
        thing = tree.child(parse, above, *tree.SUBJECTS)
        held = thing is not None and thing < due.top < tree.subtree(parse, thing).end
        return above if held else None
    return None


def _verb_behind(page: Page, due: _Due) -> int | None:
    """The verb behind "was to pay but"."""
    parse = page.parse
    for i in filter(None, (due.top, due.deed)):
        but = [c for c in parse.children[i] if parse.tokens[c].lower in ("but", "yet") and c > i]
        then = [c for c in parse.children[i] if parse.tokens[c].dep == "conj" and c > i]
        if but and then and parse.tokens[then[0]].pos in ("VERB", "AUX"):
            return then[0]
    return None


def _act(page: Page, verb: int, due: _Due) -> Act | None:
    """What how it stands tells: not done yet, or done; None for neither."""
    if not _is_so(page, verb):
        return None
    tokens = page.parse.tokens
    deed = None if due.deed is None else tokens[due.deed].lemma
    same = deed is not None and tokens[verb].lemma.removeprefix("re") == deed.removeprefix("re")
    yet = tokens[verb].lemma in ("be", "have") and "yet" in _beside(page.parse, verb)
    if yet and tree.child(page.parse, verb, "xcomp") is not None:
        return "delayed"
    if mood(page.parse, verb).negated:
        return "delayed" if same or _is_undone(page, verb) else None
    if deed is not None and is_contrary(page, verb, deed):
        return "delayed"
    return "fulfilled" if same and tokens[verb].tag in ("VBD", "VBN") else None


def _is_so(page: Page, verb: int) -> bool:
    """Whether a clause tells what is: no question, condition, wish or thing to come."""
    put = mood(page.parse, verb)
    may_be = any(page.parse.tokens[c].tag == "MD" for c in page.parse.children[verb])
    open_ = put.question or put.condition or may_be or put.future or in_condition(page, verb)
    return not open_ and put.footing != "supposed"


def _is_undone(page: Page, verb: int) -> bool:
    """Whether "not" says of a verb that nothing was done: "has not arrived", "is not open"."""
    parse = page.parse
    token = parse.tokens[verb]
    if "still" in _beside(parse, verb) or token.lemma in word_set("states", "coming"):
        return True
    if token.lemma == "be":
        return not word_set("states", "done").isdisjoint(said_of(parse, verb))
    return tree.is_passive(parse, verb) and token.lemma in word_set("deeds")


def is_contrary(page: Page, verb: int, deed: str) -> bool:
    """Return whether a thing stands as the deed was to end: closed, of what was to reopen."""
    parse = page.parse
    token = parse.tokens[verb]
    said = said_of(parse, verb) | {token.lower}
    return stays(parse, verb) and any(
        deed in word_set("states", "ending", name)
        and not said.isdisjoint(word_set("states", "ended", name))
        for name in ("closed", "held", "present", "owed", "idle", "open")
    )


def stays(parse: Parse, verb: int) -> bool:
    """Return whether a thing is as it was: "is still closed", "remains", "stayed shut"."""
    near = _beside(parse, verb)
    words = {parse.tokens[verb].lemma, *near}
    return "still" in near or not word_set("states", "remaining").isdisjoint(words)


def said_of(parse: Parse, verb: int) -> set[str]:
    """Return the words that say how a thing is: "closed", "custody" of "in custody", "on".

    Of "on Sunday" only the day: a ban that "remained on" is another matter.
    """
    near = [c for c in parse.children[verb] if c > verb]
    leading = {c for c in near if parse.tokens[c].dep == "prep"}
    said = [c for c in near if c not in leading or tree.child(parse, c, "pobj") is None]
    said += [o for c in leading for o in parse.children[c]]
    return {parse.tokens[c].lower for c in said}


def _beside(parse: Parse, verb: int) -> set[str]:
    return {parse.tokens[c].lower for c in parse.children[verb]}


def _what(page: Page, due: _Due, verb: int) -> Stretch:
    """What was due: the thing with what describes it, or the deed."""
    parse = page.parse
    thing = tree.child(parse, verb, *tree.SUBJECTS)
    if thing is not None and thing < due.top < verb:
        start = tree.subtree(parse, thing).start
        ends = [i for i in range(thing + 1, due.top) if parse.tokens[i].lower in _RELATIVE]
        return Stretch(start, min(ends, default=due.top))
    deed = due.top if due.deed is None else due.deed
    ends = [i for i in range(deed + 1, verb) if parse.tokens[i].lower in ("but", "yet", ",")]
    return Stretch(deed, min([tree.clause(parse, deed).end, *ends]))


def _debtors(page: Page, due: _Due, verb: int) -> tuple[str, ...]:
    """Who was to do it: the subject there, "by" whom, or those who were to do it themselves."""
    parse = page.parse
    for i in filter(None, (due.top, due.deed)):
        own = tree.child(parse, i, "nsubj", "nsubjpass")
        if own is not None and parse.tokens[own].lower not in _RELATIVE:
            return _unless_talk(page, verb, parties_of(page, own))
        agent = tree.child(parse, i, "agent")
        if agent is not None and (found := tree.child(parse, agent, "pobj")) is not None:
            return parties_of(page, found)
    thing = tree.subject(parse, verb)
    if thing is None or _is_talk(page, thing):
        return ()
    return parties_of(page, thing) or (WHOEVER if is_thing(page, thing) else ())


def _unless_talk(page: Page, verb: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names, none if what was due is talk: "the round that it was to host"."""
    thing = tree.child(page.parse, verb, *tree.SUBJECTS)
    return () if thing is not None and _is_talk(page, thing) else names


def is_thing(page: Page, noun: int) -> bool:
    """Return whether it is no person, party or day, and nothing that only talks of it."""
    plain = page.parse.tokens[noun].pos == "NOUN"
    return plain and not _is_talk(page, noun) and not page.who(noun)


def _is_talk(page: Page, noun: int) -> bool:
    """Whether a noun is of talk or a day, which nobody owes: "a decision", "the round"."""
    return noun_of(page.parse.tokens[noun]) in word_set("states", "no_thing")


def _owners(page: Page, thing: int) -> tuple[str, ...]:
    """Whose it is to do: "Norland's payment"."""
    beside = [c for c in page.parse.children[thing] if page.parse.tokens[c].dep == "poss"]
    if noun_of(page.parse.tokens[thing]) in word_set("monitors"):
        beside += tree.prep_objects(page.parse, thing, "of")  # "the monitors of the Council"
    return tuple(dict.fromkeys(n for c in beside for n in parties_of(page, c)))


def _admitting(page: Page, at: int) -> tuple[str, ...]:
    """For whom it is admitted: who admits that a thing is late owes it."""
    said = page.statement_at(at)
    if said is None or said.cue is None:
        return ()
    cue = page.parse.tokens[page.token_at(said.cue.start)]
    return owners_of(page, (said.speaker,)) if cue.lemma in word_set("admitting", "verbs") else ()
