"""Texts that are cut off anywhere, as teasers and paywalls cut them, are read without a fault."""

from __future__ import annotations

import pytest

from detente.model.text import make_report
from detente.readings.readers import reader
from tests.record.build import NOON

TEXTS = (
    "Norland's chief negotiator, Deputy Premier Ada Brandt, told the Vell Echo at the Harbour "
    'House on Monday that her side is "working on it right now", but only if the Toll Office, '
    "the steelmaker Aldane and the union of Lindholt agree to the terms of the plan's Article 4.",
    "VELL, March 3 (Norwire) -- Sudmark's envoy to the United Council, Per Falk of Halmark Group, "
    "said \u201cnot before May\u201d, according to a statement seen by the Harbour Post; talks of "
    "the two sides, planned for 12 March in Bergholm, were to begin unless Norland's ministry",
    "The union will not sign until the mine pays 6%, subject to what its board, chaired by Ole "
    "Strand-Berg, said was a 28-point offer, revised down to 19, in exchange for the release of",
    "Under the truce Sudmark was to hand over the island of Orvik; it has not been handed over",
    "The trucks that Sudmark had agreed to let in by Friday have not arrived, Norland said",
    "No agreement was reached on the toll, and the two sides are divided over who runs the lock",
    "To win time, Norland's premier, Ada Brandt, pressed Sudmark to sign",
    "The partner, Lindholt Capital, supports the sale so long as Mira Sol of Norland pays",
)


def cuts() -> list[str]:
    """Each text up to each of its words, and up to each mark behind one."""
    return [
        text[:end]
        for text in TEXTS
        for end in range(8, len(text) + 1)
        if not text[end - 1 : end + 1].isalnum() or end == len(text)
    ]


@pytest.mark.parametrize("name", ["rules", "learned"])
def test_a_text_that_is_cut_off_is_read(name: str) -> None:
    reports = [make_report(cut, retrieved=NOON, published=NOON.date()) for cut in cuts()]
    readings = list(reader(name).read_all(reports))
    assert [reading.report.text for reading in readings] == [report.text for report in reports]
    assert sum(len(reading.claims) for reading in readings) > len(readings)
