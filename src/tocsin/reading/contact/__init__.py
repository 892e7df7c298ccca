"""Contacts: who speaks with whom, meets, visits or appears together; when, where, how long; held or planned."""

from tocsin.reading.contact.engine import contacts, wanted

__all__ = ["contacts", "wanted"]
