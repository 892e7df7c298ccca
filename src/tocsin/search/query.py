"""What somebody typed becomes a query: words, "phrases", -without, OR, prefix*. Everything else is plain text."""

import re
from collections.abc import Iterator

import msgspec

from tocsin.errors import InputError
from tocsin.ledger.words import words

LONGEST = 500
"""Characters of a query."""
MOST = 32
"""Words and phrases of a query."""
SHORTEST = 2
"""Letters that a beginning of words must have; with fewer the star is plain text."""

_TERM = re.compile(r'(?<!\S)(?P<not>-?)"(?P<phrase>[^"]*)"(?P<begins>\*?)|(?P<plain>\S+)')
_QUOTES = str.maketrans("“”„‟", '""""')


class Term(msgspec.Struct, frozen=True):
    """Words that follow each other, as the search has them; of the last one only the beginning where ``begins``."""

    words: tuple[str, ...]
    begins: bool = False


class Group(msgspec.Struct, frozen=True):
    """All of these, and none of those."""

    every: tuple[Term, ...]
    none: tuple[Term, ...] = ()


class Query(msgspec.Struct, frozen=True):
    """What is looked for: what fits any of the groups."""

    groups: tuple[Group, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """What may be marked in a text that fits."""
        return tuple(dict.fromkeys(term for group in self.groups for term in group.every))


def parse(text: str) -> Query:
    """The query that a person means. Raises InputError where there is nothing to look for, or too much."""
    if len(text) > LONGEST:
        message = f"These are {len(text)} characters; give at most {LONGEST}."
        raise InputError(message)
    groups = [group for given in _alternatives(text) if (group := _group(given)) is not None]
    if not groups:
        if any(term for given in _alternatives(text) for _, term in given):
            raise InputError("Only what is not wanted is told; give a word that is, such as: embassy -closed.")
        raise InputError("There is no word to look for; give one, such as: embassy.")
    if sum(len(group.every) + len(group.none) for group in groups) > MOST:
        message = f"These are too many words; give at most {MOST}."
        raise InputError(message)
    return Query(tuple(groups))


def _alternatives(text: str) -> Iterator[list[tuple[bool, Term]]]:
    """What stands between the ORs: terms, and whether each is unwanted."""
    given: list[tuple[bool, Term]] = []
    for found in _TERM.finditer(text.translate(_QUOTES)):
        plain = found["plain"]
        if plain == "OR":
            yield given
            given = []
        elif plain is None:
            given += _term(found["phrase"], unwanted=bool(found["not"]), begins=bool(found["begins"]))
        else:
            unwanted = plain.startswith("-") and len(plain) > 1
            given += _term(plain, unwanted=unwanted, begins=plain.endswith("*"))
    yield given


def _group(given: list[tuple[bool, Term]]) -> Group | None:
    """A group that has something to look for; one with nothing but what is unwanted means nothing."""
    every = tuple(dict.fromkeys(term for unwanted, term in given if not unwanted))
    none = tuple(dict.fromkeys(term for unwanted, term in given if unwanted))
    return Group(every, none) if every else None


def _term(text: str, *, unwanted: bool, begins: bool) -> list[tuple[bool, Term]]:
    """One term, or none where there is no word in it."""
    found = list(words(text))
    if not found:
        return []
    single = found[-1].last and not (len(found) > 1 and found[-2].pair and found[-2].end > found[-1].start)
    if found[-1].last and not single:
        found.pop()
    long_enough = len(found[-1].text) >= SHORTEST and not found[-1].pair
    return [(unwanted, Term(tuple(word.text for word in found), single or (begins and long_enough)))]


def as_fts5(query: Query) -> str:
    """The query as SQLite's FTS5 reads it; a word holds letters, numbers and marks only, so none is an operator."""
    return " OR ".join(_fts5_group(group) for group in query.groups)


def _fts5_group(group: Group) -> str:
    every = " AND ".join(_fts5_term(term) for term in group.every)
    if not group.none:
        return f"({every})"
    return f"(({every}) NOT ({' OR '.join(_fts5_term(term) for term in group.none)}))"


def _fts5_term(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.begins else "")


def as_tsquery(query: Query) -> str:
    """The query as PostgreSQL reads a ``tsquery``."""
    return " | ".join(_tsquery_group(group) for group in query.groups)


def _tsquery_group(group: Group) -> str:
    return (
        "(" + " & ".join([*map(_tsquery_term, group.every), *("!" + _tsquery_term(each) for each in group.none)]) + ")"
    )


def _tsquery_term(term: Term) -> str:
    *before, last = term.words
    return "(" + " <-> ".join([*(f"'{word}'" for word in before), f"'{last}'" + (":*" if term.begins else "")]) + ")"
