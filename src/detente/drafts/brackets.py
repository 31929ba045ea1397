"""settle(): what became of options that two wordings leave open, and the words without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from detente.drafts.flat import Flat
from detente.drafts.typed import Sides
from detente.model.brackets import Alternative, Choice, choices
from detente.model.drafts import Edit
from detente.model.figures import COUNTING
from detente.model.text import Span

_TOKEN = re.compile(r"\d[\d.,]*\d|\w+|[^\w\s]")
# Words that one may be in place of another of the same sort.
_MODALS = frozenset(("shall", "should", "must", "may", "will", "can", "could", "might", "would"))
# Brackets within brackets are opened so many times.
_DEEP = 5
# Two wordings are one option if they share this much of their words: as for conditions, 0.4 to
# 0.6 are alike on the drafts of the tests.
_ALIKE = 0.5
# With other numbers they must share more: "30 days" and "45 days" are two options. 0.7 to 0.85 are
# alike on the bracketed drafts of evals (half "tune").
_ALIKE_BUT_NUMBERS = 0.8
# So many words may have come in place of options that none of them is like.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the options, and the words with one option in place of each choice.

    What the brackets tell is not in `rest`: no number or duty changed where one was chosen.
    """

    edits: tuple[Edit, ...]
    rest: Sides


def settle(sides: Sides) -> Settled:
    """Return what became of options that one side or both leave open."""
    edits: list[Edit] = []
    for _ in range(_DEEP):
        a, b = choices(sides.a.text), choices(sides.b.text)
        if not (a or b):
            break
        step = _Step(sides)
        step.match(_tokens(sides.a.text, a), _tokens(sides.b.text, b, a))
        edits += step.edits
        sides = Sides(_without(sides.a, step.cut_a), _without(sides.b, step.cut_b))
    return Settled(tuple(edits), sides)


def is_within(edit: Edit, told: Sequence[Edit]) -> bool:
    """Whether what came or went is within brackets that did, which tell of it."""
    if edit.before and edit.after:
        return False
    return any(
        (one.direction == "added" and one.b.start <= edit.b.start < edit.b.end <= one.b.end)
        or (one.direction == "dropped" and one.a.start <= edit.a.start < edit.a.end <= one.a.end)
        for one in told
    )


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or a choice as a whole. key: What it is compared by."""

    key: object
    span: Span
    choice: Choice | None = None


def _tokens(text: str, own: Sequence[Choice], others: Sequence[Choice] = ()) -> list[_Token]:
    """Return the words of a text; a choice has the number of the other text's that it is like."""
    keys = _keys(own, others)
    found: list[_Token] = []
    start = 0
    for choice, key in zip(own, keys, strict=True):
        found += _words(text, start, choice.span.start)
        found.append(_Token(key, choice.span, choice))
        start = choice.span.end
    return [*found, *_words(text, start, len(text))]


def _words(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, start, end):
        yield _Token(match[0].casefold(), Span(*match.span()))


def _keys(own: Sequence[Choice], others: Sequence[Choice]) -> list[int]:
    """Return a number for each choice: that of the likest other one, else one of its own."""
    free = dict(enumerate(others))
    keys = []
    for number, one in enumerate(own):
        best = max(free, key=lambda n: _likeness(one, free[n]), default=None)
        if best is not None and _likeness(one, free[best]) >= _ALIKE:
            del free[best]
            keys.append(best)
        else:
            keys.append(len(others) + number)
    return keys


def _likeness(one: Choice, other: Choice) -> float:
    return max((_alike(a.words, b.words) for a in one.options for b in other.options), default=0.0)


def _alike(one: str, other: str) -> float:
    """Return the share of words that two wordings have in common, 0 to 1.

    Of one with brackets within, of which not all will stand, it is the share of the other's.
    """
    a, b = (Counter(_TOKEN.findall(words.casefold())) for words in (one, other))
    both = (a & b).total()
    if "[" in one and "[" not in other:
        return both / max(1, b.total())
    share = 2 * both / max(1, a.total() + b.total())
    numbers = [{word for word in words if word[0].isdigit()} for words in (a, b)]
    return share if numbers[0] == numbers[1] or share >= _ALIKE_BUT_NUMBERS else 0.0


