"""What must hold for every page: nothing runs, nothing is fetched, no word becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

_VOID = {"meta", "link", "col", "br", "img", "input"}


class Page(HTMLParser):
    """A page's tags, links, ids and words; balanced, or it raises."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag and what it points to."""
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words that a reader sees."""
        if self._open and self._open[-1] != "style":
            self.words += data


def check(text: str) -> Page:
    """The page, after the checks that hold for every one."""
    page = Page(text)
    assert not page.tags & {"script", "img", "iframe", "object", "form", "link", "base"}
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    for link in page.links:
        assert link.startswith(("#", "https://", "http://")), link
        if link.startswith("#"):
            assert link[1:] in page.ids
    assert len(page.ids) == len(set(page.ids))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in text or (
        f"default-src 'none'; style-src 'sha256-{digest}'" in text
    )
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert not set(text) & set("\x00\x1b\x9b\u202e\u2066")
    return page
