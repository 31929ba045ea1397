from __future__ import annotations

import json
from dataclasses import replace

import pytest

from detente.model.errors import UnknownName
from detente.views.citation import FORMS, citation, cite_as
from tests.views.sample import RETRIEVED, declined, refusal, said, sighting

QUOTED = citation("0123456789ab", sighting("wire", said), retrieved=RETRIEVED, mark="public")
REPORTED = citation(
    "0123456789ab", sighting("radio", declined), retrieved=RETRIEVED, mark="public"
)


def test_a_sentence_says_whose_words_they_are_where_and_when() -> None:
    assert cite_as(QUOTED, "text") == (
        "“We will not leave the strip,” Ada Lund, quoted, in Harbour Wire, “Norland and Sudmark "
        "end third day of talks without a breakthrough”, 1 Mar 2031. "
        "https://wire.example/2031-03-01 (retrieved 5 Mar 2031).\n"
    )


def test_words_of_the_report_are_not_given_as_the_speakers_own() -> None:
    assert "Sudmark, as reported, not word for word, in Coast Radio" in cite_as(REPORTED, "text")
    assert "as reported, not word for word" in cite_as(REPORTED, "bibtex")
    assert "as reported, not word for word" in cite_as(REPORTED, "csl")


def test_a_stance_is_cited_with_who_tells_it_and_that_it_is_a_translation() -> None:
    held = sighting("wire", replace(refusal, reported_by="Ada Lund", translated="stated"))
    cited = citation("0123456789ab", held, retrieved=RETRIEVED, mark="public")
    said = "Ada Lund, as reported; a translation, as the report states, in Harbour Wire"
    assert said in cite_as(cited, "text")
    assert "a translation, as the report states" in cite_as(cited, "bibtex")
    (item,) = json.loads(cite_as(cited, "csl"))
    assert item["note"].startswith("Ada Lund (as reported; a translation, as the report states)")


def test_words_of_the_outlet_have_no_speaker_and_may_be_a_translation() -> None:
    told = sighting("wire", replace(refusal, reported_by="narrator", translated="likely"))
    cited = citation("0123456789ab", told, retrieved=RETRIEVED, mark="public")
    assert cited.speaker is None
    assert "” (probably a translation) Harbour Wire" in cite_as(cited, "text")


def test_a_mark_goes_with_the_words() -> None:
    internal = replace(QUOTED, mark="internal")
    assert cite_as(internal, "text").endswith("Handling: internal.\n")
    assert "keywords = {internal}" in cite_as(internal, "bibtex")
    assert json.loads(cite_as(internal, "csl"))[0]["keyword"] == "internal"


def test_bibtex_holds_every_field_once_and_no_word_is_a_command() -> None:
    wild = replace(QUOTED, words=r"50% of {A} & B_1 \input{x}", outlet="A & B", address=None)
    made = cite_as(wild, "bibtex")
    assert made.startswith("@misc{a-b-2031-03-01-012345,\n")
    assert r"50\% of \{A\} \& B\_1 \textbackslash{}input\{x\}" in made
    assert "url" not in made
    assert made.count("{") == made.count("}")
    assert "  month = mar,\n" in made


def test_csl_is_json_that_names_outlet_day_and_address() -> None:
    [item] = json.loads(cite_as(QUOTED, "csl"))
    assert item["container-title"] == "Harbour Wire"
    assert item["issued"] == {"date-parts": [[2031, 3, 1]]}
    assert item["URL"] == "https://wire.example/2031-03-01"
    assert item["accessed"] == {"date-parts": [[2031, 3, 5]]}


def test_what_is_unknown_is_left_out() -> None:
    bare = replace(QUOTED, title=None, published=None, address=None)
    assert "in Harbour Wire, undated." in cite_as(bare, "text")
    assert {"year", "month", "url"}.isdisjoint(cite_as(bare, "bibtex").split())
    assert {"issued", "URL", "title"}.isdisjoint(json.loads(cite_as(bare, "csl"))[0])


def test_an_unsafe_address_is_not_cited() -> None:
    seen = replace(sighting("wire", said), address="javascript:alert(1)")
    assert citation("0123", seen, retrieved=RETRIEVED, mark="public").address is None


def test_an_unknown_form_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match=", ".join(sorted(FORMS))):
        cite_as(QUOTED, "fax")
