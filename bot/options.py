"""Options by name for typed commands: `!tsne tea coffee seed=7` sets what `/tsne` has a field for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from discord.ext import commands

from bot.context import Context
from bot.markup import unquoted

AnyCommand = commands.Command[Any, ..., Any]

_NAME = re.compile(r"\s*(\S+)")


def unname_first(ctx: Context) -> None:
    """Let a typed command begin with its first option by name, `!tastemap theme=light`, and end in blanks."""
    if ctx.interaction is not None or ctx.command is None:
        return
    view = ctx.view
    view.buffer = view.buffer.rstrip()
    view.end = len(view.buffer)
    command, start = _addressed(ctx.command, view.buffer, view.index)
    if not command.clean_params:
        return
    name = next(iter(command.clean_params))
    rest = re.sub(rf"^(\s*){name}=", r"\1", view.buffer[start:], count=1, flags=re.IGNORECASE)
    view.buffer = view.buffer[:start] + rest
    view.end = len(view.buffer)


def _addressed(command: AnyCommand, text: str, start: int) -> tuple[AnyCommand, int]:
    """Return the command that a text goes to, of a group the one that it names, and where its text starts."""
    while isinstance(command, commands.Group):
        name = _NAME.match(text, start)
        inner = command.get_command(name[1]) if name else None
        if name is None or inner is None:
            break
        command, start = inner, name.end()
    return command, start


async def take_named_options(ctx: Context) -> None:
    """Move every `name=value` out of a typed command's text into the parameter of that name.

    discord.py gives the whole rest of a message to the first keyword-only parameter; those after it are the
    options. Their own converters read the values, so a typed option is checked just as a slash option is.

    Raises
    ------
    commands.UserInputError
        A value that its parameter does not take.
    """
    if ctx.interaction is not None or ctx.command is None:
        return
    parameters = list(_keyword_only(ctx.command))
    if not parameters or not isinstance(text := ctx.kwargs.get(parameters[0].name), str):
        return
    found_in = _leading if ctx.command.extras.get("options_first") else _anywhere
    for parameter in parameters[1:]:
        found = found_in(parameter.name, [each.name for each in parameters[1:]], text)
        if found is None:
            ctx.kwargs[parameter.name] = await parameter.get_default(ctx)
            continue
        ctx.current_parameter, ctx.current_argument = parameter, found["value"]
        ctx.kwargs[parameter.name] = await _converted(ctx, parameter, found["value"])
        text = (text[: found.start("option")] + text[found.end("option") :]).strip()
    text = unquoted(re.sub(rf"^{parameters[0].name}=", "", text, flags=re.IGNORECASE))
    ctx.kwargs[parameters[0].name] = text
    if parameters[0].required and not text:
        raise commands.MissingRequiredArgument(parameters[0])


def forgiven(error: commands.BadLiteralArgument) -> object:
    """Return the choice that was typed in other capitals; raise the error where it is none of them."""
    for literal in error.literals:
        if str(literal).casefold() == error.argument.casefold():
            return literal
    raise error


def check_numbers(ctx: Context) -> None:
    """Refuse what is no number: `nan` is neither below the least nor above the most of any range.

    Raises
    ------
    commands.RangeError
    """
    for name, value in ctx.kwargs.items():
        if isinstance(value, float) and not math.isfinite(value) and ctx.command is not None:
            ctx.current_parameter = ctx.command.clean_params[name]
            bounds = ctx.current_parameter.converter
            raise commands.RangeError(value, minimum=bounds.min, maximum=bounds.max)


async def _converted(ctx: Context, parameter: commands.Parameter, text: str) -> object:
    try:
        return await commands.run_converters(ctx, parameter.converter, text, parameter)
    except commands.BadLiteralArgument as error:
        return forgiven(error)


def _anywhere(name: str, _: list[str], text: str) -> re.Match[str] | None:
    return re.search(rf"(?:^|(?<=\s))(?P<option>{name}=(?P<value>\S+)\s*)", text, re.IGNORECASE)


def _leading(name: str, names: list[str], text: str) -> re.Match[str] | None:
    """Find the option before the text begins: what follows may well look like one."""
    others = rf"(?:(?:{'|'.join(names)})=\S+\s+)*"
    return re.match(rf"{others}(?P<option>{name}=(?P<value>\S+)(?:\s+|$))", text, re.IGNORECASE)


def _keyword_only(command: commands.Command[Any, ..., Any]) -> Iterator[commands.Parameter]:
    return (p for p in command.clean_params.values() if p.kind is p.KEYWORD_ONLY)
