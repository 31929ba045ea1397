"""A model file to a finding: what holds, how firmly, how it is reached; and wrong models."""

from __future__ import annotations

import pytest

from detente.analysis.stability import propose, read_model, stability
from detente.model.errors import InputError, UnknownName
from tests.analysis.world import World

PRISONERS = """
title = "Two prisoners"
status_quo = []
coalitions = [["Row", "Column"]]

[[party]]
name = "Row"
source = "a story"
options = ["row tells"]
wants = ["not 'column tells'", "'row tells'"]

[[party]]
name = "Column"
options = ["column tells"]
wants = ["not 'row tells'", "'column tells'"]
""".replace("'", '\\"')


def cells(text: str) -> dict[str, dict[str, object]]:
    finding = stability(read_model(text))
    return {
        str(row.cells[0]): dict(zip(finding.columns, row.cells, strict=True))
        for row in finding.rows
    }


def test_two_prisoners_in_words() -> None:
    found = cells(PRISONERS)
    silent = found["Row: nothing; Column: nothing"]
    tell = found["Row: row tells; Column: column tells"]
    assert (silent["Nash"], silent["SEQ"], silent["today"]) == (None, "yes", "yes")
    assert (tell["Nash"], tell["SEQ"]) == ("yes", "yes")
    assert silent["coalitions that stay"] == "Row and Column"
    assert tell["coalitions that stay"] is None
    assert "Row: row tells → Column: column tells" in str(tell["reached from today by"])
    assert str(tell["holds when an order changes"]).endswith("of 6")
    caveats = stability(read_model(PRISONERS)).caveats
    assert any("Row: a story; Column: the desk" in caveat for caveat in caveats)


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (("[[party]]", "[[part]]"), UnknownName, "part"),
        (('name = "Row"', "nam = 1"), InputError, "has no name"),
        (('["row tells"]', '"row tells"'), InputError, "no list of texts"),
        (('["column tells"]', '["row tells"]'), InputError, "there twice"),
        (('"Row", "Column"', '"Row", "Judge"'), UnknownName, "Judge"),
        (("status_quo = []", 'status_quo = ["runs"]'), UnknownName, "runs"),
        (("status_quo = []", 'never = ["not runs"]'), InputError, "no option"),
        (("status_quo = []", 'answers = "fax"'), UnknownName, "fax"),
        (("title", "title ="), InputError, "no TOML"),
    ],
)
def test_a_wrong_model_is_told_what_is_wrong(
    change: tuple[str, str], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        stability(read_model(PRISONERS.replace(*change)))


def test_no_preferences_opposite_wants_and_too_many_states_are_refused() -> None:
    with pytest.raises(InputError, match="no preferences"):
        stability(
            read_model('[[party]]\nname="A"\noptions=["a"]\n[[party]]\nname="B"\noptions=["b"]\n')
        )
    with pytest.raises(InputError, match="and its opposite"):
        read_model(PRISONERS.replace('wants = ["not', 'wants = ["row", "not row", "not', 1))
    many = ", ".join(f'"o{n}"' for n in range(40))
    big = PRISONERS.replace('["row tells"]', f"[{many}]").replace("row tells", "o1")
    with pytest.raises(InputError, match=r"2\^41 combinations"):
        stability(read_model(big))


def test_a_model_begun_from_the_record_has_no_preferences() -> None:
    world = World()
    world.say("Norland", "demands", 'a "fixed" line\nin the strip')
    world.say("Sudmark", "rejects", 'a "fixed" line\nin the strip')
    text = propose(world.snapshot())
    assert "wants = []" in text
    with pytest.raises(InputError, match="there twice"):  # whose it is, the desk must say
        stability(read_model(text))
