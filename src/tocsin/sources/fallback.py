"""Registers that are published twice, as JSON and as RSS: the feed stands in where the JSON is not to be had."""

from collections.abc import Callable
from typing import Any

from tocsin.errors import Unreadable
from tocsin.sources.desk import Desk, rows
from tocsin.sources.markup import Element
from tocsin.sources.model import Entry


def json_or_feed(desk: Desk, of_row: Callable[[Any], Entry], of_item: Callable[[Element], Entry]) -> list[Entry]:
    """The rows of the payload ``index``; where it is not there, cannot be read or has none, the items of ``feed``."""
    found: list[Entry] = []
    if "index" in desk.payloads:
        try:
            found = list(desk.each(rows(desk.json("index")), of_row))
        except Unreadable as error:
            desk.signal(error.code, str(error))
    if not found and "feed" in desk.payloads:
        found = list(desk.each(desk.xml("feed").iterfind("channel/item"), of_item))
    return found
