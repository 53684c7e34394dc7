"""Letters: the right person, the right words, nothing lost, the same bytes each time."""

import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from docxtpl.template import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ir_app.core.person import Address, Person
from ir_app.letters import (
    Letter,
    LetterFacts,
    Unwritten,
    batch_digest,
    check_templates,
    facts_digest,
    letter_facts,
    load_template,
    missing_facts,
    write_letters,
)
from ir_app.letters.writing import _blocks, _shared, states
from ir_app.places import content
from ir_app.problems import Problem
from tests.conftest import Golden

TEMPLATE = load_template(content("letters"), "hipaa-individual")
GOLDEN = Path(__file__).parent / "golden"
ON = date(2026, 12, 10)
KNOWN: dict[str, Any] = {
    "discovered": "2026-11-23T07:50",
    "occurred": "2026-11-20",
    "occurred_until": "2026-11-23",
    "data_elements": ["ssn", "medical", "name_address"],
    "what_happened": "Someone without permission got into our computers.",
    "what_we_are_doing": "We called in experts.\nWe changed all passwords.",
    "monitoring_offer": "18",
    "monitoring_provider": "SafeLedger",
    "monitoring_website": "www.safeledger.example",
    "monitoring_enroll_by": "2027-04-30",
    "ma_what_happened": "keep",
}
DETAILS = {
    "name": "Maple Street Family Dentistry",
    "street": "418 Maple Street",
    "city": "Fort Wayne",
    "state": "IN",
    "zip": "46802",
    "phone": "(260) 555-0110",
    "email": "questions@maplestreet.example",
}


def facts(**changes: Any) -> LetterFacts:
    return letter_facts(KNOWN | changes, DETAILS, "Alan Whitfield, DDS", ON, people=1630)


def person(state: str = "IN", **changes: Any) -> Person:
    address = Address(lines=("12 Oak St",), city="Springfield", state=state, zip="01101")
    base = Person(
        id="p-1",
        source_ids=("1",),
        rows=(2,),
        first="Ann",
        last="O'Neil",
        born=date(1980, 2, 3),
        address=address,
        resident_state=state,
    )
    made: Person = msgspec.structs.replace(base, **changes)
    return made


def write(*people: Person, **changes: Any) -> list[Letter | Unwritten]:
    return list(write_letters(TEMPLATE, facts(**changes), people))


def one(who: Person, **changes: Any) -> Letter:
    (made,) = write(who, **changes)
    assert isinstance(made, Letter)
    return made


MINOR = person("CA", born=date(2015, 3, 1), guardian_name="Maria López")
DECEASED = person("NY", deceased=True)


def test_rhode_island_is_told_how_many_and_massachusetts_is_not() -> None:
    """R.I. Gen. Laws 11-49.3-4(d)(1); Mass. Gen. Laws 93H, 3(b) forbids the number."""
    assert "Number of people concerned by this incident in all: 1,630." in one(person("RI")).text
    for other in ("MA", "IN"):
        assert "1,630" not in one(person(other)).text


@pytest.mark.parametrize("state", sorted(states()))
@pytest.mark.parametrize("kind", ["adult", "minor", "deceased"])
def test_words_of_every_state_and_kind(golden: Golden, state: str, kind: str) -> None:
    by_kind: dict[str, dict[str, Any]] = {
        "adult": {},
        "minor": {"born": date(2015, 3, 1), "guardian_name": "Maria López"},
        "deceased": {"deceased": True},
    }
    golden(GOLDEN / f"{state.lower()}-{kind}.txt", one(person(state, **by_kind[kind])).text + "\n")


def test_the_five_parts_of_the_federal_rule_are_in_every_letter() -> None:
    text = one(person()).text
    for part in (
        "Someone without permission got into our computers.",
        "between November 20, 2026 and November 23, 2026. We learned of it on November 23, 2026.",
        "Social Security number",
        "What You Can Do",
        "We called in experts.",
        "Please call us at (260) 555-0110",
    ):
        assert part in text


