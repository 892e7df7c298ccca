"""Whether every sentence of a brief resolves to evidence: quotes sliced again, quoted words found in them."""

import re

from tocsin.brief.model import Brief, Reference, Sentence
from tocsin.brief.words import plain
from tocsin.ledger import Ledger

QUOTED = re.compile(r": “(.+?)”(?: \(|$)")
"""What a sentence quotes; an ellipsis at either end says that the quote was cut there."""


def unsupported(brief: Brief, ledger: Ledger) -> tuple[str, ...]:
    """The sentences that do not resolve, as they stand; empty for a brief that may be sent.

    A sentence resolves where it has references, each of which is a slice of a document that the ledger holds, and what
    it quotes stands in one of them; or where it only says that something is not known, and then it has no references.
    """
    held = {each.number: each for each in brief.references if _holds(each, ledger)}
    return tuple(each.text for each in brief.sentences if not _resolves(each, held))


def _holds(reference: Reference, ledger: Ledger) -> bool:
    stored = ledger.document(reference.key)
    return stored is not None and stored.document.text[reference.start : reference.end] == reference.quote != ""


def _resolves(sentence: Sentence, held: dict[int, Reference]) -> bool:
    if sentence.rests == "absence":
        return not sentence.refs and bool(sentence.why)
    if not sentence.refs or not set(sentence.refs) <= set(held):
        return False
    quotes = {plain(held[number].quote) for number in sentence.refs}
    return all(any(_stands(said, quote) for quote in quotes) for said in QUOTED.findall(sentence.text))


def _stands(said: str, quote: str) -> bool:
    cut = said.removeprefix("… ").removesuffix(" …")
    return said in quote or (bool(cut) and cut in quote)
