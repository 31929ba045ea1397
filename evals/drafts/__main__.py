"""Print or write down how much of what was done to invented drafts is found.

python -m evals.drafts              print the figures, of the half that is reported
python -m evals.drafts --check      check the floors
python -m evals.drafts --write      write docs/drafts-accuracy.md (needs the extra `meaning`)
python -m evals.drafts --half tune --wrong     what went wrong, to work with
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from detente.drafts.extra import is_installed
from detente.drafts.meaning import Meaning
from evals.drafts.brackets import low_brackets, measure
from evals.drafts.cases import cases, strangers
from evals.drafts.floors import under_floor
from evals.drafts.page import page, table
from evals.drafts.scoring import Score, score
from evals.drafts.sources import HALVES

VERSIONS = 8
PAGE = Path(__file__).resolve().parents[2] / "docs" / "drafts-accuracy.md"


def main() -> int:
    """Return 1 if a floor does not hold."""
    given = _given()
    found = measured(given.half, given.versions, kept=given.kept)
    if given.write:
        seen, fresh = (
            score([*cases(half, given.versions), *strangers(half)]) for half in ("seen", "fresh")
        )
        brackets = (measure("report"), measure("fresh"))
        written = page(found, given.versions, seen=seen, fresh=fresh, brackets=brackets)
        PAGE.write_text(written, "utf-8")
    else:
        print("\n\n".join(f"{name}\n\n{table(one)}" for name, one in found.items()))
    if given.wrong and given.half in ("tune", "seen"):
        print("\n".join(line for one in found.values() for line in one.wrong))
    low = [*_low(found), *low_brackets(measure(given.half))] if given.check else []
    print("\n".join(low), file=sys.stderr)
    return 1 if low else 0


def low_drafts(versions: int) -> list[str]:
    """Return a sentence for each figure under its floor."""
    return _low(measured("report", versions))


def _low(found: dict[str, Score]) -> list[str]:
    return [line for name, one in found.items() for line in under_floor(one, TABLES[name])]


# Tables of floors.toml, by what is measured.
TABLES = {"words alone": "drafts", "with meaning": "drafts_meaning"}


def measured(half: str, versions: int, *, kept: Path | None = None) -> dict[str, Score]:
    """Return the score of words alone and, where it is installed, with meaning."""
    every = [*cases(half, versions), *strangers(half)]
    found = {"words alone": score(every)}
    if is_installed():
        found["with meaning"] = score(every, Meaning(kept=kept))
    return found


def _given() -> argparse.Namespace:
    ask = argparse.ArgumentParser(prog="python -m evals.drafts")
    ask.add_argument("--half", choices=HALVES, default="report")
    ask.add_argument("--versions", type=int, default=VERSIONS, help="of each draft and strength")
    ask.add_argument("--kept", type=Path, help="file of vectors already made")
    ask.add_argument(
        "--wrong", action="store_true", help="what went wrong; halves tune and seen alone"
    )
    ask.add_argument("--write", action="store_true", help="write the page")
    ask.add_argument("--check", action="store_true", help="check the floors")
    return ask.parse_args()


if __name__ == "__main__":
    sys.exit(main())