def test_a_child_is_written_to_through_the_guardian() -> None:
    letter = one(MINOR)
    assert letter.addressee_lines[:2] == ("Maria López", "Parent or Guardian of Ann O'Neil")
    assert "Dear Maria López:" in letter.text


def test_the_deceased_are_written_to_through_the_family() -> None:
    letter = one(DECEASED)
    assert "Next of Kin or Personal Representative of Ann O'Neil" in letter.addressee_lines[0]


def test_eighteen_today_is_an_adult_and_an_unknown_birth_date_is_no_child() -> None:
    assert one(person(born=date(2008, 12, 10))).kind == "adult"
    assert one(person(born=date(2008, 12, 11))).kind == "minor"
    assert one(person(born=None)).kind == "adult"


def test_the_confidential_address_goes_before_the_other() -> None:
    hidden = Address(lines=("P.O. Box 9",), city="Albany", state="NY", zip="12203")
    letter = one(person(confidential_address=hidden))
    assert "P.O. Box 9" in letter.text
    assert "12 Oak St" not in letter.text


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (person(address=Address(problems=("There is no street.",))), "No letter will arrive"),
        (person(address=Address(), deceased=True), "No other notice is needed"),
    ],
)
def test_who_can_not_be_written_to_is_named_with_the_reason(who: Person, words: str) -> None:
    (made,) = write(who)
    assert isinstance(made, Unwritten)
    assert words in made.reason


def test_massachusetts_waits_for_counsel_and_follows_the_choice() -> None:
    (held,) = write(person("MA"), ma_what_happened="")
    assert isinstance(held, Unwritten)
    assert "attorney must choose" in held.reason
    assert "got into our computers" in one(person("MA")).text
    left_out = one(person("MA"), ma_what_happened="leave_out").text
    assert "got into our computers" not in left_out
    assert "got into our computers" in one(person("CA"), ma_what_happened="leave_out").text


def test_numbers_that_open_accounts_bring_the_freeze() -> None:
    assert "security freeze" in one(person()).text
    assert "Place a security freeze" not in one(person(), data_elements=["medical"]).text


def test_genetic_tests_and_recorded_places_are_named_in_words() -> None:
    text = one(person("WI"), data_elements=["location", "genetic", "medical"]).text
    for words in ("genetic information, such as the result of a saliva", "places where you were"):
        assert words in text
    assert text.index("treatment notes") < text.index("genetic information") < text.index("places")
    assert "Place a security freeze" not in text


def test_every_blank_is_asked_for_before_writing() -> None:
    assert missing_facts(facts()) == []
    for name in ("what_happened", "discovered", "data_elements", "what_we_are_doing"):
        asked = [missing.fact for missing in missing_facts(facts(**{name: None or ""}))]
        assert asked == [name]


NASTY = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85"),
    min_size=1,
    max_size=25,
).filter(lambda text: text.strip() and "{" not in text and "}" not in text)


@given(NASTY, NASTY, NASTY)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_put_in_can_be_read_in_the_letter(first: str, street: str, words: str) -> None:
    address = Address(lines=(street,), city="Town", state="IN", zip="46802")
    letter = one(person(first=first, address=address), what_happened=words)
    flat = " ".join(letter.text.split())
    for part in (first, street, words):
        assert " ".join(part.split()) in flat


@pytest.mark.parametrize(
    "name", ["Tom & <Jerry>", 'Ann "Nan" Lee', "{{ 7*7 }}", "{% raw %}", "José Ñúñez", "李小龙"]
)
def test_names_with_signs_come_out_as_they_are(name: str) -> None:
    assert name in one(person(first=name)).text


def test_the_same_facts_give_the_same_bytes() -> None:
    assert [one(MINOR).data for _ in range(2)] == [one(MINOR).data] * 2


