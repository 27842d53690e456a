"""guess, and guess today, new, hint, giveup, board and scores."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord.ext import commands

from bot.context import Context
from bot.presses.handlers import on_press
from bot.replies import Card, picture_file
from bot.views import AnsweredModal
from cogs.games.buttons import AskHint, GiveUp, GuessWord, OtherTheme, StartAnother, buttons_of
from cogs.games.cards import (
    begun_card,
    board_card,
    ended_card,
    forgotten,
    give_up_card,
    guess_card,
    hint_card,
    scores_card,
    told_card,
    yesterdays,
)
from cogs.games.play import Board, Play, monday_of
from cogs.shared.places import check_here, here, remember_server
from cogs.shared.topics import command, group
from cogs.shared.words import bound, complete_last_word
from models.pictures.palette import ThemeName
from models.pictures.picture import Picture
from models.words.errors import SecretUnknown
from models.words.guess.parse import MOST_CHARACTERS
from models.words.guess.picture import draw
from storage.guess_round import GuessRound
from storage.guess_rounds import streak
from storage.places import Place

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

FILE_NAME = "guess.png"
FORM_LIMIT = 100

Send = Callable[..., Awaitable[discord.Message]]


class Guessing(commands.Cog):
    """A secret word, found by how near each guess comes."""

    def __init__(self, bot: HyperplaneBot) -> None:
        self.bot = bot
        self.services = bot.services
        self.play = Play(bot.services)

    @group("games", "guess animal", "guess is it a drink?", "guess machine", name="guess", fallback="word")
    @commands.cooldown(10, 30, commands.BucketType.user)
    async def guess(self, ctx: Context, *, word: str = "") -> None:
        """Guess the secret word: of this channel's round, or else the word of the day.

        Parameters
        ----------
        word
            Any word: the nearer it is used to the secret one, the better. Leave it out to see the round.
        """
        bound(word, MOST_CHARACTERS)
        played = await self._meant(ctx)
        if not word.strip():
            await self._show_board(ctx, played, "dark")
            return
        await self._guess(played, word, ctx.author.id, ctx.answer)

    @command("games", "guess today", within="guess")
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def today(self, ctx: Context) -> None:
        """Show the word of the day of this server: how far all have come together."""
        played = await self.play.today(here(ctx), ctx.channel.id)
        await remember_server(self.bot, played.place)
        if played.guesses or not played.is_open:
            await self._show_board(ctx, played, "dark")
            return
        embed = begun_card(played, len(self.services.words.vocabulary))
        if (before := await self.play.yesterday(played)) is not None:
            embed.description = f"{embed.description}\n{yesterdays(before)}"
        await ctx.answer(embed=embed, view=buttons_of(played))

    @command("games", "guess hint", within="guess")
    @commands.cooldown(5, 30, commands.BucketType.user)
    async def hint(self, ctx: Context) -> None:
        """Tell what the secret word is more like; one hint for every three guesses."""
        played = await self._meant(ctx)
        await self._hint(played, ctx.answer)

    @command("games", "guess giveup", aliases=("give", "surrender"), within="guess")
    @commands.cooldown(5, 30, commands.BucketType.user)
    async def giveup(self, ctx: Context) -> None:
        """Say that you want to give up: the word is told once more than half of those who play do."""
        played = await self._meant(ctx)
        await self._give_up(played, ctx.author.id, ctx.answer)

    @command("games", "guess new", within="guess")
    @commands.cooldown(3, 30, commands.BucketType.user)
    async def new(self, ctx: Context) -> None:
        """Start a round in this channel with a word of its own, for everybody here."""
        await self._begin(here(ctx), ctx.channel.id, ctx.author.id, ctx.answer)

    @command("games", "guess board", "guess board theme=light", within="guess")
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def board(self, ctx: Context, *, theme: Literal["dark", "light"] = "dark") -> None:
        """Show all guesses of the round on their way to the word, and how the possible words shrink.

        Parameters
        ----------
        theme
            A dark or a light picture.
        """
        await self._show_board(ctx, await self._meant(ctx), theme)

    @command("games", "guess scores", within="guess")
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def scores(self, ctx: Context) -> None:
        """Show who has earned how many points this week, and how many days in a row."""
        place, rounds, now = here(ctx), self.services.rounds, discord.utils.utcnow()
        scores = await rounds.scores(place, monday_of(now))
        found = streak(await rounds.days_found(place), now.date())
        played = streak(await rounds.days_played(place, ctx.author.id), now.date())
        await ctx.answer(embed=scores_card(scores, found, played, private=place.is_private))

    guess.autocomplete("word")(complete_last_word)

    @on_press(GuessWord, form=True)
    async def ask(self, press: GuessWord, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Ask for a word."""
        await interaction.response.send_modal(_GuessForm(self, press.round_id))

    @on_press(AskHint)
    async def hint_pressed(self, press: AskHint, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Tell a hint."""
        await self._hint(await self._pressed(press.round_id, interaction), _public(interaction))

    @on_press(GiveUp)
    async def give_up_pressed(self, press: GiveUp, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Count who wants to give up."""
        played = await self._pressed(press.round_id, interaction)
        await self._give_up(played, interaction.user.id, _public(interaction))

    @on_press(StartAnother)
    async def another(self, press: StartAnother, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Start another round where the button is."""
        place = (await self._pressed(press.round_id, interaction)).place
        await self._begin(place, interaction.channel_id or 0, interaction.user.id, _public(interaction))

    @on_press(OtherTheme)
    async def relight(self, press: OtherTheme, interaction: discord.Interaction[HyperplaneBot]) -> None:
        """Draw the picture of a message in another theme."""
        played = await self._pressed(press.round_id, interaction)
        board = (await self.play.board(played)).first(press.guesses)
        picture = await self.services.compute.queued(draw, board.plan, press.theme)
        await interaction.edit_original_response(
            attachments=[picture_file(picture, FILE_NAME)], view=buttons_of(board.played, press.theme)
        )

    async def guess_in_form(
        self, round_id: int, word: str, interaction: discord.Interaction[HyperplaneBot]
    ) -> None:
        """Answer a guess that was made in a form; it is acknowledged by then."""
        played = await self._pressed(round_id, interaction)
        await self._guess(played, word, interaction.user.id, _public(interaction))

    async def _meant(self, ctx: Context) -> GuessRound:
        """Return the round that a command is for.

        Raises
        ------
        NoRound
        """
        played = await self.play.meant(here(ctx), ctx.channel.id)
        if not played.guesses:  # a word of the day begins when it is first asked for
            await remember_server(self.bot, played.place)
        return played

    async def _pressed(self, round_id: int, interaction: discord.Interaction[Any]) -> GuessRound:
        """Return the round of a button, where it belongs.

        Raises
        ------
        RoundOver, FromElsewhere
        """
        played = await self.services.rounds.get(round_id)
        check_here(interaction, played.place)
        if played.day is not None and played.is_open:
            await self.play.today(played.place, played.channel_id)  # ends it where its day has passed
            played = await self.services.rounds.get(round_id)
        return played

    async def _begin(self, place: Place, channel_id: int, starter_id: int, send: Send) -> None:
        played, replaced = await self.play.begin(place, channel_id, starter_id)
        await remember_server(self.bot, place)
        embed = begun_card(played, len(self.services.words.vocabulary))
        if replaced is not None:
            embed.description = f"{embed.description}\n{forgotten(replaced)}"
        await send(embed=embed, view=buttons_of(played))

    async def _guess(self, played: GuessRound, text: str, guesser_id: int, send: Send) -> None:
        board = await self.play.guess(played, text, guesser_id)
        await self._answer(board, guess_card(board), guesser_id, send)

    async def _hint(self, played: GuessRound, send: Send) -> None:
        board = await self.play.hint(played.id)
        await send(embed=hint_card(board), view=buttons_of(board.played))

    async def _give_up(self, played: GuessRound, voter_id: int, send: Send) -> None:
        played = await self.services.rounds.give_up(played.id, voter_id, discord.utils.utcnow())
        if played.is_open:
            await send(embed=give_up_card(played), view=buttons_of(played))
            return
        try:
            board = await self.play.board(played)
        except SecretUnknown:  # the word can be told all the same
            await send(embed=told_card(played), view=buttons_of(played))
        else:
            await self._answer(board, ended_card(board), voter_id, send)

    async def _show_board(self, ctx: Context, played: GuessRound, theme: ThemeName) -> None:
        board = await self.play.board(played)
        async with ctx.typing():
            picture = await self.services.compute.long(ctx.author.id, draw, board.plan, theme)
        await ctx.answer(**_with_picture(board, board_card(board), picture, theme))

    async def _answer(self, board: Board, embed: Card, owner: int, send: Send) -> None:
        """Send an answer at once, and add its picture when that is drawn, if there is time for it."""
        message = await send(embed=embed, view=buttons_of(board.played))
        picture = await self.services.compute.spare(owner, draw, board.plan, "dark")
        if picture is not None:
            shown = _with_picture(board, embed, picture, "dark")
            shown["attachments"] = [shown.pop("file")]
            with contextlib.suppress(discord.HTTPException):  # deleted since, or no files allowed there
                await message.edit(**shown)


class _GuessForm(AnsweredModal, title="Guess the word"):
    """Asks for a guess."""

    word: discord.ui.TextInput[_GuessForm] = discord.ui.TextInput(
        label="Your word", custom_id="word", placeholder="coffee", max_length=FORM_LIMIT
    )

    def __init__(self, cog: Guessing, round_id: int) -> None:
        super().__init__()
        self._cog = cog
        self._round_id = round_id

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Guess it."""
        await interaction.response.defer()
        await self._cog.guess_in_form(self._round_id, self.word.value, interaction)


def _public(interaction: discord.Interaction[Any]) -> Send:
    """Return how a press is answered with a message of its own, for everybody."""

    async def send(**what: Any) -> discord.Message:
        return await interaction.followup.send(**what, wait=True)

    return send


def _with_picture(board: Board, embed: Card, picture: Picture, theme: ThemeName) -> dict[str, Any]:
    """Return what is sent of a round with its picture."""
    embed.set_image(url=f"attachment://{FILE_NAME}")
    return {"embed": embed, "file": picture_file(picture, FILE_NAME), "view": buttons_of(board.played, theme)}
