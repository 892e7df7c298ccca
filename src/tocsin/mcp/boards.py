"""The board of a host, and the records behind a cell, as answers of tools."""

import dataclasses
from collections.abc import Iterable
from typing import NamedTuple

from tocsin.board import STATES, Cell, Measure, Mention, Standing
from tocsin.board import board as made_board
from tocsin.ledger import KnownPosture, Shown
from tocsin.mcp.asking import Question
from tocsin.mcp.model import (
    Apart,
    Behind,
    BoardAnswer,
    InRegister,
    OfSender,
    Said,
    Stands,
    Unknown,
    WhyAnswer,
)
from tocsin.mcp.quoting import NO_WORDS, left_out
from tocsin.picture import Heard, heard

NAMELESS = "-"
"""The sender that a text does not name, as a tool is asked for it."""


class _Behind(NamedTuple):
    """What stands behind a board: origins by evidence, and the text of each register's last edition."""

    origins: Heard
    texts: dict[tuple[str, str], str | None]


def _texts(shown: Iterable[Shown]) -> dict[tuple[str, str], str | None]:
    return {(each.source, each.entry): each.last.document for each in shown}


def board_of(asked: Question, *, senders: Iterable[str], limit: int) -> BoardAnswer:
    """What each sender does about its people and its mission in the host, the senders by name."""
    postures = {each.id: each for each in asked.ledger.postures(host=asked.host, known_at=asked.past)}
    shown = tuple(asked.ledger.registers.shown(host=asked.host, known_at=asked.past))
    made = made_board(
        postures.values(),
        as_of=asked.as_of,
        known_at=asked.known_at,
        hosts=[asked.host],
        registers=shown,
    )
    wanted = {_sender(asked, each, postures.values()) for each in senders}
    cells = [each for each in made.host(asked.host).cells if not wanted or each.sender in wanted]
    cells.sort(key=lambda cell: (asked.words.name(cell.sender).casefold(), cell.sender or ""))
    behind = _Behind(heard(asked.ledger, made, postures, known_at=asked.past), _texts(shown))
    silent = sorted(wanted - {each.sender for each in cells}, key=str)
    unknown = [asked.nothing(f"{asked.words.name(each)} about {asked.words.name(asked.host)}") for each in silent]
    if not cells and not unknown:
        unknown = [asked.nothing(f"What governments do about {asked.words.name(asked.host)}")]
    return BoardAnswer(
        **asked.head(unknown=unknown, left_out=max(0, len(cells) - limit)),
        senders=[_cell(asked, each, behind) for each in cells[:limit]],
    )


def why_of(asked: Question, sender: str, *, limit: int) -> WhyAnswer:
    """Each record of a sender about the host, with the line that it stands in."""
    postures = asked.ledger.postures(host=asked.host, known_at=asked.past)
    code = _sender(asked, sender, postures)
    found = sorted((each for each in postures if each.posture.sender == code), key=_newest_first)
    named = f"{asked.words.name(code)} about {asked.words.name(asked.host)}"
    return WhyAnswer(
        **asked.head(unknown=[] if found else [asked.nothing(named)], left_out=max(0, len(found) - limit)),
        sender=code,
        records=[made for each in found[:limit] if (made := _behind(asked, each)) is not None],
    )


def _sender(asked: Question, name: str, postures: Iterable[KnownPosture]) -> str | None:
    """An airline as the ledger writes it, or a government's code; ``None`` for the sender that nobody named."""
    if name.strip() == NAMELESS:
        return None
    folded = name.strip().casefold()
    known = (each.posture.sender for each in postures)
    return next((each for each in known if each and each.casefold() == folded), None) or asked.words.country(name)


def _cell(asked: Question, cell: Cell, behind: _Behind) -> OfSender:
    standings = [(each, False) for each in cell.standings] + [(each, True) for each in cell.regional]
    told = {each.type for each in cell.standings}
    why = "No document read here tells it of this sender. Unknown is not safe."
    return OfSender(
        sender=cell.sender,
        name=asked.words.name(cell.sender),
        stands=[_stands(asked, each, behind, regional=regional) for each, regional in standings],
        apart=[_apart(asked, each) for each in cell.apart],
        unknown=[Unknown(what=each, why=why) for each in cell.unknown if each not in told],
    )


def _stands(asked: Question, standing: Standing, behind: _Behind, *, regional: bool) -> Stands:
    said = _said(asked, standing, behind)
    register = _register(standing, behind)
    if not said.evidence and register is not None:
        said = dataclasses.replace(said, evidence=asked.quoting.words(register.document, [standing.wording]))
    return Stands(
        **said.__dict__,
        type=standing.type,
        region=standing.place if regional else None,
        unknown=_unknown(standing, quoted=bool(said.evidence)),
        others=[_said(asked, each, behind) for each in standing.others],
        disagreements=[_said(asked, each, behind) for each in standing.disagreements],
        press=[_said(asked, each, behind) for each in standing.press],
        register=register,
        lead=None if standing.lead is None else standing.lead.words,
    )


def _said(asked: Question, measure: Measure, behind: _Behind) -> Said:
    count = behind.origins.get(measure.evidence)
    return Said(
        value=measure.value,
        state=measure.state,
        since=measure.since,
        ends=measure.ends,
        repeated=measure.repeated,
        age_days=measure.age_days,
        place=measure.place,
        wording=measure.wording,
        documents=measure.documents,
        origins=None if count is None else count.independent,
        evidence=asked.quoting.quotes(measure.evidence),
        evidence_left_out=left_out(measure.evidence),
    )


def _unknown(standing: Standing, *, quoted: bool) -> str | None:
    """Why there is no value, where there is none, or no words."""
    if standing.value is not None:
        return None if quoted else NO_WORDS
    why = standing.register.why if standing.register else None
    if standing.lapsed is not None:
        return f"{standing.lapsed.value} ended on {standing.lapsed.ends}, and what stood before it is not known."
    return f"{STATES.get(standing.state, 'unknown')}{f': {why}' if why else ''}"


def _register(standing: Standing, behind: _Behind) -> InRegister | None:
    of = standing.register
    if of is None:
        return None
    return InRegister(
        government=of.government,
        source=of.source,
        destination=of.destination,
        read_at=of.read_at,
        dated=of.dated,
        url=of.url,
        document=behind.texts.get((of.source, of.entry)),
        why=of.why,
    )


def _apart(asked: Question, mention: Mention) -> Apart:
    return Apart(
        type=mention.type,
        value=mention.value,
        modality=mention.modality,
        date=mention.date,
        evidence=asked.quoting.quotes(mention.evidence),
    )


def _behind(asked: Question, known: KnownPosture) -> Behind | None:
    quote = asked.quoting.quote(known.id)
    if quote is None:
        return None
    posture, official = known.posture, known.official
    return Behind(
        type=posture.type,
        value=posture.value,
        modality=posture.modality,
        scope=posture.scope,
        place=posture.place,
        date=posture.date,
        ends=posture.ends,
        wording=posture.wording,
        line=asked.quoting.line(known),
        register=None
        if official is None
        else f"{official.source}, shown {'when last read' if official.current else 'until'} {official.until:%Y-%m-%d}",
        evidence=quote,
    )


def _newest_first(known: KnownPosture) -> tuple[str, int, str]:
    effect = known.posture.date or known.published
    return known.posture.type, -effect.toordinal() if effect else 0, known.id
