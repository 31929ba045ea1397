"""The demo negotiation agrees with itself: files, spans, record, and what its README promises.

Checks on the data, not on a reader.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trafilatura

import detente

DATA = Path(detente.__file__).parent / "demo_data"
FAMILIES = (
    "contacts",
    "proposals",
    "positions",
    "sticking_points",
    "assessments",
    "next_steps",
    "unknowns",
    "quantities",
    "relations",
    "commitments",
    "compliance",
)
INDEX = [json.loads(line) for line in (DATA / "index.jsonl").read_text("utf-8").splitlines()]
NAMES = [Path(entry["file"]).stem for entry in INDEX]


@cache
def text_of(name: str) -> str:
    """The text that the spans of a report count in."""
    plain = DATA / "reports" / f"{name}.txt"
    path = plain if plain.exists() else DATA / "gold" / f"{name}.txt"
    return unicodedata.normalize("NFC", path.read_text("utf-8"))


@cache
def gold(name: str) -> Any:
    """The annotation of a report."""
    return json.loads((DATA / "gold" / f"{name}.json").read_text("utf-8"))


@cache
def record() -> Any:
    """The expected record."""
    return json.loads((DATA / "gold" / "record.json").read_text("utf-8"))


def numbered(number: str) -> str:
    """The name of a report by its two digits."""
    return next(name for name in NAMES if name.startswith(number))


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span within a value."""
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
    elif isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans(item)


# --- files


def test_index_lists_the_reports_in_order_of_publication() -> None:
    files = sorted(f"reports/{path.name}" for path in (DATA / "reports").iterdir())
    assert [entry["file"] for entry in INDEX] == files
    days = [date.fromisoformat(entry["published"]) for entry in INDEX]
    assert days == sorted(days)
    assert date(2026, 3, 2) <= days[0] and days[-1] <= date(2026, 5, 15)
    assert (days[-1] - days[0]).days >= 35
    assert len({entry["source"] for entry in INDEX}) >= 4
    assert all(urlsplit(entry["url"]).netloc.endswith(".example") for entry in INDEX)


@pytest.mark.parametrize("name", NAMES)
def test_report_has_its_title_a_fair_length_and_an_annotation(name: str) -> None:
    entry = INDEX[NAMES.index(name)]
    text = text_of(name)
    assert text.splitlines()[0] == entry["title"]
    assert 180 <= len(text.split()) <= 500
    assert gold(name)["id"] == name


@pytest.mark.parametrize(
    "name", [n for n, e in zip(NAMES, INDEX, strict=True) if e["file"].endswith("html")]
)
def test_extracted_text_is_what_trafilatura_extracts(name: str) -> None:
    html = (DATA / "reports" / f"{name}.html").read_text("utf-8")
    article = trafilatura.extract(html, include_comments=False, include_tables=False)
    assert article is not None
    assert unicodedata.normalize("NFC", article) == text_of(name)


# --- readings


@pytest.mark.parametrize("name", NAMES)
def test_every_span_is_its_words(name: str) -> None:
    text, found = text_of(name), list(spans(gold(name)))
    assert found
    for span in found:
        assert text[span["start"] : span["end"]] == span["text"] != ""


@pytest.mark.parametrize("name", NAMES)
def test_reading_names_its_actors(name: str) -> None:
    reading = gold(name)
    names = [actor["name"] for actor in reading["actors"]]
    assert len(names) == len(set(names))
    for actor in reading["actors"]:
        assert all(mention in text_of(name) for mention in actor["mentions"])
    who = [statement["speaker"] for statement in reading["statements"]]
    who += [position["actor"] for position in reading["positions"]]
    who += [position["reported_by"] for position in reading["positions"]]
    who += [name for contact in reading["contacts"] for name in contact["participants"]]
    who += [assessment["by"] for assessment in reading["assessments"]]
    who += [name for one in reading["commitments"] for name in (one["by"], *one["to"])]
    who += [name for one in reading["commitments"] for name in one["verified_by"]]
    for one in reading["compliance"]:
        told = (one["by"], one["told_by"], one["monitor"], *one["denied_by"])
        who += [name for name in told if name is not None]
    assert {w for w in who if w != "narrator" and not w.startswith("unnamed:")} <= set(names)


