"""What all screens share: rebuilt from their page, focus put back where it was."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ir_app.actions.drafts import Place
from ir_app.core.change import Change
from ir_app.problems import Problem
from ir_app.ui.parts.fields import FieldBox, Takes
from ir_app.ui.parts.pieces import narrow
from ir_app.ui.parts.scrolled import Ground

ROW = 820  # pixels
MEASURE = 960  # pixels at 100 % text: wider lines are hard to follow back

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation
    from ir_app.pages.parts import Field
    from ir_app.ui.session import Session


class Screen(QScrollArea):
    """A scrolling screen; subclasses say how to read their page and how to lay it out."""

    name = ""
    measure = MEASURE

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page: object = None
        self._place: Place | None = None  # where the words on it belong

    # --- what a subclass gives ------------------------------------------------------------------

    def read(self) -> object:
        """Return the page as it is now."""
        raise NotImplementedError

    def lay_out(self, page: Any) -> QLayout:  # noqa: ANN401 - each screen has its own page
        """Return the widgets that say what the page says."""
        raise NotImplementedError

    def paper(self) -> str:
        """Return what half-written words belong to; another incident has words of its own."""
        return self.incident

    # --- what the window calls ------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the page again and repaint it when it says something else than before."""
        page = self.read()
        if page != self._page:
            self.paint_page(page)

    def paint_page(self, page: object) -> None:
        """Rebuild the screen for a page; focus and scroll position stay."""
        self._page = page
        focused, cursor, place = self._where()
        self.gather()
        ground = Ground()
        ground.setObjectName("ground")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(24, 20, 24, 24)
        body = QWidget()
        body.setLayout(self.lay_out(page))
        outer.addLayout(narrow(body, self.measure * self.session.settings.scale // 100))
        outer.addStretch(1)
        self.setWidget(ground)
        self._place = self.place()
        self.session.drafts.put_back(ground, self._place)
        self.verticalScrollBar().setValue(place)
        self._put_back(focused, cursor)

    def arrive(self) -> None:
        """Show the screen from its top, with the focus on its title."""
        self._page = None
        self.verticalScrollBar().setValue(0)
        self.refresh()
        title = self.findChild(QWidget, "title")
        if title:
            title.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        """Hand on the answer that is being typed and keep what is half-written."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # an answer is handed on as the cursor leaves it
        self.gather()

    def leave(self) -> None:
        """Let go, and gather no more from here until it is painted again."""
        self.let_go()
        self._place = None

    def gather(self) -> None:
        """Keep what is half-written here."""
        if self._place is not None:
            self.session.drafts.gather(self.widget(), self._place)

    # --- what subclasses use --------------------------------------------------------------------

    @property
    def desk(self) -> "Desk":
        """Return the open desk."""
        return self.session.desk

    @property
    def incident(self) -> str:
        """Return the id of the incident on the screen."""
        return self.session.incident

    def refused(self) -> Problem | None:
        """Return why an answer on this screen was not taken, or None when all were."""
        return next((b.refused for b in self.findChildren(FieldBox) if b.refused), None)

    def forget(self) -> None:
        """Let go of the words typed here: an act has taken them."""
        if self._place is not None:
            self.session.drafts.forget(self.widget(), self._place)

    @property
    def row_width(self) -> int:
        """Return how wide the words of a row may be, in pixels."""
        return min(ROW, max(ROW // 3, self.viewport().width() - 120))

    def place(self) -> Place:
        """Return whose words are typed here, and what they belong to."""
        member = self.desk.member.id if self.desk.member else ""
        return Place(member, self.name, self.paper())

    def situation(self) -> "Situation":
        """Return the incident with all that is true of it now."""
        return self.desk.situation(self.incident)

    def act(self, action: Callable[..., Change], *args: Any, **named: Any) -> Change | None:  # noqa: ANN401 - whatever the action takes
        """Do an action on the incident of this screen."""
        return self.session.loop.do(action, self.desk, self.incident, *args, **named)

    def act_long(self, what: str, action: Callable[..., Change], *args: Any, **named: Any) -> None:  # noqa: ANN401 - as above
        """Do a long action on the incident of this screen, beside the window."""
        self.session.loop.do_long(what, action, self.desk, self.incident, *args, **named)

    def save_gokit(self) -> None:
        """Ask for a place and save the emergency pages there."""
        from ir_app.actions import papers
        from ir_app.pages import gokit
        from ir_app.ui.parts.ask import ask_place

        path = ask_place(self, "Save the emergency pages", gokit.NAME, "Word file (*.docx)")
        if path:
            self.session.loop.do(papers.save_loose, path, gokit.document(self.desk))

    def box(self, field: "Field", step: str = "") -> FieldBox:
        """Return the input for a fact of the incident."""
        from ir_app.actions import facts

        def answer(name: str, value: object) -> Change | None:
            if value in ("", None, []):
                return self.act(facts.unknown, name, step=step)
            return self.act(facts.answer, name, value, step=step)

        takes = Takes(
            answer,
            lambda name: self.act(facts.unknown, name, step=step),
            self.session.loop.troubled.emit,
            self.desk.now_here,
        )
        return FieldBox(field, takes)

    def _where(self) -> tuple[str, int, int]:
        # The window's own memory of the focus: it holds even while a dialog is in front.
        focused = self.window().focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        cursor = focused.cursorPosition() if isinstance(focused, QLineEdit) else 0
        name = focused.objectName() if focused is not None and inside else ""
        return name, cursor, self.verticalScrollBar().value()

    def _put_back(self, name: str, cursor: int) -> None:
        if not name:
            return
        widget = self.findChild(QWidget, name) or self.findChild(QWidget, "title")
        if widget:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(cursor)
