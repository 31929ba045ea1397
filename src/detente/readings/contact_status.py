"""What becomes of an encounter: held, ongoing, planned, proposed, cancelled or denied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.model.claims import Status
from detente.readings.modality import Mood, mood
from detente.readings.nlp import Parse
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import ancestors, child

FineStatus = Literal[
    "held", "ongoing", "planned", "proposed", "cancelled", "denied", "postponed", "suspended"
]
_COARSE: dict[FineStatus, Status] = {
    "held": "held",
    "ongoing": "ongoing",
    "planned": "planned",
    "proposed": "proposed",
    "cancelled": "cancelled",
    "denied": "denied",
    "postponed": "cancelled",
    "suspended": "cancelled",
}
_SUBJECT_GROUPS = tuple(("subject_of", n) for n in ("happens", "goes_on", "ends", "opens"))
_OBJECT_GROUPS = tuple(("object_of", n) for n in ("does", "goes_on", "plans", "calls_off"))
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAYBE = frozenset({"could", "may", "might", "should", "can", "must", "ought"})
_FINE: dict[str, FineStatus] = {
    "postpone": "postponed",
    "delay": "postponed",
    "suspend": "suspended",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How an encounter stands in its sentence.

    status: None if the words deny it in a way that is no denial ("they did not meet").
    verb: The verb that carries it, or None.
    own: Whether the words are about what becomes of it; else it is only mentioned.
    """

    status: FineStatus | None
    verb: int | None
    own: bool


def coarse(status: FineStatus) -> Status:
    """Return the codebook's status: postponed and suspended count as cancelled."""
    return _COARSE[status]


def setting_of_verb(page: Page, verb: int) -> Setting:
    """Return what becomes of an encounter that a verb tells of ("met", "will visit")."""
    return Setting(_by_mood(page, verb), verb, True)


def setting_of_noun(page: Page, noun: int) -> Setting:
    """Return what becomes of an encounter that a noun tells of ("talks")."""
    parse = page.parse
    beside = _beside(parse, noun)
    top, wrapped = _unwrap(parse, noun)
    token = parse.tokens[top]
    verb = _verb_above(parse, top)
    if wrapped is not None:
        return Setting(wrapped, verb, True)
    if token.dep in ("dobj", "nsubjpass", "attr", "conj") or (
        token.dep == "pobj" and _is_of_verb(parse, top)
    ):
        carried = _as_object(page, top, verb)
        if carried is not None:
            return Setting(_sooner(beside, carried.status), carried.verb, carried.own)
    if token.dep in ("nsubj", "nsubjpass") and verb is not None:
        status = _as_subject(page, verb)
        return Setting(_sooner(beside, status), verb, _tells_of(parse, verb))
    if token.dep == "pobj" and parse.tokens[token.head].lower in _list("inside", "ongoing"):
        return Setting(_while_in(page, verb, beside), verb, False)
    if beside is not None:
        return Setting(beside, verb, False)
    return Setting(_in_phrase(page, top, verb), verb, False)


def _tells_of(parse: Parse, verb: int) -> bool:
    """Whether a verb says what becomes of its subject: "talks resumed", "talks are due"."""
    lemma = parse.tokens[verb].lemma
    groups = (*_SUBJECT_GROUPS, *_OBJECT_GROUPS)
    return any(lemma in _list(group, name) for group, name in groups) or (
        lemma == "be" and child(parse, verb, "acomp", "prep", "advmod") is not None
    )


def _while_in(page: Page, verb: int | None, beside: FineStatus | None) -> FineStatus | None:
    """The status of talks that somebody is in: under way, unless words around claim less."""
    around = _by_mood(page, verb) if verb is not None else "ongoing"
    if beside in ("planned", "proposed", "cancelled"):
        return beside
    if verb is not None and page.parse.tokens[verb].lemma in ("be", "remain", "engage", "lock"):
        return "ongoing" if around == "held" else around
    return around


def _sooner(beside: FineStatus | None, status: FineStatus | None) -> FineStatus | None:
    """Of two signs the one that claims less: "planned talks" are planned whatever the verb."""
    if beside in ("planned", "proposed", "cancelled") and status in ("held", "ongoing"):
        return beside
    return status


def _by_mood(page: Page, verb: int) -> FineStatus | None:
    """The status by tense, modal, negation and the verbs above."""
    parse, m = page.parse, mood(page.parse, verb)
    if m.negated:
        return _negated(page, verb, m)
    above = _governed(page, verb)
    if above is not None:
        return above
    if m.modal in _WILL:
        return "planned"
    if m.modal == "would":
        return "proposed" if m.condition else "planned"
    if m.modal in _MAYBE or m.question:
        return "proposed"
    if m.condition is None and _in_condition(parse, verb):
        return "proposed"
    return _by_form(parse, verb)


