"""Who holds a stance where its subject has no name: groups, "it" and "his company", plans."""

from __future__ import annotations

from detente.model.actors import is_unnamed
from detente.model.vocabulary import Stance
from detente.readings import tree
from detente.readings.nlp import Parse, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

_ARTICLES = ("the ", "The ", "a ", "A ", "an ", "An ", "some ", "Some ", "many ", "Many ")
# "both companies", "these unions" are groups that the text has named before.
_POINTING = frozenset(
    {"all", "both", "either", "neither", "none", "such", "that", "these", "this"}
)
_FROM = ("from", "of")
# "The ministers" are those of so many sentences before, counted with their own.
_NEAR = 4
# "steelmakers", "dockworkers", "bondholders": trades by their ending.
_TRADES = ("growers", "holders", "makers", "owners", "producers", "workers")
# Of these the subject's "it" is the subject again: "Norland said that it would not pay".
_TELLING = frozenset({"ccomp", "xcomp", "acomp", "conj", "csubj", "dep"})
_PRESENT = frozenset({"VBP", "VBZ"})


def group_at(page: Page, token: int) -> tuple[str, ...]:
    """Return the words of a group without a name of its own ("coffee producers"), or ().

    Several that are coordinated are several: ("pilots", "mechanics").
    """
    found = [_group(page, i) for i in tree.conjuncts(page.parse, token)]
    return tuple(dict.fromkeys(words for words in found if words))


def stand_ins(page: Page, token: int) -> tuple[str, ...]:
    """Return whom a subject stands for that is no name: a group, envoys, "it", "his company"."""
    names = _teller(page, token) or _whose(page, token) or _sent_by(page, token)
    names = names or _sent_before(page, token) or _named_so(page, token)
    return names or group_at(page, token)


def beside(page: Page, token: int) -> tuple[str, ...]:
    """Return the groups coordinated with names: "Norland and other producers"."""
    mates = [i for i in tree.conjuncts(page.parse, token) if not page.cast.of_token.get(i)]
    return tuple(words for i in mates if (words := _group(page, i)))


def tellers_of_clause(page: Page, verb: int) -> tuple[str, ...]:
    """Return who says the clause of a verb, by the verb of saying right above it.

    "Norland made clear that ships must ask", "Norland said the strip should be shared and
    rejects any cap".
    """
    first = tree.first_conjunct(page.parse, verb)
    who, above = _whose_view(page, first), _saying_verb(page, first)
    if who is None and above is not None:
        who = tree.subject(page.parse, above)
    return () if who is None else page.who(who)


def _whose_view(page: Page, verb: int) -> int | None:
    """Whose position a clause tells: "Norland's position is that", "its view that"; or None."""
    parse, token = page.parse, page.parse.tokens[verb]
    above = parse.tokens[token.head]
    if token.dep not in ("acl", "ccomp", "relcl", "xcomp") or token.head >= verb:
        return None
    so = above.lemma in ("be", "remain")
    noun = tree.child(parse, above.i, "nsubj") if so else above.i
    if noun is None or parse.tokens[noun].lemma not in shipped_lists("positions")["views"]:
        return None
    return tree.child(parse, noun, "poss")


def resumes_the_teller(page: Page, verb: int) -> bool:
    """Whether a verb goes on with the verb of saying, though parsed as part of what was said.

    "Norland has said that the strip should be shared and rejects any cap".
    """
    parse = page.parse
    first = tree.first_conjunct(parse, verb)
    above = _saying_verb(page, first)
    if first == verb or above is None or tree.child(parse, verb, *tree.SUBJECTS) is not None:
        return False
    if parse.tokens[verb].tag not in _PRESENT or parse.tokens[first].tag in _PRESENT:
        return False
    told = [above, *(c for c in parse.children[above] if parse.tokens[c].dep == "aux")]
    return any(parse.tokens[i].tag in _PRESENT for i in told)


