"""Meaning: vectors of texts, each made once; the model where it is installed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from detente.drafts import extra, later, meaning
from detente.drafts.aligning import align
from detente.drafts.extra import is_installed
from detente.drafts.later import meaning_later
from detente.drafts.meaning import SIZE, Meaning, open_model
from detente.drafts.points import cut
from detente.drafts.wordpieces import MOST, pieces
from detente.model.errors import InputError


class Counted:
    """A model of its own: a vector by how often each piece stands there."""

    def __init__(self) -> None:
        self.texts = 0

    def __call__(self, numbers: Sequence[int]) -> np.ndarray:
        self.texts += 1
        found = np.zeros(SIZE, dtype=np.float32)
        np.add.at(found, np.array(numbers) % SIZE, 1)
        return found


def test_each_text_is_made_once_and_has_length_one(tmp_path: Path) -> None:
    kept, run = tmp_path / "kept" / "vectors", Counted()
    texts = ["Forces leave.", "Prisoners return.", "Forces  leave."]
    found = Meaning(run, kept=kept)(texts)
    assert run.texts == 2  # blanks do not count
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
    again = Counted()
    assert np.array_equal(Meaning(again, kept=kept)(texts), found)
    assert again.texts == 0
    assert Meaning(again)([]).shape == (0, SIZE)


def test_a_file_that_was_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    kept = tmp_path / "vectors"
    Meaning(Counted(), kept=kept)(["Forces leave.", "Prisoners return."])
    kept.write_bytes(kept.read_bytes()[:-5])
    run = Counted()
    Meaning(run, kept=kept)(["Forces leave.", "Prisoners return."])
    assert run.texts == 1
    Meaning(run, kept=kept)(["Forces leave.", "Prisoners return."])
    assert run.texts == 1


def test_pieces_are_cut_as_the_model_learned_them() -> None:
    assert pieces("") == [101, 102]
    assert pieces("Détente") == pieces("detente")
    assert pieces("a-b") == pieces("a - b")
    assert len(pieces("word " * 1000)) == MOST
    assert 100 in pieces("x" * 101)


def test_without_the_extra_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extra, "PACKAGES", ("no_such_package",))
    assert not is_installed()
    with pytest.raises(InputError, match=r"detente\[meaning\]"):
        open_model()
    with pytest.raises(InputError, match=r"detente\[meaning\]"):
        meaning_later(True, None)
    assert meaning_later(None, None) is None


def test_what_may_never_be_asked_opens_the_model_once_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Counted] = []

    def open_it() -> Counted:
        opened.append(Counted())
        return opened[-1]

    for module in (later, meaning):
        monkeypatch.setattr(module, "is_installed", lambda: True)
    monkeypatch.setattr(meaning, "open_model", open_it)
    assert meaning_later(False, None) is None
    embed = meaning_later(None, tmp_path / "vectors")
    assert embed is not None
    assert not opened
    assert embed(["Forces leave.", "Prisoners return."]).shape == (2, SIZE)
    assert embed(["Forces leave."]).shape == (1, SIZE)
    assert [model.texts for model in opened] == [2]


@pytest.mark.skipif(not is_installed(), reason="needs the extra 'meaning'")
def test_the_model_knows_what_shares_no_word() -> None:
    first = cut("first", "1. The army pulls back.\n2. Captives go home.\n3. Taxes fall.\n")
    second = cut("second", "1. Prisoners are released.\n2. Troops withdraw.\n3. Duties sink.\n")
    found = align(first, second, embed=Meaning())
    assert (first.points[1:2], second.points[:1]) in [(p.a, p.b) for p in found.pairs]
