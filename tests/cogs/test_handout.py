"""A talk's handout as one page: whole by itself, harmless whatever was typed, never too large for Discord."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

import discord
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cogs.talk import handout
from cogs.talk.closing import close
from cogs.talk.fingerprints import Fingerprint
from cogs.talk.kept import KeptFile, KeptMessage
from cogs.talk.page import as_html, write_page
from cogs.talk.performance import Slide
from cogs.talk.rehearsal import Rehearsed
from cogs.talk.script import Step, Talk

PLENTY = 10 * 2**20
EVIL = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> ![t](https://spy.example/x.png) &lt;"
TEXT_TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h4"}
MODELS = [Fingerprint("words", "00ff"), Fingerprint(EVIL, "11")]


class Tags(HTMLParser):
    """Collects the elements of a page, and what there is to read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def talk_of(*files: KeptFile, said: str = "Near") -> tuple[Talk, tuple[Slide, ...]]:
    message = KeptMessage(
        embeds=[discord.Embed(title=said, description=said).set_footer(text=said)], files=list(files)
    )
    answers = (Rehearsed(f"neighbours {said}", (message,)), Rehearsed("bake", (), f"No {said}"))
    step = Step(said[:100], said)
    return Talk(said[:100], (step,), said), (Slide(step, answers),)


def picture(size: int, name: str = "map.png") -> KeptFile:
    return KeptFile(name, f"A map of {size}", b"\x89" * size)


def page_of(talk: Talk, slides: tuple[Slide, ...], limit: int = PLENTY) -> Tags:
    page = write_page(talk, slides, MODELS, "?", limit)
    assert page is not None
    assert len(page.html) <= limit
    return Tags(page.html.decode())


def test_the_page_has_all_of_the_talk_and_asks_the_network_for_nothing() -> None:
    whole = KeptFile("text.txt", "The whole text.", b"To be <b>")
    page = page_of(*talk_of(picture(100), whole, KeptFile("list.csv", "The list", b"a,b")))
    for part in ("1. Near", "?neighbours Near", "No Near", "To be <b>", "list.csv", "00ff", "Hyperplane"):
        assert part in page.text, part
    (image,) = page.of("img")
    assert image["alt"] == "A map of 100"
    assert str(image["src"]).startswith("data:image/png;base64,")
    assert {each.get("href") for each in page.of("a")} == {"#step-1"}
    assert not {"script", "link", "iframe", "form"} & {tag for tag, _ in page.found}
    assert "default-src 'none'" in str(page.of("meta"))
    assert page.of("html") == [{"lang": "en"}]


def test_what_was_typed_is_shown_and_does_nothing() -> None:
    talk, slides = talk_of(KeptFile('"><script>.png', EVIL, b"1"), said=EVIL)
    page = page_of(talk, slides)
    assert page.of("script") == []
    assert len(page.of("img")) == 1
    assert page.of("img")[0]["alt"] == EVIL
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]
    assert page.text.count("<script>alert(1)</script>") >= 8


@given(st.text(st.sampled_from("<>&;\"'`*_~[]()!#-+.:/\\ \nabjhtps1=@"), max_size=80))
@example("[a](javascript:alert(1)) [b](data:text/html,x) [c](page.html)")
@example("<javascript:alert(1)> <https://x.example> &#106; <b onclick=x>")
@example("```html\n<script>\n```\n-# small\n# Large\n    code\n---\n[a]: https://x.example")
def test_any_text_becomes_harmless_markup(text: str) -> None:
    for tag, attributes in Tags(as_html(text)).found:
        assert tag in TEXT_TAGS
        assert set(attributes) <= {"href", "rel", "class", "start", "tabindex"}
        assert (attributes.get("href") or "https://").startswith(("https://", "http://"))


def test_discord_s_markdown_is_drawn() -> None:
    assert as_html("**a** `b`\n-# c") == "<p><strong>a</strong> <code>b</code><br />\nc</p>\n"
    assert as_html(r"5 \* 3 \<b\>") == "<p>5 * 3 &lt;b&gt;</p>\n"
    assert as_html("```py\nx\n```") == '<pre tabindex="0"><code class="language-py">x\n</code></pre>\n'


@pytest.mark.parametrize("room_for", [0, 1, 2, 3])
def test_the_largest_pictures_are_left_out_where_the_page_would_be_too_large(room_for: int) -> None:
    talk, slides = talk_of(*(picture(30_000 * number) for number in (3, 1, 2)))
    limit = 20_000 + sum(41_000 * number for number in range(1, room_for + 1))
    page = write_page(talk, slides, MODELS, "?", limit)
    assert page is not None
    assert page.left_out == 3 - room_for
    drawn = Tags(page.html.decode())
    assert {str(each["alt"]) for each in drawn.of("img")} == {
        f"A map of {30_000 * number}" for number in range(1, room_for + 1)
    }
    assert drawn.text.count("would make the page too large") == 3 - room_for
    assert all(f"A map of {30_000 * number}" in drawn.text for number in range(room_for + 1, 4))


def test_there_is_no_page_where_not_even_its_text_is_small_enough() -> None:
    assert write_page(*talk_of(picture(10)), MODELS, "?", 100) is None


@pytest.mark.parametrize(
    ("limit", "sent", "said"),
    [
        (500_000, [["a.html", "a.zip"]], "all of it, to read and to do again."),
        (200_000, [["a.html"], ["a.zip"]], "all of it, to read and to do again."),
        (125_000, [["a.html", "a.zip"]], "The page leaves out 1 picture, or it would be too large."),
        (80_000, [["a.html"]], "The handout has 88 KB, and Discord takes 78 KB here: fewer pictures"),
        (17_000, [[]], "As one page the handout would be larger than Discord takes here."),
    ],
)
def test_the_handout_is_sent_in_as_many_messages_as_discord_takes(
    limit: int, sent: list[list[str]], said: str
) -> None:
    closing = close("a", *talk_of(picture(90_000)), MODELS, "?", limit_bytes=limit)
    assert [[each.name for each in message.files] for message in closing.messages] == sent
    assert said in (closing.messages[0].content or "")
    assert all(sum(len(each.data) for each in message.files) < limit for message in closing.messages)


def test_in_the_markdown_a_picture_is_shown_and_another_file_linked() -> None:
    talk, slides = talk_of(picture(10), KeptFile("text.txt", "The text", b"a"))
    archive = io.BytesIO(handout.write(talk, slides, MODELS, "?"))
    with zipfile.ZipFile(archive) as opened:
        text = opened.read(handout.PAGE).decode()
        assert {name.rpartition("-")[2] for name in opened.namelist()} == {
            "handout.md",
            "map.png",
            "text.txt",
        }
    assert re.search(r"!\[A map of 10\]\(images/\S+map\.png\)", text)
    assert re.search(r"(?<!!)\[The text\]\(images/\S+text\.txt\)", text)
