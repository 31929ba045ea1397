"""Training of speech: models that learn what is put before them, and a plain word when skipped."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from evals.train import speech
from evals.train.calibration import logistic
from evals.train.fitting import Course, fit_binary, fit_choice, shares

COURSE = Course(rounds=20, step=0.1, pull=0.0)


def test_a_yes_or_no_is_learned_from_the_feature_that_tells_it() -> None:
    features = np.array([[1, 9], [2, 9]] * 20, dtype=np.uint32)
    model = fit_binary(features, np.array([1.0, 0.0] * 20), COURSE)
    yes, no = model.score(features[:2].T)
    assert yes > 0.5 and no < -0.5


def test_one_of_several_is_learned_within_its_group() -> None:
    features = np.array([[1], [2], [3], [1], [3]] * 10, dtype=np.uint32)
    truth = np.array([1.0, 0, 0, 1.0, 0] * 10)
    model = fit_choice(features, truth, np.array([3, 2] * 10), course=COURSE)
    one, two, three = model.score(np.array([[1, 2, 3]], dtype=np.uint32))
    assert one > two and one > three


def test_a_feature_seen_twice_says_nothing() -> None:
    features = np.array([[1], [1], [2], [2], [2]], dtype=np.uint32)
    model = fit_binary(features, np.array([1.0, 1, 0, 0, 0]), COURSE)
    assert model.weights[1] == 0 and model.weights[2] < 0


def test_shrinking_makes_small_weights_none() -> None:
    chance = np.random.default_rng(1)
    features = chance.integers(1, 200, (400, 3)).astype(np.uint32)
    truth = (chance.random(400) < 0.5).astype(np.float64)
    kept = [
        int((fit_binary(features, truth, Course(shrink=shrink)).weights != 0).sum())
        for shrink in (0.0, 5e-3)
    ]
    assert kept[1] < kept[0]


def test_the_same_seed_gives_the_same_weights() -> None:
    features = np.random.default_rng(2).integers(1, 50, (300, 4)).astype(np.uint32)
    truth = (features[:, 0] < 20).astype(np.float64)
    one, other = (fit_binary(features, truth, COURSE) for _ in range(2))
    assert (one.weights == other.weights).all() and one.constant == other.constant


def test_shares_add_up_to_one_in_each_group() -> None:
    found = shares(np.array([1.0, 2.0, 700.0, -700.0]), np.array([0, 2]))
    assert found[:2].sum() == pytest.approx(1) and found[2:].sum() == pytest.approx(1)


def test_confidence_comes_out_as_the_share_that_holds() -> None:
    rows = np.array([[1.0, 0.0]] * 10 + [[1.0, 1.0]] * 10)
    truth = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 9 + [0.0])
    weights = logistic(rows, truth)
    given = 1 / (1 + np.exp(-rows @ weights))
    assert given[0] == pytest.approx(0.2, abs=0.01) and given[-1] == pytest.approx(0.9, abs=0.01)


def test_without_annotated_reports_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["speech", str(tmp_path)])
    assert speech.main() == 0
    assert capsys.readouterr().out.startswith("skipped: no annotated reports at")
