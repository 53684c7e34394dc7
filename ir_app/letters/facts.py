"""What a letter may say: plain values, and the blanks that must be filled first.

The five elements are those of 45 CFR 164.404(c)(1)(A)-(E).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

CATEGORIES = {
    "name_address": "name and address",
    "dob": "date of birth",
    "ssn": "Social Security number",
    "drivers_license": "driver's license or other government identification number",
    "financial_account": "bank account or payment card number",
    "medical": "dental and medical records, such as treatment notes, x-rays and health history",
    "health_insurance": "dental or health insurance information",
    "biometric": "biometric data, such as a fingerprint",
    "genetic": "genetic information, such as the result of a saliva or DNA test",
    "online_credentials": "user name and password",
    "tax_id": "tax identification number",
    "location": "places where you were, as recorded by an app",
}
_ORDER = tuple(CATEGORIES)


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """The practice as the letter names it."""

    name: str = ""
    street: str = ""
    city_line: str = ""
    phone: str = ""
    toll_free: str = ""
    email: str = ""
    website: str = ""
    contact_person: str = ""
    hours: str = ""
    dentist: str = ""


class Monitoring(msgspec.Struct, frozen=True, kw_only=True):
    """Credit monitoring that is offered free of charge."""

    months: int
    provider: str
    website: str
    phone: str
    enroll_by: date | None


# Letters approved before ``left_out`` and ``people`` were known have neither in their digest.
class LetterFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything the letters of one batch say, the same for all people, and who gets none."""

    sender: Sender
    letter_date: date
    discovered: date | None
    occurred: date | None
    occurred_until: date | None
    what_happened: str
    categories: tuple[str, ...]  # ids of CATEGORIES
    what_we_are_doing: str
    monitoring: Monitoring | None
    monitoring_asked: bool  # whether the question was answered at all
    law_enforcement_delayed: bool
    ma_what_happened: str  # "keep", "leave_out" or "" when nobody chose yet
    left_out: Mapping[str, str] = {}  # states whose residents get no letter, with the reason
    people: int = 0  # how many were concerned in all; 0 where no letter says it

    @property
    def has_identity_numbers(self) -> bool:
        """Tell whether numbers were there that an identity can be stolen with."""
        return bool({"ssn", "drivers_license", "tax_id"} & set(self.categories))


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A blank that must be filled before letters can be written."""

    fact: str
    question: str


def letter_facts(
    known: Mapping[str, Any],
    details: Mapping[str, str],
    dentist: str,
    on: date,
    left_out: Mapping[str, str] | None = None,
    people: int = 0,
) -> LetterFacts:
    """Gather what the letters dated ``on`` say from known facts and practice details."""
    elements = known.get("data_elements") or []
    return LetterFacts(
        sender=_sender(details, dentist),
        letter_date=on,
        discovered=_day(known.get("discovered")),
        occurred=_day(known.get("occurred")),
        occurred_until=_day(known.get("occurred_until")),
        what_happened=str(known.get("what_happened", "")),
        categories=tuple(name for name in _ORDER if name in elements),
        what_we_are_doing=str(known.get("what_we_are_doing", "")),
        monitoring=_monitoring(known),
        monitoring_asked="monitoring_offer" in known,
        law_enforcement_delayed=known.get("law_enforcement_hold") in ("written", "oral"),
        ma_what_happened=str(known.get("ma_what_happened", "")),
        left_out=dict(left_out or {}),
        people=people,
    )


def _sender(details: Mapping[str, str], dentist: str) -> Sender:
    place = f"{details.get('city', '')}, {details.get('state', '')} {details.get('zip', '')}"
    named = ("name", "street", "phone", "toll_free", "email", "website", "contact_person", "hours")
    return Sender(
        dentist=dentist,
        city_line=place.strip(" ,"),
        **{name: details.get(name, "") for name in named},
    )


def _monitoring(known: Mapping[str, Any]) -> Monitoring | None:
    months = str(known.get("monitoring_offer", "none"))
    if not months.isdigit():
        return None
    return Monitoring(
        months=int(months),
        provider=str(known.get("monitoring_provider", "")),
        website=str(known.get("monitoring_website", "")),
        phone=str(known.get("monitoring_phone", "")),
        enroll_by=_day(known.get("monitoring_enroll_by")),
    )


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None


def missing_facts(facts: LetterFacts) -> list[MissingFact]:
    """Return the blanks of the five elements that nobody has filled, as questions."""
    monitoring = facts.monitoring
    wanted = (
        (not facts.what_happened, "what_happened", "What happened, in words for the letter?"),
        (not facts.discovered, "discovered", "On which day was it noticed?"),
        (not facts.categories, "data_elements", "Which kinds of information were there?"),
        (
            not facts.what_we_are_doing,
            "what_we_are_doing",
            "What are you doing about it, in words for the letter?",
        ),
        (not facts.monitoring_asked, "monitoring_offer", "Do you offer free credit monitoring?"),
        (
            bool(monitoring and not monitoring.provider),
            "monitoring_provider",
            "Who provides the credit monitoring?",
        ),
        (
            bool(monitoring and not (monitoring.website or monitoring.phone)),
            "monitoring_phone",
            "How do patients sign up for the credit monitoring?",
        ),
        (not facts.sender.name, "practice_name", "What is the practice called? (Get ready)"),
        (
            not (facts.sender.phone or facts.sender.toll_free),
            "practice_phone",
            "Which number can patients call? (Get ready)",
        ),
        (not facts.sender.street, "practice_street", "What is the practice's address? (Get ready)"),
        (not facts.sender.dentist, "practice_dentist", "Which dentist signs? (Get ready)"),
    )
    return [MissingFact(fact, question) for is_missing, fact, question in wanted if is_missing]
