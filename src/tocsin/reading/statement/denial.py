"""Denials (stub)."""
def denials(lines, document):
    return []
