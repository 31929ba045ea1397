"""Accuracy: the card's figures, and those of this desk's own judgements."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from detente.record import open_record
from detente.scoring.judged import TOO_FEW
from tests.web.conftest import NOW, check_barriers, client_of, picture


def test_the_card_is_shown_with_its_intervals(page: Page) -> None:
    page.goto("/accuracy")
    check_barriers(page)
    table = page.get_by_role("region", name="Accuracy as measured")
    assert table.get_by_role("row").count() > 10
    assert "Nothing was judged yet" in page.locator("main").inner_text()


def test_own_figures_count_what_the_desk_judged(demo: Path) -> None:
    with open_record(str(demo), now=lambda: NOW) as record:
        contacts = record.entries("contacts")
        assert len(contacts) > TOO_FEW
        for number, entry in enumerate(contacts):
            verdict = "rejected" if number == 0 else "accepted"
            record.judge(entry.id, verdict, by="ana")  # type: ignore[arg-type]
        record.judge(record.entries("positions")[0].id, "accepted", by="ana")
    with client_of(demo) as client:
        values = client.get("/accuracy.json").json()
        families = {kind["name"]: kind for kind in values["families"]}
        assert (families["contacts"]["accepted"], families["contacts"]["rejected"]) == (
            len(contacts) - 1,
            1,
        )
        assert families["contacts"]["low"] < families["contacts"]["precision"]
        assert families["positions"]["precision"] is None
        assert values["judged"] == len(contacts) + 1
        assert sum(rule["judged"] for rule in values["rules"]) == values["judged"]
        page = client.get("/accuracy").text
        assert "too few to say" in page
        assert "en.contact." in page


def test_it_is_read_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/accuracy")
    check_barriers(page)
    picture(page, "accuracy-dark")
