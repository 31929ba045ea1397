"""The extra `meaning` for a process that may never need it: it is loaded once it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.drafts.extra import is_installed

if TYPE_CHECKING:
    from detente.drafts.meaning import Meaning, Vectors
    from detente.drafts.vectors import Embed


def meaning_later(wanted: bool | None, kept: Path | None) -> Embed | None:
    """Return what `meaning_at_hand` does, for a process that may never ask it.

    Arguments and errors: as there.
    """
    if wanted is False or (wanted is None and not is_installed()):
        return None
    later = _Later(wanted, kept)
    if not is_installed():
        return later.meaning  # says at once what is missing
    return later


@dataclass(frozen=True)
class _Later:
    wanted: bool | None
    kept: Path | None

    @cached_property
    def meaning(self) -> Meaning:
        from detente.drafts.meaning import meaning_at_hand  # noqa: PLC0415  (it brings NumPy)

        found = meaning_at_hand(self.wanted, self.kept)
        assert found is not None  # noqa: S101  (wanted, or installed)
        return found

    def __call__(self, texts: Sequence[str]) -> Vectors:
        return self.meaning(texts)
