"""Troubles of a server as sentences."""

from collections.abc import Callable

from ir_app.problems import Problem
from ir_app.store.troubles import OnlyReadable

_IT = "Your IT company can help."
LAST = "What you did last was not saved. Everything before it is safe."


def away() -> Problem:
    """Say that the server does not answer."""
    return Problem(
        what="The group's server does not answer.",
        safe=LAST,
        do="Check this computer's network, then do it again. "
        "To go on at once, start a binder of your own in a folder.",
        who=_IT,
    )


def unknown_end() -> Problem:
    """Say that the server went away in the middle of saving."""
    return Problem(
        what="The group's server went away while it was saving.",
        safe="It is not known yet whether what you did last was saved. Everything before is safe.",
        do="Once the server is back, look at the timeline before you do it again.",
        who=_IT,
    )


def no_right() -> Problem:
    """Say that the login may not do this."""
    return Problem(
        what="Your login on the group's server is not allowed to do this.",
        safe=LAST,
        do="Ask whoever runs the server for the right, or use the login of your practice.",
        who=_IT,
    )


class NotLetIn(Problem):
    """The server refused the login or its password: another one may be typed."""


def not_let_in() -> Problem:
    """Say that the server refused the login or its password."""
    return NotLetIn(
        what="The group's server does not let this login in.",
        safe="Nothing was changed.",
        do="Check the login, and type its password once more.",
        who=_IT,
    )


def older_server() -> OnlyReadable:
    """Say that the server's tables are of an earlier version than the program."""
    return OnlyReadable(
        what="The group's server must be brought up to date. Until then it can only be read.",
        safe="Nothing was changed, and nothing new can be saved there.",
        do="Whoever runs the server does it with: ir-app group upgrade.",
        who=_IT,
    )


_UNSENT = "Nothing was sent to it. Everything you entered before this is safe."


def not_checked() -> Problem:
    """Say that the server's certificate is not one that this computer trusts today."""
    return Problem(
        what="The server could not prove that it is the right one.",
        safe=_UNSENT,
        do="Check this computer's date. If it is right, the server's certificate has expired, "
        "or it comes from an authority that this computer does not know: ask for a new one.",
        who=_IT,
    )


def other_name() -> Problem:
    """Say that the certificate is for another server."""
    return Problem(
        what="The server has a certificate for another name than the one in the address.",
        safe=_UNSENT,
        do="Check the server's name in the address. It must be the one in the certificate.",
        who=_IT,
    )


def not_encrypted() -> Problem:
    """Say that the server would talk in the clear only."""
    return Problem(
        what="The server does not encrypt the line. Everybody in between could read along.",
        safe=_UNSENT,
        do="Whoever runs the server turns TLS on (ssl = on). If it was on before, somebody may "
        "pose as the server: do not go on.",
        who=_IT,
    )


def no_authority() -> Problem:
    """Say that the file with the authority's certificate is not there."""
    return Problem(
        what="The file that says which servers to trust (sslrootcert) is missing on this computer.",
        safe=_UNSENT,
        do="Put the file back that came with the address, or correct its path.",
        who=_IT,
    )


def server_full() -> Problem:
    """Say that there is no room left on the server."""
    return Problem(what="The server's disk is full.", safe=LAST, do="Make room on it.", who=_IT)


def server_damaged() -> Problem:
    """Say that what lies on the server's disk does not hold together."""
    return Problem(
        what="Part of the group's binder on the server's disk is damaged.",
        safe="The program left the server as it is.",
        do="Tell whoever runs the server at once. Its backups should be kept and not overwritten.",
        who=_IT,
    )


def server_fails() -> Problem:
    """Say that the server's disk did not answer as it should."""
    return Problem(
        what="The server's disk did not save or read the data as it should.",
        safe=LAST,
        do="Tell whoever runs the server at once.",
        who=_IT,
    )


def server_busy() -> Problem:
    """Say that another one holds the journal for too long."""
    return Problem(
        what="Somebody else in the group is writing for a long time.",
        safe=LAST,
        do="Wait a moment and do it again.",
        who=_IT,
    )


_BY_STATE: dict[str, Callable[[], Problem]] = {
    "08": away,
    "57": away,
    "28": not_let_in,
    "42501": no_right,
    "53100": server_full,
    "53": server_busy,
    "55": server_busy,
    "40": server_busy,
    "22021": server_damaged,  # what was text is none any more
    "XX001": server_damaged,
    "XX002": server_damaged,
    "58": server_fails,
    "25006": no_right,
    "25P03": away,
}
_BY_WORD: dict[str, Callable[[], Problem]] = {
    "does not match host name": other_name,
    "does not support SSL": not_encrypted,
    "root certificate file": no_authority,
    "certificate": not_checked,
    "SSL": not_checked,
    "authentication": not_let_in,
    "no password": not_let_in,
    "pg_hba": not_let_in,
    "does not exist": not_let_in,
}


def explain_server(state: str | None, words: str) -> Callable[[], Problem] | None:
    """Return what makes the sentence for an SQLSTATE, or for a connection that never was."""
    if state:
        return _BY_STATE.get(state) or _BY_STATE.get(state[:2])
    return next((make for word, make in _BY_WORD.items() if word in words), away)
