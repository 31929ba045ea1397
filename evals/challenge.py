"""Challenge sets: what the reader must never say of an invented passage, and what it may.

    python -m evals.challenge [SET …] [--reader NAME]

prints the passages that were read wrongly, of the halves to work with ("tune"); of the others
("report") it prints the rate alone. A set is a file evals/challenge/NAME.toml:

    title = "stance never reversed"
    never = "…"                                          # for every passage, optional
    report = [{ text = "…", never = "Norland accepts", expect = "Norland reserves" }]
    tune = […]

Outcomes (`never` takes several, with ";" between):

    Norland accepts           a position; behind it may stand "plainly" (without a condition),
                              "flat" (not hedged), "hedged", "own" (in the party's own voice)
    Norland own               any position in the party's own voice
    contact held              a contact with that status
    Brandt says               a statement; "Brandt says: words", one that holds these words and
                              whose cue is no denial; "unnamed says", "somebody says: words"
    Norland judges            an assessment
    Norland owes              a commitment; "Norland owes: words", of which these words are part
    Norland violated          an account of compliance with that act, or "any"; behind it may stand
                              "told Sudmark" ("report" for the report's own, "nobody" for a denial
                              alone), "denied Norland", "found confirmed"

Names are matched by their words. A passage is right if nothing of `never` was read and, where it
has an `expect`, either that was read or nothing of its kind.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from detente.model.actors import NARRATOR, is_unnamed
from detente.model.claims import (
    Assessment,
    Commitment,
    Compliance,
    Contact,
    Position,
    Reading,
    Statement,
)
from detente.model.dates import parse_day
from detente.model.text import make_report
from detente.model.vocabulary import Act
from detente.readings import DEFAULT_READER
from detente.readings.readers import Reader, reader
from evals.data import RETRIEVED

FOLDER = Path(__file__).with_name("challenge")
FLOORS = Path(__file__).with_name("floors.toml")
PUBLISHED = parse_day("2031-03-04")
HALVES = ("tune", "report")


@dataclass(frozen=True, slots=True)
class Passage:
    """An invented passage of a set, with what must not be read and, or None, what should."""

    challenge: str
    half: str
    text: str
    never: tuple[str, ...]
    expect: str | None


@dataclass(frozen=True, slots=True)
class Rates:
    """How a half of a set was read.

    right: Passages of which nothing forbidden was read. found: Of those `expected`, read.
    """

    challenge: str
    half: str
    passages: int
    right: int
    expected: int
    found: int


def load_passages(names: Iterable[str] = ()) -> tuple[Passage, ...]:
    """Return the passages of the sets named, or of all, in order of file."""
    wanted = set(names)
    found: list[Passage] = []
    for path in sorted(FOLDER.glob("*.toml")):
        if wanted and path.stem not in wanted:
            continue
        data = tomllib.loads(path.read_text("utf-8"))
        for half in HALVES:
            found += [
                Passage(
                    path.stem,
                    half,
                    row["text"],
                    _split(data.get("never", "")) + _split(row.get("never", "")),
                    row.get("expect"),
                )
                for row in data[half]
            ]
    return tuple(found)


def titles() -> dict[str, str]:
    """Return what each set is about, by its name."""
    files = sorted(FOLDER.glob("*.toml"))
    return {f.stem: tomllib.loads(f.read_text("utf-8"))["title"] for f in files}


def faults(passage: Passage, reading: Reading) -> tuple[str, ...]:
    """Return what of a reading must not be there, or is there instead of what is expected."""
    wrong = [outcome for outcome in passage.never if occurs(outcome, reading)]
    expect = passage.expect
    if expect and not occurs(expect, reading) and occurs(_any_of_kind(expect), reading):
        wrong.append(f"not {expect}")
    return tuple(wrong)


def occurs(outcome: str, reading: Reading) -> bool:
    """Whether an outcome, in the notation above, is among the claims of a reading."""
    name, _, rest = outcome.partition(" ")
    if name == "contact":
        return any(rest in ("", c.status) for c in reading.of(Contact))
    words = rest.partition(": ")[2]
    if rest.startswith("says"):
        return any(_says(s, name, words) for s in reading.of(Statement))
    if rest.startswith("judges"):
        return any(_is(name, a.by) for a in reading.of(Assessment))
    if rest.startswith("owes"):
        return any(_is(name, c.by) and words in c.what for c in reading.of(Commitment))
    if (asked := rest.split()) and asked[0] in _ACTS:
        return any(_is(name, c.by) and _tells(c, asked) for c in reading.of(Compliance))
    return any(
        _is(name, p.actor) and all(_holds(p, w) for w in rest.split())
        for p in reading.of(Position)
    )


def measure(reads: Reader, passages: Iterable[Passage] | None = None) -> tuple[Rates, ...]:
    """Return the rates of each half of each set."""
    asked = load_passages() if passages is None else tuple(passages)
    results = [(p, r) for p, r in zip(asked, _read(reads, asked), strict=True)]
    keys = dict.fromkeys((p.challenge, p.half) for p in asked)
    rates = []
    for challenge, half in keys:
        of_half = [(p, r) for p, r in results if (p.challenge, p.half) == (challenge, half)]
        expecting = [(p, r) for p, r in of_half if p.expect]
        rates.append(
            Rates(
                challenge,
                half,
                passages=len(of_half),
                right=sum(not faults(p, r) for p, r in of_half),
                expected=len(expecting),
                found=sum(occurs(p.expect or "", r) for p, r in expecting),
            )
        )
    return tuple(rates)


def under_floor(rates: Iterable[Rates]) -> tuple[str, ...]:
    """Return a sentence for each half of a set that is read right less often than it must be."""
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["challenge"]
    return tuple(
        f"challenge {r.challenge} ({r.half}): {r.right} of {r.passages} right, "
        f"at least {floors[r.challenge]:.0%} must be"
        for r in rates
        if r.right < floors[r.challenge] * r.passages
    )


def main() -> int:
    """Print what is read wrongly; return 1 if a floor does not hold."""
    ask = argparse.ArgumentParser(description="read the challenge sets")
    ask.add_argument("sets", nargs="*")
    ask.add_argument("--reader", default=DEFAULT_READER)
    given = ask.parse_args()
    reads = reader(given.reader)
    passages = load_passages(given.sets)
    for passage, reading in zip(passages, _read(reads, passages), strict=True):
        wrong = faults(passage, reading)
        if wrong and passage.half == "tune":
            print(f"{passage.challenge}: {passage.text}\n    {'; '.join(wrong)}")
    rates = measure(reads, passages)
    for r in rates:
        print(f"{r.challenge:12} {r.half:7} {r.right}/{r.passages}, found {r.found}/{r.expected}")
    low = under_floor(rates)
    print("\n".join(low), file=sys.stderr)
    return 1 if low else 0


def _read(reads: Reader, passages: tuple[Passage, ...]) -> list[Reading]:
    return list(
        reads.read_all(
            make_report(p.text, key=str(n), retrieved=RETRIEVED, published=PUBLISHED)
            for n, p in enumerate(passages)
        )
    )


def _split(outcomes: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in outcomes.split(";") if part.strip())


def _any_of_kind(expect: str) -> str:
    """Any claim of the kind expected: of the same party, or with the same words."""
    name, _, rest = expect.partition(" ")
    if name == "contact":
        return name
    if rest.startswith("says"):
        return f"somebody {rest}"
    if rest.startswith("owes"):
        return "somebody owes"
    if rest.split()[0] in _ACTS:
        return "somebody any"
    return name


def _says(said: Statement, name: str, words: str) -> bool:
    if not _is(name, said.speaker):
        return False
    denial = said.cue is not None and said.cue.text.lower().startswith("den")
    return not words or (words in said.main.text and not denial)


def _tells(account: Compliance, asked: Sequence[str]) -> bool:
    """Whether an account is of an act, told, denied and found by whom it is asked."""
    right = asked[0] in ("any", account.act)
    for word, value in zip(asked[1::2], asked[2::2], strict=True):
        right = right and _ASPECTS[word](account, value)
    return right


def _teller(account: Compliance, name: str) -> bool:
    if name in ("report", "nobody"):
        return account.told_by == (NARRATOR if name == "report" else None)
    return account.told_by is not None and name.casefold() in account.told_by.casefold()


def _is(name: str, actor: str) -> bool:
    if name == "somebody":
        return True
    if is_unnamed(actor):
        return name == "unnamed"
    return name.casefold() in actor.casefold()


def _holds(position: Position, word: str) -> bool:
    return _PROPERTIES[word](position) if word in _PROPERTIES else position.stance == word


_ACTS = ("any", *get_args(Act))
_ASPECTS: dict[str, Callable[[Compliance, str], bool]] = {
    "told": _teller,
    "denied": lambda c, name: any(name.casefold() in n.casefold() for n in c.denied_by),
    "found": lambda c, verdict: c.finding == verdict,
}
_PROPERTIES: dict[str, Callable[[Position], bool]] = {
    "plainly": lambda p: p.condition is None,
    "flat": lambda p: not p.hedged,
    "hedged": lambda p: p.hedged,
    "own": lambda p: p.voice == "own",
}

if __name__ == "__main__":
    sys.exit(main())