def party_of_teller(page: Page, i: int) -> tuple[str, ...]:
    """The party for which an official without a name says what stands at a token, or ().

    "We will not pay," Norland's finance minister said: Norland.
    """
    said = page.statement_at(i)
    if said is None or said.source is None or not is_unnamed(said.speaker):
        return ()
    first, last = page.token_at(said.source.start), page.token_at(said.source.end - 1)
    heads = (t.i for t in page.parse.tokens[first : last + 1] if not first <= t.head <= last)
    head = next(heads, None)
    names = () if head is None else page.cast.who(head)
    return tuple(dict.fromkeys(map(page.cast.party, names)))


def is_again(page: Page, token: int, verb: int) -> bool:
    """Whether "he" is the official without a name who says so, for want of anybody else.

    "The Norlandish president said that he had agreed to the map".
    """
    if page.parse.tokens[token].lower not in ("he", "she") or page.who(token):
        return False
    return _saying_verb(page, verb) is not None


def tells_which(page: Page, token: int, verb: int) -> bool:
    """Whether a clause only says which group is meant: "firms that signed a deal"."""
    above = page.parse.tokens[verb]
    return above.dep == "relcl" and above.head == token and not _comma_between(page, token, verb)


def _comma_between(page: Page, first: int, last: int) -> bool:
    return any(t.text == "," for t in page.parse.tokens[first + 1 : last])


def is_plan(page: Page, noun: int) -> bool:
    """Whether a noun is something drafted, whose provisions its author proposes."""
    return page.parse.tokens[noun].lemma in shipped_lists("positions")["drafts"]


def has_provisions(page: Page, noun: int) -> bool:
    """Return whether a noun is a plan, or what somebody asks for."""
    asked = shipped_lists("positions")["asked"]
    return is_plan(page, noun) or page.parse.tokens[noun].lemma in asked


def provided(page: Page, verb: int) -> Stance:
    """Return the stance of what something includes: its demands, its offer or its plan."""
    thing = tree.subject(page.parse, verb)
    lemma = "" if thing is None else page.parse.tokens[thing].lemma
    return "demands" if lemma in shipped_lists("positions")["asked"] else "proposes"


def _group(page: Page, token: int) -> str | None:
    parse = page.parse
    word = parse.tokens[token].lower
    lists = shipped_lists("positions")
    children = {parse.tokens[c].lower for c in parse.children[token] if c < token}
    if children & _POINTING or _is_somebodys(parse, token):
        return None
    known = word in lists["groups"] or word.endswith(_TRADES)
    if not known and (word in lists["collectives"] or word in lists["leading"]):
        inner = tree.prep_objects(parse, token, "of")
        known = any(_group(page, i) for i in inner)
    if not known:
        return None
    phrase = tree.to_comma(parse, tree.noun_phrase(parse, token), token)
    if phrase.end > token + 1 and parse.tokens[phrase.end - 1].tag == "POS":
        phrase = Stretch(phrase.start, phrase.end - 1)  # "the union's demand"
    words = page.text(phrase)
    for article in _ARTICLES:
        words = words.removeprefix(article)
    return words


def _is_somebodys(parse: Parse, token: int) -> bool:
    """Whether it is "their union": of whom is not told by its words."""
    return any(parse.tokens[c].tag == "PRP$" for c in parse.children[token])


def _teller(page: Page, token: int) -> tuple[str, ...]:
    """Who "it" or "they" is in what somebody says of itself; () for other words, and persons."""
    parse = page.parse
    word = parse.tokens[token].lower
    if word not in ("it", "they") or parse.tokens[token].dep not in tree.SUBJECTS:
        return ()
    above = _saying_verb(page, parse.tokens[token].head)
    who = None if above is None else tree.subject(parse, above)
    if who is None or who >= token:
        return ()
    names = page.who(who) or group_at(page, who)
    many = len(names) > 1 or parse.tokens[who].tag in ("NNS", "NNPS")
    if (word == "they") != many:
        return ()
    actors = [page.cast.actor(name) for name in names]
    return () if any(a is not None and a.kind == "person" for a in actors) else names


