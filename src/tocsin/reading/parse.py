"""A parsed sentence with its mentions, and the questions that frames ask of it: who acts, on what, under what verb."""

import dataclasses
import functools
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Token

from tocsin.reading.mending import mended
from tocsin.reading.patterns import word_class
from tocsin.reading.sentences import Sentence
from tocsin.reading.states import Mention
from tocsin.reading.vectors import alone

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})
_COUNTERS = frozenset(
    {
        "some",
        "most",
        "all",
        "half",
        "many",
        "majority",
        "number",
        "part",
        "dozen",
        "hundred",
        "member",
        "rest",
        "third",
        "bulk",
        "handful",
        "portion",
        "group",
        "several",
        "any",
        "none",
        "remainder",
    }
)
_TOGETHER = 64
_RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})


@dataclasses.dataclass(frozen=True, slots=True)
class Stand:
    """What a word stands for that names it not itself, and whose and where it is, as far as that is told.

    ``kind``: ``mission``, ``staff``, ``gate`` (a border, an airport), ``other`` (what else closes and opens).
    """

    kind: str
    codes: tuple[str, ...] = ()
    hosts: tuple[tuple[str | None, str | None], ...] = ()


@dataclasses.dataclass(slots=True)
class Parsed:
    """One sentence, parsed; ``at`` maps a token's index to the mention that covers it."""

    sentence: Sentence
    doc: Doc
    mentions: list[Mention]
    at: dict[int, Mention]
    year: int | None = None
    stands: dict[int, Stand] = dataclasses.field(default_factory=dict)
    _tokens: list[Token] | None = None

    @property
    def tokens(self) -> list[Token]:
        """Every token, made once: spaCy makes them anew each time that a document is walked."""
        if self._tokens is None:
            self._tokens = list(self.doc)
        return self._tokens

    @property
    def text(self) -> str:
        """The clean text."""
        return self.sentence.clean

    def mention(self, token: Token) -> Mention | None:
        """The mention that covers the token, if any."""
        return self.at.get(token.i)


def parse(nlp: Language, sentences: Iterable[tuple[Sentence, list[Mention]]]) -> Iterator[Parsed]:
    """Tag and parse sentences, some at a time."""
    whole = list(sentences)
    for at in range(0, len(whole), _TOGETHER):
        pairs = whole[at : at + _TOGETHER]
        docs = [nlp.make_doc(sentence.clean) for sentence, _ in pairs]
        with alone():
            for _, part in nlp.pipeline:
                _annotate(part, docs)
        for (sentence, found), doc in zip(pairs, docs, strict=True):
            covered = _align(doc, found)
            yield Parsed(sentence, mended(doc, covered), found, covered)


def _annotate(part: Any, docs: list[Doc]) -> None:
    """One component over some sentences at once, without the stream that spaCy would set up for each of its own."""
    if isinstance(part, TrainablePipe):
        part.set_annotations(docs, part.predict(docs))
    else:
        for doc in docs:
            part(doc)


def _align(doc: Doc, found: list[Mention]) -> dict[int, Mention]:
    at: dict[int, Mention] = {}
    if not found:
        return at
    places = doc.to_array([IDX, LENGTH]).tolist()
    token = 0
    for mention in found:
        while token < len(places) and sum(places[token]) <= mention.start:
            token += 1
        step = token
        while step < len(places) and places[step][0] < mention.end:
            at[step] = mention
            step += 1
    return at


def lemma(token: Token) -> str:
    """The lower-case lemma; for nouns that the tagger took for names, a plural ``s`` is dropped."""
    kept: list[str] = token.doc.user_data.get("lemmas") or lemmas(token.doc)
    word: str = kept[token.i]
    return word


def lemmas(doc: Doc) -> list[str]:
    """The lemma of every token, kept with the document: the frames ask for each of them many times."""
    kept: list[str] | None = doc.user_data.get("lemmas")
    if kept is None:
        kept = doc.user_data["lemmas"] = [_lemma(token.lemma_, token.tag_, token.lower_) for token in doc]
    return kept


@functools.lru_cache(maxsize=50_000)
def _lemma(base: str, tag: str, lower: str) -> str:
    return _singular(lower) if tag in ("NNPS", "NNP") or base.lower() == lower else base.lower()


@functools.lru_cache(maxsize=20_000)
def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "ous")):
        return word[:-1]
    return word


def root_of(doc: Doc) -> Token | None:
    """The first token that heads its sentence, if any."""
    if "root" not in doc.user_data:
        doc.user_data["root"] = next((token.i for token in doc if token.dep_ == "ROOT"), None)
    at: int | None = doc.user_data["root"]
    return None if at is None else doc[at]


