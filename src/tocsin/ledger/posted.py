"""What was posted under an idempotency key and how it was answered: the same post again gets the same answer."""

import datetime as dt

import msgspec
import sqlalchemy as sa

from tocsin.ledger.account_tables import posted
from tocsin.ledger.engine import WRITING, explained
from tocsin.ledger.rows import digest
from tocsin.ledger.writing import insert


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post that was answered: the digest of its body, and the answer."""

    body: str
    answer: bytes


def post_key(who: str, key: str) -> str:
    """The name of a key of somebody: two who choose the same key do not meet."""
    return digest(who, key)


def answered(engine: sa.Engine, key: str) -> Post | None:
    """The post that was answered under a key, or ``None``."""
    asked = sa.select(posted.c.body, posted.c.answer).where(posted.c.key == key)
    with explained(engine.url), engine.connect() as connection, connection.begin():
        row = connection.execute(asked).first()
    return None if row is None else Post(body=row.body, answer=row.answer)


def keep_answer(engine: sa.Engine, key: str, post: Post, *, at: dt.datetime) -> Post:
    """Remember an answer; the one that stands under the key, which is another's where that was quicker."""
    row = {"key": key, "body": post.body, "answer": post.answer, "at": at}
    with explained(engine.url), engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        insert(connection, posted, row)
    return answered(engine, key) or post
