"""What was learned of claims: weights, what is seen of clauses, and the two at work together."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.claims import Assessment, Position, Reading, Statement
from detente.model.errors import ReaderError
from detente.model.sureness import is_sure_alone
from detente.model.text import Source, make_report
from detente.model.vocabulary import Stance
from detente.readings import readers
from detente.readings.assemble import assemble
from detente.readings.learned import weights as learned
from detente.readings.learned.bound import BOUND, stance_bound
from detente.readings.learned.clauses import Span, clauses, features, overlap, union
from detente.readings.learned.doubts import is_doubtful
from detente.readings.learned.holders import places_of, seen_of
from detente.readings.learned.judging import WEIGHED, Draft, Judge, look
from detente.readings.learned.plain import (
    RATED,
    facts_of,
    facts_of_actor,
    with_confidence,
)
from detente.readings.learned.weights import code_of, load_weights, softmax, unpack
from detente.readings.modality import mood
from detente.readings.readers import FAMILIES, RuleReader

TEXT = """Norland and Sudmark held a third round of talks in Ostrav on Monday.

Norland will not give up the Tarn valley, its foreign minister, Mara Tell, said. "We are ready to
open the river to grain barges if Sudmark pulls back its guns," she added.

Sudmark's president, Olen Dar, said the offer was unrealistic and bound to fail. Would his
side ever sign a partial deal? He would not say when the talks would resume.
"""

spans = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda t: Span(t[0], t[0] + t[1]))


def _report(text: str = TEXT):
    return make_report(
        text,
        source=Source("Wire", None),
        published=dt.date(2031, 3, 4),
        retrieved=dt.datetime(2031, 3, 5, tzinfo=dt.UTC),
    )


@pytest.fixture(scope="module")
def reading() -> Reading:
    return readers.reader("learned").read(_report())


@pytest.fixture(scope="module")
def opened():
    reader = RuleReader(FAMILIES, name="learned", learned=True)
    return next(reader.open_all([_report()]))


def test_every_claim_says_who_proposed_it_and_how_sure_it_is(reading: Reading) -> None:
    assert reading.reader.startswith("learned@")
    for claim in reading.claims:
        assert "@" in claim.rule
        assert 0 <= claim.confidence <= 1
        assert claim.main.text == TEXT[claim.main.start : claim.main.end]


def test_a_refusal_and_a_judgement_are_found(reading: Reading) -> None:
    stances = {(p.actor, p.stance) for p in reading.of(Position)}
    assert ("Norland", "rejects") in stances
    assert ("Norland", "accepts") not in stances
    assert {a.polarity for a in reading.of(Assessment)} == {"negative"}


def test_a_yes_on_a_condition_keeps_its_words(reading: Reading) -> None:
    for position in reading.of(Position):
        if position.stance == "conditionally_accepts":
            assert position.condition


def test_a_question_is_no_position(reading: Reading) -> None:
    at = TEXT.index("Would his")
    assert not [p for p in reading.of(Position) if p.main.start >= at]


def test_what_is_not_weighed_stays_as_it_was(opened) -> None:
    weighed = (*WEIGHED, "proposals")
    plain = {c.id for c in opened.claims if c.family not in weighed}
    read = readers.reader("learned").read(_report())
    assert plain == {c.id for c in read.claims if c.family not in weighed}


def test_clauses_lie_within_their_sentences_and_hold_their_verbs(opened) -> None:
    page = opened.page
    for clause in clauses(page):
        sentence = page.parse.sentences[page.parse.tokens[clause.verb].sentence]
        assert sentence.start <= clause.stretch.start <= clause.verb
        assert clause.verb < clause.stretch.end <= sentence.end


def test_what_is_seen_of_a_clause_is_said_in_words(opened) -> None:
    seen = {
        opened.page.parse.tokens[c.verb].text: features(opened.page, c)
        for c in clauses(opened.page)
    }
    assert "negated" in seen["give"]
    assert "condition" in seen["open"]
    assert "question" in seen["sign"]
    assert all(len(set(words)) == len(words) for words in seen.values())


def test_common_verbs_that_may_end_talks_add_nothing_to_what_is_seen() -> None:
    reader = RuleReader(FAMILIES, name="learned", learned=True)
    page = next(reader.open_all([_report("Norland accepts it.")])).page
    assert any(hit.family == "closing" for hit in page.parse.hits)
    (clause,) = clauses(page)
    assert not any("closing." in word for word in features(page, clause))


def test_the_subject_is_seen_as_such(opened) -> None:
    places = places_of(opened.page)
    clause = next(
        c for c in clauses(opened.page) if opened.page.parse.tokens[c.verb].text == "give"
    )
    seen = dict(zip(places.parties, seen_of(opened.page, clause, places), strict=True))
    assert "subject" in seen["Norland"]
    assert "subject" not in seen["Sudmark"]


def test_chances_are_shares(opened) -> None:
    judge = Judge(look(opened.page, opened.claims), load_weights())
    for family in WEIGHED:
        chances = judge.chances(family)
        assert ((chances > 0) & (chances < 1)).all()
        for one in judge.found(family):
            assert len(one.facts) == len(load_weights().found[family].weights) - 1


@given(spans, spans)
def test_spans_share_alike_both_ways(one: Span, other: Span) -> None:
    assert union(one, other) == union(other, one)
    assert 0 <= union(one, other) <= overlap(one, other) <= 1
    assert union(one, one) == overlap(one, one) == 1


def test_a_table_adds_up_what_it_knows() -> None:
    table = unpack(_arrays()).clause
    assert list(table.scores(["known", "unknown"])) == [1.5, -2.0]
    assert table.weight("known", "b") == -3.0
    assert table.weight("unknown", "b") == 0.0


def test_shares_add_up() -> None:
    assert softmax(np.array([1.0, 2.0, 1000.0])).sum() == pytest.approx(1)


@pytest.mark.parametrize("missing", ["version", "clause.codes", "stance.bias", "holder.weights"])
def test_a_file_without_a_part_is_damaged(missing: str) -> None:
    arrays = _arrays()
    del arrays[missing]
    with pytest.raises(KeyError):
        unpack(arrays)


def test_weights_that_do_not_fit_are_damaged() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        unpack({**_arrays(), "clause.bias": np.zeros(3)})


def test_without_its_weights_the_reader_says_so_and_reads_by_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> learned.Weights:
        raise ReaderError("the trained weights are missing")

    monkeypatch.setattr(readers, "load_weights", missing)
    found = readers.reader("learned").read(_report())
    assert [n.message for n in found.notes if "read by rules alone" in n.message]
    assert found.of(Position)


def _arrays():
    arrays: dict[str, np.ndarray] = {"version": np.array("0")}
    arrays["plan:proposals"] = np.array([1.0, 0.0, 0.5])
    for name in ("clause", "stance", "holder", "mention"):
        arrays |= {
            f"{name}.outputs": np.array(["a", "b"]),
            f"{name}.codes": np.array([code_of("known")], np.uint32),
            f"{name}.weights": np.array([[0.5, -3.0]]),
            f"{name}.bias": np.array([1.0, 1.0]),
        }
    return arrays


def test_plain_claims_and_actors_say_how_often_such_ones_hold(opened) -> None:
    plain = assemble(opened.page, "learned@0", claims=opened.claims)
    rated = with_confidence(plain, load_weights())
    assert [c.id for c in rated.claims] == [c.id for c in plain.claims]
    assert all(0 < c.confidence < 1 for c in rated.of(Statement))
    assert all(0 < a.confidence < 1 for a in rated.actors)
    kept = [c.family not in RATED for c in plain.claims]
    for keep, before, after in zip(kept, plain.claims, rated.claims, strict=True):
        assert not keep or before == after


def test_every_rated_kind_has_a_referee_for_its_numbers(opened) -> None:
    reading = assemble(opened.page, "learned@0", claims=opened.claims)
    found = load_weights().found
    for claim in reading.claims:
        facts = facts_of(claim)
        if facts is not None:
            assert len(found[claim.family].weights) == len(facts) + 1
    facts = facts_of_actor(reading.actors[0], reading, frozenset())
    assert len(found["actors"].weights) == len(facts) + 1


_CONDITIONAL = """Norland and Sudmark met on the island of Brage on Monday.

