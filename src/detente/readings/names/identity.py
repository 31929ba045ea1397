"""Whether two names are one: transliterations, short forms, acronyms, endings of companies."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from detente.readings.rules import shipped_lists

# A surname with so many letters may differ by one letter and still be the same.
LONG_SURNAME = 6
# Two words with so many letters in common at their start share a stem: Varland, Varlandic.
SHORTEST_STEM = 4
# A single word that is short for a body's name has so many letters.
SHORTEST_SHORT = 3

_SOUNDS = (
    ("tch", "c"), ("tsch", "c"), ("sch", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("sh", "s"), ("zh", "z"), ("dj", "j"), ("ck", "k"), ("ks", "x"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("iy", "i"), ("yy", "i"), ("ii", "i"), ("ij", "i"), ("y", "i"), ("j", "i"),
    ("q", "k"), ("w", "v"), ("'", ""), ("’", ""), ("-", ""), (".", ""),
)  # fmt: skip
# Which is left out as often as not.
_ARTICLE = re.compile(r"^(?:al|el)-(?=\w{3})")
_SMALL = frozenset({"of", "the", "and", "for", "on", "de", "in", "at", "&", "to"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a name as it sounds, roughly: spellings of one name fall together.

    "Yuriy", "Yuri" and "Iurii" give the same, and so do "al-Rusaidi" and "Rusaidi".
    """
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    plain = _ARTICLE.sub("", plain)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", plain)


def same_word(one: str, other: str) -> bool:
    """Whether two words are spellings of one name."""
    a, b = fold(one), fold(other)
    if a == b:
        return True
    return min(len(a), len(b)) >= LONG_SURNAME and a[0] == b[0] and _one_letter_apart(a, b)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: same surname, first names that go together."""
    a, b = _plain(one), _plain(other)
    if not a or not b or not same_word(a[-1], b[-1]):
        # "Ali Reza Morad" and "Morad Ali": the order of some names is turned round
        return len(a) == len(b) == 2 and same_word(a[0], b[1]) and same_word(a[1], b[0])
    if len(a) == 1 or len(b) == 1:
        return True
    first, second = fold(a[0]), fold(b[0])
    if first[:1] == second[:1] and (len(first) == 1 or len(second) == 1):
        return True
    return (
        same_word(a[0], b[0])
        or first.startswith(second)
        or second.startswith(first)
        or (len(a) != len(b) and bool({fold(w) for w in a[:-1]} & {fold(w) for w in b[:-1]}))
    )


def says_more(one: str, other: str) -> bool:
    """Whether a form of a person's name says more; "J. Roe" says less than "Jane Roe"."""
    a, b = one.split(), other.split()
    if len(a) != len(b):
        return len(a) > len(b)
    return sum(len(w.strip(".")) > 1 for w in a) > sum(len(w.strip(".")) > 1 for w in b)


def surname(name: tuple[str, ...]) -> str:
    """Return the last word of a name that is no "Jr."."""
    return (_plain(name) or name)[-1]


@lru_cache(maxsize=65536)
def organisation_key(name: str) -> tuple[str, ...]:
    """Return the words that tell one body from another: no article, no ending such as "Inc"."""
    endings = set(shipped_lists("organisations")["endings"]["company"])
    parts = [w for w in re.split(r"[\s/]+", name.lower().replace("’", "'")) if w]
    if parts and parts[0] in ("the", "<the", "a"):
        parts = parts[1:]
    parts = [re.sub(r"'s$", "", w) for w in parts]
    while len(parts) > 1 and parts[-1].strip(",") in endings:
        parts = parts[:-1]
    return tuple(fold(w.strip("<>,\"'")) for w in parts)


def stands_for(acronym: str, name: str) -> bool:
    """Whether an acronym is made of the first letters of a name."""
    letters = [c for c in acronym if c.isalpha()]
    if not 2 <= len(letters) <= 7 or not all(c.isupper() for c in letters[:2]):
        return False
    parts = [w for w in re.split(r"[\s\-]+", name) if w and w[0].isalpha()]
    full = "".join(w[0] for w in parts).upper()
    short = "".join(w[0] for w in parts if w.lower() not in _SMALL).upper()
    target = "".join(letters).upper()
    return len(parts) > 1 and target in (full, short)


def shortens(short: str, full: str) -> bool:
    """Whether a body's name is the beginning, or the telling end, of a longer one."""
    key, whole = organisation_key(short), organisation_key(full)
    if len(key) >= len(whole) or not key:
        return False
    if len(key) == 1 and (key[0] in _words_for_bodies() or len(key[0]) < SHORTEST_SHORT):
        return False
    if _is_of_the_paper(key, whole):
        return False  # "Varn" is a place, and not short for "the Varn Post" or "Radio Varn"
    if _is_described(full) and not _is_described(short):
        return False  # "Brage" only tells whose "the Brage port authority" is
    if whole[: len(key)] == key:
        return whole[len(key)] != "of" or _is_described(short)
    # "Torvania" is not short for "the Ministry of Defence of Torvania": it is whose ministry it is
    owned = whole[-len(key) - 1] in ("of", "for", "in")
    return whole[-len(key) :] == key and not owned


def _is_of_the_paper(key: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether what is left of a name is but a word for a paper or a broadcaster."""
    rest = set(whole[len(key) :] if whole[: len(key)] == key else whole[: -len(key)])
    return bool(rest) and rest <= _words_for_papers()


@cache
def _words_for_papers() -> frozenset[str]:
    papers = {*shipped_lists("outlets")["papers"], "radio", "television"} - {"news"}  # "Sky"
    return frozenset(map(fold, papers))


def _is_described(name: str) -> bool:
    """Whether a body's name is but a description, in lower case: "nurses' union (of Lindholt)"."""
    last = name.partition(" of ")[0].split()[-1]
    return last in shipped_lists("organisations")["described"]


def is_body_word(name: str) -> bool:
    """Whether a name is but a word for a body, with a capital: "Front", "Union"."""
    return name.istitle() and fold(name) in _words_for_bodies()


@cache
def _words_for_bodies() -> frozenset[str]:
    return frozenset(fold(w) for w in shipped_lists("organisations")["words"])


@lru_cache(maxsize=10_000)
def _plain(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in name if w.lower().strip(".,") not in _SUFFIXES)


def _one_letter_apart(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return a[i:] == b[i + 1 :] or a[i + 1 :] == b[i + 1 :]
    return True
