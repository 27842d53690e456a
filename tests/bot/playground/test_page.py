"""The playground's page, in a real browser: what a stranger, a lecturer or a study group does must work."""

from __future__ import annotations

import re
from importlib.resources import files
from io import BytesIO
from typing import Any

import discord
import pytest
from PIL import Image
from playwright.async_api import Locator, Page, ViewportSize, expect

from bot.playground.opening import Playground
from bot.playground.world import MEMBERS
from testbed.page import ANSWER_MS, DESK, PHONE, messages, newest_id, next_answer, ready, send
from tests.bot.playground.conftest import Visit

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one playground and one browser for all of these

OUT = ' target="_blank" rel="noopener noreferrer"'


async def test_the_first_message_says_what_to_try_and_it_can_be_pressed(page: Page) -> None:
    first = messages(page).first
    await expect(first.locator(".author")).to_have_text("Hyperplane")
    await first.get_by_role("button", name="!analogy man king woman", exact=True).click()
    await expect(box(page)).to_have_value("!analogy man king woman")
    await box(page).press("Enter")
    await expect(messages(page).last.locator(".embed strong").first).to_have_text("queen")


async def test_tsne_is_answered_with_a_picture_that_can_be_enlarged(page: Page) -> None:
    answer = await send(page, "!tsne")
    image = answer.get_by_alt_text("countries")
    await expect(image).to_be_visible(timeout=ANSWER_MS)
    await expect(image).to_have_js_property("complete", True)
    assert await image.evaluate("image => image.naturalWidth") > 1000
    await expect(answer.get_by_role("button", name=re.compile("Another seed"))).to_be_in_viewport()
    await answer.get_by_role("button", name=re.compile("Enlarge")).click()
    await expect(page.get_by_role("dialog", name="Picture")).to_be_visible()
    await page.keyboard.press("Escape")


async def test_a_slash_command_is_picked_and_filled_in_by_keyboard_alone(page: Page) -> None:
    before = await newest_id(page)
    await box(page).press_sequentially("/neigh")
    await expect(page.get_by_role("option").first).to_contain_text("/neighbours")
    await page.keyboard.press("Enter")
    await page.keyboard.type("cof")
    await expect(page.get_by_role("option", name="coffee", exact=True)).to_be_visible(timeout=ANSWER_MS)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(await next_answer(page, before)).to_contain_text("Nearest to coffee")
    await expect(box(page)).to_be_focused()


async def test_a_field_for_people_offers_those_who_are_here(page: Page) -> None:
    await box(page).press_sequentially("/match ")
    field = page.locator("[data-option=person]")
    assert (await field.locator("option").all_inner_texts())[1:] == list(MEMBERS)
    await field.select_option(label="Alan")
    before = await newest_id(page)
    await page.keyboard.press("Tab")
    await page.get_by_role("button", name="Send").click()
    await next_answer(page, before)


async def test_people_are_mentioned_by_completion_and_by_name(page: Page) -> None:
    await box(page).press_sequentially("@gr")
    await page.get_by_role("option", name="@Grace").click()
    await expect(box(page)).to_have_value("@Grace ")
    await box(page).press("Enter")
    await expect(messages(page).last.locator(".mention")).to_have_text("@Grace")
    answer = await send(page, "!match @alan")
    await expect(answer).not_to_contain_text("nobody called")


