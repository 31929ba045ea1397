"""Parties: who may be one, merging by suggestion and by hand, taking apart again."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from tests.web.conftest import check_barriers, client_of, picture


def send(client: TestClient, path: str, **fields: object) -> str:
    page = client.get("/parties").text
    token = re.search(r'data-csrf="(\w+)"', page)
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert token
    assert seen
    fields = {"csrf": token[1], "seen": seen[1], "back": "/parties", **fields}
    return client.post(path, data=fields, follow_redirects=True).text


def rows(client: TestClient, words: str = "") -> dict[str, dict[str, object]]:
    values = client.get("/parties.json", params={"words": words}).json()
    return {row["name"]: row for row in values["rows"]}


def test_parties_stand_first_and_words_find_them(client: TestClient) -> None:
    values = client.get("/parties.json").json()
    flags = [row["is_party"] for row in values["rows"]]
    assert flags == sorted(flags, reverse=True)
    assert sum(flags) == values["parties"]
    assert set(rows(client, "prime minister kestland")) == {"Astrid Hallen"}
    assert "Nobody is called “zzz”." in client.get("/parties?words=zzz").text


def test_a_suggestion_is_followed_and_taken_back(client: TestClient) -> None:
    [pair] = client.get("/parties.json").json()["suggestions"]
    ids = [one["id"] for one in pair["actors"]]
    assert pair["reason"] == "the last name alone, and only one person bears it"
    told = send(client, "/parties/merge", ids=ids, keep=ids[0])
    assert "“Rovic” and “Adrian Rovic” are one now." in told
    merged = rows(client)["Adrian Rovic"]
    assert (merged["merged"], merged["others"]) == (True, ["Rovic"])
    assert client.get("/parties.json").json()["suggestions"] == []
    assert "take apart again" in told
    told = send(client, "/parties/split", id=merged["id"])
    assert "Those who were “Adrian Rovic” stand apart again." in told
    assert {"Adrian Rovic", "Rovic"} <= set(rows(client))
    send(client, "/undo")
    assert rows(client)["Adrian Rovic"]["merged"] is True


def test_a_merge_by_hand_takes_the_name_asked_for(client: TestClient) -> None:
    found = rows(client)
    ids = [found["Elsa Norby"]["id"], found["Henrik Maldal"]["id"]]
    told = send(client, "/parties/merge", ids=ids, keep="henrik MALDAL", why="one person")
    assert "“Elsa Norby” and “Henrik Maldal” are one now." in told
    assert rows(client)["Henrik Maldal"]["others"] == ["Elsa Norby"]


def test_wrong_choices_say_what_is_right(client: TestClient) -> None:
    found = rows(client)
    one = found["Elsa Norby"]["id"]
    assert "check two or more" in send(client, "/parties/merge", ids=one)
    two = [one, found["Henrik Maldal"]["id"]]
    assert "none of those that are checked" in send(client, "/parties/merge", ids=two, keep="X")
    assert "nothing to split" in send(client, "/parties/split", id=one)


def test_a_conflict_writes_nothing(demo: Path) -> None:
    with client_of(demo, user="ana") as ana, client_of(demo, user="boris") as boris:
        found = rows(ana)
        seen = ana.get("/parties.json").json()["version"]
        norby, maldal = found["Elsa Norby"]["id"], found["Henrik Maldal"]["id"]
        send(boris, "/parties/merge", ids=[norby, maldal])
        told = send(ana, "/parties/merge", ids=[norby, found["Karin Osterby"]["id"]], seen=seen)
        assert "Boris decided about the same thing" in told
        assert "Karin Osterby" in rows(ana)


def test_an_analyst_follows_a_suggestion_and_undoes_it(page: Page) -> None:
    page.goto("/parties")
    check_barriers(page)
    picture(page, "parties")
    page.get_by_role("button", name="One: Adrian Rovic").click()
    expect(page.locator("#told")).to_contain_text("are one now")
    expect(page.get_by_role("heading", name="May be one")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="May be one")).to_have_count(1)
