"""What the tests of alerts share: a clock that is set, papers that say one thing, a ledger with a bell."""

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.alerts import AlertLog, AlertRecord, Bell, CountExposed, Dispatcher, Issuer, Rule, rule_from
from tocsin.channels import Channel, Post
from tocsin.documents import Document
from tocsin.ledger import Ledger
from tocsin.records import Posture

from tests.fresh import open_fresh

NOW = dt.datetime(2023, 8, 2, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
ISSUER = Issuer(name="tocsin.example", address="https://tocsin.example")


class Clock:
    def __init__(self, now: dt.datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now


def rule(**fields: Any) -> Rule:
    return rule_from({"name": "all", "receivers": ["out"], **fields})


class Desk:
    """A ledger with a bell, and papers that come in."""

    def __init__(self, url: str, rules: Sequence[Rule], *, exposed: CountExposed | None = None) -> None:
        self.clock = Clock()
        self.tokens: Iterator[int] = itertools.count(1)
        bell = Bell(rules, clock=self.clock, exposed=exposed, tokens=lambda: f"token{next(self.tokens)}")
        self.ledger: Ledger = open_fresh(url, beside=[bell])
        self.record = AlertRecord(self.ledger.engine)
        self.papers = itertools.count(1)

    def paper(
        self,
        value: str,
        *,
        type_: str = "directive",
        host: str = "NER",
        sender: str | None = "ESP",
        days_ago: int = 0,
        published: bool = True,
        publisher: str | None = None,
        canonical: str | None = None,
        reader: str = "test/1",
        **fields: Any,
    ) -> Document:
        """Add a paper that says so, published today unless told otherwise; the document that it is."""
        number = next(self.papers)
        day = self.clock.now.date() - dt.timedelta(days=days_ago)
        sentence = f"{sender or 'Somebody'} did {value} about {host} on day {number}."
        text = f"{sentence} Paper {number} has words of its own: {' '.join(f'w{number}x{n}' for n in range(60))}."
        document = Document(
            text=text,
            publisher=publisher or f"Daily {chr(64 + number)}{number} (sample)",
            title=f"Paper {number}",
            published=day if published else None,
            address=f"https://paper{number}.example/",
            canonical=canonical,
        )
        said = Posture(
            start=0,
            end=len(sentence),
            evidence=sentence,
            sender=sender,
            host=host,
            type=type_,  # type: ignore[arg-type]
            value=value,
            **fields,
        )
        self.ledger.add(document, [said], seen_at=self.clock.now, reader=reader)
        return document

    def alerts(self) -> list[AlertLog]:
        """Every alert, the oldest first."""
        return self.record.alerts(limit=1000)[::-1]

    def rang(self) -> list[tuple[str, str, str | None]]:
        return [(each.alert.kind, each.alert.value, each.alert.before) for each in self.alerts()]

    def dispatcher(self, *channels: Channel, **options: Any) -> Dispatcher:
        post = Post({each.name: each for each in channels}, clock=self.clock)
        options.setdefault("jitter", lambda: 0.5)
        return Dispatcher(self.ledger.engine, post, ISSUER, clock=self.clock, **options)
