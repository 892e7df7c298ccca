"""Kill the sender of alerts at random moments between change and delivery, and count what is lost or doubled.

    .venv/bin/python bench/alerts_killed.py [MOMENTS]

Each time a program takes ten papers in, whose alerts go to two receivers that are slow, fail and break off; it is
killed with SIGKILL; another program finishes. Prints one line a moment and the sums as JSON.
"""

import json
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.alerts.killed import kill_at
from tests.channels.receivers import web


def main() -> None:
    """Run so many moments (200), spread evenly over the time that the program needs and a little more."""
    moments = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = random.Random(7)
    sums = {"moments": moments, "confirmed_before": 0, "open": 0, "again": 0, "lost": 0, "doubled": 0}
    with web() as receiver, tempfile.TemporaryDirectory() as folder:
        for number in range(moments):
            after = chance.uniform(0.0, 2.0)
            place = Path(folder) / f"{number}.sqlite"
            found = kill_at(place, receiver, after, seed=number)
            for name in ("confirmed_before", "open", "again", "lost", "doubled"):
                sums[name] += getattr(found, name)
            print(f"{number}: killed after {after:.2f} s: {found}", flush=True)
    print(json.dumps(sums))


if __name__ == "__main__":
    main()
