"""Words of a position -> its frame: action, thing, place, order. Pure, and no grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from detente.record.frames import Frame, Kin
from detente.record.senses import (
    ACTION,
    BESIDE,
    COUNTS,
    FROM_PLACE,
    KIND,
    OPPOSITES,
    PARTICLE,
    PRONOUNS,
    QUALITIES,
    SAID_OF,
    SHAPES,
    SLOT,
    SOFT,
    THING,
    UNITS,
    VAGUE,
)
from detente.record.words import NEGATIONS, STOP, content, fold, negated, stem

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:“”\"]")
_MARK = re.compile(r"[,;:“”\"]")
_MAIN = "main"
# As many letters of a name as a country and its people have in common: Norland, Norlander.
_NAME_LETTERS = 6
_AT_LEAST = frozenset(["least", "most"])
_VERB_BEFORE = frozenset(
    ["to", "must", "will", "would", "should", "shall", "can", "could", "may", "might", "not"]
)
_BESIDE_WORDS = frozenset().union(*BESIDE.values())


@lru_cache(maxsize=20_000)
def frame(text: str) -> Frame:
    """Return what a wording says."""
    reading = _Reading(text)
    for token in _tokens(text):
        if not reading.take(token):
            break
    return reading.frame()


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a wording. form: Folded. root: Its stem."""

    text: str
    form: str
    root: str
    before: str
    after: str
    is_first: bool

    @property
    def is_number(self) -> bool:
        return (
            any(c.isdigit() for c in self.form)
            or self.form in COUNTS
            or (self.text == "May" and not self.is_first)
        )

    @property
    def is_name(self) -> bool:
        known = self.root in THING or self.root in ACTION or self.root in VAGUE | SOFT
        return self.text[0].isupper() and not (self.is_first and known)

    @property
    def limits(self) -> bool:
        """Whether it begins what a thing is bounded by: "a list that …", "as it stands"."""
        if self.form == "as":
            return self.after in ("it", "they")
        behind_thing = self.before not in SLOT and self.before not in STOP | NEGATIONS
        return self.form == "that" and behind_thing and bool(self.after)

    @property
    def action(self) -> str | None:
        """The sense of the word if it tells what is done; "pay" may be a thing as well."""
        found = ACTION.get(self.root)
        if found in PARTICLE:
            return f"{found} {self.after}"
        if found is not None and self.root in THING:
            grows = ACTION.get(stem(self.after)) in ("raise", "cut")
            is_last = not self.after and not self.is_first and self.before not in _VERB_BEFORE
            return None if grows or is_last else found
        return found


def _tokens(text: str) -> Iterator[_Token]:
    found = [part for word in _TOKEN.findall(text) for part in _unjoined(word)]
    forms = [fold(word).removesuffix("'s") for word in found]
    for n, (word, form) in enumerate(zip(found, forms, strict=True)):
        before = forms[n - 1] if n else ""
        after = forms[n + 1] if n + 1 < len(forms) else ""
        yield _Token(word, form, stem(form), before, after, n == 0)


def _unjoined(word: str) -> list[str]:
    """Return the parts of a word with a hyphen, unless it has a sense of its own."""
    root = stem(fold(word))
    is_one = "-" not in word or word.startswith("one-") or root in THING or root in ACTION
    return [word] if is_one else word.split("-")