async def test_a_message_of_one_s_own_is_edited_replied_to_and_deleted_by_keyboard_alone(page: Page) -> None:
    await send(page, "!neighbours tea")
    await box(page).press("ArrowUp")
    await expect(box(page)).to_have_value("!neighbours tea")
    await expect(page.get_by_text("the bot answers it anew")).to_be_visible()
    await box(page).press("Escape")
    await expect(box(page)).to_have_value("")
    await box(page).press("ArrowUp")
    before = await newest_id(page)
    await box(page).fill("!neighbours whisky")
    await box(page).press("Enter")
    answer = await next_answer(page, before)
    await expect(answer).to_contain_text("Nearest to whisky")
    await expect(own(page).last).to_contain_text("!neighbours whisky (edited)")

    await answer.locator(".more").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Replying to Hyperplane")).to_be_visible()
    await page.keyboard.type("Cheers")
    await page.keyboard.press("Enter")
    reply = messages(page).last
    await expect(reply.get_by_role("button", name="In reply to Hyperplane")).to_be_visible()
    await expect(page.get_by_text("Replying to Hyperplane")).to_be_hidden()

    dialog = page.get_by_role("dialog", name="Delete this message?")
    for deed in (("Escape",), ("Shift+Tab", "Enter")):  # kept after all, then deleted
        await expect(reply).to_contain_text("Cheers")
        await reply.get_by_role("button", name="Reply, Edit, Delete: Ada: Cheers").focus()
        await keys(page, "Enter", "Tab", "Tab", "Enter")
        await expect(dialog).to_contain_text("Cheers")
        await keys(page, *deed)
        await expect(dialog).to_be_hidden()
        await expect(box(page)).to_be_focused()
    await expect(messages(page).filter(has_text="Cheers")).to_have_count(0)


async def test_what_is_open_stays_so_when_its_message_changes(place: Playground, page: Page) -> None:
    view = discord.ui.View()
    options = [discord.SelectOption(label=film) for film in ("Alien", "Heat", "Grease")]
    view.add_item(discord.ui.Select(placeholder="Films", options=options, max_values=3))
    sent = await channel(place).send("Blooming", view=view)
    message = messages(page).filter(has_text="Bloom")
    await message.get_by_role("button", name="Reply: Hyperplane: Blooming").focus()
    await keys(page, "Enter")
    reply = message.get_by_role("button", name="Reply", exact=True)
    await expect(reply).to_be_focused()
    await sent.edit(content="Blooming on")
    await expect(message).to_contain_text("Blooming on")
    await expect(reply).to_be_focused()
    await keys(page, "Escape")
    await expect(reply).to_be_hidden()
    await message.get_by_text("Films").click()
    await message.get_by_label("Heat").check()
    await sent.edit(content="Bloomed")
    await expect(message).to_contain_text("Bloomed")
    await expect(message.get_by_label("Heat")).to_be_checked()
    await expect(message.get_by_label("Heat")).to_be_focused()
    await expect(message.get_by_label("Grease")).not_to_be_checked()
    await expect(message.get_by_role("button", name="Done")).to_be_enabled()


async def test_a_talk_is_given_in_a_thread(page: Page) -> None:
    announced = await send(page, "!talk start in-five-minutes")
    await expect(announced).to_contain_text("ready in #Word vectors", timeout=ANSWER_MS)
    await page.get_by_role("link", name=re.compile("five minutes", re.IGNORECASE)).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("five minutes", ignore_case=True)
    for press in ("Begin", "Next", "Next", "Next", "Next"):
        button = page.get_by_role("button", name=press, exact=True).last
        await expect(button).to_be_in_viewport(timeout=ANSWER_MS)
        before = await newest_id(page)
        await button.click()
        await next_answer(page, before)
    await expect(messages(page).filter(has_text="The odd one out: car").last).to_be_visible()
    await expect(messages(page).last).to_contain_text("in-five-minutes.zip", timeout=ANSWER_MS)
    await expect(messages(page).last).to_be_in_viewport(ratio=1)


class Everything(discord.ui.View):
    """One of each thing that can stand under a message."""

    @discord.ui.button(label="Ask me")
    async def ask(self, interaction: discord.Interaction, _button: Any) -> None:
        await interaction.response.send_modal(Name())

    @discord.ui.select(options=[discord.SelectOption(label="Tea"), discord.SelectOption(label="Coffee")])
    async def drink(self, interaction: discord.Interaction, menu: discord.ui.Select[Any]) -> None:
        assert interaction.message is not None
        await interaction.response.edit_message(content=f"{menu.values[0]} it is")

    @discord.ui.select(cls=discord.ui.UserSelect, min_values=2, max_values=2)
    async def pair(self, interaction: discord.Interaction, menu: discord.ui.UserSelect[Any]) -> None:
        await interaction.response.edit_message(content=" and ".join(each.name for each in menu.values))


