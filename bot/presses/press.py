"""What a button or a menu carries in its id, and the items that carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self, get_type_hints

import discord

from bot.presses.codecs import Codec, codec_of
from bot.refusals import UnknownPress
from bot.replies import CHOICE_LIMIT, CHOICES_LIMIT, truncate

if TYPE_CHECKING:
    from bot.app import HyperplaneBot

LABEL_LIMIT = 80

PressItem = discord.ui.DynamicItem[discord.ui.Item[Any]]


@dataclass(frozen=True)  # without slots: a class made anew for them would be named its kind twice
class Press:
    """What somebody asks for by a button or a menu that works after a restart too.

    A subclass names its kind and its fields, and is a frozen dataclass::

        @dataclass(frozen=True)
        class Ballot(Press, kind="ballot"):
            vote_id: int
            number: int

    `Ballot(7, 2)` is the id `ballot:7:2` and back. Buttons that were sent stay for years: add kinds, but
    change neither a kind nor its fields. A cog's method marked with `bot.presses.handlers.on_press` answers.
    """

    kind: ClassVar[str]

    def __init_subclass__(cls, *, kind: str) -> None:
        super().__init_subclass__()
        cls.kind = kind

    @property
    def custom_id(self) -> str:
        """The id of the button that asks for this."""
        codecs = _form(type(self)).codecs
        return ":".join((self.kind, *(codec.write(getattr(self, name)) for name, codec in codecs.items())))

    @classmethod
    def parse(cls, custom_id: str) -> Self | None:
        """Return what an id asks for, or None where it is another kind's."""
        form = _form(cls)
        match = form.template.fullmatch(custom_id)
        if match is None:
            return None
        return cls(**{name: codec.read(match[name]) for name, codec in form.codecs.items()})

    def button(
        self,
        label: str = "",
        *,
        emoji: str | None = None,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        row: int | None = None,
    ) -> PressItem:
        """Return the button that asks for this; its label is cut to Discord's limit."""
        shown = truncate(label, LABEL_LIMIT) or None
        return self._item(
            discord.ui.Button(label=shown, emoji=emoji, style=style, custom_id=self.custom_id, row=row)
        )

    def menu(
        self,
        placeholder: str,
        options: Sequence[discord.SelectOption],
        *,
        many: bool = False,
        row: int | None = None,
    ) -> PressItem:
        """Return the menu that asks for this, with as many of the options as Discord takes.

        Of `many` any number may be chosen, none too: see `all_chosen`.
        """
        return self._item(
            discord.ui.Select(
                custom_id=self.custom_id,
                placeholder=truncate(placeholder, CHOICE_LIMIT),
                options=list(options[:CHOICES_LIMIT]),
                min_values=0 if many else 1,
                max_values=len(options[:CHOICES_LIMIT]) if many else 1,
                row=row,
            )
        )

    def _item(self, item: discord.ui.Item[Any]) -> PressItem:
        return item_type(type(self))(item)


def chosen(interaction: discord.Interaction[HyperplaneBot]) -> str:
    """Return the value of the option that somebody chose from a menu.

    Raises
    ------
    UnknownPress
        If it was no menu.
    """
    values = all_chosen(interaction)
    if not values:
        raise UnknownPress
    return values[0]


def all_chosen(interaction: discord.Interaction[HyperplaneBot]) -> tuple[str, ...]:
    """Return the values of all options that somebody chose from a menu of many.

    Raises
    ------
    UnknownPress
        If it was no menu.
    """
    data: Any = interaction.data or {}
    values = data.get("values")
    if values is None:
        raise UnknownPress
    return tuple(map(str, values))


@dataclass(frozen=True, slots=True)
class _Form:
    """What is derived once from the fields of a kind of press."""

    codecs: dict[str, Codec]
    template: re.Pattern[str]
    item: type[PressItem]


# A dictionary, as mypy takes the classes of frozen dataclasses for unhashable where functools.cache is asked.
_FORMS: dict[type[Press], _Form] = {}


def item_type(press_type: type[Press]) -> type[PressItem]:
    """Return the item by which discord.py finds this kind of press in messages old and new."""
    return _form(press_type).item


def _form(press_type: type[Press]) -> _Form:
    if press_type not in _FORMS:  # not before it is used: a class is no dataclass yet when it is made
        hints = get_type_hints(press_type, include_extras=True)
        codecs = {each.name: codec_of(hints[each.name]) for each in fields(press_type)}
        parts = (f"(?P<{name}>{codec.pattern})" for name, codec in codecs.items())
        template = re.compile(":".join((re.escape(press_type.kind), *parts)))
        _FORMS[press_type] = _Form(codecs, template, _item_of(press_type, template))
    return _FORMS[press_type]


def _item_of(press_type: type[Press], template: re.Pattern[str]) -> type[PressItem]:
    class Item(discord.ui.DynamicItem[discord.ui.Item[Any]], template=template):
        """A button or a menu that carries a press of one kind."""

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> Self:
            """Make the item again from the message that it is on."""
            return cls(item)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Have the press answered."""
            press = press_type.parse(self.custom_id)
            if press is not None:  # discord.py has matched the same template
                await interaction.client.presses.answer(press, interaction)

    Item.__name__ = Item.__qualname__ = f"{press_type.__name__}Item"
    return Item
