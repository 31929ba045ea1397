"""The section of the accuracy page on commitments and accounts of compliance."""

from __future__ import annotations

from collections.abc import Mapping

from evals.cells import interval, share, table, two
from evals.commitments.scoring import FAMILIES, HALVES, Kept, ids
from evals.tally import Rate, rate

_SAYS = """Two kinds of claim that the sets above have no annotations of. {reports} of the reports
were annotated for them, most chosen for an agreement in force, some at random. Wordings were tuned
on "tune". "report" was annotated before they were tuned, by who wrote them, and its texts were not
opened again; its counts of errors by wording were looked at, and two bounds were drawn after that
("until it complies" tells of nothing kept; "when it agreed" is no condition). Some of its reports
are among those that the other kinds learn from. A claim is right if it is on the annotated words
and of the same party, an account of compliance also if it tells the same act. Few reports of talks
tell of what was kept or broken: the figures of compliance rest on few items.
"""
_TITLES = {
    "teller": "matched account: who tells it",
    "swapped": "accuser and accused turned round",
    "narrated": "an accusation told as the report's own",
}


def section(kept: Mapping[str, Kept]) -> str:
    """Return the section, with both halves side by side."""
    rows = [
        [family, half, *_cells(rate(kept[half].of(), family))]
        for family in FAMILIES
        for half in HALVES
    ]
    head = ["kind of claim", "half", "P", "R", "F1", "read", "items"]
    told = [
        [title, *(share(getattr(kept[half], name)) for half in HALVES)]
        for name, title in _TITLES.items()
    ]
    says = _SAYS.format(reports=sum(len(ids(half)) for half in HALVES))
    parts = ["## Commitments and compliance\n", says, table(head, rows)]
    return "\n".join([*parts, table(["", *HALVES], told)])


def _cells(one: Rate) -> list[str]:
    bands = ((one.p, one.p_ends), (one.r, one.r_ends), (one.f1, one.f1_ends))
    return [*(f"{two(v)} {interval(ends)}" for v, ends in bands), str(one.read), str(one.gold)]