def _by_form(parse: Parse, verb: int) -> FineStatus | None:
    token = parse.tokens[verb]
    helpers = {
        parse.tokens[c].lower
        for c in parse.children[verb]
        if parse.tokens[c].dep in ("aux", "auxpass")
    }
    if token.tag == "VBG":
        if helpers & {"is", "are", "am", "'re", "’re", "'s", "’s", "been", "was", "were"}:
            return "held" if helpers & {"was", "were", "had"} else "ongoing"
        return "ongoing" if _is_present(parse, verb) else "held"
    if token.tag in ("VBD", "VBN") or helpers & {"had", "did", "have", "has"}:
        if "be" in helpers or "to" in helpers:
            return "planned"
        if helpers & {"is", "are", "being"}:
            return "ongoing"
        return "held"
    if "to" in helpers:
        return "planned" if parse.tokens[token.head].lemma in _going() else None
    return "ongoing" if token.tag in ("VBZ", "VBP") else "held"


def _is_present(parse: Parse, verb: int) -> bool:
    """Whether a participle hangs on a verb in the present: "is in Bergholm, holding talks"."""
    above = _verb_above(parse, verb)
    return above is not None and parse.tokens[above].tag in ("VBZ", "VBP")


def _negated(page: Page, verb: int, m: Mood) -> FineStatus | None:
    """A denial if somebody says that it is not or was not so; a refusal is no encounter."""
    said = page.statement_at(verb)
    above = [page.parse.tokens[j].lemma for j in ancestors(page.parse, verb)][:3]
    if any(lemma in _list("object_of", "denies") for lemma in above):
        return "denied"
    if m.modal is not None or m.future:
        return None
    return "denied" if said is not None else None


def _governed(page: Page, verb: int) -> FineStatus | None:
    """The status that a verb above an infinitive gives: "plans to meet", "denied meeting"."""
    parse, token = page.parse, page.parse.tokens[verb]
    steps = 0
    while token.dep in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "conj") and steps < 3:
        above = parse.tokens[token.head]
        upper = above
        if above.dep in ("prep",):
            upper = parse.tokens[above.head]
        if upper.lemma in _list("object_of", "denies") and token.dep in (
            "xcomp",
            "ccomp",
            "pcomp",
        ):
            return "denied"
        infinitive = any(parse.tokens[c].lower == "to" for c in parse.children[token.i])
        if infinitive or token.dep == "pcomp":
            if upper.lemma in _list("above", "proposes"):
                return "proposed"
            if upper.lemma in _list("above", "held"):
                return _by_mood(page, upper.i)
            if upper.lemma in _list("above", "plans"):
                return "planned"
        elif upper.lemma in ("propose", "suggest", "request", "demand") and token.tag in (
            "VB",
            "VBP",
        ):
            return "proposed"
        if token.dep not in ("xcomp", "conj", "pcomp"):
            return None
        token, steps = upper, steps + 1
    return None


def _in_condition(parse: Parse, verb: int) -> bool:
    """Whether the verb itself stands in an if-clause."""
    mark = child(parse, verb, "mark")
    return mark is not None and parse.tokens[mark].lower in ("if", "unless", "whether")


def _as_object(page: Page, top: int, verb: int | None) -> Setting | None:
    """The status of what a verb is done to: "held talks", "called off the visit"."""
    if verb is None:
        return None
    parse = page.parse
    lemma = parse.tokens[verb].lemma
    particle = child(parse, verb, "prt")
    off = particle is not None and parse.tokens[particle].lower in ("off", "out")
    m = mood(parse, verb)
    if lemma in _list("object_of", "denies"):
        return Setting(None if m.negated else "denied", verb, True)
    if lemma in _list("object_of", "calls_off") or (off and lemma in ("call", "break", "put")):
        gone = _by_mood(page, verb) in ("held", "ongoing")
        return Setting(_FINE.get(lemma, "cancelled") if gone else None, verb, True)
    if _has_no(parse, top):
        said = page.statement_at(verb)
        future = m.modal is not None or m.future
        return Setting(None if future or said is None else "denied", verb, True)
    if lemma in _list("object_of", "plans"):
        return Setting(None if m.negated else "planned", verb, True)
    if lemma in _list("object_of", "proposes"):
        return Setting(None if m.negated else "proposed", verb, True)
    status = _by_mood(page, verb)
    if lemma in _list("object_of", "goes_on"):
        return Setting("ongoing" if status == "held" else status, verb, True)
    if lemma in _list("object_of", "does") or lemma == "be":
        return Setting(status, verb, True)
    return None


