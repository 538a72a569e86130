"""Many short texts end to end: a tenth of a million of them weigh as much as their letters, and no more."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload


class Packed(Sequence[str]):
    """Texts by position, each made anew when it is asked for; never changed once it is made."""

    __slots__ = ("_data", "_ends")

    def __init__(self, pieces: Iterable[bytes | bytearray]) -> None:
        self._data, self._ends = bytearray(), array("q", [0])
        for piece in pieces:
            self._data += piece
            self._ends.append(len(self._data))

    @classmethod
    def of(cls, texts: Iterable[str]) -> Packed:
        """These texts, in this order."""
        return cls(text.encode() for text in texts)

    def piece(self, position: int) -> bytearray:
        """One text in UTF-8; positions count from 0."""
        return self._data[self._ends[position] : self._ends[position + 1]]

    def pieces(self) -> Iterator[bytes]:
        """Every text in UTF-8, whose order is that of the texts."""
        whole, start = memoryview(self._data), 0
        for end in self._ends[1:]:
            yield bytes(whole[start:end])
            start = end

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        return (piece.decode() for piece in self.pieces())

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> list[str]: ...
    def __getitem__(self, position: int | slice) -> str | list[str]:
        if isinstance(position, slice):
            return [self[at] for at in range(*position.indices(len(self)))]
        if position < 0:
            position += len(self)
            if position < 0:
                raise IndexError(position)
        return self._data[self._ends[position] : self._ends[position + 1]].decode()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and (self._ends, self._data) == (other._ends, other._data)

    __hash__ = None  # type: ignore[assignment]


class Positions(Mapping[str, int]):
    """Where each of some sorted texts stands, looked up among them: no table of its own."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def __getitem__(self, text: str) -> int:
        at = bisect_left(self._texts, text)
        if at == len(self._texts) or self._texts[at] != text:
            raise KeyError(text)
        return at

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
