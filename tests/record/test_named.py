"""Who is named in some readings is who is named in all of them, without the others."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from detente.record.facts import Named
from detente.record.named import add_up, take_off

NAMES = ("Norland", "Osterby", "the envoy", "Tova Reed")
names = st.lists(st.sampled_from(NAMES), max_size=8)


def counted(found: list[str]) -> tuple[Named, ...]:
    times = sorted(Counter(found).items())
    return tuple(Named(f"a-{n}", n, "state", None, None, None, None, no) for n, no in times)


@given(names, names)
def test_what_was_added_up_and_taken_off_again_is_as_before(
    one: list[str], two: list[str]
) -> None:
    every = add_up(counted(one), counted(two))
    assert every == counted(one + two)
    assert take_off(every, counted(two)) == counted(one)
