"""What the pages of people share: the roster behind its key, who looks, and what sends."""

import copy
import datetime as dt
import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from tocsin.accounts import Visitor
from tocsin.errors import SettingsError
from tocsin.ledger import Ledger
from tocsin.people import LOCAL, People, Viewer, read_key
from tocsin.people.checkin import CheckIns, Send


class Desk:
    """The roster as the pages open it. ``send`` and ``routes`` are there where the settings have channels."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        key: Path | None,
        now: Callable[[], dt.datetime],
        address: str = "http://127.0.0.1:8350",
        send: Send | None = None,
        routes: Mapping[str, str] | None = None,
    ) -> None:
        self.ledger, self.key, self.now, self.address = ledger, key, now, address
        self.send, self.routes, self.viewer = send, dict(routes or {}), LOCAL
        self.writes = True
        self._opened: list[People] = []
        self._guard = threading.Lock()

    def seen_by(self, visitor: Visitor | None) -> "Desk":
        """The desk as a visitor of the pages sees it: contact fields are for those who may respond."""
        seen = copy.copy(self)
        responds = visitor is not None and "respond" in visitor.powers
        seen.writes = visitor is not None and "write" in visitor.powers
        name = visitor.name if visitor is not None else "stranger"
        seen.viewer = Viewer(name=name or LOCAL.name, role="responder" if responds else "viewer")
        return seen

    @property
    def ready(self) -> bool:
        """Whether there is a key to open the roster with."""
        return self.key is not None and self.key.exists()

    @property
    def people(self) -> People:
        """The roster. Raises SettingsError where there is no key, or another."""
        with self._guard:
            if not self._opened:
                if self.key is None:
                    raise SettingsError(
                        "These pages were started without the key of a roster: see 'tocsin people key'."
                    )
                self._opened.append(People(self.ledger.engine, read_key(self.key)))
            return self._opened[0]

    @property
    def checkins(self) -> CheckIns:
        """The check-ins of the roster."""
        return CheckIns(self.people)

    def looking(self, why: str) -> Viewer:
        """Who looks, with the reason that is kept."""
        return Viewer(name=self.viewer.name, role=self.viewer.role, why=" ".join(why.split())[:200])

    def noted(self, did: str, why: str, *, persons: Collection[str] = ("-",)) -> None:
        """Keep that who looks saw something personal: of these persons, or one line (``-``) for a whole list."""
        with self.people.writing() as connection:
            self.people.note(connection, persons, viewer=self.looking(why), did=did, at=self.now())

    @property
    def responds(self) -> bool:
        """Whether who looks may see contact fields."""
        return self.viewer.role == "responder"
