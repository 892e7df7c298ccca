"""Every exception that Tocsin raises on purpose, as one tree.

::

    TocsinError
    ├── InputError          what the user gave cannot be used; the message says what to do (exit code 2)
    │   ├── DocumentError   a document that cannot be read (empty, too large, not text)
    │   ├── DateError       a date or time that cannot be understood
    │   └── SettingsError   a setting or a name (ledger, model, host) that does not fit
    ├── LedgerError         the ledger cannot be opened, written or migrated
    ├── ModelError          the language model is missing or does not fit
    ├── NotSent             a message that a channel did not take
    ├── Unreadable          a register's payload, row or word that is not what its source's card says
    └── WireError           a fetch that did not bring a document
        ├── Refused         an address that Tocsin does not go to (private, wrong scheme, robots)
        ├── TooLarge        more bytes than the cap
        └── Unreachable     no answer, a broken answer, or an error status
"""


class TocsinError(Exception):
    """The root: catch this to catch everything that Tocsin raises on purpose."""


class InputError(TocsinError):
    """What the user gave cannot be used; the message says what to do. The command line exits with 2."""


class DocumentError(InputError):
    """A document that cannot be read at all: missing, empty, over the size cap, or not text."""


class DateError(InputError):
    """A date or time that cannot be understood."""


class SettingsError(InputError):
    """A setting, a name or an option that does not fit."""


class LedgerError(TocsinError):
    """The ledger cannot be opened, written or migrated."""


class ModelError(TocsinError):
    """The language model is missing, or is not of the version that Tocsin was measured with."""


class Unreadable(TocsinError):
    """A register's payload, row or word that is not what its source's card says: a signal, never a level.

    ``code`` is the short stable word that the signal carries.
    """

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


class NotSent(TocsinError):
    """A message that a channel did not take; ``final`` says that trying again cannot help.

    ``wait`` is in how many seconds the receiver asks to be tried again, where it says so.
    """

    def __init__(self, why: str, *, final: bool = False, wait: float | None = None) -> None:
        super().__init__(why)
        self.final, self.wait = final, wait


class WireError(TocsinError):
    """A fetch that did not bring a document."""


class Refused(WireError):
    """An address that Tocsin does not go to: a private network, a scheme other than http(s), or robots."""


class TooLarge(WireError):
    """More bytes than the cap, on the wire or after decompression."""


class Unreachable(WireError):
    """No answer in time, a broken answer, or an error status.

    ``status`` is the status where there was one; ``retry_after`` the words of the header of that name.
    """

    def __init__(self, message: str, *, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(message)
        self.status, self.retry_after = status, retry_after
