"""tsne: words as a map."""

from __future__ import annotations

from typing import Literal

from discord.ext import commands

from bot.compute import Compute
from bot.context import Context
from cogs.shared.topics import command
from cogs.shared.words import bound, complete_last_word
from cogs.words.map_reply import MapRequest, MapView, check_moving, draw
from models.words.maps import categories
from models.words.maps.projection import Method
from models.words.maps.sprites import check_number
from models.words.space.vectors import WordVectors

MAX_TEXT = 6000


class Mapping(commands.Cog):
    """Words as a picture in which neighbours lie together."""

    def __init__(self, words: WordVectors, compute: Compute) -> None:
        self.words = words
        self.compute = compute

    @command(
        "words",
        "tsne",
        "tsne france coffee football",
        "tsne countries: france, spain, japan | drinks: tea, coffee, beer",
        "tsne cat dog horse seed=7 perplexity=5 theme=light",
        "tsne france coffee football animate=true",
        "tsne france coffee football method=umap",
        "tsne france coffee football method=pca animate=true",
        "tsne france coffee football page=true",
        rehearsable=True,
    )
    @commands.cooldown(4, 30, commands.BucketType.user)
    async def tsne(
        self,
        ctx: Context,
        *,
        words: str = "",
        seed: commands.Range[int, 0, 2**31 - 1] = 1,
        perplexity: commands.Range[float, 1.0, 100.0] = commands.parameter(default=None),  # noqa: B008
        theme: Literal["dark", "light"] = "dark",
        animate: bool = False,
        method: Method = "tsne",
        page: bool = False,
    ) -> None:
        """Draw words as a map, with t-SNE: words used alike lie together.

        Parameters
        ----------
        words
            Words to start from, or categories: countries: france, spain | drinks: tea, coffee
        seed
            The number that the map's randomness starts from; the same seed draws the same map.
        perplexity
            About how many neighbours each word should stay close to; must be below the number of words.
        theme
            A dark or a light picture.
        animate
            Show how t-SNE forms the map, or PCA turned in 3D: a moving picture of up to 150 words.
        method
            PCA or UMAP: a second map of the same words beside it, and what each of them keeps.
        page
            Attach a page to zoom and search the map, which opens without a network.
        """
        bound(words, MAX_TEXT)
        word_map = await self.compute.short(lambda: categories.build(self.words, categories.parse(words)))
        if animate:
            check_moving(method)
            check_number(len(word_map.words))
        request = MapRequest(word_map, seed, perplexity, theme, self.words.name, animate, method, page)
        async with ctx.typing():  # only now: what is refused above is told in private
            drawn = await draw(self.compute, ctx.author.id, request)
        view = MapView(self.words, self.compute, drawn.request, ctx.author.id)
        view.message = await ctx.answer(drawn.text, files=drawn.files, view=view)

    tsne.autocomplete("words")(complete_last_word)
