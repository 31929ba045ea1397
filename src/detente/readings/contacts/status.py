"""What becomes of an encounter that a noun tells of: "talks resumed", "ahead of a meeting"."""

from __future__ import annotations

from dataclasses import dataclass

from detente.readings import times
from detente.readings.contacts.endings import (
    are_ended,
    is_begun,
    is_broken_off,
    is_on,
    lasted,
    left_by,
)
from detente.readings.contacts.moods import (
    FineStatus,
    by_form,
    by_mood,
    is_contradicted,
    is_off,
    is_refusing,
    is_unsettled,
    verb_above,
    word_list,
)
from detente.readings.contacts.phrases import (
    FINE,
    beside,
    has_no,
    is_denied_report,
    is_judged_for,
    set_for,
    unwrap,
)
from detente.readings.footing import footing
from detente.readings.modality import mood
from detente.readings.nlp import Parse
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import child, governing_verb, subtree

_SUBJECT_GROUPS = tuple(("subject_of", n) for n in ("happens", "goes_on", "ends", "opens"))
# Talks that "go" so take place; "go nowhere" and "go well" judge them.
_TAKING_PLACE = frozenset({"ahead", "forward", "on", "through"})
_OBJECT_GROUPS = tuple(("object_of", n) for n in ("does", "goes_on", "plans", "calls_off"))


@dataclass(frozen=True, slots=True)
class Setting:
    """How an encounter stands in its sentence.

    status: None if there is none to speak of ("they refused to meet").
    verb: The verb that carries it, or None.
    own: Whether the words are about what becomes of it; else it is only mentioned.
    """

    status: FineStatus | None
    verb: int | None
    own: bool


def setting_of_verb(page: Page, verb: int) -> Setting:
    """Return what becomes of an encounter that a verb tells of ("met", "will visit")."""
    return Setting(by_mood(page, verb), verb, True)


def setting_of_noun(page: Page, noun: int) -> Setting:
    """Return what becomes of an encounter that a noun tells of ("talks")."""
    parse = page.parse
    denied = footing(parse, noun) == "denied" or is_contradicted(parse, noun)
    if denied and (told := governing_verb(parse, noun)) is not None:
        return _denied(page, noun, told)
    if is_denied_report(parse, noun):
        return Setting("denied", verb_above(parse, noun), True)
    described = _by_clause_behind(page, noun)
    if described is not None:
        return _by_main_verb(page, noun, described) or described
    aside = beside(parse, noun)
    top, wrapped = unwrap(parse, noun)
    verb = verb_above(parse, top)
    if (setting := set_for(parse, top)) is not None:
        turn = _as_subject(page, parse.tokens[setting].head, top)
        unsettled = is_unsettled(parse, turn.verb) or is_unsettled(parse, setting)
        return Setting("planned", turn.verb, False) if unsettled else turn
    if wrapped is not None:
        return _in_noun(page, top, verb, wrapped)
    found = _by_verb(page, top, verb)
    if found is not None:
        if aside == "planned" and found.own and found.status == "held":
            aside = None  # "talks due on Friday were held"
        return Setting(_sooner(aside, found.status), found.verb, found.own)
    phrase = _in_phrase(page, top, verb)
    if aside is not None and not (aside == "held" and phrase in ("planned", "proposed")):
        return Setting(aside, verb, False)
    return Setting(phrase, verb, False)


def _in_noun(page: Page, top: int, verb: int | None, wrapped: FineStatus) -> Setting:
    """By the noun that holds it: "the collapse of the talks", "hours of talks"."""
    if has_no(page.parse, top):  # "there is no request for talks"
        return Setting(None, verb, False)
    if wrapped == "planned" and is_begun(page, top, verb):
        wrapped = "held"
    if wrapped == "held" and is_on(page, top, verb):
        return Setting("ongoing", verb, True)
    tells = page.parse.tokens[top].lower in word_list("noun_of", "tells")
    return Setting(wrapped, verb, tells or are_ended(page, top, verb))


def _denied(page: Page, noun: int, verb: int) -> Setting:
    """What is denied: that it took place, or only that it ended: "not true that talks failed"."""
    ended = left_by(page, noun) == verb or _is_end(page, verb) or _ends_by_noun(page.parse, noun)
    return Setting("held", verb, False) if ended else Setting("denied", verb, True)