@dataclass(slots=True)
class _Step:
    """One round: the outermost choices of both sides. cut_a, cut_b: What is told by them."""

    sides: Sides
    edits: list[Edit] = field(default_factory=list)
    cut_a: list[Span] = field(default_factory=list)
    cut_b: list[Span] = field(default_factory=list)

    def match(self, one: Sequence[_Token], other: Sequence[_Token]) -> None:
        """Find the partner of each choice: another one, or the words in its place."""
        matcher = SequenceMatcher(
            None, [t.key for t in one], [t.key for t in other], autojunk=False
        )
        for tag, low, high, left, right in matcher.get_opcodes():
            a, b = one[low:high], other[left:right]
            if tag == "equal":
                self._pair([t.choice for t in a if t.choice], [t.choice for t in b if t.choice])
            elif any(t.choice for t in (*a, *b)):
                self._gap(a, b, (_place(one, low), _place(other, left)))

    def _pair(self, old: Sequence[Choice], new: Sequence[Choice]) -> None:
        for one, other in zip(old, new, strict=True):
            self._both(one, other)

    def _gap(self, a: Sequence[_Token], b: Sequence[_Token], places: tuple[int, int], /) -> None:
        """Tell of the choices among words that stand in place of others."""
        here, there = _Gap(a, places[0]), _Gap(b, places[1])
        if self._opened(here, there):
            return
        old = [one for one in here.choices if not self._stood(one, here, there)]
        new = [one for one in there.choices if not self._came(one, here, there)]
        for one, other in zip(old, new, strict=False):
            self._both(one, other)
        for one in old[len(new) :]:
            self._tell("dropped", one.span, Span(there.start, there.start))
            self._keep(self.cut_a, one, one.options[0] if here.has_words else None)
        for other in new[len(old) :]:
            self._tell("added", Span(here.start, here.start), other.span)
            self._keep(self.cut_b, other, other.options[0] if there.has_words else None)

    def _opened(self, here: _Gap, there: _Gap) -> bool:
        """Whether one side's only words are a choice like all of the other's, told as such.

        What else is open there stands among its words: the next round tells of it.
        """
        return (
            here.is_one and bool(there.choices) and self._stood(here.choices[0], here, there)
        ) or (there.is_one and bool(here.choices) and self._came(there.choices[0], here, there))

    def _stood(self, one: Choice, here: _Gap, there: _Gap) -> bool:
        """Whether an option of the first side stands in the second, or words in place of it."""
        found = _chosen(one, here, self.sides.b.text, there)
        if found is None:
            return False
        self._tell("lifted" if found.option else "replaced", one.span, found.place)
        self._keep(self.cut_a, one, found.option)
        if found.option is None:
            self.cut_b.append(found.place)
        return True

    def _came(self, other: Choice, here: _Gap, there: _Gap) -> bool:
        """Whether an option of the second side stood in the first, or words in place of it."""
        found = _chosen(other, there, self.sides.a.text, here)
        if found is None:
            return False
        self._tell("bracketed" if found.option else "replaced", found.place, other.span)
        self._keep(self.cut_b, other, found.option)
        if found.option is None:
            self.cut_a.append(found.place)
        return True

    def _both(self, one: Choice, other: Choice) -> None:
        """Tell of a choice that is open in both."""
        old = {o.words.casefold(): o for o in one.options}
        new = {o.words.casefold(): o for o in other.options}
        common = next((words for words in old if words in new), None)
        if common is not None:
            self._keep(self.cut_a, one, old[common])
            self._keep(self.cut_b, other, new[common])
            if old.keys() != new.keys():
                self._tell("changed", one.span, other.span)
            return
        alone = len(old) == len(new) == 1 and _likeness(one, other) >= _ALIKE
        if not alone:
            self._tell("changed", one.span, other.span)
        self._keep(self.cut_a, one, one.options[0] if alone else None)
        self._keep(self.cut_b, other, other.options[0] if alone else None)

    def _tell(self, direction: str, a: Span, b: Span) -> None:
        self.edits.append(self.sides.edit("brackets", a, b, direction=direction))

    def _keep(self, cut: list[Span], choice: Choice, option: Alternative | None) -> None:
        """Cut a choice out of the words, but for one option."""
        if option is None:
            cut.append(choice.span)
            return
        cut.append(Span(choice.span.start, option.span.start))
        cut.append(Span(option.span.end, choice.span.end))


