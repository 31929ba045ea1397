"""What a verb says becomes of an encounter: tense, modal, negation and the verbs above it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from detente.model.vocabulary import Status
from detente.readings.coming import is_until
from detente.readings.modality import Mood, is_said_to_have, mood, was_to_have
from detente.readings.nlp import Parse
from detente.readings.page import Page
from detente.readings.retractions import taken_back
from detente.readings.rules import shipped_lists
from detente.readings.tree import ancestors, child

FineStatus = Literal[
    "held", "ongoing", "planned", "proposed", "cancelled", "denied", "postponed", "suspended"
]
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAYBE = frozenset({"could", "may", "might", "should", "can", "must", "ought"})
_BEING = frozenset({"is", "are", "am", "'re", "’re", "'s", "’s", "been", "was", "were"})
_ASKING = frozenset(
    {"consider", "contemplate", "demand", "discuss", "explore", "insist", "mull", "propose"}
    | {"request", "suggest", "weigh"}
)
# Verbs above are looked at this far up: "agreed to try to meet".
_STEPS_UP = 3


def coarse(status: FineStatus) -> Status:
    """Return the codebook's status: postponed and suspended count as cancelled."""
    return "cancelled" if status in ("postponed", "suspended") else status  # type: ignore[return-value]


def by_mood(page: Page, verb: int) -> FineStatus | None:
    """Return the status by what surrounds a verb; None if it neither is, was nor will be so."""
    parse, m = page.parse, mood(page.parse, verb)
    denied = m.footing == "denied" and not _is_denying(page, verb)
    if denied or (m.footing == "hedged" and is_contradicted(parse, verb)):
        return "denied"
    if m.negated and is_until(page, verb):  # "will not meet again until May"
        return "planned"
    if m.negated or _is_refused(parse, verb):
        return _negated(page, verb, m) if m.negated else None
    above = _governed(page, verb)
    if above is not None:
        return above
    if m.modal in _WILL:
        return "planned"
    if m.modal == "would":
        return "proposed" if m.condition else "planned"
    if m.modal in _MAYBE or m.question or _in_condition(parse, verb):
        return "proposed"
    found = "planned" if _is_under_promise(parse, verb) else by_form(parse, verb)
    return None if m.footing == "supposed" and found in ("held", "ongoing") else found


def _is_under_promise(parse: Parse, verb: int) -> bool:
    """Whether a present stands for what is to come: "will speak when they meet on Friday"."""
    token = parse.tokens[verb]
    if token.dep not in ("advcl", "relcl") or token.tag not in ("VBP", "VBZ"):
        return False
    above = verb_above(parse, verb)
    return above is not None and mood(parse, above).modal in _WILL


def is_contradicted(parse: Parse, i: int) -> bool:
    """Return whether one says that it was so and another that it was not: "That is not true"."""
    return taken_back(parse, i) is not None


def is_unsettled(parse: Parse, verb: int | None) -> bool:
    """Return whether it may or might have been, and was not: "were almost called off", "if"."""
    beside = [] if verb is None else [parse.tokens[c] for c in parse.children[verb]]
    near = any(t.lower in ("almost", "if", "nearly", "whether") for t in beside)
    return near or any(t.dep == "aux" and t.lower in ("could", "may", "might") for t in beside)


def is_off(parse: Parse, verb: int) -> bool:
    """Return whether it is called, broken or put "off"."""
    particle = child(parse, verb, "prt")
    off = particle is not None and parse.tokens[particle].lower == "off"
    return off and parse.tokens[verb].lemma in ("break", "call", "put")


def is_refusing(parse: Parse, verb: int) -> bool:
    """Return whether a verb refuses what is its object: "rejected talks", "ruled out a visit"."""
    if parse.tokens[verb].lemma not in word_list("object_of", "refuses"):
        return False
    particle = child(parse, verb, "prt")
    needs = parse.tokens[verb].lemma in ("rule", "turn")
    word = None if particle is None else parse.tokens[particle].lower
    return word in word_list("object_of", "refuses_with") if needs else word is None


def _is_refused(parse: Parse, verb: int) -> bool:
    """Whether the verb above a participle refuses it: "ruled out holding talks"."""
    token = parse.tokens[verb]
    if token.tag != "VBG" or token.dep not in ("xcomp", "pcomp", "ccomp", "dobj"):
        return False
    above = verb_above(parse, verb)
    return above is not None and is_refusing(parse, above)


def _is_denying(page: Page, verb: int) -> bool:
    """Whether it is denied by a verb ("denied that they met"), which its negation then tells.

    "Denied reports that they met" is no such thing: the denial bears on the reports.
    """
    for j in list(ancestors(page.parse, verb))[:_STEPS_UP]:
        if page.parse.tokens[j].pos == "NOUN":
            return False
        if page.parse.tokens[j].lemma in word_list("object_of", "denies"):
            return True
    return False


