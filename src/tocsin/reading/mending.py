"""A parse put right where a list of names takes its verb for a part of the object: "Chile and Peru close embassies".

The parser reads such a verb, most of all in the plural of the present tense and in headlines, as a word that describes
the noun behind it, and leaves the sentence without a verb. What stands straight behind a list of states or airlines,
and can be a verb, is one there.
"""

import functools
from collections.abc import Mapping

from spacy.tokens import Doc, Token

from tocsin.reading.patterns import word_class
from tocsin.reading.states import Mention

_LINKS = frozenset({",", "and", "&", "the", "both", "plus"})
_OPENING = frozenset(
    {"the", "as", "while", "after", "and", "but", "that", "because", "when", ",", ";", ":", "-", "–", "—"}
)
_LISTING = frozenset({"including", "like", "as", "of"})
_ACTING = frozenset({"name", "capital", "government", "airline"})
_BELOW = frozenset({"amod", "compound", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


@functools.cache
def _finite() -> dict[str, tuple[str, str]]:
    """The present forms of the verbs of headlines: each with its lemma and tag."""
    found = {}
    for verb in word_class("headline"):
        found[verb] = (verb, "VBP")
        third = verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeou" else verb
        third = third if third != verb else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
        found[third] = (verb, "VBZ")
    return found


def mended(doc: Doc, at: Mapping[int, Mention]) -> Doc:
    """The sentence with its verb in its place; the same document where nothing is to mend."""
    for start in sorted(at):
        if start - 1 in at or at[start].kind not in _ACTING or not _opens(doc, start):
            continue
        end, names = _run(doc, at, start)
        if end < len(doc) and (form := _form(doc[end], many=names > 1)) is not None:
            edit = _Edit(doc)
            if edit.verb(start, doc[end], form):
                doc = edit.made()
    return _infinitive(_finite_root(doc))


def _finite_root(doc: Doc) -> Doc:
    """ "The embassy and the consulate close for two days": an adjective that has a subject and no "be" is a verb."""
    for token in doc:
        if token.pos_ in ("ADJ", "ADV") and token.dep_ == "ROOT" and token.text in word_class("headline"):
            parts = {child.dep_ for child in token.children}
            if "nsubj" in parts and not parts & {"cop", "aux", "auxpass"}:
                edit = _Edit(doc)
                edit.tag(token.i, token.text, "VBP")
                return edit.made()
    return doc


def _opens(doc: Doc, start: int) -> bool:
    return start == 0 or doc[start - 1].lower_ in _OPENING or doc[start - 1].lower_ in _LISTING


def _run(doc: Doc, at: Mapping[int, Mention], start: int) -> tuple[int, int]:
    """Where the list that begins at ``start`` ends, and how many names it has."""
    end, names, last = start, 0, None
    for step in range(start, len(doc)):
        if step in at and at[step].kind in _ACTING:
            names += at[step] is not last
            last, end = at[step], step + 1
        elif doc[step].lower_ not in _LINKS:
            break
    return end, names


def _form(token: Token, *, many: bool) -> tuple[str, str] | None:
    """The lemma and tag of the verb that a word can only be behind a name (``many``: behind a list of names)."""
    lemma, tag = _finite().get(token.text, ("", ""))
    if tag and (tag == "VBP") == many:
        return lemma, tag
    if token.tag_ == "VBD" and token.lemma_ in word_class("headline"):
        return token.lemma_, "VBD"
    return None


def _infinitive(doc: Doc) -> Doc:
    """ "To stock food": a noun of the same form is a verb behind the "to" of somebody who tells people what to do."""
    for token in doc[:-2]:
        told = token.lower_ == "to" and token.dep_ == "prep" and token.head.lemma_ in word_class("force")
        verb = token.nbor(1) if told else None
        if verb is None or verb.dep_ not in _BELOW or verb.text not in word_class("told"):
            continue
        noun = verb.head
        if noun.i > verb.i and noun.dep_ == "pobj" and noun.head.i == token.i:
            edit = _Edit(doc)
            edit.to(verb.i, token.head.i, "xcomp")
            edit.to(noun.i, verb.i, "dobj")
            edit.to(token.i, verb.i, "aux")
            edit.tag(verb.i, verb.text, "VB")
            return edit.made()
    return doc


class _Edit:
    """The heads, labels, tags and lemmas of a sentence, to be changed and made a document again."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._heads = [token.head.i for token in doc]
        self._labels = [token.dep_ for token in doc]
        self._tags = [token.tag_ for token in doc]
        self._parts = [token.pos_ for token in doc]
        self._lemmas = [token.lemma_ for token in doc]

    def to(self, token: int, head: int, label: str) -> None:
        """Hang a token on another."""
        self._heads[token], self._labels[token] = head, label

    def tag(self, token: int, lemma: str, tag: str) -> None:
        """Call a token a verb."""
        self._lemmas[token], self._tags[token], self._parts[token] = lemma, tag, "VERB"

    def verb(self, start: int, verb: Token, form: tuple[str, str]) -> bool:
        """Make ``verb`` the verb whose subject begins at ``start``; false where it is one, or none can be told."""
        if verb.dep_ in _BELOW and verb.head.i > verb.i and verb.head.pos_ in _NOUNS:
            noun = verb.head
            while noun.dep_ in _BELOW and noun.head.i > noun.i:
                noun = noun.head
            start = self._raise(start, verb, noun)
        elif verb.dep_ == "ROOT" and verb.pos_ in ("NOUN", "PROPN"):
            things = [child for child in verb.rights if child.dep_ in ("appos", "dobj", "dep") and child.pos_ in _NOUNS]
            if not things:
                return False
            noun = things[0]
        else:
            return False
        self.to(noun.i, verb.i, "dobj")
        self.tag(verb.i, *form)
        self._subject(start, verb)
        for at in range(verb.i + 1, len(self._heads)):  # "to leave", hung on the subject while it had no verb
            if start <= self._heads[at] < verb.i:
                self.to(at, verb.i, "xcomp" if self._labels[at] in ("relcl", "acl") else self._labels[at])
        return True

    def _raise(self, start: int, verb: Token, noun: Token) -> int:
        """Put the verb where the noun hung. Gives the first token of its subject: that of the list, or of the line."""
        over = noun.head
        for child in noun.rights:
            if child.dep_ == "punct":
                self.to(child.i, verb.i, "punct")
        root = next((token.i for token in self._doc[: verb.i] if token.dep_ == "ROOT"), None)
        if over.i == noun.i or root == over.i or (root is not None and start <= over.i < verb.i):
            self.to(verb.i, verb.i, "ROOT")
            return min(start, start if root is None else 0)
        if noun.dep_ == "pobj" and over.i < start:
            self.to(verb.i, over.head.i, "advcl")
            self.to(over.i, verb.i, "mark")
        else:
            self.to(verb.i, over.i, noun.dep_ if noun.dep_ in ("ccomp", "conj", "advcl") else "ccomp")
        return start

    def _subject(self, start: int, verb: Token) -> None:
        """Hang what stands before the verb on it: its subject, and what belongs to no noun of it."""
        first = start - 1 if start and self._doc[start - 1].lower_ == "the" else start
        loose = [at for at in range(first, verb.i) if not first <= self._heads[at] < verb.i or self._heads[at] == at]
        named = [at for at in loose if self._parts[at] in _NOUNS]
        for at in loose:
            if named and at != named[0] and at >= start:
                self.to(at, named[0], "conj" if at in named else self._labels[at])
            else:
                self.to(at, verb.i, "nsubj" if at in named[:1] else self._labels[at])

    def _is_tree(self) -> bool:
        """Whether every token climbs to one root."""
        for token in range(len(self._heads)):
            at, steps = token, 0
            while self._heads[at] != at and steps <= len(self._heads):
                at, steps = self._heads[at], steps + 1
            if steps > len(self._heads):
                return False
        return True

    def made(self) -> Doc:
        """The document as changed; as it was where the changes would make no tree."""
        doc = self._doc
        if not self._is_tree():
            return doc
        return Doc(
            doc.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            tags=self._tags,
            pos=self._parts,
            lemmas=self._lemmas,
            heads=self._heads,
            deps=self._labels,
        )
