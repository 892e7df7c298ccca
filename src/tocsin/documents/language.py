"""Which language a text is in, by its commonest words; a coarse guess for texts that do not say."""

import re

from tocsin.documents.words import listed

_COMMON = {code: listed(f"common_{code}") for code in ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "tr")}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000


def guess(text: str) -> str | None:
    """The two-letter code of the language of a text, or ``None`` where too little speaks for one."""
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 8:
        return None
    shares = {code: sum(word in common for word in words) / len(words) for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    others = max(share for code, share in shares.items() if code != best)
    return best if shares[best] >= 0.08 and shares[best] > 1.5 * others else None
