"""The analyst's desk: correct, reject or add a record, pin, comment; a watchlist. The ledger is never changed."""

from tocsin.desk.noting import CellNote, cell_notes
from tocsin.desk.ruling import KINDS_MADE, Ruling, judge
from tocsin.desk.watchlist import Watchlist
from tocsin.desk.wording import DONE, told_of

__all__ = ["DONE", "KINDS_MADE", "CellNote", "Ruling", "Watchlist", "cell_notes", "judge", "told_of"]
