"""A row of a payload, taken apart so that nothing in it goes unnoticed."""

from collections.abc import Callable, Collection
from types import TracebackType
from typing import Any, Self, TypeVar

from tocsin.errors import Unreadable

T = TypeVar("T")

LINE = 500
"""Characters beyond which a name, a title or a code is none."""
LONG = 2_000_000
"""Characters beyond which a field is no field of a register."""


class Fields:
    """The fields of one row; use it in a ``with``. Each is taken with the type that the card's author saw."""

    def __init__(self, row: Any, *, of: str, ignored: Collection[str], signal: Callable[[str, str], None]) -> None:
        if not isinstance(row, dict):
            raise Unreadable("wrong_type", f"A {of} is not an object.")
        self._row, self._of, self._signal = row, of, signal
        self._left = set(row) - set(ignored)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            for name in sorted(self._left):
                self._signal("unread_field", f"A {self._of} has a field {name[:60]!r} that the card does not know.")

    def ignore(self, *names: str) -> None:
        """These fields are known and not used here."""
        self._left -= set(names)

    def take(self, name: str, kind: type[T]) -> T:
        """The field, of this type; Unreadable where it is missing or of another type."""
        found = self.maybe(name, kind)
        if found is None:
            raise Unreadable("missing_field", f"A {self._of} has no {name!r}.")
        return found

    def maybe(self, name: str, kind: type[T]) -> T | None:
        """The field, or ``None`` where it is missing or null; Unreadable where it is of another type."""
        self._left.discard(name)
        found = self._row.get(name)
        if found is None:
            return None
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            raise Unreadable("wrong_type", f"In a {self._of}, {name!r} is not {kind.__name__}.")
        if isinstance(found, str) and len(found) > LONG:
            raise Unreadable("too_long", f"In a {self._of}, {name!r} has more than {LONG} characters.")
        return clean(found) if isinstance(found, str) else found  # type: ignore[return-value]

    def text(self, name: str) -> str:
        """The field as one short line that is not empty, as names, titles and codes are; Unreadable otherwise."""
        found = " ".join(self.take(name, str).split())
        if len(found) > LINE:
            raise Unreadable("too_long", f"In a {self._of}, {name!r} has more than {LINE} characters.")
        if not found:
            raise Unreadable("missing_field", f"In a {self._of}, {name!r} is empty.")
        return found


def clean(text: str) -> str:
    """Text without what no database keeps: NUL and half characters become U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    return "".join("\ufffd" if each == "\0" or "\ud800" <= each <= "\udfff" else each for each in text)
