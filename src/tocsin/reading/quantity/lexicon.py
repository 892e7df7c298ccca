"""The words of quantity (``words.toml``) as tables of tokens."""

import functools
import importlib.resources
import tomllib
from typing import Any

from babel import Locale


@functools.cache
def section(name: str) -> dict[str, Any]:
    """One table of the file."""
    with (importlib.resources.files("tocsin.reading.quantity") / "words.toml").open("rb") as file:
        tables: dict[str, dict[str, Any]] = tomllib.load(file)
    return tables[name]


@functools.cache
def words(table: str, name: str) -> frozenset[str]:
    """One list of a table."""
    return frozenset(section(table)[name])


@functools.cache
def runs(table: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The runs of words of a table by their last word (``before``) and their first (``after``), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in section(table).items():
        for phrase in phrases:
            run = tuple(phrase.split())
            found.setdefault(run[-1] if table == "before" else run[0], []).append((run, name))
    return {key: sorted(rows, key=lambda row: -len(row[0])) for key, rows in found.items()}


@functools.cache
def units() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Written forms of units by their first token, longest first: the run of tokens, the name, whether case counts."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for name, forms in section("units").items():
        for form in forms:
            cased = len(form) <= 3 and form.isalpha()
            run = tuple(form.split() if cased else form.casefold().split())
            found.setdefault(run[0].casefold(), []).append((run, name, cased))
    return {key: sorted(rows, key=lambda row: -len(row[0])) for key, rows in found.items()}


@functools.cache
def measures() -> frozenset[str]:
    """The canonical names of all units of measure."""
    return frozenset(section("units"))


@functools.cache
def money() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Written forms of money by their first token, longest first; the names and codes of all currencies are Babel's."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    own = section("money")
    forms = {" ".join(_spaced(form)): name for form, name in own.items()}
    for code, name in _currencies().items():
        canonical = own.get(code.lower()) or name.casefold()
        if "(" in name:
            continue
        forms.setdefault(code.casefold(), canonical)
        for written in (name.casefold(), _plural(name.casefold())):
            forms.setdefault(written, canonical)
    for form, canonical in forms.items():
        run = tuple(form.split())
        found.setdefault(run[0], []).append((run, canonical))
    return {key: sorted(rows, key=lambda row: -len(row[0])) for key, rows in found.items()}


def _currencies() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale.parse("en").currencies.items()}


@functools.cache
def codes() -> frozenset[str]:
    """The three letters of every currency, lower case."""
    return frozenset(code.casefold() for code in _currencies())


def _plural(name: str) -> str:
    return name if name.endswith(("s", "yuan", "yen", "won", "rand", "baht")) else name + "s"


def _spaced(form: str) -> list[str]:
    """Letters and signs apart, as the tokens are."""
    spaced = ""
    for char in form:
        spaced += char if char.isalnum() or char == " " or not spaced else f" {char}"
        if not char.isalnum() and char != " ":
            spaced += " "
    return spaced.split()
