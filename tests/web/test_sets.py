"""Sets of demands stepped through with their sentences; packages filtered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.model.actors import Actor
from detente.model.text import cite
from detente.views.tiers import HEADINGS
from tests.web.conftest import check_barriers, client_of, context_of, picture, served
from tests.web.made import position, reading, record_of, report

# Three parties, two issues: what each demands is rejected by another.
WORDS = (
    ("Torvania", "demands", "a vote in the strip"),
    ("Kestland", "rejects", "a vote in the strip"),
    ("Torvania", "rejects", "a joint port authority"),
    ("Kestland", "demands", "a joint port authority"),
    ("Ardovia", "proposes", "a vote in the strip"),
)


@pytest.fixture
def opposed(tmp_path: Path) -> Path:
    """A record in which own words stand against own words."""
    readings = []
    for number, (party, stance, what) in enumerate(WORDS):
        made = report(
            f"{party} {stance} {what}, it said in note {number}.",
            address=f"https://wire.example/{number}",
        )
        words = f"{party} {stance} {what}"
        who = Actor(name=party, kind="state", mentions=(cite(made, 0, len(party)),))
        said = position(made, words, party, stance, what)
        readings.append(replace(reading(made, said), actors=(who,)))
    return record_of(tmp_path, *readings)


@pytest.fixture
def asked(opposed: Path) -> Iterator[TestClient]:
    with client_of(opposed) as found:
        yield found


def test_a_set_stands_beside_the_sentences_of_its_demands(asked: TestClient) -> None:
    every = asked.get("/analyses/changes.json").json()["rows"]
    first = asked.get("/blocks/sets.json").json()
    assert (first["number"], first["total"]) == (1, len(every))
    assert first["total"] > 2
    for number, row in enumerate(every, 1):
        one = asked.get(f"/blocks/sets.json?set={number}").json()
        assert [demand["words"] for demand in one["demands"]] == row["cells"][2].split(" · ")
        for demand in one["demands"]:
            party = demand["words"].split()[0]
            assert demand["entry"]["words"][0]["words"].startswith(party)


def test_the_last_set_leads_no_further_and_beyond_it_is_the_last(asked: TestClient) -> None:
    total = asked.get("/blocks/sets.json").json()["total"]
    last = asked.get(f"/blocks/sets.json?set={total + 9}").json()
    assert (last["number"], last["after"]) == (total, None)
    assert last["before"].endswith(f"set={total - 1}")
    wrong = asked.get("/blocks/sets?of=wishes")
    assert (wrong.status_code, "conflicts" in wrong.text) == (404, True)


def test_an_empty_set_says_so(client: TestClient) -> None:
    values = client.get("/blocks/sets.json?as_of=2020-01-01").json()
    assert (values["number"], values["demands"]) == (0, [])
    assert values["empty"]
    page = client.get("/blocks/sets?as_of=2020-01-01").text
    assert values["empty"].partition(";")[0] in page


def test_what_would_be_found_if_more_counted_stands_apart(client: TestClient) -> None:
    heading = HEADINGS["accounts and possible"]
    values = client.get("/analyses/conflicts.json").json()
    (tier,) = values["tiers"]
    assert (values["rows"], tier["heading"], tier["total"]) == ([], heading, len(tier["rows"]))
    page = client.get("/analyses/conflicts").text
    assert page.index("Nothing that counts was found") < page.index(heading)
    assert 'title="possible: the reader is not sure of it">~</abbr>' in page
    for row in tier["rows"]:
        assert row["unsure"]
        assert all(f"/entries/{key}" in page for key in row["basis"])


def test_sets_that_do_not_count_come_last_under_what_they_need(client: TestClient) -> None:
    first = client.get("/blocks/sets.json?of=conflicts").json()
    every = client.get("/analyses/conflicts.json").json()["tiers"][0]["rows"]
    assert (first["total"], first["every"]) == (0, len(every))
    assert (first["place"], first["among"]) == (1, len(every))
    assert first["heading"] == HEADINGS["accounts and possible"]
    assert not all(demand["entry"]["sure"] for demand in first["demands"])
    page = client.get("/blocks/sets?of=conflicts").text
    assert "beneath stands what would be found" in page
    assert f"All {len(every)} sets, 0 of what counts" in page
    counted = client.get("/blocks/sets.json?of=conflicts&accounts=true&possible=true").json()
    assert (counted["total"], counted["heading"]) == (len(every), "")


def test_packages_are_filtered_by_who_accepts_and_who_is_against(asked: TestClient) -> None:
    every = asked.get("/analyses/packages.json").json()
    assert every["parties"] == ["Kestland", "Torvania"]
    for choice in ("necessarily", "possibly", "no"):
        some = asked.get(f"/analyses/packages.json?accepted={choice}").json()
        wanted = [row for row in every["rows"] if row["cells"][1] == choice]
        assert some["rows"] == wanted
    against = asked.get("/analyses/packages.json?against=Kestland").json()
    assert against["rows"]
    assert all("Kestland" in row["cells"][2] for row in against["rows"])
    assert asked.get("/analyses/packages?against=Nobody").status_code == 404
    assert asked.get("/analyses/packages?accepted=maybe").status_code == 404
    assert asked.get("/analyses/packages.csv?accepted=maybe").status_code == 404


def test_of_many_packages_the_page_says_how_many_more_there_are(client: TestClient) -> None:
    address = "/analyses/packages{}?accounts=true&possible=true"
    values = client.get(address.format(".json")).json()
    more = values["every"] - values["total"]
    assert (values["total"], len(values["rows"])) == (200, 200)
    assert more > 100_000
    page = client.get(address.format("")).text
    assert f"200 of 200 packages listed; there are {more:,} more" in page
    assert values["opening"][0].endswith(f"There are {more:,} more.")
    assert values["opening"][0] in page
    few = client.get("/analyses/packages").text
    assert "listed; there are" not in few


def test_sets_are_stepped_through_by_keys(opposed: Path, browser: Browser) -> None:
    with served(opposed) as host, context_of(browser, host) as context:
        page = context.new_page()
        page.goto("/blocks")
        page.keyboard.press("w")
        expect(page.get_by_text("Set 1 of")).to_be_visible()
        page.keyboard.press("n")
        expect(page.get_by_text("Set 2 of")).to_be_visible()
        page.keyboard.press("p")
        expect(page.get_by_text("Set 1 of")).to_be_visible()
        page.locator(".reported a[data-open]").first.click()
        expect(page.locator(".reported .opened mark").first).to_be_visible()
        check_barriers(page)
        picture(page, "sets")
        page.keyboard.press("o")
        expect(page.get_by_role("heading", level=1)).to_contain_text("cannot hold together")
        page.goto("/analyses/packages")
        page.get_by_label("party against").select_option("Kestland")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".finding tbody tr").first).to_contain_text("Kestland")
        check_barriers(page)
        picture(page, "packages")


def test_tables_of_findings_are_lists_on_a_telephone(opposed: Path, browser: Browser) -> None:
    size = {"width": 360, "height": 800}
    with served(opposed) as host, context_of(browser, host, viewport=size) as context:
        page = context.new_page()
        page.goto("/analyses/standings")
        cell = page.locator(".finding td").first
        assert cell.evaluate("node => getComputedStyle(node, '::before').content") == '"issue"'
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        check_barriers(page)
        picture(page, "standings-360")


def test_the_heads_of_long_tables_stay_in_sight(demo_file: Path, browser: Browser) -> None:
    with served(demo_file) as host, context_of(browser, host) as context:
        page = context.new_page()
        page.goto("/analyses/standings")
        sheet = page.locator(".sheet")
        sheet.evaluate("node => node.scrollTo(0, node.scrollHeight)")
        head, box = page.locator(".finding th").first.bounding_box(), sheet.bounding_box()
        assert head is not None
        assert box is not None
        assert abs(head["y"] - box["y"]) < 2


@pytest.fixture
def wavering(tmp_path: Path) -> Path:
    """Own words against own words, and a newer word of one side that is not sure."""
    readings = []
    for number, (party, stance, sure) in enumerate(
        [("Torvania", "demands", 0.9), ("Kestland", "rejects", 0.9), ("Kestland", "accepts", 0.2)]
    ):
        words = f"{party} {stance} a vote in the strip"
        made = report(
            f"{words}, it said in note {number}.",
            address=f"https://wire.example/{number}",
            published=dt.date(2031, 3, 1 + number),
        )
        who = Actor(name=party, kind="state", mentions=(cite(made, 0, len(party)),))
        said = position(made, words, party, stance, "a vote in the strip")
        readings.append(replace(reading(made, replace(said, confidence=sure)), actors=(who,)))
    return record_of(tmp_path, *readings)


OVER = "Kestland possibly accepts: a vote in the strip (2031-03-03)"


@pytest.mark.parametrize(
    "address", ["/blocks", "/blocks/sets?of=conflicts", "/blocks/sets", "/analyses/conflicts"]
)
def test_what_may_be_over_stands_beside_and_opens(
    wavering: Path, browser: Browser, address: str
) -> None:
    size = {"width": 360, "height": 800}
    with served(wavering) as host, context_of(browser, host, viewport=size) as context:
        page = context.new_page()
        page.goto(address)
        mark = page.get_by_role("link", name=OVER).first
        expect(mark).to_be_visible()
        check_barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        mark.click()
        expect(page.locator(".opened mark").first).to_contain_text("Kestland accepts a vote")
        check_barriers(page)
        picture(page, f"over-{address.strip('/').replace('/', '-').partition('?')[0]}")


def test_pairs_that_only_accounts_oppose_are_counted(tmp_path: Path) -> None:
    readings = []
    for number, (party, stance) in enumerate([("Torvania", "demands"), ("Kestland", "rejects")]):
        words = f"{party} {stance} a vote in the strip"
        made = report(f"{words}.", address=f"https://wire.example/{number}")
        who = Actor(name=party, kind="state", mentions=(cite(made, 0, len(party)),))
        said = replace(
            position(made, words, party, stance, "a vote in the strip"), voice="narrator"
        )
        readings.append(replace(reading(made, said), actors=(who,)))
    with client_of(record_of(tmp_path, *readings)) as client:
        assert client.get("/blocks.json").json()["by_accounts"] == 1
        page = client.get("/blocks").text
        assert "1 pair more</a> with what others say" in page
        assert "opposed by accounts" in client.get("/analyses/blocks?accounts=true").text
