from __future__ import annotations

import pytest

from models.movies.collect.wikitext import fields, items, lead, plain_text, whole_template


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("[[Ann Lee]]", ["Ann Lee"]),
        ("[[Ann Lee (actor)|Ann Lee]]<br>[[Bob]]<br />Cy", ["Ann Lee", "Bob", "Cy"]),
        ("{{ubl|[[Ann]]|Bob|[[Cy]]}}", ["Ann", "Bob", "Cy"]),
        ("{{Plain list|\n* [[Ann]]\n* Bob\n}}", ["Ann", "Bob"]),
        ("{{plainlist| *Ann\n*[[Bob]]}}", ["Ann", "Bob"]),
        ("{{hlist|[[Ann]]<br>[[Bob]]}}", ["Ann", "Bob"]),
        ("* Ann\n* Bob", ["Ann", "Bob"]),
        ("Ann, Bob, Cy", ["Ann", "Bob", "Cy"]),
        ("[[Ann]] [[Bob]]", ["Ann", "Bob"]),
        ("Sam Hill, Jr., Ann", ["Sam Hill, Jr.", "Ann"]),
        ("[[Ann]] (uncredited)<br>Bob {{small|(voice)}}", ["Ann", "Bob"]),
        ("Ann{{efn|a note, with commas}}{{citation needed}}", ["Ann"]),
        ("'''Score:'''<br>[[Ann]]<br>Songs:<br>Bob<br>''and'' [[Cy]]", ["Ann", "Bob", "Cy"]),
        ("{{nowrap|[[Ann]]}}, {{nowrap|Bob}}", ["Ann", "Bob"]),
        ("{{ill|Ann Lee|fr|Ann Lee (actrice)}}", ["Ann Lee"]),
        ("[[Ann]]<ref>[[Not Ann]]</ref>", ["Ann"]),
        ("[[Ann]]<!-- [[Bob]] -->", ["Ann"]),
        ("See below", []),
        ("[[#Cast|see below]]", []),
        ("", []),
        ("{{unknown|Ann}}", []),
        ("[[Ann]], [[Ann]]", ["Ann"]),
    ],
)
def test_the_items_of_a_field(value: str, shown: list[str]) -> None:
    assert [item.shown for item in items(value)] == shown


def test_an_item_knows_the_page_that_it_links_to() -> None:
    assert [(item.page, item.shown) for item in items("[[Ann Lee (actor)|Ann]], Bob")] == [
        ("Ann Lee (actor)", "Ann"),
        (None, "Bob"),
    ]


def test_a_template_ends_with_its_own_braces() -> None:
    assert whole_template("a {{b|{{c}}|d}} e", 2) == "{{b|{{c}}|d}}"
    assert whole_template("{{b|{{c}}", 0) == "{{b|{{c}}", "one that never ends is all that is left"


def test_fields_are_told_by_name_without_notes_and_empty_ones() -> None:
    box = "{{Box\n| Release_date = {{Film date|2001|2}}<ref>x</ref>\n| music =\n| name={{lang|fr|[[A|b]]}}}}"
    assert fields(box) == {"release date": "{{Film date|2001|2}}", "name": "{{lang|fr|[[A|b]]}}"}


def test_plain_text_tells_what_templates_hold() -> None:
    assert plain_text("{{Film date|1984|3|9|[[London]]|df=y}} (UK)<ref>2001</ref>") == "1984 3 9 London (UK)"


def test_the_lead_is_its_first_sentences_in_plain_words() -> None:
    text = (
        "{{Infobox x|a={{b}}}}\n[[File:X.jpg|thumb|A [[ship]]. Big.]]\n{| table |}\n"
        "'''''Dr. No''''' ({{lang|fr|Non}}) is a [[spy film]] by [[Ann B. Lee|A. B. Lee]].<ref>No.</ref> "
        "It is ''short''. It ends.\n== Plot ==\nHe dies."
    )
    assert lead(text, 2, 400) == "Dr. No is a spy film by A. B. Lee. It is short."
    assert lead(text, 2, 32) == "Dr. No is a spy film by A. B.…"
    assert lead("", 2, 100) == ""
