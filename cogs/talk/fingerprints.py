"""Which models answered: their names, and hashes that tell whether another's are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.services import Services
from models.artifacts import TENSORS_FILE, Manifest
from models.text.attention.library import AttentionModel
from models.words.store.manifest import MATRIX_FILE


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A model by its name and the SHA-256 of its weights."""

    name: str
    sha256: str


_FINGERPRINTS = TypeAdapter(tuple[Fingerprint, ...])


def as_json(models: Iterable[Fingerprint]) -> str:
    """Return fingerprints as text that `from_json` reads."""
    return _FINGERPRINTS.dump_json(tuple(models)).decode()


def from_json(text: str) -> tuple[Fingerprint, ...]:
    """Return the fingerprints that `as_json` wrote.

    Raises
    ------
    pydantic.ValidationError
    """
    return _FINGERPRINTS.validate_json(text)


def fingerprints(services: Services) -> list[Fingerprint]:
    """Return the name and hash of every model that a command may ask."""
    words = services.words.manifest
    vectors = [words.files[MATRIX_FILE].sha256] if words else []
    return [
        *(Fingerprint(services.words.name, sha256) for sha256 in vectors),
        _fingerprint("context", services.context.manifest),
        _fingerprint("movies", services.films.embeddings.manifest),
        *(_fingerprint(each.name, each.manifest) for each in services.texts.whole()),
        *(_attention(each) for each in services.attention.whole()),
    ]


def _attention(model: AttentionModel) -> Fingerprint:
    return _fingerprint("attention " + model.name, model.manifest)


def _fingerprint(name: str, manifest: Manifest) -> Fingerprint:
    return Fingerprint(name, manifest.files[TENSORS_FILE].sha256)
