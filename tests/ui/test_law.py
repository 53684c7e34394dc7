"""The law screen: what is used, a file looked into, installed, decided on, gone back from."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from ir_app.actions import facts, law_packs
from ir_app.store import law_file
from ir_app.ui.screens import law as screen
from ir_app.ui.window import Window
from tests.actions.office import answer_all, begin, furnish, load
from tests.law.packs import TRUSTED, changed, write
from tests.ui import auditors
from tests.ui.test_screens import SIZES, words_on


@pytest.fixture
def own(window: Window, tmp_path: Path) -> Window:
    """A window over an open incident under Indiana's own law."""
    desk = window.session.desk
    desk.publishers = TRUSTED
    furnish(desk)
    incident = window.session.incident = begin(desk)
    answer_all(desk, incident)
    facts.answer(desk, incident, "covered_entity", False)
    load(desk, incident, tmp_path)
    return window


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def press(window: Window, name: str) -> None:
    shown = [b for b in window.findChildren(QPushButton, name) if b.isVisible()]
    assert len(shown) == 1, name
    shown[0].click()
    settle()


def pick(window: Window, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(screen, "ask_file", lambda *_: path)
    press(window, "law-load")


def said(window: Window, words: str) -> bool:
    return any(words in text for text in words_on(window))


def test_from_a_file_to_moved_dates_with_a_yes_at_every_step(
    own: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = own.session.desk
    own.go("ready")
    press(own, "law")
    assert said(own, "It came with the program.")
    pick(own, monkeypatch, write(tmp_path / "new.lawpack"))
    assert said(own, "Indiana: Letters within 30 days now, 45 before.")
    assert said(own, "Now: Must be done, by January 7, 2027")
    assert said(own, "Then: Must be done, by December 23, 2026")
    assert desk.law_in_use.pack is None
    press(own, "law-install")
    assert desk.law_in_use.pack_version == "2026.2"
    assert said(own, "Law file 2026.2, made on Tuesday, December 1, 2026.")
    assert said(own, "Open incidents under other law")
    own.go("dates")
    settle()
    assert said(own, "These dates stay as they are until you decide.")
    assert said(own, "By Thursday, January 7, 2027")
    press(own, f"law-use-{own.session.incident}")
    assert not said(own, "until you decide")
    assert said(own, "By Wednesday, December 23, 2026")
    own.go("law")
    assert not said(own, "Open incidents under other law")


def test_a_file_that_is_not_whole_is_refused_calmly(
    own: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "new.lawpack")
    path.write_bytes(path.read_bytes()[:-9])
    own.go("law")
    pick(own, monkeypatch, path)
    assert said(own, "This law file can't be used. It is not a law file, or not whole.")
    assert said(own, "Nothing was changed: the dates are worked out as before.")
    assert own.findChild(QPushButton, "law-install") is None


def test_only_the_file_that_was_looked_into_is_installed(
    own: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "new.lawpack")
    own.go("law")
    pick(own, monkeypatch, path)
    write(path, changed("us-in.toml", ("days = 45", "days = 20")))  # signed just as well
    press(own, "law-install")
    assert said(own, "It is no longer the file you looked into.")
    assert own.session.desk.law_in_use.pack is None
    press(own, "law-install")  # said again, and nothing breaks
    assert own.session.desk.law_in_use.pack is None


def test_a_look_changes_nothing_and_is_forgotten(
    own: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.go("law")
    pick(own, monkeypatch, write(tmp_path / "new.lawpack"))
    press(own, "law-drop")
    assert not said(own, "look before it is installed")
    pick(own, monkeypatch, write(tmp_path / "new.lawpack"))
    own.go("home")
    own.go("law")
    settle()
    assert not said(own, "look before it is installed")
    assert not (own.session.desk.binder.folder / law_file.FOLDER).exists()


def test_going_back_is_asked_about(
    own: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    law_packs.install(own.session.desk, write(tmp_path / "new.lawpack"))
    monkeypatch.setattr(screen, "sure", lambda *_: True)
    own.go("law")
    press(own, "law-remove")
    assert said(own, "It came with the program.")
    press(own, "law-back")
    assert own.session.desk.law_in_use.pack_version == "2026.2"


def test_a_damaged_law_file_is_said_on_the_screen(own: Window, tmp_path: Path) -> None:
    desk = own.session.desk
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    (desk.binder.folder / law_file.FOLDER / law_file.CURRENT).write_bytes(b"")
    del desk.law_in_use
    own.go("law")
    settle()
    assert said(own, "The law file that was loaded can't be used.")
    assert said(own, "The law that came with the program is used.")


def test_a_late_review_is_said_once_for_those_who_live_there(own: Window) -> None:
    desk = own.session.desk
    own.go("dates")
    settle()
    assert not said(own, "should have been looked at again")
    desk.clock.move_to(desk.clock.now().replace(year=2027, month=9))  # type: ignore[attr-defined]
    own.go("dates")
    settle()
    (notice,) = [text for text in words_on(own) if "should have been looked at again" in text]
    assert "Indiana (last checked November " in notice
    assert "Wyoming" not in notice
    press(own, "review-seen")
    assert not said(own, "should have been looked at again")
    assert any(e.kind == "law_review_seen" for e in desk.incident(own.session.incident).entries)
    own.undo()
    settle()
    assert said(own, "should have been looked at again")


def test_the_screens_pass_the_auditors_with_much_to_say(
    own: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = own.session.desk
    law_packs.install(desk, write(tmp_path / "one.lawpack"))
    desk.clock.move_to(desk.clock.now().replace(year=2027, month=9))  # type: ignore[attr-defined]
    files = changed("us-in.toml", ("days = 45", "days = 20"))
    changes = {"IN": ("Shorter.",) * 3}
    newer = write(tmp_path / "two.lawpack", files, version="2026.3", changes=changes)
    monkeypatch.setattr(screen, "ask_file", lambda *_: newer)
    faults: list[str] = []
    for size in SIZES:
        own.resize(*size)
        for name in ("law", "dates"):
            own.go(name)
            settle()
            if name == "law":
                press(own, "law-load")
                assert said(own, "look before it is installed")
            for audit in (auditors.nameless, auditors.clipped, auditors.small, auditors.outside):
                faults += [f"{name} {size} {audit.__name__}: {fault}" for fault in audit(own)]
    assert faults == []
