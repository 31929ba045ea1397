from __future__ import annotations

import io
import json
import string
import warnings
from dataclasses import replace
from typing import Any

import pybtex.database
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex import format_from_string

from detente.model.errors import UnknownName
from detente.views.citation import FORMS, Citation, citation, cite_as
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
    assert r"50\% of \textbraceleft{}A\textbraceright{} \& B\_1 \textbackslash{}input" in made
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


# What outlets, speakers and words may hold: what TeX, XML and HTML take for theirs, other scripts.
WILD = st.text(alphabet=string.printable + "äçßøЖ中é“”’–", min_size=1, max_size=60)


def as_bibtex(cited: Citation) -> pybtex.database.Entry:
    [entry] = pybtex.database.parse_string(cite_as(cited, "bibtex"), "bibtex").entries.values()
    return entry


def test_pybtex_reads_every_field_and_prints_the_citation() -> None:
    entry = as_bibtex(QUOTED)
    assert entry.type == "misc"
    assert {name: entry.fields[name] for name in ("year", "month", "day")} == {
        "year": "2031",
        "month": "March",
        "day": "1",
    }
    assert entry.fields["url"] == "https://wire.example/2031-03-01"
    assert entry.fields["urldate"] == "2031-03-05"
    assert "We will not leave the strip" in entry.fields["note"]
    [outlet] = entry.persons["author"]  # in braces: a name of two words is one
    assert (outlet.last_names, outlet.first_names) == (["{Harbour Wire}"], [])
    printed = format_from_string(cite_as(QUOTED, "bibtex"), "unsrt", output_backend="plaintext")
    assert "Harbour Wire. Norland and Sudmark end third day of talks" in printed
    assert "“We will not leave the strip,”" in printed


@settings(max_examples=60, deadline=None)
@example("A", "B", "{")  # BibTeX counts a brace behind a backslash
@example("A", " ", "B")  # a blank title is none
@given(WILD, WILD, WILD)
def test_pybtex_reads_back_whatever_words_there_are(outlet: str, title: str, words: str) -> None:
    seen = replace(sighting("wire", said), outlet=outlet, title=title)
    made = replace(citation("0123456789ab", seen, retrieved=RETRIEVED, mark="public"), words=words)
    entry = as_bibtex(made)
    fields = {"year", "month", "day", "url", "urldate", "note"}
    assert set(entry.fields) == fields | ({"title"} if made.title else set())
    assert made.title is None or made.title.strip()
    assert len(entry.persons["author"]) == 1


def printed_by_citeproc(made: str) -> str:
    """The bibliography that a processor of CSL prints; warnings are errors."""
    with warnings.catch_warnings():
        # what it warns of while it is loaded is its own
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        import citeproc
        import citeproc.source.json as source

    items: list[dict[str, Any]] = json.loads(made)
    style = citeproc.CitationStylesStyle(io.StringIO(STYLE), validate=True)
    made_of = source.CiteProcJSON(items)
    book = citeproc.CitationStylesBibliography(style, made_of, citeproc.formatter.plain)
    book.register(citeproc.Citation([citeproc.CitationItem(items[0]["id"])]))
    [line] = book.bibliography()
    return str(line)


# A style of our own, with every variable that an item has; a processor checks it first.
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>all</title><id>https://example.org/all</id><updated>2031-03-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>
<group delimiter=" | ">
<text variable="container-title"/><text variable="title"/>
<date variable="issued" form="numeric" date-parts="year-month-day"/>
<text variable="URL"/>
<date variable="accessed" form="numeric" date-parts="year-month-day"/>
<text variable="note"/><text variable="keyword"/>
</group></layout></bibliography></style>"""


def test_citeproc_prints_every_variable_of_an_item() -> None:
    printed = printed_by_citeproc(cite_as(replace(QUOTED, mark="internal"), "csl"))
    outlet, title, day, address, seen, note, mark = printed.split(" | ")
    assert (outlet, mark) == ("Harbour Wire", "internal")
    assert title == "Norland and Sudmark end third day of talks without a breakthrough"
    assert (day, seen) == ("03/01/2031", "03/05/2031")
    assert address == "https://wire.example/2031-03-01"
    assert note == "Ada Lund (quoted): “We will not leave the strip,”"


def test_citeproc_prints_words_that_look_like_markup_as_words() -> None:
    wild = replace(QUOTED, words="5 < 6 & <b>bold</b>", outlet="A & B <i>", title=None)
    printed = printed_by_citeproc(cite_as(wild, "csl"))
    assert "bold" in printed and "A & B" in printed
