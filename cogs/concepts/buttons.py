"""The buttons under a concept; all they need is in their ids."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import discord

from bot.presses.codecs import Rest
from bot.presses.press import Press
from bot.replies import truncate
from bot.views import theme_label
from models.pictures.palette import ThemeName, other_theme
from storage.concept import StoredConcept, Tally

WORDS = 4
"""How many words may be voted on at a time, a row each; Discord has five rows."""
LABEL_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """How a concept's message looks: the words to vote on, which page of them that is, and the theme.

    Without words, those of the page are yet to be chosen.
    """

    words: tuple[str, ...] = ()
    page: int = 0
    theme: ThemeName = "dark"


@dataclass(frozen=True, slots=True)
class LayoutChange:
    """What a press changes of a layout: it turns to a page, to a theme, or changes neither."""

    page: int | None = None
    theme: ThemeName | None = None

    def applied_to(self, layout: Layout) -> Layout:
        """Return the layout after the press; the words of a new page are yet to be chosen."""
        if self.page is not None:
            layout = replace(layout, words=(), page=self.page)
        return replace(layout, theme=self.theme or layout.theme)


@dataclass(frozen=True)
class WordVote(Press, kind="concept"):
    """Votes a word in or out for whoever presses, or takes that back."""

    concept_id: int
    side: Literal["in", "out"]
    word: Rest


@dataclass(frozen=True)
class OtherWords(Press, kind="conceptwords"):
    """Puts other words up for the vote; who presses at the same time means the same."""

    concept_id: int
    page: int


@dataclass(frozen=True)
class OtherTheme(Press, kind="concepttheme"):
    """Has the concept drawn in this theme from now on."""

    concept_id: int
    theme: ThemeName


def buttons_of(stored: StoredConcept, layout: Layout) -> discord.ui.View:
    """Return a row for each word, in or out, and a row to change what is shown."""
    view = discord.ui.View(timeout=None)
    for row, word in enumerate(layout.words):
        tally: Tally = stored.tally(word)
        name = truncate(word, LABEL_LIMIT)
        view.add_item(WordVote(stored.id, "in", word).button(_label(name, tally.ins), emoji="✅", row=row))
        view.add_item(WordVote(stored.id, "out", word).button(_label("", tally.outs), emoji="❌", row=row))
    view.add_item(OtherWords(stored.id, layout.page + 1).button("Other words", emoji="🔀", row=WORDS))
    theme = other_theme(layout.theme)
    view.add_item(OtherTheme(stored.id, theme).button(theme_label(theme), row=WORDS))
    return view


def layout_of(message: discord.Message) -> Layout:
    """Return how a message looks by the ids of its buttons: after a restart nothing else knows."""
    layout = Layout()
    words: dict[str, None] = {}
    for row in message.components:
        for item in getattr(row, "children", ()):
            custom_id = str(getattr(item, "custom_id", ""))
            if vote := WordVote.parse(custom_id):
                words[vote.word] = None
            elif others := OtherWords.parse(custom_id):
                layout = replace(layout, page=others.page - 1)
            elif other := OtherTheme.parse(custom_id):
                layout = replace(layout, theme=other_theme(other.theme))
    return replace(layout, words=tuple(words))


def _label(name: str, votes: int) -> str:
    return " · ".join(part for part in (name, str(votes) if votes else "") if part)
