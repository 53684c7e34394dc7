"""Now: the one step card. Where she lives."""

from functools import partial

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from ir_app.pages.now import CallBlock, EvidenceBlock, NowPage, StopBlock
from ir_app.pages.parts import Choice
from ir_app.problems import Problem
from ir_app.ui.parts.ask import ask_file
from ir_app.ui.parts.pieces import (
    block,
    button,
    column,
    flow,
    hidden,
    label,
    line,
    paged,
    title,
)
from ir_app.ui.screens.screen import Screen

WIDTH = 720  # pixels: about 66 characters at 100 % text


class NowScreen(Screen):
    """One step: why, how, whom to call, what to keep, and the ways on."""

    name = "now"
    measure = WIDTH

    def read(self) -> NowPage:
        """Return the card of the step she opened, or of the one to do now."""
        from ir_app.pages import now

        return now.build(self.situation(), self.session.step)

    def paper(self) -> str:
        """Return the incident and the step: each card has words of its own."""
        step = self._page.step if isinstance(self._page, NowPage) else ""
        return f"{self.incident} {step}"

    def lay_out(self, page: NowPage) -> QLayout:
        """Return the card from its title down to its buttons."""
        parts = [*self._head(page), *self._how(page)]
        parts += [self.box(field, page.step) for field in page.fields]
        if page.evidence:
            parts.append(self._evidence(page, page.evidence))
        parts += self._ways_on(page)
        if page.why:
            parts.append(label(f"Why: {page.why}", "small"))
        return column(parts, 12)

    def _head(self, page: NowPage) -> list[QWidget | QLayout]:
        where = (page.phase, page.belongs, page.state)
        parts: list[QWidget | QLayout] = [
            label(" · ".join(p for p in where if p), "small"),
            title(page.title),
        ]
        if page.pause:
            parts.append(self._pause(page))
        if page.was_on or page.note:
            parts.append(block("soon", [label(page.was_on or page.note, "strong")], 10))
        if page.stop:
            parts.append(self._stop(page, page.stop))
        return parts

    def _how(self, page: NowPage) -> list[QWidget | QLayout]:
        parts: list[QWidget | QLayout] = [self._call(page.call)] if page.call else []
        parts += [label(f"{n}   {line}") for n, line in enumerate(page.how, start=1)]
        if page.own_note:
            note = [label("Our own note", "small"), label(page.own_note)]
            parts.append(block("card", note, 12))
        if page.say:
            said = [label("Say:", "strong"), *(label(f"“{line}”") for line in page.say)]
            parts.append(block("card", said, 12))
        return parts

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
        cannot = button(page.cannot_label, "cannot", lambda: self._open("cannot-block"))
        ways.append(flow([done, cannot, *self._more_ways(page)]))
        if page.done.why_not:
            ways.append(label(page.done.why_not, "small"))
        ways += [self._cannot_block(page), self._by_block(page)]
        if page.proof_missing:
            ways.append(self._proof_block(page))
        return ways

    def _more_ways(self, page: NowPage) -> list[QWidget]:
        ways: list[QWidget] = []
        if page.begin_label:
            ways.append(button(page.begin_label, "begin", lambda: self._begin(page)))
        if page.by_label and page.done.enabled:
            ways.append(button(page.by_label, "by", lambda: self._open("by-block")))
        if page.change_label:
            ways.append(
                button(page.change_label, "change", lambda: self.session.go("change"), "link")
            )
        return ways

    def _pause(self, page: NowPage) -> QWidget:
        go = button(page.pause_label, "pause", lambda: self.session.go("pause"))
        return block("soon", [flow([go])], 10)

    def _begin(self, page: NowPage) -> None:
        from ir_app.actions import steps

        self.act(steps.begin, page.step)

    def _by_block(self, page: NowPage) -> QWidget:
        who = line("by-who", "Who did it?")
        why = line("by-without", f"{page.proof_missing} If there is none: why?")

        def done() -> None:
            self._finish(page, by=who.text(), without=why.text())

        parts: list[QWidget | QLayout] = [label("Who did it?", "strong"), who]
        if page.proof_missing:
            parts += [label(page.proof_missing), why]
        go = button("Done by this person", "by-done", done)
        return hidden("by-block", [*parts, flow([go])])

    def _proof_block(self, page: NowPage) -> QWidget:
        why = line("without", "Why is there none? A few words")

        def done() -> None:
            self._finish(page, without=why.text())

        keep = button("Keep a photo or file", "proof-keep", lambda: self._keep(page))
        go = button("Done without it", "without-done", done)
        words = label(f"Still missing: {page.proof_missing}", "strong")
        return hidden("proof-block", [words, flow([keep]), why, flow([go])])

    def _goer(self, screen: str, text: str) -> QWidget:
        return button(text, f"go-{screen}", lambda: self.session.go(screen))

    def _cannot_block(self, page: NowPage) -> QWidget:
        reason = line("cannot-reason", "Why, in a few words. Or for whom you wait")
        until = line("cannot-until", "When to look again, such as “tomorrow 9 am”")

        def choose(choice: Choice) -> None:
            if self._put_aside(page, choice, reason.text(), until.text()):
                self._forth()

        ways = [
            button(choice.label, f"cannot-{choice.id}", partial(choose, choice))
            for choice in page.cannot_choices
        ]
        return hidden("cannot-block", [label("Why not now?", "strong"), reason, until, flow(ways)])

    def _put_aside(self, page: NowPage, choice: Choice, reason: str, until: str) -> bool:
        from ir_app.actions import steps
        from ir_app.pages.typed import read_later

        try:
            when = read_later(until, self.desk.now_here()) if until.strip() else None
        except Problem as problem:
            self.session.loop.troubled.emit(problem)
            return False
        return self.act(steps.cannot, page.step, choice.id, reason, until=when) is not None

    def _open(self, name: str) -> None:
        """Open one of the folded parts below the buttons, or fold it again; others fold."""
        for part in self.findChildren(QWidget):
            if part.property("folds") and part.objectName() != name:
                part.setVisible(False)
        made = self.findChild(QWidget, name)
        if made is None:
            return
        made.setVisible(made.isHidden())
        first = made.findChild(QLineEdit)
        if first and not made.isHidden():
            first.setFocus()
            self.ensureWidgetVisible(made)

    def finish(self) -> None:
        """Mark the step on the card as done (Ctrl+Enter)."""
        focused = self.window().focusWidget()
        if focused and self.isAncestorOf(focused):
            focused.clearFocus()  # an answer is handed on as the cursor leaves it
            focused.setFocus()
        page = self.read()
        if isinstance(page, NowPage) and page.done.enabled and not page.reopen_label:
            self._done(page)

    def _done(self, page: NowPage) -> None:
        if page.proof_missing and not self.refused():
            self._open("proof-block")
        else:
            self._finish(page)

    def _finish(self, page: NowPage, *, by: str = "", without: str = "") -> None:
        from ir_app.actions import steps

        refused = self.refused()
        if refused:  # what she typed must not vanish with the card
            self.session.loop.troubled.emit(refused)
        elif self.act(steps.finish, page.step, by=by, without=without):
            self._forth()

    def _reopen(self, page: NowPage) -> None:
        from ir_app.actions import steps

        self.act(steps.reopen, page.step, "Opened again")

    def _forth(self) -> None:
        self.forget()
        self.session.step = ""
        self.arrive()
