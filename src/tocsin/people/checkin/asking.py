"""Sending a check-in: every person by their ways in order, until one confirms; each try is kept.

What is begun is kept before it is sent and its end after it, with one key for each person, round and way: a program
that dies in between sends again under the same key, and the receiver drops the second.
"""

import concurrent.futures
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec

from tocsin.channels import Channel, Delivery, Message
from tocsin.ledger.rows import digest
from tocsin.people.checkin.campaigns import CheckIns, Sent
from tocsin.people.checkin.model import Campaign, Purpose, Sending
from tocsin.people.checkin.words import words
from tocsin.people.model import Person, Way

Send = Callable[[str, Message], Delivery]
"""Sends a message by the channel of a name; ``tocsin.channels.Post.send`` is one. May be called by several threads."""
Clock = Callable[[], dt.datetime]

NO_WAY = "-"
"""The channel of a try that could not be made: the person has no way that a channel here serves."""
_BATCH = 400
_MOST_NAMES = 50


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How a round of asking went: how many were to be told, were, were not, and had no way."""

    whom: int = 0
    confirmed: int = 0
    failed: int = 0
    no_way: int = 0


class _Letter(msgspec.Struct, frozen=True):
    """One message on its ways: to whom, about whom, and the keys of the ways in order."""

    about: tuple[str, ...]
    to_whom: str
    ways: tuple[tuple[str, str], ...]
    message: Message


def routes(channels: Mapping[str, Channel]) -> dict[str, str]:
    """Which channel serves each kind of way: one of the kind's own name, and for mail any mail server."""
    found = {kind: kind for kind in ("mail", "sms", "phone", "chat") if kind in channels}
    servers = [name for name, each in channels.items() if each.scheme in ("smtp", "smtps")]
    if servers:
        found.setdefault("mail", servers[0])
    return found


def ask(
    checkins: CheckIns,
    campaign: Campaign,
    send: Send,
    *,
    routes: Mapping[str, str],
    address: str,
    clock: Clock,
    persons: Collection[str] | None = None,
    together: int = 8,
) -> Asked:
    """Ask everybody of a campaign who has not answered, or those named; a further call is a further round.

    A round that was cut short is finished first: who was told in it is not told again.
    """
    answered = {each.person for each in checkins.answers(campaign)}
    sendings = [each for each in checkins.sendings(campaign.id) if each.purpose == "ask"]
    tickets = checkins.tickets(campaign.id)
    chosen = [each for each in tickets if each not in answered and (persons is None or each in persons)]
    number, chosen = _round(sendings, chosen)
    letters = [
        _question(checkins, campaign, person, routes, number, address=address, ticket_of=tickets)
        for person in checkins.people.unseen(chosen)
    ]
    return _Round(checkins, campaign, send, "ask", number, clock).run(letters, together=together)


def escalate(
    checkins: CheckIns,
    campaign: Campaign,
    send: Send,
    *,
    routes: Mapping[str, str],
    address: str,
    clock: Clock,
    together: int = 8,
) -> Asked:
    """Tell those who answer for people without an answer who these are; a further call is a further round."""
    answered = {each.person for each in checkins.answers(campaign)}
    silent = checkins.people.unseen([each for each in checkins.asked(campaign.id) if each not in answered])
    responsible: defaultdict[str, list[Person]] = defaultdict(list)
    for person, answering in zip(silent, checkins.people.answering_all(silent), strict=True):
        for each in answering:
            responsible[each].append(person)
    number = 1 + max((each.round for each in checkins.sendings(campaign.id) if each.purpose == "escalate"), default=0)
    told = checkins.people.unseen(list(responsible))
    letters = [_list_for(campaign, each, responsible[each.id], routes, number, address=address) for each in told]
    return _Round(checkins, campaign, send, "escalate", number, clock).run(letters, together=together)


def _round(sendings: Sequence[Sending], chosen: list[str]) -> tuple[int, list[str]]:
    """The number of the round, and who is still to be asked in it."""
    last = max((each.round for each in sendings), default=0)
    ended = {each.person for each in sendings if each.round == last and each.status != "begun"}
    cut_short = {each.person for each in sendings if each.round == last and each.status == "begun"}
    if last and cut_short:
        return last, [each for each in chosen if each not in ended]
    return last + 1, chosen


