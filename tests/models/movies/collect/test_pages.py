from __future__ import annotations

from models.movies.collect.pages import cut_pages
from testbed.dumps import Written, page_xml

TRICKY = Written("Tom & Jerry <3", 'a </page> in [[text]] & "<text>" &nbsp; </text>')


def cut(*pages: Written) -> list[tuple[str, int, str | None, str]]:
    data = "".join(page_xml(number, page) for number, page in enumerate(pages)).encode()
    return [
        (page.title, page.namespace, page.redirect, page.text) for page in cut_pages(b"<mediawiki>" + data)
    ]


def test_pages_are_cut_out_as_they_were_written() -> None:
    moved = Written("Old & new", redirect='The "new"')
    template = Written("Template:Box", "", namespace=10)
    assert cut(TRICKY, moved, template) == [
        (TRICKY.title, 0, None, TRICKY.text),
        ("Old & new", 0, 'The "new"', '#REDIRECT [[The "new"]]'),
        ("Template:Box", 10, None, ""),
    ]


def test_a_redirect_within_the_text_of_a_page_is_none() -> None:
    assert cut(Written("Help", '<redirect title="x" />'))[0][2] is None


def test_half_pages_and_other_things_are_left_out() -> None:
    whole = page_xml(1, TRICKY).encode()
    assert [
        page.title for page in cut_pages(whole[5:] + whole + b"<page><id>1</id></page>" + whole[:40])
    ] == [TRICKY.title]


def test_bytes_that_are_no_text_cost_a_letter_and_not_the_page() -> None:
    broken = page_xml(1, Written("A", "b")).encode().replace(b">b<", b">b\xff<")
    assert [page.text for page in cut_pages(broken)] == ["b\ufffd"]
