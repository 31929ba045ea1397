"""What an entry rests on, in words."""

import datetime as dt
from dataclasses import replace

import pytest

from detente.model.snapshot import Entry
from detente.views.signs import ONE_ROOT, hangs_on
from detente.views.support import (
    newest_text,
    outlet_text,
    rests_text,
    roots_text,
    sources_of,
    support_text,
    whence_text,
)
from tests.views.sample import E_DEMAND, E_MET


def met(roots: int, *names: str | None) -> Entry:
    """A meeting told by several outlets, of which each has it from somebody."""
    first = E_MET.sightings[0]
    other = replace(first, outlet="Vell Echo", report="r2", origin="r2")
    told = zip((first, other), names or (None, None), strict=True)
    sightings = tuple(replace(sighting, root=name) for sighting, name in told)
    return replace(E_MET, sightings=sightings, roots=roots, outlets=2, origins=2)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (met(0), "origin not stated"),
        (met(1, "Axios", "Axios"), "one root: Axios"),
        (met(2, "Axios", "Ada Lund"), "2 roots: Axios, Ada Lund"),
    ],
)
def test_roots_are_named(entry: Entry, said: str) -> None:
    assert roots_text(entry) == said
    assert support_text(replace(entry, carriers=1)) == f"2 outlets, 1 of them carriers; {said}"


def test_several_outlets_with_one_root_are_one_source() -> None:
    assert rests_text(met(1, "Axios", "Axios")) == "single source in 2 reports"
    assert hangs_on([met(1, "Axios", "Axios")]) == (ONE_ROOT,)
    assert rests_text(met(0)) == "origin not stated in 2 reports"
    assert rests_text(met(2, "Axios", "Ada Lund")) == "2 sources"
    assert hangs_on([met(2, "Axios", "Ada Lund")]) == ()


def test_what_a_party_says_of_itself_rests_on_who_heard_it() -> None:
    own = replace(E_DEMAND, roots=1)
    assert sources_of(own) == own.origins == 2
    assert hangs_on([own]) == ()


def test_sightings_say_whose_words_they_have() -> None:
    first = E_MET.sightings[0]
    assert whence_text(first) == ""
    told = replace(
        first,
        carried_from="Halden Wire",
        root="Axios",
        withdrawn=dt.date(2031, 3, 9),
        source_class="agency",
    )
    assert whence_text(told) == (
        "the words of Halden Wire; from Axios; no longer in the article since 9 Mar 2031"
    )
    assert outlet_text(told).startswith(f"{first.outlet} (agency), ")
    assert whence_text(replace(told, reworded=True)).startswith("reworded from Halden Wire; ")


def carrying(*, reworded: bool = False) -> Entry:
    """A meeting told by an agency, and by a paper that carries its words."""
    first = E_MET.sightings[0]
    wire = replace(first, outlet="Halden Wire", report="w", origin="w")
    paper = replace(
        first,
        outlet="Vell Echo",
        report="p",
        origin="w",
        carried_from="Halden Wire",
        reworded=reworded,
    )
    return replace(E_MET, sightings=(wire, paper))


def test_words_of_an_agency_are_cited_from_it_and_not_from_who_carried_them_last() -> None:
    both = carrying()
    assert newest_text(both).startswith("Halden Wire, ")
    alone = replace(both, sightings=both.sightings[1:])
    assert newest_text(alone).startswith("Vell Echo, ")
    assert newest_text(alone).endswith(", the words of Halden Wire")
    reworded = newest_text(carrying(reworded=True))
    assert reworded.startswith("Vell Echo, ")
    assert reworded.endswith(", reworded from Halden Wire")
