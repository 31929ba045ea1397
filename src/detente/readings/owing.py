"""What is owed, before any wording: who owes it, what it is, and whether the text says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.readings import tree
from detente.readings.agreements import Agreement, noun_of, word_set
from detente.readings.closing import counted_group, is_many
from detente.readings.coming import in_condition
from detente.readings.contacts.main_parties import main_parties
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.page import Page
from detente.readings.tellers import doers_by, parties_of

# A clause that tells what somebody is held to has one of these ahead of its verb.
OWING = frozenset({"must", "shall", "will", "would", "'ll", "’ll", "should"})
BOUND = frozenset({"agree", "commit", "pledge", "undertake", "promise"})
# Ahead of another who owes something too.
JOINTS = frozenset({",", ";", "and", "while"})
# What goes on is a deed if it is a thing that can be owed.
_GOING_ON = frozenset({"begin", "resume", "start"})
# Verbs that give a paper its force.
MAKING = frozenset({"conclude", "enter", "make", "reach", "seal", "sign", "strike", "give"})


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment found: its words, what is owed, the verb of that, and who owes it.

    until: Where the next, coordinated with it, begins: a day behind is not its day.
    """

    hit: Hit
    words: Stretch
    what: Stretch
    verb: int
    by: tuple[str, ...]
    under: Agreement | None = None
    until: int | None = None


def owed(page: Page, hit: Hit, deed: int, *, top: int, under: Agreement | None) -> Iterator[Owed]:
    """Yield what a verb says is owed, and those coordinated with it, each that is a deed."""
    if in_condition(page, top):
        return
    parse = page.parse
    who = None if is_astray(parse, deed, top) else tree.doer(parse, deed)
    who = tree.subject(parse, top) if who is None else who
    by = _name_ahead(page, top) or doers_by(page, who, top)
    by = by or both_sides(page, who) or counted_group(page, who)
    for verb in [deed, *_joined(parse, deed, top)]:
        if is_deed(page, verb):
            what, words = _words(page, verb, top)
            yield Owed(hit, words, what, verb, by, under)
            yield from _gapped(page, hit, what, by=by, under=under)


def _name_ahead(page: Page, top: int) -> tuple[str, ...]:
    """Who is named in "and Torvania agreed to", where the model makes it no subject."""
    parse = page.parse
    ahead = top - 1
    while ahead > 1 and parse.tokens[ahead].pos in ("AUX", "ADV"):
        ahead -= 1
    own = tree.child(parse, top, *tree.SUBJECTS) is not None
    if own or ahead < 1 or parse.tokens[ahead].pos != "PROPN" or parse.tokens[ahead].ent == "DATE":
        return ()
    start = name_start(parse, ahead)
    return parties_of(page, ahead) if parse.tokens[start - 1].lower in JOINTS else ()


def _gapped(
    page: Page, hit: Hit, what: Stretch, *, by: tuple[str, ...], under: Agreement | None
) -> Iterator[Owed]:
    """Yield what another owes, whose verb is left out: "agreed to pay, and Torvania to leave"."""
    tokens = page.parse.tokens
    end = page.parse.sentences[tokens[what.start].sentence].end
    for i in range(what.start + 2, end - 2):
        if tokens[i].pos != "PROPN" or tokens[i + 1].lower != "to" or tokens[i + 2].tag != "VB":
            continue
        start = name_start(page.parse, i)
        named = tokens[start - 2].pos == "PROPN" and tokens[start - 2].ent != "DATE"
        if tokens[start - 1].lower not in JOINTS or named:
            continue
        names = parties_of(page, i) if is_deed(page, i + 2) else ()
        if names and set(names).isdisjoint(by):
            last = max(tree.clause(page.parse, i + 2).end, i + 3)
            yield Owed(hit, Stretch(start, last), Stretch(i + 2, last), i + 2, names, under)


def name_start(parse: Parse, i: int) -> int:
    """Return where a name begins that stands there or right ahead: "and Torvania agreed to"."""
    while parse.tokens[i - 1].pos in ("DET", "PROPN") and i > 1:
        i -= 1
    return i


def _words(page: Page, deed: int, top: int) -> tuple[Stretch, Stretch]:
    """What is owed, and the words that say so."""
    parse = page.parse
    thing = tree.clause(parse, deed)
    what = Stretch(with_not(page, deed), thing.end)
    if (held := _thing_ahead(page, deed)) is not None:
        what = Stretch(tree.noun_phrase(parse, held).start, thing.end)
    if tree.is_passive(parse, deed):
        what = Stretch(min(thing.start, deed), what.end)
    words = Stretch(min(start_of(page, top), what.start), max(what.end, top + 1))
    return what, words


def _thing_ahead(page: Page, deed: int) -> int | None:
    """The "men" of "the 40 men it agreed to free", which stand ahead of what is to be done."""
    parse, at = page.parse, deed
    while parse.tokens[at].dep == "xcomp":
        at = parse.tokens[at].head
    promised = parse.tokens[at].dep == "relcl" and at != deed
    thing = parse.tokens[at].head
    if not promised or objects_of(page, deed) or tree.is_passive(parse, deed):
        return None
    return thing if parse.tokens[thing].pos == "NOUN" and not page.who(thing) else None


