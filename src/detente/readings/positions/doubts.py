"""What only looks like a stance: supposed, expected, denied, advised, or a refusal to speak."""

from __future__ import annotations

from collections.abc import Callable

from detente.readings import tree
from detente.readings.conditions import hangs_on, is_within
from detente.readings.negation import word_set
from detente.readings.nlp import Parse
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger
from detente.readings.positions.red_lines import is_line
from detente.readings.positions.stances import OPEN, WILLING
from detente.readings.positions.targets import target_of
from detente.readings.positions.unable import is_of_none, is_unable
from detente.readings.rules import shipped_lists

# A demand or offer that is the object of these is held no more.
_DROPPING = frozenset(
    {"abandon", "cancel", "drop", "end", "give", "lift", "overturn", "rescind", "retract"}
    | {"reverse", "scrap", "shelve", "soften", "waive", "withdraw"}
)
# "without Norland accepting", "subject to Norland accepting"
_ABSENT = frozenset(
    {"without", "absent", "lack", "absence", "subject", "contingent", "conditional"}
)
# Not doing these to a deal may be a refusal; a deal "not reached" is nobody's no.
_SIGNING = frozenset({"sign", "initial", "ink"})
_READY = frozenset({"prepared", "ready", "willing"})
_PERFECT = frozenset({"'ve", "’ve", "had", "has", "have"})
_QUOTES = frozenset({'"', "“"})
_PRICES = frozenset({"attention", "consequence", "heed", "penalty", "price"})
# What is said so is nothing to give: "warned that it would lift the ban".
_WARNING = frozenset({"argue", "note", "warn"})
# Of whoever speaks: "said it would".
_SELF = frozenset({"he", "it", "she", "they"})
UNSAID = frozenset({"supposed", "denied"})
# So many words ahead of "than" may "rather" stand: "would rather lose the port than sign".
_FAR = 10
_SUPPOSING = frozenset({"if", "unless", "until", "whether", "once", "till"})


def is_supposed(page: Page, trigger: Trigger) -> bool:
    """Whether the text does not stand behind it, or it is a condition ("if Norland accepts")."""
    if trigger.mood.footing in UNSAID or is_denied(page, trigger.head):
        return True
    if hangs_on(page.parse, trigger.head) or _is_instead(page, trigger.head):
        return True
    if trigger.hit.extra["kind"] == "modal" and is_within(page.parse, trigger.head):
        return True
    for i in (trigger.head, *tree.ancestors(page.parse, trigger.head)):
        lower = page.parse.tokens[i].lower
        if lower in _ABSENT and i != trigger.head:
            return True
        mark = tree.child(page.parse, i, "mark")
        if mark is not None and page.parse.tokens[mark].lower in _SUPPOSING:
            return True
    return False


def _is_instead(page: Page, verb: int) -> bool:
    """Whether it is what is not done: "rather than accept it", "instead of refusing to sign"."""
    parse = page.parse
    start = parse.sentences[parse.tokens[verb].sentence].start
    for at in {verb, tree.first_conjunct(parse, verb)}:
        first = at
        while first > start and parse.tokens[first - 1].lower in ("be", "have", "not", "to"):
            first -= 1
        ahead = [t.lower for t in parse.tokens[max(start, first - _FAR) : first]]
        if ahead[-2:] == ["instead", "of"] or (ahead[-1:] == ["than"] and "rather" in ahead):
            return True
    return False


def is_idle(page: Page, trigger: Trigger) -> bool:
    """Whether it only says what a party ought to do, or rejects a report of itself."""
    if trigger.hit.extra["kind"] == "verb" and trigger.hit.reads in ("accepts", "rejects"):
        who = tree.subject(page.parse, trigger.head)
        own = who is not None and page.parse.tokens[who].lower in ("we", "i")
        if trigger.mood.modal in ("should", "must", "ought") and not own:
            return True
    if any(holds(page, trigger) for holds in _IDLE):
        return True
    thing = tree.done_to(page.parse, trigger.head) if trigger.hit.reads == "rejects" else None
    if thing is None or page.parse.tokens[thing].lemma not in word_set("hearsay"):
        return False
    if page.parse.tokens[thing].lower == "talks":
        return False  # "ruled out talks"; "dismissed talk of a deal" is the report of one
    # "a claim to the island" is one thing, "a claim that it signed" another
    return not tree.prep_objects(page.parse, thing, "to", "on", "for")


