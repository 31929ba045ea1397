"""Floors: what the reading has reached and must not fall under, and the aims beside them.

`floors.toml` holds the challenge sets' shares, the digests of the data that the floors were
measured on, and one `[[figure]]` for each figure that is watched:

    name = "held out: mean F1 of the kinds of claim"
    data = "negotiations"     # floors hold on this data alone, told by its digest
    floor = 0.52              # measured, a few points off, rounded down; left out if not reached
    wanted = 0.50             # what was asked for
    aim = 0.70                # what is aimed at
    less = true               # the less the better (errors); left out otherwise
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.annotations import FURTHER, digest_of
from evals.commitments import scoring
from evals.data import SPLIT

# A floor stands this far off what was measured: about half an interval of the larger kinds.
MARGIN = 0.03
FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, and the number of items that it rests on."""

    value: float
    items: int


@dataclass(frozen=True, slots=True)
class Watched:
    """A figure that is watched; floor None if nothing is held yet."""

    name: str
    data: str
    floor: float | None
    wanted: float | None
    aim: float | None
    less: bool

    def reaches(self, value: float, least: float) -> bool:
        """Whether a value is as good as another."""
        return value <= least if self.less else value >= least


@dataclass(frozen=True, slots=True)
class Floors:
    """The reader whose figures are watched, the digests of the data, and the figures."""

    reader: str
    digests: Mapping[str, str]
    figures: tuple[Watched, ...]


def load_floors(path: Path = FLOORS) -> Floors:
    """Return the floors and aims."""
    data = tomllib.loads(path.read_text("utf-8"))
    rows = tuple(
        Watched(
            row["name"],
            row["data"],
            row.get("floor"),
            row.get("wanted"),
            row.get("aim"),
            row.get("less", False),
        )
        for row in data["figure"]
    )
    return Floors(data["reader"], data["digests"], rows)


def under(floors: Floors, figures: Mapping[str, Figure], data: Mapping[str, str]) -> list[str]:
    """Return a sentence for each figure under its floor.

    figures: Measured, by name. data: Digests of the data that they were measured on.
    """
    found = []
    for watched in floors.figures:
        if watched.floor is None or floors.digests[watched.data] != data[watched.data]:
            continue
        figure = figures.get(watched.name)
        if figure is None:
            found.append(f"{watched.name}: was not measured, and has a floor")
        elif not watched.reaches(figure.value, watched.floor):
            bound = "at most" if watched.less else "at least"
            found.append(
                f"{watched.name}: {figure.value:.3f} on {figure.items} items, "
                f"{bound} {watched.floor:.3f} must be reached"
            )
    return found


def unchecked(floors: Floors, data: Mapping[str, str]) -> list[str]:
    """Return a sentence for each set of data that is not the one the floors were measured on."""
    return [
        f"{name}: other data than the floors were measured on (digest {data[name]}); not checked"
        for name, digest in floors.digests.items()
        if digest != data[name]
    ]


def raised(
    text: str, floors: Floors, *, figures: Mapping[str, Figure], data: Mapping[str, str]
) -> str:
    """Return the file of floors with each raised to what was measured, MARGIN off, and digests.

    A figure that falls short of what was asked for gets no floor, and none is lowered.
    """
    for watched in floors.figures:
        figure = figures.get(watched.name)
        floor = None if figure is None else _floor(watched, figure.value)
        if floor is None:
            continue
        block = re.compile(rf'(name = "{re.escape(watched.name)}"\ndata = "\w+"\n)(floor = .*\n)?')
        text = block.sub(lambda found, floor=floor: f"{found[1]}floor = {floor:g}\n", text)
    for name, digest in data.items():
        text = re.sub(rf'(?m)^{name} = "[^"]*"$', f'{name} = "{digest}"', text)
    return text


def _floor(watched: Watched, value: float) -> float | None:
    """The floor for a measured value, rounded off; the one that stands if it is as good."""
    if watched.wanted is not None and not watched.reaches(value, watched.wanted):
        return watched.floor
    off = (
        math.ceil((value + MARGIN / 3) * 100) / 100
        if watched.less and value
        else math.floor((value - MARGIN) * 100) / 100
    )
    bars = [bar for bar in (off, watched.wanted, watched.floor) if bar is not None]
    return max(0.0, min(bars) if watched.less else max(bars))


def digests(root: Path) -> dict[str, str]:
    """Return the digests of the annotated data under a folder."""
    base = root / "negotiations"
    folders = [base / "gold", base / "texts", base / "train" / "gold", base / "train" / "texts"]
    files = [file for folder in folders for file in sorted(folder.glob("*.*"))]
    return {
        "negotiations": digest_of([*files, SPLIT, *sorted(FURTHER.glob("*.json"))]),
        "polnear": digest_of([root / "polnear" / "dev.jsonl"]),
        "commitments": scoring.digest(),
    }
