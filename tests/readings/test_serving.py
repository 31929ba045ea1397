"""For whom somebody speaks whose title names no house."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "acts_for"),
    [
        # "its" means one body, and no crews
        (
            "Crews stayed ashore after the Dockers' League turned down an offer, its general "
            "secretary, Dora Quill, said.",
            "Dockers' League",
        ),
        # the one body that acts in the paragraph
        (
            'Saltmarsh Lines said in a note that it could wait. "We can," chief executive Dora '
            "Quill said.",
            "Saltmarsh Lines",
        ),
        # two bodies act
        (
            'Saltmarsh Lines turned down what the Dockers\' League had asked. "We can wait," '
            "chief executive Dora Quill said.",
            None,
        ),
    ],
)
def test_a_bare_title_is_of_the_one_body_that_acts(
    read: Read, text: str, acts_for: str | None
) -> None:
    (found,) = [a for a in read(text).actors if a.name == "Dora Quill"]
    assert found.acts_for == acts_for


def test_what_stands_ahead_of_an_of_is_no_part_of_a_title(read: Read) -> None:
    reading = read("Norland met Sudmark under the chairmanship of mediator Dora Quill.")
    (found,) = [a for a in reading.actors if a.name == "Dora Quill"]
    assert found.role == "mediator"