class _Gap:
    """Words of one side that stand in place of words of the other."""

    def __init__(self, tokens: Sequence[_Token], place: int) -> None:
        """Take its words. place: Where it is, if it has none."""
        self.tokens = tokens
        self.choices = [t.choice for t in tokens if t.choice]
        self.start = tokens[0].span.start if tokens else place
        self.end = tokens[-1].span.end if tokens else place

    @property
    def is_one(self) -> bool:
        """Whether it is one choice and nothing else."""
        return len(self.tokens) == 1 and len(self.choices) == 1

    @property
    def has_words(self) -> bool:
        """Whether it has words beside choices."""
        return len(self.tokens) > len(self.choices)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What stands in place of a choice. option: Which of it, None if words that are like none."""

    place: Span
    option: Alternative | None


def _chosen(choice: Choice, own: _Gap, text: str, there: _Gap, /) -> _Chosen | None:
    """Return what the other side, in whose gap no choice is in place of this one, has for it."""
    words = [t for t in there.tokens if not t.choice]
    if not words:
        return None
    for option in sorted(choice.options, key=lambda o: -len(o.words)):
        place = _within(option.words, there)
        if place is not None:
            return _Chosen(place, option)
    place = Span(there.start, there.end)
    said = " ".join(text[t.span.start : t.span.end] for t in words)
    best = max(choice.options, key=lambda o: _alike(o.words, said))
    if _alike(best.words, said) >= _ALIKE:
        return _Chosen(place, best)
    if own.is_one and not there.choices and len(words) <= _FEW:
        return _Chosen(place, None)
    likely = (_within(option.words, there, sort=_sort) for option in choice.options)
    found = next(filter(None, likely), None)
    return _Chosen(found, None) if found else None


def _same(key: object) -> object:
    return key


def _sort(key: object) -> object:
    """Return what sort of word it is, of numbers and words of duty; other words are their own."""
    if not isinstance(key, str):
        return key
    is_number = key[0].isdigit() or key in COUNTING
    return "#" if is_number else "~" if key in _MODALS else key


def _within(words: str, gap: _Gap, sort: Callable[[object], object] = _same) -> Span | None:
    """Return where words stand in a gap, case and blanks aside, in none of its choices.

    sort: What of each word must be the same.
    """
    wanted = [sort(m.casefold()) for m in _TOKEN.findall(words)]
    keys = [sort(t.key) for t in gap.tokens]
    for start in range(len(keys) - len(wanted) + 1):
        if wanted and keys[start : start + len(wanted)] == wanted:
            found = gap.tokens[start : start + len(wanted)]
            return Span(found[0].span.start, found[-1].span.end)
    return None


def _place(tokens: Sequence[_Token], number: int) -> int:
    if number < len(tokens):
        return tokens[number].span.start
    return tokens[-1].span.end if tokens else 0


def _without(flat: Flat, cut: Sequence[Span]) -> Flat:
    """Return words without stretches; of the blanks around one, one is left."""
    text: list[str] = []
    places: list[int] = []
    start = 0
    for span in (*sorted(cut, key=lambda s: s.start), Span(len(flat.text), len(flat.text))):
        if span.start > start:
            text.append(flat.text[start : span.start])
            places += flat.places[start : span.start]
        start = max(start, span.end)
        if text and text[-1].endswith(" ") and flat.text[start : start + 1] == " ":
            start += 1
    return Flat("".join(text), tuple(places))
