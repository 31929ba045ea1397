"""A report in another language: unread, with a translation laid beside it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from detente.model.claims import Note
from detente.record import open_record
from tests.record.build import NOON, Draft
from tests.web.conftest import check_barriers, client_of, context_of, picture, served

FRENCH = "Norland refuse la taxe.\n\nSudmark se tait, a déclaré son porte-parole."
HOSTILE = "<script>alert(1)</script> Norland refuses."


def foreign(tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "foreign.db"
    draft = Draft(FRENCH, title="Norland refuse")
    draft.notes.append(Note(kind="not_english", message="unread: it is not English"))
    with open_record(str(path), now=lambda: NOON, create=True) as record:
        record.enter([draft.reading()])
    return path, draft.report.id


def test_a_translation_is_in_the_answer_and_escaped_on_the_page(tmp_path: Path) -> None:
    path, report = foreign(tmp_path)
    with open_record(str(path), now=lambda: NOON) as record:
        record.translate(report, HOSTILE, words="Norland refuse la taxe.", by="ada")
    with client_of(path) as client:
        assert client.get(f"/reports/{report}.json").json()["translations"] == []
        assert client.get(f"/reports/{report}.json").json()["translations_left_out"] == 1
        (group,) = client.get(f"/reports/{report}.json?up_to=internal").json()["translations"]
        (one,) = group["versions"]
        assert (one["text"], one["language"]) == (HOSTILE, "en")
        assert group["words"]["text"] == "Norland refuse la taxe."
        page = client.get(f"/reports/{report}?up_to=internal").text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; Norland refuses." in page
        assert "Norland refuse la taxe." in page
        assert 'Unread: <a href="#passed">why, and what helps</a>' in page
        assert "<li>unread: it is not English</li>" in page
        assert "0 claims" not in page
        every = client.get("/reports?up_to=internal").text
        assert "unread: it is not English" in every
        assert "0 claims" not in every


def test_a_translation_is_added_and_taken_back_on_the_page(
    tmp_path: Path, browser: Browser
) -> None:
    path, report = foreign(tmp_path)
    with served(path) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto(f"{address}/reports/{report}")
        page.get_by_label("words").fill("Norland refuse la taxe.")
        page.get_by_label("translation", exact=True).fill("Norland refuses the tax.")
        page.get_by_role("button", name="Add the translation").click()
        expect(page.locator("#translations article")).to_contain_text("Norland refuses the tax.")
        expect(page.locator(".text")).to_contain_text("Norland refuse la taxe.")
        check_barriers(page)
        picture(page, "translation")
        page.get_by_role("button", name="undo").first.click()
        expect(page.locator("#translations article")).to_have_count(0)


def test_two_translations_of_one_sentence_stand_side_by_side(
    tmp_path: Path, browser: Browser
) -> None:
    path, report = foreign(tmp_path)
    words = "Norland refuse la taxe."
    said = ("Norland refuses the tax.", "Norland rejects the duty.")
    with open_record(str(path), now=lambda: NOON) as record:
        for text in said:
            record.translate(report, text, words=words, by="ada")
    with served(path) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto(f"{address}/reports/{report}?up_to=internal")
        columns = page.locator("#translations article .abreast-words > div")
        expect(columns).to_have_count(2)
        places = [columns.nth(n).bounding_box() for n in (0, 1)]
        assert places[0]
        assert places[1]
        assert places[0]["y"] == places[1]["y"]
        assert places[0]["x"] < places[1]["x"]
        assert "ada" not in page.locator("#translations").inner_text()
        check_barriers(page)
        picture(page, "translations")
