"""A dump in blocks that can be read in any order: a multistream file, a plain one, or one long bz2 stream.

In a multistream dump a bz2 stream holds a hundred pages, so that whoever knows where streams begin can start
at any of them. The index tells; without one, the beginnings are found by their mark. A plain XML file is cut
by bytes. Only a dump that is one single stream has to be unpacked from its beginning.

A block holds the pages that begin in it, the end of the last one included.
"""

from __future__ import annotations

import bz2
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import fsspec
from fsspec.core import url_to_fs

from models.movies.collect.errors import DumpUnreadable, WrongIndex
from models.movies.collect.pages import CLOSE, OPEN

BLOCK = 4 << 20
"""A block's least size in bytes, packed: some seconds of work."""
UNPACKED = 6
"""How much longer text is than its bz2 stream, about."""
HEADER, STEP, TAIL, WINDOW = 1 << 20, 1 << 18, 16 << 20, 8 << 20
_STREAM = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_MARK_LENGTH = 10
_HALF_OPEN = tuple(OPEN[:length] for length in range(1, len(OPEN)))
"""How a text ends that was cut within the tag that begins a page."""


class Form(StrEnum):
    """How a dump is packed."""

    STREAMS = "multistream bz2"
    STREAM = "one bz2 stream"
    PLAIN = "xml"


@dataclass(frozen=True, slots=True)
class Block:
    """Some of a dump's bytes, and its number in their order."""

    number: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Data:
    """A block's text, and what could not be read of it.

    Attributes
    ----------
    text : bytes
        Whole pages, one after the other.
    damaged : int
        How many of its bz2 streams are damaged.
    truncated : bool
        Whether it ends before it should.
    """

    text: bytes
    damaged: int = 0
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Dump:
    """Where a dump lies and how it is cut; small enough to be sent to another machine.

    Attributes
    ----------
    address : str
        A path, or any address that fsspec opens.
    form : Form
    size : int
        In bytes.
    blocks : tuple of Block
        Empty when it is one stream: `unpack` cuts that.
    header : bytes
        What stands before the first page: the wiki's name and namespaces.
    block_bytes : int
        A block's least size, packed.
    """

    address: str
    form: Form
    size: int
    blocks: tuple[Block, ...]
    header: bytes
    block_bytes: int = BLOCK

    @property
    def fingerprint(self) -> str:
        """Tells this dump, so cut, from all others: results kept of another one are of no use to it."""
        told = repr((self.size, self.form, self.blocks, self.header, self.block_bytes))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def language(self) -> str:
        """The language's code by the wiki's name in the header, or an empty one."""
        named = re.search(rb"<dbname>(\w+?)wiki</dbname>|xml:lang=\"([\w-]+)\"", self.header)
        return (named[1] or named[2]).decode() if named else ""

    def slim(self) -> Dump:
        """Return what a worker needs to read a block: where the dump lies, not how all of it is cut."""
        return replace(self, blocks=(), header=b"")

    def read(self, block: Block) -> Data:
        """Return the pages that begin in a block.

        Raises
        ------
        DumpUnreadable
            When the file can no longer be read.
        """
        try:
            if self.form is Form.PLAIN:
                return self._finished(block, Data(self._bytes(block.begin, block.end)))
            return self._finished(block, _unpacked(self._bytes(block.begin, block.end)))
        except OSError as error:
            raise DumpUnreadable(self.address, str(error)) from error

    def unpack(self) -> Iterator[tuple[Block, Data]]:
        """Yield the blocks of a single stream in their order, as they are unpacked.

        A block's place is told in bytes of the packed file.
        """
        with fsspec.open(self.address, "rb") as file:
            unpacker, number, begin, rest = bz2.BZ2Decompressor(), 0, 0, b""
            parts: list[bytes] = []
            held = 0
            while True:
                packed = file.read(1 << 20)
                try:
                    while packed:
                        text = unpacker.decompress(packed)
                        parts.append(text)
                        held += len(text)
                        packed = unpacker.unused_data if unpacker.eof else b""
                        if unpacker.eof:
                            unpacker = bz2.BZ2Decompressor()
                except (OSError, ValueError):
                    yield (
                        Block(number, begin, self.size),
                        Data(rest + b"".join(parts), damaged=1, truncated=True),
                    )
                    return
                at = file.tell()
                ended = at >= self.size
                if held < self.block_bytes * UNPACKED and not ended:
                    continue
                text = rest + b"".join(parts)
                cut = len(text) if ended else text.rfind(CLOSE) + len(CLOSE) if CLOSE in text else 0
                truncated = ended and not unpacker.needs_input and not unpacker.eof
                truncated = truncated or (ended and text.rfind(OPEN) > text.rfind(CLOSE))
                yield Block(number, begin, at), Data(text[:cut], truncated=truncated)
                if ended:
                    return
                rest, parts, held = text[cut:], [], 0
                number, begin = number + 1, at

    def _bytes(self, begin: int, end: int) -> bytes:
        system, path = url_to_fs(self.address)
        return bytes(system.cat_file(path, start=begin, end=min(end, self.size)))

    def _finished(self, block: Block, data: Data) -> Data:
        """Begin with the first page that begins in the block, and end with the end of the last one."""
        text, limit = data.text, len(data.text)
        following = self._texts_from(block.end)
        if text.endswith(_HALF_OPEN):
            text += next(following, b"")
        first, last = text.find(OPEN), text.rfind(OPEN, 0, limit + len(OPEN) - 1)
        if last < 0:
            return Data(b"", data.damaged, data.truncated)
        while (end := text.find(CLOSE, last)) < 0 and len(text) - limit < TAIL:
            more = next(following, b"")
            if not more:
                return Data(text[first:last], data.damaged, truncated=True)
            text += more
        return Data(text[first : end + len(CLOSE)], data.damaged, data.truncated)

    def _texts_from(self, at: int) -> Iterator[bytes]:
        """Yield what follows from a byte of the file on, unpacked, as far as it can be read."""
        unpacker = bz2.BZ2Decompressor()
        while at < self.size:
            step = self._bytes(at, at + STEP)
            at += len(step)
            if self.form is Form.PLAIN:
                yield step
                continue
            while step:
                try:
                    text = unpacker.decompress(step)
                except OSError:
                    return
                if text:
                    yield text
                step = unpacker.unused_data if unpacker.eof else b""
                if unpacker.eof:
                    unpacker = bz2.BZ2Decompressor()