def _is_end(page: Page, verb: int) -> bool:
    """Whether a verb tells that it ended, was broken off or will not be: "broken down"."""
    ends = word_list("subject_of", "ends") | word_list("object_of", "calls_off")
    return is_broken_off(page, verb) or page.parse.tokens[verb].lemma in ends - {"follow", "come"}


def _ends_by_noun(parse: Parse, noun: int) -> bool:
    """Whether a noun tells that it ended or will not be: "the collapse of the talks"."""
    of = parse.tokens[parse.tokens[noun].head]
    if parse.tokens[noun].dep != "pobj" or of.lower not in ("of", "in", "to"):
        return False
    upper = parse.tokens[of.head]
    return upper.lower in word_list("noun_of", "ended") | word_list("noun_of", "cancelled")


def _by_main_verb(page: Page, noun: int, described: Setting) -> Setting | None:
    """What became of what was planned: "a meeting, planned for Friday, was cancelled"."""
    if described.status != "planned" or page.parse.tokens[noun].dep not in ("nsubj", "nsubjpass"):
        return None
    told = _by_verb(page, noun, page.parse.tokens[noun].head)
    return told if told is not None and told.own and told.status is not None else None


def _by_verb(page: Page, top: int, verb: int | None) -> Setting | None:
    """By the verb whose subject or object it is, or that it is "in"."""
    parse, token = page.parse, page.parse.tokens[top]
    if verb is None:
        return None
    if token.dep == "pobj" and parse.tokens[token.head].lower in word_list("inside", "ongoing"):
        if token.lower in ("touch", "contact"):  # "has been in touch" tells of what was
            return Setting(by_mood(page, verb), verb, True)
        return _while_in(page, verb)
    told = _ending(page, top, verb) or _put_off_to(page, top, verb)
    if told is not None:
        return told
    behind = (
        token.dep == "pobj"
        and parse.tokens[token.head].lower in ("for", "to", "into", "with", "off", "on", "upon")
        and parse.tokens[token.head].head == verb
    )
    if token.dep in ("dobj", "nsubjpass", "attr", "conj") or behind:
        carried = _as_object(page, top, verb)
        if carried is not None:
            return _unless_denied(page, carried)
    if token.dep in ("nsubj", "nsubjpass"):
        if has_no(parse, top):  # "No such meeting took place," she said
            return Setting(_denied_by_no(page, verb), verb, True)
        return _as_subject(page, verb, top)
    return None


def _put_off_to(page: Page, top: int, verb: int) -> Setting | None:
    """What something else is left to is planned: "left the border to a fifth round"."""
    parse, token = page.parse, page.parse.tokens[top]
    other = child(parse, verb, "dobj", "nsubjpass")
    if (
        token.dep != "pobj"
        or parse.tokens[token.head].lower not in ("to", "until", "till")
        or parse.tokens[verb].lemma not in word_list("object_of", "puts_off")
        or other in (None, top)
    ):
        return None
    around = by_mood(page, verb)
    return Setting("planned" if around in ("held", "ongoing") else around, verb, True)


def _ending(page: Page, top: int, verb: int) -> Setting | None:
    """What is told of talks by their end: out of which somebody walked, or that are due to end.

    Who only may walk out tells of none, and so does what is to end: it may be on already.
    """
    if left_by(page, top) == verb and (status := by_mood(page, verb)) != "denied":
        return Setting("held", verb, True) if status == "held" else Setting(None, verb, False)
    subject = page.parse.tokens[top].dep in ("nsubj", "nsubjpass")
    return Setting(None, verb, False) if subject and _is_to_end(page, verb) else None


def _unless_denied(page: Page, told: Setting) -> Setting:
    """What is planned; nothing if somebody denies that it is: that denies no encounter."""
    if told.status not in ("planned", "proposed") or told.verb is None:
        return told
    denied = footing(page.parse, told.verb) == "denied"
    return Setting(None, told.verb, True) if denied else told


def _by_clause_behind(page: Page, noun: int) -> Setting | None:
    """By "talks held in March", "talks that ended on Friday", "talks he began"."""
    parse = page.parse
    for c in parse.children[noun]:
        token = parse.tokens[c]
        if c < noun or token.dep not in ("relcl", "acl"):
            continue
        own_subject = child(parse, c, "nsubj", "nsubjpass")
        of_it = own_subject is not None and parse.tokens[own_subject].lower in ("that", "which")
        if token.dep == "acl" and token.tag == "VBN":
            if token.lemma in word_list("object_of", "plans") | {"due"}:
                return Setting("planned", c, True)
            if token.lemma in word_list("object_of", "does") | word_list("object_of", "goes_on"):
                return Setting("held", c, True)
        elif token.dep == "relcl" and of_it and _tells_of(parse, c):
            return _as_subject(page, c, noun)
        elif token.dep == "relcl" and own_subject is not None and not of_it:
            return _as_object(page, noun, c)
    return None


