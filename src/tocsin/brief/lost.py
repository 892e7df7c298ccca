"""What is not known: governments that nobody was heard about, what is stale, what could not be read."""

from tocsin.board.picture import is_government
from tocsin.brief import words
from tocsin.brief.asking import Asked, References, unknown
from tocsin.brief.model import Item, Section, Sentence
from tocsin.ledger import Ledger

SENDERS, SIGNALS = 30, 10


def lost(ledger: Ledger, asked: Asked, found: References) -> Section:
    """Unknown types by government, stale values, registers that cannot be read, and signals of this host's documents.

    It names nothing that is not in the ledger's cells, registers and signals.
    """
    said = [*_types(asked), *_stale(asked, found), *_registers(asked), *_signals(ledger, asked)]
    note = "What nobody was heard about, what nobody repeated for long, and what could not be read."
    return Section(slug="unknown", title="What is not known", note=note, items=tuple(Item(said=each) for each in said))


def _types(asked: Asked) -> list[Sentence]:
    cells = [each for each in asked.board.host(asked.host).cells if each.unknown][:SENDERS]
    return [
        unknown(f"{asked.name(each.sender)}: {', '.join(each.unknown)} unknown.", "no record of these types")
        for each in cells
    ]


def _stale(asked: Asked, found: References) -> list[Sentence]:
    said: list[Sentence] = []
    for cell in asked.board.host(asked.host).cells:
        stale = [each for each in cell.standings if each.state == "stale" and is_government(cell.sender)]
        if stale:
            kinds = ", ".join(f"{each.type} for {each.age_days:,} days" for each in stale)
            evidence = [each.evidence[0] for each in stale if each.evidence]
            sentence = found.said(f"{asked.name(cell.sender)}: nobody repeated its {kinds}.", evidence)
            said += [sentence] if sentence is not None else []
    return said[:SENDERS]


def _registers(asked: Asked) -> list[Sentence]:
    failing = [each for each in asked.registers if each.failing]
    return [
        unknown(
            f"{asked.name(each.government)}: its register {each.source} could not be read since "
            f"{words.moment(each.read_at)}: {each.failing}",
            "the last visits to the register",
        )
        for each in failing
    ]


def _signals(ledger: Ledger, asked: Asked) -> list[Sentence]:
    keys = {each.document_key for each in ledger.told(host=asked.host, known_at=asked.known_at)}
    sources = {each.source for each in asked.registers}
    mine = [
        each
        for each in ledger.signals(limit=10_000)
        if each.at <= asked.known_at and (each.document_key in keys or each.signal.source in sources)
    ]
    told = sorted(
        {(each.at, each.signal.code, each.signal.source or "", each.signal.why) for each in mine}, reverse=True
    )
    said = [
        unknown(f"{words.moment(at)}, {source or 'a document'} ({code}): {why}", "a signal of the ledger")
        for at, code, source, why in told[:SIGNALS]
    ]
    more = len(told) - len(said)
    return [*said, unknown(f"{words.counted(more, 'more signal')}: tocsin signals.", "signals")] if more else said
