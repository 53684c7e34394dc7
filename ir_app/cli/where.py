"""Where the binder is: a folder, or a practice on a group's server."""

import argparse
import sys
from typing import TYPE_CHECKING

from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.store.server.address import Address


def server_of(asked: argparse.Namespace) -> "Address | None":
    """Return the server that ``--store`` names, None without it; says what is not checked."""
    if not asked.store:
        return None
    from ir_app.store.server.address import read_address

    address = read_address(asked.store, asked.practice, asked.tls)
    if address.warning:
        sys.stderr.write(f"{address.warning}\n")
    return address


def need_address(asked: argparse.Namespace) -> "Address":
    """Return the server that ``--store`` names; raises Problem without it."""
    address = server_of(asked)
    if address is None:
        raise Problem(
            what="Which server?",
            safe="Nothing was changed.",
            do="Say it first: ir-app --store postgresql+psycopg://user@host/database group …",
        )
    return address
