"""Why a reading says what it says: the reasons are those of the reading itself, and in words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from detente.model.claims import Position, Statement
from detente.model.errors import ReaderError, UnknownName
from detente.model.explanations import Explanation, Silence, Why
from detente.model.text import make_report
from detente.readings import readers
from detente.readings.explaining.wording import clue_words, clues, facts, passed_words, table
from detente.readings.learned.bound import BOUND
from detente.readings.learned.judging import PROPOSED, WEIGHED, look
from detente.readings.learned.reading import Passed as LearnedPassed
from detente.readings.learned.weights import load_weights
from detente.readings.positions.reading import Passed as PositionPassed
from detente.readings.readers import FAMILIES, RuleReader, explainer
from detente.readings.rules import shipped_lists
from tests.readings.conftest import RETRIEVED

TEXT = """Ostrav talks drag on

Norland and Sudmark held a third round of talks in Ostrav on Monday.

Norland will not give up the Tarn valley, its foreign minister, Mara Tell, said. "We are ready to
open the river to grain barges if Sudmark pulls back its guns," she added.

Sudmark's president, Olen Dar, said the offer was unrealistic and bound to fail. Would his
side ever sign a partial deal? He would not say when the talks would resume. Reports that Sudmark
had accepted the fee were false. The road to the valley is lined with poplars.

