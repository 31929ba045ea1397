"""bound(): who is bound, and where another party is bound to the same than before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from detente.drafts.differing import is_style
from detente.drafts.senses import cosine
from detente.drafts.terms import Found, modals
from detente.drafts.typed import Sides, Typed
from detente.drafts.wordpieces import known
from detente.model.bags import shared
from detente.model.figures import references
from detente.model.text import Span

# To the last stop before a place.
_TO_STOP = re.compile(r".*[.;:,]\s", re.DOTALL)
_END = re.compile(r"[.;:](?:\s|$)")
_ARTICLE = re.compile(r"^(?:the|a|an|each|every|all|any|either|both) ", re.IGNORECASE)
_PRONOUNS = frozenset(
    (
        *("it", "they", "he", "she", "this", "that", "these", "those", "who", "whoever", "each"),
        *("both", "either", "neither", "none", "all", "nothing", "nobody", "everybody", "such"),
    )
)
# "The commission", "it": who is meant is told elsewhere.
_STAND_IN = frozenset(("it", "they", "he", "she"))
# "Either party may", "neither party may": the same is denied, which is told as such.
_DENIED = re.compile(r"^(?:no|neither(?: of the)?|none of the) ", re.IGNORECASE)
# "A party that ignores a ruling", "whoever breaks the seal": anybody, and no name.
_ANYBODY = re.compile(r"(?:an?|any|no|whoever|who|those|anybody|anyone)\b", re.IGNORECASE)
# "Sudmark and Norland", "Sudmark or Norland".
_AND = re.compile(r",? (?:and|or|as well as) |, ")
_SMALL = re.compile(r"\b[a-z]\w+")
_NAMES = re.compile(r"\b[A-Z]\w+")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_WORD = re.compile(r"[^\W\d_]+")
# "The arrears shall be paid": what stands before is not who is bound.
_PASSIVE = re.compile(r"\s*(?:not )?be\b", re.IGNORECASE)
# Who is bound is named in so many words at most, and in so many letters.
_NAMES_FEW, _NEAR = 10, 300
# Another party is bound to the same if what it is bound to shares so many words; between two that
# are parties elsewhere in the drafts it need not. Set on edited drafts (half "tune").
SAME_DUTY, _SAME_PARTY = 0.5, 0.5
# Who is bound in so many points is a party.
_OFTEN = 2
# "The union and the company agree to meet": who promises is a party.
_PROMISES = re.compile(r"(?:agree|undertake|commit|pledge|promise)", re.IGNORECASE)
# One body under two names is so near in meaning: "monitors" and "observers" are .49.
_ONE_BODY = 0.3


@dataclass(frozen=True)
class Parties:
    """Who is who in two drafts.

    often: Who is bound in several points of one, without articles. drafts: Their points.
    """

    often: frozenset[str]
    drafts: tuple[Sequence[str], ...]

    @cached_property
    def plain(self) -> frozenset[str]:
        """Words written small."""
        return self._found(_SMALL)

    @cached_property
    def named(self) -> frozenset[str]:
        """Words written with a capital within a sentence."""
        return self._found(_CAPITAL)

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """All words of each draft, made small."""
        every = [frozenset(texts) for texts in self.drafts]
        # most points stand in both drafts: their words are looked up once
        common = frozenset.intersection(*every) if every else frozenset()
        both = _words_of(_WORD, common, str.casefold)
        return tuple(both | _words_of(_WORD, texts - common, str.casefold) for texts in every)

    def _found(self, pattern: re.Pattern[str]) -> frozenset[str]:
        return _words_of(pattern, frozenset().union(*self.drafts))

    def has(self, name: str) -> bool:
        """Whether words are the name of a party: bound often, or written as names are."""
        if _ANYBODY.match(name) or references(name):
            return False
        if _name(name) in self.often:
            return True
        first, *others = name.split()
        if any(word[:1].isupper() for word in others):
            return True
        # One word without an article at the head of a sentence, and no plural.
        alone = not others and first[:1].isupper() and not first.endswith("s")
        if not alone or first.casefold() in self.plain | _PRONOUNS:
            return False
        # "Notice must be given": a word of everybody's that never has its capital elsewhere
        return first in self.named or first.casefold() not in known()

    def are_one(self, name: str, other: str) -> bool:
        """Whether a body of the first draft may be called otherwise in the second throughout."""
        one, two = ({w.casefold() for w in _WORD.findall(_name(n))} for n in (name, other))
        if cosine(sorted(one), sorted(two)) < _ONE_BODY or len(self.words) < 2:
            return False
        return not (one & self.words[1] or two & self.words[0])


def _words_of(
    pattern: re.Pattern[str], texts: Iterable[str], made: Callable[[str], str] = str
) -> frozenset[str]:
    """Return the words that a pattern finds in texts. made: What the texts are made first."""
    return frozenset(pattern.findall(made("\n".join(texts))))


def parties(*drafts: Sequence[str]) -> Parties:
    """Return who is who in drafts, each told by the texts of its points.

    >>> found = parties(["Norland shall leave.", "The bank may sit.", "The bank will pay."])
    >>> found.has("Norland"), found.has("The bank"), found.has("The court")
    (True, True, False)
    """
    often: set[str] = set()
    for texts in drafts:
        counts = Counter(name for text in texts for name in _subjects(text))
        often.update(name for name, times in counts.items() if name and times >= _OFTEN)
    return Parties(frozenset(often), drafts)


def bound(sides: Sides, one: Found, other: Found, *, who: Parties) -> Iterator[Typed]:
    """Yield a change of who is bound: the words before what binds.

    Where all is said in other words ("The army withdraws its guns", "The guns are withdrawn"),
    who is bound may be the same: no change is claimed.
    """
    a, b = subject(sides.a.text, one.span.start), subject(sides.b.text, other.span.start)
    before, after = sides.a.text[a.start : a.end], sides.b.text[b.start : b.end]
    few = max(len(before.split()), len(after.split())) <= _NAMES_FEW
    if not (before and after and few) or is_style(
        *(_DENIED.sub("", _ARTICLE.sub("", said)) for said in (before, after))
    ):
        return
    if {before.casefold(), after.casefold()} & _STAND_IN:
        return
    bound_to = [_rest(side.text, f.span.end) for side, f in ((sides.a, one), (sides.b, other))]
    if any(_PASSIVE.match(rest) for rest in bound_to):
        return
    promised = all(_PROMISES.match(found.words) for found in (one, other))
    if shared(*bound_to) >= SAME_DUTY and _is_joined(before, after, who, promised=promised):
        # the verb goes with them: "agrees", "agree"
        ends = (one.span.end, other.span.end) if promised else (a.end, b.end)
        yield Typed(sides.edit("actor", a, b), Span(a.start, ends[0]), Span(b.start, ends[1]))
        return
    if _is_named_elsewhere(sides, a, b):
        return
    alike = shared(*bound_to) >= SAME_DUTY and shared(before, after) < _SAME_PARTY
    named = who.has(before) + who.has(after)
    if (named == 2 or (named and alike)) and not who.are_one(before, after):
        yield Typed(sides.edit("actor", a, b), a, b)


def names_of(words: str) -> dict[str, str]:
    """Return those that words name side by side, as written, by their names without articles.

    >>> names_of("The court and Norland")
    {'court': 'The court', 'norland': 'Norland'}
    """
    return {_name(name): name for name in _AND.split(words)}


def _is_joined(before: str, after: str, who: Parties, *, promised: bool) -> bool:
    """Whether all who were bound are, and parties beside them; or only some of them are.

    promised: Whether they promise by themselves, as parties alone do.
    """
    one, other = names_of(before), names_of(after)
    if not (one.keys() < other.keys() or other.keys() < one.keys()):
        return False
    return promised or all(map(who.has, (one | other).values()))


def _is_named_elsewhere(sides: Sides, a: Span, b: Span) -> bool:
    """Whether one of two subjects has its name elsewhere in the other text, and they do not swap.

    "Sund may send ships", "Ships of Sund may work": the same is bound in other words.
    """
    one, other = (
        set(_NAMES.findall(side.text[span.start : span.end])) - {"The", "Both", "All", "Each"}
        for side, span in ((sides.a, a), (sides.b, b))
    )
    if one & other:
        return True
    here, there = (
        set(_NAMES.findall(side.text[: span.start] + " " + side.text[span.end :]))
        for side, span in ((sides.a, a), (sides.b, b))
    )
    return bool(one & (there - here)) != bool(other & (here - there))


def subject(text: str, end: int) -> Span:
    """Return the words from the last stop to what binds."""
    near = max(0, end - _NEAR)
    stop = _TO_STOP.match(text, near, end)
    start = stop.end() if stop else near
    words = text[start:end]
    return Span(start, start + len(words.rstrip()))


@lru_cache(maxsize=8192)  # most points stand in both drafts
def _subjects(text: str) -> frozenset[str]:
    """Return who is bound in a text, without articles."""
    return frozenset(_name(_words(text, one)) for one in modals(text))


def _words(text: str, one: Found) -> str:
    span = subject(text, one.span.start)
    return text[span.start : span.end]


def _name(words: str) -> str:
    return _ARTICLE.sub("", words).casefold()


def _rest(text: str, start: int) -> str:
    """Return the words from what binds to the end of the sentence."""
    stop = _END.search(text, start)
    return text[start : stop.start() if stop else len(text)]
