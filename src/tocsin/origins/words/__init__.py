"""Word lists of this room: news agencies, and outlets that are one newsroom. Data only."""

import importlib.resources
import tomllib
from typing import Any


def table(name: str) -> dict[str, Any]:
    """The contents of one TOML file of this folder."""
    return tomllib.loads(importlib.resources.files(__name__).joinpath(name).read_text("utf-8"))
