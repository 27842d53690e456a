"""A text of the bot's own has two faces, and what is filled in acts in neither."""

from __future__ import annotations

from pathlib import Path

from bot.wording import Style, lines, listed, own, say


def test_a_template_is_markdown_in_discord_and_plain_in_a_terminal() -> None:
    said = say(
        "`{text}` is not on **{name}**: see [here]({link}).", text="Alien", name="Noir", link="https://a.b"
    )
    assert said.markdown() == "`Alien` is not on **Noir**: see [here](https://a.b)."
    assert said.terminal() == "'Alien' is not on Noir: see here (https://a.b)."


def test_what_is_filled_in_never_acts() -> None:
    said = say("{a} `{a}` **{a}**", a="`*{b}\x1b[1m\n")
    assert said.markdown() == r"\`\*{b}\[1m `ˋ*{b}[1m` **\`\*{b}\[1m**"
    assert said.terminal() == "`*{b}[1m '`*{b}[1m' `*{b}[1m"


def test_a_path_is_told_whole_and_a_number_has_its_thousands_parted() -> None:
    path = Path("x" * 300)
    assert say("{path} has {rows} rows, {share:.1f}", path=path, rows=4000, share=0.25).terminal() == (
        f"{path} has 4,000 rows, 0.2"
    )


def test_texts_are_put_together() -> None:
    assert listed(["tea", "*milk*", "rice"], "or").markdown() == r"**tea**, **\*milk\*** or **rice**"
    assert listed(["a", "b"], style=Style.CODE).terminal() == "'a' and 'b'"
    assert lines([say("{x}", x=own("<@1>")), say("b")]).markdown() == "<@1>\nb"