{sentence}
"""


def _bound(sentence: str):
    """The page of a sentence, and the first clause that a condition bears on."""
    reader = RuleReader(FAMILIES, name="learned", learned=True)
    page = next(reader.open_all([_report(_CONDITIONAL.format(sentence=sentence))])).page
    moods = [mood(page.parse, clause.verb) for clause in clauses(page)]
    return page, next(put for put in moods if put.condition is not None)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland will not sign unless Sudmark leaves.", "conditionally_accepts"),
        ("Norland will not sign if Sudmark stays.", "rejects"),
        ("Norland will sign if Sudmark leaves.", "conditionally_accepts"),
    ],
)
def test_a_clause_with_a_condition_is_no_plain_yes(sentence: str, stance: str) -> None:
    page, put = _bound(sentence)
    # The weights see a yes; the grammar has the last word.
    seen = {"accepts": 0.7, "conditionally_accepts": 0.1, "rejects": 0.1, "demands": 0.05}
    assert stance_bound(page, put, {**seen, "reserves": 0.05}) == stance


def test_drafts_with_a_condition_have_a_referee_of_their_own(opened) -> None:
    judge = Judge(look(opened.page, opened.claims), load_weights())
    drafts = list(judge.drafts("positions"))
    bound = [draft for draft in drafts if draft.bound]
    assert {draft.referee for draft in bound} <= {BOUND}
    for draft in drafts:
        held = mood(opened.page.parse, draft.clause.verb).condition is not None
        assert draft.bound == held
        assert len(draft.facts) == len(load_weights().proposed[draft.referee].weights) - 1


def _doubts(sentence: str, verb: str, stance: Stance) -> bool:
    """Whether a proposal of Norland's stance, in the clause of a verb, is doubtful."""
    text = f"Norland and Sudmark met on the island of Brage on Monday.\n\n{sentence}\n"
    reader = RuleReader(FAMILIES, name="learned", learned=True)
    page = next(reader.open_all([_report(text)])).page
    clause = next(c for c in clauses(page) if page.parse.tokens[c.verb].text == verb)
    bound = mood(page.parse, clause.verb).condition is not None
    draft = Draft("positions", clause, (), holder="Norland", stance=stance, bound=bound)
    return is_doubtful(page, draft)