def _tells_of(parse: Parse, verb: int) -> bool:
    """Whether a verb says what becomes of its subject: "talks resumed", "talks are due"."""
    lemma = parse.tokens[verb].lemma
    if lemma == "go":
        return any(parse.tokens[c].lower in _TAKING_PLACE for c in parse.children[verb])
    groups = (*_SUBJECT_GROUPS, *_OBJECT_GROUPS)
    if any(lemma in word_list(group, name) for group, name in groups) or is_off(parse, verb):
        return True
    return lemma == "be" and bool(_said_of(parse, verb) & word_list("subject_of", "being"))


def _said_of(parse: Parse, verb: int) -> set[str]:
    """What "is" says of its subject: "ongoing", "under way", "in doubt"."""
    words = {parse.tokens[c].lower for c in parse.children[verb]}
    for c in parse.children[verb]:
        if parse.tokens[c].lower in ("in", "under", "on"):
            words |= {parse.tokens[o].lower for o in parse.children[c]}
    return words - {"on", "off", "at"}


def _while_in(page: Page, verb: int) -> Setting:
    """Talks that somebody is in are under way, unless the words around claim less."""
    around = by_mood(page, verb)
    tokens = page.parse.tokens
    inside = tokens[verb].lemma in ("be", "remain", "engage", "lock")
    before = any(tokens[c].lower == "had" for c in page.parse.children[verb])
    if inside and around == "held" and not before and tokens[verb].lemma != "engage":
        around = "ongoing"
    return Setting(around, verb, inside)


def _sooner(beside: FineStatus | None, status: FineStatus | None) -> FineStatus | None:
    """Of two signs the one that claims less: "planned talks" are planned whatever the verb."""
    if beside in ("planned", "proposed", "cancelled") and status in ("held", "ongoing"):
        return beside
    return status


def _as_object(page: Page, top: int, verb: int) -> Setting | None:
    """By what is done to it: "held talks", "called off the visit"."""
    parse = page.parse
    lemma = parse.tokens[verb].lemma
    if lemma in ("call", "push", "ask") and parse.tokens[top].dep != "pobj":
        lemma = ""
    if lemma == "hold" and child(parse, verb, "prt") is not None:
        lemma = ""  # "held up the talks" tells of a delay
    m = mood(parse, verb)
    if lemma in word_list("object_of", "denies"):
        return Setting(None if m.negated else "denied", verb, True)
    if lemma in word_list("object_of", "calls_off") or is_off(parse, verb):
        gone = by_mood(page, verb) in ("held", "ongoing") and not is_unsettled(parse, verb)
        if gone and is_broken_off(page, verb) and lasted(page, verb) is not None:
            return Setting("held", verb, True)
        return Setting(FINE.get(lemma, "cancelled") if gone else None, verb, True)
    if is_refusing(parse, verb):
        return Setting(None, verb, True)
    if has_no(parse, top):
        return Setting(_denied_by_no(page, verb), verb, True)
    return _as_plain_object(page, verb, lemma, negated=m.negated)


def _denied_by_no(page: Page, verb: int) -> FineStatus | None:
    """What somebody says there was none of is denied; a plan that there is none of is nothing."""
    m = mood(page.parse, verb)
    ahead = m.modal is not None or m.future
    planned = page.parse.tokens[verb].lemma in word_list("object_of", "plans")
    said = page.statement_at(verb) is not None
    return "denied" if said and not ahead and not planned else None


def _as_plain_object(page: Page, verb: int, lemma: str, *, negated: bool) -> Setting | None:
    if lemma in word_list("object_of", "plans"):
        return Setting(None if negated else "planned", verb, True)
    if lemma in word_list("object_of", "proposes"):
        return Setting(None if negated else "proposed", verb, True)
    status = by_mood(page, verb)
    if lemma in word_list("object_of", "goes_on"):
        return Setting("ongoing" if status == "held" else status, verb, True)
    if lemma in word_list("object_of", "does") or lemma == "be":
        return Setting(status, verb, True)
    return None


