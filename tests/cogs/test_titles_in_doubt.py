"""Every command that takes a title asks where it is in doubt, and takes no other film for a lacking one."""

from __future__ import annotations

from typing import Any

from cogs.shared.film_menu import MENUS
from cogs.shared.kept_films import KeptFilms
from storage.places import Place
from tests.room import Answer, Room

OLD, NEW = "Titanic (1953)", "Titanic (1997)"
SHOWING = ("film", "similar", "why")


def menus(answer: Answer) -> list[Any]:
    rows: list[Any] = list(answer.message.components)
    return [item for row in rows for item in row.children if hasattr(item, "options")]


async def choose(room: Room, answer: Answer, label: str) -> str:
    """Let Ada choose from the only menu, and return what then stands there or was answered."""
    (menu,) = menus(answer)
    value = next(option.value for option in menu.options if option.label == label)
    pressed = await room.ada.select(answer.message, [value])
    if pressed.followups:
        return room.answer_to(pressed).text
    return room.newest().text


async def rated(room: Room) -> list[str]:
    return sorted(rating.title for rating in await room.bot.services.ratings.of(room.ada.id))


async def test_commands_that_show_a_film_ask_which_and_answer_in_place(room: Room) -> None:
    for command in SHOWING:
        asked = await room.say(f"!{command} titanic")
        assert "Several films fit" in asked.text, command
        assert OLD in await choose(room, asked, OLD), command
    assert "Several films fit" in (await room.ask("slash", "film", "titanic")).text


async def test_a_year_decides_in_every_command_that_shows_a_film(room: Room) -> None:
    for command in SHOWING:
        assert OLD in (await room.say(f"!{command} titanic 1953")).text, command


async def test_a_film_that_is_lacking_is_said_to_be_lacking_by_every_command(room: Room) -> None:
    for command in (*SHOWING, "like", "dislike"):
        answer = await room.say(f"!{command} Titanic 1931")
        assert "none of 1931" in answer.text, command
        assert "Several films fit" not in answer.text, command
        assert OLD in [option.label for option in menus(answer)[0].options], command
    assert "none of 1931" in (await room.say("!suppose Titanic 1931 | Alien")).text
    assert "Add the year" in (await room.say("!suppose Titanic | Alien")).text
    assert await rated(room) == []


async def test_a_list_as_people_write_it_is_read_and_what_has_no_menu_is_to_be_sent_again(room: Room) -> None:
    answer = await room.say('!like\n- **Alien**\n- Toy Story (1995)\n1. "Blade Runner"')
    assert "Several films fit" not in answer.text
    assert await rated(room) == ["Alien (1979)", "Blade Runner (1982)", "Toy Story (1995)"]
    doubtful = ["Titanic", "Dune", "Cape Fear", "King Kong", "Ben-Hur", "Cleopatra", "Robin Hood"]
    answer = await room.say(f"!like {'; '.join(doubtful)}")
    assert len(menus(answer)) == MENUS
    assert f"Send these once more: `{'; '.join(doubtful[MENUS:])}`" in answer.text
    assert "put semicolons between: `Alien; Toy Story`" in (await room.say("!like Alien, Toy Story")).text


async def test_a_rating_is_taken_back_with_the_same_caution(room: Room) -> None:
    await room.say(f"!like {OLD}; {NEW}; Rocky III")
    assert "Taken back" in (await room.say("!unrate rocky 3")).text
    assert "Taken back" not in (await room.say("!unrate Rocky II")).text
    asked = await room.say("!unrate titanic")
    assert await rated(room) == [OLD, NEW]
    assert OLD in await choose(room, asked, OLD)
    assert await rated(room) == [NEW]
    offered = await room.ada.autocomplete(room.channel, "unrate", "title", "tit")
    assert [choice["value"] for choice in offered] == [NEW]


async def test_films_of_a_list_are_found_with_the_same_caution(room: Room) -> None:
    await room.say("!list create Friday")
    await room.say(f"!list add Friday: {OLD}; {NEW}; Rocky III; Twins")
    assert "several films called" in (await room.say("!list watched Friday: Titanic")).text
    assert "is not on" in (await room.say("!list watched Friday: Rocky II")).text
    assert "is not on" in (await room.say("!list remove Friday: Twin")).text
    await room.say("!list remove Friday: titanic 1953; rocky 3")
    (friday,) = await room.bot.services.lists.of(Place.server(room.guild_id))
    left = sorted(entry.title for entry in await room.bot.services.lists.entries(friday.id))
    assert left == [NEW, "Twins (1988)"]


def test_kept_films_are_found_by_the_names_they_are_completed_with() -> None:
    names = ["The Boys (1962, British)", "The Boys (1962, Finnish)", "Dune (1984)", "Dune (2021)", "Lost"]
    films = KeptFilms(
        [("The Boys (1962 British film)", names[0]), ("The Boys (1962 Finnish film)", names[1])]
        + [(f"page {name}", name) for name in names[2:]]
    )
    assert films.complete("", 10) == names
    assert [films.find(name).one.name for name in films.complete("", 10)] == names
