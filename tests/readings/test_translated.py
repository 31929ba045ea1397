"""Which quoted words are likely a translation: by two signs, never by where somebody is from."""

from __future__ import annotations

import pytest

from detente.model.claims import Position, Statement
from detente.model.text import make_report
from detente.readings.readers import Reader, reader
from detente.views.words import say_claim
from evals.data import RETRIEVED

AFTER = (
    " Fisheries talks of Japan, Poland and Australia resume in May. Japan's government and "
    "Poland's government want quotas; Australia's government does not."
)
ODA = "Japan's fisheries minister, Ken Oda"
LIKELY = (
    f"“The quota is too low,” {ODA}, told NHK on Monday.",
    f"“The quota is too low,” {ODA}, said in an interview with the Asahi Shimbun.",
    f"“The quota is too low,” {ODA}, told Japanese television.",
    f"“The quota is too low,” {ODA}, told parliament on Monday.",
    "“The quota is too low,” Poland's minister, Jan Wilk, said in a televised address.",
    "“The quota is too low,” Poland's minister, Jan Wilk, wrote on Telegram.",
    f"“The quota is too low,” {ODA}, told NHK. “We cannot accept it.”",
)
NOT = (
    f"“The quota is too low,” {ODA}, told reporters in Geneva.",
    f"“The quota is too low,” {ODA}, wrote on X.",
    f"“The quota is too low,” {ODA}, told the Australian parliament.",
    f"“The quota is too low,” {ODA}, told Australian television.",
    "“The quota is too low,” Australia's fisheries minister, Ann Reid, told NHK on Monday.",
    "“The quota is too low,” Australia's fisheries minister, Ann Reid, told parliament.",
    f"{ODA}, told NHK on Monday that the quota was too low.",
    f"“The parliament and NHK are wrong about the quota,” {ODA}, said.",
)


@pytest.fixture(scope="module")
def rules() -> Reader:
    return reader("rules")


def told(rules: Reader, text: str) -> list[str | None]:
    reading = rules.read(make_report(text + AFTER, retrieved=RETRIEVED))
    return [s.translated for s in reading.of(Statement) if "quota" in s.main.text]


@pytest.mark.parametrize("text", LIKELY)
def test_words_said_at_home_or_to_a_medium_of_another_language(rules: Reader, text: str) -> None:
    assert told(rules, text) == ["likely"]


@pytest.mark.parametrize("text", NOT)
def test_where_somebody_is_from_is_not_enough(rules: Reader, text: str) -> None:
    assert told(rules, text) == [None]


def test_what_rests_on_such_words_says_so(rules: Reader) -> None:
    text = f"“Japan rejects the quota of 40,000 tonnes,” {ODA}, told NHK on Monday.{AFTER}"
    reading = rules.read(make_report(text, retrieved=RETRIEVED))
    [position] = [c for c in reading.claims if isinstance(c, Position) and c.stance == "rejects"]
    assert position.translated == "likely"
    assert say_claim(position).endswith("(probably a translation)")
    assert {c.translated for c in reading.claims if c.main.start > text.index("Monday")} == {None}


def test_what_follows_on_a_quotation_is_what_that_is(rules: Reader) -> None:
    text = f"“The quota is too low,” {ODA}, told NHK. “We cannot accept it.”{AFTER}"
    reading = rules.read(make_report(text, retrieved=RETRIEVED))
    assert [s.translated for s in reading.of(Statement)][:2] == ["likely", "likely"]
