"""Entries as pages show them in a line."""

from dataclasses import replace

import pytest

from detente.web.lines import entry_line
from tests.views.sample import E_MET


@pytest.mark.parametrize(("reworded", "cited"), [(False, "w"), (True, "p")])
def test_a_line_cites_the_agency_and_not_who_carried_its_words_last(
    reworded: bool, cited: str
) -> None:
    first = E_MET.sightings[0]
    wire = replace(first, outlet="Halden Wire", report="w", origin="w")
    paper = replace(first, outlet="Vell Echo", report="p", origin="w", carried_from="Halden Wire")
    if reworded:
        words = replace(first.body.main, text="They met, it is said")
        paper = replace(paper, body=replace(first.body, evidence=(words,)))
    line = entry_line(replace(E_MET, sightings=(wire, paper)))
    assert line.newest.report == cited