def _joined(parse: Parse, deed: int, top: int) -> list[int]:
    """The verbs of "to free 40 men, pull its guns back and to pay", without a subject of theirs.

    Of "requires it to free 40 men, cut its duties" the model takes "cut" for the past.
    """
    form = parse.tokens[deed].tag
    if form not in ("VB", "VBG") or tree.is_passive(parse, deed):
        return []
    found = _chain(parse, deed)
    if form == "VBG":  # "committed to freeing 40 men and reopening the road"
        alike = (i for i in found if i > deed and parse.tokens[i].tag == form)
        return [i for i in alike if tree.child(parse, i, *tree.SUBJECTS, "aux") is None]
    if top != deed:
        loose = [c for c in parse.children[top] if parse.tokens[c].dep in ("conj", "dep")]
        theirs = [k for c in loose if c > deed and _is_bare(parse, c) for k in _chain(parse, c)]
        sure = parse.tokens[top].tag == "VBZ"
        found += [i for i in theirs if sure or parse.tokens[i].tag == "VB"]
    return [i for i in dict.fromkeys(found) if i > deed and _is_bare(parse, i)]


def _chain(parse: Parse, first: int) -> list[int]:
    """Verbs coordinated with one, up to one with a subject: what follows that is its own."""
    found = [first]
    for i in found:
        found += [
            c
            for c in parse.children[i]
            if parse.tokens[c].dep == "conj" and tree.child(parse, c, *tree.SUBJECTS) is None
        ]
    return sorted(found)


def _is_bare(parse: Parse, verb: int) -> bool:
    """Whether a verb is in the form of "to pay", "must pay", "pay", and has no subject."""
    token = parse.tokens[verb]
    helpers = {parse.tokens[c].lower for c in parse.children[verb] if parse.tokens[c].dep == "aux"}
    form = token.tag == "VB" or (token.tag in ("VBD", "VBP") and token.lower == token.lemma)
    # ", free 44 men": the model takes the verb for an adjective
    form = form or (token.tag == "JJ" and tree.child(parse, verb, "dobj") is not None)
    own = tree.child(parse, verb, *tree.SUBJECTS) is not None or tree.is_passive(parse, verb)
    return form and not own and helpers <= {*OWING, "to"}


def is_astray(parse: Parse, deed: int, top: int) -> bool:
    """Return whether the model hangs it on a noun between the two.

    "agreed in the pact that ended the strike to pay"
    """
    token = parse.tokens[deed]
    hung = token.dep in ("acl", "advcl", "relcl") and token.head > top
    return hung and (parse.tokens[top].lemma in BOUND or tree.is_passive(parse, top))


def both_sides(page: Page, who: int | None) -> tuple[str, ...]:
    """Return the two parties that a report is about where it says "both sides"; () if unclear."""
    if who is None or not is_many(page.parse, who):
        return ()
    ahead = {page.parse.tokens[c].lower for c in page.parse.children[who] if c < who}
    if ahead.isdisjoint({"both", "two"}):
        return ()
    return tuple(one.name for one in main_parties(page, (), who))


def with_not(page: Page, verb: int) -> int:
    """Return where what is owed begins: with the "not" of "not to build"."""
    tokens = page.parse.tokens
    return min([verb, *(c for c in page.parse.children[verb] if tokens[c].dep == "neg")])


def is_deed(page: Page, verb: int) -> bool:
    """Return whether it is more than talk, and not what the party is to get."""
    no_deeds = word_set("no_deeds") | word_set("gains")
    below = tree.child(page.parse, verb, "xcomp")  # "keep talking"
    talks = below is not None and page.parse.tokens[below].lemma in no_deeds
    lemma = page.parse.tokens[verb].lemma
    if lemma in _GOING_ON:  # to resume payments is a deed, to resume talks is none
        things = (noun_of(page.parse.tokens[i]) for i in objects_of(page, verb))
        return any(t in word_set("debts") | word_set("things") for t in things)
    return lemma not in no_deeds and not talks and not _is_empty(page, verb)


def _is_empty(page: Page, verb: int) -> bool:
    """Whether it only points to a deed told of: "as it was to do"."""
    return page.parse.tokens[verb].lemma == "do" and not objects_of(page, verb)


def start_of(page: Page, verb: int) -> int:
    """Return where a clause begins, without what stands ahead of its subject."""
    who = tree.child(page.parse, verb, "nsubj", "nsubjpass")
    if who is None or who > verb:
        return min(verb, tree.clause(page.parse, verb).start)
    return tree.noun_phrase(page.parse, who).start


def is_real(page: Page, verb: int) -> bool:
    """Return whether the text stands behind it: not denied, hoped for or asked."""
    put = mood(page.parse, verb)
    return not (put.negated or put.question) and put.footing in ("asserted", "hedged")


def is_future(page: Page, verb: int) -> bool:
    """Return whether somebody has yet to bind itself: "would agree to", "to agree to"."""
    put = mood(page.parse, verb)
    return put.future or put.modal is not None or page.parse.tokens[verb].tag == "VB"


def objects_of(page: Page, verb: int) -> list[int]:
    """Return what a verb is done to."""
    return [c for c in page.parse.children[verb] if page.parse.tokens[c].dep == "dobj"]
