"""Every table, and for every column that holds a Discord id whether it is a person's or a place's.

What a person can take along and have forgotten follows from these marks: see `storage.people`. Forgetting
deletes the row, or only blanks the column where it is a name on something that belongs to others too.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

WHOLE = Integer().with_variant(BigInteger(), "postgresql")
"""As wide as SQLite's whole numbers wherever it is: a button's id may name a row that no table ever had."""

HOLDS = "holds"
PERSON = "person"
PLACE = "place"
FILM = "film"
FORGET = "forget"
BLANK = "blank"

metadata = MetaData(
    naming_convention={  # so that a migration can name what it changes
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware on the way in and out, in UTC in between, whether or not the database knows zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; one without a zone is refused."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as read, in UTC."""
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


def _person(name: str, *, nullable: bool = False, **options: Any) -> Column[int]:
    return Column(name, BigInteger, info={HOLDS: PERSON}, nullable=nullable, **options)


def _name(name: str, comment: str) -> Column[int]:
    """Return a column for who did something that stays when they are forgotten, without their name."""
    return Column(name, BigInteger, info={HOLDS: PERSON, FORGET: BLANK}, nullable=True, comment=comment)


def _film(name: str, **options: Any) -> Column[str]:
    """Return a column for a film: its Wikipedia page, the same after retraining."""
    return Column(name, Text, info={HOLDS: FILM}, **options)


def _place(name: str, *constraints: ForeignKey, **options: Any) -> Column[int]:
    return Column(name, BigInteger, *constraints, info={HOLDS: PLACE}, **options)


ratings = Table(
    "ratings",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False),
    _film("page", primary_key=True, comment="the film's Wikipedia page: the same after retraining"),
    Column("title", Text, nullable=False, comment="as shown then: it names films that a model has no more"),
    Column("verdict", String(7), nullable=False),
    Column("rated_at", UtcDateTime, nullable=False),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    CheckConstraint("verdict IN ('like', 'dislike', 'seen')", name="verdict"),
    sqlite_with_rowid=False,  # one tree, in the order of (user_id, page): a person's ratings lie together
)

imports = Table(
    "imports",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False),
    Column("imported_at", UtcDateTime, primary_key=True),
    _film("page", primary_key=True),
    Column("verdict", String(7), nullable=False, comment="as the import gave it"),
    Column("earlier", String(7), nullable=True, comment="the verdict it took the place of"),
    Column("earlier_rated_at", UtcDateTime, nullable=True),
    _place("earlier_guild_id", nullable=True, comment="where; none in direct messages"),
    sqlite_with_rowid=False,
)

shown = Table(
    "shown",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False),
    Column("together", Boolean, primary_key=True, comment="in a group, or else alone"),
    _film("page", primary_key=True),
    Column("days", WHOLE, nullable=False, comment="on how many days"),
    Column("last_day", Date, nullable=False),
    sqlite_with_rowid=False,
)

lists = Table(
    "lists",
    metadata,
    Column("id", WHOLE, primary_key=True),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    _person("owner_id", nullable=True, comment="whose private list; none in a server"),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, comment="the name as it is compared: see storage.film_list.key_of"),
    _name("creator_id", comment="who made it; none once forgotten"),
    Column("created_at", UtcDateTime, nullable=False),
    _film("last_pick", nullable=True, comment="the page that was picked last"),
    UniqueConstraint("guild_id", "key"),
    UniqueConstraint("owner_id", "key"),
    CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name="place"),
    sqlite_autoincrement=True,  # a button's id names a list: a number is never given twice
)

entries = Table(
    "entries",
    metadata,
    Column("list_id", ForeignKey(lists.c.id, ondelete="CASCADE"), primary_key=True),
    _film("page", primary_key=True),
    Column("title", Text, nullable=False, comment="as shown then"),
    _name("adder_id", comment="who put it there; none once forgotten"),
    Column("added_at", UtcDateTime, nullable=False),
    Column("watched_at", UtcDateTime, nullable=True, comment="none until it was watched"),
    sqlite_with_rowid=False,
)

votes = Table(
    "votes",
    metadata,
    Column("id", WHOLE, primary_key=True),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    _person("owner_id", nullable=True, comment="whose private vote; none in a server"),
    Column("list_id", ForeignKey(lists.c.id, ondelete="SET NULL"), nullable=True, index=True),
    Column("list_name", Text, nullable=False, comment="as it was called then"),
    Column("application_id", Text, nullable=False, comment="the bot whose message it is"),
    _place("channel_id", nullable=False),
    _place("message_id", nullable=True, comment="none until it is sent"),
    _name("starter_id", comment="who started it; none once forgotten"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("hidden", Boolean, nullable=False, comment="whether the tally is kept back until the end"),
    Column("state", String(7), nullable=False, index=True),
    Column("voters", WHOLE, nullable=False, comment="how many people voted, once it is decided"),
    _film("winner", nullable=True, comment="its page, once it is decided"),
    Column("tie", String(5), nullable=True, comment="how a tie was broken"),
    CheckConstraint("state IN ('open', 'counted', 'decided', 'told')", name="state"),
    CheckConstraint("tie IN ('taste', 'order')", name="tie"),
    CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name="place"),
    sqlite_autoincrement=True,
)

