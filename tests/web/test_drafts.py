"""Drafts in the browser: added, listed, laid abreast, filtered, pinned, followed."""

from __future__ import annotations

import random
import re
import tempfile
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from tests.web.conftest import check_barriers, client_of, context_of, picture, served
from tests.web.test_home import token

OLD = """The harbour text

1. Torvania withdraws its forces from the strip within 90 days.
2. Kestland shall pay 40 million crowns into the fund each year.
3. A council of five members decides by majority.
(a) Each party names two members.
(b) The host names the chair.
4. Prisoners return before the end of the year, and families may visit them in summer.
5. Ships pass freely, if they declare their cargo.
6. The parties shall hold a local election in May.

Done at Ostra, 3 March 2031
"""
NEW = """The harbour text

1. Ships pass freely, if they declare their cargo and pay a toll.
2. Torvania withdraws its forces from the strip within 120 days.
3. Kestland should pay 60 million crowns into the fund each year.
4. A council of five members decides by majority.
(a) Each party names two members.
(b) The host names the chair.
5. Prisoners return before the end of the year.
6. Families may visit them in summer, before the end of the year.
7. A joint watch of fishers reports each month.

Done at Ostra, 9 April 2031
"""
WORDS = "border monitor prisoner energy corridor council grain bridge deposit strip transit ferry"
# A page with a thousand points on either side, from a compared draft, on a busy machine.
QUICK_S = 3.0


def add(client: TestClient, text: str = "", **fields: object) -> str:
    """Where adding a draft leads to."""
    form = {"csrf": token(client), "text": text, "proposal": "Harbour text", **fields}
    files = form.pop("files", None)
    done = client.post("/drafts", data=form, files=files)
    assert done.status_code == 303, done.text
    return str(done.headers["location"])


def both(client: TestClient, old: str = OLD, new: str = NEW) -> str:
    """Where two versions are compared."""
    add(client, old, version="March", dated="2031-03-03")
    [first] = [v for v in versions(client) if v["label"] == "March"]
    return add(client, new, version="April", dated="2031-04-09", revises=first["id"])


def versions(client: TestClient, proposal: str = "Harbour text") -> list[dict[str, str]]:
    found = client.get("/drafts.json").json()["proposals"]
    return [one["version"] for p in found if p["name"] == proposal for one in p["drafts"]]


def twin(client: TestClient, address: str, **more: object) -> dict:
    path, _, query = address.partition("?")
    kept = "&".join(f"{k}={v}" for k, v in more.items())
    return dict(client.get(f"{path}.json?{query}&{kept}").json())


def row(values: dict, side: str, label: str) -> dict:
    rows = [line["row"] for line in values["lines"]]
    return next(r for r in rows if r[side] and r[side]["label"] == label)


@pytest.fixture
def compared(client: TestClient) -> dict:
    return twin(client, both(client))


def test_a_pasted_draft_is_in_the_record_with_its_points(client: TestClient) -> None:
    address = add(client, OLD.replace("\n", "\r\n"), version="March", proponent="Ardovia")
    [found] = versions(client)
    assert (found["name"], found["proponent"]) == ("Harbour text@March", "Ardovia")
    assert address.endswith(f"#d-{found['id']}")
    draft = client.get(f"/drafts/draft.json?draft={found['id']}").json()
    labels = [part["label"] for part in draft["parts"] if part["kind"] == "point"]
    assert labels == ["1", "2", "3", "3 a", "3 b", "4", "5", "6"]
    record = client.app.state.workbench.record  # type: ignore[attr-defined]
    assert record.draft_text(found["id"]) == OLD
    assert "the draft" in record.undo("ana")
    assert versions(client) == []


def test_a_file_is_added_and_a_file_that_holds_no_draft_is_refused(client: TestClient) -> None:
    add(client, files={"file": ("../march.md", OLD.encode())})
    assert versions(client)[0]["file"] == "../march.md"
    form = {"csrf": token(client), "proposal": "Harbour text"}
    for name, content, told in (
        ("a.exe", b"MZ", "Unknown kind of document"),
        ("scan.txt", b" \n ", "no words"),
    ):
        done = client.post("/drafts", data=form, files={"file": (name, content)})
        assert done.status_code in (400, 404)
        assert told in done.text
        assert tempfile.gettempdir() not in done.text
    both_given = client.post("/drafts", data={**form, "text": OLD}, files={"file": ("a.md", b"x")})
    assert both_given.status_code == 400


