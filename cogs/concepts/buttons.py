"""The buttons under a concept; all they need is in their ids, so they work after a restart too."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, cast

import discord

from bot import errors
from bot.replies import truncate
from bot.views import NOT_YOURS
from models.pictures.palette import ThemeName, other_theme
from storage.concept import StoredConcept, Tally

WORDS = 4
"""How many words may be voted on at a time, a row each; Discord has five rows."""
LABEL_LIMIT = 40
PRESS_EVENT = "concept_press"
"""What the bot dispatches once a press is kept: with it, the concept's id and the `Change` to the look."""

Button = discord.ui.Button[discord.ui.View]


@dataclass(frozen=True, slots=True)
class Look:
    """How a concept's message looks: the words to vote on, which page of them that is, and the theme.

    Without words, those of the page are yet to be chosen.
    """

    words: tuple[str, ...] = ()
    page: int = 0
    theme: ThemeName = "dark"


@dataclass(frozen=True, slots=True)
class Change:
    """What a press changes of a look: it turns to a page, to a theme, or changes neither."""

    page: int | None = None
    theme: ThemeName | None = None

    def applied_to(self, look: Look) -> Look:
        """Return the look after the press; the words of a new page are yet to be chosen."""
        if self.page is not None:
            look = replace(look, words=(), page=self.page)
        return replace(look, theme=self.theme or look.theme)


class WordButton(
    discord.ui.DynamicItem[Button],
    template=r"concept:(?P<concept_id>\d+):(?P<side>in|out):(?P<word>.+)",
):
    """Votes a word in or out for whoever presses, or takes that back."""

    def __init__(self, concept_id: int, side: str, word: str, votes: int = 0, row: int | None = None) -> None:
        tally = str(votes) if votes else ""
        name = truncate(word, LABEL_LIMIT) if side == "in" else ""
        button: Button = discord.ui.Button(
            emoji="✅" if side == "in" else "❌",
            label=" · ".join(part for part in (name, tally) if part) or None,
            custom_id=f"concept:{concept_id}:{side}:{word}",
            row=row,
        )
        super().__init__(button)
        self.concept_id, self.side, self.word = concept_id, side, word

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> WordButton:
        """Make the button again from its id."""
        return cls(int(match["concept_id"]), match["side"], match["word"])

    @errors.answered("concept vote")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the vote, and have the border redrawn; the tally on the buttons tells that it counted."""
        await _acknowledge(interaction, self.concept_id)
        concepts, now = interaction.client.services.concepts, discord.utils.utcnow()
        inside = self.side == "in"
        await concepts.vote(self.concept_id, self.word, interaction.user.id, now, inside=inside)
        interaction.client.dispatch(PRESS_EVENT, interaction, self.concept_id, Change())


class OtherWordsButton(
    discord.ui.DynamicItem[Button],
    template=r"conceptwords:(?P<concept_id>\d+):(?P<page>\d+)",
):
    """Puts other words up for the vote."""

    def __init__(self, concept_id: int, page: int) -> None:
        super().__init__(
            discord.ui.Button(
                label="Other words", emoji="🔀", custom_id=f"conceptwords:{concept_id}:{page}", row=WORDS
            )
        )
        self.concept_id, self.page = concept_id, page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> OtherWordsButton:
        """Make the button again from its id."""
        return cls(int(match["concept_id"]), int(match["page"]))

    @errors.answered("concept words")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn to the next words; who presses at the same time means the same."""
        await _acknowledge(interaction, self.concept_id)
        interaction.client.dispatch(PRESS_EVENT, interaction, self.concept_id, Change(page=self.page))


class ThemeButton(
    discord.ui.DynamicItem[Button],
    template=r"concepttheme:(?P<concept_id>\d+):(?P<theme>dark|light)",
):
    """Draws the concept in the other theme."""

    def __init__(self, concept_id: int, theme: ThemeName) -> None:
        super().__init__(
            discord.ui.Button(
                label=theme.capitalize(), custom_id=f"concepttheme:{concept_id}:{theme}", row=WORDS
            )
        )
        self.concept_id, self.theme = concept_id, theme

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str]
    ) -> ThemeButton:
        """Make the button again from its id."""
        return cls(int(match["concept_id"]), cast(ThemeName, match["theme"]))

    @errors.answered("concept theme")
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Draw it in this theme from now on."""
        await _acknowledge(interaction, self.concept_id)
        interaction.client.dispatch(PRESS_EVENT, interaction, self.concept_id, Change(theme=self.theme))


def buttons_of(stored: StoredConcept, look: Look) -> discord.ui.View:
    """Return a row for each word, in or out, and a row to change what is shown."""
    view = discord.ui.View(timeout=None)
    for row, word in enumerate(look.words):
        tally: Tally = stored.tally(word)
        view.add_item(WordButton(stored.id, "in", word, tally.ins, row))
        view.add_item(WordButton(stored.id, "out", word, tally.outs, row))
    view.add_item(OtherWordsButton(stored.id, look.page + 1))
    view.add_item(ThemeButton(stored.id, other_theme(look.theme)))
    return view


def look_of(message: discord.Message) -> Look:
    """Return how a message looks by the ids of its buttons: after a restart nothing else knows."""
    words: dict[str, None] = {}
    page, theme = 0, "dark"
    for row in message.components:
        for item in getattr(row, "children", ()):
            custom_id = str(getattr(item, "custom_id", ""))
            if match := re.fullmatch(r"concept:\d+:(?:in|out):(.+)", custom_id):
                words[match[1]] = None
            elif match := re.fullmatch(r"conceptwords:\d+:(\d+)", custom_id):
                page = int(match[1]) - 1
            elif match := re.fullmatch(r"concepttheme:\d+:(dark|light)", custom_id):
                theme = other_theme(cast(ThemeName, match[1]))
    return Look(tuple(words), page, cast(ThemeName, theme))


async def _acknowledge(interaction: discord.Interaction[Any], concept_id: int) -> None:
    """Acknowledge a press, and go on unless the concept is somebody else's own.

    Acknowledged before anything is read: when a whole room presses, that may take longer than Discord waits.

    Raises
    ------
    UnknownConcept
        When it is gone.
    errors.Refused
        When it is another person's.
    """
    await interaction.response.defer()
    owner_id = (await interaction.client.services.concepts.get(concept_id)).place.owner_id
    if owner_id not in (None, interaction.user.id):
        raise errors.Refused(NOT_YOURS)
