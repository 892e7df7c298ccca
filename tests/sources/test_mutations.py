"""Spoiled payloads never crash a source, never hang it, and every level that still shows has its words as evidence."""

import os
import random
import time

import pytest

from tocsin.sources import Source, register_page, sources

from tests.sources.mutating import mutated

EVERY = sources()
OTHERS = [body for source in EVERY.values() for body in source.example().values()]
EACH = 400 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 25
"""Mutations a source in the suite, some 700 in all; bench/mutate_sources.py tries as many as one likes."""


@pytest.mark.parametrize("source", EVERY.values(), ids=list(EVERY))
def test_mutated_examples_neither_crash_nor_hang_a_source(source: Source) -> None:
    example = source.example()
    for seed in range(EACH):
        payloads = mutated(random.Random(f"{source.name} {seed}"), example, OTHERS)
        before = time.monotonic()
        read = source.read(payloads)
        asks, _ = source.follow(payloads)
        assert time.monotonic() - before < 5
        assert read.entries or read.signals or not any(payloads.values())
        assert all(ask.address.startswith("http") for ask in asks)
        for entry in read.entries:
            page = register_page(entry, source.card)
            page.document.text.encode()
            for posture in page.postures:
                assert posture.evidence
                assert page.document.text[posture.start : posture.end] == posture.evidence