def _as_subject(page: Page, verb: int) -> FineStatus | None:
    parse = page.parse
    lemma = parse.tokens[verb].lemma
    status = _by_mood(page, verb)
    passive = child(parse, verb, "auxpass") is not None
    if passive and lemma in _list("object_of", "calls_off"):
        return _FINE.get(lemma, "cancelled") if status in ("held", "ongoing") else status
    if passive and lemma in _list("object_of", "plans") and status in ("held", "ongoing"):
        return "planned"
    if passive and lemma in _list("object_of", "proposes") and status in ("held", "ongoing"):
        return "proposed"
    if lemma in _list("subject_of", "goes_on"):
        return "ongoing" if status == "held" else status
    if lemma == "be" and child(parse, verb, "attr", "acomp", "prep", "advmod") is not None:
        return _of_being(page, verb, status)
    return status


def _of_being(page: Page, verb: int, status: FineStatus | None) -> FineStatus | None:
    words = {page.parse.tokens[c].lower for c in page.parse.children[verb]}
    if words & {"due", "set", "possible", "likely"}:
        return "planned" if words & {"due", "set"} else "proposed"
    return status


def _in_phrase(page: Page, top: int, verb: int | None) -> FineStatus | None:
    """The status of an encounter in a phrase of another event: "after talks", "ahead of talks"."""
    parse, token = page.parse, page.parse.tokens[top]
    around = _by_mood(page, verb) if verb is not None else "held"
    if token.dep == "pobj":
        word = parse.tokens[token.head].lower
        upper = parse.tokens[parse.tokens[token.head].head].lower
        if word in _list("ahead_of", "planned") or upper == "ahead":
            return "planned"
        if word in ("after", "following", "since"):
            return "planned" if around == "planned" else "held"
    if around in ("planned", "proposed"):
        return around
    if verb is not None and parse.tokens[verb].tag in ("VBZ", "VBP") and around == "ongoing":
        return "ongoing"
    return "held"


def _unwrap(parse: Parse, noun: int) -> tuple[int, FineStatus | None]:
    """The noun that holds an encounter ("a round of talks"), and the status that it gives."""
    top, status = noun, None
    while parse.tokens[top].dep == "pobj":
        prep = parse.tokens[parse.tokens[top].head]
        if prep.lower not in ("of", "for", "to") or parse.tokens[prep.head].pos != "NOUN":
            break
        upper = parse.tokens[prep.head]
        found: FineStatus | None = None
        for name in ("held", "planned", "proposed", "cancelled"):
            if upper.lower in _list("noun_of", name):
                found = name  # type: ignore[assignment]
        if found is None and upper.lower not in _list("noun_of", "part"):
            break
        if found is not None and prep.lower in ("for", "to") and found != "proposed":
            break
        top, status = upper.i, found or status
    return top, status


def _beside(parse: Parse, noun: int) -> FineStatus | None:
    for c in parse.children[noun]:
        if parse.tokens[c].dep not in ("amod", "acl", "advmod", "compound"):
            continue
        for name in ("planned", "proposed", "ongoing", "cancelled", "held"):
            if parse.tokens[c].lower in _list("beside", name):
                return name  # type: ignore[return-value]
    return None


def _verb_above(parse: Parse, i: int) -> int | None:
    for j in ancestors(parse, i):
        if parse.tokens[j].pos in ("VERB", "AUX"):
            return j
    return None


def _is_of_verb(parse: Parse, i: int) -> bool:
    """Whether a noun behind a preposition belongs to a verb: "in talks", "engage in talks"."""
    return parse.tokens[parse.tokens[parse.tokens[i].head].head].pos in ("VERB", "AUX")


def _has_no(parse: Parse, noun: int) -> bool:
    return any(
        parse.tokens[c].lower in ("no", "any", "neither") and parse.tokens[c].dep in ("det", "neg")
        for c in parse.children[noun]
    ) and any(parse.tokens[c].lower == "no" for c in parse.children[noun])


@cache
def _going() -> frozenset[str]:
    return frozenset(shipped_lists("contacts")["going"])


@cache
def _list(group: str, name: str) -> frozenset[str]:
    return frozenset(shipped_lists("contacts")[group][name])
