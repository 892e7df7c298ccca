"""Bytes to documents: text, HTML, live blogs; passages with roles; where they were published and when."""

from tocsin.documents.model import Document, Passage, Role, Signal

__all__ = ["Document", "Passage", "Role", "Signal"]
