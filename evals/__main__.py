"""Measure the readers on annotated reports and write docs/accuracy.md and what it draws on.

    python -m evals [DIR] [--reader NAME] [--print]     write the page, the diagram and the card
    python -m evals --check [DIR] [--reader NAME]       measure one reader and check the floors
    python -m evals --raise [DIR]                       write all, with the floors raised

DIR: the annotated reports, default ../shared/evals. Where it is absent this says so, checks the
challenge sets and the drafts alone and leaves the page as it is. `--reader`: the reader that the
page is about, shown beside the wordings alone. `--print` prints the page and writes nothing.
Readings are kept under .cache/evals: they are made anew whenever the reader changes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from detente.readings.readers import reader
from evals import attributions, card, challenge, page, worked
from evals.calibration import diagram
from evals.drafts.__main__ import low_drafts
from evals.floors import FLOORS, Floors, digests, load_floors, raised, unchecked, under
from evals.measured import Measured, figures, measure, measure_beside
from evals.reads import tidy

HERE = Path(__file__).resolve().parent.parent
DEFAULT = HERE.parent / "shared" / "evals"
PAGE = HERE / "docs" / "accuracy.md"
DIAGRAM = HERE / "docs" / "accuracy.svg"
CARD = HERE / "src" / "detente" / "readings" / "accuracy.json"
BESIDE = "rules"
# Versions of each edited draft that are checked here; `python -m evals.drafts` takes more.
FEW = 1


def main() -> int:
    """Return 0 if floors hold or there is nothing to measure on, 1 if one does not hold."""
    given = _given()
    floors = load_floors()
    name = given.reader or floors.reader
    if not (given.dir / "negotiations" / "score.py").exists():
        print(f"skipped: no annotated reports at {given.dir}; docs/accuracy.md stays as it is")
        return _fail([*challenge.under_floor(challenge.measure(reader(name))), *low_drafts(FEW)])
    data = digests(given.dir)
    print("\n".join(unchecked(floors, data)) or "floors: on the data that they were set on")
    tidy()
    with tempfile.TemporaryDirectory() as folder:
        shown = [measure(given.dir, reader(name), Path(folder))]
        if not given.check and name != BESIDE:
            shown.append(measure_beside(given.dir, reader(BESIDE), Path(folder)))
    if given.raise_floors:
        text = FLOORS.read_text("utf-8")
        FLOORS.write_text(raised(text, floors, figures=figures(shown[0]), data=data), "utf-8")
        floors = load_floors()
    if not given.check:
        _show(given, shown, floors=floors, data=data)
    example = worked.missing(given.dir, reader_name=name) or ()
    return _fail([*_low(shown[0], floors, data), *low_drafts(FEW), *example])


def _given() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description="measure the readers on annotated reports")
    ask.add_argument("dir", nargs="?", type=Path, default=DEFAULT)
    ask.add_argument("--reader", help="default: the one that the floors are about")
    what = ask.add_mutually_exclusive_group()
    what.add_argument("--print", action="store_true", dest="only_print")
    what.add_argument("--check", action="store_true")
    what.add_argument("--raise", action="store_true", dest="raise_floors")
    return ask.parse_args()


def _show(
    given: argparse.Namespace,
    shown: list[Measured],
    *,
    floors: Floors,
    data: dict[str, str],
) -> None:
    peer = attributions.measure_peer(given.dir)
    text = page.write(shown, peer, floors=floors, fits=floors.digests == data)
    if given.only_print:
        print(text)
        return
    PAGE.write_text(text, "utf-8")
    DIAGRAM.write_text(diagram(page.panels(shown)), "utf-8")
    CARD.write_text(json.dumps(card.card(shown[0], page.LAYERS), indent=1) + "\n", "utf-8")
    print("wrote " + ", ".join(str(p.relative_to(HERE)) for p in (PAGE, DIAGRAM, CARD)))


def _low(first: Measured, floors: Floors, data: dict[str, str]) -> list[str]:
    """What stands under its floor; floors are about one reader."""
    low = list(challenge.under_floor(first.challenged))
    if first.wrong():
        low.append(f"{first.wrong()} spans differ from their words: none may")
    if first.reader != floors.reader:
        print(f"floors are those of the reader {floors.reader!r}; not checked for this one")
        return low
    return low + under(floors, figures(first), data)


def _fail(low: list[str] | tuple[str, ...]) -> int:
    for line in low:
        print(f"under its floor: {line}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
