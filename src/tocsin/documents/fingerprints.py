"""Fingerprints of texts: which were copied from which, however they were cut, reordered, re-headlined or retouched.

A fingerprint keeps the runs of three plain words that a text is made of. Quotations do not count, because independent
reports of one event share them, nor do capitalised words, because copies respell names and rewrite headlines. MinHash
(rensa, in Rust) finds candidates; the runs themselves are then compared, so that no estimate decides.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rensa import RMinHash, RMinHashLSH

from tocsin.documents.model import Document, Role

SEED = 5
PERMUTATIONS, BANDS = 256, 128
"""Two rows a band: of texts that share a fifth of their runs 99 in 100 become candidates, of those that share a
hundredth 1 in 100. A candidate costs a comparison, not a mistake."""
BLOCK = 90
"""Runs that are indexed together beside the whole: three paragraphs share little of the long story they stand in."""
SHORTEST = 10
"""Fewer runs than these are no fingerprint: everybody writes "the foreign ministry said in a statement on"."""
QUOTE = 6
"""Words from which a quotation is long enough to be told from a phrase."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u2000-\u206f\u3000-\u303f«»¡¿·]")
_BREAKS = bytes(each if chr(each).isalnum() or each > 127 else 32 for each in range(256))
"""All marks of ASCII to blanks; the bytes of other letters stay as they are."""
_QUOTED = re.compile(r"(“[^“”]{1,900}”|\"[^\"“”\n]{1,900}\"|«[^«»]{1,900}»|„[^„“”]{1,900}[“”])")
_RIGHTS = ("all rights reserved", "may not be published", "may not be republished", "copyright", "©", "sign up ")
"""What a line of rights or of a newsletter says; its words are in every text of that house."""


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What a text can be told by: hashes of its runs of words, in order and as a set, and of its long quotations."""

    order: tuple[int, ...] = field(repr=False)
    runs: frozenset[int] = field(repr=False)
    quotes: frozenset[int] = field(repr=False)

    @property
    def readable(self) -> bool:
        """Whether there is enough text to say that it is a copy of anything."""
        return len(self.runs) >= SHORTEST

    def share_in(self, other: "Fingerprint") -> float:
        """The share, 0 to 1, of this text's runs that stand in the other; 0 for a text that is not readable."""
        return len(self.runs & other.runs) / len(self.runs) if self.readable else 0.0


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; about 0.4 ms for one of 3,500 characters."""
    pieces = _QUOTED.split(_without_rights(text))
    order, quotes = RMinHash.hash_token_sets([_runs(" ".join(pieces[::2])), _long(pieces[1::2])])
    return Fingerprint(order=tuple(order), runs=frozenset(order), quotes=frozenset(quotes))


def fingerprint_of(document: Document, start: int = 0, end: int | None = None) -> Fingerprint:
    """The fingerprint of the body of a document between two offsets: headings, captions and credits do not count."""
    stop = len(document.text) if end is None else end
    body = [each for each in document.passages if each.role is Role.BODY and start <= each.start < stop]
    if not document.passages:
        return fingerprint(document.text[start:stop])
    return fingerprint("\n".join(document.text[each.start : each.end] for each in body))


def parts(document: Document) -> tuple[tuple[int, int], ...]:
    """Where each part of a document starts and ends: the posts of a live blog (before the first its head), or all."""
    starts = sorted({each.start for each in document.passages if each.opens_post and each.start > 0})
    edges = [0, *starts, len(document.text)]
    return tuple(itertools.pairwise(edges))


class Shelf:
    """Fingerprints by name, to ask for those that may share text with a given one."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._near = RMinHashLSH(threshold=0.1, num_perm=PERMUTATIONS, num_bands=BANDS)

    def put(self, name: str, kept: Fingerprint) -> set[str]:
        """Add a fingerprint, and give the names of those that were there before and may share text with it.

        One that is not readable is neither compared nor found again.
        """
        near: set[str] = set()
        for signature in list(_signatures(kept)):
            near.update(self._names[place] for place in self._near.query(signature))
            self._near.insert(len(self._names), signature)
            self._names.append(name)
        return near - {name}


def _without_rights(text: str) -> str:
    if not _of_rights(text):
        return text
    return "\n".join(line for line in text.split("\n") if not _of_rights(line))


def _of_rights(text: str) -> bool:
    small = text.lower()
    return any(words in small for words in _RIGHTS)


def _runs(text: str) -> list[bytes]:
    """Every three neighbours among the words that are not capitalised (in ASCII: other capitals are not looked at)."""
    plain = text if text.isascii() else _MARKS.sub(" ", text)
    words = plain.encode("utf-8", "replace").translate(_BREAKS).split()
    small = [word for word in words if not 65 <= word[0] <= 90]
    return [*map(b" ".join, zip(small, small[1:], small[2:], strict=False))]


def _long(quoted: Iterable[str]) -> list[bytes]:
    """The long ones of some quotations, each as its words in one case."""
    folded = (_WORD.findall(each.casefold()) for each in quoted)
    return [" ".join(words).encode("utf-8", "replace") for words in folded if len(words) >= QUOTE]


def _signatures(of: Fingerprint) -> Iterator[RMinHash]:
    """Of the whole and, if it is longer than one, of each block; none where it is not readable."""
    if not of.readable:
        return
    yield _signature(of.order)
    if len(of.order) > BLOCK:
        for start in range(0, len(of.order), BLOCK):
            yield _signature(of.order[start : start + BLOCK])


def _signature(runs: Sequence[int]) -> RMinHash:
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update([run.to_bytes(8, "little") for run in runs])
    return made
