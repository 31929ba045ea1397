"""Who said what, on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading, Statement

Read = Callable[..., Reading]


def said(reading: Reading) -> list[tuple[str, str]]:
    """Speaker and words of every statement, in order."""
    return [(s.speaker, s.main.text) for s in reading.of(Statement)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Berg said that the strip would stay closed.", "the strip would stay closed"),
        ("Anna Berg said on Monday the strip would stay closed.", "the strip would stay closed"),
        ("The strip would stay closed, Anna Berg said.", "The strip would stay closed"),
        (
            "The strip, Anna Berg said, would stay closed.",
            "The strip, Anna Berg said, would stay closed",
        ),
        ("But the strip would stay closed, Anna Berg said.", "the strip would stay closed"),
        ("According to Anna Berg, the strip was closed.", "the strip was closed"),
        ("The strip was closed, according to Anna Berg.", "The strip was closed"),
        ("Anna Berg threatened to close the strip.", "to close the strip"),
        ("Anna Berg urged Sudmark to sign the pact.", "Sudmark to sign the pact"),
        ("Anna Berg accused Sudmark of stalling the talks.", "Sudmark of stalling the talks"),
        ("Anna Berg described the talks as useful.", "the talks as useful"),
        ('"The strip is closed," Anna Berg said.', '"The strip is closed,"'),
        ('"The strip is closed," said Anna Berg.', '"The strip is closed,"'),
        ('Anna Berg said: "The strip is closed."', '"The strip is closed."'),
        ('Anna Berg told reporters, "The strip is closed."', '"The strip is closed."'),
        (
            '"The strip," Anna Berg said, "is closed for now."',
            '"The strip," Anna Berg said, "is closed for now."',
        ),
        (
            'The fee was "a matter for later," Anna Berg said.',
            'The fee was "a matter for later,"',
        ),
        (
            "Anna Berg denied that the strip had been closed.",
            "the strip had been closed",
        ),
    ],
)
def test_the_words_of_a_statement_leave_out_speaker_and_cue(
    read: Read, text: str, words: str
) -> None:
    assert said(read(text)) == [("Anna Berg", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg believes that the strip will open.",
        "Anna Berg insisted on a full withdrawal.",
        "Anna Berg would not say whether the strip was closed.",
        "Anna Berg agreed to sign the pact.",
        "The ministers met for two hours.",
    ],
)
def test_thoughts_positions_and_refusals_are_no_statements(read: Read, text: str) -> None:
    assert said(read(text)) == []


def test_a_thought_is_an_attribution_of_belief(read: Read) -> None:
    (found,) = read("Anna Berg believes that the strip will open.").attributions
    assert (found.attitude, found.content.text) == ("belief", "that the strip will open")


def test_two_cues_are_two_statements(read: Read) -> None:
    reading = read("Anna Berg said the strip was open but warned that it could close again.")
    assert said(reading) == [
        ("Anna Berg", "the strip was open"),
        ("Anna Berg", "it could close again"),
    ]


def test_a_participle_brings_a_statement_of_its_own(read: Read) -> None:
    reading = read("Anna Berg said the strip was open, adding that the fee would fall.")
    assert said(reading) == [
        ("Anna Berg", "the strip was open"),
        ("Anna Berg", "the fee would fall"),
    ]


def test_joint_speakers_are_two_statements_on_the_same_words(read: Read) -> None:
    reading = read("Anna Berg and Tomas Lind said that the strip was open.")
    assert said(reading) == [
        ("Anna Berg", "the strip was open"),
        ("Tomas Lind", "the strip was open"),
    ]


def test_a_quotation_without_a_cue_goes_on_from_the_speaker_before(read: Read) -> None:
    first, second = read('"The strip is closed," Anna Berg said. "It will stay so."').of(Statement)
    assert (second.speaker, second.cue, second.main.text) == (
        first.speaker,
        None,
        '"It will stay so."',
    )


def test_a_quotation_left_open_is_one_statement_over_its_paragraphs(read: Read) -> None:
    reading = read(
        'Anna Berg said: "The strip is closed for the time being, and we are sorry.\n\n'
        '"It will stay closed until the pact is signed."\n\n'
        "The talks go on."
    )
    ((speaker, words),) = said(reading)
    assert speaker == "Anna Berg"
    assert words.startswith('"The strip') and words.endswith('pact is signed."')


def test_who_is_not_named_is_unnamed(read: Read) -> None:
    (statement,) = read("A diplomat close to the talks said the draft was dead.").of(Statement)
    assert statement.speaker.startswith("unnamed: ")
    assert statement.source is not None
    assert statement.source.text == "A diplomat close to the talks"


def test_an_outlet_that_cites_somebody_is_a_link_and_no_speaker(read: Read) -> None:
    reading = read(
        "Anna Berg said the strip was closed. "
        "The talks were suspended, Reuters reported, citing Anna Berg."
    )
    statement = reading.of(Statement)[1]
    assert statement.speaker == "Anna Berg"
    assert [link.name for link in statement.chain] == ["Anna Berg", "Reuters"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Berg said that the strip was closed.", "indirect"),
        ('Anna Berg said that the strip was "closed for good".', "mixed"),
        ('Anna Berg said: "The strip is closed."', "direct"),
    ],
)
def test_the_kind_follows_from_the_marks(read: Read, text: str, kind: str) -> None:
    (statement,) = read(text).of(Statement)
    assert statement.kind == kind


def test_words_near_the_cue_tell_venue_addressee_and_day(read: Read) -> None:
    (first,) = read("In a statement, Anna Berg said the strip was closed.").of(Statement)
    (second,) = read("Anna Berg told reporters on Monday that the strip was closed.").of(Statement)
    assert first.venue == "statement"
    assert second.addressee == "reporters"
    assert second.when is not None and str(second.when.days) == "2031-03-03"


def test_a_translation_is_stated_or_unknown(read: Read) -> None:
    (first,) = read('"We are ready," Anna Berg said through an interpreter.').of(Statement)
    (second,) = read('"We are ready," Anna Berg said.').of(Statement)
    assert (first.translated, second.translated) == ("stated", None)


@pytest.mark.parametrize(
    ("words", "translated"),
    [
        ("Anna Berg said in Persian that the strip was closed.", "stated"),
        ("Anna Berg said in a Persian-language interview that the strip was closed.", "stated"),
        ("Anna Berg said the crews in Persian waters were safe.", None),
        ("The crews in Persian-held Dorn were safe, Anna Berg said.", None),
        ("Anna Berg said that two interpreters had left Dorn.", None),
    ],
)
def test_a_language_is_one_that_is_spoken_not_a_region(
    read: Read, words: str, translated: str | None
) -> None:
    (statement,) = read(words).of(Statement)
    assert statement.translated == translated


@pytest.mark.parametrize(
    "source", ["a translation", "a translation by the Harbour Monitor", "a transcript of the call"]
)
def test_a_translation_passes_on_what_its_speaker_said(read: Read, source: str) -> None:
    (statement,) = read(f"The strip is closed, Anna Berg said, according to {source}.").of(
        Statement
    )
    assert (statement.speaker, statement.main.text) == ("Anna Berg", "The strip is closed")
    (alone,) = read(f"The strip is closed, according to {source}.").of(Statement)
    assert alone.main.text == "The strip is closed"


def test_a_reported_report_is_hedged(read: Read) -> None:
    (statement,) = read("Anna Berg reportedly told aides that the strip was closed.").of(Statement)
    assert statement.hedged


def test_a_quotation_that_nobody_said_is_noted(read: Read) -> None:
    reading = read(
        'The banner on the bridge was long. "No fee for the strip ever again." It rained.'
    )
    notes = [n for n in reading.notes if n.kind == "quotation_without_speaker"]
    assert [n.evidence.text for n in notes if n.evidence] == ['"No fee for the strip ever again."']


def test_the_narrator_takes_over_after_but(read: Read) -> None:
    reading = read(
        "Anna Berg confirmed that Tomas Lind held a useful meeting with Ida Falk on Tuesday, "
        "but no breakthrough has emerged."
    )
    ((_, words),) = said(reading)
    assert words == "Tomas Lind held a useful meeting with Ida Falk on Tuesday"


def test_who_denies_claims_that_nobody_owns_denies_what_they_claim(read: Read) -> None:
    reading = read(
        "Mara Lund, the union's leader, denied claims that the union had walked out. "
        "Elin Osk, the company's head, dismissed reports that the plant would close. "
        "She denied that the company had left the room."
    )
    told = [(s.speaker, s.cue.text if s.cue else "", s.main.text) for s in reading.of(Statement)]
    assert told == [
        ("Mara Lund", "denied", "the union had walked out"),
        ("Elin Osk", "denied", "the company had left the room"),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('Anna Berg called the offer "a trick with two uniforms".', "the offer "),
        ('Anna Berg rejected the idea as "a tax on work".', "the idea as "),
        ('It was a charge that Anna Berg called "invented".', ""),
    ],
)
def test_what_somebody_calls_it_is_said(read: Read, text: str, content: str) -> None:
    (statement,) = read(text + " Anna Berg leads the union.").of(Statement)
    assert (statement.speaker, statement.kind) == ("Anna Berg", "mixed" if content else "direct")
    assert statement.main.text.startswith(content)


@pytest.mark.parametrize(
    "text",
    [
        "Norland rules out autonomy for the valley; the front insists on it.",
        "Norland accepts the plan; Sudmark says no.",
    ],
)
def test_what_a_semicolon_parts_is_not_said_by_whoever_follows(read: Read, text: str) -> None:
    found = [s for s in read(text).of(Statement) if "Norland" in s.main.text]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Norland says that it sent the lists; Arden got the last in June, according to Anna Berg.",
        "Norland says that it sent the lists; Arden got the last in June, Anna Berg said.",
    ],
)
def test_what_somebody_else_tells_ahead_of_a_semicolon_is_not_said_after_it(
    read: Read, text: str
) -> None:
    found = read(text + " Anna Berg leads the union.").of(Statement)
    assert [(s.speaker, s.main.text) for s in found] == [
        ("Norland", "it sent the lists"),
        ("Anna Berg", "Arden got the last in June"),
    ]


def test_a_role_that_a_clause_describes_is_no_part_of_what_is_said(read: Read) -> None:
    (said,) = read(
        "Norland wants 62 crews freed at once, its chief envoy, who leads the talks, said."
    ).of(Statement)
    assert said.main.text == "Norland wants 62 crews freed at once"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("on Monday it would not pay the toll", "it would not pay the toll"),
        ("on Monday evening the port was shut", "the port was shut"),
        ("that on Monday it would pay the toll", "on Monday it would pay the toll"),
    ],
)
def test_the_day_right_behind_the_cue_is_that_of_the_saying(
    read: Read, told: str, said: str
) -> None:
    found = [s.main.text for s in read(f"Norland said {told}.").of(Statement)]
    assert found == [said]
