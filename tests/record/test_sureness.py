"""What is shown as fact: by confidence, independent texts or the desk; the rest is possible."""

from hypothesis import given
from hypothesis import strategies as st

from detente.model.claims import FAMILIES
from detente.model.snapshot import Standing
from detente.model.sureness import LEAST, SURE, is_sure, is_sure_alone
from detente.record import Record
from tests.record.build import Draft

OTHER_WORDS = (
    "The harbour office opened late that day.",
    "Rain fell on both shores of the strait, and few ferries ran.",
    "In the evening the envoys dined with the port's pilots and their families.",
    "Nobody in Vell expected an answer before the thaw.",
)
shares = st.floats(0, 1)


def told(
    confidence: float, day: int, stance: str = "demands", *, by: str = "Norland", **more: object
) -> Draft:
    """A report of a day that says a stance of Norland on the fee, this likely."""
    words = f"Norland {stance} a harbour fee"
    draft = Draft(f"{words}. {OTHER_WORDS[day % 4]}", f"2031-03-{day:02}", f"Paper {day}")
    fields = {"reported_by": by, "confidence": confidence, **more}
    return draft.position("Norland", stance, "a harbour fee", words, **fields)


def cell(record: Record, *drafts: Draft) -> Standing:
    record.enter(draft.reading() for draft in drafts)
    (found,) = record.snapshot().standings
    return found


def possible(standing: Standing) -> list[str]:
    return [held.position.stance for held in standing.possible]


def test_every_kind_of_claim_has_a_confidence_from_which_it_is_fact() -> None:
    assert set(SURE) == {family.family for family in FAMILIES}
    assert all(LEAST < least <= 1 for least in SURE.values())


@given(family=st.sampled_from(sorted(SURE)), confidence=shares)
def test_one_claim_is_as_sure_alone_as_by_itself_in_a_list(family: str, confidence: float) -> None:
    rounded = round(confidence, 3)
    assert is_sure(family, [("a", rounded)]) == is_sure_alone(family, rounded)


@given(
    family=st.sampled_from(sorted(SURE)),
    claims=st.lists(st.tuples(st.sampled_from("abc"), shares), max_size=5),
    more=st.tuples(st.sampled_from("abcd"), shares),
)
def test_one_more_report_never_makes_a_thing_less_sure(
    family: str, claims: list[tuple[str, float]], more: tuple[str, float]
) -> None:
    assert is_sure(family, [*claims, more]) >= is_sure(family, claims)


@given(st.lists(st.floats(0, LEAST, exclude_max=True), max_size=50))
def test_what_is_hardly_likely_is_not_sure_however_often_it_is_said(said: list[float]) -> None:
    assert not is_sure("positions", [(str(n), one) for n, one in enumerate(said)])


def test_a_stance_that_the_reader_is_not_sure_of_is_possible(record: Record) -> None:
    found = cell(record, told(0.5, 1))
    assert (found.stance, found.own, possible(found)) == (None, (), ["demands"])
    (entry,) = record.entries("positions")
    assert not entry.sure
    assert record.snapshot().coverage.possible == 1


def test_two_independent_texts_make_a_stance_sure_and_copies_do_not(record: Record) -> None:
    one = told(0.5, 1)
    copy = Draft(one.text, "2031-03-02", "Copying Paper").position(
        "Norland", "demands", "a harbour fee", "Norland demands a harbour fee", confidence=0.5
    )
    assert possible(cell(record, one, copy)) == ["demands"]
    found = cell(record, told(0.5, 3))
    assert (found.stance, found.possible) == ("demands", ())
    (entry,) = record.entries("positions")
    assert entry.sure


def test_the_desk_makes_a_stance_sure_and_can_take_that_back(record: Record) -> None:
    cell(record, told(0.2, 1))
    (entry,) = record.entries("positions")
    record.judge(entry.id, "accepted", by="desk")
    (found,) = record.snapshot().standings
    assert (found.stance, found.possible, found.own[0].entry.sure) == ("demands", (), True)
    record.undo("desk")
    (found,) = record.snapshot().standings
    assert possible(found) == ["demands"]


def test_what_is_possible_neither_changes_a_stance_nor_contradicts_it(record: Record) -> None:
    found = cell(
        record,
        told(0.9, 1),
        told(0.5, 5, "rejects"),
        told(0.5, 6, "accepts", by="Ivo Brand", voice="counterpart"),
    )
    assert (found.stance, found.conflict, found.mixed, found.others) == (
        "demands",
        False,
        False,
        (),
    )
    assert found.own[0].relationship == "first"
    assert possible(found) == ["accepts", "rejects"]
    since = record.snapshot().as_of.replace(day=2)
    assert {(c.kind, c.entry.sure) for c in record.changes(since).changes} == {("new", False)}


def test_a_sure_stance_changes_the_one_before_it_and_a_doubt_does_not_change_it_back(
    record: Record,
) -> None:
    found = cell(record, told(0.9, 1), told(0.9, 5, "rejects"), told(0.5, 8))
    assert (found.stance, found.own[0].relationship) == ("rejects", "changed")
    assert possible(found) == ["demands"]


def test_a_doubtful_claim_of_a_sure_stance_is_one_more_source_of_it(record: Record) -> None:
    found = cell(record, told(0.5, 1), told(0.9, 4))
    (held,) = found.own
    assert (len(held.entry.sightings), found.possible) == (2, ())
    assert held.since is not None
    assert held.since.day == 4  # since it is sure


def test_another_voice_does_not_make_the_partys_own_word_sure(record: Record) -> None:
    account = told(0.9, 1, by="Ivo Brand", voice="counterpart")
    found = cell(record, account, told(0.5, 2))
    assert (found.stance, [h.position.voice for h in found.others]) == (None, ["counterpart"])
    assert [(h.position.voice, h.entry.sure) for h in found.possible] == [("own", False)]


def test_what_a_doubtful_report_says_of_a_sure_contact_is_not_its_status(record: Record) -> None:
    drafts = []
    for day, status, confidence in ((1, "planned", 0.9), (2, "denied", 0.2)):
        text = f"The envoys and a {status} meeting of 4 March. {OTHER_WORDS[day]}"
        draft = Draft(text, f"2031-03-0{day}", f"Paper {day}")
        words = f"a {status} meeting"
        drafts.append(
            draft.contact(
                "Norland; Sudmark", status, words, "2031-03-04", confidence=confidence
            ).reading()
        )
    record.enter(drafts)
    (entry,) = record.entries("contacts")
    assert (entry.sure, entry.status_line) == (True, "planned (one outlet)")
    assert len(entry.sightings) == 2
