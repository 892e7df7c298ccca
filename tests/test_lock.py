"""The lock file: everything pinned, everything hashed, and not a word about where it came from."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / "requirements.lock", ROOT / "scripts" / "uv.txt"]


def pinned(lock: Path) -> dict[str, str]:
    """Each package of a lock file and all that stands under it."""
    entries = re.split(r"^(?=[a-z0-9])", lock.read_text(), flags=re.MULTILINE)[1:]
    return {re.split(r"[=\[ ]", entry)[0]: entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_it_names_no_registry(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--extra-index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_to_one_version_with_hashes(lock: Path) -> None:
    for name, entry in pinned(lock).items():
        assert re.match(r"\S+==\S+", entry), name
        assert "--hash=sha256:" in entry, name


def test_it_covers_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    asked += [each for extra in project["project"]["optional-dependencies"].values() for each in extra]
    names = {re.split(r"[<>=;\[ ]", each)[0] for each in asked}
    assert names <= set(pinned(ROOT / "requirements.lock"))


def test_it_is_whole_so_that_it_can_be_installed_without_resolving() -> None:
    names = pinned(ROOT / "requirements.lock")
    asked = {
        (name, canonicalize_name(each.name))
        for name in names
        for each in map(Requirement, _requires(name))
        if each.marker is None or each.marker.evaluate({"extra": ""})
    }
    assert len(asked) > 100
    assert sorted((by, name) for by, name in asked if name not in names) == []


def _requires(name: str) -> list[str]:
    try:
        return importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:  # locked for another platform
        return []