@pytest.mark.parametrize("name", NAMES)
def test_statement_kind_follows_from_its_quotation_marks(name: str) -> None:
    for statement in gold(name)["statements"]:
        content = statement["content"]
        assert (statement["kind"] == "indirect") == (not statement["quoted"])
        for quoted in statement["quoted"]:
            assert content["start"] <= quoted["start"] < quoted["end"] <= content["end"]


@pytest.mark.parametrize("name", NAMES)
def test_every_quotation_in_the_article_has_a_speaker(name: str) -> None:
    reading = gold(name)
    covered = [q for statement in reading["statements"] for q in statement["quoted"]]
    covered += reading["ignore"]
    for match in re.finditer(r'“[^”]*”|"[^"]*"', text_of(name)):
        assert any(s["start"] <= match.start() < s["end"] for s in covered), match.group()


@pytest.mark.parametrize("name", NAMES)
def test_claims_lie_outside_the_furniture_of_the_page(name: str) -> None:
    reading = gold(name)
    claims = [claim["evidence"] for family in FAMILIES for claim in reading[family]]
    claims += [statement["content"] for statement in reading["statements"]]
    for claim in claims:
        for noise in reading["ignore"]:
            assert claim["end"] <= noise["start"] or noise["end"] <= claim["start"]


@pytest.mark.parametrize("name", NAMES)
def test_conditions_and_dates_are_words_of_the_report(name: str) -> None:
    reading, text = gold(name), text_of(name)
    for position in reading["positions"]:
        assert (position["condition"] or "") in text
        if position["stance"] == "conditionally_accepts":
            assert position["condition"]
    dated = ("contacts", "next_steps", "commitments", "compliance")
    for claim in (claim for family in dated for claim in reading[family]):
        assert (claim["date_text"] or "") in text
    for one in reading["commitments"]:
        assert all((one[key] or "") in text for key in ("what", "clause", "condition"))
    assert all(one["commitment"] in text for one in reading["compliance"])


def test_names_are_the_same_in_all_reports() -> None:
    seen: dict[str, tuple[str, str | None]] = {}
    for name in NAMES:
        for actor in gold(name)["actors"]:
            known = seen.setdefault(actor["name"], (actor["kind"], actor["acts_for"]))
            assert known == (actor["kind"], actor["acts_for"])


# --- the record


def test_every_reference_of_the_record_is_its_words() -> None:
    found = [span for span in spans(record()) if "report" in span]
    assert len(found) > 80
    for span in found:
        assert text_of(span["report"])[span["start"] : span["end"]] == span["text"]


def test_places_cover_all_annotated_positions() -> None:
    register = {
        (entry["issue"], proposition)
        for entry in record()["issues"]
        for proposition in entry["propositions"]
    }
    placed = []
    for place in record()["places"]:
        assert place["issue"] is None or (place["issue"], place["proposition"]) in register
        key = (place["report"], place["start"], place["end"], place["actor"], place["stance"])
        placed.append((*key, place["proposition"]))
    annotated = [
        (
            name,
            position["evidence"]["start"],
            position["evidence"]["end"],
            position["actor"],
            position["stance"],
            position["proposition"],
        )
        for name in NAMES
        for position in gold(name)["positions"]
    ]
    assert sorted(placed, key=str) == sorted(annotated, key=str)


def test_contacts_of_the_record_cover_all_annotated_contacts() -> None:
    mentions = [
        (mention["report"], mention["start"], mention["end"], mention["status"])
        for contact in record()["contacts"]
        for mention in contact["mentions"]
    ]
    annotated = [
        (name, contact["evidence"]["start"], contact["evidence"]["end"], contact["status"])
        for name in NAMES
        for contact in gold(name)["contacts"]
    ]
    assert sorted(mentions) == sorted(annotated)


