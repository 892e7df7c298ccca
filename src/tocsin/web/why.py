"""The evidence of one cell: each record, its sentence with the evidence marked, its document, its age."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from tocsin.board import Cell, Measure
from tocsin.ledger import Judgement, KnownPosture, Ledger
from tocsin.records import Posture
from tocsin.web.answers import KEPT
from tocsin.web.marking import Piece, around, pieces
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.printing import named_by, segment
from tocsin.web.words import TYPES

AT_ONCE = 60
"""Records on one page."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One record with the line that it stands in; ``part`` says what it does for the cell."""

    known: KnownPosture
    line: tuple[Piece[Posture], ...]
    part: str
    judged: tuple[Judgement, ...] = ()


@get("/why/{cell:path}", sync_to_thread=True, opt=KEPT)
def why(page: NamedDependency[Page], cell: FromPath[str], start: FromQuery[int] = 0) -> Template | Redirect:
    """Each record behind the cell of a sender and a host, by type, newest first. The sender ``-`` has no name."""
    sender, host = _sender_and_host(cell)
    records = [known for known in page.postures(host=host) if known.posture.sender == sender]
    known_at = None if page.knows_all else page.known_at
    struck = [
        each
        for each in page.ledger.judgements.struck(host=host, sender=sender, known_at=known_at)
        if isinstance(each.known.record, Posture) and each.known.record.sender == sender
    ]
    if not records and not struck:
        meant = _meant(sender, host)
        if meant != (sender, host):
            return Redirect(page.link(f"/why/{segment(meant[0])}/{segment(meant[1])}"))
    found = page.board(records, hosts=(host,)).cell(sender, host)
    records.sort(key=_newest_first)
    shown = records[start : start + AT_ONCE] if start >= 0 else []
    context = {
        "page": page,
        "sender": sender,
        "host": host,
        "cell": found,
        "groups": _with_registers(_by_type(_judged(page.ledger, _sentences(page.ledger, shown, found))), found),
        "struck": struck,
        "start": start,
        "before": max(0, start - AT_ONCE) if start > 0 else None,
        "after": start + AT_ONCE if 0 <= start < len(records) - AT_ONCE else None,
        "total": len(records),
    }
    return Template("why.html", context=context)


def _sender_and_host(cell: str) -> tuple[str | None, str]:
    sender, _, code = cell.strip("/").rpartition("/")
    if not sender or not code:
        message = "A cell is asked for as /why/SENDER/HOST, for example /why/GBR/UKR."
        raise NotFoundException(message)
    return named_by(sender), code


def _meant(sender: str | None, host: str) -> tuple[str | None, str]:
    host_code, sender_code = country_code(host), country_code(sender or "")
    if host_code is None or (sender is not None and sender_code is None):
        message = (
            f"No record of “{(sender or '-')[:60]}” in “{host[:60]}” is known. The board of a host lists its senders."
        )
        raise NotFoundException(message)
    return sender_code, host_code


def _newest_first(known: KnownPosture) -> tuple[int, int, float, str]:
    posture = known.posture
    effect = posture.date or known.published
    since = effect.toordinal() if effect else 0
    return (list(TYPES).index(posture.type), -since, -known.first_seen.timestamp(), known.id)


def _sentences(ledger: Ledger, records: Sequence[KnownPosture], cell: Cell | None) -> Iterator[Sentence]:
    parts = _parts(cell) if cell else {}
    texts: dict[str, str] = {}
    for known in records:
        if known.document_key not in texts:
            stored = ledger.document(known.document_key)
            texts[known.document_key] = stored.document.text if stored else ""
        line = _line(texts[known.document_key], known.posture)
        yield Sentence(known=known, line=line, part=parts.get(known.id, "earlier"))


def _judged(ledger: Ledger, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """With the judgement that made each record which an analyst made."""
    listed = list(sentences)
    found = ledger.judgements.of_records(each.known.id for each in listed if each.known.author)
    for each in listed:
        by = tuple(one for one in found.get(each.known.id, ()) if one.made == each.known.id)
        yield msgspec.structs.replace(each, judged=by)


def _line(text: str, posture: Posture) -> tuple[Piece[Posture], ...]:
    if text[posture.start : posture.end] != posture.evidence:
        return (Piece(posture.evidence, (posture,)),)
    left, right = around(text, posture.start, posture.end)
    return tuple(pieces(text, left, right, [posture]))


def _parts(cell: Cell) -> dict[str, str]:
    """What each record does for the cell; a record that nothing names was overtaken by a later one."""
    parts: dict[str, str] = {}
    for mention in cell.apart:
        parts.update(dict.fromkeys(mention.evidence, mention.modality))
    for standing in cell.regional:
        parts.update(dict.fromkeys(standing.evidence, "regional"))
    for standing in cell.standings:
        _note(parts, standing.undated, "undated")
        _note(parts, standing.disagreements, "disagrees")
        _note(parts, [standing.lapsed] if standing.lapsed else [], "lapsed")
        _note(parts, standing.press, "press")
        _note(parts, standing.others, "in force")
        _note(parts, [standing], "stale" if standing.state == "stale" else "in force")
    return parts


def _note(parts: dict[str, str], measures: Iterable[Measure], part: str) -> None:
    for measure in measures:
        state = measure.state if measure.state in ("stale", "undated") else part
        parts.update(dict.fromkeys(measure.evidence, state))


def _with_registers(groups: dict[str, list[Sentence]], cell: Cell | None) -> dict[str, list[Sentence]]:
    """The types of which a register gives no value have no sentence, and are shown all the same."""
    stated = {standing.type for standing in cell.standings if standing.register} if cell else set()
    return {kind: groups.get(kind, []) for kind in TYPES if kind in groups or kind in stated}


def _by_type(sentences: Iterable[Sentence]) -> dict[str, list[Sentence]]:
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.known.posture.type, []).append(sentence)
    return groups
