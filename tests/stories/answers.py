"""What is answered on each way through a playbook: the best, the worst, and nothing at all."""

from collections.abc import Callable

from ir_app.playbook.model import FactDeclaration, FactType

Pick = Callable[[FactDeclaration], object]  # None is "I don't know yet"

# What every way says in the letters, once somebody has to write them.
WORDS: dict[str, object] = {
    "discovered": "2026-11-23T07:50",
    "data_elements": ["name_address", "ssn", "medical"],
    "what_happened": "Someone without permission had patient information.",
    "what_we_are_doing": "We called experts and changed how we work.",
    "monitoring_offer": "none",
    "ma_what_happened": "keep",
}
KNOWN: dict[str, object] = WORDS | {
    "monitoring_offer": "18",
    "monitoring_provider": "SafeLedger",
    "monitoring_website": "www.safeledger.example",
    "monitoring_phone": "1-800-555-0188",
    "monitoring_enroll_by": "2027-06-30",
    "occurred": "2026-11-20",
    "occurred_until": "2026-11-23",
    "scope_identified": "2026-11-23",
    "determined": "2026-11-23",
    "individual_notice_planned": "2026-12-10",
    "law_enforcement_hold_from": "2026-11-23",
    "law_enforcement_hold_until": "2026-12-20",
    "vendor_notified_on": "2026-11-23",
    "vendor_discovered": "2026-11-23",
    "covered_entity": True,
    "patient_information": True,
    "exception": "none",
    "form": "electronic",
    "low_probability_of_compromise": False,
    "encrypted": False,
    "key_exposed": False,
}
# The best that can be known of a real breach: it was noticed at once, little left, all is proven.
BEST = KNOWN | {
    "law_enforcement_hold": "none",
    "can_treat": True,
    "logs_kept": True,
    "backup_tested": True,
    "img_recovered": True,
    "img_copy": "whole",
    "img_where": "in_place",
    "email_records_complete": True,
    "dev_locked": True,
    "burg_opened": "closed",
    "disp_where": "brought_back",
    "mis_recipient_kind": "health_office",
    "mis_statement": True,
    "snoop_statement": True,
    "itco_proof_kept": True,
    "vend_mails": "vendor",
    "vend_list": "whole",
    "web_found_by": "us",
    "web_deleted": True,
    "unsure_sign": "none",
    "skim_where": "web",
}
# Every answer the most harmful one, and noticed long ago: all dates have passed on the first day.
WORST = KNOWN | {
    "discovered": "2026-06-01",
    "occurred": "2026-01-02",
    "occurred_until": "2026-11-23",
    "scope_identified": "2026-07-01",
    "determined": "2026-07-01",
    "individual_notice_planned": "2027-06-30",
    "law_enforcement_hold": "oral",
    "vendor_notified_on": "2026-05-01",
    "vendor_discovered": "2026-03-01",
    "ma_what_happened": "leave_out",
    "encrypted": False,
    "key_exposed": True,
    "employees_only": False,
    "ssn_count": 5000,
    "can_treat": False,
    "logs_kept": False,
    "backup_tested": False,
    "img_recovered": False,
    "img_copy": "none",
    "img_where": "missing",
    "email_records_complete": False,
    "dev_how_gone": "stolen",
    "dev_state": "on",
    "dev_locked": False,
    "dev_back": False,
    "burg_how": "break_in",
    "burg_opened": "taken",
    "burg_back": False,
    "disp_where": "gone",
    "disp_company_contract": "no",
    "disp_found": 0,
    "mis_recipient_kind": "stranger",
    "mis_statement": False,
    "snoop_role": "manager",
    "snoop_statement": False,
    "itco_proof_kept": False,
    "itco_contract": "none",
    "vend_contract": "none",
    "vend_list": "none",
    "vend_mails": "we",
    "web_found_by": "press",
    "web_contract": "no",
    "web_deleted": False,
    "web_visitors": "none",
    "skim_where": "staff",
    "unsure_sign": "none",
}
# Three grounds for "not a breach", each with its written proof.
SECURED: dict[str, object] = {
    "encrypted": True,
    "key_exposed": False,
    "encryption_proof": "The dated report of the IT company shows full-disk encryption.",
}
EXCEPTION: dict[str, object] = {
    "exception": "could_not_keep",
    "exception_reason": "It came back unopened the same day.",
}
SAFE: dict[str, object] = {
    "factor_information": "Names and appointment days.",
    "factor_person": "Another dental office, bound by the same law.",
    "factor_viewed": "The log shows that nothing was opened.",
    "factor_mitigated": "It was destroyed, and there is a signed statement.",
    "low_probability_of_compromise": True,
}


def best(declared: FactDeclaration) -> object:
    """Return the best answer that is still a breach: known, and no harm more than needed."""
    return BEST.get(declared.id, _harmless(declared))


def worst(declared: FactDeclaration) -> object:
    """Return the answer that hurts most."""
    return WORST.get(declared.id, _harmful(declared))


def unknown(_: FactDeclaration) -> object:
    """Return that nobody knows."""
    return None


def proven(ground: dict[str, object]) -> Pick:
    """Return the best answers with a ground for "not a breach"."""
    return lambda declared: ground.get(declared.id, best(declared))


def _harmless(declared: FactDeclaration) -> object:
    return _any(declared, yes=False, of_many=slice(1))


def _harmful(declared: FactDeclaration) -> object:
    return _any(declared, yes=True, of_many=slice(None))


def _any(declared: FactDeclaration, *, yes: bool, of_many: slice) -> object:
    ids = [choice.id for choice in declared.choices]
    answers: dict[FactType, object] = {
        FactType.YES_NO: yes,
        FactType.NUMBER: 3,
        FactType.CHOICE: next(iter(ids), None),
        FactType.MULTI: ids[of_many],
        FactType.DATE: "2026-11-22",
        FactType.DATETIME: "2026-11-23T08:00",
    }
    return answers.get(declared.type, "In a few words.")
