"""Paper: golden words, the same bytes, large type, and page counts in a real word processor."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Inches, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ir_app.actions import contracts, facts, incidents, notes, paper_lines, practice, steps
from ir_app.actions.desk import Desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import ContactSet, Role
from ir_app.core.moment import Moment
from ir_app.core.practice import Member, Practice
from ir_app.export.book import Library, book_document
from ir_app.export.gokit import gokit
from ir_app.export.paper import BODY, PaperHead, read_back
from ir_app.export.plan import brief_document, plan_document
from ir_app.pages import brief, plan
from ir_app.pages import contracts as register
from ir_app.places import content
from ir_app.playbook.glossary import read_glossary, words_in
from ir_app.playbook.places import blanks
from ir_app.playbook.read import load_library
from tests.actions.office import begin, furnish
from tests.conftest import MONDAY, Golden

GOLDEN = Path(__file__).parent / "golden"
MADE = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
LIBRARY = load_library(content("playbooks"))
GLOSSARY = read_glossary(content("playbooks", "words.toml"))
BESIDE = Library(LIBRARY.contacts, GLOSSARY, LIBRARY.sources, LIBRARY.checked)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SOFFICE = shutil.which("soffice")
needs_word = pytest.mark.skipif(SOFFICE is None, reason="no word processor on this computer")


def head(title: str = "Emergency pages") -> PaperHead:
    return PaperHead(title, "Maple & Sons <Dental>", MADE)


def known_practice() -> Practice:
    it = ContactSet(contact="it", name="Bright IT", number="(260) 555-0142", person="Sam")
    dentist = Member(id="1", name="Alan Whitfield, DDS", role=Role.APPROVER)
    return Practice(contacts={"it": it}, members={"1": dentist})


def wordy_practice() -> Practice:
    """An office that wrote everything down, at length."""
    details = {
        "name": "Great Lakes Mutual Cyber Company of Indiana",
        "number": "(260) 555-0142 ext. 12",
        "person": "Samantha Kowalski",
        "hours": "Monday to Friday, 8 am to 6 pm",
        "reference": "CYB-2026-000123",
    }
    return Practice(
        contacts={
            c.id: ContactSet(contact=c.id, **details) for c in LIBRARY.contacts if not c.number
        }
    )


def begun(desk: Desk, clock: SteppedClock) -> str:
    furnish(desk)
    practice.set_contact(desk, "it", name="Bright IT", number="(260) 555-0142", person="Sam")
    incident = begin(desk)
    clock.forward(minutes=15)
    steps.acknowledge(desk, incident, "unplug", already_happened=True)
    steps.finish(desk, incident, "unplug")
    steps.finish(desk, incident, "photo", by="Tina", without="The phone was dead.")
    steps.cannot(desk, incident, "call-it", "later")
    facts.answer(desk, incident, "discovered", "2026-11-23T07:50")
    notes.add(desk, incident, "A red page with a clock. " * 12)
    happened = Moment.of(MONDAY, "America/Indiana/Indianapolis")
    paper_lines.add(desk, incident, "Nobody clicked on it.", happened=happened, writer="Tina")
    incidents.hand_over(desk, incident, "Maria Lopez", "I am at the bank.")
    return incident


def pages(data: bytes, folder: Path) -> int:
    assert SOFFICE
    path = folder / "paper.docx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    order = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path]
    subprocess.run([*map(str, order)], check=True, capture_output=True, timeout=120)
    made = path.with_suffix(".pdf").read_bytes()
    return len(re.findall(rb"/Type\s*/Page\b", made))


def test_the_go_kit_in_words(golden: Golden) -> None:
    golden(GOLDEN / "gokit.txt", read_back(gokit(head(), known_practice(), LIBRARY)))


def test_the_go_kit_begins_each_first_hour_with_its_stop_line() -> None:
    lines = read_back(gokit(head(), Practice(), LIBRARY)).splitlines()
    for book in LIBRARY.playbooks:
        hour = [s for s in book.steps if 0 < s.target_minutes <= 60]
        assert any(book.title == line for line in lines)
        assert all(any(s.title in line for line in lines) for s in hour)
        stops = [s.gate.stop for s in hour if s.gate]
        assert all(any(s in line for line in lines if line.startswith("STOP")) for s in stops)
    for contact in LIBRARY.contacts:
        assert all(any(said in line for line in lines) for said in contact.say)


def test_the_plan_and_the_hand_over_page_in_words(
    desk: Desk, clock: SteppedClock, golden: Golden
) -> None:
    situation = desk.situation(begun(desk, clock))
    whole = plan_document(plan.head(situation, plan.TITLE), plan.build(situation))
    half = brief_document(plan.head(situation, brief.TITLE), brief.build(situation))
    golden(GOLDEN / "plan.txt", read_back(whole))
    golden(GOLDEN / "brief.txt", read_back(half))
    for step in situation.run.visible:
        assert situation.playbook.step(step).title in read_back(whole)


def test_a_playbook_in_words(golden: Golden) -> None:
    book = LIBRARY.playbook("ransomware")
    data = book_document(head(book.title), book, BESIDE)
    golden(GOLDEN / "book-ransomware.txt", read_back(data))
    text = read_back(data)
    for step in book.steps:
        lines = map(blanks, (*step.how, *step.say))
        assert all(part in text for part in (step.title, step.why, *lines))
    assert "{" not in text


def test_hard_words_are_found_whole_and_only_where_they_stand() -> None:
    found = {word.term for word in words_in(LIBRARY.playbook("ransomware"), GLOSSARY)}
    assert {"ransomware", "firewall", "log", "remote access"} <= found
    assert "skimming" not in found
    assert len({word.term for word in GLOSSARY}) == len(GLOSSARY)


@given(ANY, ANY, ANY)
@settings(max_examples=25, deadline=None)
def test_whatever_is_typed_the_paper_opens_and_is_the_same_each_time(
    name: str, number: str, practice_name: str
) -> None:
    typed = Practice(contacts={"it": ContactSet(contact="it", name=name, number=number)})
    on_top = PaperHead("Emergency pages", practice_name, MADE)
    data = gokit(on_top, typed, LIBRARY)
    assert data == gokit(on_top, typed, LIBRARY)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for part in packed.namelist():
            if part.endswith(".xml"):
                etree.fromstring(packed.read(part))


def test_paper_is_letter_size_and_large_enough() -> None:
    document = Document(io.BytesIO(gokit(head(), known_practice(), LIBRARY)))
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    assert BODY >= 12
    cells = [c for table in document.tables for row in table.rows for c in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for paragraph in paragraphs:
        style = paragraph.style
        while style is not None and style.font.size is None:
            style = style.base_style
        assert style is None or style.font.size >= Pt(12)
        assert all(run.font.size is None or run.font.size >= Pt(12) for run in paragraph.runs)


@needs_word
def test_the_go_kit_is_at_most_six_pages_and_the_hand_over_page_is_one(
    desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    situation = desk.situation(begun(desk, clock))
    half = brief_document(plan.head(situation, brief.TITLE), brief.build(situation))
    assert 3 <= pages(gokit(head(), Practice(), LIBRARY), tmp_path) <= 6
    assert 3 <= pages(gokit(head(), wordy_practice(), LIBRARY), tmp_path) <= 6
    assert pages(half, tmp_path) == 1


CONTRACTS = (("Delta Payer, no. 7", "Within 72 hours, as soon as something is suspected. s. 9.2"),)


def test_contracts_that_ask_for_notice_are_on_paper(desk: Desk, clock: SteppedClock) -> None:
    incident = begun(desk, clock)
    assert "Contracts that ask for notice" not in read_back(
        gokit(head(), known_practice(), LIBRARY)
    )
    contracts.keep(desk, "Delta Payer", clause="s. 9.2", unit="hours", count=72, reference="7")
    assert register.lines(desk.practice) == CONTRACTS
    situation = desk.situation(incident)
    for paper in (
        gokit(head(), desk.practice, LIBRARY, register.lines(desk.practice)),
        plan_document(plan.head(situation, plan.TITLE), plan.build(situation)),
    ):
        text = read_back(paper)
        assert "Contracts that ask for notice" in text
        assert CONTRACTS[0][0] in text
        assert CONTRACTS[0][1] in text


@needs_word
def test_no_card_leaves_its_title_behind_at_the_foot_of_a_page(tmp_path: Path) -> None:
    book = LIBRARY.playbook("web")
    assert pages(book_document(head(book.title), book, BESIDE), tmp_path) >= 10
    order = ["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"]
    text = subprocess.run(order, capture_output=True, text=True, check=True).stdout
    titles = {step.title for step in book.steps}
    for page in text.split("\f"):
        lines = [line for line in page.splitlines() if line.strip() and "Confidential" not in line]
        assert not lines or lines[-1].strip(" \u2610") not in titles