def _is_own_need(page: Page, trigger: Trigger) -> bool:
    """Whether it is "we need to be strong", "I have to think": nobody else is asked."""
    if trigger.hit.extra["kind"] != "modal" or page.parse.tokens[trigger.hit.start].tag == "MD":
        return False
    who = tree.subject(page.parse, trigger.head)
    return who is not None and page.parse.tokens[who].lower in ("we", "i")


def _is_price(page: Page, trigger: Trigger) -> bool:
    """Whether it is "will pay a heavy price": a threat to whoever does, and no offer."""
    if trigger.hit.extra["kind"] != "granting":
        return False
    thing = tree.done_to(page.parse, trigger.head)
    lemma = "" if thing is None else page.parse.tokens[thing].lemma
    return page.parse.tokens[trigger.head].lemma == "pay" and lemma in _PRICES


def _is_no_gift(page: Page, trigger: Trigger) -> bool:
    """Whether what somebody is ready to do gives nothing: "willing to use force"."""
    if trigger.hit.reads != "offers" or page.parse.tokens[trigger.head].pos == "VERB":
        return False
    done = tree.child(page.parse, trigger.head, "xcomp", "acl")
    lemma = "" if done is None else page.parse.tokens[done].lemma
    return lemma in shipped_lists("positions")["no_gift"]


def _is_feeling(page: Page, trigger: Trigger) -> bool:
    """Whether it says how somebody "should be": worried, proud."""
    if trigger.hit.extra["kind"] != "modal" or page.parse.tokens[trigger.head].lemma != "be":
        return False
    felt = tree.child(page.parse, trigger.head, "acomp")
    feelings = shipped_lists("positions")["feelings"]
    return felt is not None and page.parse.tokens[felt].lower in feelings


def _is_said(page: Page, trigger: Trigger) -> bool:
    """Whether it is "the minister agreed, “it is late”": said, and no yes to anything."""
    parse, verb = page.parse, trigger.head
    behind = parse.tokens[verb + 1 : verb + 3]
    marks = len(behind) > 1 and behind[0].text == "," and behind[1].text in _QUOTES
    return parse.tokens[verb].lemma == "agree" and marks


def _is_open(page: Page, trigger: Trigger) -> bool:
    """Whether what must be only may have to: "might need to pay"."""
    if trigger.hit.extra["kind"] != "modal":
        return False
    near = page.parse.children[trigger.hit.start]
    return any(page.parse.tokens[c].lower in OPEN for c in near)


def _is_courtesy(page: Page, trigger: Trigger) -> bool:
    """Whether it is "we want to thank", "want to know": nothing is asked of anybody."""
    if page.parse.tokens[trigger.head].lemma != "want":
        return False
    inner = tree.child(page.parse, trigger.head, "xcomp")
    if inner is None or tree.child(page.parse, inner, *tree.SUBJECTS) is not None:
        return False
    return page.parse.tokens[inner].lemma in shipped_lists("positions")["courtesies"]


def _is_forced(page: Page, trigger: Trigger) -> bool:
    """Whether somebody "had to accept", "was forced to accept": that is no free yes."""
    token = page.parse.tokens[trigger.head]
    above = page.parse.tokens[token.head]
    made = above.lemma in shipped_lists("positions")["forcing"] and above.tag in ("VBD", "VBN")
    return token.dep == "xcomp" and made and trigger.hit.reads == "accepts"


def _is_bygone(page: Page, trigger: Trigger) -> bool:
    """Whether a stance is one of old: "once opposed it", "used to oppose it"."""
    parse, verb = page.parse, trigger.head
    before = parse.tokens[verb - 1].lower if verb else ""
    if before in shipped_lists("positions")["of_old"]:
        return parse.tokens[verb].tag == "VBD"
    above = parse.tokens[parse.tokens[verb].head]
    used = above.lemma == "use" and above.tag == "VBD"
    return used and parse.tokens[verb].dep == "xcomp"


def _is_scant(page: Page, trigger: Trigger) -> bool:
    """Whether there is hardly any of it: "met with little resistance", "few concessions"."""
    kind = trigger.hit.extra["kind"]
    if kind not in ("finding", "idiom", "verb") or trigger.hit.extra.get("negates"):
        return False
    inside = {t.lower for t in page.parse.tokens[trigger.head + 1 : trigger.hit.end]}
    scant = inside & set(shipped_lists("positions")["scant"])
    return bool(scant) and not (scant == {"no"} and trigger.mood.negated)


