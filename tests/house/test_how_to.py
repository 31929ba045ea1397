"""The pages on how to add things: their code runs and does what the page says."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

from detente.analysis import Method
from detente.model.snapshot import Coverage, Party, Snapshot
from detente.model.sources import make_watched
from detente.readings.nlp import Pipeline
from detente.readings.rules import load_rules, shipped_rules
from detente.reports import Failure, Given
from detente.reports.sources import KINDS
from detente.views.exports import Export
from tests.reports.sources.stored import NOW, Stored
from tests.views.sample import SNAPSHOT

DOCS = Path(__file__).parents[2] / "docs"
LETTERS = """\
From envoy Mon Mar  1 10:00:00 2031
From: The Corvane Ledger
Date: Mon, 01 Mar 2031 10:00:00 +0100
Subject: Talks open

The talks opened on Monday.

From envoy Mon Mar  1 11:00:00 2031
From: The Corvane Ledger
Subject: No date

Nobody knows when this was sent.

"""


def block(page: str, language: str) -> str:
    """The first block of a language on a page."""
    found = re.search(rf"```{language}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    assert found, f"{page} has no block of {language}"
    return found[1]


def names_of(page: str) -> dict[str, Any]:
    """What the first block of Python on a page defines."""
    names: dict[str, Any] = {"__name__": "how_to"}
    exec(compile(block(page, "python"), page, "exec"), names)  # noqa: S102  (our own page)
    return names


def test_the_wording_proves_itself() -> None:
    (rule,) = load_rules(block("adding-a-wording.md", "toml"), "adding-a-wording.md")
    assert rule.id not in {known.id for known in shipped_rules()}
    pipeline = Pipeline([rule])
    assert all(parse.hits for parse in pipeline.parse(rule.says))
    assert not any(parse.hits for parse in pipeline.parse(rule.never))


def test_each_key_of_a_rule_is_on_the_page() -> None:
    page = (DOCS / "adding-a-wording.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    used = {"id", "version", "reads", "pattern", "says", "never", "source", "with", "confidence"}
    assert told == used
    every = {
        key
        for file in (DOCS.parent / "src/detente/readings/rules_data/en").glob("*.toml")
        for key in re.findall(r"^(\w+) = ", file.read_text("utf-8"), re.MULTILINE)
    }
    assert every <= used | {"family", "patterns"}


def test_the_analysis_counts_entries_of_one_outlet() -> None:
    method = Method("lone_outlets", names_of("adding-an-analysis.md")["lone_outlets"])
    found = method.function(SNAPSHOT)
    assert found.rows
    for row in found.rows:
        assert row.cells[1] == len(row.basis)
    assert not method.function(Snapshot(as_of=dt.date(2031, 3, 1))).rows


def test_the_format_writes_the_parties() -> None:
    exporter = names_of("adding-a-format.md")["PARTIES"]
    party = Party(id="a-1", name="Nor\x1bland", kind="state", names=("Norland",), is_party=True)
    state = Snapshot(
        as_of=dt.date(2031, 3, 1), parties=(party,), coverage=Coverage(reports=3, left_out=2)
    )
    (data,) = exporter.write(Export(snapshot=state)).values()
    lines = data.decode().splitlines()
    assert lines[0].startswith("Nor")
    assert "\x1b" not in lines[0]
    assert lines[1].startswith("2 reports")


def test_the_kind_follows_a_list() -> None:
    kind = names_of("sources.md")["LIST"]
    address = "https://ledger.example/list"
    body = b"https://ledger.example/1 ftp://x\nhttps://ledger.example/1"
    found = kind.look(make_watched("list", address), Stored({address: body}), now=NOW)
    item, trouble = found.items
    assert (item.key, item.address) == ("https://ledger.example/1", "https://ledger.example/1")
    assert "'ftp://x' is no address" in trouble.message
    again = kind.look(
        make_watched("list", address), Stored({address: body}), found.condition, now=NOW
    )
    assert list(again.items) == []


def test_the_kinds_on_the_page_are_those_of_the_table() -> None:
    page = (DOCS / "sources.md").read_text("utf-8").partition("## Kinds")[2]
    told = re.findall(r"^\| `([a-z ]+)` \|", page, re.MULTILINE)
    assert told == [kind.name for kind in KINDS]


def test_the_source_reads_letters(tmp_path: Path) -> None:
    collector = names_of("adding-a-kind-of-file.md")["LETTERS"]
    path = tmp_path / "march.letters"
    path.write_text(LETTERS, "utf-8")
    given = Given(retrieved=dt.datetime(2031, 3, 2, tzinfo=dt.UTC))
    report, failure = collector.collect(path, given)
    assert (report.source.name, report.title) == ("The Corvane Ledger", "Talks open")
    assert (report.published, report.key) == (dt.date(2031, 3, 1), "march_1")
    assert isinstance(failure, Failure)
    assert "2" in failure.where
