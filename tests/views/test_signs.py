from __future__ import annotations

from dataclasses import replace

from detente.views.signs import ONE_OUTLET, ONE_SENTENCE, UNNAMED, hangs_on, review_sign
from tests.views.sample import E_DEMAND, E_OBSTACLE, E_REFUSAL, demand, entry, words


def test_two_independent_texts_hang_on_nothing():
    assert hangs_on([E_DEMAND]) == ()


def test_one_sentence_of_one_text():
    assert hangs_on([E_REFUSAL]) == (ONE_SENTENCE,)


def test_a_copy_of_an_agency_text_does_not_make_it_two():
    copied = replace(
        E_REFUSAL, sightings=(*E_REFUSAL.sightings, *E_REFUSAL.sightings), outlets=2, origins=1
    )
    assert hangs_on([copied]) == (ONE_SENTENCE,)


def test_two_sentences_of_one_outlet():
    other = replace(demand, evidence=(words("wire", "the main obstacle"),))
    assert hangs_on([entry(("wire", demand), ("wire", other))]) == (ONE_OUTLET,)


def test_what_a_text_says_has_no_unnamed_source():
    (sighting,) = E_OBSTACLE.sightings
    claim = replace(E_OBSTACLE.claim, reported_by="unnamed: Article 5 of the pact")
    entry = replace(E_OBSTACLE, claim=claim, sightings=(replace(sighting, body=claim),))
    assert hangs_on([entry]) == (ONE_SENTENCE,)


def test_who_knows_a_text_is_no_text():
    (sighting,) = E_OBSTACLE.sightings
    for who in ("an official familiar with the plan", "a diplomat briefed on the proposal"):
        claim = replace(E_OBSTACLE.claim, reported_by=f"unnamed: {who}")
        entry = replace(E_OBSTACLE, claim=claim, sightings=(replace(sighting, body=claim),))
        assert hangs_on([entry]) == (ONE_SENTENCE, UNNAMED)


def test_only_unnamed_sources():
    assert hangs_on([E_OBSTACLE]) == (ONE_SENTENCE, UNNAMED)


def test_a_line_is_as_weak_as_its_weakest_entry():
    assert hangs_on([E_DEMAND, E_OBSTACLE]) == (ONE_SENTENCE, UNNAMED)


def test_a_rejected_entry_is_not_reviewed_and_standing():
    assert review_sign([replace(E_REFUSAL, review="rejected")]) == "○"
    assert review_sign([E_REFUSAL]) == "✓"
    assert review_sign([E_REFUSAL, E_DEMAND]) == "○"
