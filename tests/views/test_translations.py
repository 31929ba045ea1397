"""Translations beside the words: one below, several side by side, by whom only if asked."""

from __future__ import annotations

import datetime as dt
import json

from detente.model.text import cite
from detente.model.translations import Translation
from detente.views.entry import show_entry
from detente.views.layout import COLUMNS
from detente.views.translations import of_words, together, translation_lines, translations_json
from tests.views.sample import E_DEMAND, REPORTS

BY_ID = {report.id: report for report in REPORTS.values()}

SEEN = E_DEMAND.sightings[0]
WORDS = SEEN.body.main
REPORT = BY_ID[SEEN.report]


def translation(text: str, deed: int = 1, **fields: object) -> Translation:
    given = {"report": REPORT.id, "words": WORDS, "language": "fr", "by": "rosa"}
    given |= {"at": dt.datetime(2031, 3, 5, 18, tzinfo=dt.UTC), "mark": "internal"}
    return Translation(deed=deed, text=text, **given | fields)  # type: ignore[arg-type]


ONE, OTHER = translation("Il faut partir."), translation("On doit s'en aller.", 2)
WHOLE = translation("Tout le texte.\n\nEn deux alinéas.", 3, words=None)


def test_two_of_the_same_words_stand_beside_each_other() -> None:
    lines = translation_lines([WHOLE, ONE, OTHER])
    both = next(line for line in lines if "Il faut partir." in line)
    assert "On doit s'en aller." in both
    assert any("2 translations" in line for line in lines)
    assert "  > Tout le texte." in lines
    assert max(map(len, lines)) <= COLUMNS
    assert not any("rosa" in line for line in lines)
    assert any("by rosa" in line for line in translation_lines([ONE, OTHER], names=True))


def test_five_go_on_below() -> None:
    lines = translation_lines([translation(f"Version {n}.", n) for n in range(5)])
    shown = [line for line in lines if "Version" in line]
    assert len(shown) == 2
    assert "Version 2." in shown[0]
    assert "Version 3." in shown[1]


def test_they_are_grouped_by_their_words() -> None:
    elsewhere = translation("Ailleurs.", 4, words=cite(REPORT, 0, 5))
    found = together([ONE, elsewhere, OTHER])
    assert [[t.text for t in group.translations] for group in found] == [
        [ONE.text, OTHER.text],
        ["Ailleurs."],
    ]
    assert of_words([WHOLE, ONE, elsewhere], WORDS) == (ONE,)


def test_values_name_nobody_unless_asked() -> None:
    assert [one["by"] for one in translations_json([ONE])] == [None]
    assert [one["by"] for one in translations_json([ONE], names=True)] == ["rosa"]


def test_an_entry_has_the_desks_translation_beside_its_words() -> None:
    beside = {REPORT.id: (ONE, WHOLE)}
    assert "in fr, by the desk: Il faut partir." in show_entry(
        E_DEMAND, BY_ID, translations=beside
    )
    values = json.loads(show_entry(E_DEMAND, BY_ID, format="json", translations=beside))
    first = values["sightings"][0]["context"][0]
    assert [one["text"] for one in first["translations"]] == [ONE.text]
    page = show_entry(E_DEMAND, BY_ID, format="html", translations=beside)
    assert "Il faut partir." in page
    assert "rosa" not in page
