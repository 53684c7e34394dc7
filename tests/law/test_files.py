"""The files: thresholds by truth table, and every typo a sentence."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ir_app.law.check import check
from ir_app.law.engine import answers
from ir_app.law.facts import read_facts
from ir_app.law.read import current, load_law
from ir_app.law.show import diff, show
from ir_app.letters.writing import states as letter_states
from ir_app.places import content
from ir_app.problems import Problem
from tests.law import compare, write_tables

FOLDER = content("resources", "law")
LAW = load_law(FOLDER)
TODAY = date(2026, 11, 23)


def lines() -> list[tuple[str, str, int]]:
    """Every number of residents that decides something, from the files."""
    made = []
    for code, rules in LAW.states.items():
        if rules.no_statute:
            continue
        for office in rules.regulator:
            if office.in_force(TODAY):
                made.append((code, f"{code.lower()}-regulator-{office.id}", office.min_residents))
        for rule in rules.consumer_reporting:
            if rule.in_force(TODAY):
                made.append((code, f"{code.lower()}-consumer-reporting", rule.min_residents))
        made.append((code, f"us-media-{code.lower()}", 501))
    return made


def applies(code: str, id_: str, number: int, **named: Any) -> str:
    """Return what the engine says of one line, everything else being as bad as it gets."""
    data: dict[str, Any] = {
        "covered_entity": False,
        "discovered": "2026-11-23",
        "data_elements": ["ssn", "medical"],
        "encrypted": False,
        "residents": {code: number},
        "total": number,
    }
    made = {o.id: o for o in answers(read_facts(data | named), LAW, TODAY)}
    return made[id_].applies if id_ in made else "no"


def binds(code: str, id_: str) -> bool:
    """Tell whether it is sure that a private practice is bound by the law of a line."""
    trigger = current(LAW.states[code].trigger, TODAY)
    return id_.startswith("us-media") or (trigger is not None and not trigger.binds)


@pytest.mark.parametrize(("code", "id_", "least"), lines())
def test_one_less_is_no_and_the_number_itself_is_yes(code: str, id_: str, least: int) -> None:
    held = id_.startswith("us-media") or "hipaa" in id_  # what HIPAA itself brings
    hit = "yes" if binds(code, id_) else "unknown"
    for number, expected in ((least - 1, "no"), (least, hit), (least + 1, hit)):
        assert applies(code, id_, number, covered_entity=held) == expected, (id_, number)


EXCUSES = {"regulator": "regulator", "consumer-reporting": "consumer_reporting"}


@pytest.mark.parametrize(("code", "id_", "least"), lines())
def test_what_hipaa_excuses_is_not_asked_of_those_who_follow_it(
    code: str, id_: str, least: int
) -> None:
    rules = LAW.states[code]
    excuse = next(h for h in rules.hipaa if h.in_force(TODAY))
    kind = next((EXCUSES[k] for k in EXCUSES if f"{code.lower()}-{k}" in id_), "")
    office = next((r for r in rules.regulator if id_.endswith(f"-regulator-{r.id}")), None)
    always = office is not None and office.always
    expected = "no" if kind in excuse.excuses and not always and not excuse.only_elements else "yes"
    if (expected == "no" and excuse.argued) or (expected == "yes" and not binds(code, id_)):
        expected = "unknown"
    assert applies(code, id_, least, covered_entity=True) == expected


def test_the_shipped_files_are_clean() -> None:
    assert check(FOLDER) == []


def test_words_for_letters_belong_to_a_state_with_a_law() -> None:
    assert set(letter_states()) <= set(LAW.states)


def test_show_has_the_fixed_form() -> None:
    data = show(LAW, "TX", TODAY)
    assert data["rules"]["individual"] == {
        "kind": "calendar_days",
        "days": 60,
        "starts_at": "determination",
    }
    assert data["rules"]["regulators"][0]["min_residents"] == 250
    assert data["rules"]["consumer_reporting"]["min_residents"] == 10001
    assert data["rules"]["hipaa"]["effect"] == "none"
    assert [v["effective"] for v in data["versions"]] == ["2000-01-01", "2020-01-01", "2023-09-01"]


@pytest.mark.parametrize("code", ["IA", "NH", "NM", "OK", "OR", "SC", "SD", "TX"])
def test_a_tax_number_counts_where_the_law_names_any_government_number(code: str) -> None:
    line = f"{code.lower()}-individual"
    assert applies(code, line, 3, data_elements=["tax_id"]) == "yes"


@pytest.mark.parametrize(("code", "said"), [("SC", "no"), ("WA", "yes")])
def test_a_date_of_birth_counts_only_where_the_law_names_it(code: str, said: str) -> None:
    assert applies(code, f"{code.lower()}-individual", 3, data_elements=["dob"]) == said


@pytest.mark.parametrize("office", ["ag", "ocabr"])
def test_both_offices_of_massachusetts_get_the_letter_and_a_word_on_the_monitoring(
    office: str,
) -> None:
    how = next(r.how for r in LAW.states["MA"].regulator if r.id == office)
    assert "a sample of the letter" in how
    assert "the monitoring follows section 3A" in how


@pytest.mark.parametrize("code", ["ID", "KS", "MO", "NE", "UT", "VA", "WV"])
def test_a_clause_for_whoever_has_a_regulator_is_argued_as_it_does_not_name_hipaa(
    code: str,
) -> None:
    assert applies(code, f"{code.lower()}-individual", 3, covered_entity=True) == "unknown"
    assert applies(code, f"{code.lower()}-individual", 3, covered_entity=False) == "yes"


@pytest.mark.parametrize(("kind", "said"), [("tax_id", "yes"), ("ssn", "yes"), ("medical", "no")])
def test_services_in_california_are_owed_for_every_number_on_a_government_paper(
    kind: str, said: str
) -> None:
    """1798.82(d)(2)(G) names subparagraphs (A) and (B) of (h)(1), tax numbers among them."""
    assert applies("CA", "ca-credit-monitoring", 3, data_elements=[kind]) == said


def test_substitute_notice_in_montana_leaves_nothing_out() -> None:
    (substitute,) = LAW.states["MT"].substitute
    assert "either" not in substitute.text
    assert all(w in substitute.text for w in ("e-mail", "website", "media"))


def test_a_tax_number_did_not_count_in_oklahoma_before_2026() -> None:
    last = date(2025, 12, 31)
    assert show(LAW, "OK", last)["rules"]["data_elements"]["tax_id"] is False


@pytest.mark.parametrize("code", ["US", *sorted(LAW.states)])
def test_every_jurisdiction_can_be_shown(code: str) -> None:
    data = show(LAW, code, TODAY)
    assert data["code"] == code
    assert data["rules"]["verified"]


def test_diff_finds_what_changed() -> None:
    changed = {(c["code"], c["what"]) for c in diff(LAW, date(2024, 12, 1), date(2026, 1, 1))}
    assert changed == {
        ("CA", "individual"),
        ("CA", "regulators"),
        ("NY", "individual"),
        ("NY", "data_elements"),
        ("OK", "data_elements"),
        ("OK", "hipaa"),
        ("OK", "regulators"),
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "calendar_days"', 'kind = "calender_days"'),
        ("min_residents = 250", "min_residants = 250"),
        ("days = 60", 'days = "sixty"'),
        ("[[hipaa]]", "[[hippa]]"),
        ("verified = 2026-11-26", "verified = 2026-13-23"),
        ('code = "TX"', "code = "),
    ],
)
def test_a_typo_names_the_file(tmp_path: Path, old: str, new: str) -> None:
    for path in FOLDER.glob("*.toml"):
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(text, "utf-8")
    text = (FOLDER / "us-tx.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "us-tx.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Problem, match=r"us-tx\.toml"):
        load_law(tmp_path)
    assert [f.file for f in check(tmp_path)] == ["us-tx.toml"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("until = 2023-09-01", "until = 2023-10-01", "overlap"),
        ("until = 2023-09-01", "until = 2023-08-01", "gap"),
        ("days = 30\n", "", "do not fit together"),
        ('cite = "Tex. Bus. & Com. Code 521.053(b)"', "", "citation"),
        ("verified = 2026-11-26", "verified = 2999-01-01", "future"),
        ("min_residents = 10001", "min_residents = 0", "smallest number"),
        ('"medical", "health', '"medicine", "health', "kind of information"),
    ],
)
def test_the_checker_finds_what_reads_well_but_is_wrong(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    for name in ("us-hipaa.toml", "us-private.toml"):
        (tmp_path / name).write_text((FOLDER / name).read_text("utf-8"), "utf-8")
    text = (FOLDER / "us-tx.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "us-tx.toml").write_text(text.replace(old, new), "utf-8")
    assert any(words in finding.sentence for finding in check(tmp_path))


def test_the_printed_tables_say_what_the_files_say() -> None:
    for name, text in write_tables.write().items():
        assert (write_tables.OUT / name).read_text("utf-8") == text, (
            "python -m tests.law.write_tables"
        )


def test_the_two_entries_of_the_law_agree_or_each_difference_is_settled() -> None:
    assert [d for d in compare.differences() if not d.settled] == []
    assert (compare.DOCS / "comparison.md").read_text("utf-8") == compare.page(), (
        "python -m tests.law.compare"
    )


def test_every_jurisdiction_is_there() -> None:
    states = (
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH "
        "NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP"
    )
    assert sorted(LAW.states) == sorted(states.split())
    assert [c for c, rules in sorted(LAW.states.items()) if rules.no_statute] == ["AS", "MP"]
