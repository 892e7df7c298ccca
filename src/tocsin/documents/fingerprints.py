"""Fingerprints of texts: which were copied from which, however they were cut, reordered, re-headlined or retouched.

A fingerprint keeps the runs of three plain words that a text is made of. Quotations do not count, because independent
reports of one event share them, nor do capitalised words, because copies respell names and rewrite headlines. MinHash
(rensa, in Rust) makes the bands by which candidates are found; the runs themselves are then compared, so that no
estimate decides.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rensa import RMinHash

from tocsin.documents.model import Document, Role

SEED = 5
PERMUTATIONS = 24
"""Bands of each block, a row each. Of the copies among the pairs of bench/origins.py none shares no band; of texts that
have nothing to do with each other 3 in 1,000 share one. A candidate costs a comparison, not a mistake."""
BLOCK = 90
"""Runs that make bands together: three paragraphs share little of the long story that they stand in."""
SHORTEST = 10
"""Fewer runs than these are no fingerprint: everybody writes "the foreign ministry said in a statement on"."""
QUOTE = 6
"""Words from which a quotation is long enough to be told from a phrase."""

_ODD, _WHOLE = 0x9E3779B97F4A7C15, 2**64 - 1
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

    @property
    def bands(self) -> tuple[int, ...]:
        """Numbers under 2**38, sorted; two texts that may share text have one in common. None where not readable."""
        if not self.readable:
            return ()
        pairs = [(one ^ (other * _ODD)) & _WHOLE for one, other in itertools.pairwise(self.order)]
        size = -(-len(pairs) // max(1, round(len(pairs) / BLOCK)))
        blocks = (pairs[start : start + size] for start in range(0, len(pairs), size))
        return tuple(sorted({band for block in blocks for band in _bands(block)}))

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


def _bands(of: Sequence[int]) -> Iterator[int]:
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update([each.to_bytes(8, "little") for each in of])
    return (place << 32 | value for place, value in enumerate(made.digest()))