def test_points_stand_in_the_order_of_either_draft(compared: dict) -> None:
    rows = [line["row"] for line in compared["lines"]]
    for side, points in (("a", 8), ("b", 9)):
        parts = [r[side]["part"] for r in rows if r[side]]
        assert parts == sorted(parts)
        assert compared[side]["points"] == points
    beside = row(compared, "a", "2")
    assert beside["b"]["label"] == "3"
    assert "number: 40 million crowns → 60 million crowns (up 50 percent)" in beside["edits"]
    assert next(p["words"] for p in beside["a"]["pieces"] if p["changed"]) == "shall"


def test_what_moved_and_split_is_told_at_both_ends_and_tied(compared: dict) -> None:
    gone, come = row(compared, "a", "5"), row(compared, "b", "1")
    assert gone["kind"] == come["kind"] == "moved"
    assert gone["b"] is come["a"] is None
    assert [p["label"] for p in gone["partners"]] == ["1"]
    assert [p["label"] for p in come["partners"]] == ["5"]
    assert row(compared, "b", "6")["kind"] == "split"
    ties = {(one["kind"], one["a"], one["b"]) for one in compared["strands"]}
    assert ("moved", gone["a"]["part"], come["b"]["part"]) in ties
    assert "5 moved to 1" in compared["strip"]["said"]


def test_kinds_are_filtered_by_the_address(client: TestClient) -> None:
    address = both(client)
    counts = {kind["name"]: kind["count"] for kind in twin(client, address)["kinds"]}
    only = twin(client, address, kinds="moved,deadline")
    labels = {r["b"]["label"] for r in (line["row"] for line in only["lines"]) if r["b"]}
    assert labels == {"1", "2"}
    assert counts["moved"] == counts["deadline"] == 1
    assert only["chosen"] == ["moved", "deadline"]
    wrong = client.get(f"{address}&kinds=colour")
    assert wrong.status_code == 404
    assert "Unknown kind of change" in wrong.text


def test_a_pair_is_pinned_and_broken_and_undone(client: TestClient) -> None:
    address = both(client)
    values = twin(client, address)
    form = {
        "csrf": token(client),
        "a": values["a"]["id"],
        "b": values["b"]["id"],
        "kind": "break",
        "left": f"#{row(values, 'a', '2')['a']['part']}",
        "right": "3",
    }
    assert client.post("/drafts/pin", data=form).status_code == 303
    after = twin(client, address)
    assert row(after, "a", "2")["kind"] == "deleted"
    assert row(after, "b", "3")["kind"] == "added"
    assert after["said"] == [{"kind": "break", "a": "2", "b": "3"}]
    record = client.app.state.workbench.record  # type: ignore[attr-defined]
    record.undo("ana")
    assert row(twin(client, address), "a", "2")["b"]["label"] == "3"
    pinned = {**form, "kind": "pin", "left": "6", "right": "7"}
    assert client.post("/drafts/pin", data=pinned).status_code == 303
    assert row(twin(client, address), "a", "6")["pinned"]
    unknown = client.post("/drafts/pin", data={**pinned, "left": "99"})
    assert (unknown.status_code, "Unknown point" in unknown.text) == (404, True)


def test_how_drafts_stand_to_one_another_is_said_and_undone(client: TestClient) -> None:
    both(client)
    values = client.get("/drafts.json").json()
    names = {name: id_ for id_, name in values["linked"]}
    form = {
        "csrf": token(client),
        "later": names["Harbour text@April"],
        "earlier": names["Mediator's text@Ambrine"],
        "how": "counters",
        "why": "so their envoy says",
    }

    def origins() -> list[tuple[str, str, str]]:
        proposals = client.get("/drafts.json").json()["proposals"]
        [own] = [one for one in proposals if one["name"] == "Harbour text"]
        return [(o["kind"], o["name"], o["basis"]) for o in own["drafts"][1]["origins"]]

    before = origins()
    assert client.post("/drafts/link", data={**form, "csrf": "no"}).status_code == 403
    assert client.post("/drafts/link", data=form).status_code == 303
    assert ("answers", "Mediator's text@Ambrine", "says the desk") in origins()
    client.app.state.workbench.record.undo("ana")  # type: ignore[attr-defined]
    assert origins() == before
    apart = {**form, "how": "apart", "earlier": names["Harbour text@March"]}
    assert client.post("/drafts/link", data=apart).status_code == 303
    assert "Harbour text@March" not in {name for _, name, _ in origins()}
    wrong = client.post("/drafts/link", data={**form, "how": "envies"})
    assert (wrong.status_code, "Unknown way to be made" in wrong.text) == (404, True)
    itself = client.post("/drafts/link", data={**form, "earlier": form["later"]})
    assert "not made from itself" in itself.text
    plan = next(id_ for id_, name in values["linked"] if name.startswith("“"))
    assert client.post("/drafts/link", data={**form, "earlier": plan}).status_code == 303


