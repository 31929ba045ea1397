"""What is taken from a page: the article, what it says of itself, or why there is none."""

import datetime as dt
import hashlib

import pytest

from detente.model.dates import Moment
from detente.model.sources import Fetched, Item, Left
from detente.model.text import Report
from detente.reports import Given
from detente.reports.agencies import agency_of
from detente.reports.furniture import strip
from detente.reports.pages import Paged, read_article, read_page, report_of_page

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
ADDRESS = "https://ledger.example/2031/talks?utm_source=x#top"
LEAD = "Norland and Sudmark broke off their talks about the harbour on Tuesday, officials said."
MORE = "The envoy of Norland said that the offer remained on the table, and left the hall early."
LAST = "No date was set for another round, and neither side asked the Council to mediate again."
BODY = f"<article><h1>Harbour talks stop</h1><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></article>"


def fetched(body: str | bytes, media_type: str = "text/html", address: str = ADDRESS) -> Fetched:
    data = body.encode() if isinstance(body, str) else body
    return Fetched(
        asked=address,
        address=address,
        at=NOW,
        status=200,
        body=data,
        digest=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
    )


def read(
    body: str | bytes, item: Item | None = None, media_type: str = "text/html"
) -> Paged | Left:
    bare = item or Item(key="k", version="1", address=ADDRESS)
    return read_page(fetched(body, media_type), bare, Given(retrieved=NOW, mark="internal"))


def report(body: str | bytes, item: Item | None = None, media_type: str = "text/html") -> Report:
    found = read(body, item, media_type)
    assert isinstance(found, Paged), found
    return found.report


def left(body: str | bytes, item: Item | None = None, media_type: str = "text/html") -> str:
    found = read(body, item, media_type)
    assert isinstance(found, Left), found
    return found.reason


def page(head: str = "", body: str = BODY, lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


# Furniture.


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li><a href='/'>Home</a></li></ul></nav>",
        "<figure><img src='a'><figcaption>Envoys leave the hall in Brage.</figcaption></figure>",
        "<p><a href='/oil'>Oil price falls to its lowest in a year</a></p>",
        "<h3><a href='/oil'>Oil price falls to its lowest in a year</a></h3>",
        "<ul><li><a href='/a'>An envoy resigns over tolls</a></li></ul>",
        "<p>Read more: <a href='/oil'>Oil falls</a></p>",
        "<p>Also read | Oil falls again</p>",
        "<div class='newsletter-box'><p>Never miss what happens in the harbour talks.</p></div>",
        "<div class='relatedArticles'><p>An envoy resigned over the tolls last week.</p></div>",
        "<div id='cookieConsent'><p>We and our partners use cookies on this page.</p></div>",
        "<section class='comments'><p>harbourfan: this will never end, I tell you.</p></section>",
        "<div role='dialog'><p>Would you like to hear from us about the harbour?</p></div>",
        "<p>Sign up for our morning letter.</p>",
        "<p>Photo: Clara Roe/Getty Images</p>",
        "<p>Story continues below</p>",
        "<p>Advertisement</p>",
        "<p>12 comments</p>",
        "<p>© 2031 The Ledger. All rights reserved.</p>",
    ],
)
def test_furniture_is_no_text(furniture: str) -> None:
    body = BODY.replace(f"<p>{MORE}</p>", f"{furniture}<p>{MORE}</p>{furniture}")
    found = report(page(body=body)).text.split("\n")
    assert found == ["Harbour talks stop", LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Read more of the text before you judge it,” the envoy said, and turned to go.",
        "Related matters, among them the tolls, the lights and the ferries, were left for later.",
        "Officials of <a href='/n'>Norland</a> and <a href='/s'>Sudmark</a> did not speak to us.",
        "The ministers will <a href='/m'>meet again in Brage</a> next week, both sides said.",
    ],
)
def test_a_paragraph_is_text_though_it_looks_like_furniture(paragraph: str) -> None:
    body = BODY.replace(f"<p>{MORE}</p>", f"<p>{paragraph}</p>")
    assert paragraph[:30].partition("<")[0] in report(page(body=body)).text


@pytest.mark.parametrize("name", ["has-sidebar", "share-enabled", "with-comments", "ad"])
def test_an_article_is_text_whatever_its_wrapper_is_called(name: str) -> None:
    found = report(page(body=f"<div class='{name}'>{BODY}</div>"))
    assert found.text.split("\n")[1:] == [LEAD, MORE, LAST]


def test_lines_that_say_when_it_was_changed_are_no_text_but_its_date() -> None:
    found = strip(f"Last updated on 4 March 2031 at 14:05\n{LEAD}\nUpdated plans were shown.")
    assert found.text == f"{LEAD}\nUpdated plans were shown."
    assert found.updated == Moment(dt.date(2031, 3, 4))


