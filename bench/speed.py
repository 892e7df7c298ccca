"""Reading against spaCy's same pipeline run whole on the same text, in one run: ``python bench/speed.py FILE...``.

Prints processor seconds of both, words a second of reading, and the ratio, as the median of some rounds taken in turn.
"""

import argparse
import statistics
import sys
import time

import spacy

from tocsin.documents.load import load as load_documents
from tocsin.reading import DEFAULT_MODEL, load


def measure(paths: list[str], rounds: int) -> tuple[float, float, int]:
    """Median processor seconds of reading and of the whole pipeline over the files, and their words."""
    documents = [document for path in paths for document in load_documents(path)]
    reader, whole = load(), spacy.load(DEFAULT_MODEL)
    reader.read(documents[0])
    whole(documents[0].text[:2000])
    ours, theirs = [], []
    for _ in range(rounds):
        began = time.process_time()
        for document in documents:
            reader.read(document)
        ours.append(time.process_time() - began)
        began = time.process_time()
        for document in documents:
            whole(document.text)
        theirs.append(time.process_time() - began)
    words = sum(len(document.text.split()) for document in documents)
    return statistics.median(ours), statistics.median(theirs), words


def main() -> None:
    """Measure the files named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    ours, theirs, words = measure(asked.files, asked.rounds)
    sys.stdout.write(
        f"words {words}  reading {ours:.2f} s ({words / ours:.0f} words/s)  whole pipeline {theirs:.2f} s  "
        f"times {theirs / ours:.2f}\n"
    )


if __name__ == "__main__":
    main()
