"""Get ready: practice, contacts, people and PINs, text size and colours."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from ir_app.core.change import Change
from ir_app.pages.parts import Field
from ir_app.pages.ready import MemberRow, ReadyPage
from ir_app.ui.parts.ask import sure
from ir_app.ui.parts.fields import FieldBox, Takes
from ir_app.ui.parts.pieces import block, button, column, flow, label, paged, title
from ir_app.ui.screens.group import group_part
from ir_app.ui.screens.keys import KeysPart
from ir_app.ui.screens.screen import Screen
from ir_app.ui.theme import SCALES, Scheme

_SCHEMES = {Scheme.SYSTEM: "As the computer", Scheme.LIGHT: "Light", Scheme.DARK: "Dark"}

_LOCKS = {5: "Lock after 5 minutes", 10: "After 10 minutes", 30: "After 30 minutes", 0: "Never"}


class ReadyScreen(Screen):
    """What is better written down on a quiet day."""

    name = "ready"

    def read(self) -> ReadyPage:
        """Return the page as it is now."""
        from ir_app.pages import ready

        return ready.build(self.desk)

    def paper(self) -> str:
        """Return "": this belongs to the practice, whatever incident is open."""
        return ""

    def lay_out(self, page: ReadyPage) -> QLayout:
        """Return the people first: the dentist's PIN is what is needed soonest."""
        contacts = [self._contact(page, *contact) for contact in page.contacts]
        parts: list[QWidget | QLayout] = [
            title(page.heading),
            label(page.lead),
            flow([paged(page.gokit, self.save_gokit)]),
            label("People", "heading"),
            label(page.people),
            *[self._member(page, member) for member in page.members],
            self._add(page),
            label("Practice", "heading"),
            *[self._detail(field) for field in page.practice],
            label("Who to call", "heading"),
            *contacts,
            *(KeysPart(self).lay_out(page.keys) if page.keys else ()),
            *group_part(self, page.group),
            label("Our own plan", "heading"),
            flow([button("Our own steps and notes", "own", lambda: self.session.go("own"))]),
            label("Contracts and the law", "heading"),
            flow(
                [
                    paged(page.contracts, partial(self.session.go, "contracts")),
                    paged(page.law, partial(self.session.go, "law")),
                ]
            ),
            label(page.law_line, "small"),
            label("How it looks", "heading"),
            self._looks(),
            label("When nobody is at the desk", "heading"),
            self._lock(),
            label(page.seal, "small"),
            label(f"Everything is kept in {page.kept}", "small"),
        ]
        return column(parts, 12)

    # --- people ---------------------------------------------------------------------------------

    def _member(self, page: ReadyPage, member: MemberRow) -> QWidget:
        pin = button("Set a PIN", f"pin-{member.member}", lambda: self._pin(page, member))
        here = button("I am this person", f"here-{member.member}", lambda: self._sign_in(member))
        left = button("Left the office", f"left-{member.member}", lambda: self._left(member))
        pin.setAccessibleName(f"{member.name}: set a PIN")
        left.setAccessibleName(f"{member.name}: left the office")
        here.setAccessibleName(f"{member.name}: I am this person")
        here.setEnabled(page.doing != member.member)
        words = f"{member.name} · {member.role} · {member.pin}"
        if page.doing == member.member:
            words += " · at the desk now"
        return block("card", [label(words, "strong"), flow([pin, here, left])], 10)

    def _left(self, member: MemberRow) -> None:
        from ir_app.actions import practice

        question = f"Take {member.name} off the list? What {member.name} wrote stays in the record."
        if sure(self, question, "Take off the list", "Keep"):
            self.session.loop.do(practice.remove_member, self.desk, member.member)

    def _pin(self, page: ReadyPage, member: MemberRow) -> None:
        from ir_app.actions import practice
        from ir_app.ui.parts.seat import ask_pin

        needs_old = member.has_pin and page.asks_old
        old = ask_pin(self, "Set a PIN", f"{member.name}, the old PIN.") if needs_old else ""
        if old is None:
            return
        pin = ask_pin(self, "Set a PIN", f"{member.name}, type 6 to 12 digits.")
        if pin is not None:
            self.session.loop.do(practice.set_pin, self.desk, member.member, pin, old)

    def _sign_in(self, member: MemberRow) -> None:
        from ir_app.ui.parts.seat import take_seat

        if take_seat(self, self.session, member):
            self.arrive()

    def _add(self, page: ReadyPage) -> QWidget:
        name, role = QLineEdit(), QComboBox()
        name.setObjectName("new-name")
        name.setAccessibleName("Name of a person to add")
        name.setPlaceholderText("Name")
        role.setObjectName("new-role")
        role.setAccessibleName("What this person does")
        role.setMinimumHeight(44)
        for choice in page.roles:
            role.addItem(choice.label, choice.id)

        def add() -> None:
            from ir_app.actions import practice

            data = str(role.currentData())
            if self.session.loop.do(practice.add_member, self.desk, name.text(), data):
                name.clear()

        return block("card", [name, flow([role, button("Add this person", "add-member", add)])], 10)

    # --- practice and contacts ------------------------------------------------------------------

    def _detail(self, field: Field) -> FieldBox:
        from ir_app.actions import practice

        def answer(name: str, value: object) -> Change | None:
            return self.session.loop.do(practice.set_details, self.desk, {name: str(value)})

        return FieldBox(
            field, Takes(answer, None, self.session.loop.troubled.emit, self.desk.now_here)
        )

    def _contact(
        self, page: ReadyPage, contact: str, words: str, fields: tuple[Field, ...]
    ) -> QWidget:
        from ir_app.actions import practice

        known = {field.name: str(field.value or "") for field in fields}

        def answer(name: str, value: object) -> Change | None:
            details = known | {name.split("/")[1]: str(value)}
            return self.session.loop.do(practice.set_contact, self.desk, contact, **details)

        takes = Takes(answer, None, self.session.loop.troubled.emit, self.desk.now_here)
        boxes = [FieldBox(_renamed(field, contact), takes, words) for field in fields]
        return block("card", [label(words, "strong"), *boxes], 12)

    # --- looks ----------------------------------------------------------------------------------

    def _looks(self) -> QWidget:
        sizes = [
            button(f"Text {scale} %", f"scale-{scale}", partial(self._scale, scale))
            for scale in SCALES
        ]
        colours = [
            button(words, f"scheme-{scheme}", partial(self._scheme, scheme))
            for scheme, words in _SCHEMES.items()
        ]
        return block("card", [flow(sizes), flow(colours)], 10)

    def _lock(self) -> QWidget:
        now = self.session.settings.lock_minutes
        times = []
        for minutes, words in _LOCKS.items():
            made = button(words, f"lock-{minutes}", partial(self._lock_after, minutes))
            made.setCheckable(True)
            made.setChecked(minutes == now)
            times.append(made)
        about = label("Who has a PIN types it again. Without a PIN, nothing locks.", "small")
        return block("card", [flow(times), about], 10)

    def _lock_after(self, minutes: int) -> None:
        self.session.settings.lock_minutes = minutes
        self.session.go("dressed")

    def _scale(self, scale: int) -> None:
        self.session.settings.scale = scale
        self.session.go("dressed")

    def _scheme(self, scheme: Scheme) -> None:
        self.session.settings.scheme = scheme
        self.session.go("dressed")


def _renamed(field: Field, contact: str) -> Field:
    return replace(field, name=f"{contact}/{field.name}")
