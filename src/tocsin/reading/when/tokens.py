"""Text to tokens, each with one code letter: rules are then regular expressions over a string of codes.

A word of the vocabulary (``words.toml``, and every word that a rule names) has a letter of its own; numbers,
punctuation and the other words have one by their shape. A run of rules over 15 000 letters is quick, where the same
alternatives over the text itself would not be.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

SHAPES = {
    "N0": "0",
    "N12": "1",
    "N24": "2",
    "N31": "3",
    "N59": "5",
    "N99": "9",
    "N999": "n",
    "Y4": "Y",
    "NUM": "N",
    "NTH": "t",
    "NTHBIG": "T",
    "ISO": "i",
    "SLASHED": "/",
    "CLOCK": "c",
    "AMPM": "m",
    "TENYEARS": "D",
    "SHORTYEAR": "y",
    "POSS": "'",
    "DOT": ".",
    "COMMA": ",",
    "DASH": "-",
    "LPAR": "(",
    "RPAR": ")",
    "COLON": ":",
    "MONEY": "$",
    "PERCENT": "%",
    "QUOTE": '"',
    "STOP": "!",
    "BREAK": "|",
    "MARK": "x",
    "LINK": "x",
    "LOWER": "w",
    "UPPER": "W",
    "ED": "e",
    "ING": "g",
    "PLURAL": "s",
}
"""The code letters of what is not a word of the vocabulary."""

GROUPS = {
    "DAYNUM": "123",
    "HOUR": "012",
    "COUNT": "01235" + "9nNY",
    "ANYNUM": "012359nNYtT",
    "TWO": "12359",
    "BCNUM": "12359nY",
    "PUNCT": '.,():"!|-',
    "NOUNLIKE": "wWegs",
}

TOKEN = re.compile(
    r"(?P<LINK>(?:https?://|www\.)\S+|[#@]\w+)"
    r"|(?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<SLASHED>(?:\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d\d)|\d{4}(?P<bar>[/.])\d{1,2}(?P=bar)\d{1,2})(?![\w./]))"
    r"|(?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<TENYEARS>(?:\d{3}0|\d\d0(?=s\s+B\.?C)|['’‘]\d0|(?<![\w$£€,.])\d00?)['’]?s\b)"
    r"|(?P<NTH>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<NUMBER>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<AMPM>[ap]\.\s?m\.?(?![a-z])|[ap]m\b)"
    r"|(?P<ERA>B\.\s?C\b\.?(?:\s?E\.)?|A\.\s?D\b\.?|C\.\s?E\.)"
    r"|(?P<ZONE>[CEMP]\.[SD]?\.?T\.|G\.M\.T\.|U\.T\.C\.)"
    r"|(?P<SHORTYEAR>['’‘]\d\d\b)"
    r"|(?P<POSS>['’]s\b|(?<=s)['’](?=\s))"
    r"|(?P<WORD>[^\W\d_]+)"
    r"|(?P<NEWLINE>\n)"
    r"|(?P<SYMBOL>[^\w\s]|_)",
    re.IGNORECASE,
)
SYMBOLS = {
    ".": "DOT", ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "−": "DASH", "(": "LPAR",
    "[": "LPAR", ")": "RPAR", "]": "RPAR", ":": "COLON", "$": "MONEY", "£": "MONEY", "€": "MONEY", "#": "MONEY",
    "%": "PERCENT", '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "!": "STOP", "?": "STOP", ";": "STOP", "…": "STOP",
    "•": "BREAK", "|": "BREAK",
}  # fmt: skip
"""Single characters to the class that they are."""


class Token(NamedTuple):
    """A run of characters, ``text[start:end]``; ``key`` is its name in the vocabulary."""

    start: int
    end: int
    text: str
    key: str


class Coded:
    """A text as tokens and the code letters that rules and clues are looked up in."""

    def __init__(self, tokens: list[Token], codes: str) -> None:
        self.tokens = tokens
        self.codes = codes

    def key(self, at: int) -> str:
        """The vocabulary's name of a token, empty beyond the text's ends."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def code(self, at: int) -> str:
        """The code letter of a token, a break beyond the text's ends."""
        return self.codes[at] if 0 <= at < len(self.codes) else SHAPES["BREAK"]

    def glued(self, at: int) -> bool:
        """Whether a word begins where the token before it ends: the p of "1080p"."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end and self.key(at).isalpha()

    def is_a(self, at: int, cls: str) -> bool:
        """Whether a token is of a class of words or shapes."""
        return self.code(at) in vocabulary().letters(cls)


class Vocabulary:
    """The classes of words, their values, and one code letter for each word."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.capital = frozenset(tables.pop("capital"))
        self.values: dict[str, dict[str, Any]] = {}
        self.codes: dict[str, str] = {}
        for name, table in tables.items():
            words = dict.fromkeys(table["words"], True) if "words" in table else table
            calendar = "words" not in table
            self.values[name] = {self._name(word, calendar=calendar): value for word, value in words.items()}
            for word in self.values[name]:
                self.code(word)

    def _name(self, word: str, *, calendar: bool) -> str:
        return f"^{word}" if calendar and word in self.capital else word

    def code(self, word: str) -> str:
        """The letter of a word, given to it when first asked for."""
        return self.codes.setdefault(word, chr(0xE000 + len(self.codes)))

    def letters(self, name: str) -> str:
        """All code letters of a class."""
        if name in self.values:
            return "".join(self.codes[word] for word in self.values[name])
        return GROUPS.get(name) or SHAPES[name]

    def key(self, word: str) -> str:
        """The name that a written word has here: ``^may`` is the month, ``may`` the verb."""
        lower = word.lower()
        return f"^{lower}" if lower in self.capital and word[0].isupper() else lower


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary, read once."""
    return Vocabulary(tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8")))


def tokenize(text: str) -> tuple[list[Token], str]:
    """The tokens of a text and their code letters, one each."""
    words = vocabulary()
    tokens: list[Token] = []
    codes: list[str] = []
    for match in TOKEN.finditer(text):
        kind, written = match.lastgroup or "", match.group()
        if kind == "WORD":
            key, code = _word(written)
        elif kind == "NEWLINE":
            if not _breaks(text, match.start()):
                continue
            key, code = "\n", SHAPES["BREAK"]
        else:
            key, code = _other(kind, written, words)
            if kind == "NUMBER" and _glued(text, match.start()):
                code = SHAPES["NUM"]
        tokens.append(Token(match.start(), match.end(), written, key))
        codes.append(code)
    return tokens, "".join(codes)


@lru_cache(maxsize=50_000)
def _word(written: str) -> tuple[str, str]:
    words = vocabulary()
    key = words.key(written)
    code = words.codes.get(key)
    if code is None:
        code = SHAPES[_shape(written)]
    return key, code


def _shape(written: str) -> str:
    if written[0].isupper():
        return "UPPER"
    if written.endswith("ed") and len(written) > 3:
        return "ED"
    if written.endswith("ing") and len(written) > 4:
        return "ING"
    if written.endswith("s") and not written.endswith("ss"):
        return "PLURAL"
    return "LOWER"


def _other(kind: str, written: str, words: Vocabulary) -> tuple[str, str]:
    if kind == "NUMBER":
        return written, SHAPES[_number(written)]
    if kind == "NTH":
        return written, SHAPES["NTH" if 1 <= int(written[:-2]) <= 31 else "NTHBIG"]
    if kind in {"ERA", "ZONE"}:
        key = "^" + re.sub(r"[\s.]", "", written).lower()
        return (key, words.codes[key]) if key in words.codes else _plain(key[1:], words)
    if kind == "SYMBOL":
        return written, SHAPES[SYMBOLS.get(written, "MARK")]
    return written.lower(), SHAPES[kind]


def _plain(key: str, words: Vocabulary) -> tuple[str, str]:
    return key, words.codes.get(key, SHAPES["UPPER"])


def _number(written: str) -> str:
    if not written.isdigit():
        return "NUM"
    number = int(written) if len(written) < 6 else 10**6
    if len(written) == 4:
        return "Y4" if 1000 <= number < 2200 else "NUM"
    if len(written) > 2:
        return "N999" if len(written) == 3 else "NUM"
    for limit, name in ((0, "N0"), (12, "N12"), (24, "N24"), (31, "N31"), (59, "N59")):
        if number <= limit:
            return name
    return "N99"


def _glued(text: str, at: int) -> bool:
    """Whether a number is a part of a name ("WW2"), and not a quarter or a fiscal year ("Q3", "FY22")."""
    before = text[max(0, at - 3) : at]
    if not before[-1:].isalpha():
        return False
    name = re.search(r"[^\W\d_]+$", before)
    return name is None or name.group().upper() not in {"Q", "H", "FY"}


def _breaks(text: str, at: int) -> bool:
    """Whether a line's end ends the sentence: an empty line follows, or the line ends as a sentence does."""
    following = text[at + 1 : at + 2]
    if not following or following.isspace():
        return True
    before = text[max(0, at - 2) : at].rstrip()[-1:]
    return not before or before in ".!?:;”\"'’…"
