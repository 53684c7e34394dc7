"""The contracts screen by keyboard and mouse: add, change, withdraw, and what is refused."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from ir_app.actions import contracts
from ir_app.ui.screens import contracts as screen
from ir_app.ui.window import Window
from tests.actions.office import answer_all, begin, furnish
from tests.stories.keyboard import Keys
from tests.ui import auditors
from tests.ui.test_screens import SIZES, words_on


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def field(window: Window, name: str) -> QLineEdit:
    (found,) = [e for e in window.findChildren(QLineEdit, name) if e.isVisible()]
    return found


def press(window: Window, name: str) -> None:
    shown = [b for b in window.findChildren(QPushButton, name) if b.isVisible()]
    assert len(shown) == 1, name
    shown[0].click()
    settle()


def only(window: Window) -> str:
    (contract,) = window.session.desk.practice.contracts
    return contract


def test_a_contract_is_written_down_by_keyboard_alone(window: Window) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.go("ready")
    keys = Keys(window)
    keys.push("contracts")
    assert window.screen_name == "contracts"
    assert "None is written down yet. Begin with the insurance policy." in words_on(window)
    keys.push("example-insurer")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == "Cyber insurance company"
    keys.fill("contract-number", "72")
    keys.to("contract-unit")
    keys.press(Qt.Key.Key_Down)
    keys.fill("contract-clause", "Section IV.2")
    keys.fill("contract-notify", "claims@example.com")
    keys.fill("contract-reference", "CYB-2026-1")
    keys.push("contract-save")
    settle()
    (kept,) = window.session.desk.practice.contracts.values()
    assert (kept.unit, kept.count, kept.trigger) == ("hours", 72, "suspected")
    assert (kept.notify, kept.reference) == ("claims@example.com", "CYB-2026-1")
    assert "Within 72 hours, as soon as something is suspected" in words_on(window)
    assert field(window, "contract-party").text() == ""


def test_a_change_stands_in_the_form_and_can_be_dropped(window: Window) -> None:
    desk = window.session.desk
    contracts.keep(desk, "Bank", unit="business_days", count=2, trigger="confirmed")
    window.go("contracts")
    press(window, f"edit-{only(window)}")
    assert field(window, "contract-party").text() == "Bank"
    assert field(window, "contract-number").text() == "2"
    unit = window.findChild(QComboBox, "contract-unit")
    assert isinstance(unit, QComboBox)
    assert unit.currentText() == "Business days"
    press(window, "contract-drop")
    assert field(window, "contract-party").text() == ""
    press(window, f"edit-{only(window)}")
    field(window, "contract-number").setText("3")
    press(window, "contract-save")
    assert desk.practice.contracts[only(window)].count == 3
    assert "Within 3 business days, once it is confirmed" in words_on(window)


@pytest.mark.parametrize(
    ("party", "number", "sentence"),
    [
        ("", "", "The other party's name is empty."),
        ("Bank", "72", "72 of what?"),
        ("Bank", "two", "“two” is not a whole number."),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    window: Window, party: str, number: str, sentence: str
) -> None:
    window.go("contracts")
    field(window, "contract-party").setText(party)
    field(window, "contract-number").setText(number)
    field(window, "contract-clause").setText("s. 4")
    press(window, "contract-save")
    assert any(sentence in words for words in words_on(window))
    assert field(window, "contract-clause").text() == "s. 4"
    assert window.session.desk.practice.contracts == {}


@pytest.mark.parametrize("answer", [True, False])
def test_one_that_no_longer_holds_is_asked_about_first(
    window: Window, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    contracts.keep(window.session.desk, "Bank")
    monkeypatch.setattr(screen, "sure", lambda *_: answer)
    window.go("contracts")
    press(window, f"end-{only(window)}")
    assert (window.session.desk.practice.contracts == {}) is answer


def test_its_date_stands_among_the_others(window: Window) -> None:
    desk = window.session.desk
    furnish(desk)
    window.session.incident = begin(desk)
    answer_all(desk, window.session.incident)
    contracts.keep(desk, "Delta Payer", unit="hours", count=72)
    window.go("dates")
    settle()
    assert "Tell Delta Payer" in words_on(window)
    assert any(words.startswith("By Thursday, November 26, 2026") for words in words_on(window))
    assert date(2026, 11, 26).weekday() == 3


def test_the_full_register_passes_the_auditors(window: Window) -> None:
    for number in range(3):
        contracts.keep(
            window.session.desk,
            f"Great Lakes Mutual Cyber Company of Indiana, branch {number}",
            clause="Section IV.2, Notice of a claim, a wrongful act or a security event",
            unit="business_days",
            count=2,
            notify="claims-first-notice@example-insurance-company.com, (260) 555-0142 ext. 12",
            reference="CYB-2026-000123-00045",
        )
    faults: list[str] = []
    for size in SIZES:
        window.resize(*size)
        window.go("contracts")
        press(window, f"edit-{next(iter(window.session.desk.practice.contracts))}")
        for audit in (auditors.nameless, auditors.clipped, auditors.small, auditors.outside):
            faults += [f"{size} {audit.__name__}: {fault}" for fault in audit(window)]
    assert faults == []
