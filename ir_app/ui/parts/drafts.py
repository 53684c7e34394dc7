"""Half-written words: they outlive a repaint, going away to look something up, and the window."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ir_app.actions.drafts import Place, Words
from ir_app.problems import Problem

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk


COUNSEL = "counsel"  # the place of words for counsel


class Drafts:
    """What was typed in one window and not yet taken by an act, by the names of the inputs."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._kept = _load(desk)
        self._saved = _for_the_binder(self._kept)

    def gather(self, ground: QWidget | None, place: Place) -> None:
        """Keep what stands half-written on a screen; words of inputs it does not show stay."""
        for edit in _edits(ground):
            self.put(place, edit.objectName(), _text(edit) if _waits(edit) else "")

    def put_back(self, ground: QWidget, place: Place) -> None:
        """Write the kept words into the rebuilt screen, unfolding what they stand in."""
        for edit in _edits(ground):
            words = self.get(place, edit.objectName())
            if words and words != _text(edit):
                _write(edit, words)
                _unfold(edit, ground)

    def forget(self, ground: QWidget | None, place: Place) -> None:
        """Drop what an act has taken."""
        for edit in _edits(ground):
            _mark(edit, waits=False)
            self.put(place, edit.objectName(), "")

    def get(self, place: Place, name: str) -> str:
        """Return the words that wait for an input, "" when there are none."""
        return self._kept.get(place, {}).get(name, "")

    def put(self, place: Place, name: str, words: str) -> None:
        """Keep the words of one input; without any it is forgotten."""
        if words.strip():
            self._kept.setdefault(place, {})[name] = words
        else:
            self._kept.get(place, {}).pop(name, None)

    def drop(self, place: Place) -> None:
        """Throw away the words of a place: she said so."""
        self._kept.pop(place, None)

    def names(self, place: Place) -> set[str]:
        """Return the inputs of a place that words wait for."""
        return set(self._kept.get(place, {}))

    def of(self, member: str) -> list[Place]:
        """Return where somebody has half-written words."""
        return [place for place, typed in self._kept.items() if typed and place.member == member]

    @property
    def only_here(self) -> bool:
        """Tell whether words wait that no other place than this window may hold."""
        return any(typed for place, typed in self._kept.items() if place.screen == COUNSEL)

    def save(self) -> None:
        """Keep them all in the binder, when they differ from what is kept; raises Problem."""
        now = _for_the_binder(self._kept)
        if now != self._saved:
            from ir_app.actions import drafts

            drafts.keep(self._desk, now)
            self._saved = now


def _load(desk: "Desk") -> Words:
    from ir_app.actions import drafts

    try:
        return drafts.load(desk)
    except Problem:
        return {}  # a damaged file says so at the first act; half a note must not stop the start


def _for_the_binder(words: Words) -> Words:
    # A note for counsel lies in the binder under counsel's own lock only, never half-written.
    return {p: dict(typed) for p, typed in words.items() if typed and p.screen != COUNSEL}


def _edits(ground: QWidget | None) -> list[QLineEdit | QPlainTextEdit]:
    if ground is None:
        return []
    lines = [e for e in ground.findChildren(QLineEdit) if _may_be_kept(e)]
    return [*lines, *ground.findChildren(QPlainTextEdit)]


def _may_be_kept(edit: QLineEdit) -> bool:
    return bool(edit.objectName()) and edit.echoMode() is QLineEdit.EchoMode.Normal  # never a PIN


def _text(edit: QLineEdit | QPlainTextEdit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def _waits(edit: QLineEdit | QPlainTextEdit) -> bool:
    touched = edit.isModified() if isinstance(edit, QLineEdit) else edit.document().isModified()
    return touched and bool(_text(edit).strip())


def _write(edit: QLineEdit | QPlainTextEdit, text: str) -> None:
    if isinstance(edit, QLineEdit):
        edit.setText(text)
    else:
        edit.setPlainText(text)
    _mark(edit, waits=True)


def _mark(edit: QLineEdit | QPlainTextEdit, *, waits: bool) -> None:
    if isinstance(edit, QLineEdit):
        edit.setModified(waits)
    else:
        edit.document().setModified(waits)


def _unfold(edit: QWidget, ground: QWidget) -> None:
    around = edit.parentWidget()
    while around is not None and around is not ground:
        if around.isHidden():
            around.setVisible(True)
        around = around.parentWidget()
