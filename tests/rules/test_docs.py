"""The documents say all there is: each command with its options, each setting, each sub-command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main
from discord.ext import commands
from typer.core import TyperGroup

from bot.__main__ import app
from bot.settings import Settings, variable
from tests.room import Room

DOCS = Path(__file__).parents[2] / "docs"


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading!r}"
    return found[1]


async def test_every_command_is_documented_with_its_options_and_examples(room: Room) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    for command in room.bot.walk_commands():
        about = section(text, f"`{command.qualified_name}`")
        assert all(f"`{alias}`" in about for alias in command.aliases), command.name
        assert all(f"`{parameter}`" in about for parameter in command.clean_params), command.name
        if isinstance(command, commands.HybridCommand | commands.HybridGroup):
            assert str(command.short_doc) in about, command.name
            assert all(f"!{example}" in about for example in command.extras["examples"]), command.name


async def test_every_cooldown_is_documented(room: Room) -> None:
    text = section((DOCS / "commands.md").read_text(encoding="utf-8"), "How often")
    told = {
        name: calls
        for calls, names in re.findall(r"^\| (\d+ in \d+ seconds) \| (.+) \|$", text, re.MULTILINE)
        for name in re.findall(r"`(.+?)`", names)
    }
    limits = {each.qualified_name: each.cooldown for each in room.bot.walk_commands() if each.cooldown}
    assert told == {name: f"{each.rate} in {each.per:g} seconds" for name, each in limits.items()}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    row = next((line for line in text.splitlines() if line.startswith(f"| `{variable(name)}`")), "")
    assert str(Settings.model_fields[name].description) in row


def test_every_sub_command_of_the_command_line_is_documented() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    for name, command in root.commands.items():
        inner = [f"{name} {each}" for each in command.commands] if isinstance(command, TyperGroup) else [name]
        assert all(f"hyperplane {each}" in text for each in inner), name


def test_every_decision_has_a_number_of_its_own_which_stands_before_its_heading() -> None:
    numbers = [path.name.partition("-")[0] for path in sorted((DOCS / "adr").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    for path in (DOCS / "adr").glob("*.md"):
        assert path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. "), path.name