@dataclass(slots=True)
class _Reading:
    """A wording being taken apart, word by word."""

    text: str
    slot: str = _MAIN
    taken: list[str] = field(default_factory=list)
    chunk: list[str] = field(default_factory=list)
    actions: set[str] = field(default_factory=set)
    beside: list[tuple[str, str]] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    parts: dict[str, set[str]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    refers: set[str] = field(default_factory=set)
    owned: set[str] = field(default_factory=set)  # which "patrol vessels", in "the pact on" them

    def take(self, token: _Token) -> bool:
        """Take in a word; False at the end of the part that says what it is about."""
        slot = None if token.after in _AT_LEAST else SLOT.get(token.form)
        if self.taken and (token.limits or slot == "limit"):
            loose = any(map(_MARK.match, self.taken))  # ", an idea that he called a plot"
            slot = ("condition" if slot else None) if loose else "limit"
        if slot == "condition" and (self.taken or token.is_first):
            return False
        self.taken.append(token.text)
        if token.is_number:
            self.numbers.add(token.form)
        elif slot is not None:
            self._turn(slot, token)
        elif token.form in PRONOUNS:
            self._close()
            self.refers.add(self.slot)
        elif token.form in _BESIDE_WORDS:
            self._close()
            self.beside.append((self.slot, token.form))
        elif token.form in STOP or token.form in NEGATIONS or not token.form.isalnum():
            self._close()
        else:
            self._word(token)
        return True

    def frame(self) -> Frame:
        self._close()
        self._find_beside()
        whom = self.parties.copy()
        text = " ".join(self.taken)
        owners, places = self.parts.pop("of", set()), self.parts.pop("place", set())
        shapes = places & SHAPES
        if shapes:
            places -= shapes
            self.parts.setdefault("limit", set()).update(shapes)
        self._shift(owners, places)
        found = content(text)
        gives = {a for a in self.actions if KIND.get(a) == "gives"}
        actions, numbers = frozenset(self.actions - gives), frozenset(self.numbers)
        return Frame(
            actions=actions,
            gives=frozenset(gives),
            heads=frozenset(self.heads),
            kinds=frozenset(self.kinds),
            parties=frozenset(self.parties),
            owners=frozenset(owners),
            places=frozenset(places),
            parts={k: frozenset(v) for k, v in sorted(self.parts.items())},
            numbers=numbers,
            courses=_courses(found),
            negated=negated(text),
            words=found,
            weights=self._weights(owners, places, gives),
            clear=_MAIN not in self.refers and not _MARK.search(self.text),
            refers=bool(self.refers) and not (self.heads - whom or owners),
            kin=Kin(actions, numbers, frozenset(self.parts), negated(text)),
        )

    def _turn(self, slot: str, token: _Token) -> None:
        self._close()
        if slot == "place" and token.form == "to" and ACTION.get(stem(token.after)):
            self.slot = _MAIN
        elif slot == "of" and token.form == "of" and self.slot == _MAIN and not self.heads:
            pass  # "the withdrawal of the forces": the thing is still to come
        elif slot == "of" and token.form == "of" and self.slot != _MAIN:
            pass  # "at the edge of the city" is one place
        else:
            self.slot = slot
            self.parts.setdefault(slot, set())

    def _word(self, token: _Token) -> None:
        action = token.action
        if (token.is_name and not token.is_first) or (token.is_name and action is None):
            self._name(token)
        elif action is not None and self.slot == _MAIN:
            self._close()
            self.actions.add(action)
        elif action is not None:
            self.parts[self.slot].add(f"to {action}")
        elif token.root not in SOFT | UNITS:
            self.chunk.append(THING.get(token.root, token.root))

    def _name(self, token: _Token) -> None:
        name = token.form[:_NAME_LETTERS]
        self.names.add(name)
        if self.slot == _MAIN:
            self.parties.add(name)
        else:
            self.parts[self.slot].add(name)

    def _close(self) -> None:
        """End a run of words: the last of them is the thing, the others say which."""
        words = [word for word in self.chunk if word not in VAGUE]
        self.chunk.clear()
        if not words:
            return
        if self.slot == _MAIN and words[-1] in QUALITIES:
            self.kinds.update(words)  # "monitors, armed or unarmed"
        elif self.slot == _MAIN:
            self.heads.add(words[-1])
            self.kinds.update(words[:-1])
        elif self.slot == "of":
            self.parts[self.slot].add(words[-1])
            self.owned.update(words[:-1])
        else:
            self.parts[self.slot].update(words)

    def _find_beside(self) -> None:
        for slot, word in self.beside:
            for action in (a for a, words in BESIDE.items() if word in words):
                if slot == _MAIN and self.heads & SAID_OF[action]:
                    self.actions.add(action)
                elif slot != _MAIN and self.parts[slot] & SAID_OF[action]:
                    self.parts[slot].add(f"to {action}")

    def _shift(self, owners: set[str], places: set[str]) -> None:
        """Put each word where other wordings of the same have it."""
        for action in sorted(self.actions & SAID_OF.keys()):
            if action in FROM_PLACE:
                places.update(self.heads - SAID_OF[action])
                self.heads.clear()
            self.heads -= SAID_OF[action]
        if not self.parts.get("agent"):
            self.parts.pop("agent", None)  # "by 30 June": the date says it
        self.kinds -= self.heads
        if not self.heads and not self.actions:
            which = self.owned if not self.parties else set()
            self.heads, self.parties = self.parties or owners.copy(), set()
            self.kinds |= which
            owners -= self.heads
        else:
            owners |= self.owned

    def _weights(self, owners: set[str], places: set[str], gives: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for weight, group in (
            (1, set().union(*self.parts.values())),
            (2, places),
            (2 if self.heads else 3, {f"to {a}" for a in gives}),
            (4 if not self.heads else 2, owners),
            (4, self.kinds),
            (1 if self.heads else 4, {f"to {a}" for a in self.actions - gives}),
            (6, self.heads),
        ):
            found.update((word, weight) for word in sorted(group - self.names))
        return found


def _courses(found: frozenset[str]) -> tuple[int, ...]:
    return tuple(
        1 if found & one and not found & other else -1 if found & other and not found & one else 0
        for one, other in OPPOSITES
    )