def names(token: Token) -> Iterator[str]:
    """The lemma of a noun, alone and with the words before it: ``member``, ``family member``."""
    words, at = lemmas(token.doc), token.i
    own = run = words[at]
    yield own
    for step in range(1, 4):
        if at - step < 0:
            return
        run = f"{words[at - step]} {run}"
        yield run
    if at + 1 < len(words):
        yield f"{own} {words[at + 1]}"


def is_a(token: Token, name: str) -> bool:
    """Whether the noun (with the words before it) belongs to the class."""
    return not word_class(name).isdisjoint(names(token))


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, to the right."""
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue += [child for child in current.children if child.dep_ == "conj"]
    return found


def subjects(verb: Token) -> list[Token]:
    """The subject nouns of a verb: its own, or those that it shares, inherits or is controlled by."""
    seen: set[int] = set()
    current = verb
    while current.i not in seen:
        seen.add(current.i)
        own = [child for child in current.children if child.dep_ in SUBJECTS] or [
            grand
            for child in current.children
            if child.dep_ in ("aux", "auxpass")
            for grand in child.children
            if grand.dep_ in SUBJECTS
        ]
        if own:
            return _counted([noun for child in own for noun in conjuncts(_antecedent(child, current))])
        head = _finite_head(current)
        if current.dep_ in ("acl", "relcl"):
            return _counted(conjuncts(head))
        if current.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and current.tag_ in ("VB", "VBG", "VBN", "TO"):
            objects = [
                child for child in head.children if child.dep_ in ("dobj", "dative", "oprd") and child.i < current.i
            ]
            if objects and current.dep_ != "advcl":
                return _counted([noun for child in objects for noun in conjuncts(child)])
        if head.i == current.i:
            return []
        current = head
    return []


def _finite_head(verb: Token) -> Token:
    """The head, except that a finite verb is never coordinated with an infinitive: that slip is stepped over."""
    head = verb.head
    while (
        verb.dep_ == "conj"
        and verb.tag_ in ("VBZ", "VBD", "VBP")
        and head.tag_ in ("VB", "VBG", "NN")
        and head.head.i != head.i
    ):
        head = head.head
    return head


def _counted(nouns: list[Token]) -> list[Token]:
    """ "Some of its personnel" is personnel: what is counted stands beside the word that counts it."""
    found = list(nouns)
    for noun in nouns:
        family = any(child.lower_ == "family" for child in noun.children)
        if noun.pos_ in ("PRON", "DET", "NUM", "ADJ") or (lemma(noun) in _COUNTERS and not family):
            found += prepositional(noun, "of")
    return list(dict.fromkeys(found))


def _antecedent(token: Token, verb: Token) -> Token:
    if token.lower_ not in _RELATIVES:
        return token
    clause = verb.head if verb.dep_ == "ccomp" else verb  # "which he said remained open"
    return clause.head if clause.dep_ in ("relcl", "acl") else token


def passive(verb: Token) -> bool:
    """Whether the verb has a passive subject or auxiliary."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def agents(verb: Token) -> list[Token]:
    """The ``by`` phrase of a passive verb."""
    return [
        noun
        for child in verb.children
        if child.dep_ in ("agent", "prep") and child.lower_ == "by"
        for pobj in child.children
        if pobj.dep_ == "pobj"
        for noun in conjuncts(pobj)
    ]


def objects(verb: Token) -> list[Token]:
    """Direct and clausal objects of a verb, their coordinates included; an antecedent for a relative clause."""
    found = [noun for child in verb.children if child.dep_ in OBJECTS for noun in conjuncts(child)]
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp"):
            found += [noun for sub in child.children if sub.dep_ in SUBJECTS for noun in conjuncts(sub)]
    return _counted(found)


def prepositional(token: Token, *words: str) -> list[Token]:
    """The nouns that hang on a token by one of these prepositions."""
    return [
        noun
        for child in token.children
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in words
        for pobj in child.children
        if pobj.dep_ in ("pobj", "pcomp")
        for noun in conjuncts(pobj)
    ]


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    current = token
    for _ in range(14):
        if current.head.i == current.i:
            return
        current = current.head
        yield current


def clause_head(token: Token) -> Token:
    """The verb (or root) that a token hangs under."""
    current = token
    while current.pos_ not in ("VERB", "AUX") and current.head.i != current.i:
        current = current.head
    return current
