"""concept make, show, test, list and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.markup import plain
from bot.presses.handlers import on_press
from bot.refusals import PrivateConcept
from bot.replies import card
from bot.views import ConfirmView
from cogs.concepts.buttons import Layout, LayoutChange, OtherTheme, OtherWords, WordVote, buttons_of
from cogs.concepts.cards import concept_card, list_card, tested_card
from cogs.concepts.fitted import ask, draw, fit_stored
from cogs.concepts.messages import ConceptMessages, words_to_vote_on
from cogs.concepts.naming import aimed, complete_concepts, meant
from cogs.shared.permissions import check_maker
from cogs.shared.places import check_here, here, remember_server
from cogs.shared.topics import command, group
from cogs.shared.words import bound, complete_last_word
from models.pictures.palette import ThemeName
from models.words.concept.fit import fit
from models.words.concept.parse import MOST_CHARACTERS, is_definition, parse, parse_tested
from models.words.concept.presets import PRESETS
from storage.concept import NewConcept, StoredConcept

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

MOST_SEED = 999_999


class Concepts(commands.Cog):
    """Concepts as shapes: a border around examples, that a room moves by its votes."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.services = bot.services
        self.messages = ConceptMessages(bot.services)

    @on_press(WordVote)
    async def vote(self, press: WordVote, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Keep a vote, and have the border redrawn; the tally on the buttons tells that it counted."""
        await self._check_place(press.concept_id, interaction)
        voter_id, now = interaction.user.id, discord.utils.utcnow()
        await self.services.concepts.vote(
            press.concept_id, press.word, voter_id, now, inside=press.side == "in"
        )
        await self.messages.refresh(interaction, press.concept_id, LayoutChange())

    @on_press(OtherWords)
    async def turn(self, press: OtherWords, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Turn to other words."""
        await self._check_place(press.concept_id, interaction)
        await self.messages.refresh(interaction, press.concept_id, LayoutChange(page=press.page))

    @on_press(OtherTheme)
    async def relight(self, press: OtherTheme, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Draw it in another theme."""
        await self._check_place(press.concept_id, interaction)
        await self.messages.refresh(interaction, press.concept_id, LayoutChange(theme=press.theme))

    async def _check_place(self, concept_id: int, interaction: discord.Interaction[Any]) -> None:
        """Let a press pass where the concept belongs.

        Raises
        ------
        UnknownConcept
            When it is gone.
        PrivateConcept
            When it is another person's.
        FromElsewhere
            When it is another server's.
        """
        place = (await self.services.concepts.get(concept_id)).place
        if place.owner_id not in (None, interaction.user.id):
            raise PrivateConcept
        check_here(interaction, place)

    @group("words", "concept fruit: apple, pear, plum, banana, cherry", "concept country", name="concept")
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def concept(self, ctx: Context, *, words: str = "") -> None:
        """Draw the border around a concept; the room votes words in or out.

        Parameters
        ----------
        words
            A name, a colon and examples: fruit: apple, pear, plum; or the name of one to show.
        """
        if is_definition(words):
            await self._make(ctx, words, 0, "dark")
        elif words.strip():
            await self._show(ctx, await meant(self.bot, here(ctx), words), "dark")
        else:
            await self._list(ctx)

    @command(
        "words",
        "concept make drink: tea, coffee, beer, wine, juice",
        "concept make colour: red, green, blue, yellow, purple not: bright, painted seed=7 theme=light",
        within="concept",
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def make(
        self,
        ctx: Context,
        *,
        words: str,
        seed: commands.Range[int, 0, MOST_SEED] = 0,
        theme: Literal["dark", "light"] = "dark",
    ) -> None:
        """Make a concept from examples, and keep it here by its name.

        Parameters
        ----------
        words
            A name, a colon, 2 to 300 examples, and words that are none: fruit: apple, pear not: carrot
        seed
            Another number draws other words that are taken for none.
        theme
            A dark or a light picture.
        """
        await self._make(ctx, words, seed, theme)

    @command(
        "words",
        "concept show country",
        "concept show country theme=light",
        within="concept",
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def show(self, ctx: Context, *, name: str = "", theme: Literal["dark", "light"] = "dark") -> None:
        """Show a concept with its border and buttons to vote on words near it.

        Parameters
        ----------
        name
            The concept; leave it out for the one last used here.
        theme
            A dark or a light picture.
        """
        await self._show(ctx, await meant(self.bot, here(ctx), name), theme)

    @command(
        "words",
        "concept test country: Scotland, Atlantis, EU",
        "concept test Texas, New Zealand",
        within="concept",
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def test(
        self, ctx: Context, *, words: str, name: str = "", theme: Literal["dark", "light"] = "dark"
    ) -> None:
        """Tell how far words lie inside a concept's border, or outside.

        Parameters
        ----------
        words
            Up to 20 words or phrases: Scotland, Atlantis, EU
        name
            The concept, if not the one last used here. Typed, before a colon.
        theme
            A dark or a light picture.
        """
        bound(words, MOST_CHARACTERS)
        stored, rest = await aimed(self.bot, here(ctx), words, name)
        fitted = await ask(self.services, stored, parse_tested(rest))
        async with ctx.typing():
            file = await draw(self.services, ctx.author.id, fitted, theme)
        await self._used(stored)
        await ctx.answer(embed=tested_card(fitted, self.services.words), file=file)

    @command("words", "concept list", name="list", within="concept")
    async def list_concepts(self, ctx: Context) -> None:
        """Show which concepts there are."""
        await self._list(ctx)

    @command("words", "concept delete fruit", within="concept", private=True)
    @commands.cooldown(5, 30, commands.BucketType.user)
    async def delete(self, ctx: Context, *, name: str) -> None:
        """Delete a concept, after asking once; for whoever made it or manages messages.

        Parameters
        ----------
        name
            The concept.
        """
        stored = await meant(self.bot, here(ctx), name)
        check_maker(ctx, stored.creator_id, "who made it", "delete it")

        async def go_on(_: discord.Interaction[Any]) -> discord.Embed:
            await self.services.concepts.delete(stored.id)
            then = "is as it came again." if stored.preset else "is gone."
            return card("Deleted", f"**{plain(stored.name)}** {then}")

        view = ConfirmView(ctx.author.id, "Delete it", go_on)
        what = "The votes on it go, and it is as it came." if stored.preset else "It goes with all its votes."
        title = f"Delete {plain(stored.name)}?"
        view.message = await ctx.answer(
            embed=card(title, f"{what} At once and for good."), view=view, ephemeral=True
        )

    make.autocomplete("words")(complete_last_word)
    test.autocomplete("words")(complete_last_word)
    show.autocomplete("name")(complete_concepts)
    test.autocomplete("name")(complete_concepts)
    delete.autocomplete("name")(complete_concepts)

    async def _make(self, ctx: Context, words: str, seed: int, theme: ThemeName) -> None:
        bound(words, MOST_CHARACTERS)
        raw = parse(words)
        fitted = await self.services.compute.short(
            fit, self.services.words, raw.inside, raw.outside, seed
        )  # refuses what cannot be, before anything is kept
        inside, outside = (tuple(term.label for term in side) for side in (fitted.inside, fitted.outside))
        place, now = here(ctx), discord.utils.utcnow()
        new = NewConcept(raw.name, inside, outside, seed)
        stored = await self.services.concepts.create(place, new, ctx.author.id, now)
        await remember_server(self.bot, place)
        await self._show(ctx, stored, theme)

    async def _show(self, ctx: Context, stored: StoredConcept, theme: ThemeName) -> None:
        fitted = await fit_stored(self.services, stored)
        async with ctx.typing():  # only now: what is refused above is told in private
            layout = Layout(words_to_vote_on(fitted, 0), 0, theme)
            file = await draw(self.services, ctx.author.id, fitted, theme, layout.words)
        await self._used(stored)
        embed = concept_card(fitted, self.services.words)
        await ctx.answer(embed=embed, file=file, view=buttons_of(stored, layout))

    async def _list(self, ctx: Context) -> None:
        place = here(ctx)
        kept = await self.services.concepts.of(place)
        await ctx.answer(embed=list_card(kept, PRESETS, private=place.is_private))

    async def _used(self, stored: StoredConcept) -> None:
        await self.services.concepts.used(stored.id, discord.utils.utcnow())
