"""The reply to `tsne`: a picture, what to know about it, and buttons to draw it anew."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord

from bot.compute import Compute
from bot.markup import plain
from bot.refusals import MapAsleep, MapGone, NothingMoves
from bot.replies import MESSAGE_LIMIT, enumeration, picture_file, plural, truncate
from bot.views import AnsweredModal, OwnedView, ThemeSwitch, short_lived
from models.pictures.palette import ThemeName
from models.pictures.picture import Animation, Picture
from models.words.maps.categories import DroppedWord, Note, RepairedWord, WordMap
from models.words.maps.guests import Guest, welcome
from models.words.maps.methods import METHOD_NAMES
from models.words.maps.offline_page import offline_page
from models.words.maps.projection import Method, Projection, clamp_perplexity, perplexity_for
from models.words.maps.render import Rendered, animate, side_by_side, turn
from models.words.space.vectors import Term, WordVectors
from models.words.space.word_list import phrase_in
from models.words.space.written import Written

_ABOUT: dict[Method, str] = {
    "pca": "PCA keeps the directions in which the words differ most, and with them the far distances; t-SNE "
    "keeps neighbours.",
    "umap": "UMAP keeps neighbours as t-SNE does, and packs groups closer.",
}

STILL_NAME, FILM_NAME, PAGE_NAME = "map.png", "map.gif", "map.html"
PAGE_ALT = "The map as a page, to zoom and search in a browser; it needs no network."
WORD_LENGTH = 60


@dataclass(frozen=True, slots=True)
class MapRequest:
    """Everything that a map is drawn from; `projections` are where its words lie, once that is known."""

    word_map: WordMap
    seed: int
    perplexity: float | None
    theme: ThemeName
    source: str
    animate: bool = False
    method: Method = "tsne"
    page: bool = False
    guests: tuple[Guest, ...] = ()
    projections: tuple[Projection, ...] = ()

    @property
    def methods(self) -> tuple[Method, ...]:
        """How the words are laid out: by t-SNE, and by another method beside it if one was asked for."""
        return ("tsne",) if self.method == "tsne" else ("tsne", self.method)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The words above a map and its pictures, to be sent once, and what to draw it anew from."""

    text: str
    files: list[discord.File]
    request: MapRequest


AnyRendered = Rendered[Picture] | Rendered[Animation]
Maps = Sequence[AnyRendered]
MapChange = Callable[[MapRequest], MapRequest]


def check_moving(method: Method) -> None:
    """Refuse a moving picture of a method that has none.

    Raises
    ------
    NothingMoves
    """
    if method == "umap":
        raise NothingMoves(METHOD_NAMES[method])


async def draw(compute: Compute, owner: int, request: MapRequest) -> Drawn:
    """Draw the map, or one by each method, in another process."""
    maps, files = (
        await _moving(compute, owner, request) if request.animate else await _still(compute, owner, request)
    )
    if not request.animate or request.method == "tsne":
        request = replace(request, projections=tuple(each.projection for each in maps))
    if request.page:
        files.append(await _page(compute, request, maps))
    return Drawn(caption(request, maps), files, request)


async def _still(compute: Compute, owner: int, request: MapRequest) -> tuple[Maps, list[discord.File]]:
    used, _ = _perplexity(request)
    job = partial(
        side_by_side, methods=request.methods, projections=request.projections, guests=request.guests
    )
    maps = await compute.long(owner, job, request.word_map, used, request.seed, request.theme, request.source)
    names = [STILL_NAME, *(f"map-{method}.png" for method in request.methods[1:])]
    return maps, [picture_file(each.picture, name) for each, name in zip(maps, names, strict=True)]


async def _moving(compute: Compute, owner: int, request: MapRequest) -> tuple[Maps, list[discord.File]]:
    used, _ = _perplexity(request)
    if request.method == "pca":
        film = await compute.long(owner, turn, request.word_map, request.seed, request.theme, request.source)
    else:
        film = await compute.long(
            owner, animate, request.word_map, used, request.seed, request.theme, request.source
        )
    return [film], [picture_file(film.picture, FILM_NAME)]


async def _page(compute: Compute, request: MapRequest, maps: Maps) -> discord.File:
    """Return the maps as a page."""
    places = [each.projection for each in maps]
    page = await compute.short(
        offline_page, request.word_map, places, request.theme, request.source, request.guests
    )
    return discord.File(io.BytesIO(page.encode()), PAGE_NAME, description=PAGE_ALT)


def caption(request: MapRequest, maps: Maps) -> str:
    """Return the words above the pictures: what they show, and whatever was changed on the way to them."""
    word_map = request.word_map
    names = enumeration([f"**{plain(category.name, 40)}**" for category in word_map.categories])
    lines = [f"{plural(len(word_map.words), 'word')}: {names}.", *_reading(request, maps)]
    if request.guests:
        dropped = enumeration([f"**{plain(guest.name, 40)}**" for guest in request.guests])
        lines.append(f"★ Dropped in: {dropped}. No other word moved.")
    used, clamped = _perplexity(request)
    if clamped:
        count = plural(len(word_map.words), "word")
        lines.append(f"Perplexity {request.perplexity:g} doesn't suit {count}: I used {used:.3g}.")
    if request.page:
        lines.append(f"Save {PAGE_NAME} and open it in a browser: there the map can be zoomed and searched.")
    lines += map(plain, maps[0].picture.notes)
    lines += _told(word_map.notes)
    return truncate("\n".join(lines), MESSAGE_LIMIT)


