"""Edits of one point in two wordings: what was changed is known, words and direction."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from evals.drafts.sources import SLOT, Source, slots

# How strongly words bind: an endeavour under a wish under a duty, a leave below all.
_STRENGTH = {
    **dict.fromkeys(("shall", "must", "will", "is to", "are to"), 4),
    **dict.fromkeys(("should", "ought to"), 3),
    "shall endeavour to": 2,
    **dict.fromkeys(("may", "can"), 1),
}
_LEAVE = _STRENGTH["may"]
_OTHER_MODALS = ("shall", "must", "should", "may", "shall endeavour to")
_FACTORS = (0.5, 0.75, 0.9, 1.1, 1.5, 2.0)
_DENIED = {
    "is to": "is not to",
    "are to": "are not to",
    "ought to": "ought not to",
    "can": "may not",
}
# Before a term it says that the term tells how often, not by when.
_HOW_OFTEN = re.compile(r"\b(?:every|each|once in) {d ", re.IGNORECASE)
# With a denial in it another would undo it: "must not never".
_NEGATIVE = re.compile(
    r"\b(?:no|not|neither|nor|without|free of|nobody|never|nothing|none|nowhere|cannot|refrains?"
    r"|no one)\b",
    re.IGNORECASE,
)
# "No boat may", "while this runs, nobody may"; "there shall be no".
_NO_SUBJECT = re.compile(r"(?:no|nobody|no one|none|nothing|neither|nor)\b", re.IGNORECASE)
_NOT_AFTER = re.compile(r" (?:be )?(?:not|no|never|nothing)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TrueEdit:
    """What was changed: kind and direction as the comparison names them, and the words."""

    kind: str
    before: str
    after: str
    direction: str | None = None

    def mirrored(self) -> TrueEdit:
        """The same change, read from the second draft to the first."""
        turned = {
            "up": "down",
            "added": "dropped",
            "stronger": "weaker",
            "more often": "less often",
        }
        turned |= {new: old for old, new in turned.items()}
        direction = turned[self.direction] if self.direction else None
        return TrueEdit(self.kind, self.after, self.before, direction)


@dataclass(frozen=True, slots=True)
class Both:
    """A point as it stands in each draft, with its slots, and what was changed."""

    key: str
    a: str
    b: str
    edits: tuple[TrueEdit, ...] = ()


Change = Callable[[Both, Source, Random], Both | None]


def number(both: Both, _: Source, chance: Random) -> Both | None:
    """A number goes up or down."""
    return _figure(both, "n", "number", chance)


def deadline(both: Both, _: Source, chance: Random) -> Both | None:
    """A term gets longer or shorter."""
    return _figure(both, "d", "deadline", chance)


def obligation(both: Both, _: Source, chance: Random) -> Both | None:
    """What binds gets stronger or weaker."""
    place = _modal(both, chance)
    if place is None:
        return None
    old, new = slots(both.a, "m")[place], slots(both.b, "m")[place]
    choices = [m for m in _OTHER_MODALS if _STRENGTH[m] != _STRENGTH[old[2]]]
    if _is_denied(both.a, old) or _is_denied(both.b, new):
        # "no boat may" forbids as "no boat shall" does
        choices = [m for m in choices if _LEAVE not in (_STRENGTH[m], _STRENGTH[old[2]])]
    if " not" in new[2] or not choices:
        return None  # another word would take the denial away too
    chosen = chance.choice(choices)
    direction = "stronger" if _STRENGTH[chosen] > _STRENGTH[old[2]] else "weaker"
    return _changed(
        both, _put(both.b, new, chosen), TrueEdit("obligation", old[2], chosen, direction)
    )


def negation(both: Both, _: Source, chance: Random) -> Both | None:
    """What was to be is not to be."""
    place = _modal(both, chance)
    if place is None or _NEGATIVE.search(both.a + both.b):
        return None
    new = slots(both.b, "m")[place]
    denied = _DENIED.get(new[2], f"{new[2]} not")
    return _changed(both, _put(both.b, new, denied), TrueEdit("negation", "", "not", "added"))


def actor(both: Both, source: Source, chance: Random) -> Both | None:
    """Another party is bound."""
    old, new = slots(both.a, "p"), slots(both.b, "p")
    if not old or not new:
        return None
    chosen = chance.choice([p for p in source.parties if p.lower() != new[0][2].lower()])
    chosen = chosen[0].upper() + chosen[1:]
    return _changed(both, _put(both.b, new[0], chosen), TrueEdit("actor", old[0][2], chosen))


def condition(both: Both, source: Source, chance: Random) -> Both | None:
    """A condition is added."""
    return _clause(both, "condition", chance.choice(source.conditions))


def exception(both: Both, source: Source, chance: Random) -> Both | None:
    """An exception is added."""
    return _clause(both, "exception", chance.choice(source.exceptions))


CHANGES: tuple[Change, ...] = (
    number,
    deadline,
    obligation,
    negation,
    actor,
    condition,
    exception,
)


def reference(both: Both, keys: list[str], chance: Random) -> Both | None:
    """A reference points to another point. keys: Of points that stand in both drafts."""
    found = slots(both.b, "r")
    if not found:
        return None
    others = [key for key in keys if key not in (found[0][2], both.key)]
    chosen = chance.choice(others)
    edit = TrueEdit("reference", f"{{r {found[0][2]}}}", f"{{r {chosen}}}")
    return _changed(both, _put(both.b, found[0], chosen), edit)


def _figure(both: Both, slot: str, kind: str, chance: Random) -> Both | None:
    found = slots(both.b, slot)
    if not found:
        return None
    old = chance.choice(found)
    new, direction = _other_figure(old[2], chance)
    if kind == "deadline" and _HOW_OFTEN.search(both.a + both.b):
        kind, direction = "frequency", "less often" if direction == "up" else "more often"
    return _changed(both, _put(both.b, old, new), TrueEdit(kind, old[2], new, direction))


def _other_figure(text: str, chance: Random) -> tuple[str, str]:
    match = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if match is None:
        raise ValueError(f"no figure in the slot {text!r}")
    value = float(match[0].replace(",", ""))
    places = len(match[0].partition(".")[2])
    new = value
    for factor in chance.sample(_FACTORS, len(_FACTORS)):
        new = round(value * factor, places)
        if new not in (value, 0.0, 1.0):
            break
    else:
        new = value + 2
    shown = f"{new:,.{places}f}"
    return text.replace(match[0], shown), "up" if new > value else "down"


def _modal(both: Both, chance: Random) -> int | None:
    """Return which of what binds is to change: both wordings have the same number of them."""
    old, new = slots(both.a, "m"), slots(both.b, "m")
    if not old or len(old) != len(new):
        return None
    return chance.randrange(len(old))


def _is_denied(text: str, slot: re.Match[str]) -> bool:
    """Whether what binds is denied: "may not", "no boat may"."""
    start = max((m.end() for m in re.finditer(r"[.;,] ", text[: slot.start()])), default=0)
    before, after = text[start : slot.start()], text[slot.end() :]
    return bool(_NO_SUBJECT.match(before) or _NOT_AFTER.match(after))


def _clause(both: Both, kind: str, clause: str) -> Both | None:
    b = both.b.removesuffix(".")
    return _changed(both, f"{b}, {clause}.", TrueEdit(kind, "", clause, "added"))


def _put(text: str, slot: re.Match[str], value: str) -> str:
    return f"{text[: slot.start()]}{{{slot[1]} {value}}}{text[slot.end() :]}"


def _changed(both: Both, b: str, edit: TrueEdit) -> Both:
    return replace(both, b=b, edits=(*both.edits, edit))


def bare(text: str, name: Callable[[str], str]) -> str:
    """Return a wording without slots. name: How a point with a key is referred to."""
    return SLOT.sub(lambda m: name(m[2]) if m[1] == "r" else m[2], text)
