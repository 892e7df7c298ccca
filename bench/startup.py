"""How long ``tocsin --help`` takes against ``python -c 'import click'``: the target is at most 1.5 times.

Run: ``python bench/startup.py [--rounds 15]``. The two are run in turn, so that a busy machine is busy for both; the
least time of each counts, because noise only ever adds. Exit code 1 above the target.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

TARGET = 1.5


def seconds(*words: str) -> float:
    """Wall time of one run."""
    began = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> int:
    """Measure, print one line, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    tocsin = str(Path(sys.executable).with_name("tocsin"))
    pairs = [(seconds(tocsin, "--help"), seconds(sys.executable, "-c", "import click")) for _ in range(rounds)]
    ours, click = (min(times) for times in zip(*pairs, strict=True))
    print(
        f"tocsin --help {ours * 1000:.0f} ms, import click {click * 1000:.0f} ms, "
        f"ratio {ours / click:.2f} (target {TARGET})"
    )
    return int(ours / click > TARGET)


if __name__ == "__main__":
    sys.exit(main())