@pytest.mark.parametrize("day", ["2026-03-20", "2026-04-10"])
def test_standings_rest_on_positions_published_by_then(day: str) -> None:
    published = {name: entry["published"] for name, entry in zip(NAMES, INDEX, strict=True)}
    own = set()
    for cell in record()["standings"][day]:
        assert cell["since"] == published[cell["reports"][0]] <= day
        for name in cell["reports"]:
            assert published[name] <= day
            assert any(
                position["actor"] == cell["party"]
                and position["proposition"] == cell["proposition"]
                and position["stance"] == cell["stance"]
                and (position["voice"] == "own") == (cell["voice"] == "own")
                for position in gold(name)["positions"]
            )
        if cell["voice"] == "own":
            assert (cell["party"], cell["proposition"]) not in own
            own.add((cell["party"], cell["proposition"]))


def test_retold_positions_are_in_no_cell() -> None:
    cells = [cell for day in record()["standings"].values() for cell in day]
    assert len(record()["retold"]) == 3
    for old in record()["retold"]:
        assert not any(
            cell["party"] == old["party"]
            and cell["proposition"] == old["proposition"]
            and cell["stance"] == old["stance"]
            and old["report"] in cell["reports"]
            for cell in cells
        )


def test_commitments_of_the_record_are_annotated_with_every_account() -> None:
    """Optional items may be left out; nothing is in the record that no report says."""
    accounts: list[tuple[str, int, str, str, str | None]] = []
    for owed in record()["commitments"]:
        for at in owed["text"]:
            assert any(
                one["by"] == owed["by"]
                and one["evidence"]["start"] <= at["start"] < one["evidence"]["end"]
                and one["date"] == owed["due"]
                for one in gold(at["report"])["commitments"]
            )
        accounts += [
            (at["report"], at["start"], owed["by"], at["act"], at["told_by"])
            for at in owed["accounts"]
        ]
    annotated = [
        (name, one["evidence"]["start"], one["by"], one["act"], one["told_by"])
        for name in NAMES
        for one in gold(name)["compliance"]
        if not one.get("optional")
    ]
    assert sorted(accounts, key=str) == sorted(annotated, key=str)


def test_changes_of_stance_are_in_the_partys_own_voice() -> None:
    for change in record()["changes_of_stance"]:
        for side, stance in (("before", change["from"]), ("after", change["to"])):
            at = change[side]
            assert any(
                position["evidence"]["start"] == at["start"]
                and position["stance"] == stance
                and position["actor"] == change["party"]
                and position["proposition"] == change["proposition"]
                and position["voice"] == "own"
                for position in gold(at["report"])["positions"]
            )


# --- what the README promises

Check = Callable[[list[str]], bool]


def each(holds: Callable[[Any], bool]) -> Check:
    """Each report's annotation holds."""
    return lambda names: all(holds(gold(name)) for name in names)


def has(family: str, **wanted: object) -> Check:
    """Each report has a claim with these values."""
    return each(
        lambda reading: any(
            all(claim[key] == value for key, value in wanted.items()) for claim in reading[family]
        )
    )


def withheld(reading: Any) -> bool:
    return bool(reading["unknowns"])


def two_counts(names: list[str]) -> bool:
    for conflict in record()["conflicts"]:
        values = {v["report"]: (v["value"], v["outlet"]) for v in conflict["values"]}
        if set(names) <= values.keys():
            first, second = (values[name] for name in names)
            return first[0] != second[0] and first[1] != second[1]
    return False


def copied(names: list[str]) -> bool:
    bodies = [text_of(name).partition("\n\n")[2] for name in names]
    entries = [INDEX[NAMES.index(name)] for name in names]
    alike = difflib.SequenceMatcher(None, *bodies, autojunk=False).ratio()
    return alike > 0.9 and bodies[0] != bodies[1] and entries[0]["url"] != entries[1]["url"]


