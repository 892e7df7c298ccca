"""Statements of one proposition by one speaker, warnings of one threat, and denials of one claim."""

from collections.abc import Callable, Iterable
from typing import cast

from tocsin.claims.gather import Group, by_key, joined
from tocsin.claims.model import Told
from tocsin.claims.wording import alike, content, person, quoted
from tocsin.records.model import Denial, Forewarning, Statement

STATEMENT_DAYS = 2
WARNING_DAYS = 3
DENIAL_DAYS = 2


def statement(told: Told) -> Statement:
    """The record as the statement that it is."""
    return cast(Statement, told.record)


def denial(told: Told) -> Denial:
    """The record as the denial that it is."""
    return cast(Denial, told.record)


def warning(told: Told) -> Forewarning:
    """The record as the warning that it is."""
    return cast(Forewarning, told.record)


def statements(records: Iterable[Told]) -> list[Group]:
    """Groups of what one speaker said once: the same words quoted, or most of the words that carry meaning."""
    return _gathered(records, of_statement, _same_utterance, STATEMENT_DAYS)


def of_statement(told: Told) -> tuple[str, ...]:
    """The speaker: statements of two are never one."""
    return (person(statement(told).speaker),)


def warnings(records: Iterable[Told]) -> list[Group]:
    """Groups of what one speaker warns of: one threat in one place, in words that are alike."""
    return _gathered(records, of_warning, _same_threat, WARNING_DAYS)


def of_warning(told: Told) -> tuple[str, ...]:
    """Speaker, threat, host, and whether it will not come: warnings that differ in one of them are never one."""
    record = warning(told)
    likely = "denied" if record.likelihood == "denied" else ""
    return person(record.speaker or ""), threat(told), record.host or "", likely


def threat(told: Told) -> str:
    """Who would do what is warned of; '' where nobody is named."""
    record = warning(told)
    return record.threat_country or person(record.threat_from or "")


def denials(records: Iterable[Told]) -> list[Group]:
    """Groups of what one party denies at one time."""
    return _gathered(records, of_denial, _same_denied, DENIAL_DAYS)


def of_denial(told: Told) -> tuple[str, ...]:
    """Who denies: denials of two are never one."""
    return (denier(denial(told)),)


def denier(record: Denial) -> str:
    """Who denies, to compare by: the state for a government's offices, else the name."""
    return record.by_country or person(record.by)


def _gathered(
    records: Iterable[Told], key: Callable[[Told], tuple[str, ...]], same: Callable[[Told, Told], bool], days: int
) -> list[Group]:
    return [chain for _, group in sorted(by_key(records, key).items()) for chain in joined(group, same, days)]


def _same_utterance(one: Told, other: Told) -> bool:
    first, second = one.record.evidence, other.record.evidence
    if quoted(first) & quoted(second):
        return True
    names = content(statement(one).speaker) | content(statement(one).cue) | content(statement(other).cue)
    return alike(content(first) - names, content(second) - names, least=0.6, shared=4)


def _same_threat(one: Told, other: Told) -> bool:
    if quoted(one.record.evidence) & quoted(other.record.evidence):
        return True
    return alike(content(warning(one).what), content(warning(other).what), least=0.5, shared=2)


def _same_denied(one: Told, other: Told) -> bool:
    first, second = content(denial(one).claim), content(denial(other).claim)
    if not first or not second:
        return one.document_key == other.document_key and one.record.evidence == other.record.evidence
    return alike(first, second, least=0.5, shared=min(2, len(first), len(second)))