def _is_only_near(page: Page, trigger: Trigger) -> bool:
    """Whether it was not done in the end: "almost quit the talks"."""
    near = shipped_lists("positions")["nearly"]
    return any(page.parse.tokens[c].lower in near for c in page.parse.children[trigger.head])


def _is_charged(page: Page, trigger: Trigger) -> bool:
    """Whether nobody is named who says so: "was accused of rejecting it"."""
    parse = page.parse
    above = parse.tokens[parse.tokens[trigger.head].head]
    verb = above.head if above.dep == "prep" and above.lower == "of" else trigger.head
    charged = parse.tokens[verb].lemma == "accuse" and tree.is_passive(parse, verb)
    return charged and tree.child(parse, verb, "agent") is None


def _is_to_be_met(page: Page, trigger: Trigger) -> bool:
    """Whether a thing has yet to meet with a yes or no: "must win its approval", "may face"."""
    if trigger.hit.extra["kind"] != "finding" or trigger.mood.negated:
        return False
    put = trigger.mood
    infinitive = page.parse.tokens[trigger.head].dep == "xcomp"
    return put.future or put.modal is not None or infinitive


def _is_no_more(page: Page, trigger: Trigger) -> bool:
    """Whether a yes or no that a noun tells is over, or is not there yet.

    "Its support for the plan has faded", "feared its rejection of it", "its consent is unlikely".
    """
    if trigger.hit.extra["kind"] != "noun" or trigger.hit.reads not in ("accepts", "rejects"):
        return False
    parse, words = page.parse, shipped_lists("positions")["unsaid_stance"]
    token = parse.tokens[trigger.head]
    above = parse.tokens[token.head]
    if token.dep in ("dobj", "nsubjpass") and above.lemma in words["of_object"]:
        return True
    if token.dep not in tree.SUBJECTS:
        return False
    told = [parse.tokens[c] for c in parse.children[above.i] if c > above.i]
    out = any(t.dep == "prep" and t.lower in ("in", "out") for t in told)
    unsaid = above.lemma == "be" and (out or any(t.lower in words["is"] for t in told))
    foreseen = tree.child(parse, above.i, "aux")
    would = foreseen is not None and parse.tokens[foreseen].tag == "MD"
    return above.lemma in words["gone"] or unsaid or would


def _is_plea(page: Page, trigger: Trigger) -> bool:
    """Whether a court is asked, which negotiates with nobody: "appealed to the judge to"."""
    if trigger.hit.reads != "demands":
        return False
    parse, verb = page.parse, trigger.head
    thing = tree.done_to(parse, verb)
    asked = [*([] if thing is None else [thing]), *tree.prep_objects(parse, verb, "to", "with")]
    return any(parse.tokens[i].lemma in shipped_lists("positions")["courts"] for i in asked)


def _is_need_of_goods(page: Page, trigger: Trigger) -> bool:
    """Whether a demand is what is bought: "its demand for gas", "demand for flats"."""
    parse, noun = page.parse, trigger.head
    if trigger.hit.extra["kind"] != "noun" or parse.tokens[noun].lower != "demand":
        return False
    wanted = (parse.tokens[o] for o in tree.prep_objects(parse, noun, "for"))
    goods = shipped_lists("positions")["goods"]
    return any(t.lemma in goods and _is_bare(parse, t.i) for t in wanted)


def _is_bare(parse: Parse, noun: int) -> bool:
    """Whether a noun stands without article and number: "gas", but "a gas to be shared"."""
    tied = (parse.tokens[c] for c in parse.children[noun])
    return all(t.dep in ("amod", "compound", "punct") for t in tied)


def _is_line(page: Page, trigger: Trigger) -> bool:
    return is_line(page, trigger.head)


# Each by itself makes a wording idle.
_IDLE: tuple[Callable[[Page, Trigger], bool], ...] = (
    _is_own_need,
    _is_price,
    _is_no_gift,
    _is_feeling,
    _is_said,
    is_of_none,
    is_unable,
    _is_open,
    _is_courtesy,
    _is_line,
    _is_plea,
    _is_need_of_goods,
    _is_forced,
    _is_bygone,
    _is_scant,
    _is_only_near,
    _is_charged,
    _is_to_be_met,
    _is_no_more,
)


