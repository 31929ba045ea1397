"""The collector is as it was found, however many keep it from its work at once."""

from __future__ import annotations

import gc

from detente.model.uncollected import uncollected


def test_it_is_off_within_and_on_again_behind_whoever_ends_first() -> None:
    gc.enable()
    first, second = uncollected(), uncollected()
    with first:
        assert not gc.isenabled()
        second.__enter__()
        assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_stays_is_not_walked_later_either() -> None:
    gc.collect()
    before = gc.get_freeze_count()
    with uncollected(stays=True):
        made = [[] for _ in range(1000)]  # type: ignore[var-annotated]
    assert gc.get_freeze_count() >= before + len(made)
    gc.unfreeze()
