"""The group's server on the Get ready screen: where the record is, and the way there or back."""

from PySide6.QtWidgets import QLayout, QWidget

from ir_app.pages.ready import GroupBlock
from ir_app.ui.parts.ask import sure
from ir_app.ui.parts.pieces import block, button, flow, label, paged
from ir_app.ui.screens.screen import Screen


def group_part(screen: Screen, page: GroupBlock) -> list[QWidget | QLayout]:
    """Return the section's widgets."""
    lines = [label(page.lead, "strong"), *(label(line) for line in page.lines)]
    ways = [button(page.way.label, page.way.id, lambda: _leave(screen, page))]
    if page.copy:
        ways.insert(0, paged(page.copy, lambda: _copy(screen)))
    return [label("Our group's server", "heading"), block("card", [*lines, flow(ways)], 10)]


def _copy(screen: Screen) -> None:
    from ir_app.actions import keeping

    loop, desk = screen.session.loop, screen.session.desk
    loop.do_long("Copying", keeping.back_up_beside, desk, "asked for")


def _leave(screen: Screen, page: GroupBlock) -> None:
    from ir_app.ui.window import Window

    window = screen.window()
    if isinstance(window, Window) and sure(screen, page.question, "Yes", "No"):
        window.group_wanted.emit(page.to_server)
