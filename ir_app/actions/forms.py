"""Worksheets for HHS and the states' offices, filled from what is known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ir_app.core.change import Change
from ir_app.core.kinds import Exported, Told
from ir_app.core.progress import Cancelled, Progress
from ir_app.export.forms import Filled, Form, fill, read_form
from ir_app.export.sheet import Paper, Rows, Text, paper_document, spoken
from ir_app.law.engine import Answer, Obligation
from ir_app.places import content

if TYPE_CHECKING:
    from ir_app.actions.desk import Desk
    from ir_app.actions.situation import Situation

Way = Callable[["Situation", Obligation], "str | None"]

HHS = "us-hhs"
PART2 = "us-part2"  # its form asks the same as the one for HIPAA, and is filed beside it
PART2_RULE = "42 CFR 2.16(b)"  # where it alone binds, the one report is made on that form

# What each kind of information is called on the form of HHS.
PHI = {
    "name_address": ("Demographic: Name", "Demographic: Address/ZIP"),
    "dob": ("Demographic: Date of Birth",),
    "ssn": ("Demographic: SSN",),
    "drivers_license": ("Demographic: Driver's License",),
    "tax_id": ("Demographic: Other Identifier",),
    "biometric": ("Demographic: Other Identifier",),
    "genetic": ("Clinical: Lab Results",),
    "location": ("Demographic: Other Identifier",),
    "online_credentials": ("Demographic: Other Identifier",),
    "financial_account": ("Financial: Credit Card/Bank Acct #",),
    "health_insurance": ("Financial: Claims Information",),
    "medical": ("Clinical: Diagnosis/Conditions", "Clinical: Other Treatment Information"),
}


def forms_for(situation: Situation) -> list[Obligation]:
    """Return the duties that a form serves: HHS and every state's office, nearest first."""
    duties = [d for d in situation.obligations if d.kind in ("hhs", "regulator") or d.id == PART2]
    wanted = [d for d in duties if d.applies is not Answer.NO]
    return sorted(wanted, key=lambda d: (d.due or date.max, d.id))


def filled(situation: Situation, duty: Obligation) -> tuple[Form, tuple[Filled, ...]]:
    """Return a duty's form and its fields with our answers."""
    name = "hhs-breach.toml" if _at_hhs(duty) else "regulator.toml"
    form = read_form(content("resources", "forms", name))
    answers = {
        one.from_: _answer(situation, duty, one.from_)
        for one in form.field
        if not one.from_.startswith("always:")
    }
    return form, fill(form, answers)


def _at_hhs(duty: Obligation) -> bool:
    return duty.kind == "hhs" or duty.id == PART2


def called(form: Form, duty: Obligation) -> str:
    """Return what a duty's worksheet is called."""
    if duty.cite[:1] == (PART2_RULE,):
        return "Report to HHS for substance use records (42 CFR Part 2)"
    return form.title if duty.kind == "hhs" else f"Report to: {duty.recipient}"


def gaps(rows: Sequence[Filled]) -> str:
    """Say what is still missing on a form, by the names of its fields."""
    names = [row.label for row in rows if row.missing]
    if not names:
        return "Nothing is missing."
    noun = "answer is" if len(names) == 1 else "answers are"
    return f"{len(names)} {noun} still missing: {'; '.join(names)}."


def worksheet(situation: Situation, duty: Obligation) -> Paper:
    """Return a duty's worksheet as a paper."""
    form, rows = filled(situation, duty)
    member = situation.desk.member
    heads = ("No.", "The form asks", "Our answer")
    lines = tuple((row.number, row.label, _cell(row)) for row in rows)
    return Paper(
        title=called(form, duty),
        practice=situation.practice.name,
        made_at=situation.now,
        made_by=member.name if member else "Incident Binder",
        head=(
            ("For", duty.recipient),
            ("By", spoken_day(duty.due) if duty.due else "Without unreasonable delay"),
            ("Where", form.where or _how(duty)),
            ("Made", spoken(situation.now)),
            ("Questions of", f"{form.verified:%B} {form.verified.day}, {form.verified.year}"),
        ),
        parts=(
            Text(form.tip, strong=True),
            Text(gaps(rows), strong=True),
            Rows(heads, (0.5, 2.4, 3.6), lines),
            Text(f"Source of this list: {form.source}.", quiet=True),
        ),
        band=situation.desk.band,
    )


