"""Clauses: where a claim may stand, and what is seen of each, as plain features in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from sys import intern

from detente.readings import tree
from detente.readings.learned.bound import is_inside, opener
from detente.readings.learned.weights import Floats, Table
from detente.readings.modality import Mood, mood
from detente.readings.nlp import Hit, Parse, Stretch, Token
from detente.readings.page import Page

# Shorter clauses say too little to be a claim.
FEWEST_TOKENS = 3
TELLING = frozenset({"VERB", "ADJ", "ADV", "AUX", "NOUN", "PART", "SCONJ"})
# Common verbs such as "accept" that say something only with others beside them. The weights were
# learned without them, and how much is seen of a clause counts for its referee. So it is with what
# ties one thing to another, and with what is done to a price.
_UNTOLD = frozenset({"bidding", "closing", "repriced", "ties"})
_EARLY = (0.02, 0.08, 0.2, 0.4, 0.7)
_LENGTHS = (5, 8, 12, 18, 26, 40)


@dataclass(frozen=True, slots=True)
class Span:
    """Code points start up to end of a report."""

    start: int
    end: int


# Not frozen, as tokens are not: a page has many.
@dataclass(slots=True, unsafe_hash=True)
class Clause:
    """A verb with all that it governs, within its sentence."""

    verb: int
    stretch: Stretch

    def span(self, page: Page) -> Span:
        """The words of the clause, loose punctuation at both ends left out."""
        return Span(*tree.characters(page.parse, self.stretch))


def union(one: Span, other: Span) -> float:
    """Return the share of what two spans cover together that both cover.

    >>> union(Span(0, 4), Span(2, 6))
    0.3333333333333333
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def overlap(one: Span, other: Span) -> float:
    """Return the share of the shorter of two spans that both cover.

    >>> overlap(Span(0, 4), Span(2, 10))
    0.5
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / min(one.end - one.start, other.end - other.start)


def clauses(page: Page) -> list[Clause]:
    """Return the clauses of running text, in order of their verbs; each stretch once."""
    found: list[Clause] = []
    for number, paragraph in enumerate(page.parse.paragraphs):
        if number in page.furniture:
            continue
        known, first = page.parse.known[number], paragraph.start
        if (key := ("clauses", 0)) not in known:
            known[key] = [_moved(clause, -first) for clause in _clauses(page.parse, paragraph)]
        found += [_moved(clause, first) for clause in known[key]]
    return found


def _moved(clause: Clause, by: int) -> Clause:
    stretch = clause.stretch
    return Clause(clause.verb + by, Stretch(stretch.start + by, stretch.end + by))


def _clauses(parse: Parse, paragraph: Stretch) -> list[Clause]:
    found: dict[Stretch, Clause] = {}
    for token in parse.tokens[paragraph.start : paragraph.end]:
        if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass"):
            continue
        whole, sentence = tree.clause(parse, token.i), parse.sentences[token.sentence]
        start, end = max(whole.start, sentence.start), min(whole.end, sentence.end)
        while start < token.i and _is_joint(parse.tokens[start], token.i):
            start += 1
        stretch = Stretch(start, end)
        if end - start >= FEWEST_TOKENS:
            found.setdefault(stretch, Clause(token.i, stretch))
    return list(found.values())


def _is_joint(token: Token, verb: int) -> bool:
    """Whether a word only joins the clause of a verb to others; the "if" within it does not."""
    return token.dep in ("cc", "punct") or (token.dep == "mark" and token.head == verb)


@dataclass(frozen=True, slots=True)
class Features:
    """What is seen of a clause, each once.

    apart: What hangs on its paragraph alone, the same wherever that stands.
    here: What hangs on the page. No feature is in both.
    """

    apart: Apart
    here: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        """Yield what is seen, what hangs on the paragraph first."""
        yield from self.apart.names
        yield from self.here

    def __len__(self) -> int:
        """How much is seen."""
        return len(self.apart.names) + len(self.here)


@dataclass(slots=True)
class Apart:
    """What is seen of a clause wherever its paragraph stands, and what that adds up to.

    by, scores: The weights that were asked last, and what they answered.
    """

    names: tuple[str, ...]
    by: Table | None = None
    scores: Floats | None = None

    def scored(self, table: Table) -> Floats:
        """Return what weights say of these alone; added up once, as the same come again."""
        if self.by is not table or self.scores is None:
            self.by, self.scores = table, table.scores(self.names)
        return self.scores


def features(page: Page, clause: Clause) -> Features:
    """Return what is seen of a clause."""
    known = apart(page, clause, "clause", names=partial(_by_itself, page, clause))
    here = (*_of_parts(page, clause), *_of_speech(page, clause), *_of_place(page, clause))
    return Features(known, tuple(dict.fromkeys(here)))


def apart(page: Page, clause: Clause, of: str, *, names: Callable[[], Iterable[str]]) -> Apart:
    """Return what hangs on the paragraph alone, worked out once, as the same come again.

    of: What is asked for. names: Works it out.
    """
    paragraph = page.parse.tokens[clause.verb].paragraph
    known, first = page.parse.known[paragraph], page.parse.paragraphs[paragraph].start
    key = (of, clause.verb - first)
    if key not in known:
        known[key] = Apart(tuple(dict.fromkeys(map(intern, names()))))
    found: Apart = known[key]
    return found


def _by_itself(page: Page, clause: Clause) -> Iterator[str]:
    put = mood(page.parse, clause.verb)
    yield from _of_verb(page, clause, put)
    yield from _of_words(page, clause)
    yield from _of_wordings(page, clause, put)


def _of_verb(page: Page, clause: Clause, put: Mood) -> Iterator[str]:
    parse, verb = page.parse, clause.verb
    token = parse.tokens[verb]
    root = token.lemma.lower()
    sign = "-" if put.negated else "+"
    yield f"root={root}"
    yield f"root={root}{sign}"
    yield f"tag={token.tag}"
    yield f"dep={token.dep}"
    yield f"tense={token.tag},{put.modal},{put.future}"
    if put.negated:
        yield "negated"
    if put.condition is not None:
        kind = opener(parse, put.condition)
        yield "condition"
        yield f"condition,{root}"
        yield f"condition={kind}"
        yield f"condition={kind}{sign}"
        yield f"condition={kind},{put.modal}"
    if put.modal:
        yield f"modal={put.modal}"
        yield f"modal={put.modal}{sign}"
    if put.hedged:
        yield "hedged"
    if put.question:
        yield "question"
    if tree.is_passive(parse, verb):
        yield f"passive={root}"
    if token.head != verb:
        yield f"above={parse.tokens[token.head].lemma.lower()}"
        yield f"above={parse.tokens[token.head].lemma.lower()},{token.dep}"
    for c in parse.children[verb]:
        below = parse.tokens[c]
        if below.dep in ("xcomp", "ccomp", "acomp", "prt", "advmod", "prep", "attr", "oprd"):
            yield f"{root}>{below.dep}={below.lemma.lower()}"
            yield f">{below.dep}={below.lemma.lower()}"


def _of_parts(page: Page, clause: Clause) -> Iterator[str]:
    """Who does it, and what to."""
    parse, verb = page.parse, clause.verb
    root = parse.tokens[verb].lemma.lower()
    doer = tree.subject(parse, verb)
    if doer is None:
        yield "subject=none"
    else:
        token = parse.tokens[doer]
        names = page.who(doer)
        yield f"subject={token.lower if token.pos == 'PRON' else token.pos}"
        yield f"subject={'known' if names else token.lemma.lower()}"
        for name in names[:2]:
            actor = page.cast.actor(name)
            yield f"subject:{actor.kind if actor else 'group'}"
            yield f"subject:{actor.kind if actor else 'group'},{root}"
        if not names:
            yield f"thing={token.lemma.lower()},{root}"
    thing = tree.done_to(parse, verb)
    if thing is not None:
        yield f"object={parse.tokens[thing].lemma.lower()}"
        yield f"{root}>{parse.tokens[thing].lemma.lower()}"
        yield f"object:{'known' if page.who(thing) else parse.tokens[thing].pos}"
    parties = len(page.cast.mentioned(clause.stretch))
    yield f"parties={min(parties, 3)}"


def _of_words(page: Page, clause: Clause) -> Iterator[str]:
    tokens = page.parse.tokens[clause.stretch.start : clause.stretch.end]
    for token in tokens:
        if token.pos in TELLING:
            yield f"word={token.lemma.lower()}"
        if token.ent in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL"):
            yield f"has={token.ent}"
    for one, other in pairwise(tokens):
        if one.pos in ("AUX", "PART", "ADV", "ADJ", "NOUN", "VERB") and other.pos != "PUNCT":
            yield f"pair={one.lower} {other.lower}"


def _of_wordings(page: Page, clause: Clause, put: Mood) -> Iterator[str]:
    """The wordings of rules within the clause, nearer ones told apart."""
    for hit in hits_within(page, clause.stretch):
        if hit.family in _UNTOLD or hit.reads in _UNTOLD:
            continue
        kind = f"{hit.family}.{hit.reads}"
        if is_inside(put.condition, hit.start):
            yield f"wording in condition={kind}"
            continue
        yield f"wording={kind}"
        yield f"rule={hit.rule.partition('@')[0]}"
        if hit.start <= clause.verb < hit.end or page.parse.tokens[hit.start].head == clause.verb:
            yield f"wording@root={kind}"
            yield f"wording@root={kind},{put.negated},{put.condition is not None}"
            yield f"wording@root={kind},{put.modal}"


def _of_speech(page: Page, clause: Clause) -> Iterator[str]:
    said = page.statement_at(clause.verb)
    if page.quoted(clause.verb) is not None:
        yield "quoted"
    if said is None:
        yield "narrated"
        return
    actor = page.cast.actor(said.speaker)
    party = page.cast.party(said.speaker)
    who = actor.kind if actor else "unnamed"
    yield "said"
    yield f"speaker={who}"
    yield f"speaker={who},{party != said.speaker}"
    if actor is not None and actor.role:
        yield f"role={actor.role.split()[-1].lower()}"
    if said.cue is not None:
        cue = page.parse.tokens[page.token_at(said.cue.start)]
        yield f"cue={cue.lemma.lower()}"
    doer = tree.subject(page.parse, clause.verb)
    if doer is not None:
        own = party in {page.cast.party(name) for name in page.who(doer)}
        yield f"own={own}"
        yield f"own={own},{page.parse.tokens[clause.verb].lemma.lower()}"
    first, last = (
        page.parse.tokens[clause.stretch.start],
        page.parse.tokens[clause.stretch.end - 1],
    )
    if first.start <= said.main.start + 2 and last.end >= said.main.end - 3:
        yield "all that is said"


def _of_place(page: Page, clause: Clause) -> Iterator[str]:
    sentence = page.parse.tokens[clause.stretch.start].sentence
    part = sentence / max(1, len(page.parse.sentences))
    yield f"place={bisect_left(_EARLY, part)}"
    size = clause.stretch.end - clause.stretch.start
    yield f"length={bisect_left(_LENGTHS, size)}"
    whole = page.parse.sentences[sentence]
    yield f"share={round(3 * size / (whole.end - whole.start))}"


def hits_within(page: Page, stretch: Stretch) -> Iterator[Hit]:
    """Yield the wordings that share tokens with a stretch."""
    for hit in page.parse.hits:
        if hit.start >= stretch.end:
            break
        if hit.end > stretch.start:
            yield hit