def _as_subject(page: Page, verb: int, top: int) -> Setting:
    """By what it does: "talks resumed", "the meeting is due on Friday"."""
    parse = page.parse
    lemma = parse.tokens[verb].lemma
    if not _tells_of(parse, verb):
        return Setting(_beneath(page, verb, top), verb, False)
    status = by_mood(page, verb)
    if child(parse, verb, "auxpass") is not None and status in ("held", "ongoing"):
        done = _done_to_it(page, verb)
        if done is not None:
            return Setting(done, verb, True)
    if status == "denied" and _is_end(page, verb):
        return Setting("held", verb, False)
    m = mood(parse, verb)
    if lemma == "be" and m.negated and _said_of(parse, verb) & word_list("subject_of", "done"):
        return Setting("ongoing", verb, False)  # "the talks are not over"
    if m.negated and lemma in word_list("subject_of", "ends"):
        past = by_form(parse, verb) == "held" and m.modal is None
        return Setting("held" if past else "ongoing", verb, False)
    if lemma in word_list("subject_of", "goes_on") and status == "held":
        return Setting("ongoing", verb, True)
    if lemma == "be" and _said_of(parse, verb) & {"doubt", "jeopardy"}:
        # the day of the doubt is not that of the encounter
        return Setting("planned", verb, False)
    return Setting(_of_being(page, verb, status) if lemma == "be" else status, verb, True)


def _done_to_it(page: Page, verb: int) -> FineStatus | None:
    """What a passive makes of it: "was called off", "suspended after a day"."""
    lemma = page.parse.tokens[verb].lemma
    if lemma in word_list("object_of", "calls_off") or is_off(page.parse, verb):
        was_on = is_broken_off(page, verb) and lasted(page, verb) is not None
        return "held" if was_on else FINE.get(lemma, "cancelled")
    if lemma in word_list("object_of", "plans"):
        return "planned"
    return "proposed" if lemma in word_list("object_of", "proposes") else None


def _is_to_end(page: Page, verb: int) -> bool:
    """Whether what is planned is the end: "the talks were due to end on Friday"."""
    tokens = page.parse.tokens
    near = [verb, *(c for c in page.parse.children[verb] if tokens[c].dep == "acomp")]
    return any(
        tokens[c].dep == "xcomp"
        and tokens[c].lemma in word_list("subject_of", "closes")
        and child(page.parse, c, "aux") is not None
        and child(page.parse, c, "dobj") is None
        for k in near
        for c in page.parse.children[k]
    )


def _beneath(page: Page, verb: int, top: int) -> FineStatus | None:
    """What "the talks helped" and "Friday's talks could help" take for granted."""
    if mood(page.parse, verb).modal is None:
        return "held" if by_form(page.parse, verb) == "held" else "ongoing"
    today = times.anchor(page)
    for mention in times.of_clause(page, subtree(page.parse, top)):
        if mention.days is not None and today is not None:
            return "held" if mention.days.start <= today else "planned"
    return None


def _of_being(page: Page, verb: int, status: FineStatus | None) -> FineStatus | None:
    words = _said_of(page.parse, verb)
    if words & {"due", "set", "scheduled"}:
        return "planned"
    if words & ({"possible", "likely"} | word_list("subject_of", "hoped")):
        return "proposed"
    if words & {"ongoing", "under", "underway", "continuing"} and status == "held":
        return "ongoing"
    return status


def _in_phrase(page: Page, top: int, verb: int | None) -> FineStatus | None:
    """By the phrase of another event: "after talks", "ahead of talks"."""
    parse, token = page.parse, page.parse.tokens[top]
    around = by_mood(page, verb) if verb is not None else "held"
    if token.dep == "pobj":
        word = parse.tokens[token.head].lower
        upper = parse.tokens[parse.tokens[token.head].head].lower
        if word in word_list("ahead_of", "planned") or upper == "ahead":
            if is_judged_for(parse, top):
                return "held"
            return "proposed" if around == "proposed" else "planned"
        if word == "of" and upper in shipped_lists("contacts")["saying"]:
            return None  # "No such call was made," she said of a call with Norland
        if word in ("for", "to") and upper in word_list("ahead_of", "willing"):
            return "proposed" if around in ("held", "ongoing") else around
        if word in ("after", "following", "since"):
            return "planned" if around == "planned" else "held"
    if around in ("planned", "proposed"):
        return around
    present = verb is not None and parse.tokens[verb].tag in ("VBZ", "VBP")
    return "ongoing" if present and around == "ongoing" else "held"
