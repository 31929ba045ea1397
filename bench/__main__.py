"""Measure speed and memory and write the tables into the docs.

    python -m bench [DIR] [--part NAME] [--record DIR] [--negmas PYTHON] [--quick] [--print]

DIR holds annotated reports. --part measures one part alone and leaves the others' tables.
--record names a folder whose record is served, and made if it is not there yet; it stays.
--negmas names a Python that has NegMAS, which frontiers are measured against.
--quick makes a record of 3,000 reports, not 10,000, and prints only.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from pathlib import Path

from bench.parts import measure_apart
from bench.table import Conditions, put, table, under

HERE = Path(__file__).resolve().parent.parent
SIZE, QUICK_SIZE = 10_000, 3_000
PARTS = ("drafts", "starting", "reading", "two", "record", "serving", "minimal", "analysis")


def main() -> int:
    """Return 0 when measured."""
    asked = _asked()
    # as whoever installs it has it: compiled once, not at every start
    compileall.compile_dir(HERE / "src" / "detente", quiet=1)
    with tempfile.TemporaryDirectory(prefix="detente-bench-") as folder:
        for part in asked.part or PARTS:
            print(f"{part} …", file=sys.stderr, flush=True)
            text = _measured(part, asked, folder)
            print(text)
            if not (asked.only_print or asked.quick):
                put(part, text)
    return 0


def _measured(part: str, asked: argparse.Namespace, folder: str) -> str:
    """Return a part's table, and under what it was measured. folder: For records."""
    began = Conditions()
    demo = HERE / "src" / "detente" / "demo_data" / "reports"
    size = QUICK_SIZE if asked.quick else SIZE
    given: dict[str, tuple[object, ...]] = {
        "starting": (),
        "drafts": (),
        "minimal": (),
        "reading": (asked.dir, str(demo)),
        "two": (asked.dir, str(demo)),
        "record": (folder, size),
        "serving": (asked.record or folder, size),
        "analysis": (asked.negmas,),
    }
    figures = measure_apart(part, *given[part])
    return f"{table(figures)}\n\n{under(began)}\n"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Speed and memory.")
    parser.add_argument(
        "dir", nargs="?", default=str(HERE.parent / "shared" / "evals"), help="annotated reports"
    )
    parser.add_argument(
        "--part", action="append", choices=PARTS, help="one part alone; may be given again"
    )
    parser.add_argument("--negmas", default="", metavar="PYTHON", help="a Python with NegMAS")
    parser.add_argument("--record", default="", metavar="DIR", help="a record that stays")
    parser.add_argument("--quick", action="store_true", help="a smaller record; print only")
    parser.add_argument("--print", dest="only_print", action="store_true", help="print only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
