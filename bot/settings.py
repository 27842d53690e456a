"""Every setting of the bot: read from the environment or a `.env` file, checked all at once."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.cluster_address import parse_cluster
from bot.prefixes import as_prefix
from bot.shards import Shards
from storage.address import Where, parse_address

ENV_PREFIX = "HYPERPLANE_"
TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105  the variable's name, not a token

Prefix = Annotated[str, AfterValidator(as_prefix)]
Snowflake = Annotated[int, Field(ge=1, lt=2**63)]


class SettingsError(Exception):
    """Some settings are wrong; the text names each of them with what to do."""


class Settings(BaseSettings):
    """What the person who runs the bot may choose; each field is `HYPERPLANE_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    token: SecretStr | None = Field(
        default=None,
        validation_alias=TOKEN_VARIABLE,
        description="The bot's token from Discord's developer portal; without it, the playground starts.",
    )
    prefix: Prefix = Field(default="!", description="What a typed command starts with, 1 to 10 characters.")
    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("hyperplane", appauthor=False)),
        description="The folder for prepared word vectors and everything else the bot keeps.",
    )
    database: Annotated[Where | None, NoDecode] = Field(
        default=None,
        description="The address of a PostgreSQL database; unset: a file in the data folder.",
        repr=False,
    )
    vectors: str | None = Field(
        default=None,
        description="The word vectors to load; unset: those chosen with `hyperplane vectors use`.",
    )
    index: Literal["auto", "always", "off"] = Field(
        default="auto",
        description="Whether to build an index of the words: auto (for a million or more), always or off.",
    )
    sync: Literal["changed", "always", "never"] = Field(
        default="changed",
        description="When to tell Discord about the slash commands: changed, always or never.",
    )
    sync_guild: Snowflake | None = Field(
        default=None,
        description="The id of one server to give the slash commands to, at once; unset: every server.",
    )
    shards: Annotated[Shards | None, NoDecode] = Field(
        default=None,
        description="`auto` or a number of shards for a bot in very many servers, or those of one process of "
        "several: `0-3/16`; unset: one connection.",
    )
    compute: str | None = Field(
        default=None,
        description="The address of a Dask scheduler for long work; unset: processes of this machine.",
    )
    workers: int = Field(
        default_factory=lambda: min(4, os.cpu_count() or 1),
        ge=1,
        le=64,
        description="How many processes draw pictures and do other long work, here or on a cluster.",
    )
    queue: int = Field(
        default=16,
        ge=1,
        le=1000,
        description="How many long jobs may wait before people are told to come back.",
    )
    timeout_s: float = Field(
        default=60.0, ge=1, le=600, description="Seconds after which a long job is stopped."
    )
    trainings: int = Field(
        default=1,
        ge=0,
        le=16,
        description="How many small models people may train in chat at the same time; 0 for none.",
    )
    own_texts: bool = Field(
        default=True,
        description="Whether people may train on texts that they bring, or on those alone that come with me.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="`text` for people, `json` for machines: one object a line."
    )
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = Field(
        default=None,
        description="The port of `/metrics`, for Prometheus, and of `/health`; unset: neither is served.",
    )
    metrics_host: str = Field(
        default="127.0.0.1",
        description="The address that they are served on; the default is this machine's own.",
    )
    port: int = Field(default=8765, ge=0, le=65535, description="The playground's port; 0 takes a free one.")

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database", mode="before")
    @classmethod
    def _as_address(cls, value: object) -> object:
        return parse_address(value) if isinstance(value, str) else value

    @field_validator("shards", mode="before")
    @classmethod
    def _as_shards(cls, value: object) -> object:
        return Shards.parse(value) if isinstance(value, str) else value

    @field_validator("compute")
    @classmethod
    def _as_cluster(cls, value: str | None) -> str | None:
        return None if value is None else parse_cluster(value)

    @field_validator("data_dir")
    @classmethod
    def _without_tilde(cls, value: Path) -> Path:
        return value.expanduser()

    @property
    def database_file(self) -> Path:
        """The file that keeps what people leave with the bot, unless a server does."""
        return self.data_dir / "hyperplane.db"

    @property
    def kept_in(self) -> Where:
        """Where what people leave with the bot is kept."""
        return self.database or self.database_file

    @property
    def vectors_dir(self) -> Path:
        """The folder that holds every prepared set of word vectors."""
        return self.data_dir / "vectors"

    @property
    def films_dir(self) -> Path:
        """The folder that holds the film catalogues a person has trained."""
        return self.data_dir / "films"

    @property
    def texts_dir(self) -> Path:
        """The folder that holds the text models a person has trained."""
        return self.data_dir / "texts"

    @property
    def attention_dir(self) -> Path:
        """The folder that holds the attention models a person has trained."""
        return self.data_dir / "attention"

    @property
    def trained_dir(self) -> Path:
        """The folder that holds what people have trained in chat."""
        return self.data_dir / "trained"

    @property
    def talks_dir(self) -> Path:
        """The folder that holds the talks a person has written."""
        return self.data_dir / "talks"


def variable(name: str) -> str:
    """Return the environment variable that sets the field `name`."""
    return TOKEN_VARIABLE if name == "token" else ENV_PREFIX + name.upper()


def load() -> Settings:
    """Read the settings.

    Raises
    ------
    SettingsError
        With one line for every setting that is wrong.
    """
    lines = list(_misspelt())
    try:
        settings = Settings()
    except ValidationError as error:
        lines += _wrong(error)
    if lines:
        raise SettingsError("\n".join(lines))
    return settings


def _misspelt() -> Iterator[str]:
    known = [variable(name) for name in Settings.model_fields]
    for name in sorted(os.environ):
        if name.startswith(ENV_PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            yield f"{name} is no setting of mine." + (f" Did you mean {close[0]}?" if close else "")


def _wrong(error: ValidationError) -> Iterator[str]:
    messages: dict[str, list[str]] = {}
    for issue in error.errors():
        location = str(issue["loc"][0])
        name = "token" if location == TOKEN_VARIABLE else location
        messages.setdefault(name, []).append(issue["msg"])
    for name, texts in sorted(messages.items()):
        meaning = Settings.model_fields[name].description
        yield f"{variable(name)} is wrong: {'; '.join(texts)}. It means: {meaning}"