def test_a_link_of_drafts_is_said_and_undone_in_the_browser(page: Page) -> None:
    page.goto("/drafts")
    page.get_by_text("Say how one stands to another").click()
    page.get_by_label("Later draft").select_option(label="Mediator's text@Ambrine")
    page.get_by_label("which").select_option(label="was not made from")
    page.get_by_label("Earlier draft").select_option(label="Mediator's text@Port Sellan")
    check_barriers(page)
    picture(page, "linking")
    page.get_by_role("button", name="Say so").click()
    expect(page.locator("#told")).to_contain_text("was not made from Mediator's text@Port Sellan")
    expect(page.get_by_text("revises Mediator's text@Port Sellan")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("li", has_text="Ambrine").first).to_contain_text("revises")


def test_a_point_is_followed_through_the_versions(client: TestClient) -> None:
    values = twin(client, both(client))
    start = row(values, "a", "4")["a"]["start"]
    found = client.get(f"/drafts/point.json?draft={values['a']['id']}&at={start}").json()
    assert [step["fate"] for step in found["steps"]] == ["first", "split"]
    assert [p["label"] for p in found["steps"][1]["points"]] == ["5", "6"]
    assert client.get(f"/drafts/point?draft={values['a']['id']}&at=1").status_code == 404


def test_a_draft_above_the_mark_is_not_shown(client: TestClient) -> None:
    add(client, OLD, mark="internal", version="Kept back")
    assert versions(client) == []
    assert client.get("/drafts.json").json()["left_out"] == 1
    assert client.get("/drafts/draft?draft=Harbour+text@Kept+back").status_code == 404
    assert client.get("/drafts/draft?draft=Harbour+text@Kept+back&up_to=internal").is_success


def test_what_reports_tell_stands_with_the_draft_or_alone(client: TestClient) -> None:
    values = client.get("/drafts.json").json()
    [mediators] = [one for one in values["proposals"] if one["name"] == "Mediator's text"]
    first, second = mediators["drafts"]
    assert [told["name"] for told in first["told"]] == ["17-point text"]
    assert second["origins"][0]["basis"] == "says the desk"
    assert second["before"] == first["version"]["id"]
    assert any(mention["points"] == "2, 3" for mention in second["mentions"])
    assert [one["told"][0]["name"] for one in values["told"]] == ["paper"]
    every = client.get("/drafts.json?possible=true").json()["told"]
    assert len(every) == 1 + values["possible"] > 1
    assert client.get("/drafts.json?as_of=2026-03-01").json()["told"] == []


def test_hostile_words_of_a_draft_stay_words(client: TestClient) -> None:
    evil = '1. <script>alert("x")</script> leave.\n2. "><img src=x onerror=alert(1)> stay.\n'
    address = both(client, evil, evil.replace("leave", "go"))
    for path in (address, "/drafts"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_purged_draft_leaves_no_words_with_the_pages(client: TestClient) -> None:
    address = both(client)
    assert "strip within" in client.get(address).text
    workbench = client.app.state.workbench  # type: ignore[attr-defined]
    workbench.record.purge_draft("Harbour text@March", "asked to", "ana")
    assert client.get(address).status_code == 404
    client.get("/drafts")
    assert not any("and families may" in str(kept) for kept in workbench.comparing.kept())


def thousand(seed: int = 7) -> tuple[str, str]:
    """Two drafts of a thousand points: one moved far, one split off, a fifth changed."""
    chance = random.Random(seed)  # noqa: S311
    words = WORDS.split()
    points = [
        f"All shall {' '.join(chance.choices(words, k=12))} in {chance.randint(9, 90)} days"
        for _ in range(1000)
    ]
    later = [p.replace("shall", "may") if chance.random() < 0.2 else p for p in points]
    later.insert(700, later.pop(20))
    return _numbered(points), _numbered(later)


def _numbered(points: list[str]) -> str:
    return "\n".join(
        f"{n // 20 + 1}. {point}." if n % 20 == 0 else f"({chr(96 + n % 20)}) {point}."
        for n, point in enumerate(points)
    )


def test_a_thousand_points_are_read_page_by_page_and_quickly(client: TestClient) -> None:
    address = both(client, *thousand())
    values = twin(client, address)  # aligned once
    assert (values["a"]["points"], values["total"]) == (1000, 1001)
    moved = row(values, "a", "2")
    assert moved["kind"] == "moved"
    [other] = next(line["others"] for line in values["lines"] if line["row"] == moved)
    path, _, anchor = other["address"].partition("#")
    begun = time.perf_counter()
    page = client.get(path)
    assert time.perf_counter() - begun < QUICK_S
    assert f'id="{anchor}"' in page.text
    assert len(page.content) < 400_000


def test_drafts_are_added_compared_and_pinned_in_the_browser(page: Page, tmp_path: Path) -> None:
    page.goto("/drafts")
    check_barriers(page)
    page.keyboard.press("t")
    for version, text in (("March", OLD), ("April", NEW)):
        if version == "April":
            page.get_by_text("Add a draft").click()
            page.get_by_label(re.compile("^Made from")).select_option(label="Harbour text@March")
        file = tmp_path / f"{version}.md"
        file.write_text(text)
        page.get_by_label("Proposal").fill("Harbour text")
        page.get_by_role("textbox", name="Version").fill(version)
        page.get_by_label("Drop its file here").set_input_files(file)
        page.get_by_role("button", name="Add the draft").click()
        expect(page.locator("#told")).to_contain_text(f"Harbour text@{version} is in the record")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harbour text@April")
    check_barriers(page)
    expect(page.locator(".strands path[data-a]").first).to_have_attribute("d", re.compile("V"))
    picture(page, "compared")
    page.locator("#a-2 a.label").click()
    expect(page.locator("#a-2 .opened")).to_contain_text("Through 2 versions")
    check_barriers(page)
    page.get_by_label("moved 1").check()
    expect(page.locator(".abreast tbody tr")).to_have_count(2)
    page.keyboard.press("o")
    expect(page.locator("tr.added")).to_have_count(1)
    page.get_by_label("Point of Harbour text@March").fill("6")
    page.get_by_label("and point of Harbour text@April").fill("7")
    page.get_by_role("button", name="are one", exact=True).click()
    expect(page.get_by_text("6 and 7 are one", exact=True)).to_be_visible()
    expect(page.locator("tr.added")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("tr.added")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_comparison_fits_a_telephone_and_reads_on_paper(
    scheme: str, browser: Browser, demo: Path
) -> None:
    with client_of(demo) as client:
        address = both(client)
    with (
        served(demo) as host,
        context_of(
            browser, host, viewport={"width": 360, "height": 800}, color_scheme=scheme
        ) as context,
    ):
        page = context.new_page()
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        check_barriers(page)
        picture(page, f"compared-360-{scheme}")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1100, "height": 800})
        picture(page, f"compared-print-{scheme}")
        expect(page.locator("#b-2")).to_be_visible()


