"""Pages that are sent on show no empty boxes: their signs are in the fonts that computers have."""

from pathlib import Path

import pytest

import detente.views

# Of the signs in WGL4, the set that text fonts share, those that pages may need; ✓ has been with
# every system for long.
COMMON = set("←↑→↓↔↕−≠≤≥≈○●■□▲►▼◄✓–—‘’“”„†‡•…‹›")
PAGES = sorted(Path(detente.views.__file__).parent.glob("templates/*"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_signs_of_a_page_are_in_common_fonts(page: Path) -> None:
    strange = {sign for sign in page.read_text("utf-8") if ord(sign) > 0xFF} - COMMON
    assert strange == set()
