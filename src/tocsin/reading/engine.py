"""One document's sentences, cut once, and parsed once for every kind that asks for them."""

import bisect
import datetime as dt
from collections.abc import Callable, Container, Iterable
from functools import cached_property
from typing import TypeVar, cast

from spacy.language import Language

from tocsin.documents import Document
from tocsin.reading import hosts, official
from tocsin.reading.entries import entries
from tocsin.reading.parse import Parsed, parse
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.states import Mention, settled

T = TypeVar("T")


class Text:
    """The sentences of a document and what they mention; each is parsed at most once, and only when a kind wants it."""

    def __init__(self, document: Document, nlp: Language, only: Container[int] | None = None) -> None:
        """``only``: the passages to be read, by their place in the document; all where it is not given."""
        self.document = document
        self.only = only
        self._nlp = nlp
        self._parsed: dict[int, Parsed] = {}
        self._kept: dict[str, object] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What several kinds need of the whole document, made at the first asking: its people, its publisher."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("T", self._kept[name])

    @cached_property
    def everywhere(self) -> list[Mention]:
        """The states, airlines and cities of the canonical text."""
        return self._settled(hosts.all_mentions(self.document.text))

    @cached_property
    def _flat_found(self) -> list[Mention]:
        return hosts.all_mentions(self.flat)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The states that the sentences name by more than a city."""
        return frozenset(mention.code for mention in self._flat_found if mention.kind != "city")

    def _settled(self, found: list[Mention]) -> list[Mention]:
        return hosts.chosen(settled(found, self.document.text), self._named)

    @cached_property
    def leading(self) -> tuple[str | None, bool]:
        """The country that the sentences together are about, and whether their topics are many (``hosts``)."""
        title = self.document.title or ""
        titled = {each.code for each in hosts.all_mentions(title) if each.kind in hosts.PLACE_KINDS}
        return hosts.leading(self.flat, self.flat_mentions, titled)

    @cached_property
    def flat(self) -> str:
        """The clean text of all sentences, one a line."""
        return "\n".join(sentence.clean for sentence in self.sentences)

    @cached_property
    def flat_mentions(self) -> list[Mention]:
        """The states, airlines and cities of ``flat``."""
        return self._settled(self._flat_found)

    @cached_property
    def publisher(self) -> tuple[str | None, bool]:
        """The government whose own text this is, and whether it is a page of advice."""
        return official.publisher(self.document.text, self.everywhere)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence of headings and body, in reading order."""
        return list(sentences(self.document))

    @cached_property
    def read(self) -> list[tuple[int, Sentence]]:
        """The sentences of the passages that are to be read, with their place in ``sentences``."""
        numbered = enumerate(self.sentences)
        if self.only is None:
            return list(numbered)
        starts = [passage.start for passage in self.document.passages]
        return [pair for pair in numbered if bisect.bisect_right(starts, pair[1].start) - 1 in self.only]

    @cached_property
    def mentions(self) -> list[list[Mention]]:
        """The states, airlines and cities of each sentence."""
        found, last = list[list[Mention]](), None
        for sentence in self.sentences:
            flying = (
                last is not None
                and last.post == sentence.post
                and any(mention.kind == "airline" for mention in found[-1])
            )
            found.append(self._settled(hosts.all_mentions(sentence.clean, flying=flying)))
            last = sentence
        return found

    @cached_property
    def _days(self) -> tuple[list[int], list[dt.date | None]]:
        own = self.document.published
        posts = [(passage.start, passage.published or own) for passage in self.document.passages if passage.opens_post]
        opened = posts or entries(self.document)
        return [start for start, _ in opened], [day for _, day in opened]

    def published(self, sentence: Sentence) -> dt.date | None:
        """The day of the post, or of the entry of a timeline, that the sentence stands in, else of the document."""
        starts, days = self._days
        at = bisect.bisect_right(starts, sentence.start)
        return days[at - 1] if at else self.document.published

    def parsed(self, wanted: Iterable[int]) -> dict[int, Parsed]:
        """The parses of these sentences, by their place in ``sentences``; none is parsed twice."""
        asked = sorted(set(wanted))
        parse_together(self._nlp, [(self, asked)])
        return {index: self._parsed[index] for index in asked}

    def unparsed(self, wanted: Iterable[int]) -> list[int]:
        """Those of these sentences that are not parsed yet."""
        return [index for index in wanted if index not in self._parsed]

    def keep(self, index: int, parsed: Parsed) -> None:
        """The parse of a sentence, made elsewhere."""
        self._parsed[index] = parsed

    def everything(self) -> list[Parsed]:
        """The parse of every sentence, in reading order."""
        return list(self.parsed(range(len(self.sentences))).values())


def parse_together(nlp: Language, wanted: Iterable[tuple[Text, Iterable[int]]]) -> None:
    """Parse the sentences that some documents want, in as few and as large steps as there can be."""
    asked = [(text, index) for text, indexes in wanted for index in text.unparsed(indexes)]
    pairs = ((text.sentences[index], text.mentions[index]) for text, index in asked)
    for (text, index), parsed in zip(asked, parse(nlp, pairs), strict=True):
        text.keep(index, parsed)
