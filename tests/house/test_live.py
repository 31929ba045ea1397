"""The story that is followed live prints what the program prints."""

import difflib
import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_story_prints_what_the_page_says() -> None:
    spec = importlib.util.spec_from_file_location("live", DOCS / "_ext" / "live.py")
    assert spec is not None
    assert spec.loader is not None
    live = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(live)
    page = (DOCS / "watching.md").read_text("utf-8")
    differences = list(
        difflib.unified_diff(page.splitlines(), live.renewed(page).splitlines(), lineterm="")
    )
    assert not differences, "\n".join(
        ["run `python docs/_ext/live.py` and read the page again:", *differences[:60]]
    )