def open_dump(address: str, index: str | None = None, block_bytes: int = BLOCK) -> Dump:
    """Look at a dump and cut it into blocks.

    Parameters
    ----------
    address : str
        `...-pages-articles-multistream.xml.bz2`, `...-pages-articles.xml.bz2` or its unpacked `.xml`.
    index : str, optional
        The multistream index, packed or not: it saves looking for the streams' beginnings.
    block_bytes : int
        A block's least size, packed.

    Raises
    ------
    DumpUnreadable
        When it is not there or no dump.
    WrongIndex
        When the index leads elsewhere.
    """
    try:
        system, path = url_to_fs(address)
        size = int(system.size(path))
        head = bytes(system.cat_file(path, start=0, end=min(size, 4 * HEADER)))
    except (OSError, ValueError, ImportError) as error:
        raise DumpUnreadable(address, _reason(error)) from error
    packed = _STREAM.match(head) is not None
    header = (_unpacked(head).text if packed else head).partition(OPEN)[0][:HEADER]
    if b"<mediawiki" not in header:
        raise DumpUnreadable(address, "it does not begin as an export of a wiki does")
    if not packed:
        step = block_bytes * UNPACKED
        blocks = _blocks(list(range(0, size, step)), size, step)
        return Dump(address, Form.PLAIN, size, blocks, header, block_bytes)
    if index is not None:
        begins = _read_index(index, address, size)
        _compare(index, address, begins)
    elif len(_beginnings(head)) < 2 and size > len(head):
        return Dump(address, Form.STREAM, size, (), header, block_bytes)
    else:
        begins = list(_find_beginnings(address, size))
    if len(begins) == 1 and size > block_bytes:
        return Dump(address, Form.STREAM, size, (), header, block_bytes)
    return Dump(address, Form.STREAMS, size, _blocks(begins, size, block_bytes), header, block_bytes)


def _blocks(begins: list[int], size: int, least: int) -> tuple[Block, ...]:
    """Put streams together to blocks of at least `least` bytes, but for the last."""
    cuts = [0]
    while (at := bisect_left(begins, cuts[-1] + least)) < len(begins):
        cuts.append(begins[at])
    ends = [*cuts[1:], size]
    return tuple(Block(n, begin, end) for n, (begin, end) in enumerate(zip(cuts, ends, strict=True)))


def _unpacked(packed: bytes) -> Data:
    """Unpack stream by stream; a damaged one is left out as far as it cannot be read."""
    parts: list[bytes] = []
    damaged, at = 0, 0
    truncated = False
    while at < len(packed):
        unpacker = bz2.BZ2Decompressor()
        try:
            parts.append(unpacker.decompress(packed[at:] if at else packed))
        except (OSError, ValueError):
            damaged += 1
            following = _STREAM.search(packed, at + 1)
            at = following.start() if following else len(packed)
            continue
        if not unpacker.eof:
            truncated = True
            break
        at = len(packed) - len(unpacker.unused_data)
    return Data(b"".join(parts), damaged, truncated)


def _beginnings(packed: bytes) -> list[int]:
    return [found.start() for found in _STREAM.finditer(packed)]


def _find_beginnings(address: str, size: int) -> Iterator[int]:
    """Yield where streams begin, by their mark of ten bytes: by chance it stands nowhere else."""
    with fsspec.open(address, "rb") as file:
        at, kept = 0, b""
        while at < size and (read := file.read(WINDOW)):
            window = kept + read
            for begin in _beginnings(window):
                yield at - len(kept) + begin
            at += len(read)
            kept = window[-(_MARK_LENGTH - 1) :]


def _read_index(index: str, address: str, size: int) -> list[int]:
    """Return where the streams begin by the index: lines of `offset:page id:title`."""
    offsets: dict[int, None] = {0: None}
    try:
        with fsspec.open(index, "rb", compression="infer") as file:
            for number, line in enumerate(file, start=1):
                offset, colon, _ = line.partition(b":")
                if not colon or not offset.isdigit():
                    raise WrongIndex(index, address, f"its line {number:,} is not offset:id:title")
                offsets.setdefault(int(offset))
    except (OSError, EOFError, ValueError, ImportError) as error:
        raise WrongIndex(index, address, _reason(error)) from error
    begins = list(offsets)
    if begins != sorted(begins):
        raise WrongIndex(index, address, "its offsets do not ascend")
    if begins[-1] >= size:
        reason = f"it leads to byte {begins[-1]:,}, and the dump ends at {size:,}"
        raise WrongIndex(index, address, reason)
    return begins


def _compare(index: str, address: str, begins: list[int]) -> None:
    """Look whether a stream begins where the index says, at up to sixteen places."""
    system, path = url_to_fs(address)
    for begin in begins[:: max(1, len(begins) // 16)]:
        if not _STREAM.match(bytes(system.cat_file(path, start=begin, end=begin + _MARK_LENGTH))):
            raise WrongIndex(index, address, f"no stream begins at byte {begin:,}")


def _reason(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return str(error) or type(error).__name__
