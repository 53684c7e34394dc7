"""Forms: what HHS and each state's office will ask, with our answers and what is missing."""

from dataclasses import dataclass

from ir_app.actions.forms import called, filled, forms_for
from ir_app.actions.situation import Situation
from ir_app.export.forms import Filled
from ir_app.law.engine import Obligation
from ir_app.pages.fields import field
from ir_app.pages.parts import Button, Field
from ir_app.pages.words import count, day


@dataclass(frozen=True, slots=True)
class FormBlock:
    """One office's form."""

    id: str
    title: str
    when: str
    where: str
    gaps: str  # "3 answers still missing" or "Nothing is missing"
    missing: str  # "" or which
    rows: tuple[tuple[str, str, str], ...]  # number, label, answer


@dataclass(frozen=True, slots=True)
class FormsPage:
    """Everything the Forms screen says."""

    heading: str
    lead: str
    questions: tuple[Field, ...]
    forms: tuple[FormBlock, ...]
    save: Button


_QUESTIONS = ("breach_type", "phi_location", "safeguards_before", "actions_taken", "occurred_until")


def build(situation: Situation) -> FormsPage:
    """Return every form that may be needed, the nearest date first."""
    duties = forms_for(situation)
    return FormsPage(
        heading="Forms for HHS and the states",
        lead="HHS's form can't be saved half-way. Fill it in here first, then copy it over.",
        questions=tuple(field(situation, name) for name in _QUESTIONS),
        forms=tuple(_block(situation, duty) for duty in duties),
        save=Button(
            "save-forms", "Save all as Word files", "" if duties else "No office must be told yet."
        ),
    )


def _block(situation: Situation, duty: Obligation) -> FormBlock:
    form, rows = filled(situation, duty)
    missing = [row.label for row in rows if row.missing]
    return FormBlock(
        id=duty.id,
        title=duty.recipient if duty.kind == "regulator" else called(form, duty),
        when=f"By {day(duty.due)}" if duty.due else "As soon as you can",
        where=form.where,
        gaps=f"{count(len(missing), 'answer')} still missing" if missing else "Nothing is missing",
        missing=f"Still missing: {'; '.join(missing)}" if missing else "",
        rows=tuple((row.number, row.label, _words(row)) for row in rows),
    )


def _words(row: Filled) -> str:
    return " ".join(part for part in (row.answer, row.note) if part)
