"""Troubles of a server as sentences."""

from collections.abc import Callable

from ir_app.problems import Problem

_IT = "Your IT company can help."
_LAST = "What you did last was not saved. Everything before it is safe."


def away() -> Problem:
    """Say that the server does not answer."""
    return Problem(
        what="The group's server does not answer.",
        safe=_LAST,
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
        safe=_LAST,
        do="Ask whoever runs the server for the right, or use the login of your practice.",
        who=_IT,
    )


def not_let_in() -> Problem:
    """Say that the server refused the login or its password."""
    return Problem(
        what="The group's server does not let this login in.",
        safe="Nothing was changed.",
        do="Check the user name and keep the right password with: ir-app group password.",
        who=_IT,
    )


def not_checked() -> Problem:
    """Say that the server could not prove that it is the right one."""
    return Problem(
        what="The server could not prove that it is the right one, so nothing was sent to it.",
        safe="Everything you entered before this is safe.",
        do="Check the server's name and its certificate.",
        who=_IT,
    )


def server_full() -> Problem:
    """Say that there is no room left on the server."""
    return Problem(what="The server's disk is full.", safe=_LAST, do="Make room on it.", who=_IT)


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
        safe=_LAST,
        do="Tell whoever runs the server at once.",
        who=_IT,
    )


def server_busy() -> Problem:
    """Say that another one holds the journal for too long."""
    return Problem(
        what="Somebody else in the group is writing for a long time.",
        safe=_LAST,
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
