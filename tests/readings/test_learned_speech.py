"""Who said what with the trained parts: invented passages, one a kind of content and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.claims import Reading, Statement
from detente.model.text import make_report
from detente.readings.names.cast import find_cast
from detente.readings.nlp import Pipeline
from detente.readings.page import Page
from detente.readings.readers import RuleReader
from detente.readings.speech import ranking
from detente.readings.speech.ranking import Weights, load_weights, pack, unpack
from detente.readings.speech.reading import read_speech

Read = Callable[[str], Reading]
DAY = dt.date(2031, 3, 4)
RETRIEVED = dt.datetime(2031, 3, 4, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def both() -> dict[str, RuleReader]:
    """Return the reader by rules and the learned one, for speech alone."""
    return {
        "rules": RuleReader(()),
        "learned": RuleReader((), name="learned", learned=True),
    }


@pytest.fixture(scope="module")
def learned(both: dict[str, RuleReader]) -> Read:
    """Return what reads a text with the trained parts."""
    return lambda text: both["learned"].read(make_report(text, retrieved=RETRIEVED, published=DAY))


def attributed(found: Reading) -> list[tuple[str | None, str | None, str]]:
    """Source, cue and content of every attribution, in order."""
    return [
        (a.source.text if a.source else None, a.cue.text if a.cue else None, a.content.text)
        for a in found.attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg said that the strip would stay closed.",
            ("Anna Berg", "said", "that the strip would stay closed"),
        ),
        (
            "The strip would stay closed, Anna Berg said.",
            ("Anna Berg", "said", "The strip would stay closed"),
        ),
        (
            "According to the harbour board, the strip was closed.",
            ("the harbour board", "According to", "the strip was closed"),
        ),
        (
            '"The strip is closed," Anna Berg said.',
            ("Anna Berg", "said", '"The strip is closed,"'),
        ),
        (
            'Anna Berg told reporters, "The strip is closed."',
            ("Anna Berg", "told", '"The strip is closed."'),
        ),
        (
            "Anna Berg believes that the strip will open.",
            ("Anna Berg", "believes", "that the strip will open"),
        ),
        (
            "The ministers, who said the strip would open, met on Monday.",
            ("who", "said", "the strip would open"),
        ),
    ],
)
def test_source_cue_and_content_of_an_attribution(
    learned: Read, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in attributed(learned(text))


def test_a_quotation_that_goes_on_is_one_attribution_and_two_statements(learned: Read) -> None:
    found = learned('"The strip is closed," Anna Berg said. "It will stay so."')
    assert [c for _, _, c in attributed(found)] == [
        '"The strip is closed," Anna Berg said. "It will stay so."'
    ]
    assert [(s.speaker, s.main.text) for s in found.of(Statement)] == [
        ("Anna Berg", '"The strip is closed,"'),
        ("Anna Berg", '"It will stay so."'),
    ]


def test_a_quotation_left_open_is_one_statement_over_its_paragraphs(learned: Read) -> None:
    found = learned(
        'Anna Berg said: "The strip is closed for the time being, and we are sorry.\n\n'
        '"It will stay closed until the pact is signed."\n\n'
        "The talks go on."
    )
    (said,) = found.of(Statement)
    assert said.speaker == "Anna Berg"
    assert said.main.text.startswith('"The strip') and said.main.text.endswith('signed."')


def test_wire_style_without_marks_has_its_speaker(learned: Read) -> None:
    found = learned(
        "The dispute must end before the spring, Anna Berg said. "
        "She added the strip had lost half of its traffic."
    )
    assert [(s.speaker, s.main.text) for s in found.of(Statement)] == [
        ("Anna Berg", "The dispute must end before the spring"),
        ("Anna Berg", "the strip had lost half of its traffic"),
    ]


def test_thoughts_are_attributions_and_no_statements(learned: Read) -> None:
    found = learned("Anna Berg believes that the strip will open.")
    assert [a.attitude for a in found.attributions] == ["belief"]
    assert found.of(Statement) == ()


@pytest.mark.parametrize("when", ["last night", "on Monday", "late on Tuesday evening"])
def test_when_somebody_claims_is_not_what_is_claimed(learned: Read, when: str) -> None:
    told = "Norland has broken the accord by keeping 40 soldiers in Vell"
    reading = learned(f"{told}, Defence Minister Oskar Breland claimed {when}.")
    assert [s.main.text for s in reading.of(Statement)] == [told]


def test_a_claim_names_the_trained_part_and_how_sure_it_is(learned: Read) -> None:
    found = learned("Anna Berg said that the strip would stay closed.")
    (said,), (attribution,) = found.of(Statement), found.attributions
    assert said.rule == attribution.rule == f"speech@{load_weights().version}"
    assert 0.5 < said.confidence < 1


def test_rules_alone_do_not_ask_the_trained_part(both: dict[str, RuleReader]) -> None:
    report = make_report("Anna Berg said that the strip was closed.", retrieved=RETRIEVED)
    (attribution,) = both["rules"].read(report).attributions
    assert attribution.rule.startswith("en.speech.")


@pytest.mark.parametrize("name", ["rules", "learned"])
def test_a_mark_without_a_partner_is_noted(both: dict[str, RuleReader], name: str) -> None:
    text = 'Anna Berg said: "The strip is closed.\n\nThe talks go on in Ostrel on Monday.'
    found = both[name].read(make_report(text, retrieved=RETRIEVED))
    (note,) = [n for n in found.notes if n.kind == "unbalanced_quotation"]
    assert note.evidence is not None and note.evidence.start == text.index('"')


def test_one_page_is_read_by_rules_and_by_trained_parts_side_by_side() -> None:
    report = make_report("Anna Berg said that the strip was closed.", retrieved=RETRIEVED)
    (parse,) = Pipeline(()).parse([report.text])
    cast = find_cast(report, parse, frozenset())
    page = Page(report=report, parse=parse, quotes=(), cast=cast, furniture=frozenset())
    rules = [read_speech(replace(page, learned=on)).attributions[0].rule for on in (False, True)]
    assert rules == ["en.speech.clause@1", f"speech@{load_weights().version}"]


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Iterator[None]:
    """Look for the weights where there are none."""
    monkeypatch.setattr(ranking, "WEIGHTS", "weights/none.npz")
    load_weights.cache_clear()
    yield
    load_weights.cache_clear()


@pytest.mark.usefixtures("no_weights")
def test_without_weights_the_rules_read_on_and_a_note_says_so(
    both: dict[str, RuleReader],
) -> None:
    report = make_report("Anna Berg said that the strip was closed.", retrieved=RETRIEVED)
    one, other = both["rules"].read(report), both["learned"].read(report)
    assert [c.id for c in one.claims] == [c.id for c in other.claims]
    assert [c.rule for c in one.claims] == [c.rule for c in other.claims]
    assert one.attributions == other.attributions
    (note,) = [n for n in other.notes if "weights/none.npz" in n.message]
    assert note.message.startswith("read by rules alone: ") and note.evidence is None


def small() -> Weights:
    table = np.zeros(ranking.CELLS, dtype=np.int8)
    table[[0, 7, 70_000 - 1]] = (1, -2, 3)
    return Weights(
        "9", table, 0.5, {"cue": 1.0}, np.array([3, 5], dtype=np.uint32), {"threshold": 0.0}
    )


def test_weights_come_back_as_they_were_packed() -> None:
    one, other = small(), unpack(pack(small()))
    assert (one.table == other.table).all()
    assert (one.constants, one.calibration, one.scale) == (
        other.constants,
        other.calibration,
        other.scale,
    )


@pytest.mark.parametrize("change", ["features", "cells"])
def test_weights_that_do_not_fit_are_refused(change: str) -> None:
    packed = pack(small())
    packed[change] = np.array(1) if change == "features" else packed[change][:-1]
    with pytest.raises(ValueError, match=r"made for other features|do not fit"):
        unpack(packed)


def test_the_shipped_weights_are_small_and_hold_no_words() -> None:
    weights = load_weights()
    assert 0 < int((weights.table != 0).sum()) < 400_000
    assert {a.dtype.kind for a in pack(weights).values()} <= {"U", "i", "u", "f", "V"}


WORDS = st.sampled_from(
    [
        *("Anna Berg", "she", "the board", "said", "told", "believes", "that", "the strip"),
        *("was closed", "may open", ",", ".", '"', "“", "”", "\n\n", "according to", "and", "but"),
        *("who", "denied", "asked", "to leave", "40", "%", "$", ":", "—"),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(WORDS, min_size=1, max_size=30))
def test_words_are_those_of_the_text_at_their_span(
    both: dict[str, RuleReader], words: list[str]
) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    report = make_report(text, retrieved=RETRIEVED)
    for reads in both.values():
        found = reads.read(report)
        for a in found.attributions:
            for span in (a.content, a.source, a.cue):
                assert span is None or report.text[span.start : span.end] == span.text
            assert 0 <= a.confidence <= 1 and a.rule
        for s in found.of(Statement):
            assert report.text[s.main.start : s.main.end] == s.main.text


def test_a_semicolon_parts_what_is_told_from_who_says_something_else(learned: Read) -> None:
    text = "Norland rules out autonomy for the valley; the front insists on it."
    assert [s for s in learned(text).of(Statement) if "Norland" in s.main.text] == []
