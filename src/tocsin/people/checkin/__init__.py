"""Check-in: ask people whether they are safe, by a link that is theirs alone, and see who is accounted for."""

from tocsin.people.checkin.asking import Asked, Send, ask, escalate, routes
from tocsin.people.checkin.board import board_of, call_list
from tocsin.people.checkin.campaigns import CheckIns
from tocsin.people.checkin.model import Answer, Campaign, Sending, State, Ticket
from tocsin.people.checkin.muster import Line, Muster, muster
from tocsin.people.checkin.words import EXERCISE, Words, words

__all__ = [
    "EXERCISE",
    "Answer",
    "Asked",
    "Campaign",
    "CheckIns",
    "Line",
    "Muster",
    "Send",
    "Sending",
    "State",
    "Ticket",
    "Words",
    "ask",
    "board_of",
    "call_list",
    "escalate",
    "muster",
    "routes",
    "words",
]