def _question(
    checkins: CheckIns,
    campaign: Campaign,
    person: Person,
    routes: Mapping[str, str],
    number: int,
    *,
    address: str,
    ticket_of: Mapping[str, object],
) -> _Letter:
    said = words(person.language)
    link = checkins.link(ticket_of[person.id], campaign, address=address)  # type: ignore[arg-type]
    body = f"{campaign.title}\n\n{said.ask}"
    if campaign.drill:
        body = f"{said.exercise}\n\n{body}"
    message = Message(
        key=digest(campaign.id, person.id, "ask", str(number)),
        subject=campaign.title,
        body=body,
        link=link,
        urgent=not campaign.drill,
        drill=campaign.drill,
    )
    return _Letter((person.id,), person.id, tuple(_addressed(person.ways, routes)), message)


def _list_for(
    campaign: Campaign, to: Person, silent: Sequence[Person], routes: Mapping[str, str], number: int, *, address: str
) -> _Letter:
    said = words(to.language)
    names = [each.name for each in silent[:_MOST_NAMES]]
    more = [f"+ {len(silent) - _MOST_NAMES}"] if len(silent) > _MOST_NAMES else []
    body = "\n".join([campaign.title, "", said.silent, *names, *more])
    if campaign.drill:
        body = f"{said.exercise}\n\n{body}"
    message = Message(
        key=digest(campaign.id, to.id, "escalate", str(number)),
        subject=campaign.title,
        body=body,
        link=f"{address.rstrip('/')}/checkin/{campaign.id}",
        urgent=not campaign.drill,
        drill=campaign.drill,
    )
    return _Letter(tuple(each.id for each in silent), to.id, tuple(_addressed(to.ways, routes)), message)


def _addressed(ways: Sequence[Way], routes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Channel and bare address of each way that a channel serves, in order."""
    for way in ways:
        if way.kind in routes:
            bare = way.address if way.kind == "chat" else way.address.partition(":")[2]
            yield routes[way.kind], bare


class _Round:
    """One round of letters: kept as begun, sent, kept as ended, in batches."""

    def __init__(  # noqa: PLR0917 - all that a round is made of
        self, checkins: CheckIns, campaign: Campaign, send: Send, purpose: Purpose, number: int, clock: Clock
    ) -> None:
        self.checkins, self.campaign, self.send, self.clock = checkins, campaign, send, clock
        self.purpose, self.number = purpose, number
        self.steps = checkins.steps(campaign.id)

    def run(self, letters: Sequence[_Letter], *, together: int) -> Asked:
        """Send them all and tell how it went."""
        counted: defaultdict[str, int] = defaultdict(int)
        with concurrent.futures.ThreadPoolExecutor(together, thread_name_prefix="check-in") as pool:
            for start in range(0, len(letters), _BATCH):
                batch = letters[start : start + _BATCH]
                begun = [each for letter in batch for each in self._sent(letter, 0, "begun", None)]
                self.checkins.keep(self.campaign.id, (each for each in begun if each.key not in self.steps))
                ended: list[Sent] = []
                for letter, tries in zip(batch, pool.map(self._deliver, batch), strict=True):
                    ended += [each for place, told in tries for each in self._sent(letter, place, told.status, told)]
                    counted[self._end(tries)] += 1
                self.checkins.keep(self.campaign.id, ended)
        return Asked(
            whom=len(letters), confirmed=counted["confirmed"], failed=counted["failed"], no_way=counted[NO_WAY]
        )

    def _end(self, tries: Sequence[tuple[int, Delivery]]) -> str:
        if not tries or tries[0][1].why == _NONE:
            return NO_WAY
        return "confirmed" if any(told.status == "confirmed" for _, told in tries) else "failed"

    def _deliver(self, letter: _Letter) -> list[tuple[int, Delivery]]:
        """Try the ways in order until one confirms."""
        tries = []
        for place, (channel, to) in enumerate(letter.ways):
            message = msgspec.structs.replace(letter.message, to=to, key=f"{letter.message.key}-{place}")
            told = self.send(channel, message)
            tries.append((place, msgspec.structs.replace(told, why=told.why.replace(to, "***") if to else told.why)))
            if told.status == "confirmed":
                break
        return tries or [(0, Delivery(status="failed", why=_NONE, at=self.clock()))]

    def _sent(self, letter: _Letter, place: int, status: str, told: Delivery | None) -> Iterator[Sent]:
        channel = letter.ways[place][0] if letter.ways else NO_WAY
        for person in letter.about:
            key = f"{letter.message.key}-{place}" + ("" if self.purpose == "ask" else f"-{digest(person)[:8]}")
            yield Sent(
                key=key,
                person=person,
                to_whom=letter.to_whom,
                purpose=self.purpose,
                round=self.number,
                channel=channel,
                status=status,  # type: ignore[arg-type]
                at=told.at if told is not None else self.clock(),
                why=None if told is None or told.status == "confirmed" else told.why[:300],
                step=0 if told is None else self.steps.get(key, 0) + 1,
            )


_NONE = "no way to reach them that a channel here serves"
