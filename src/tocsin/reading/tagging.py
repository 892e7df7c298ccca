"""Parts of speech and lemmas in one pass over a sentence, in place of the pipeline's two slower components.

spaCy's attribute ruler runs a matcher with 180 patterns over each sentence to turn fine tags into parts of speech, and
its lemmatizer asks each token anew. Here a table does the first, with the one rule that reading leans on (forms of
"be", and helping "have" and "do", are auxiliaries), and the lemmatizer is asked once for each word and part of speech.
"""

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

_PARTS = {
    "ADJ": "JJ JJR JJS AFX",
    "ADP": "IN RP",
    "ADV": "RB RBR RBS",
    "AUX": "MD",
    "CCONJ": "CC",
    "DET": "DT PDT WDT WP$",
    "INTJ": "UH",
    "NOUN": "NN NNS",
    "NUM": "CD",
    "PART": "POS TO",
    "PRON": "EX PRP PRP$ WP",
    "PROPN": "NNP NNPS",
    "PUNCT": ". , -LRB- -RRB- `` '' : HYPH NFP",
    "SCONJ": "WRB",
    "SYM": "$ # SYM",
    "VERB": "VB VBD VBG VBN VBP VBZ BES HVS",
    "SPACE": "_SP",
}
"""The fine tags of each part of speech, as the pipeline's own table has them."""

PART_OF_TAG = {tag: part for part, tags in _PARTS.items() for tag in tags.split()}
_BE = frozenset("be am is are was were been being 's 're 'm".split())
_HELPING = frozenset("have has had having 've 'd do does did".split())
_STANDING_ALONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative"})
_HELPS = frozenset({"aux", "auxpass"})


def part_of(tag: str, lower: str, dep: str) -> str:
    """The part of speech of a word with this fine tag and this role in the sentence."""
    part = PART_OF_TAG.get(tag, "X")
    if part == "ADP" and dep == "mark":
        return "SCONJ"
    if part == "DET" and dep in _STANDING_ALONE:
        return "PRON"
    if dep == "neg":
        return "PART"
    if part == "VERB" and (lower in _BE or (lower in _HELPING and dep in _HELPS)):
        return "AUX"
    return part


@Language.factory("tocsin_tagging")  # type: ignore[untyped-decorator]
def tagging(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component; it borrows the lemmatizer of the pipeline that it is added to."""
    return Tagging(nlp.get_pipe("lemmatizer"))


class Tagging:
    """Sets part of speech and lemma on each token; what it learns of a word changes no answer."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for part in list(index):
            index[part] = frozenset(index[part])  # the package ships lists of up to 57,000 words, scanned for each word
        self._lemmas: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[int, int, int], tuple[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The same document, with ``pos`` and ``lemma`` set on each token."""
        for token in doc:
            role = (token.orth, token.tag, token.dep)
            known = self._known.get(role)
            if known is None:
                self._learn(token)
                self._known[role] = (token.pos, token.lemma)
            else:
                token.pos, token.lemma = known
        return doc

    def _learn(self, token: Token) -> None:
        token.pos_ = part_of(token.tag_, token.lower_, token.dep_)
        key = (token.text, token.tag_)
        lemma = self._lemmas.get(key)
        if lemma is None:
            lemma = self._lemmas[key] = self._ask(token)
        token.lemma_ = lemma

    def _ask(self, token: Token) -> str:
        if (token.tag_, token.lower_) in _IRREGULAR:
            return _IRREGULAR[token.tag_, token.lower_]
        if token.tag_ in _BASE_FORMS or (token.tag_ == "VBP" and token.lower_.endswith("ss")):  # no "discus", "dismis"
            return str(token.lower_)
        kept, token.pos_ = token.pos_, "VERB" if token.pos_ == "AUX" and token.tag_ != "MD" else token.pos_
        lemma = str(self._lemmatizer.rule_lemmatize(token)[0])
        token.pos_ = kept
        return lemma


_BASE_FORMS = frozenset({"NN", "JJ", "VB", "RB"})
"""Fine tags whose words stand in the form that a dictionary lists."""
_IRREGULAR = {
    ("VBZ", "'s"): "be",
    ("VBP", "'re"): "be",
    ("VBP", "'m"): "be",
    ("VBP", "'ve"): "have",
    ("MD", "'ll"): "will",
    ("MD", "'d"): "would",
    ("MD", "ca"): "can",
    ("MD", "wo"): "will",
    ("RB", "n't"): "not",
    ("PRP", "i"): "I",
    ("PRP", "me"): "I",
    ("PRP", "us"): "we",
    ("PRP", "them"): "they",
    ("PRP", "him"): "he",
    ("PRP", "her"): "she",
}
"""Short forms whose lemma the rules do not give."""
