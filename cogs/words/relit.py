"""A picture of words and the button under it: the other theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import discord

from bot.compute import Compute
from bot.replies import picture_file
from bot.views import OwnedView, ThemeSwitch
from models.pictures.palette import ThemeName
from models.pictures.picture import Picture

PlanT = TypeVar("PlanT")


class RelitPicture(OwnedView, Generic[PlanT]):
    """Draws a plan, and the same in another theme when the owner presses.

    Parameters
    ----------
    compute
        Draws it in another process.
    draw
        From a plan and a theme to a picture.
    plan
        What is drawn.
    file_name
        What the picture is called.
    owner
        Who asked for it.
    """

    def __init__(
        self,
        compute: Compute,
        draw: Callable[[PlanT, ThemeName], Picture],
        plan: PlanT,
        file_name: str,
        owner: int,
    ) -> None:
        super().__init__(owner)
        self._compute = compute
        self._drawn = draw
        self._plan = plan
        self._file_name = file_name
        self._switch = ThemeSwitch("dark", self._redraw)
        self.add_item(self._switch)

    async def draw(self, theme: ThemeName) -> tuple[Picture, discord.File]:
        """Return the picture in this theme, to read and to send; the other one is offered from now on."""
        picture = await self._compute.long(self.owner, self._drawn, self._plan, theme)
        self._switch.show(theme)
        return picture, picture_file(picture, self._file_name)

    async def _redraw(self, interaction: discord.Interaction[Any], theme: ThemeName) -> None:
        _, file = await self.draw(theme)
        await interaction.edit_original_response(attachments=[file], view=self)
