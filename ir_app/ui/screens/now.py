"""Now: the one step card. Where she lives."""

from functools import partial

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from ir_app.pages.now import CallBlock, EvidenceBlock, NowPage, StopBlock
from ir_app.pages.parts import Choice
from ir_app.ui.parts.ask import ask_file
from ir_app.ui.parts.pieces import block, button, column, flow, label, narrow, paged, title
from ir_app.ui.screens.screen import Screen

WIDTH = 720  # pixels: about 66 characters at 100 % text


class NowScreen(Screen):
    """One step: why, how, whom to call, what to keep, and the ways on."""

    name = "now"

    def read(self) -> NowPage:
        """Return the card of the step she opened, or of the one to do now."""
        from ir_app.pages import now

        return now.build(self.situation(), self.session.step)

    def lay_out(self, page: NowPage) -> QLayout:
        """Return the card from its title down to its buttons."""
        parts: list[QWidget | QLayout] = [
            label(" · ".join(p for p in (page.phase, page.state) if p), "small"),
            title(page.title),
        ]
        if page.was_on or page.note:
            parts.append(block("soon", [label(page.was_on or page.note, "strong")], 10))
        if page.stop:
            parts.append(self._stop(page, page.stop))
        if page.call:
            parts.append(self._call(page.call))
        parts += [label(f"{n}   {line}") for n, line in enumerate(page.how, start=1)]
        if page.say:
            said = [label("Say:", "strong"), *(label(f"“{line}”") for line in page.say)]
            parts.append(block("card", said, 12))
        parts += [self.box(field, page.step) for field in page.fields]
        if page.evidence:
            parts.append(self._evidence(page, page.evidence))
        parts += self._ways_on(page)
        if page.why:
            parts.append(label(f"Why: {page.why}", "small"))
        card = QWidget()
        card.setLayout(column(parts, 12))
        return column([narrow(card, WIDTH * self.session.settings.scale // 100)])

    def _stop(self, page: NowPage, stop: StopBlock) -> QWidget:
        parts: list[QWidget | QLayout] = [
            label(f"STOP   {stop.text}", "lead"),
            label(stop.reason),
            *(label(line) for line in stop.already_lines),
        ]
        if not stop.acknowledged:
            yes = button(stop.acknowledge_label, "gate", lambda: self._gate(page, already=False))
            was = button(stop.already_label, "gate-was", lambda: self._gate(page, already=True))
            parts.append(flow([yes, was]))
        return block("stop", parts)

    def _gate(self, page: NowPage, *, already: bool) -> None:
        from ir_app.actions import steps

        self.act(steps.acknowledge, page.step, already_happened=already)

    def _call(self, call: CallBlock) -> QWidget:
        shown = call.missing_text if call.missing else call.line
        log = button("Write down the call", "log", lambda: self.session.go("call"))
        return block("card", [label(call.label, "small"), label(shown, "lead"), flow([log])], 12)

    def _evidence(self, page: NowPage, evidence: EvidenceBlock) -> QWidget:
        add = button(evidence.add_label, "evidence", lambda: self._keep(page))
        kept = [label(line, "small") for line in evidence.kept]
        return block("card", [label(evidence.ask), *kept, flow([add])], 12)

    def _keep(self, page: NowPage) -> None:
        from ir_app.actions import evidence

        path = ask_file(self, "Pick a photo or file to keep")
        if path:
            self.act_long("Keeping the file", evidence.keep, path, step=page.step)

    def _ways_on(self, page: NowPage) -> list[QWidget | QLayout]:
        if not page.step:
            return [flow([self._goer(b.id, b.label) for b in page.go])]
        ways: list[QWidget | QLayout] = [flow([self._goer(b.id, b.label) for b in page.go])]
        if page.reopen_label:
            again = button(page.reopen_label, "reopen", lambda: self._reopen(page))
            forth = button("Back to the step to do now", "forth", self._forth, "primary")
            return [*ways, flow([forth, again])]
        done = paged(page.done, lambda: self._done(page))
        cannot = button(page.cannot_label, "cannot", self._open_cannot)
        ways.append(flow([done, cannot]))
        if page.done.why_not:
            ways.append(label(page.done.why_not, "small"))
        self._cannot = self._cannot_block(page)
        ways.append(self._cannot)
        return ways

    def _goer(self, screen: str, text: str) -> QWidget:
        return button(text, f"go-{screen}", lambda: self.session.go(screen))

    def _cannot_block(self, page: NowPage) -> QWidget:
        reason = QLineEdit()
        reason.setObjectName("cannot-reason")
        reason.setAccessibleName("Why, in a few words")
        reason.setPlaceholderText("Why, in a few words")

        def choose(choice: Choice) -> None:
            from ir_app.actions import steps

            if self.act(steps.cannot, page.step, choice.id, reason.text()):
                self._forth()

        ways = [
            button(choice.label, f"cannot-{choice.id}", partial(choose, choice))
            for choice in page.cannot_choices
        ]
        made = block("card", [label("Why not now?", "strong"), reason, flow(ways)], 12)
        made.setVisible(False)
        return made

    def _open_cannot(self) -> None:
        self._cannot.setVisible(not self._cannot.isVisible())
        reason = self._cannot.findChild(QLineEdit, "cannot-reason")
        if reason and self._cannot.isVisible():
            reason.setFocus()
            self.ensureWidgetVisible(self._cannot)

    def finish(self) -> None:
        """Mark the step on the card as done (Ctrl+Enter)."""
        page = self._page
        if isinstance(page, NowPage) and page.done.enabled and not page.reopen_label:
            self._done(page)

    def _done(self, page: NowPage) -> None:
        from ir_app.actions import steps

        if self.act(steps.finish, page.step):
            self._forth()

    def _reopen(self, page: NowPage) -> None:
        from ir_app.actions import steps

        self.act(steps.reopen, page.step, "Opened again")

    def _forth(self) -> None:
        self.session.step = ""
        self.arrive()