def by_form(parse: Parse, verb: int) -> FineStatus | None:
    """Return the status by the form of the verb and its helping verbs alone."""
    token = parse.tokens[verb]
    helpers = {
        parse.tokens[c].lower
        for c in parse.children[verb]
        if parse.tokens[c].dep in ("aux", "auxpass")
    }
    if token.tag == "VBG":
        if _is_behind_after(parse, verb):
            return "held"
        ongoing = bool(helpers & _BEING) or _is_present(parse, verb)
        return "ongoing" if ongoing and "had" not in helpers else "held"
    if token.tag in ("VBD", "VBN") or helpers & {"had", "did", "have", "has"}:
        if helpers & {"be", "to"} and not is_said_to_have(parse, verb):
            return "planned"
        return "ongoing" if "being" in helpers else "held"
    if "to" in helpers:
        going = shipped_lists("contacts")["going"]
        return "planned" if parse.tokens[token.head].lemma in going else None
    return "ongoing" if token.tag in ("VBZ", "VBP") else "held"


def _is_behind_after(parse: Parse, verb: int) -> bool:
    """Whether a participle tells of what came before: "says after meeting Maldal"."""
    token = parse.tokens[verb]
    marks = [child(parse, verb, "mark"), token.head if token.dep == "pcomp" else None]
    return any(i is not None and parse.tokens[i].lower == "after" for i in marks)


def _is_present(parse: Parse, verb: int) -> bool:
    """Whether a participle hangs on a verb in the present: "is in Bergholm, holding talks"."""
    above = verb_above(parse, verb)
    return above is not None and parse.tokens[above].tag in ("VBZ", "VBP")


def _negated(page: Page, verb: int, m: Mood) -> FineStatus | None:
    """A denial if somebody says that it is not or was not so; a refusal is no encounter."""
    refusing = shipped_lists("modality")["refusing"]
    above = [page.parse.tokens[j].lemma for j in ancestors(page.parse, verb)][:_STEPS_UP]
    if any(lemma in word_list("object_of", "denies") for lemma in above):
        return "denied"
    if m.modal is not None or m.future or any(lemma in refusing for lemma in above):
        return None
    plain = child(page.parse, verb, "neg") is not None
    return "denied" if plain and page.statement_at(verb) is not None else None


def _governed(page: Page, verb: int) -> FineStatus | None:
    """The status that a verb above an infinitive gives: "plans to meet", "denied meeting"."""
    parse, token = page.parse, page.parse.tokens[verb]
    if was_to_have(parse, verb):
        return "cancelled"
    took = accepting(parse, verb)
    if took is not None:
        return "planned" if by_mood(page, took) in ("held", "ongoing") else None
    for _ in range(_STEPS_UP):
        if token.dep not in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "conj"):
            return None
        upper = parse.tokens[token.head]
        if upper.dep == "prep":
            upper = parse.tokens[upper.head]
        if upper.lemma in word_list("object_of", "denies") and token.dep != "conj":
            return None if mood(parse, upper.i).negated else "denied"
        infinitive = any(parse.tokens[c].lower == "to" for c in parse.children[token.i])
        if infinitive or token.dep == "pcomp":
            found = _by_planning(page, upper.i)
            if found is not None:
                return found
        elif upper.lemma in _ASKING and (
            token.tag in ("VB", "VBP")
            or (token.tag == "VBG" and token.dep == "xcomp")
            or mood(parse, token.i).modal is not None
        ):
            return "proposed"
        if token.dep not in ("xcomp", "conj", "pcomp"):
            return None
        token = upper
    return None


def accepting(parse: Parse, verb: int) -> int | None:
    """Return the verb that takes up what somebody is asked to do: "accepted an offer to meet"."""
    token = parse.tokens[verb]
    asked = parse.tokens[token.head]
    if token.dep != "acl" or asked.lemma not in word_list("above", "asked") or asked.dep != "dobj":
        return None
    return asked.head if parse.tokens[asked.head].lemma in word_list("above", "accepts") else None


def _by_planning(page: Page, above: int) -> FineStatus | None:
    lemma = page.parse.tokens[above].lemma
    if lemma in word_list("above", "proposes"):
        return "proposed"
    if lemma in word_list("above", "held"):
        return by_mood(page, above)
    return "planned" if lemma in word_list("above", "plans") else None


def _in_condition(parse: Parse, verb: int) -> bool:
    """Whether the verb itself stands in an if-clause."""
    mark = child(parse, verb, "mark")
    return mark is not None and parse.tokens[mark].lower in ("if", "unless", "whether")


def verb_above(parse: Parse, i: int) -> int | None:
    """Return the nearest verb above a token, or None."""
    for j in ancestors(parse, i):
        if parse.tokens[j].pos in ("VERB", "AUX"):
            return j
    return None


@cache
def word_list(group: str, name: str) -> frozenset[str]:
    """Return a list of words of lists/contacts.toml."""
    return frozenset(shipped_lists("contacts")[group][name])