def is_expected(page: Page, trigger: Trigger) -> bool:
    """Whether it is only expected, a threat without condition, or a demand that was dropped."""
    token = page.parse.tokens[trigger.head]
    above = page.parse.tokens[token.head]
    if trigger.hit.extra["kind"] == "threat":
        return trigger.mood.condition is None
    if trigger.hit.extra.get("done") and not _is_done(page, trigger):
        return not _is_promised_on_terms(page, trigger)
    trying = shipped_lists("positions")["trying"]
    if token.dep == "xcomp" and trigger.hit.reads == "accepts" and above.lemma in trying:
        return True
    if trigger.hit.extra["kind"] == "noun" and token.dep == "dobj" and above.lemma in _DROPPING:
        return True
    return token.dep == "xcomp" and above.lemma in ("expect", "likely", "unlikely", "set", "due")


def _is_done(page: Page, trigger: Trigger) -> bool:
    """Whether a deal has been made: not one that they want "to reach", or "have not struck".

    "did not sign" may be a refusal; "have not signed" may come.
    """
    token = page.parse.tokens[trigger.head]
    helpers = {page.parse.tokens[c].lower for c in page.parse.children[trigger.head]}
    refused = token.lemma in _SIGNING and not helpers & _PERFECT
    if token.tag == "VBG" or (trigger.mood.negated and not refused):
        return False
    return token.tag in ("VBD", "VBN") and not helpers & {"to", "be", "would", "could", "will"}


def _is_promised_on_terms(page: Page, trigger: Trigger) -> bool:
    """Whether it is "would sign a deal if", "is ready to sign one once": who says so wants it."""
    put, token = trigger.mood, page.parse.tokens[trigger.head]
    if put.condition is None or put.negated or tree.is_passive(page.parse, trigger.head):
        return False
    above = page.parse.tokens[token.head]
    ready = token.dep == "xcomp" and above.lower in _READY
    return ready or (token.lemma in _SIGNING and (put.future or put.modal in WILLING))


def is_silence(page: Page, trigger: Trigger) -> bool:
    """Whether a refusal is one to speak ("declined to comment"): that is an unknown."""
    words = shipped_lists("positions")
    talking = set(words["talking"])
    inner = tree.child(page.parse, trigger.head, "xcomp")
    if inner is not None and page.parse.tokens[inner].lemma in words["naming"]:
        return True  # "asked not to be named", "declined to be identified"
    target = target_of(page, trigger)
    if target is not None:
        tokens = page.parse.tokens[target.start : target.end]
        nouns = [t for t in tokens if t.pos in ("NOUN", "PROPN")]
        asked = tokens[0].lower in words["asking"] and not trigger.hit.extra.get("whether")
        if asked or (nouns and nouns[0].lemma in words["reporting"]):
            return True
    return (
        trigger.hit.reads == "rejects"
        and inner is not None
        and page.parse.tokens[inner].lemma in talking
        and tree.child(page.parse, inner, "prt") is None  # "refused to give up" is no silence
    )


def is_untied(page: Page, trigger: Trigger) -> bool:
    """Whether a wording that lives by its condition has none: "its consent is not tied to it".

    "said it would free them" promises it by itself.
    """
    if not trigger.hit.extra.get("bound"):
        return False
    if trigger.mood.negated:
        return True
    return trigger.mood.condition is None and not _is_told_of_oneself(page, trigger)


def _is_told_of_oneself(page: Page, trigger: Trigger) -> bool:
    """Whether whoever says so would do it: "Norland said it would free the crews"."""
    parse, verb = page.parse, trigger.head
    token, words = parse.tokens[verb], shipped_lists("positions")
    if token.lemma not in words["promised"] or token.dep != "ccomp" or trigger.mood.modal is None:
        return False
    above, own = parse.tokens[token.head], tree.child(parse, verb, "nsubj")
    again = own is not None and parse.tokens[own].lower in _SELF
    said = above.lemma in words["saying"] and above.lemma not in _WARNING
    return again and said and above.tag in ("VBD", "VBN")


def is_unpromised(_page: Page, trigger: Trigger) -> bool:
    """Whether a wording that gives only where it is promised is told of what is, or was."""
    put = trigger.mood
    return bool(trigger.hit.extra.get("promised")) and not (put.future or put.modal in WILLING)


def is_objectless(page: Page, trigger: Trigger) -> bool:
    """Whether a wording that needs something to be done to has nothing: "will not stop"."""
    if not trigger.hit.extra.get("object"):
        return False
    thing = tree.done_to(page.parse, trigger.head)
    return thing is None or page.parse.tokens[thing].pos not in ("NOUN", "PROPN")


def is_denied(page: Page, head: int) -> bool:
    """Whether the statement around is one that its speaker denies ("denied that it had…")."""
    said = page.statement_at(head)
    return said is not None and said.cue is not None and said.cue.text.lower().startswith("den")