# Why there is none.


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (page(body=""), "no article was found in the page"),
        (page(body="<p>Talks end.</p>"), "no article was found in the page, only 2 words"),
        (
            page(body=f"<p>{LEAD}</p><p>Subscribe to continue reading</p>"),
            "behind a paywall: 14 words of it can be seen",
        ),
        (
            page(body=f"<p>{LEAD}</p><p>This article is for subscribers only.</p>"),
            "behind a paywall: 20 words of it can be seen",
        ),
        (
            page(
                body=f"<p>{LEAD}</p><div><button>Create a free account to keep reading</button>"
                "Create a free account to keep reading</div>"
            ),
            "behind a paywall: 28 words of it can be seen",
        ),
        (
            page(
                body="<h1>Before you go on</h1><p>We and our partners use cookies and similar "
                "means to store what you do.</p><p>Accept all</p>"
            ),
            "the page asks about cookies and does not show the article",
        ),
        (
            page(
                body="<h1>Before you continue</h1><p>We and our 842 partners store and access "
                "information on a device, and process what it tells of you.</p>"
            ),
            "the page asks about cookies and does not show the article",
        ),
        (
            page(body="<h1>Error 404</h1><p>We can’t find the page that you asked us for, sorry."),
            "the page says that the article is not there",
        ),
        (
            page(body="<p>Please enable JavaScript to see what is on this page of our paper."),
            "the page shows a wall against robots, not the article",
        ),
    ],
)
def test_what_is_no_article_is_left_with_a_reason(body: str, reason: str) -> None:
    assert left(body) == reason


def test_a_long_article_about_cookies_and_robots_is_one() -> None:
    text = f"<p>{LEAD}</p><p>“We use cookies,” the minister said. “Are you a robot?”</p>" + (
        f"<p>{MORE}</p><p>{LAST}</p>" * 8
    )
    assert "Are you a robot?" in report(page(body=f"<article>{text}</article>")).text


def test_what_a_page_says_of_its_wall_counts() -> None:
    script = '<script type="application/ld+json">{"@type":"NewsArticle",%s}</script>'
    closed = page(script % '"isAccessibleForFree": false')
    assert left(closed).startswith("behind a paywall: ")
    assert LEAD in report(page(script % '"isAccessibleForFree": true')).text


def test_a_source_that_gives_the_whole_text_stands_in_for_a_wall() -> None:
    whole = "\n".join([LEAD, MORE, LAST] * 6)
    item = Item(key="k", version="1", address=ADDRESS, title="Talks stop", text=whole)
    found = read(page(body=f"<p>{LEAD}</p><p>Subscribe to continue reading</p>"), item)
    assert isinstance(found, Paged)
    assert found.report.text == whole
    assert found.notes[0].endswith("the words that its source gives were taken")
    short = Item(key="k", version="1", address=ADDRESS, text=LEAD)
    assert "paywall" in left(page(body=f"<p>{LEAD}</p><p>Subscribe to keep reading</p>"), short)


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "it is a picture, not text"),
        (b'{"a": 1}', "application/json", "it is application/json, no page"),
        (b"%PDF-1.7 nothing", "application/pdf", "the PDF cannot be read"),
        (b"a\x00b", "text/html", "it is binary, not text"),
    ],
)
def test_what_is_no_page_is_left(body: bytes, media_type: str, reason: str) -> None:
    assert left(body, media_type=media_type).startswith(reason)


# What a page says of itself.


def test_a_report_has_what_its_page_says_and_its_source_fills_gaps() -> None:
    item = Item(
        key="guid-7",
        version="1",
        address=ADDRESS,
        title="From the feed",
        published=Moment(dt.date(2031, 3, 3)),
        outlet="The feed",
        author="Mara Lind and agencies",
        language="de",
    )
    found = report(page('<meta property="og:site_name" content="The Ledger">'), item)
    assert found.key == "guid-7"
    assert (found.source.name, found.source.address) == (
        "The Ledger",
        "https://ledger.example/2031/talks",
    )
    assert found.published == dt.date(2031, 3, 3)
    assert (found.details.author, found.details.agency) == ("Mara Lind and agencies", "agencies")
    assert found.details.language == "en"
    assert (found.mark, found.retrieved) == ("internal", NOW)


