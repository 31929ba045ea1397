"""What a text tells of itself: its title, and the day on which it was published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from detente.model.dates import Moment
from detente.reports.given import Given
from detente.reports.text import collect_text, headline

NOW = dt.datetime(2031, 6, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Talks end in Vell", "Talks end in Vell"),
        ("HARBOURLINE PLC\nRejection of an offer", "HARBOURLINE PLC: Rejection of an offer"),
        ("The Vell Letter by Clara Roe\nMonday, March 3, 2031", "The Vell Letter by Clara Roe"),
        ("A fund is agreed on after\nthree nights", "A fund is agreed on after three nights"),
        ("VELL BULLETIN\nA daily report\nVol. 3 | Monday", "VELL BULLETIN: A daily report"),
        ("The talks ended.\nNobody smiled.", None),
        ("The talks ended on Monday, when\nboth sides had left the room.", None),
        ("One\nTwo\nThree\nFour", None),
        ("Norland freed 44 prisoners on Monday, the monitors said.", None),
        (
            "Norland to free 44 prisoners after talks in the U.S.",
            "Norland to free 44 prisoners after talks in the U.S.",
        ),
        ("No deal.", "No deal."),
    ],
)
def test_lines_apart_are_the_title(above: str, title: str | None) -> None:
    assert headline(f"{above}\n\nThe envoys of Norland met on Monday.") == title


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("LINDEN, 4 March 2031 – The envoys met on Monday.", "2031-03-04"),
        ("LINDEN, March 4, 2031 (Halyard) - The envoys met on Monday.", "2031-03-04"),
        ("Linden, 4 March 2031 -- The envoys met on Monday.", "2031-03-04"),
        ("LINDEN (4 March 2031) - The envoys met on Monday.", "2031-03-04"),
        ("(Linden, 4 March 2031) - The envoys met on Monday.", "2031-03-04"),
        ("4 March 2031 - The envoys met on Monday.", "2031-03-04"),
        ("PORT LINDEN (Halden Wire), March 4, 2031 — The envoys met on Monday.", "2031-03-04"),
        ("LINDEN, March 4, 2031 /Halden/ - The envoys met on Monday.", "2031-03-04"),
        ("Published: 4 March 2031\n\nThe envoys met on Monday.", "2031-03-04"),
        ("LINDEN, March 4 (Halyard) - The envoys met on Monday.", None),
        ("The envoys met in Linden on 4 March 2031 - it rained.", None),
        ("The envoys published a map on 4 March 2031.", None),
        ("4 March 2031\n\nThe envoys met on Monday.", "2031-03-04"),
        ("Tuesday, March 4, 2031\n\nThe envoys met on Monday.", "2031-03-04"),
        ("By our own correspondent\n\nLinden, 4 March 2031\n\nThe envoys met.", "2031-03-04"),
        ("Port Linden, le 4 août 2031\n\nLes envoyés se sont rencontrés.", "2031-08-04"),
        ("Linden, 4. März 2031\n\nDie Gesandten trafen sich.", "2031-03-04"),
        ("Port Ilmen, 4 March 2031 (Norwire)\n\nThe envoys met on Monday.", "2031-03-04"),
        ("Updated 4 March 2031\n\nThe envoys met on Monday.", None),
        ("Deadline: 4 March 2031\n\nThe envoys met on Monday.", None),
        ("The envoys meet again 4 March 2031", None),
        ("31 February 2031\n\nThe envoys met on Monday.", None),
    ],
)
def test_a_full_date_in_the_dateline_is_the_day_of_publication(
    tmp_path: Path, opening: str, day: str | None
) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(f"Talks end in Linden\n\n{opening}\n", "utf-8")
    (report,) = collect_text(path, Given(retrieved=NOW))
    assert report.published == (dt.date.fromisoformat(day) if day else None)


def test_the_day_that_the_user_gives_stands(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("Talks end\n\nLINDEN, 4 March 2031 - The envoys met.\n", "utf-8")
    given = Given(retrieved=NOW, published=Moment(dt.date(2031, 3, 5)))
    (report,) = collect_text(path, given)
    assert report.published == dt.date(2031, 3, 5)


LABELLED = """Source: Vell Courier
Headline: Talks stall over the toll
Date: 4 March 2031
Link: https://courier.example/toll

The envoys of Norland met on Monday.
"""


def test_labelled_lines_at_its_top_tell_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LABELLED)
    (report,) = collect_text(path, Given(retrieved=NOW))
    assert report.text == LABELLED
    assert report.title == "Talks stall over the toll"
    assert (report.source.name, report.source.address) == (
        "Vell Courier",
        "https://courier.example/toll",
    )
    assert report.published == dt.date(2031, 3, 4)
    given = Given(retrieved=NOW, source="Halden Wire", published=Moment(dt.date(2031, 3, 5)))
    (report,) = collect_text(path, given)
    assert (report.source.name, report.published) == ("Halden Wire", dt.date(2031, 3, 5))


@pytest.mark.parametrize(
    "text",
    [
        "Talks stall\n\nThe envoys met.\nSource: Vell Courier\n",
        "Source close to the talks: Norland will pay.\n\nThe envoys met.\n",
        "Source:\n\nThe envoys met.\n",
        f"Source: {'Norland will pay. ' * 40}\n\nThe envoys met.\n",
    ],
)
def test_what_only_looks_so_tells_nothing_of_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    (report,) = collect_text(path, Given(retrieved=NOW))
    assert report.source == Given(retrieved=NOW).outlet()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//x", "talks"])
def test_no_other_address_than_one_of_the_web_is_taken(tmp_path: Path, address: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Link: {address}\n\nThe envoys met.\n")
    (report,) = collect_text(path, Given(retrieved=NOW))
    assert report.source.address is None


def test_below_such_lines_the_headline_is_what_stands_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Source: Vell Courier\n\nTalks end\n\nThe envoys met on Monday.\n")
    (report,) = collect_text(path, Given(retrieved=NOW))
    assert (report.source.name, report.title) == ("Vell Courier", "Talks end")
