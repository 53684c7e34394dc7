"""Who is doing this: pick a name, type the PIN; a locked desk shows nothing else but its card."""

from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from ir_app.pages.ready import MemberRow
from ir_app.pages.who import WhoPage
from ir_app.ui.parts.pieces import block, button, column, fit, flow, label, paged, title
from ir_app.ui.parts.seat import ask_code, take_seat
from ir_app.ui.screens.screen import Screen

NAME = 400  # pixels that a name may take; a longer one goes on below


class WhoScreen(Screen):
    """Changes the person at the desk, and opens a desk that locked itself."""

    name = "who"

    def read(self) -> WhoPage:
        """Return the page as it is now."""
        from ir_app.pages import who

        return who.build(self.desk, self.situation() if self.incident else None)

    def lay_out(self, page: WhoPage) -> QLayout:
        """Return the names first, then the way without one, then the card."""
        people = [self._person(page, member) for member in page.members]
        ways = [paged(page.nameless, self._nameless)]
        if page.forgotten:
            ways.append(paged(page.forgotten, partial(self._forgotten, page)))
        if page.add:
            ways.append(paged(page.add, lambda: self.session.go("ready")))
        parts: list[QWidget | QLayout] = [title(page.heading), label(page.lead, "lead")]
        parts += [flow(people), flow(ways)]
        if page.stop:
            parts.append(block("stop", [label(f"STOP   {page.stop}", "lead")]))
        if page.step:
            how = [label(f"{n}   {line}") for n, line in enumerate(page.how, start=1)]
            parts.append(block("card", [label(page.step, "heading"), *how]))
        return column(parts, 14)

    def _person(self, page: WhoPage, member: MemberRow) -> QWidget:
        words = f"{member.name}\n{member.role}"
        made = button(words, f"who-{member.member}", partial(self._take, member))
        made.setAccessibleName(f"{member.name}, {member.role}: I am this person")
        made.setEnabled(page.doing != member.member)
        return fit(made, NAME)

    def _take(self, member: MemberRow) -> None:
        if take_seat(self, self.session, member):
            self.session.go("back")

    def _forgotten(self, page: WhoPage) -> None:
        from ir_app.actions import seat

        if not page.proof:
            self.session.loop.troubled.emit(page.ways)
            return
        words = ask_code(self, "A PIN is forgotten", page.proof)
        if words is not None and self.session.loop.do(seat.prove, self.desk, words):
            self.session.go("ready")

    def _nameless(self) -> None:
        from ir_app.actions import seat

        if self.session.loop.do(seat.leave, self.desk):
            self.session.go("back")