def _how(duty: Obligation) -> str:
    told = next((line for line in duty.why if line.startswith("How: ")), "")
    return told.removeprefix("How: ").capitalize() or "Look at the website of this office."


def _cell(row: Filled) -> str:
    return "\n".join(part for part in (row.answer, row.note) if part)


def save(
    desk: Desk,
    incident: str,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Change:
    """Write every worksheet into a folder as Word files, one for each office."""
    from ir_app.actions.story import write_whole

    desk.need(Exported)  # before the first file is made
    situation = desk.situation(incident)
    kept, duties = [], forms_for(situation)
    for place, duty in enumerate(duties, start=1):
        if cancelled and cancelled():
            break
        data = paper_document(worksheet(situation, duty))
        path = folder / f"{duty.id}.docx"
        write_whole(path, data)
        sha256 = hashlib.sha256(data).hexdigest()
        kept.append(Exported(what="worksheet", name=path.name, sha256=sha256))
        if progress:
            progress(place, len(duties))
    entries = desk.record(incident, kept) if kept else []
    return Change(tuple(entries), f"{len(kept)} worksheets saved in {folder}.")


def spoken_day(day: date) -> str:
    """Write a day with its weekday."""
    return f"{day:%A, %B} {day.day}, {day.year}"


# --- the answers -------------------------------------------------------------------------------


def _answer(situation: Situation, duty: Obligation, name: str) -> str | None:
    if name.startswith("fact:"):
        return _fact(situation, name.removeprefix("fact:"))
    if name.startswith("practice."):
        return _practice(situation, name.removeprefix("practice."))
    return _WAYS[name](situation, duty)


def _fact(situation: Situation, name: str) -> str:
    fact = situation.incident.facts.get(name)
    if fact is None or not fact.known:
        return ""
    value = fact.value
    if isinstance(value, (list, tuple)) and name in ("phi_location", *_MANY):
        return "; ".join(str(one) for one in value)
    if name in ("occurred", "breach_type"):
        return _day(str(value)) if name == "occurred" else str(value)
    return situation.desk.library.facts[name].spoken(value)


_MANY = ("safeguards_before", "actions_taken")


def _day(text: str) -> str:
    return datetime.fromisoformat(text).strftime("%m/%d/%Y") if text else ""


def _practice(situation: Situation, part: str) -> str:
    details = situation.practice.details
    place = [details.get("street", ""), details.get("city", "")]
    region = f"{details.get('state', '')} {details.get('zip', '')}".strip()
    address = ", ".join(x for x in (*place, region) if x)
    whole = {
        "address": address if details.get("street") else "",
        "full": ", ".join(x for x in (details.get("name", ""), address) if x),
        "reach": ", ".join(
            details[x] for x in ("contact_person", "phone", "email") if details.get(x)
        ),
    }
    return whole[part] if part in whole else details.get(part, "")


def _people(situation: Situation) -> int | None:
    roster = situation.incident.roster
    return roster.people if roster else None


def _size(situation: Situation, _: Obligation) -> str:
    people = _people(situation)
    if people is None:
        return ""
    return "500 or More Individuals" if people >= 500 else "Fewer Than 500 Individuals"


def _filer(situation: Situation, duty: Obligation) -> str:
    if duty.cite[:1] == (PART2_RULE,) and duty.kind == "hhs":
        return ""  # outside HIPAA nobody is a covered entity; how that form names them was not read
    if _at_vendor(situation):
        return "Covered entity, because its business associate had the breach"
    return "Covered entity for itself"


def _report_type(situation: Situation, duty: Obligation) -> str:
    again = duty.id in situation.incident.told
    return "Addendum to Previous Report" if again else "Initial Breach Report"


def _phi(situation: Situation, _: Obligation) -> str:
    kinds: Any = situation.incident.value("data_elements", ())
    names = [name for kind in kinds for name in PHI.get(kind, ())]
    return "; ".join(dict.fromkeys(names))


def _sent(situation: Situation) -> str:
    from ir_app.actions.duties import law_facts

    facts = law_facts(situation.desk, situation.incident)
    day = facts.individual_notice_sent or facts.individual_notice_planned
    return day.strftime("%m/%d/%Y") if day else ""


def _substitute(situation: Situation, _: Obligation) -> str:
    roster = situation.incident.roster
    if roster is None:
        return ""
    number = sum(roster.no_usable_address.values())
    if number == 0:
        return "No"
    return "Yes: 10 or more" if number >= 10 else "Yes: fewer than 10"


def _media(situation: Situation, _: Obligation) -> str:
    if situation.incident.roster is None:
        return ""
    duties = [d for d in situation.obligations if d.kind == "media"]
    sure = [d.id[-2:].upper() for d in duties if d.applies is Answer.YES]
    if sure:
        states = situation.law.states
        return f"Yes: {', '.join(states[c].name if c in states else c for c in sure)}"
    return "" if any(d.applies is Answer.UNKNOWN for d in duties) else "No"


def _occurred_end(situation: Situation, _: Obligation) -> str:
    end = situation.incident.value("occurred_until") or situation.incident.value("occurred") or ""
    return _day(str(end))


def _span(situation: Situation, duty: Obligation) -> str:
    first, last = _fact(situation, "occurred"), _occurred_end(situation, duty)
    return f"{first} to {last}" if first else ""


def _discovered(situation: Situation, _: Obligation) -> str:
    return _day(str(situation.incident.value("discovered") or ""))


def _residents(situation: Situation, duty: Obligation) -> str:
    roster = situation.incident.roster
    return f"{roster.by_state.get(duty.jurisdiction, 0):,}" if roster else ""


def _encryption(situation: Situation, _: Obligation) -> str:
    locked, key = _fact(situation, "encrypted"), _fact(situation, "key_exposed")
    return f"Encrypted: {locked}. Key exposed: {key or 'not known'}." if locked else ""


def _hold(situation: Situation, _: Obligation) -> str:
    kind = situation.incident.value("law_enforcement_hold")
    if kind is None:
        return ""  # nobody has asked yet: unknown is not no
    return f"Yes, {kind}" if kind in ("written", "oral") else "No"


def _sample(situation: Situation, _: Obligation) -> str:
    return "Add one of the saved letters" if situation.letters else ""


def _reference(situation: Situation, duty: Obligation) -> str:
    entry = situation.incident.told.get(duty.id)
    return entry.data.reference if entry and isinstance(entry.data, Told) else ""


def _attestation(situation: Situation, _: Obligation) -> str:
    name = situation.practice.details.get("contact_person", "")
    return f"{name}, {situation.today:%m/%d/%Y}" if name else ""


def _at_vendor(situation: Situation) -> bool:
    return bool(situation.incident.value("vendor_notified_on"))


def _vendor(part: str) -> Way:
    """Return the way to a part of the vendor's contact, asked only when it happened there."""

    def answer(situation: Situation, _: Obligation) -> str | None:
        known = situation.practice.contacts.get("vendor")
        if not _at_vendor(situation):
            return None
        return str(getattr(known, part)) if known and part else ""

    return answer


def _tracking(situation: Situation, duty: Obligation) -> str | None:
    """Return the number of the first report, asked only of what is added to one."""
    return _reference(situation, duty) if duty.id in situation.incident.told else None


def _count(situation: Situation, _: Obligation) -> str:
    people = _people(situation)
    return "" if people is None else f"{people:,}"


_WAYS: dict[str, Way] = {
    "report_type": _report_type,
    "filer": _filer,
    "tracking": _tracking,
    "vendor": _vendor("name"),
    "vendor_address": _vendor(""),
    "vendor_person": _vendor("person"),
    "vendor_email": _vendor(""),
    "vendor_phone": _vendor("number"),
    "size": _size,
    "people": _count,
    "phi_types": _phi,
    "letters_from": lambda situation, _: _sent(situation),
    "letters_until": lambda situation, _: _sent(situation),
    "substitute": _substitute,
    "media": _media,
    "occurred_end": _occurred_end,
    "occurred_span": _span,
    "discovered": _discovered,
    "residents": _residents,
    "encryption": _encryption,
    "hold": _hold,
    "sample": _sample,
    "reference": _reference,
    "attestation": _attestation,
}
