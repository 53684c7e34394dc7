"""The forms of HHS and the states, field for field; data in ``resources/forms/*.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from ir_app.problems import Problem

MISSING = "Still missing"
NOT_ASKED = "Does not apply"


class FormField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of a form: its number there, its label, and where our answer comes from."""

    number: str
    label: str
    from_: str = msgspec.field(name="from")
    options: tuple[str, ...] = ()
    many: bool = False
    optional: bool = False
    longest: int = 0  # characters the form takes; 0 is no limit


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form with the day it was last looked at."""

    id: str
    title: str
    where: str  # its address on the web, or ""
    verified: date
    source: str
    tip: str
    field: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """One field with our answer, ready to be copied over."""

    number: str
    label: str
    answer: str
    missing: bool
    note: str


def read_form(path: Path) -> Form:
    """Read a form's file; raises Problem naming it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Form)
    except (OSError, ValueError) as trouble:
        raise Problem(
            what=f"The form file “{path.name}” has a mistake: {trouble}.",
            safe="Nothing you entered was touched.",
            do="Put back the file that came with the program.",
        ) from trouble


def fill(form: Form, answers: Mapping[str, str | None]) -> tuple[Filled, ...]:
    """Put our answers into a form; ``answers`` goes by the fields' ``from``.

    "" is missing, None says that the form does not ask it of us.
    """
    return tuple(_filled(one, answers.get(one.from_, "")) for one in form.field)


def _filled(one: FormField, answer: str | None) -> Filled:
    if answer is None:
        return Filled(one.number, one.label, NOT_ASKED, missing=False, note="")
    if one.from_.startswith("always:"):
        answer = one.from_.removeprefix("always:")
    missing = not answer and not one.optional
    shown = answer or (MISSING if missing else "")
    return Filled(one.number, one.label, shown, missing, _note(one, answer))


def _note(one: FormField, answer: str) -> str:
    notes = []
    if one.longest and len(answer) > one.longest * 7 // 8:
        notes.append(f"{len(answer):,} of {one.longest:,} characters.")
    wrong = [a for a in _parts(one, answer) if one.options and a not in one.options]
    if wrong:
        notes.append(f"The form has no “{wrong[0]}”: pick the nearest.")
    if one.options and not answer:
        several = ", several may fit" if one.many else ""
        notes.append(f"Choices{several}: {'; '.join(one.options)}.")
    return " ".join(notes)


def _parts(one: FormField, answer: str) -> list[str]:
    return [part for part in answer.split("; ") if part] if one.many else [answer] if answer else []
