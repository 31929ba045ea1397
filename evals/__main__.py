"""Measure the reader on annotated reports and write docs/accuracy.md.

    python -m evals [DIR] [--reader NAME] [--print]

DIR: the annotated reports, default ../shared/evals. Where it is absent this says so and leaves
the page as it is. `--print` prints the page and does not write it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from detente.readings.readers import reader
from evals import attributions, challenge, demo, negotiations, page
from evals.data import parts

HERE = Path(__file__).resolve().parent.parent
DEFAULT = HERE.parent / "shared" / "evals"
PAGE = HERE / "docs" / "accuracy.md"


def main() -> int:
    """Return 0 if measured or plainly skipped, 1 if a floor does not hold."""
    ask = argparse.ArgumentParser(description="measure the reader on annotated reports")
    ask.add_argument("dir", nargs="?", type=Path, default=DEFAULT)
    ask.add_argument("--reader", default="rules")
    ask.add_argument("--print", action="store_true", dest="only_print")
    given = ask.parse_args()
    reads = reader(given.reader)
    challenged = challenge.measure(reads)
    low = challenge.under_floor(challenged)
    print("\n".join(low), file=sys.stderr, end="\n" if low else "")
    if not (given.dir / "negotiations" / "score.py").exists():
        print(f"skipped: no annotated reports at {given.dir}; docs/accuracy.md stays as it is")
        return 1 if low else 0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        tables = [
            (part, negotiations.measure(given.dir, part, reads, out / part.name))
            for part in parts(given.dir)
        ]
        tables.append(demo.measure(given.dir, reads, out / "demo"))
        news = attributions.measure(given.dir, reads)
        placed = demo.measure_placement(reads)
    name = f"{reads.name}@{reads.version}"
    text = page.write(name, tables, news, placed=placed, challenged=challenged)
    if given.only_print:
        print(text)
    else:
        PAGE.write_text(text, "utf-8")
        print(f"wrote {PAGE.relative_to(HERE)}")
    wrong = sum(figures["wrong words"] for _, figures in tables)
    if wrong:
        print(f"{wrong} spans differ from their words: none may", file=sys.stderr)
    return 1 if wrong or low else 0


if __name__ == "__main__":
    sys.exit(main())