vote_options = Table(
    "vote_options",
    metadata,
    Column("vote_id", ForeignKey(votes.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", WHOLE, primary_key=True, autoincrement=False, comment="from 1, as on its button"),
    _film("page", nullable=False),
    Column("title", Text, nullable=False),
    Column("approvals", WHOLE, nullable=False, comment="once it is decided; until then there are ballots"),
    sqlite_with_rowid=False,
)

ballots = Table(
    "ballots",
    metadata,
    Column("vote_id", WHOLE, primary_key=True, autoincrement=False),
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    _person("voter_id", primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ["vote_id", "number"], [vote_options.c.vote_id, vote_options.c.number], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)

concepts = Table(
    "concepts",
    metadata,
    Column("id", WHOLE, primary_key=True),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    _person("owner_id", nullable=True, comment="whose private concept; none in a server"),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, comment="the name as it is compared: see storage.film_list.key_of"),
    Column("preset", Boolean, nullable=False, comment="whether nobody made it: it came with the bot"),
    _name("creator_id", comment="who made it; none once forgotten"),
    Column("seed", WHOLE, nullable=False, comment="of the words that are drawn for it"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=False, comment="when it was last asked for by a command"),
    UniqueConstraint("guild_id", "key", "preset"),
    UniqueConstraint("owner_id", "key", "preset"),
    CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name="place"),
    sqlite_autoincrement=True,  # a button's id names a concept: a number is never given twice
)

concept_words = Table(
    "concept_words",
    metadata,
    Column("concept_id", ForeignKey(concepts.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", WHOLE, primary_key=True, autoincrement=False, comment="from 0, in the order given"),
    Column("word", Text, nullable=False, comment="as it was given: a word or a phrase"),
    Column("inside", Boolean, nullable=False, comment="an example, or else a word that is none"),
    sqlite_with_rowid=False,
)

concept_votes = Table(
    "concept_votes",
    metadata,
    Column("concept_id", ForeignKey(concepts.c.id, ondelete="CASCADE"), primary_key=True),
    Column("word", Text, primary_key=True),
    _person("voter_id", primary_key=True, autoincrement=False),
    Column("inside", Boolean, nullable=False),
    Column("voted_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

guess_rounds = Table(
    "guess_rounds",
    metadata,
    Column("id", WHOLE, primary_key=True),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    _person("owner_id", nullable=True, comment="whose private round; none in a server"),
    _place("channel_id", nullable=False, comment="where it began"),
    Column("day", Date, nullable=True, comment="whose word it is; none for a round at will"),
    Column("state", String(8), nullable=False),
    Column("hints", WHOLE, nullable=False, comment="how many were told"),
    _name("starter_id", comment="who started it; none for a word of the day, and once forgotten"),
    _name("finder_id", comment="who found the word; none until then, and once forgotten"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime, nullable=True, comment="none while it is open"),
    UniqueConstraint("guild_id", "day"),
    CheckConstraint("state IN ('open', 'found', 'given up', 'over')", name="state"),
    CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name="place"),
    sqlite_autoincrement=True,  # a button's id names a round: a number is never given twice
)

guess_secrets = Table(  # apart from the round, so that no export of an open one tells the word
    "guess_secrets",
    metadata,
    Column("round_id", ForeignKey(guess_rounds.c.id, ondelete="CASCADE"), primary_key=True),
    Column("word", Text, nullable=False),
)

guesses = Table(
    "guesses",
    metadata,
    Column("round_id", ForeignKey(guess_rounds.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", WHOLE, primary_key=True, autoincrement=False, comment="from 1, in the order made"),
    Column("word", Text, nullable=False),
    Column("rank", WHOLE, nullable=False, comment="its place among all words then; 0 for the secret one"),
    Column("points", WHOLE, nullable=False, comment="what it earned"),
    _person("guesser_id"),
    Column("guessed_at", UtcDateTime, nullable=False),
    UniqueConstraint("round_id", "word"),
    sqlite_with_rowid=False,
)

give_ups = Table(
    "give_ups",
    metadata,
    Column("round_id", ForeignKey(guess_rounds.c.id, ondelete="CASCADE"), primary_key=True),
    _person("voter_id", primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

nights = Table(
    "nights",
    metadata,
    Column("id", WHOLE, primary_key=True),
    _place("guild_id", nullable=False, index=True),
    Column("application_id", Text, nullable=False, comment="the bot whose message it is"),
    _place("channel_id", nullable=False),
    _place("message_id", nullable=True, comment="none until it is sent"),
    Column("list_id", ForeignKey(lists.c.id, ondelete="SET NULL"), nullable=True, index=True),
    _film("page", nullable=True, comment="none for a film that the catalogue lacks, or that is still open"),
    Column("title", Text, nullable=False, comment="what is watched"),
    _name("organiser_id", comment="who plans it; none once forgotten"),
    Column("zone", Text, nullable=False, comment="in which its times are written where Discord does not"),
    Column("location", Text, nullable=False, comment="where it is; empty for its channel"),
    _place("voice_id", nullable=True, comment="the voice channel where it is"),
    Column("minutes", WHOLE, nullable=False, comment="how long it lasts"),
    Column("remind_minutes", WHOLE, nullable=False, comment="how long before people are reminded; 0: not"),
    Column("wants_event", Boolean, nullable=False, comment="whether it is to be among the server's events"),
    _place("event_id", nullable=True, comment="the server's event"),
    Column("weekly", Boolean, nullable=False, comment="whether another follows a week later"),
    Column("deserted", WHOLE, nullable=False, comment="how many before it in a row nobody came to"),
    Column("state", String(9), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("starts_at", UtcDateTime, nullable=True, comment="none until it is settled"),
    Column("tied", Boolean, nullable=False, comment="whether another time had as many for it"),
    Column("due_at", UtcDateTime, nullable=True, index=True, comment="when its next step is due, if any"),
    Column("begun_at", UtcDateTime, nullable=True, comment="when that step was begun; none until then"),
    CheckConstraint(
        "state IN ('new', 'open', 'decided', 'set', 'reminded', 'ended', 'over', 'cancelled')", name="state"
    ),
    sqlite_autoincrement=True,  # a button's id names a night: a number is never given twice
)

night_slots = Table(
    "night_slots",
    metadata,
    Column("night_id", ForeignKey(nights.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", WHOLE, primary_key=True, autoincrement=False, comment="from 1, as on its button"),
    Column("starts_at", UtcDateTime, nullable=False),
    _name("proposer_id", comment="who proposed it; none once forgotten"),
    sqlite_with_rowid=False,
)

night_approvals = Table(
    "night_approvals",
    metadata,
    Column("night_id", WHOLE, primary_key=True, autoincrement=False),
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    _person("voter_id", primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ["night_id", "number"], [night_slots.c.night_id, night_slots.c.number], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)

night_guests = Table(
    "night_guests",
    metadata,
    Column("night_id", ForeignKey(nights.c.id, ondelete="CASCADE"), primary_key=True),
    _person("guest_id", primary_key=True, autoincrement=False),
    Column("coming", Boolean, nullable=False),
    Column("remind", Boolean, nullable=False, comment="whether to be reminded"),
    sqlite_with_rowid=False,
)

zones = Table(
    "zones",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False),
    Column("zone", Text, nullable=False, comment="the time zone in which the person writes times"),
    sqlite_with_rowid=False,
)

secret_keys = Table(
    "secret_keys",
    metadata,
    Column("name", Text, primary_key=True, comment="what it is the key of"),
    Column("key", Text, nullable=False, comment="drawn by lot once, in hexadecimal"),
)

talks = Table(
    "talks",
    metadata,
    Column("id", WHOLE, primary_key=True),
    Column("application_id", Text, nullable=False, comment="the bot that gives it"),
    _place("channel_id", nullable=False),
    _place("guild_id", nullable=True, index=True, comment="where; none in direct messages"),
    _person("speaker_id", index=True),
    Column("name", Text, nullable=False, comment="what its file was called"),
    Column("script", Text, nullable=False, comment="its file as it was read, as JSON"),
    Column("models", Text, nullable=False, comment="which models answered, as JSON"),
    Column("shown", WHOLE, nullable=False, comment="how many steps"),
    Column("led", Boolean, nullable=False, comment="whether the button to the next one is there"),
    Column("turned_at", UtcDateTime, nullable=False),
    UniqueConstraint("application_id", "channel_id"),
    sqlite_autoincrement=True,
)

talk_answers = Table(
    "talk_answers",
    metadata,
    Column("talk_id", ForeignKey(talks.c.id, ondelete="CASCADE"), primary_key=True),
    Column("step", WHOLE, primary_key=True, autoincrement=False, comment="from 0"),
    Column("answers", LargeBinary, nullable=False, comment="as a zip: see cogs.talk.packing"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", WHOLE, primary_key=True),
    Column("application_id", Text, nullable=False, comment="the bot whose message it is"),
    _place("guild_id", nullable=False),
    _place("channel_id", nullable=False),
    _place("message_id", nullable=True, comment="none until it is sent"),
    _person("caller_id", index=True),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("begun", Boolean, nullable=False, comment="whether nobody can join any more"),
    sqlite_autoincrement=True,  # a button's id names an invitation: a number is never given twice
)

invitation_guests = Table(
    "invitation_guests",
    metadata,
    Column("invitation_id", ForeignKey(invitations.c.id, ondelete="CASCADE"), primary_key=True),
    _person("guest_id", primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, comment="as shown then"),
    Column("number", WHOLE, nullable=False, comment="in the order of joining; that of who asked is 0"),
    sqlite_with_rowid=False,
)

trained = Table(
    "trained",
    metadata,
    Column("id", WHOLE, primary_key=True),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    _person("owner_id", nullable=True, comment="whose private network; none in a server"),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, comment="the name as it is compared: see storage.film_list.key_of"),
    Column("subject", String(5), nullable=False, comment="what it has learned"),
    _person("maker_id", comment="who had it trained, from a text that it may know by heart"),
    Column("source", Text, nullable=False, comment="what it learned from, in words; never the text"),
    Column("token", Text, nullable=False, unique=True, comment="the folder that it is kept in"),
    Column("application_id", Text, nullable=False, comment="the bot whose message it is"),
    _place("channel_id", nullable=False),
    _place("message_id", nullable=True, comment="none until it is sent"),
    Column("kept", Boolean, nullable=False, comment="whether it has learned, and can be asked"),
    Column("figures", Text, nullable=True, comment="how good it is, as JSON; none while it learns"),
    Column("size_bytes", WHOLE, nullable=False, comment="on the disk; 0 while it learns"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    UniqueConstraint("guild_id", "key"),
    UniqueConstraint("owner_id", "key"),
    CheckConstraint("subject IN ('text', 'words', 'films')", name="subject"),
    CheckConstraint("(guild_id IS NULL) <> (owner_id IS NULL)", name="place"),
    sqlite_autoincrement=True,  # a button's id names one: a number is never given twice
)

lessons = Table(  # apart from what is kept of them: to forget that gives nobody a new day
    "lessons",
    metadata,
    Column("token", Text, primary_key=True, comment="of what was trained, which may be forgotten since"),
    _place("guild_id", nullable=True, comment="where; none in direct messages"),
    _name("maker_id", comment="who had something trained; none once forgotten"),
    Column("begun_at", UtcDateTime, nullable=False, comment="it counts for a day"),
    sqlite_with_rowid=False,
)

visits = Table(
    "visits",
    metadata,
    _place("guild_id", primary_key=True, autoincrement=False),
    Column(
        "application_id",
        Text,
        primary_key=True,
        comment="which bot: several may share the file, each its servers",
    ),
    Column("left_at", UtcDateTime, nullable=True, comment="none while the bot is there"),
    sqlite_with_rowid=False,
)

server_settings = Table(
    "server_settings",
    metadata,
    _place("guild_id", primary_key=True, autoincrement=False),
    Column("prefix", Text, nullable=True, comment="what typed commands start with; none: as the bot's"),
    Column("speakers", String(8), nullable=False, comment="who may start talks"),
    _place("speaker_role_id", nullable=True, comment="the role whose members may"),
    Column("planners", String(8), nullable=False, comment="who may plan movie nights"),
    _place("planner_role_id", nullable=True, comment="the role whose members may"),
    Column("zone", Text, nullable=True, comment="the time zone in which times are written"),
    CheckConstraint("speakers IN ('everyone', 'role', 'managers')", name="speakers"),
    sqlite_with_rowid=False,
)

server_channels = Table(
    "server_channels",
    metadata,
    _place("guild_id", ForeignKey(server_settings.c.guild_id, ondelete="CASCADE"), primary_key=True),
    _place("channel_id", primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

opt_outs = Table(
    "opt_outs",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False),
    Column("scope", String(5), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    CheckConstraint("scope IN ('group', 'match')", name="scope"),
    sqlite_with_rowid=False,
)

agreements = Table(
    "agreements",
    metadata,
    _person("user_id", primary_key=True, autoincrement=False, comment="who agrees to be compared"),
    _person("other_id", primary_key=True, autoincrement=False, comment="with whom"),
    Column("agreed_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
