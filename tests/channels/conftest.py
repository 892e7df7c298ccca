"""Receivers for the tests of channels."""

from collections.abc import Iterator

import pytest

from tests.channels.receivers import Mails, Web, mails, web


@pytest.fixture
def receiver() -> Iterator[Web]:
    with web() as found:
        yield found


@pytest.fixture
def post_office() -> Iterator[Mails]:
    with mails() as found:
        yield found
