"""The page of analyses: what it says of the demo is what a user of a fresh demo sees."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from detente.cli import run

PAGE = " ".join((Path(__file__).parents[2] / "docs" / "analyses.md").read_text("utf-8").split())
Rows = list[dict[str, Any]]
MONITORS = "unarmed monitors of the Littoral Council in the Kolvar Strip"
BAND = ("agreed at least [percent]", "agreed at most [percent]")


def own_withdrawal(rows: Rows) -> bool:
    told = next(row for row in rows if row["proposition"].startswith("the withdrawal of"))
    return "Torvania" in told["nothing found of"]


def vote_and_monitors(rows: Rows) -> bool:
    vote, *monitors = [row["which"].split(" · ") for row in rows]
    return (
        vote[0].startswith("Kestland rejects: a vote in the strip")
        and vote[1] == "possibly Torvania demands: a vote in the strip"
        and len(monitors) == 2
        and all(one[0] == f"Torvania rejects: {MONITORS}" for one in monitors)
    )


def either_side(rows: Rows) -> bool:
    return [(row["part"], row["demands"], row["whose"]) for row in rows] == [
        (1, 1, "Kestland"),
        (1, 1, "Torvania"),
        (2, 1, "Torvania"),
        (2, 2, "Kestland, Littoral Council"),
    ]


def four_packages(rows: Rows) -> bool:
    accepted = {row["package"].partition(": ")[2]: row["accepted by all"] for row in rows}
    factory = [key for key in accepted if "old tobacco factory" in key]
    possibly = {"send 180 monitors to the Kolvar Strip", "none of these", *factory}
    return accepted == {**dict.fromkeys(possibly, "possibly"), MONITORS: "no"}


def none_alone(rows: Rows) -> bool:
    return [row["package"] for row in rows if row["accepted by all"] != "no"] == [
        "Monitors: none of these"
    ]


def nothing(rows: Rows) -> bool:
    return not rows


def apart_since(rows: Rows) -> bool:
    last = rows[-1]
    over = [one["words"] for row in rows for one in row["may_be_over"]]
    return (
        (last["issue"], last["day"]) == ("Monitors", "2026-03-26")
        and [last[column] for column in BAND] == [0, 0]
        and over == [f"Torvania possibly accepts: {MONITORS} (2026-03-30)"]
    )


def two_refusals_fall(rows: Rows) -> bool:
    (row,) = rows
    changes = row["departure"].split("; ")
    return (row["from [day]"], row["to [day]"]) == ("2026-03-26", "2026-03-26") and changes == [
        "Kestland on “an exchange of all prisoners”: rejects (2026-03-11) → accepts",
        "Kestland on “payment in instalments”: rejects (2026-03-11) → accepts on a condition",
    ]


def room_text_and_instalment(rows: Rows) -> bool:
    (row,) = rows
    before = row["possible precipitants, a fortnight before"].split("; ")
    after = row["possible consequences, a fortnight after"].split("; ")
    return (
        "2026-03-22 “the two sides meet in one room”" in before
        and "2026-03-24 “The new text has nine points”" in before
        and after[0] == "2026-04-02 “A first instalment of 26 million crowns is due on 30 April”"
    )


def met_and_speakers(rows: Rows) -> bool:
    met = next(row for row in rows if (row["who"], row["whom"]) == ("Kestland", "Torvania"))
    told = (met["how"], met["times"], met["first told [day]"], met["last told [day]"])
    apart = next(row for row in rows if row["how"] == "spoke through others")
    speaks = {(row["who"], row["whom"]): row["what"] for row in rows if row["how"] == "speaks for"}
    return (
        told == ("met", 1, "2026-04-08", "2026-04-22")
        and (apart["who"], apart["whom"], apart["times"]) == ("Kestland", "Torvania", 1)
        and speaks["Astrid Hallen", "Kestland"].startswith("Prime Minister")
        and "foreign minister" in speaks["Irena Saltov", "Torvania"]
    )


def fourth_round(rows: Rows) -> bool:
    told = next(row for row in rows if row["by"] == "Nadia Ferrant")
    return "the fourth round will end" in told["what"] and told["state"] == "open"


def instalment_and_ferry(rows: Rows) -> bool:
    due = {row["due [day]"]: row["what"] for row in rows if row["by"] == "Kestland"}
    return "first instalment" in due["2026-04-30"] and "ferry" in due["2026-05-04"]


def unarmed_monitors(rows: Rows) -> bool:
    told = next(row for row in rows if row["kind"] == "opposed stances")
    return (
        told["proposition"] == MONITORS
        and (told["party"], told["stance"]) == ("Kestland", "accepts")
        and (told["other party"], told["other stance"]) == ("Torvania", "rejects")
        and "possibly accepts" in told["may_be_over"][0]["words"]
    )


def last_round(rows: Rows) -> bool:
    return rows[0]["by"] == "Nadia Ferrant" and rows[0]["about"] == "the fourth round"


# What the page says, the command that shows it, and what that must then print.
SAID: tuple[tuple[str, tuple[str, ...], Callable[[Rows], bool]], ...] = (
    (
        "In the demo nothing was found of Torvania's own on whether its forces leave the strip.",
        ("gaps",),
        own_withdrawal,
    ),
    (
        "In the demo none is sure. Set apart stands what is found if both count, what others say "
        "and what is not sure: Kestland rejects a vote in the strip, and the reports have "
        "Torvania demand one; and Torvania has ruled out monitors of any kind, which two "
        "others offer or ask for.",
        ("conflicts",),
        vote_and_monitors,
    ),
    (
        "In the demo, set apart in the same way, on the vote either of two: Kestland's refusal, "
        "or Torvania's demand; on the monitors Torvania's refusal, or both that stand against "
        "it.",
        ("changes",),
        either_side,
    ),
    (
        "In the demo, of four packages on monitors three are possible: 180 monitors, monitors in "
        "the old tobacco factory, and none; unarmed ones Torvania has refused in its own words.",
        ("packages",),
        four_packages,
    ),
    (
        "With `--accounts` only none is possible, for others report that it refuses "
        '"monitors of any kind".',
        ("packages", "--accounts"),
        none_alone,
    ),
    (
        "The demo holds no number that somebody answered with another.",
        ("ranges",),
        nothing,
    ),
    (
        "In the demo Kestland and Torvania surely disagree on the monitors from 26 March on. That "
        "Torvania moved on 30 March is only possible: the row says that its refusal may be over,",
        ("convergence",),
        apart_since,
    ),
    (
        "In the demo it finds one, Kestland's answer to the mediator's nine points. On 11 March "
        "Kestland refused both payment in instalments and an exchange of all prisoners; on 26 "
        "March it agrees to the exchange, and to instalments on a condition.",
        ("turning-points",),
        two_refusals_fall,
    ),
    (
        "Before it stand, among others, both sides in one room and the new text of nine points; "
        "after it, a first instalment that has a date.",
        ("turning-points",),
        room_text_and_instalment,
    ),
    (
        "Torvania's yes to monitors of 30 March is no part of it:",
        ("turning-points", "--possible"),
        two_refusals_fall,
    ),
    (
        "In the demo Kestland and Torvania surely met once, of which reports of 8 and 22 April "
        "tell, and spoke through others once; Astrid Hallen speaks for Kestland as Prime "
        "Minister, Irena Saltov for Torvania as foreign minister.",
        ("channels",),
        met_and_speakers,
    ),
    (
        "In the demo Nadia Ferrant says how the fourth round will end unless people vote while "
        "soldiers leave.",
        ("ledger",),
        fourth_round,
    ),
    (
        "In the demo Kestland owes a first instalment by 30 April and the ferry by 4 May.",
        ("commitments",),
        instalment_and_ferry,
    ),
    (
        "In the demo: Kestland accepts unarmed monitors and Torvania has ruled out monitors of "
        "any kind, but a newer word of Torvania's may be a yes;",
        ("blocks",),
        unarmed_monitors,
    ),
    ("and Nadia Ferrant's forecast of the fourth round.", ("forecasts",), last_round),
)


def printed(record: Path, *asked: str) -> dict[str, Any]:
    out = StringIO()
    with redirect_stdout(out):
        assert run(["analyse", *asked, "--record", str(record), "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.parametrize(
    ("sentence", "asked", "holds"), SAID, ids=[sentence for sentence, *_ in SAID]
)
def test_the_page_says_what_the_plain_demo_shows(
    sentence: str, asked: tuple[str, ...], holds: Callable[[Rows], bool], demo_file: Path
) -> None:
    assert sentence in PAGE
    found = printed(demo_file, *asked)
    apart = [row for tier in found["tiers"] for row in tier["rows"]]
    assert holds([*found["rows"], *apart])
    assert not apart or not {"conflicts", "changes"} & {*asked} or not found["rows"]


def test_every_sentence_of_the_page_on_the_demo_is_held() -> None:
    told = re.findall(r"(?:In the|The) demo\b[^`]", PAGE)
    held = [sentence for sentence, _, _ in SAID if "demo" in sentence]
    assert len(told) == len(held)


def test_once_the_desk_accepts_the_newer_word_they_agree(demo_file: Path, tmp_path: Path) -> None:
    own = Path(shutil.copy(demo_file, tmp_path / "demo.db"))
    rows = printed(own, "convergence")["rows"]
    (over,) = [one for row in rows for one in row["may_be_over"]]
    assert run(["judge", over["entry"], "accept", "--by", "ana", "--record", str(own)]) == 0
    last = printed(own, "convergence", "--up-to", "internal")["rows"][-1]
    assert (last["day"], [last[column] for column in BAND]) == ("2026-03-30", [100, 100])
