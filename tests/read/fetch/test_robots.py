"""robots.txt: which rules are for us, and which of them decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.fetching.robots import Rules, rules_of


@pytest.mark.parametrize(
    ("text", "open_", "closed"),
    [
        ("", ["/", "/a"], []),
        ("User-agent: *\nDisallow:", ["/", "/a"], []),
        ("User-agent: *\nDisallow: /", ["/robots.txt"], ["/", "/a?b"]),
        ("User-agent: *\nDisallow: /a", ["/", "/b"], ["/a", "/ab", "/a/b?c"]),
        ("user-AGENT : *  # all\n disallow : /a # not this", ["/b"], ["/a"]),
        ("Disallow: /a", ["/a"], []),
        ("User-agent: other\nDisallow: /", ["/a"], []),
        ("User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /a", ["/b"], ["/a"]),
        ("User-agent: *\nDisallow: /\nUser-agent: Sayso/1.0\nDisallow: /a", ["/b"], ["/a"]),
        ("User-agent: sayso\nUser-agent: other\nDisallow: /a", ["/b"], ["/a"]),
        ("User-agent: sayso\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: SAYSO\nDisallow: /b", ["/c"], ["/a", "/b"]),
        ("User-agent: *\nDisallow: /\nUser-agent: sayso", ["/a"], []),
        ("User-agent: saysomething\nDisallow: /", ["/a"], []),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b", "/a/bc"], ["/a", "/a/c"]),
        ("User-agent: *\nAllow: /a\nDisallow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?b", "/pdf"], ["/a.pdf", "/a/b.pdf"]),
        ("User-agent: *\nDisallow: /a*b*c", ["/abb", "/acb"], ["/abc", "/axxbyyc/d"]),
        ("User-agent: *\nDisallow: /a$", ["/ab"], ["/a"]),
        ("User-agent: *\nDisallow: *secret", ["/a"], ["/secret", "/a/secret/b"]),
        ("User-agent: *\nDisallow: /a*a$", ["/a", "/ab"], ["/aa", "/aba"]),
        ("User-agent: *\nDisallow: /%61/%c3%bc", ["/b"], ["/a/ü", "/a/%C3%BC", "/%61/%c3%bc"]),
        ("User-agent: *\nDisallow: /ü", ["/u"], ["/%c3%bc", "/ü/a"]),
        ("User-agent: *\nDisallow: /a%2Fb", ["/a/b"], ["/a%2fb"]),
        ("Sitemap: https://clinic.example/map\nUser-agent: *\nNo colon\nDisallow: /a", ["/b"], ["/a"]),
        ("User-agent: *\r\nDisallow: /a\r\n\r\nDisallow: /b\r\n", ["/c"], ["/a", "/b"]),
    ],
)  # fmt: skip
def test_the_rules_that_are_for_us_decide(text: str, open_: list[str], closed: list[str]) -> None:
    rules = rules_of(text)
    assert [path for path in open_ if not rules.allows(path)] == []
    assert [path for path in closed if rules.allows(path)] == []


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7.0),
        ("User-agent: *\nCrawl-delay: 0.5\nDisallow: /a", 0.5),
        ("User-agent: other\nCrawl-delay: 7", 0.0),
        ("User-agent: *\nCrawl-delay: often", 0.0),
        ("User-agent: *\nCrawl-delay: -1", 0.0),
    ],
)
def test_how_long_a_site_wants_to_be_left_alone(text: str, delay: float) -> None:
    assert rules_of(text).delay == delay


@given(st.text(alphabet="ab*$/%\n:Alowdis#-gentU r", max_size=200), st.text(alphabet="ab/%?", max_size=20))
def test_any_file_is_read(text: str, path: str) -> None:
    assert rules_of(text).allows(f"/{path}") in (True, False)


def test_many_stars_make_it_no_slower() -> None:
    rules = Rules((("/" + "a*" * 5_000 + "b", False),))
    assert rules.allows("/" + "a" * 20_000)
