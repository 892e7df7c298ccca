"""The board of one host."""

from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from tocsin.board import changes_last
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.rows import host_view, last_day


@get("/host/{code:str}", sync_to_thread=True)
def host(page: NamedDependency[Page], code: FromPath[str]) -> Template | Redirect:
    """What every sender does about its people and its mission in one country."""
    postures = page.postures(host=code)
    meant = code if postures else country_code(code)
    if meant is None:
        message = f"No country goes by “{code[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
        raise NotFoundException(message)
    if meant != code:
        return Redirect(page.link(f"/host/{meant}"))
    board = page.board(postures, hosts=(code,))
    change = next((change for change in changes_last(board) if change.host == code), None)
    view = host_view(board.host(code), change)
    context = {"page": page, "code": code, "view": view, "last_day": last_day([view.row])}
    return Template("host.html", context=context)
