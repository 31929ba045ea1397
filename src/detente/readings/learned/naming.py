"""What is seen of a noun that may name a plan, as plain features in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from detente.readings import tree
from detente.readings.learned.clauses import hits_within
from detente.readings.learned.mentions import Mention, kinds, novel
from detente.readings.modality import mood
from detente.readings.page import Page

_EARLY = (0.05, 0.15, 0.3, 0.5, 0.75)
_COUNTS = (1, 2, 4, 7)
_TOLD = ("MONEY", "PERCENT", "CARDINAL", "DATE")
_BESIDE = ("amod", "compound", "nmod", "nummod")


def seen_of_mentions(
    page: Page, found: Sequence[Mention], named: Collection[int]
) -> list[list[str]]:
    """Return what is seen of each mention, each thing once.

    named: Tokens that wordings read as the name of a proposal.
    """
    headline = frozenset(re.findall(r"\w+", (page.report.title or "").lower()))
    made = []
    for n, mention in enumerate(found):
        view = _View(page, mention, found[:n], found)
        seen = [*view.features(headline), f"rules say {mention.head in named}"]
        made.append(list(dict.fromkeys(seen)))
    return made


class _View:
    """A mention and its surroundings."""

    def __init__(
        self, page: Page, mention: Mention, before: Sequence[Mention], every: Sequence[Mention]
    ) -> None:
        self._page, self._mention, self._before, self._every = page, mention, before, every
        self._tokens = page.parse.tokens
        self._noun = self._lemma(mention.head)

    def features(self, headline: frozenset[str]) -> Iterator[str]:
        """Yield what is seen; most of it also together with the kind of the noun."""
        yield f"noun={self._noun}"
        yield f"kind={self._mention.kind}"
        for seen in (
            *self._of_articles(),
            *self._of_words_before(),
            *self._of_words_behind(),
            *self._of_verb(),
            *self._of_repeats(headline),
            *self._of_place(),
        ):
            yield seen
            yield f"{seen},{self._mention.kind}"
        yield from self._of_words()
        yield from self._of_wordings()

    def _of_articles(self) -> Iterator[str]:
        article = "none"
        for c in self._page.parse.children[self._mention.head]:
            token = self._tokens[c]
            if token.dep in ("det", "predet"):
                article = token.lower
            elif token.dep == "poss":
                article = "possessor"
                whose = "known" if self._page.who(c) else token.pos
                yield f"possessor={token.lower if token.pos == 'PRON' else whose}"
        bare = not self._mention.content
        yield f"article={article}"
        yield f"article={article},{self._noun}"
        yield f"bare={bare}"
        yield f"bare={bare},{article}"
        yield f"content={min(len(self._mention.content), 5)}"
        yield f"tag={self._tokens[self._mention.head].tag}"
        yield f"points={self._mention.points is not None}"
        yield f"owner={self._mention.owner is not None}"

    def _of_words_before(self) -> Iterator[str]:
        parse, count = self._page.parse, 0
        for c in parse.children[self._mention.head]:
            token = self._tokens[c]
            if c > self._mention.head or token.dep not in _BESIDE:
                continue
            count += 1
            yield f"before:{token.pos}"
            if token.ent:
                yield f"before:{token.ent}"
            if self._page.who(c):
                yield "before:known"
            for d in tree.below(parse, c):
                if d != c and self._tokens[d].ent:
                    yield f"below:{self._tokens[d].ent}"
        yield f"befores={min(count, 3)}"

    def _of_words_behind(self) -> Iterator[str]:
        parse = self._page.parse
        for c in parse.children[self._mention.head]:
            token = self._tokens[c]
            if c < self._mention.head:
                continue
            if token.dep in ("prep", "agent"):
                yield f"behind={token.lower}"
                for o in parse.children[c]:
                    if self._tokens[o].dep in ("pobj", "pcomp"):
                        what = "known" if self._page.who(o) else self._tokens[o].pos
                        yield f"behind={token.lower}:{what}"
            elif token.dep in ("acl", "relcl", "appos"):
                yield f"behind={token.dep}"
                yield f"behind={token.dep}:{token.tag}"

    def _of_verb(self) -> Iterator[str]:
        yield f"dep={self._tokens[self._mention.head].dep}"
        verb = tree.governing_verb(self._page.parse, self._mention.head)
        if verb is None:
            return
        put = mood(self._page.parse, verb)
        yield f"modal={put.modal}"
        yield f"future={put.future}"
        yield f"negated={put.negated}"
        yield f"condition={put.condition is not None}"
        yield f"hedged={put.hedged}"
        yield f"question={put.question}"
        doer = tree.doer(self._page.parse, verb)
        who = "none" if doer is None else "known" if self._page.who(doer) else "other"
        yield f"doer={who}"

    def _of_repeats(self, headline: frozenset[str]) -> Iterator[str]:
        mention = self._mention
        same = sum(self._lemma(m.head) == self._noun for m in self._before)
        kin = sum(m.kind == mention.kind for m in self._before)
        every = sum(self._lemma(m.head) == self._noun for m in self._every)
        yield f"same before={min(same, 4)}"
        yield f"kin before={min(kin, 4)}"
        yield f"in all={sum(every > edge for edge in _COUNTS)}"
        yield f"novel={novel(mention, self._before)}"
        yield f"novel={novel(mention, self._before)},{not mention.content}"
        yield f"headline noun={self._noun in headline}"
        yield f"headline kind={in_headline(mention, headline)}"
        yield f"headline words={bool(mention.content & headline)}"

    def _of_place(self) -> Iterator[str]:
        parse, head = self._page.parse, self._mention.head
        number = self._tokens[head].sentence
        part = number / max(1, len(parse.sentences))
        yield f"place={sum(part > edge for edge in _EARLY)}"
        yield f"quoted={self._page.quoted(head) is not None}"
        yield f"said={self._page.statement_at(head) is not None}"
        for name, stretch in (
            ("sentence", parse.sentences[number]),
            ("own", self._mention.stretch),
        ):
            there = {self._tokens[i].ent for i in range(stretch.start, stretch.end)}
            for entity in sorted(there - {""}):
                if name == "own" or entity in _TOLD:
                    yield f"{name}:{entity}"

    def _of_words(self) -> Iterator[str]:
        parse, head = self._page.parse, self._mention.head
        token = self._tokens[head]
        above = self._tokens[token.head]
        yield f"above={above.lemma.lower()}"
        yield f"above={above.lemma.lower()},{token.dep}"
        if token.dep == "pobj":
            yield f"above both={self._lemma(above.head)},{above.lower}"
        verb = tree.governing_verb(parse, head)
        if verb is not None:
            yield f"verb={self._lemma(verb)}"
            yield f"verb:{self._tokens[verb].tag}"
        for i in range(self._mention.stretch.start, self._mention.stretch.end):
            if i != head and self._tokens[i].pos not in ("DET", "PUNCT"):
                side = "before" if i < head else "behind"
                yield f"word {side}={self._lemma(i)}"
        for at in (head - 1, head + 1, self._mention.stretch.start - 1):
            if 0 <= at < len(self._tokens):
                yield f"beside {min(max(at - head, -2), 2)}={self._tokens[at].lower}"

    def _of_wordings(self) -> Iterator[str]:
        head = self._mention.head
        sentence = self._page.parse.sentences[self._tokens[head].sentence]
        for hit in hits_within(self._page, sentence):
            yield f"wording={hit.family}.{hit.reads}"
            if hit.start <= head < hit.end or hit.start == self._tokens[head].head:
                yield f"wording here={hit.family}.{hit.reads}"

    def _lemma(self, i: int) -> str:
        return self._tokens[i].lemma.lower()


def in_headline(mention: Mention, headline: frozenset[str]) -> bool:
    """Whether a headline has a noun of the kind of a mention."""
    return any(kinds().get(word) == mention.kind for word in headline)
