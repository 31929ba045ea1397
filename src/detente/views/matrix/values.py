"""One cell of the matrix as plain values: each stance with sign, word and what it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from detente.model.snapshot import Entry, Held, Standing
from detente.model.vocabulary import STANCE_WORDS, Stance
from detente.views.matrix.cells import Cell, silence_text, teller_text
from detente.views.matrix.compare import Difference
from detente.views.phrases import quote
from detente.views.signs import hangs_on, review_sign, review_text
from detente.views.support import rests_text, sources_of
from detente.views.words import asides, stance_text

# What stands before the word of a stance, so that a column can be run through with the eye.
STANCE_SIGNS: dict[Stance, str] = {
    "accepts": "+",
    "conditionally_accepts": "(+)",
    "offers": "»",
    "proposes": "›",
    "demands": "!",
    "reserves": "…",
    "rejects": "−",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldValues:
    """One stance in a cell, ready to be shown.

    about: What it is on, in the report's own words. by: Whose account it is, None for the party's
    own voice. extras: Condition, firmness, level
    and the like in words. changed: How it stands to the one before, "" if there is nothing to say.
    weak: What it hangs on. words: The words that it rests on.
    """

    id: str
    stance: Stance
    sign: str
    word: str
    about: str
    since: dt.date | None
    condition: str | None
    firmness: str | None
    extras: tuple[str, ...]
    by: str | None
    changed: str
    sources: int
    rests: str
    sure: bool
    review_sign: str
    review: str
    weak_signs: str
    weak: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal to speak, in the words of the report."""

    id: str
    words: str
    review_sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValues:
    """One cell, ready to be shown.

    silence: What is said where the own voice would stand, if others speak and it does not.
    single_source: Whether all that it holds as fact comes from one text. found: Whether anything
    stands in it at all; if not, no statement was found. differences: From another day's, if one
    is compared with.
    """

    party: str
    proposition: str
    own: tuple[HeldValues, ...] = ()
    others: tuple[HeldValues, ...] = ()
    possible: tuple[HeldValues, ...] = ()
    refusals: tuple[Refused, ...] = ()
    mixed: bool = False
    conflict: bool = False
    single_source: bool = False
    silence: str | None = None
    found: bool = False
    differences: tuple[Difference, ...] = ()


def cell_values(cell: Cell, proposition: str) -> CellValues:
    """Return a cell, ready to be shown."""
    standing = cell.standing
    refusals = tuple(_refused(entry) for entry in cell.refusals)
    if standing is None:
        return CellValues(
            party=cell.party.id,
            proposition=proposition,
            refusals=refusals,
            found=bool(refusals),
        )
    return CellValues(
        party=cell.party.id,
        proposition=proposition,
        own=tuple(map(held_values, standing.own)),
        others=tuple(map(held_values, standing.others)),
        possible=tuple(map(held_values, standing.possible)),
        refusals=refusals,
        mixed=standing.mixed,
        conflict=standing.conflict,
        single_source=_single_source(standing),
        silence=None if standing.own else silence_text(standing),
        found=True,
    )


def _single_source(standing: Standing) -> bool:
    sure = [held.entry for held in (*standing.own, *standing.others)]
    if not sure or any(sources_of(entry) > 1 for entry in sure):
        return False
    sightings = [s for entry in sure for s in entry.sightings]
    roots = {s.root for s in sightings if s.root is not None}
    return len({s.origin for s in sightings}) == 1 or len(roots) == 1 == len(sure)


def _refused(entry: Entry) -> Refused:
    return Refused(entry.id, quote(entry.claim.main.text), review_sign([entry]))


def held_values(held: Held) -> HeldValues:
    """Return a stance, ready to be shown."""
    position, entry = held.position, held.entry
    word, *extras = stance_text(position).split("; ", 1)
    weak = hangs_on([entry])
    differs = {"changed": "changed", "differs": "differs from an earlier one"}
    return HeldValues(
        id=entry.id,
        stance=position.stance,
        sign=STANCE_SIGNS[position.stance],
        word=word,
        about=position.proposition or position.issue,
        since=held.since,
        condition=position.condition,
        firmness=position.firmness,
        extras=(*extras, *asides(position)),
        by=None if position.voice == "own" else teller_text(held),
        changed=differs.get(held.relationship, ""),
        sources=sources_of(entry),
        rests=rests_text(entry),
        sure=entry.sure,
        review_sign=review_sign([entry]),
        review=review_text([entry]),
        weak_signs="".join(sign.sign for sign in weak),
        weak=tuple(sign.meaning for sign in weak),
        words=position.main.text,
    )


def stance_legend() -> tuple[tuple[str, str], ...]:
    """Return each sign of a stance with its word."""
    return tuple((sign, STANCE_WORDS[stance]) for stance, sign in STANCE_SIGNS.items())
