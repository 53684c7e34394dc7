"""Half-written words: they outlive a repaint, and going away to look something up."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

Whose = tuple[str, str]  # who is at the desk, and what the words belong to


class Drafts:
    """What was typed on a screen and not yet taken by an act, by the names of the inputs."""

    def __init__(self) -> None:
        self._kept: dict[Whose, dict[str, str]] = {}
        self._whose: Whose | None = None

    def gather(self, ground: QWidget | None) -> None:
        """Keep what stands half-written on a screen that is about to be rebuilt."""
        if ground is not None and self._whose is not None:
            typed = {edit.objectName(): _text(edit) for edit in _edits(ground) if _waits(edit)}
            self._kept[self._whose] = typed

    def put_back(self, ground: QWidget, whose: Whose) -> None:
        """Write the kept words into the rebuilt screen, unfolding what they stand in."""
        self._whose = whose
        kept = self._kept.get(whose, {})
        for edit in _edits(ground):
            if edit.objectName() in kept:
                _write(edit, kept[edit.objectName()])
                _unfold(edit, ground)

    def forget(self, ground: QWidget | None) -> None:
        """Drop what an act has taken."""
        for edit in _edits(ground) if ground is not None else []:
            _mark(edit, waits=False)


def _edits(ground: QWidget) -> list[QLineEdit | QPlainTextEdit]:
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