def updated(names: list[str]) -> bool:
    urls = {INDEX[NAMES.index(name)]["url"] for name in names}
    titles = [INDEX[NAMES.index(name)]["title"] for name in names]
    others = [entry["url"] for name, entry in zip(NAMES, INDEX, strict=True) if name not in names]
    return (
        len(urls) == 1
        and len({text_of(name) for name in names}) == 3
        and any(title.startswith("UPDATE:") for title in titles)
        and not urls & set(others)
        and len(others) == len(set(others))
    )


def denied_meeting(reading: Any) -> bool:
    held = {
        (tuple(c["participants"]), c["date"]) for c in reading["contacts"] if c["status"] == "held"
    }
    return any(
        contact["status"] == "denied" and (tuple(contact["participants"]), contact["date"]) in held
        for contact in reading["contacts"]
    )


def revised_to_fewer(reading: Any) -> bool:
    return any(
        proposal["revised_from"]
        and proposal["points"] < int(re.findall(r"\d+", proposal["revised_from"])[0])
        for proposal in reading["proposals"]
    )


def forecast_came_true(names: list[str]) -> bool:
    first, outcome = names
    return any(
        forecast["status"] == "came_true"
        and forecast["forecast"]["report"] == first
        and forecast["outcome"]["report"] == outcome
        and (
            date.fromisoformat(forecast["came_true"])
            - date.fromisoformat(forecast["condition_met"])
        ).days
        <= 14
        for forecast in record()["forecasts"]
    )


def wrong_account(names: list[str]) -> bool:
    accounts = record()["accounts_by_opponents"]
    return sorted(a["account"]["report"] for a in accounts) == names and all(
        a["stance"] != a["own_stance"] for a in accounts
    )


def contradiction(reading: Any) -> bool:
    said: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for position in reading["positions"]:
        if position["voice"] == "own":
            key = (position["actor"], position["proposition"])
            said.setdefault(key, set()).add((position["reported_by"], position["stance"]))
    return any(
        ("conditionally_accepts" in {stance for _, stance in voices})
        and ("rejects" in {stance for _, stance in voices})
        and len({by for by, _ in voices}) > 1
        for voices in said.values()
    )


def postponed(reading: Any) -> bool:
    return any(
        contact["status"] == "cancelled"
        and any(status["status"] == "postponed" for status in contact["statuses"])
        for contact in reading["contacts"]
    )


def mediators_text(reading: Any) -> bool:
    return (
        any(p["proponent"] == "Ardovia" and p["points"] for p in reading["proposals"])
        and not reading["positions"]
    )


def hours(reading: Any) -> bool:
    return any(
        contact["status"] == "held" and "hours" in (contact["duration_text"] or "")
        for contact in reading["contacts"]
    )


def absence(reading: Any) -> bool:
    return any("absent" in contact["roles"].values() for contact in reading["contacts"])


def own_change(names: list[str]) -> bool:
    return any(
        change["after"]["report"] == names[0]
        and (change["from"], change["to"]) == ("rejects", "accepts")
        for change in record()["changes_of_stance"]
    )


def unnamed(reading: Any) -> bool:
    return any(s["speaker"].startswith("unnamed:") for s in reading["statements"])


def joint(reading: Any) -> bool:
    said = [(s["content"]["start"], s["speaker"]) for s in reading["statements"]]
    return any(a[0] == b[0] and a[1] != b[1] for a in said for b in said)


def several_paragraphs(reading: Any) -> bool:
    return any(
        "\n\n“" in s["content"]["text"] and s["kind"] == "direct" for s in reading["statements"]
    )


def interrupted(reading: Any) -> bool:
    return any(
        s["kind"] == "direct"
        and len(s["quoted"]) == 2
        and s["source"]
        and s["content"]["start"] < s["source"]["start"] < s["content"]["end"]
        for s in reading["statements"]
    )