Norland demanded a fee of 40 crowns and Sudmark did not reject it. Envoys of both sides are due to
meet in Vell on 12 March.
"""


def _report(text: str = TEXT):
    return make_report(text, retrieved=RETRIEVED)


@pytest.fixture(scope="module", params=["rules", "learned"])
def explained(request: pytest.FixtureRequest) -> tuple[str, Explanation]:
    return request.param, next(explainer(request.param).explain_all([_report()]))


@pytest.fixture(scope="module")
def learned() -> Explanation:
    return next(explainer("learned").explain_all([_report()]))


def why_of(explanation: Explanation, words: str, kind: type = Position) -> Why:
    return next(
        w
        for w in explanation.whys
        if isinstance(w.claim, kind) and words in " ".join(w.claim.main.text.split())
    )


def silence_of(explanation: Explanation, words: str) -> Silence:
    return next(s for s in explanation.silences if words in " ".join(s.evidence.text.split()))


def test_the_claims_explained_are_those_of_the_reading(explained) -> None:
    name, explanation = explained
    read = readers.reader(name).read(_report())
    assert explanation.reading == read
    assert tuple(why.claim for why in explanation.whys) == read.claims
    assert read.claims


def test_every_claim_says_what_found_it_with_an_example(explained) -> None:
    _, explanation = explained
    for why in explanation.whys:
        assert why.claim.rule in why.by
        if "the wording en." in why.by:
            assert why.example
            assert why.source


def test_the_reasons_lead_to_the_confidence(learned: Explanation) -> None:
    weighed = [why for why in learned.whys if why.start is not None]
    assert {why.claim.family for why in weighed} >= {"statements", "positions", "contacts"}
    for why in weighed:
        odds = math.log(why.start / (1 - why.start)) + sum(r.weight for r in why.reasons)
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(why.claim.confidence, abs=0.002)
        strengths = [abs(reason.weight) for reason in why.reasons]
        assert strengths == sorted(strengths, reverse=True)


def test_rules_alone_weigh_nothing() -> None:
    explanation = next(explainer("rules").explain_all([_report()]))
    assert all(why.start is None and not why.reasons for why in explanation.whys)


def test_words_that_decided_stand_in_the_report(explained) -> None:
    _, explanation = explained
    for why in explanation.whys:
        for words in why.words:
            assert words.text == TEXT[words.start : words.end]
    assert [w.text for w in why_of(explanation, "demanded a fee").words] == ["demanded a"]


def test_what_turned_a_stance_is_said(learned: Explanation) -> None:
    # The weights leave it out: of what is kept open by "did not" hardly any is a position.
    by_rules = next(explainer("rules").explain_all([_report()]))
    kept_open = why_of(by_rules, "reject it")
    assert kept_open.claim.stance == "reserves"
    assert "negated" in kept_open.put
    assert "so a no becomes something kept open" in kept_open.put
    offer = why_of(learned, "open the river")
    assert any("if Sudmark pulls back its guns" in put for put in offer.put)


def test_the_next_best_stance_and_holder_are_named(learned: Explanation) -> None:
    why = why_of(learned, "Tarn valley")
    kinds = {rival.kind: rival for rival in why.rivals}
    assert set(kinds) == {"stance", "actor"}
    assert kinds["actor"].name != "Norland"
    assert all(0 <= r.share <= 1 and 0 <= r.chosen_share <= 1 for r in why.rivals)


def test_a_statement_says_how_sure_cue_words_and_speaker_are(learned: Explanation) -> None:
    why = why_of(learned, "the offer was unrealistic", Statement)
    assert {words.text for words in why.words} == {"Sudmark's president, Olen Dar", "said"}
    assert len(why.reasons) == 4  # and what such statements are worth


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Would his side ever sign", passed_words("question")),
        ("Reports that Sudmark had accepted", passed_words("unsaid")),
    ],
)
def test_a_wording_that_gave_no_position_says_why(explained, words: str, reason: str) -> None:
    _, explanation = explained
    assert reason in [passed.why for passed in silence_of(explanation, words).passed]


def test_the_headline_is_furniture(explained) -> None:
    _, explanation = explained
    assert [s.evidence.text for s in explanation.silences if s.furniture] == [
        "Ostrav talks drag on"
    ]


def test_a_sentence_without_claims_is_explained(explained) -> None:
    name, explanation = explained
    silence = silence_of(explanation, "lined with poplars")
    assert silence.claims == 0
    if name == "rules":
        assert silence.passed[0].why == passed_words("no_wording")


def test_every_sentence_gave_a_claim_or_is_explained(explained) -> None:
    name, explanation = explained
    page = next(RuleReader(FAMILIES, learned=name == "learned").open_all([_report()])).page
    spans = [e for claim in explanation.reading.claims for e in claim.evidence]
    spans += [silence.evidence for silence in explanation.silences]
    for sentence in page.parse.sentences:
        words = page.cite(sentence)
        assert any(s.start < words.end and words.start < s.end for s in spans), words.text


def test_a_claim_that_hardly_ever_holds_is_said_to_be_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights = load_weights()
    strict = {name: replace(referee, floor=1.1) for name, referee in weights.found.items()}
    monkeypatch.setattr(readers, "load_weights", lambda: replace(weights, found=strict))
    explanation = next(explainer("learned").explain_all([_report()]))
    silence = silence_of(explanation, "Norland demanded a fee")
    assert any("a demand of Norland" in passed.what for passed in silence.passed)
    assert any("110 are needed" in passed.why for passed in silence.passed)


def test_each_form_of_clue_has_an_example_that_it_is_the_first_to_fit() -> None:
    for clue in clues():
        first = next(c for c in clues() if c.form.fullmatch(clue.of))
        assert first is clue, f"{clue.of} is taken by {first.form.pattern}"
        assert clue_words(clue.of) == clue.gives


def seen() -> Iterator[str]:
    """All features of the text: of its clauses, their stances and their parties."""
    opened = next(RuleReader(FAMILIES, learned=True).open_all([_report()]))
    sight = look(opened.page, opened.claims)
    for i, features in enumerate(sight.seen):
        yield from features
        yield from sight.stance_seen(i)
        for party in sight.holders_seen(i):
            yield from party
    for family in WEIGHED:
        for marks in sight.marks(family):
            yield from marks


def test_everything_that_the_weights_look_at_has_words() -> None:
    features = set(seen())
    assert len(features) > 300
    unsaid = [f for f in features if not any(clue.form.fullmatch(f) for clue in clues())]
    assert not unsaid, f"give these a [[clue]] in lists/explaining.toml: {sorted(unsaid)}"


@pytest.mark.parametrize("on", ["found", "proposed"])
def test_every_number_of_a_referee_has_words_once(on: str) -> None:
    weights = load_weights()
    referees = weights.found if on == "found" else weights.proposed
    for family in WEIGHED if on == "found" else (*PROPOSED, BOUND):
        count = len(referees[family].weights) - 1
        told = sorted(k for fact in facts(on, family) for k in fact.at)
        assert told == list(range(count)), f"mend [[fact]] of {family} in lists/explaining.toml"
        assert len(table()["typical"][on][family]) == count


def test_every_reason_to_pass_something_over_has_words() -> None:
    words = shipped_lists("explaining")["passed"]
    assert {*get_args(PositionPassed), *get_args(LearnedPassed)} <= set(words)


def test_every_frame_of_speech_has_an_example() -> None:
    assert set(shipped_lists("speech")["confidence"]) == set(shipped_lists("explaining")["frames"])


def test_a_reader_without_reasons_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Mute:
        name, version = "mute", "1"

        def read(self, report):
            raise NotImplementedError

        def read_all(self, reports):
            raise NotImplementedError

    monkeypatch.setattr(readers, "reader", lambda name: Mute())
    with pytest.raises(ReaderError, match=r"'mute' gives no reasons; .* choose one of .*rules"):
        explainer("mute")


def test_an_unknown_reader_is_an_unknown_name() -> None:
    with pytest.raises(UnknownName):
        explainer("nobody")
