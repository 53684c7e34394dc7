"""A computer that writes letters, alone or with its group; a process of its own, to be killed.

``python -m tests.store.server.press URL PRACTICE INCIDENT FOLDER`` prints how far the letters are;
without a URL it works on the file in FOLDER.
"""

import sys
from pathlib import Path

from ir_app.actions import letters, seat
from ir_app.actions.desk import open_desk
from ir_app.clock import SystemClock
from ir_app.store.server.address import read_address
from tests.actions.office import LEAD_PIN
from tests.keys import KEY


def main(url: str, practice: str, incident: str, folder: str) -> None:
    """Write letters until none is left."""
    server = read_address(url, practice) if url else None
    desk = open_desk(Path(folder), SystemClock(), key=KEY, server=server)
    lead = next(m for m in desk.practice.members.values() if m.role == "lead")
    seat.sign_in(desk, lead.id, LEAD_PIN)

    def tell(done: int, total: int) -> None:
        print(done, total, flush=True)

    print(letters.write(desk, incident, progress=tell).said, flush=True)
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