class Name(discord.ui.Modal, title="Who are you?"):
    name: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Your name", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Hush, {self.name.value}", ephemeral=True)


async def test_forms_menus_and_private_answers_work_in_two_windows(place: Playground, visited: Visit) -> None:
    ada, alan = await visited("#ada/study-group"), await visited("#alan/study-group")
    await channel(place).send("Well?", view=Everything(timeout=None))
    message = messages(ada).filter(has_text="Well?").last
    await message.get_by_role("button", name="Ask me").click()
    await ada.get_by_label("Your name").fill("Countess")
    await ada.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(messages(ada).last).to_contain_text("Hush, Countess")
    await expect(messages(ada).last).to_contain_text("Only you can see this")
    mine = ada.locator(f'[data-id="{await message.get_attribute("data-id")}"]')
    await mine.locator("summary").first.click()
    await mine.get_by_role("button", name="Coffee").click()
    await expect(mine).to_contain_text("Coffee it is")
    await mine.locator("summary").last.click()
    await mine.get_by_label("Grace").check()
    await mine.get_by_label("Alan").check()
    await mine.get_by_role("button", name="Done").click()
    await expect(messages(alan).filter(has_text="Grace and Alan")).to_be_visible()
    await expect(messages(alan).filter(has_text="Hush")).to_have_count(0)


async def test_a_word_in_private_is_noticed_elsewhere(place: Playground, page: Page) -> None:
    ada = await place.bot.fetch_user(place.world.members["Ada"])
    await ada.send("psst")
    await page.get_by_role("button", name="Read it").click()
    await expect(messages(page).last).to_contain_text("psst")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_newest_answer_and_its_buttons_are_in_view_in_a_long_channel(
    place: Playground, visited: Visit, size: ViewportSize
) -> None:
    page = await visited("#grace/lecture-hall", size)
    there = channel(place, "lecture-hall")
    for at in range(30):
        await there.send(f"Message {at}")
        await there.send(
            file=drawing(at), view=Everything(timeout=None) if at == 29 else discord.utils.MISSING
        )
    newest = messages(page).last
    await expect(newest.get_by_alt_text("Drawing 29")).to_be_in_viewport(timeout=ANSWER_MS)
    await expect(newest.get_by_role("button", name="Ask me")).to_be_in_viewport()
    await expect(await send(page, "!neighbours tea")).to_be_in_viewport(ratio=1)
    await page.reload()
    await ready(page)
    await expect(page.get_by_role("radio", name="Grace")).to_be_checked()
    await expect(messages(page).last).to_be_in_viewport()
    await page.locator("#scroll").hover()
    await page.mouse.wheel(0, -3000)
    await expect(messages(page).last).not_to_be_in_viewport()
    top = await first_in_view(page)
    await there.send("by the way")
    await expect(page.get_by_role("button", name="1 new message")).to_be_visible()
    assert await first_in_view(page) == top
    await page.reload()
    await ready(page)
    assert await first_in_view(page) == top
    await page.get_by_role("button", name="To the newest").click()
    await expect(messages(page).filter(has_text="by the way").last).to_be_in_viewport()
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"], "nothing sticks out at the side"


async def test_a_refusal_is_in_words_and_loses_nothing(page: Page) -> None:
    answer = await send(page, "!neighbours cofffee")
    await expect(answer).to_contain_text("Did you mean coffee")
    await box(page).fill("x" * 2001)
    await box(page).press("Enter")
    await expect(page.locator("#refusal")).to_contain_text("at most 2,000 characters")
    await expect(box(page)).to_have_value("x" * 2001)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_no_rule_of_accessibility_is_broken(
    place: Playground, visited: Visit, size: ViewportSize
) -> None:
    page = await visited("#ada/film-night", size)
    await channel(place, "film-night").send("Well?", view=Everything(timeout=None))
    await send(page, "!neighbours cofffee")
    asked = own(page).filter(has_text="!neighbours cofffee").last
    await asked.locator(".more").click()
    await asked.get_by_role("button", name="Edit", exact=True).click()
    await asked.locator(".more").click()
    assert await broken_rules(page) == []
    await asked.get_by_role("button", name="Delete", exact=True).click()
    assert await broken_rules(page) == []
    await page.get_by_role("button", name="Keep it").click()
    await box(page).press("Escape")
    await box(page).press_sequentially("/ne")
    await expect(page.get_by_role("option").first).to_be_visible()
    assert await broken_rules(page) == []
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Send").wait_for()
    await page.emulate_media(color_scheme="dark")
    if size == PHONE:
        await page.get_by_role("button", name="Channels").click()
    assert await broken_rules(page) == []