def test_any_change_changes_the_digest() -> None:
    def digest(*people: Person, **changes: Any) -> str:
        made = [x for x in write(*people, **changes) if isinstance(x, Letter)]
        return batch_digest(TEMPLATE.sha256, facts_digest(facts(**changes)), "people", made)

    base = digest(person())
    assert digest(person()) == base
    assert digest(person(first="Amy")) != base
    assert digest(person(), what_happened="Something else.") != base
    assert digest(person(), MINOR) != base


def test_our_words_are_docxtpls_words() -> None:
    """The fast way gives the same XML as docxtpl itself."""
    letter = one(person("NY"))
    slow = DocxTemplate(str(content("letters", "hipaa-individual.docx")))
    own = {
        "address_lines": list(letter.addressee_lines),
        "salutation": "Ann O'Neil",
        "patient_name": "Ann O'Neil",
        "kind": "adult",
        "whose": "your",
        "say_what_happened": True,
        "state_blocks": _blocks(states()["NY"], facts()),
        "letter_id": "L-00001",
    }
    slow.render(_shared(facts()) | own, autoescape=True)
    kept = io.BytesIO()
    slow.save(kept)
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        assert _canonical(letter.data, part) == _canonical(kept.getvalue(), part), part


def _canonical(data: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        made: bytes = etree.tostring(etree.fromstring(file.read(part)), method="c14n")
        return made


def test_the_shipped_templates_are_clean() -> None:
    assert check_templates(content("letters")) == []


def _with_tag(folder: Path, old: str, new: str) -> None:
    source = content("letters", "hipaa-individual.docx")
    with zipfile.ZipFile(source) as old_file, zipfile.ZipFile(folder / "x.docx", "w") as file:
        for name in old_file.namelist():
            data = old_file.read(name).decode("utf-8", "surrogateescape").replace(old, new)
            file.writestr(name, data.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("{{ salutatoin }}", "salutatoin"),
        ("{{ salutation }", "wrong"),
        ("{% if %}", "wrong"),
    ],
)
def test_a_wrong_tag_is_named_in_a_sentence(tmp_path: Path, new: str, words: str) -> None:
    _with_tag(tmp_path, "{{ salutation }}", new)
    with pytest.raises(Problem) as caught:
        load_template(tmp_path, "x")
    assert words in caught.value.what


def test_a_template_is_compiled_once_and_again_when_it_was_edited(tmp_path: Path) -> None:
    _with_tag(tmp_path, "{{ salutation }}", "{{ salutation }}")
    first = load_template(tmp_path, "x")
    assert load_template(tmp_path, "x") is first
    _with_tag(tmp_path, "{{ salutation }}", "Hello {{ salutation }}")
    assert load_template(tmp_path, "x").sha256 != first.sha256


def test_a_template_can_not_reach_into_the_program(tmp_path: Path) -> None:
    _with_tag(tmp_path, "{{ salutation }}", "{{ sender.__class__.__mro__ }}")
    template = load_template(tmp_path, "x")
    with pytest.raises(Problem):
        list(write_letters(template, facts(), [person()]))


def test_what_is_no_word_file_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"not a zip")
    with pytest.raises(Problem, match="can't be read"):
        load_template(tmp_path, "x")


def test_a_template_that_loses_a_part_writes_no_letter(tmp_path: Path) -> None:
    _with_tag(tmp_path, "{{ category }}", "something")
    with pytest.raises(Problem, match="did not come out whole"):
        list(write_letters(load_template(tmp_path, "x"), facts(), [person()]))


def test_libreoffice_prints_every_kind_without_repair(tmp_path: Path) -> None:
    people = [person("IN"), MINOR, DECEASED, person("MA"), person("TX", last="Van " * 9 + "Beek")]
    made = [x for x in write(*people) if isinstance(x, Letter)]
    for letter in made:
        (tmp_path / letter.file_name).write_bytes(letter.data)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    files = [str(tmp_path / letter.file_name) for letter in made]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for letter in made:
        pdf = tmp_path / letter.file_name.replace(".docx", ".pdf")
        told = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
        )
        assert letter.addressee_lines[-1] in told.stdout
        assert "Page 1 of 2" in told.stdout
