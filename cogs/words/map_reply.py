"""The reply to `tsne`: a picture, what to know about it, and buttons to draw it anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.compute import Compute
from bot.replies import MESSAGE_LIMIT, enumeration, picture_file, plain, plural, truncate
from bot.views import OwnedView, short_lived
from models.pictures.palette import ThemeName, other_theme
from models.words.maps.categories import DroppedWord, Note, RepairedWord, WordMap
from models.words.maps.draw import Rendered, render
from models.words.maps.projection import clamp_perplexity, perplexity_for

FILE_NAME = "map.png"


@dataclass(frozen=True, slots=True)
class MapRequest:
    """Everything that a map is drawn from."""

    word_map: WordMap
    seed: int
    perplexity: float | None
    theme: ThemeName
    source: str


async def draw(compute: Compute, owner: int, request: MapRequest) -> tuple[str, discord.File]:
    """Draw the map in another process; return the words above it and the picture, to be sent once."""
    used, _ = _perplexity(request)
    rendered = await compute.long(
        owner, render, request.word_map, used, request.seed, request.theme, request.source
    )
    return caption(request, rendered), picture_file(rendered.picture, FILE_NAME)


def caption(request: MapRequest, rendered: Rendered) -> str:
    """Return the words above the picture: what it shows, and whatever was changed on the way to it."""
    word_map = request.word_map
    names = enumeration([f"**{plain(category.name, 40)}**" for category in word_map.categories])
    lines = [
        f"{plural(len(word_map.words), 'word')}: {names}.",
        "Words that lie together are used alike; the gaps between far groups say little.",
    ]
    used, clamped = _perplexity(request)
    if clamped:
        count = plural(len(word_map.words), "word")
        lines.append(f"Perplexity {request.perplexity:g} doesn't suit {count}: I used {used:.3g}.")
    lines += _told(word_map.notes)
    return truncate("\n".join(lines), MESSAGE_LIMIT)


class MapView(OwnedView):
    """Buttons under a map: the same words with another seed, or in the other theme."""

    def __init__(self, compute: Compute, request: MapRequest, owner: int) -> None:
        super().__init__(owner)
        self.compute = compute
        self.request = request
        self._name_theme()

    @discord.ui.button(label="Another seed", emoji="🎲", custom_id=short_lived("another-seed"))
    async def another_seed(
        self, interaction: discord.Interaction[Any], _: discord.ui.Button[MapView]
    ) -> None:
        """Draw the same words from the next seed."""
        await self._redraw(interaction, replace(self.request, seed=self.request.seed + 1))

    @discord.ui.button(label="Light", custom_id=short_lived("other-theme"))
    async def other_theme(self, interaction: discord.Interaction[Any], _: discord.ui.Button[MapView]) -> None:
        """Draw the same map in the other theme."""
        await self._redraw(interaction, replace(self.request, theme=other_theme(self.request.theme)))

    async def _redraw(self, interaction: discord.Interaction[Any], request: MapRequest) -> None:
        await interaction.response.defer()
        text, file = await draw(self.compute, self.owner, request)
        self.request = request
        self._name_theme()
        await interaction.edit_original_response(content=text, attachments=[file], view=self)

    def _name_theme(self) -> None:
        self.other_theme.label = other_theme(self.request.theme).capitalize()


def _told(notes: tuple[Note, ...]) -> Iterator[str]:
    """Say which words were read in another form, and which were on the map already."""
    read = [
        f"{plain(note.asked)} → **{plain(note.form)}**" for note in notes if isinstance(note, RepairedWord)
    ]
    if read:
        yield f"Read as: {', '.join(read)}."
    twice = [
        f"**{plain(note.asked)}** ({plain(note.kept_in)})" for note in notes if isinstance(note, DroppedWord)
    ]
    if twice:
        yield f"Asked for twice and drawn once: {', '.join(twice)}."


def _perplexity(request: MapRequest) -> tuple[float, bool]:
    """Return the perplexity to use, and whether it differs from what was asked for."""
    count = len(request.word_map.words)
    if request.perplexity is None:
        return perplexity_for(count), False
    return clamp_perplexity(request.perplexity, count)
