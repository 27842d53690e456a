"""Films by prefix and by slash: rating, recommending, explaining, browsing, and what goes wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cogs.movies.cards import film_card
from cogs.shared.opinions import opinions_of
from models.movies.embeddings import Roles
from models.movies.library import Film
from models.movies.portrait import Portrait
from models.movies.recommendation import Request, recommend
from storage.ratings import Verdict
from tests.room import Room

LIKES = "Toy Story; The Matrix; Star Wars; Alien; Blade Runner"
DISLIKES = "Titanic 1997; Pretty Woman; Notting Hill; Grease; Sleepless in Seattle"


async def rated(room: Room, person_id: int | None = None) -> dict[str, Verdict]:
    """Return what a person (Ada) has said, by the title that was kept."""
    kept = await room.bot.services.ratings.of(person_id or room.ada.id)
    return {rating.title: rating.verdict for rating in kept}


@pytest.fixture
async def taste(room: Room) -> Room:
    """Give Ada a taste: five likes and five dislikes."""
    await room.say(f"!like {LIKES}")
    await room.say(f"!dislike {DISLIKES}")
    return room


def shown_films(text: str) -> list[str]:
    """Return the films of both ends, as they are named."""
    return re.findall(r"^(?:\d\.|•) `[^`]+` \*\*(.+?)\*\*", text, re.MULTILINE)


async def test_a_like_and_a_dislike_are_kept(room: Room, face: str) -> None:
    liked = await room.ask(face, "like", "toy story")
    assert "**Toy Story (1995)**" in liked.text
    assert "1 like, 0 dislikes" in liked.text
    await room.ask(face, "dislike", "Grease")
    assert await rated(room) == {"Toy Story (1995)": Verdict.LIKE, "Grease (1978)": Verdict.DISLIKE}


async def test_several_films_are_rated_at_once(room: Room) -> None:
    await room.ask("prefix", "like", LIKES)
    assert len(await rated(room)) == 5


@pytest.mark.parametrize("typed", ["MATRIX, THE", "Matrix (film)", "matrix 1999", "  the   matrix "])
async def test_titles_are_forgiven(room: Room, typed: str) -> None:
    await room.ask("prefix", "like", typed)
    assert list(await rated(room)) == ["The Matrix (1999)"]


async def test_changing_one_s_mind_is_told(room: Room, face: str) -> None:
    await room.ask(face, "like", "Alien")
    assert "(was 👍)" in (await room.ask(face, "dislike", "Alien")).text
    assert await rated(room) == {"Alien (1979)": Verdict.DISLIKE}


async def test_a_rating_can_be_taken_back(room: Room, face: str) -> None:
    await room.ask(face, "like", "Alien; Aliens")
    assert "Taken back" in (await room.ask(face, "unrate", "alien")).text
    assert list(await rated(room)) == ["Aliens (1986)"]
    assert "You have not rated that\n`alien`" in (await room.ask(face, "unrate", "alien")).text


async def test_namesakes_open_a_choice_that_only_the_asker_can_make(room: Room, face: str) -> None:
    answer = await room.ask(face, "like", "Titanic")
    menu = answer.message.components[0].children[0]  # type: ignore[union-attr]
    labels = [option.label for option in menu.options]  # type: ignore[union-attr]
    assert "Titanic (1997)" in labels
    chosen = next(option.value for option in menu.options if option.label == "Titanic (1997)")  # type: ignore[union-attr]
    foreign = await room.alan.select(answer.message, [chosen])
    assert "belong to whoever" in room.answer_to(foreign).text
    assert await rated(room) == {}
    mine = await room.ada.select(answer.message, [chosen])
    assert room.answer_to(mine).private
    assert await rated(room) == {"Titanic (1997)": Verdict.LIKE}


async def test_an_unknown_film_is_answered_with_close_ones(room: Room, face: str) -> None:
    answer = await room.ask(face, "like", "xqzzv of the wrrbl")
    assert answer.refused
    assert "I know no film called" in answer.text
    assert await rated(room) == {}


async def test_known_films_are_kept_beside_an_unknown_one(room: Room) -> None:
    answer = await room.ask("prefix", "like", "Alien; xqzzv of the wrrbl")
    assert "I don't have that" in answer.text
    assert list(await rated(room)) == ["Alien (1979)"]


@pytest.mark.parametrize("command", ["like", "unrate", "why", "similar", "film"])
async def test_odd_titles_get_a_sentence_and_ping_nobody(room: Room, face: str, command: str) -> None:
    for text in (";", "; ;", "🙂", "@everyone", "```", "\u202e"):
        answer = await room.ask(face, command, text)
        assert answer.text, text
        assert not answer.message.mentions
        assert not answer.message.mention_everyone
    assert await rated(room) == {}


async def test_too_many_titles_are_told_with_the_limit(room: Room) -> None:
    answer = await room.ask("prefix", "like", "; ".join(f"film {n}" for n in range(25)))
    assert "1 to 20 titles" in answer.text


async def test_buttons_under_a_like_rate_for_whoever_presses(room: Room) -> None:
    answer = await room.ask("prefix", "like", "Star Wars")
    label = answer.labels[0]
    pressed = await room.alan.click(answer.message, label=label)
    assert room.answer_to(pressed).private
    assert list(await rated(room, room.alan.id)) == [label]
    assert list(await rated(room)) == ["Star Wars (1977)"]


async def test_recommend_shows_best_and_worst_with_reasons(taste: Room, face: str) -> None:
    answer = await taste.ask(face, "recommend")
    best, worst = answer.text.split("**Worst**")
    assert "Science Fiction" in best
    assert "Romance" in worst
    assert "like *" in best
    assert best.count("`+") == 5
    assert worst.count("`−") == 5
    assert "toward" in answer.text
    assert "Checked on your own ratings" in answer.text


async def test_recommend_skips_what_is_rated(taste: Room, face: str) -> None:
    first = (await taste.ask(face, "recommend", count=1, worst="no" if face == "prefix" else False)).text
    title = first.split("**Best**")[1].split("**")[1]
    await taste.say(f"!like {title}")
    again = (await taste.ask(face, "recommend")).text
    assert title not in again.split("**Worst**")[0].split("**Best**")[1].replace(f"like *{title}", "")


async def test_recommend_keeps_to_genre_and_years(taste: Room) -> None:
    answer = await taste.ask("prefix", "recommend", genre="comedy", years="1990s")
    lines = [line for line in answer.text.splitlines() if re.match(r"\d\. |• ", line)]
    assert len(lines) == 10
    assert all("(199" in line and "Comedy" in line for line in lines)


async def test_a_typed_recommend_takes_genre_and_years_as_they_come(taste: Room) -> None:
    answer = await taste.say("!recommend sci-fi 1980-1989 count=3")
    lines = [line for line in answer.text.splitlines() if re.match(r"\d\. |• ", line)]
    assert len(lines) == 6
    assert all("(198" in line for line in lines)


@pytest.mark.parametrize(
    ("options", "told"),
    [({"genre": "polka"}, "no genre"), ({"years": "soon"}, "as years"), ({"years": "1600-1700"}, "No film")],
)
async def test_a_filter_that_fits_nothing_is_told(
    room: Room, face: str, options: dict[str, str], told: str
) -> None:
    answer = await room.ask(face, "recommend", **options)
    assert answer.refused
    assert told in answer.text


async def test_without_ratings_it_is_average_taste_and_says_so(room: Room, face: str) -> None:
    assert "average taste" in (await room.ask(face, "recommend")).text


@pytest.mark.parametrize(("command", "missing"), [("like", "dislikes"), ("dislike", "likes")])
async def test_ratings_of_one_kind_say_what_is_missing(room: Room, command: str, missing: str) -> None:
    await room.ask("prefix", command, "Alien; Blade Runner")
    assert f"You have rated no {missing} yet" in (await room.ask("prefix", "recommend")).text


async def test_recommend_s_buttons_survive_a_restart(taste: Room) -> None:
    answer = await taste.say("!recommend")
    await taste.restart()
    assert len(await rated(taste)) == 10
    pressed = await taste.ada.click(answer.message, custom_id=answer.custom_ids[0])
    assert "Noted" in taste.answer_to(pressed).text
    assert len(await rated(taste)) == 11


async def test_more_and_back_turn_the_pages_of_a_filter_for_the_asker_alone(taste: Room) -> None:
    answer = await taste.say("!recommend comedy 1990s count=3")
    assert answer.labels[-1] == "More"
    pages = [shown_films(answer.text)]
    for label in ("More", "Back"):
        await taste.restart()
        await taste.ada.click(answer.message, label=label)
        pages.append(shown_films(taste.newest().text))
    assert pages[0] == pages[2]
    assert not set(pages[0]) & set(pages[1])
    assert len(pages[1]) == 6
    assert all("(199" in film for film in pages[1])
    refused = await taste.alan.click(answer.message, label="More")
    assert taste.answer_to(refused).private


async def test_what_was_shown_before_today_and_not_rated_steps_back_and_that_is_told(taste: Room) -> None:
    services, person = taste.bot.services, await opinions_of(taste.bot.services, taste.ada.id)
    found = recommend(services.films, person.likes, person.dislikes, person.seen, Request())
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    await services.shown.keep([taste.ada.id], [each.film.page for each in found.best], yesterday)
    answer = await taste.say("!recommend")
    assert "Passed over before, so lower now: **" in answer.text
    now, before = shown_films(answer.text), [each.film.name for each in found.best]
    assert not set(now[:5]) & set(before)
    again = await taste.say("!recommend")  # a day's list stays as it is, though it was shown
    assert shown_films(again.text) == now
    kept = (await services.people.export(taste.ada.id))["shown"]
    rows = [services.films.titles.row(each["page"]) for each in kept]
    assert {*before, *now} == {services.films.film(row).name for row in rows if row is not None}


async def test_why_names_the_ratings_that_carry_a_film(taste: Room, face: str) -> None:
    answer = await taste.ask(face, "why", "You've Got Mail")
    assert "👎 **Sleepless in Seattle (1993)**" in answer.text
    assert "Nora Ephron" in answer.text


EXPECTED = {
    "Star Wars": "The Empire Strikes Back",
    "The Godfather": "The Godfather Part II",
    "Toy Story": "Toy Story 2",
    "The Matrix": "The Matrix Reloaded",
    "Harry Potter": "Harry Potter",
    "James Bond": "The Spy Who Loved Me",
}


async def test_similar_finds_what_a_film_lover_expects(room: Room, face: str) -> None:
    for title, expected in EXPECTED.items():
        answer = await room.ask(face, "similar", title)
        assert expected in "\n".join((answer.embed.description or "").splitlines()[:5]), title


async def test_a_film_has_a_card(room: Room, face: str) -> None:
    answer = await room.ask(face, "film", "alien")
    assert answer.embed.title == "Alien (1979)"
    assert "Science Fiction" in answer.text
    assert "Ridley Scott" in answer.text


def test_who_made_a_film_is_told_where_it_is_known() -> None:
    film = Film(0, "0", "Heat (1995 film)", "Heat", 1995, ("Crime",), "Heat (1995)")
    roles = Roles(("Michael Mann",), ("Al Pacino", "Robert De Niro"))
    known = Portrait(film, ("American",), (), roles, (), ("Film noir",), 3)
    told = film_card(known).description or ""
    assert told.splitlines()[1:] == ["Directed by Michael Mann", "With Al Pacino and Robert De Niro"]
    assert "With" not in (film_card(replace(known, roles=Roles())).description or "")


async def test_titles_are_offered_with_their_years(room: Room) -> None:
    choices = await room.ada.autocomplete(room.channel, "like", "title", "blade run")
    assert "Blade Runner (1982)" in [choice["name"] for choice in choices]
    several = await room.ada.autocomplete(room.channel, "like", "title", "Alien; blade run")
    assert "Alien; Blade Runner (1982)" in [choice["name"] for choice in several]
    assert await room.ada.autocomplete(room.channel, "like", "title", "") == []
    assert len(await room.ada.autocomplete(room.channel, "like", "title", "the")) <= 25


async def test_an_offered_value_names_the_film_alone(room: Room) -> None:
    choices = await room.ada.autocomplete(room.channel, "like", "title", "titanic")
    value = next(choice["value"] for choice in choices if choice["name"] == "Titanic (1997)")
    await room.ask("slash", "like", value)
    assert list(await rated(room)) == ["Titanic (1997)"]


async def test_one_s_ratings_are_listed_for_oneself(taste: Room, face: str) -> None:
    answer = await taste.ask(face, "ratings")
    assert "👍 Toy Story (1995)" in answer.text
    assert "👎 Grease (1978)" in answer.text
    assert "5 likes, 5 dislikes" in answer.text
    assert answer.private == (face == "slash")


async def test_many_ratings_have_pages(room: Room) -> None:
    library = room.bot.services.films
    names = [library.film(row) for row in range(20)]
    await room.say("!like " + "; ".join(film.name for film in names[:18]))
    answer = await room.say("!ratings")
    assert "page 1 of 2" in answer.text
    await room.ada.click(answer.message, label="Next")
    turned = room.last()
    assert turned is not None
    assert "page 2 of 2" in turned.text


async def test_a_film_that_the_catalogue_lost_is_kept_and_said_so(taste: Room) -> None:
    ratings = taste.bot.services.ratings
    (newest, *_) = await ratings.of(taste.ada.id)
    await ratings.rate(
        taste.ada.id, type(newest)("Gone (film)", "Gone (1950)", Verdict.LIKE, newest.rated_at)
    )
    assert "1 rating of films that I no longer have" in (await taste.ask("prefix", "recommend")).text
    assert "Gone (1950) (no more in my catalogue)" in (await taste.ask("prefix", "ratings")).text
    assert "Taken back" in (await taste.ask("prefix", "unrate", "Gone (1950)")).text


async def test_tastemap_draws_the_taste(taste: Room, face: str) -> None:
    answer = await taste.ask(face, "tastemap")
    (attachment,) = answer.message.attachments
    assert (await attachment.read()).startswith(b"\x89PNG")
    assert "liked" in str(attachment.description)
    assert answer.deferred == (face == "slash")


async def test_tastemap_works_with_one_like(room: Room) -> None:
    await room.say("!like Alien")
    answer = await room.ask("prefix", "tastemap", theme="light")
    assert answer.message.attachments
    assert "You have rated no dislikes yet" in answer.text


async def test_tastemap_without_ratings_says_how_to_begin(room: Room, face: str) -> None:
    answer = await room.ask(face, "tastemap")
    assert answer.refused
    assert "like Alien`" in answer.text


async def test_a_supposed_taste_is_drawn_and_not_kept(room: Room, face: str) -> None:
    answer = await room.ask(face, "suppose", f"{LIKES} | {DISLIKES}")
    assert "like Toy Story, The Matrix, Star Wars and 2 more and dislike Titanic" in answer.text
    assert "**Best**" in answer.text
    assert "**Worst**" in answer.text
    assert answer.message.attachments[0].filename == "taste.png"
    assert not await rated(room)


@pytest.mark.parametrize(
    ("films", "said"),
    [
        ("|", "Name films to like"),
        (" ; | ;", "Name films to like"),
        ("Alien | alien", "**Alien (1979)** stands on both sides"),
        ("Alien | Qwxzyvutsr", "Qwxzyvutsr"),
        (";".join(f"Alien {number}" for number in range(21)), "1 to 20 titles"),
        ("A" * 1600, "1 to 1,500 characters"),
    ],
)
async def test_what_cannot_be_supposed_is_told(room: Room, films: str, said: str) -> None:
    answer = await room.ask("prefix", "suppose", films)
    assert answer.refused
    assert said in answer.text


async def test_without_a_film_there_is_no_taste_to_suppose(room: Room, face: str) -> None:
    answer = await room.ask(face, "suppose", "|")
    assert answer.refused
    assert answer.private == (face == "slash")


async def test_films_to_suppose_are_completed_on_both_sides(room: Room) -> None:
    offered = await room.ada.autocomplete(room.channel, "suppose", "films", "Alien | Greas")
    assert "Alien | Grease (1978)" in [choice["value"] for choice in offered]