def _saying_verb(page: Page, verb: int) -> int | None:
    """The verb of saying whose clause holds a verb: "signalled that it was ready", or None."""
    parse = page.parse
    saying = shipped_lists("positions")["saying"]
    while parse.tokens[verb].dep in _TELLING and parse.tokens[verb].head != verb:
        clausal = parse.tokens[verb].dep in ("ccomp", "csubj")
        verb = parse.tokens[verb].head
        token = parse.tokens[verb]
        if clausal and (token.lemma in saying or token.lower == "clear"):
            return verb
        if clausal and token.lemma == "make" and _has_clear(page, verb):
            return verb
    return None


def _has_clear(page: Page, verb: int) -> bool:
    return any(page.parse.tokens[c].lower == "clear" for c in page.parse.children[verb])


def _whose(page: Page, token: int) -> tuple[str, ...]:
    """The party of "his company"; "their union", where that is nobody's, is the one named."""
    if page.parse.tokens[token].lower not in shipped_lists("positions")["own_side"]:
        return ()
    own = tree.child(page.parse, token, "poss")
    if own is None or page.parse.tokens[own].pos != "PRON":
        return ()
    names = page.who(own) or party_of_teller(page, own)
    parties = dict.fromkeys(map(page.cast.party, names))
    actors = [page.cast.actor(name) for name in parties]
    if any(a is not None and a.kind == "person" for a in actors):
        return ()
    return tuple(parties) or _only_one_called(page, page.parse.tokens[token].lower)


def _only_one_called(page: Page, word: str) -> tuple[str, ...]:
    """The one body of the text whose name ends in a word: "Tram Workers' Union" for "union"."""
    names = [a.name for a in page.cast.actors if a.kind == "organisation"]
    called = [name for name in names if name.lower().endswith(f" {word}")]
    return tuple(called) if len(called) == 1 else ()


def _named_so(page: Page, token: int) -> tuple[str, ...]:
    """The body that "the union" is: the one of the text called so, or the one named behind it."""
    parse = page.parse
    if parse.tokens[token].pos != "NOUN" or not _is_the(parse, token):
        return ()
    behind = tree.child(parse, token, "appos")
    if behind is not None and (names := page.who(behind)):
        return names
    word = parse.tokens[token].lower
    bodies = shipped_lists("positions")["bodies"]
    return _only_one_called(page, word) if word in bodies else ()


def _is_the(parse: Parse, noun: int) -> bool:
    """Whether a noun is "the union", with nothing more to say which."""
    ahead = [parse.tokens[c] for c in parse.children[noun] if c < noun]
    return [t.lower for t in ahead] == ["the"]


def _sent_by(page: Page, token: int) -> tuple[str, ...]:
    """The parties of "the delegations from Norland and Sudmark"."""
    if page.parse.tokens[token].lower not in shipped_lists("positions")["leading"]:
        return ()
    senders = tree.prep_objects(page.parse, token, *_FROM)
    return tuple(dict.fromkeys(name for i in senders for name in page.who(i)))


def _sent_before(page: Page, token: int) -> tuple[str, ...]:
    """The parties of "the ministers", whose ministers were told of last.

    "The ministers of Norland and Sudmark met in Vell. The ministers agreed to open the strait."
    """
    tokens = page.parse.tokens
    word = tokens[token].lower
    if word not in shipped_lists("positions")["leading"] or not _is_the(page.parse, token):
        return ()
    first = page.parse.sentences[max(0, tokens[token].sentence - _NEAR + 1)].start
    alike = (i for i in range(token - 1, first - 1, -1) if tokens[i].lower == word)
    return next((names for i in alike if (names := _sent_by(page, i))), ())
