"""A bot of a few lines for the self-tests of the wire: one command for each thing that it must carry."""

import asyncio
import io
import os
import sys

import discord
from discord import app_commands
from discord.ext import commands

FRUIT = ["apple", "apricot", "banana"]


class Counter(discord.ui.View):
    """A button that counts, and keeps counting in a new process."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="More", custom_id="more")
    async def more(self, interaction: discord.Interaction, button: discord.ui.Button["Counter"]) -> None:
        assert interaction.message is not None
        count = int(interaction.message.content) + 1
        await interaction.response.edit_message(content=str(count))

    @discord.ui.select(
        cls=discord.ui.Select,
        custom_id="step",
        options=[discord.SelectOption(label=each) for each in ("ten", "hundred")],
    )
    async def step(self, interaction: discord.Interaction, menu: discord.ui.Select["Counter"]) -> None:
        await interaction.response.send_message(f"step {menu.values[0]}", ephemeral=True)

    @discord.ui.button(label="Name it", custom_id="name")
    async def name(self, interaction: discord.Interaction, button: discord.ui.Button["Counter"]) -> None:
        await interaction.response.send_modal(NameIt())


class Whom(discord.ui.View):
    """A menu of people."""

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="whom")
    async def whom(self, interaction: discord.Interaction, menu: discord.ui.UserSelect["Whom"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"chose {menu.values[0].display_name}", view=None)


class NameIt(discord.ui.Modal, title="Name it"):
    """One line of text."""

    called: discord.ui.TextInput["NameIt"] = discord.ui.TextInput(label="Name", custom_id="called")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"called {self.called.value}")


class Tiny(commands.Cog):
    """The commands, the errors that they met, and the reactions that were seen."""

    def __init__(self) -> None:
        self.errors: list[discord.HTTPException] = []
        self.reactions: list[str] = []

    @commands.hybrid_command()  # type: ignore[arg-type]  # mypy cannot solve this decorator in a cog
    async def ping(self, ctx: commands.Context[commands.Bot], word: str = "") -> None:
        await ctx.reply(f"pong {word}".strip())

    @app_commands.command()
    async def slow(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await asyncio.sleep(0.05)
        message = await interaction.followup.send("half", wait=True)
        await message.edit(content="whole")
        await interaction.followup.send("and more")

    @app_commands.command()
    async def secret(self, interaction: discord.Interaction, to: discord.Member) -> None:
        await interaction.response.send_message(f"for {to.display_name} only", ephemeral=True)

    @app_commands.command()
    async def sleepy(self, interaction: discord.Interaction) -> None:
        await asyncio.sleep(0.5)
        try:
            await interaction.response.send_message("too late")
        except discord.NotFound as error:
            self.errors.append(error)

    @app_commands.command()
    async def eat(self, interaction: discord.Interaction, fruit: str) -> None:
        await interaction.response.send_message(f"ate {fruit}")

    @eat.autocomplete("fruit")
    async def offer(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=each, value=each) for each in FRUIT if each.startswith(typed)]

    @app_commands.command()
    async def shout(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        loud = discord.File(
            io.BytesIO((await file.read()).upper()), "loud file.txt", description="in capitals"
        )
        await interaction.response.send_message(file=loud)

    @commands.command()
    async def louder(self, ctx: commands.Context[commands.Bot]) -> None:
        content = (await ctx.message.attachments[0].read()).upper()
        message = await ctx.send("here", file=discord.File(io.BytesIO(content), "a.txt", description="alt"))
        await message.add_reaction("👍")

    @commands.command()
    async def count(self, ctx: commands.Context[commands.Bot]) -> None:
        await ctx.send("0", view=Counter())

    @commands.command()
    async def whom(self, ctx: commands.Context[commands.Bot]) -> None:
        await ctx.send("whom?", view=Whom())

    @commands.command()
    async def heavy(self, ctx: commands.Context[commands.Bot], mebibytes: int) -> None:
        try:
            await ctx.reply(file=discord.File(io.BytesIO(bytes(mebibytes * 2**20)), "heavy.bin"))
        except discord.HTTPException as error:
            await ctx.reply(f"{error.status} {error.code}")

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        self.reactions.append(str(payload.emoji))

    @commands.command()
    async def thread(self, ctx: commands.Context[commands.Bot]) -> None:
        thread = await ctx.message.create_thread(name="aside")
        await thread.send("in here")

    @commands.command()
    async def people(self, ctx: commands.Context[commands.Bot]) -> None:
        assert ctx.guild is not None
        found = await ctx.guild.query_members("member-1", limit=5)
        await ctx.reply(f"{len(ctx.guild.members)} {len(found)}")

    @commands.command()
    async def stumble(self, ctx: commands.Context[commands.Bot]) -> None:
        try:
            await ctx.reply("up")
        except discord.HTTPException as error:
            self.errors.append(error)
            await ctx.reply(f"{type(error).__name__} {error.code}")


@app_commands.context_menu()
async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
    """Repeat a message."""
    await interaction.response.send_message(f"> {message.content}")


class TinyBot(commands.Bot):
    """Loads the cog, syncs, and takes up the buttons of an earlier life."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        super().__init__("!", intents=intents or discord.Intents.all())
        self.tiny = Tiny()

    async def setup_hook(self) -> None:
        await self.add_cog(self.tiny)
        self.add_view(Counter())
        self.tree.add_command(quote)
        await self.tree.sync()


class ShardedBot(commands.AutoShardedBot):
    """Answers one command on every shard."""

    async def setup_hook(self) -> None:
        await self.add_cog(Tiny())


def main() -> None:
    """Run the bot as its own process, from `testbed.wire.launch`."""
    assert sys.argv[1:] == ["run"]
    assert "simcord" not in sys.modules, "the bot must be alone in its process"
    TinyBot().run(os.environ["TINY_TOKEN"])
