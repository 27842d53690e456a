"""Saving films to a list that a person chooses or makes: for any answer that shows films."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.refusals import UnknownPress
from bot.replies import CHOICES_LIMIT, card, plural, truncate
from bot.services import Services
from bot.views import AnsweredModal, OwnedView, short_lived
from cogs.shared.list_cards import added_card, film, sized
from cogs.shared.places import check_here, remember_server
from storage.film_list import NAME_LIMIT, FilmList, NewFilm
from storage.places import Place

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

NEW = "new"
SHOWN = 10


class SaveToList(OwnedView):
    """A menu of a place's lists, and of one yet to be made: what is chosen takes the films.

    To use it under a button of your own, for the presser alone::

        place = place_of_press(interaction)
        view = await SaveToList.make(services, place, interaction.user.id, [(film.page, film.name)])
        await interaction.followup.send(embed=view.question(), view=view, ephemeral=True)

    The choice is answered in public with what is new on the list and what was there before. Set `message`
    where the message is at hand, so that the menu is switched off in the end.
    """

    def __init__(self, place: Place, owner: int, films: Sequence[NewFilm], kept: Sequence[FilmList]) -> None:
        super().__init__(owner)
        self.place, self.films = place, tuple(films)
        self.add_item(_ListMenu(self, kept))

    @classmethod
    async def make(cls, services: Services, place: Place, owner: int, films: Sequence[NewFilm]) -> Self:
        """Return the menu for one person.

        Parameters
        ----------
        services
            What the bot has opened.
        place
            Whose lists to offer: see `cogs.shared.places`.
        owner
            Who may choose, and who adds the films.
        films
            Pages and titles.
        """
        return cls(place, owner, films, await services.lists.of(place))

    def question(self, *, left: bool = False) -> discord.Embed:
        """Return the card above the menu; `left` says that these are what another list had no room for."""
        lines = [film(title) for _, title in self.films[:SHOWN]]
        if len(self.films) > SHOWN:
            lines.append(f"and {plural(len(self.films) - SHOWN, 'more film', 'more films')}")
        asked = f"{plural(len(self.films), 'film')} found no room. On which other list?"
        return card(asked if left else "On which list?", "\n".join(lines))

    async def save(self, interaction: discord.Interaction[Any], list_id: int) -> None:
        """Put the films on a list and tell everybody; the press is acknowledged by then.

        What finds no room there is offered again, to whoever chose alone.

        Raises
        ------
        FromElsewhere, ListFull, UnknownList
        """
        lists = interaction.client.services.lists
        check_here(interaction, (await lists.get(list_id)).place)
        now = discord.utils.utcnow()
        added = await lists.add(list_id, self.films, self.owner, now, what_fits=True)
        await interaction.followup.send(embed=added_card(await lists.get(list_id), added))
        if added.left:
            rest = await type(self).make(interaction.client.services, self.place, self.owner, added.left)
            rest.message = await interaction.followup.send(
                embed=rest.question(left=True), view=rest, ephemeral=True, wait=True
            )


class _ListMenu(discord.ui.Select[SaveToList]):
    """The lists that the films may go to."""

    def __init__(self, saving: SaveToList, kept: Sequence[FilmList]) -> None:
        newest = sorted(kept, key=lambda each: each.created_at, reverse=True)[: CHOICES_LIMIT - 1]
        options = [
            discord.SelectOption(label=each.name, value=str(each.id), description=sized(each))
            for each in newest
        ]
        options.append(discord.SelectOption(label="A new list …", value=NEW, emoji="➕"))
        super().__init__(placeholder="Choose a list", options=options, custom_id=short_lived("save"))
        self._saving = saving

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Save, or ask for the name of a new list first; a value may be made up."""
        if self.values[0] not in {option.value for option in self.options}:
            await interaction.response.defer()
            raise UnknownPress
        if self.values[0] == NEW:
            await interaction.response.send_modal(_NameModal(self._saving))
        else:
            await interaction.response.defer()
            await self._saving.save(interaction, int(self.values[0]))


class _NameModal(AnsweredModal, title="A new list"):
    """Asks for a list's name, makes it and saves the films there."""

    name: discord.ui.TextInput[_NameModal] = discord.ui.TextInput(
        label="Name", custom_id="name", placeholder="Friday night", max_length=NAME_LIMIT
    )

    def __init__(self, saving: SaveToList) -> None:
        super().__init__()
        self._saving = saving

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Make the list."""
        await interaction.response.defer()
        saving = self._saving
        made = await make_list(
            interaction.client, saving.place, truncate(self.name.value, NAME_LIMIT), saving.owner
        )
        await saving.save(interaction, made.id)


async def make_list(bot: HyperplaneBot, place: Place, name: str, creator_id: int) -> FilmList:
    """Make a list, and remember that the bot is in its server.

    Raises
    ------
    BadListName, ListNameTaken, TooManyLists
    """
    made = await bot.services.lists.create(place, name, creator_id, discord.utils.utcnow())
    await remember_server(bot, place)
    return made
