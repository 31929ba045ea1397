"""The columns of a paragraph's tokens, as those see them who mend what the parser made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Columns(Protocol):
    """All that is known of the tokens of a paragraph, a value for each."""

    @property
    def start(self) -> Sequence[int]:
        """Where they begin."""
        ...

    @property
    def end(self) -> Sequence[int]:
        """Where they end."""
        ...

    @property
    def text(self) -> Sequence[str]:
        """The words."""
        ...

    @property
    def lower(self) -> Sequence[str]:
        """The words, small."""
        ...

    @property
    def lemma(self) -> Sequence[str]:
        """Their lemmas."""
        ...

    @property
    def pos(self) -> Sequence[str]:
        """Their parts of speech."""
        ...

    @property
    def tag(self) -> Sequence[str]:
        """Their tags."""
        ...

    @property
    def dep(self) -> Sequence[str]:
        """Their dependencies."""
        ...

    @property
    def head(self) -> Sequence[int]:
        """Their governing tokens."""
        ...

    @property
    def sentence(self) -> Sequence[int]:
        """The numbers of their sentences."""
        ...
