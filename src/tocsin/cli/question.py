"""What a verb over the ledger asks first: which moment, known when, about whom."""

import datetime as dt
from collections.abc import Sequence

import click
import msgspec

from tocsin.board import Board, board
from tocsin.cli.countries import country, sender
from tocsin.cli.moments import moment
from tocsin.ledger import KnownPosture, Ledger, Shown
from tocsin.ledger.paging import began


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What stood at ``as_of``, from what had been seen by ``known_at``: postures by their ids, and registers."""

    as_of: dt.datetime
    known_at: dt.datetime
    postures: dict[str, KnownPosture]
    registers: tuple[Shown, ...] = ()
    past: dt.datetime | None = None
    """The moment by which something was known, where that is not now."""


def asked(ledger: Ledger, *, as_of: str | None, known_at: str | None, host: str | None = None) -> Question:
    """Settle the two times and fetch what was known, of one host or of all.

    ``--as-of T`` alone means: as known at T. A ledger that was not yet there at T can only answer from what it knows
    now; it does, and says so on stderr.
    """
    at, known = settled(ledger, as_of=as_of, known_at=known_at)
    all_that_is_known = known_at == "now" or (known_at is None and (as_of is None or known != at))
    return Question(
        as_of=at,
        known_at=known,
        past=None if all_that_is_known else known,
        postures={each.id: each for each in ledger.postures(host=host, known_at=known)},
        registers=tuple(ledger.registers.shown(host=host, known_at=known)),
    )


def settled(ledger: Ledger, *, as_of: str | None, known_at: str | None) -> tuple[dt.datetime, dt.datetime]:
    """The moment that is asked about, and the one up to which documents count, both in UTC."""
    now = dt.datetime.now(dt.UTC)
    at = now if as_of is None else moment(as_of, now=now)
    if known_at is not None:
        return at, moment(known_at, now=now)
    if as_of and (first := began(ledger.engine)) is not None and first > at:
        click.echo(
            f"This ledger saw its first document on {first:%Y-%m-%d}: {as_of} is shown from all that is known now.",
            err=True,
        )
        return at, now
    return at, at


def board_of(question: Question, *, hosts: Sequence[str] = (), senders: Sequence[str] = ()) -> Board:
    """The board that answers the question, narrowed to the hosts and senders that somebody named."""
    return board(
        question.postures.values(),
        as_of=question.as_of,
        known_at=question.known_at,
        hosts=[country(name) for name in hosts],
        senders=[sender_asked(name, question) or "" for name in senders],
        registers=question.registers,
    )


def sender_asked(name: str, question: Question) -> str | None:
    """The sender that somebody named: a government's code, or an airline as the ledger writes it."""
    return sender(name, known={each.posture.sender for each in question.postures.values()})