def follow_on(reading: Any) -> bool:
    return any(s["cue"] is None and s["kind"] == "direct" for s in reading["statements"])


def blocking(reading: Any) -> bool:
    orders = {(r["by"], r["order"], "vote" in r["second"]) for r in reading["relations"]}
    return {("Torvania", "before", False), ("Kestland", "before", True)} <= orders


def furniture(reading: Any) -> bool:
    noise = [span["text"] for span in reading["ignore"]]
    return (
        any("Photo:" in words for words in noise)
        and any(words.isupper() for words in noise)
        and any(words.startswith("Watch now") for words in noise)
        and any("eporting by" in words for words in noise)
    )


def due_clauses(reading: Any) -> bool:
    return any(one["clause"] and one["date"] for one in reading["commitments"])


def neither(reading: Any) -> bool:
    found = [one for one in reading["compliance"] if one["finding"] == "not_confirmed"]
    return {"fulfilled", "violated"} <= {one["act"] for one in found}


FEATURES: dict[str, Check] = {
    "invitation": has("contacts", kind="invitation"),
    "agency text printed by two outlets": copied,
    "article updated twice": updated,
    "denied meeting": each(denied_meeting),
    "count that two outlets give differently": two_counts,
    "second count that two outlets give differently": two_counts,
    "plan revised to fewer points": each(revised_to_fewer),
    "conditional acceptance": has("positions", stance="conditionally_accepts", voice="own"),
    "red line": has("positions", level="stated_red_line", firmness="red line", voice="own"),
    "offer that withdraws a threat": has("positions", stance="offers", move="withdraws"),
    "forecast that comes true": forecast_came_true,
    "undisclosed details": each(withheld),
    "unnamed source": each(unnamed),
    "opponent's wrong account of a stance": wrong_account,
    "retold old demand": each(
        lambda r: any(p["when"] and p["when"]["precision"] == "year" for p in r["positions"])
    ),
    "spokespersons who contradict each other": each(contradiction),
    "postponed round": each(postponed),
    "mediator's text": each(mediators_text),
    "meeting with its hours": each(hours),
    "absence": each(absence),
    "change of stance in the party's own voice": own_change,
    "refusal to comment or disclose": each(lambda r: any(u["withheld_by"] for u in r["unknowns"])),
    "indirect talks": has("contacts", format="indirect", status="held"),
    "joint statement": each(joint),
    "quotation over several paragraphs": each(several_paragraphs),
    "quotation interrupted by its speaker": each(interrupted),
    "follow-on quotation without a cue": each(follow_on),
    "conditions that block each other": each(blocking),
    "captions, link headlines and credits": each(furniture),
    "clauses with the day by which they are due": each(due_clauses),
    "commitment tied to a condition": each(
        lambda r: any(o["condition"] for o in r["commitments"])
    ),
    "commitment without a day": each(lambda r: any(not o["date"] for o in r["commitments"])),
    "deadline kept": has("compliance", act="fulfilled", date="2026-04-30"),
    "deadline missed": has("compliance", act="delayed"),
    "alleged violation": has("compliance", act="violated", told_by="Oskar Breland"),
    "denied violation": each(lambda r: any(o["denied_by"] for o in r["compliance"])),
    "finding that confirms neither account": each(neither),
}


def promised() -> dict[str, list[str]]:
    """The features that the README lists, with the names of their reports."""
    readme = (DATA / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (\d\d(?:, \d\d)*) \|$", readme, re.M)
    return {feature: [numbered(n) for n in numbers.split(", ")] for feature, numbers in rows}


def test_readme_lists_every_feature() -> None:
    assert list(promised()) == list(FEATURES)


@pytest.mark.parametrize("feature", list(FEATURES))
def test_feature_is_in_its_reports(feature: str) -> None:
    assert FEATURES[feature](promised()[feature])