def test_terms_of_a_ceasefire_stand_with_their_points(client: TestClient) -> None:
    page = client.get("/drafts").text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    texts = (
        "1. The parties declare a truce on land and at sea.\n2. The truce lasts for a month.\n",
        "1. The parties declare a truce on land and at sea.\n2. Observers watch the line.\n",
    )
    for number, text in enumerate(texts, 1):
        form = {"csrf": token, "text": text, "proposal": "Truce", "version": str(number)}
        assert client.post("/drafts", data=form).status_code == 303
    proposals = client.get("/drafts.json").json()["proposals"]
    [truce] = [one for one in proposals if one["name"] == "Truce"]
    assert truce["drafts"][0]["ceasefire"].startswith("sets scope in 1; duration in 2")
    ids = [line["version"]["id"] for line in truce["drafts"]]
    told = client.get(f"/drafts/compare.json?a={ids[0]}&b={ids[1]}").json()
    assert any("monitoring new" in said for said in told["summary"])
    assert ["monitoring"] in [line["terms"] for line in told["lines"]]
    assert "ceasefire: monitoring" in client.get(f"/drafts/compare?a={ids[0]}&b={ids[1]}").text


def test_which_issues_each_version_covers_is_a_page_and_a_table(client: TestClient) -> None:
    both(client)
    address = "/drafts/coverage?proposal=Harbour text"
    values = twin(client, address)
    assert [one["label"] for one in values["versions"]] == ["March", "April"]
    assert values["issues"]
    states = {cell["state"] for issue in values["issues"] for cell in issue["cells"]}
    assert states <= {"in", "out", "changed"}
    assert len(states) > 1
    shown = client.get(address).text
    assert "What Harbour text covers" in shown
    assert "/drafts/coverage?proposal=Harbour" in client.get("/drafts").text
    rows = client.get("/drafts/coverage.csv?proposal=Harbour text").text.splitlines()
    assert rows[0] == "issue,Harbour text@March,Harbour text@April"
    assert len(rows) == 1 + len(values["issues"])
    assert client.get("/drafts/coverage?proposal=Nothing").status_code == 404


def test_before_its_first_version_a_proposal_covers_nothing(client: TestClient) -> None:
    proposal = client.get("/drafts.json").json()["proposals"][0]["name"]
    address = f"/drafts/coverage?proposal={proposal}&as_of=2020-01-01"
    assert twin(client, address)["issues"] == []
    shown = client.get(address).text
    assert "No version of it was there by then." in shown
    assert "/drafts/coverage.csv" not in shown
