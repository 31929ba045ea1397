"""Print speed and memory as a table: `python -m bench [DIR]`, DIR holding annotated reports."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import reading, starting
from bench.table import table

HERE = Path(__file__).resolve().parent.parent


def main() -> int:
    """Return 0 when measured."""
    given = sys.argv[1] if len(sys.argv) > 1 else HERE.parent / "shared" / "evals"
    texts = reading.reports(Path(given), HERE / "src" / "detente" / "demo_data" / "reports")
    print(table([*starting.measure(), *reading.measure(texts)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