def test_a_no_until_does_not_contradict_its_own_yes_if() -> None:
    until = "Norland will not support any river accord until Sudmark opens the dam."
    assert not _doubts(until, "support", "conditionally_accepts")
    assert _doubts(until, "support", "accepts")
    # without a way out it is a plain no
    plain = "Norland will not support any river accord with Sudmark."
    assert _doubts(plain, "support", "conditionally_accepts")


@pytest.mark.parametrize("stance", ["rejects", "demands", "accepts"])
def test_silence_on_a_question_is_no_stance(stance: Stance) -> None:
    silent = "Norland declined to comment on the river accord before its review of two dams."
    assert _doubts(silent, "comment", stance)


@pytest.mark.parametrize("who", ["Emil Krantz", "Emil Krantz, the company's chief negotiator,"])
def test_who_says_something_is_no_position(who: str) -> None:
    said = f"Orrin would pay 5% only if the union gives up the Sunday allowance, {who}"
    text = f"Orrin Clinics and the nurses' union met on Monday.\n\n{said} said on Tuesday.\n"
    read = readers.reader("learned").read(_report(text))
    assert read.of(Position)
    assert not [p for p in read.of(Position) if p.main.text.startswith("Emil Krantz")]


def test_what_stands_ahead_of_a_plain_they_said_is_shown_as_fact() -> None:
    told = readers.reader("learned").read(
        _report("The toll at Bergholm was far too high, traders said.")
    )
    (said,) = told.of(Statement)
    assert is_sure_alone("statements", said.confidence)


_BOARD = """Norhavn and Tessaly broke off talks over the reef on Wednesday.

The Genara Conference, which hosts the talks, confirmed that its secretary-general, Lena Abt, \
had met both. A joint fisheries board, floated by Abt in the spring, has been welcomed by \
fishermen in both countries but neither government has endorsed it.

"Unless one of them blinks on sovereignty, the board is a piece of paper," said Jonas Wirth \
of the Institute for Maritime Law.
"""


def test_what_somebody_is_tells_no_stance() -> None:
    reader = RuleReader(FAMILIES, name="learned", learned=True)
    positions = [c for c in reader.read(_report(_BOARD)).claims if isinstance(c, Position)]
    assert not [position.issue for position in positions if "paper" in position.issue]
