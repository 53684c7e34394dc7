"""The sentence of every kind of entry: past tense, factual, no blame, no legal conclusion."""

from functools import partial

from ir_app.core.journal import Entry
from ir_app.core.kinds import FactSet, MergedFrom
from ir_app.export.details import DETAILS, NOTHING, RELATIONS, Asked, merged, with_journal
from ir_app.export.sentences import SENTENCES, answered


def sentence(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return what an entry says, in one plain sentence without patient data.

    Answers are told with their question where ``asked`` knows it, otherwise by their short name.
    """
    data = entry.data
    if isinstance(data, FactSet) and data.fact in asked:
        return answered(data, asked[data.fact])
    return SENTENCES[type(data)](data)


def detail(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return what else belongs to it: reasons, words, reference numbers; often nothing."""
    if isinstance(entry.data, MergedFrom):
        return with_journal(partial(merged, asked=asked))(entry.data)
    tell = DETAILS.get(type(entry.data))
    return tell(entry.data) if tell else ""


def relation(entry: Entry, asked: Asked = NOTHING) -> str:
    """Return how another incident belongs to this one, with both days it was noticed."""
    data = entry.data
    told = merged(data, asked) if isinstance(data, MergedFrom) else RELATIONS[type(data)](data)
    return f"{sentence(entry)} {told}"


def label(entry: Entry) -> str:
    """Return what sort of entry it is: fact, decision, action, communication, evidence ..."""
    return _LABELS[entry.kind]


_LABELS = {  # by kind
    "opened": "action",
    "renamed": "action",
    "fact_set": "fact",
    "step_moved": "action",
    "gate_acknowledged": "decision",
    "noted": "note",
    "paper_line": "note",
    "called": "communication",
    "evidence_added": "evidence",
    "roster_loaded": "evidence",
    "dates_moved": "system",
    "law_installed": "system",
    "law_taken": "decision",
    "law_review_seen": "decision",
    "told": "notice",
    "assessment_signed": "decision",
    "date_overridden": "decision",
    "contract_kept": "action",
    "contract_ended": "action",
    "letters_written": "action",
    "letters_approved": "decision",
    "approval_voided": "system",
    "letters_mailed": "notice",
    "corrected": "correction",
    "undone": "correction",
    "handed_over": "action",
    "clock_set_back": "system",
    "clock_differs": "system",
    "exported": "action",
    "closed": "decision",
    "reopened": "decision",
    "playbook_changed": "decision",
    "playbook_added": "decision",
    "playbook_upgraded": "decision",
    "pause_passed": "action",
    "split_off": "decision",
    "split_from": "decision",
    "merged_into": "decision",
    "merged_from": "decision",
    "own_step_added": "action",
    "own_step_removed": "decision",
    "own_step_restored": "decision",
    "own_note_set": "note",
    "practice_set": "action",
    "contact_set": "action",
    "member_added": "action",
    "member_left": "action",
    "pin_set": "action",
    "pin_refused": "system",
    "signed_in": "action",
    "signed_out": "action",
    "locked": "system",
    "keys_changed": "decision",
    "binder_joined": "decision",
    "sealed": "system",
    "seal_key_changed": "decision",
    "older_copy_found": "system",
    "counsel_opened": "decision",
    "counsel_noted": "note",
}
