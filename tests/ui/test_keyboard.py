"""The whole job by keyboard alone; the same story runs under Xvfb for the pictures."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.stories.keyboard import play


def test_from_something_is_wrong_to_mailed_letters_by_keyboard(
    qapp: QApplication, tmp_path: Path
) -> None:
    window = play(tmp_path)
    incident = window.session.desk.incident(window.session.incident)
    batch = incident.batch
    assert batch is not None
    assert batch.mailed is not None
    assert batch.mailed.count == batch.written.count > 600
    assert batch.approved is not None
    assert batch.approved.name == "Alan Whitfield, DDS"
    assert window.session.desk.binder.fault(incident.id) is None
    window.session.desk.close()
    assert qapp
