"""What ``ir-app --store … doctor`` asks of a group's server, in the same kind of sentences."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ir_app.actions.clocks import LIMIT
from ir_app.clock import SystemClock
from ir_app.store.server.binder import ServerBinder

if TYPE_CHECKING:
    from ir_app.store.server.address import Address

Finding = tuple[bool, str]  # is it well, and the sentence


def checks(address: "Address", folder: Path) -> dict[str, Callable[[], Finding]]:
    """Return the checks of a server by name; each opens the binder anew and may raise Problem."""

    def asked(ask: Callable[[ServerBinder], Finding]) -> Callable[[], Finding]:
        def check() -> Finding:
            clock = SystemClock()
            with ServerBinder.connect(address, clock, folder, read_only=True) as binder:
                return ask(binder)

        return check

    found = {"server": _line, "login": _login, "tables": _tables, "clock": _clock}
    return {name: asked(ask) for name, ask in found.items()} | {"journals": asked(_journals)}


def _line(binder: ServerBinder) -> Finding:
    return not binder.line_warning, f"The server answers: {binder.place}. {binder.line}"


def _login(binder: ServerBinder) -> Finding:
    may = "read and write" if binder.login_writes else "only read"
    return True, f"This login may {may} in “{binder.practice}”."


def _tables(binder: ServerBinder) -> Finding:
    if binder.is_behind:
        return False, "The server's tables are of an earlier version. Run: ir-app group upgrade"
    return True, "The server's tables are of this program's version."


def _clock(binder: ServerBinder) -> Finding:
    ahead = round(binder.seconds_ahead())
    if abs(ahead) <= LIMIT:
        return True, "This computer's clock and the server's agree."
    way = "ahead of" if ahead > 0 else "behind"
    return False, f"This computer's clock is {abs(ahead):,} seconds {way} the server's. Set it."


def _journals(binder: ServerBinder) -> Finding:
    from ir_app.cli.papers import verify_journals

    verdict = verify_journals(binder)
    if verdict.ok:
        return True, "Every journal of the practice holds together."
    return False, " ".join(str(fault) for fault in verdict.faults)
