"""The default word vectors beside gensim on the same: answers a second, the second start, and memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors, Word2Vec

from benchmarks.index import by_index
from benchmarks.table import Row, markdown
from benchmarks.timing import faster
from models.words.analogy.solve import parse, solve_many
from models.words.context.library import SHIPPED, load_predictor
from models.words.context.sentence import parse as parse_sentence
from models.words.space.vectors import WordVectors
from models.words.store.shelf import Shelf

BATCH = 16
COUNT = 10

_ROOT = Path(__file__).parents[1]
_WORDS = ["coffee", "king", "berlin", "python", "water", "music", "red", "seven"]
_WORDS += ["run", "happy", "doctor", "france", "guitar", "river", "law", "gold"]
_FAMILIES = ["man king {}", "france paris {}", "go went {}", "big bigger {}"]
_THIRDS = ["woman", "italy", "see", "small"]

_MEASURED = """
import sys, time
started = time.perf_counter()
{body}
answered = time.perf_counter() - started
private = dirty = 0
for line in open("/proc/self/smaps_rollup"):
    name, *rest = line.split()
    if name.startswith("Private_"):
        private += int(rest[0])
    if name == "Private_Dirty:":
        dirty += int(rest[0])
print(answered, private / 1024, dirty / 1024)
"""
_OURS = """
from pathlib import Path
from models.words.store.shelf import Shelf
vectors = Shelf(Path(sys.argv[1])).open()
assert vectors.neighbours(vectors.term("coffee"), 10).found
"""
_GENSIM = """
from gensim.models import KeyedVectors
vectors = KeyedVectors.load_word2vec_format(sys.argv[1])
assert vectors.most_similar("coffee", topn=10)
"""


@dataclass(frozen=True, slots=True)
class Start:
    """A start in a process of its own: seconds until the first answer, and its memory in MiB."""

    first_answer_s: float
    private_mib: float
    dirty_mib: float


def measure(folder: Path) -> list[Row]:
    """Return all rows; `folder` takes the prepared vectors and the text file for gensim (260 MB)."""
    rows = starts(folder)
    shelf = Shelf(folder / "shelf")
    vectors = shelf.build_index()
    peer = gensim_copy(vectors)
    rows = [*answers(vectors, peer), gap(), *rows]
    vectors.index = shelf.open_index(vectors)
    return rows + by_index(vectors, peer, rounds=3, repeats=100)


def answers(vectors: WordVectors, peer: KeyedVectors) -> list[Row]:
    """Return the rows for neighbours and analogies, one at a time and 16 together."""
    terms = vectors.terms(_WORDS)
    texts = [family.format(third) for family in _FAMILIES for third in _THIRDS]
    analogies = [parse(text, vectors.knows) for text in texts]
    assert len(terms) == len(analogies) == BATCH

    def gensim_neighbours(words: list[str]) -> None:
        for word in words:
            peer.most_similar(word, topn=COUNT)

    def gensim_analogies(number: int) -> None:
        for expression in analogies[:number]:
            peer.most_similar(list(expression.positive), list(expression.negative), topn=COUNT)

    return [
        faster(
            "neighbours, one word",
            lambda: vectors.neighbours(terms[0], COUNT),
            lambda: gensim_neighbours(_WORDS[:1]),
            "one read of the matrix: ours from mapped pages, gensim's from its own huge pages",
        ),
        faster(
            f"neighbours, {BATCH} words",
            lambda: vectors.neighbours_many(terms, COUNT),
            lambda: gensim_neighbours(_WORDS),
            "together; gensim one after the other",
        ),
        faster(
            "analogies, one",
            lambda: solve_many(vectors, analogies[:1], COUNT),
            lambda: gensim_analogies(1),
            "ours also ranks the excluded words",
        ),
        faster(
            f"analogies, {BATCH}",
            lambda: solve_many(vectors, analogies, COUNT),
            lambda: gensim_analogies(BATCH),
            "together; ours also ranks the excluded words",
        ),
    ]


def gap() -> Row:
    """Return the row for a gap in a sentence, among as many words as gensim's network has."""
    predictor, _ = load_predictor(SHIPPED)
    sentence = parse_sentence("The cafe served a ___ that really woke me up")
    peer = Word2Vec([list(predictor.answers)], vector_size=50, min_count=1, workers=1, epochs=1)
    context = list(sentence.words)
    return faster(
        f"a gap, {len(predictor.answers):,} words to fill it",
        lambda: predictor.fill(sentence),
        lambda: peer.predict_output_word(context, topn=COUNT),
        f"ours {len(context) + 1} times, for each word's share; peer: predict_output_word, once",
    )


def starts(folder: Path) -> list[Row]:
    """Return the rows for the second start and its memory, each measured in a process of its own."""
    text = folder / "vectors.txt"
    write_text(
        Shelf(folder / "shelf").open(), text
    )  # and unmap them: pages mapped here would count as shared
    ours = min((start(_OURS, folder / "shelf") for _ in range(3)), key=lambda run: run.first_answer_s)
    peer = min((start(_GENSIM, text) for _ in range(2)), key=lambda run: run.first_answer_s)
    return [
        Row(
            "second start to first answer, imports included",
            f"{ours.first_answer_s:.2f} s",
            f"{peer.first_answer_s:.2f} s",
            peer.first_answer_s / ours.first_answer_s,
            "gensim reads the vectors from text",
        ),
        Row(
            "private memory after it",
            f"{ours.private_mib:.0f} MiB",
            f"{peer.private_mib:.0f} MiB",
            peer.private_mib / ours.private_mib,
            "the mapped vectors included",
        ),
        Row(
            "of it, what processes cannot share",
            f"{ours.dirty_mib:.0f} MiB",
            f"{peer.dirty_mib:.0f} MiB",
            peer.dirty_mib / ours.dirty_mib,
            "private dirty pages: without what is mapped from files",
        ),
    ]


def start(body: str, argument: Path) -> Start:
    """Run `body` in a process of its own."""
    command = [sys.executable, "-c", _MEASURED.format(body=body), str(argument)]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT).stdout
    return Start(*map(float, output.split()))


def gensim_copy(vectors: WordVectors) -> KeyedVectors:
    """Return the same vectors in gensim's memory."""
    words = [vectors.vocabulary.word(row) for row in range(len(vectors.vocabulary))]
    copy = KeyedVectors(vectors.dimensions)
    copy.index_to_key = words
    copy.key_to_index = {word: row for row, word in enumerate(words)}
    copy.vectors = np.array(vectors.matrix, np.float32)
    return copy


def write_text(vectors: WordVectors, path: Path) -> None:
    """Write the vectors as word2vec text."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{len(vectors.vocabulary)} {vectors.dimensions}\n")
        for row, numbers in enumerate(vectors.matrix):
            numbers_text = " ".join(map(str, numbers.astype(np.float64).round(5).tolist()))
            word = vectors.vocabulary.word(row).replace(" ", "_")  # a blank ends a word
            file.write(f"{word} {numbers_text}\n")


def main() -> None:
    """Measure in a temporary folder and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(markdown(measure(Path(folder))))


if __name__ == "__main__":
    main()
