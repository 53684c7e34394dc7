"""The small block of the timeline for counsel's notes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QLayout, QWidget

from ir_app.pages.story import CounselBlock
from ir_app.ui.parts.ask import ask_place
from ir_app.ui.parts.drafts import COUNSEL
from ir_app.ui.parts.pieces import block, flow, label, paged
from ir_app.ui.parts.seat import ask_pin
from ir_app.ui.parts.writing import Asked, ask_words

if TYPE_CHECKING:
    from ir_app.ui.screens.screen import Screen

ONLY_THEY = "Only those whom counsel named can read this."


def counsel_part(screen: "Screen", page: CounselBlock) -> QWidget:
    """Return the block: how many notes there are, who can read them, and what can be done."""
    if not (page.ways or page.is_open):
        return label(f"{page.line}. {page.readers}", "small")
    acts = _acts(screen)
    parts: list[QWidget | QLayout] = [label(page.line, "strong"), label(page.readers, "small")]
    if page.banner:
        parts.append(block("soon", [label(page.banner, "strong")], 10))
    if page.ways:
        parts.append(flow([paged(way, acts[way.id]) for way in page.ways]))
    return block("card", parts, 10)


def _acts(screen: "Screen") -> dict[str, Callable[[], object]]:
    return {
        "counsel-open": lambda: _open(screen),
        "counsel-unlock": lambda: _unlock(screen),
        "counsel-note": lambda: _note(screen),
        "counsel-admit": lambda: _admit(screen),
        "counsel-timeline": lambda: _timeline(screen),
    }


def _open(screen: "Screen") -> None:
    from ir_app.actions import counsel

    asked = f"Choose a passphrase of your own: {counsel.SHORTEST} characters or more."
    passphrase = ask_pin(screen, "Notes for counsel", asked)
    if passphrase is not None:
        screen.act(counsel.open_track, passphrase)


def _unlock(screen: "Screen") -> None:
    from ir_app.actions import counsel

    passphrase = ask_pin(screen, "Notes for counsel", "Type your passphrase.")
    if passphrase is not None:
        screen.act(counsel.unlock, passphrase)


def _note(screen: "Screen") -> None:
    from ir_app.actions import counsel

    asked = Asked("note", "Write to counsel", ONLY_THEY, "Write it down", is_long=True)
    place = screen.place()._replace(screen=COUNSEL)
    ask_words(screen, asked, lambda words: screen.act(counsel.note, words), place)


def _admit(screen: "Screen") -> None:
    from ir_app.actions import counsel

    readers = screen.situation().incident.counsel_readers
    others = [m for m in screen.desk.practice.members.values() if m.id not in readers]
    names = [f"{number}. {m.name}" for number, m in enumerate(others, start=1)]
    if not names:
        return
    name, well = QInputDialog.getItem(
        screen, "Let someone read", "Who may read the notes?", names, 0, False
    )
    if not well:
        return
    member = others[names.index(name)]
    asked = f"{member.name}, choose a passphrase of your own."
    passphrase = ask_pin(screen, "Let someone read", asked)
    if passphrase is not None:
        screen.act(counsel.admit, member.id, passphrase)


def _timeline(screen: "Screen") -> None:
    from ir_app.actions import story

    kinds = "Word file (*.docx);;Table (*.csv)"
    path = ask_place(screen, "Save the timeline for counsel", "timeline-for-counsel.docx", kinds)
    if path:
        screen.act(story.save_timeline, path, for_counsel=True)