def test_without_a_name_the_outlet_is_the_host() -> None:
    assert report(page()).source.name == "ledger.example"


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        (
            '<meta property="article:published_time" content="2031-03-04T09:30:00+01:00">'
            '<meta property="article:modified_time" content="2031-03-05">',
            Moment(dt.date(2031, 3, 4), dt.datetime(2031, 3, 4, 8, 30, tzinfo=dt.UTC)),
            Moment(dt.date(2031, 3, 5)),
        ),
        (
            '<script type="application/ld+json">[{"@type": ["Thing", "LiveBlogPosting"], '
            '"datePublished": "20310304T093000Z", '
            '"dateModified": "Wed, 05 Mar 2031 10:00:00 GMT"}]'
            "</script>",
            Moment(dt.date(2031, 3, 4), dt.datetime(2031, 3, 4, 9, 30, tzinfo=dt.UTC)),
            Moment(dt.date(2031, 3, 5), dt.datetime(2031, 3, 5, 10, 0, tzinfo=dt.UTC)),
        ),
    ],
)
def test_dates_of_a_page(head: str, published: Moment, updated: Moment) -> None:
    said = read_article(page(head), ADDRESS).said
    assert (said.published, said.updated) == (published, updated)


def test_time_tags_give_dates() -> None:
    body = BODY.replace(
        "</h1>",
        '</h1><time itemprop="datePublished" datetime="2031-03-04T09:30:00Z">4 March</time>'
        '<time class="updated" datetime="2031-03-05T09:30:00Z">5 March</time>',
    )
    said = read_article(page(body=body), ADDRESS).said
    assert said.published is not None
    assert said.updated is not None
    assert (said.published.day.day, said.updated.day.day) == (4, 5)


@pytest.mark.parametrize("day", ["2043-03-04T09:30:00Z", "1970-01-01"])
def test_a_date_that_cannot_be_meant_is_left_out_with_a_note(day: str) -> None:
    found = read(page(f'<meta property="article:published_time" content="{day}">'))
    assert isinstance(found, Paged)
    assert found.report.published is None
    assert found.notes[0].endswith("it was left out")


@pytest.mark.parametrize(
    ("canonical", "address"),
    [
        ("https://www.ledger.example/2031/talks-end", "https://www.ledger.example/2031/talks-end"),
        ("/2031/talks-end", "https://ledger.example/2031/talks-end"),
        ("https://ledger.example/", "https://ledger.example/2031/talks"),
        ("https://wire.example/talks", "https://ledger.example/2031/talks"),
        ("http://[bad", "https://ledger.example/2031/talks"),
        ("javascript:alert(1)", "https://ledger.example/2031/talks"),
    ],
)
def test_the_own_address_of_an_article(canonical: str, address: str) -> None:
    assert report(page(f'<link rel="canonical" href="{canonical}">')).source.address == address


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("en-GB", "", "en"),
        ("", '<meta property="og:locale" content="fr_FR">', "fr"),
        ("", '<meta http-equiv="Content-Language" content="de">', "de"),
        ("nonsense!", "", None),
    ],
)
def test_the_language_is_the_declared_one(lang: str, head: str, language: str | None) -> None:
    assert report(page(head, lang=lang)).details.language == language


@pytest.mark.parametrize(
    ("text", "author", "agency"),
    [
        (f"BRAGE, March 4 (Reuters) - {LEAD}", None, "Reuters"),
        (f"BRAGE (AP) — {LEAD}", None, "AP"),
        (f"Brage, 4 March 2031 (Reuters)\n{LEAD}", None, "Reuters"),
        (f"A ferry in Brage (Reuters)\n{LEAD}\n{MORE}\n{MORE}\n{MORE}", None, None),
        (f"BRAGE (AFP/dpa) – {LEAD}", None, "AFP and DPA"),
        (f"{LEAD}\n{MORE}\n— Agence France-Presse", None, "AFP"),
        (f"{LEAD}\n© 2031 AFP", None, "AFP"),
        (f"{LEAD}\n(Xinhua)", None, "Xinhua"),
        (f"By Mara Lind, Associated Press\n{LEAD}", None, "AP"),
        (LEAD, "Per Falk with agencies", "agencies"),
        (f"BRAGE (Reuters) - {LEAD}", "Per Falk with agencies", "Reuters"),
        (LEAD, "Per Falk, Kyodo News", "Kyodo"),
        (LEAD, "Per Falk", None),
        (f"{LEAD} Reuters reported on Monday that talks went on.", None, None),
        (f"{LEAD}\n“We told AP nothing,” the envoy said on the way out of the hall.", None, None),
        ("", None, None),
    ],
)
def test_the_agency_that_a_text_credits(text: str, author: str | None, agency: str | None) -> None:
    assert agency_of(text, author) == agency


def test_a_text_is_a_report_too() -> None:
    found = report(f"Talks stop\n\n{LEAD}", media_type="text/plain")
    assert (found.title, found.text) == ("Talks stop", f"Talks stop\n\n{LEAD}")


def test_the_seam_gives_a_report_or_what_was_left() -> None:
    bare = Item(key="k", version="1", address=ADDRESS, title="T")
    given = Given(retrieved=NOW)
    assert isinstance(report_of_page(fetched(page()), bare, given), Report)
    assert report_of_page(fetched(page(body="")), bare, given) == Left(
        "k", ADDRESS, "T", "no article was found in the page"
    )