MARKDOWN = [
    (
        "**bold** *slant* _slant_ __line__ ~~gone~~",
        "<strong>bold</strong> <em>slant</em> <em>slant</em> <u>line</u> <s>gone</s>",
    ),
    (r"\*not\* snake_case_name 2 * 3 * 4", "*not* snake_case_name 2 * 3 * 4"),
    ("`a **b** <@1>`", "<code>a **b** &lt;@1&gt;</code>"),
    ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
    ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
    (
        "[a](https://x.org/b_(c))",
        f'<a href="https://x.org/b_(c)"{OUT}>a</a>',
    ),
    ("<@7> and <@8>", '<span class="mention">@Ada</span> and <span class="mention">@somebody</span>'),
    ("-# small", '<small class="line">small</small>'),
    ("# Title", '<div class="heading heading-1" role="heading" aria-level="3">Title</div>'),
    ("> said\nso", "<blockquote>said</blockquote>so"),
    ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
    ("```py\nx = `1`\n```", "<pre><code>x = `1`</code></pre>"),
    ("```\n<b>\n```", "<pre><code>&lt;b&gt;</code></pre>"),
    (
        "**[*both*](https://x.org)**",
        f'<strong><a href="https://x.org"{OUT}><em>both</em></a></strong>',
    ),
]


async def test_discords_markdown_is_drawn_and_nothing_else(page: Page) -> None:
    drawn = await page.evaluate(
        """async texts => {
            const { blocks } = await import("./page/markdown.js");
            const person = id => (id === "7" ? "Ada" : undefined);
            return texts.map(text => {
                const holder = document.createElement("div");
                holder.append(blocks(text, { person }));
                return holder.innerHTML;
            });
        }""",
        [text for text, _ in MARKDOWN],
    )
    plain = [
        re.sub(
            r'<div class="text">(.*?)</div>|(<pre).*?(><code).*?>', lambda m: m[1] or f"{m[2]}{m[3]}>", each
        )
        for each in drawn
    ]
    assert plain == [wanted for _, wanted in MARKDOWN]


async def test_a_moment_that_has_passed_is_told_from_now(page: Page) -> None:
    told = await page.evaluate(
        'import("./page/moments.js").then(({ ago }) => [-30, 30, 3600 * 47, -86400 * 40]'
        ".map(seconds => ago(1e12 + seconds * 1000, 1e12)))"
    )
    assert told == ["30 seconds ago", "in 30 seconds", "tomorrow", "last month"]


def box(page: Page) -> Locator:
    return page.get_by_label("Message", exact=True)


async def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        await page.keyboard.press(key)


def own(page: Page) -> Locator:
    return page.locator(".message:not(.from-bot)")


def channel(place: Playground, name: str = "study-group") -> discord.TextChannel:
    found = place.bot.get_channel(place.world.channels[name])
    assert isinstance(found, discord.TextChannel)
    return found


def drawing(number: int) -> discord.File:
    picture = BytesIO()
    Image.linear_gradient("L").rotate(number).resize((1200, 900)).save(picture, "PNG", compress_level=1)
    picture.seek(0)
    return discord.File(picture, f"drawing-{number}.png", description=f"Drawing {number}")


async def first_in_view(page: Page) -> str:
    return str(
        await page.evaluate(
            """() => {
                const top = document.querySelector("#scroll").getBoundingClientRect().top;
                const all = [...document.querySelectorAll(".message")];
                return all.find(each => each.getBoundingClientRect().bottom > top).dataset.id;
            }"""
        )
    )


async def broken_rules(page: Page) -> list[str]:
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = await page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]
