"""Groups of routes as the server takes them."""

from typing import Any

from litestar import Router


class Routes(Router):
    """Routes made for one server: Litestar copies whole routers that it is given, which half of its start went into."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Routes":
        return self