def _reading(request: MapRequest, maps: Maps) -> Iterator[str]:
    """Say how to read the pictures, and what each keeps."""
    k, first = maps[0].neighbours, maps[0]
    nearest = f"{k} nearest words are nearest here too" if k > 1 else "nearest word is nearest here too"
    chance = k / (len(request.word_map.words) - 1)
    if request.animate and request.method == "pca":
        share = first.projection.variance
        yield f"PCA turned about: the three directions of most variance, {share:.0%} of it."
        yield f"Of a word's {nearest}: {first.kept:.0%} on average, by chance {chance:.0%}."
        return
    yield "Words that lie together are used alike; the gaps between far groups say little."
    if len(maps) == 1:
        yield f"The fuller a word's ring, the more of its {nearest}: {first.kept:.0%} on average."
        return
    kept = enumeration([f"**{METHOD_NAMES[each.projection.method]}** {each.kept:.0%}" for each in maps])
    yield f"The fuller a word's ring, the more of its {nearest}: {kept} on average, by chance {chance:.0%}."
    yield _ABOUT[request.method]


class MapView(OwnedView):
    """Buttons under a map: another seed and the other theme for its owner, a word of their own for anybody.

    One change is drawn at a time, each from what the one before has left: of two words dropped at once, the
    later picture shows both.
    """

    def __init__(self, words: WordVectors, compute: Compute, request: MapRequest, owner: int) -> None:
        super().__init__(owner)
        self.words = words
        self.compute = compute
        self.request = request
        self._turn = asyncio.Lock()
        self.switch = ThemeSwitch(request.theme, self._relight)
        self.remove_item(self.drop_word)
        self.add_item(self.switch)
        self.add_item(self.drop_word)  # the switch stands between the two

    async def may_press(self, interaction: discord.Interaction[Any]) -> bool:
        """Let anybody drop a word; the rest is the owner's."""
        data: Mapping[str, Any] = interaction.data or {}
        if data.get("custom_id") == self.drop_word.custom_id:
            return True
        return await super().may_press(interaction)

    @discord.ui.button(label="Another seed", emoji="🎲", custom_id=short_lived("another-seed"))
    async def another_seed(
        self, interaction: discord.Interaction[Any], _: discord.ui.Button[MapView]
    ) -> None:
        """Draw the same words from the next seed."""
        await interaction.response.defer()
        await self._redraw(
            interaction, lambda request: replace(request, seed=request.seed + 1, projections=())
        )

    @discord.ui.button(label="Drop my word", emoji="⭐", custom_id=short_lived("drop-word"))
    async def drop_word(self, interaction: discord.Interaction[Any], _: discord.ui.Button[MapView]) -> None:
        """Ask for a word."""
        await interaction.response.send_modal(_WordModal(self))

    async def drop(self, interaction: discord.Interaction[Any], text: str) -> None:
        """Place a word on the map, and move none of its others; a moving picture comes to rest.

        The form is acknowledged by then.

        Raises
        ------
        UnknownWords, AlreadyOnMap, FullMap
        MapAsleep
            If the buttons have been switched off meanwhile.
        """
        if self.is_finished():
            raise MapAsleep
        with self.one_press_of(interaction.user.id):
            await self._drop(interaction, text)

    async def _drop(self, interaction: discord.Interaction[Any], text: str) -> None:
        term = await self.compute.short(lambda: self.words.term(phrase_in(Written.read(text))))
        self._joined_by(term, self.request)  # refused before anything is drawn, if it can be
        await self._redraw_in_turn(interaction, lambda request: self._joined_by(term, request))

    async def _relight(self, interaction: discord.Interaction[Any], theme: ThemeName) -> None:
        """Draw the same map in another theme."""
        await self._redraw_in_turn(interaction, lambda request: replace(request, theme=theme))

    def _joined_by(self, term: Term, request: MapRequest) -> MapRequest:
        guest = welcome(self.words, term, request.word_map, request.guests)
        return replace(request, guests=(*request.guests, guest), animate=False)

    async def _redraw(self, interaction: discord.Interaction[Any], change: MapChange) -> None:
        with self.one_press_of(interaction.user.id):
            await self._redraw_in_turn(interaction, change)

    async def _redraw_in_turn(self, interaction: discord.Interaction[Any], change: MapChange) -> None:
        async with self._turn:
            drawn = await draw(self.compute, interaction.user.id, change(self.request))
            self.request = drawn.request
            self.switch.show(self.request.theme)
            try:
                await interaction.edit_original_response(
                    content=drawn.text, attachments=drawn.files, view=self
                )
            except discord.NotFound:
                raise MapGone from None


class _WordModal(AnsweredModal, title="Drop a word on the map"):
    """Asks for a word; it is placed where its neighbours are."""

    word: discord.ui.TextInput[_WordModal] = discord.ui.TextInput(
        label="Your word", custom_id="word", placeholder="latte", max_length=WORD_LENGTH
    )

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._view = view

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Place it."""
        await interaction.response.defer()
        await self._view.drop(interaction, self.word.value)


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
