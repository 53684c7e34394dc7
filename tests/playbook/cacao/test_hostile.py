"""Files from elsewhere: refused in a sentence, or taken as a draft; never run, never a trace."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.playbook.cacao.export import as_json
from ir_app.playbook.cacao.extension import EXTENSION
from ir_app.playbook.cacao.judge import judged
from ir_app.playbook.cacao.load import load
from ir_app.problems import Problem
from tests.playbook.cacao.foreign import foreign, name
from tests.playbook.cacao.made import LIBRARY, exported, playbooks
from tests.playbook.cacao.schema import faults

Change = Callable[[dict[str, Any]], object]
BOOK = LIBRARY.playbook("ransomware")
OURS: dict[str, Any] = json.loads(as_json(exported(BOOK)))


def actions(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [n for n in document["workflow"].values() if n["type"] == "action"]


def beside(document: dict[str, Any], number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = actions(document)[number]["step_extensions"][EXTENSION]
    return found


def first(document: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(n for n in document["workflow"].values() if n["type"] == kind)
    return found


def of(document: dict[str, Any], step: str) -> dict[str, Any]:
    places = [a["step_extensions"][EXTENSION] for a in actions(document)]
    return next(place for place in places if place["id"] == step)


REFUSED: list[tuple[str, Change]] = [
    ("of a kind nobody knows", lambda d: first(d, "end").update(type="surprise")),
    ("a loop", lambda d: first(d, "if-condition").update(type="while-condition")),
    ("which is not there", lambda d: actions(d)[0].update(on_completion=name("end", 1))),
    ("its first step is missing", lambda d: d.update(workflow_start=name("start", 1))),
    ("leads nowhere", lambda d: actions(d)[0].pop("on_completion")),
    ("can never be reached", lambda d: d["workflow"].update({name("end", 1): {"type": "end"}})),
    (
        "is an end but goes on",
        lambda d: first(d, "end").update(on_completion=OURS["workflow_start"]),
    ),
    ("not in the file", lambda d: actions(d)[0].update(agent=name("group", 1))),
    ("not in the file", lambda d: actions(d)[0].update(targets=[name("group", 1)])),
    ("none of the five parts", lambda d: beside(d).update(phase="panic")),
    ("has no short name", lambda d: beside(d).update(id="")),
    ("the same short name", lambda d: beside(d, 0).update(id=beside(d, 1)["id"])),
    ("comes after a step that is not there", lambda d: beside(d).update(after=["nobody"])),
    ("wait for each other", lambda d: of(d, "kinds-of-information").update(after=["close"])),
    ("can't be read", lambda d: beside(d).update(when="__import__('os').system('x')")),
    ("can't be read", lambda d: beside(d).update(when="(" * 900)),
    ("is too long", lambda d: beside(d).update(when="not " * 450 + "form")),
    ("is too long", lambda d: beside(d).update(when=" or ".join(f"f{n}" for n in range(40)))),
    ("is too long", lambda d: beside(d).update(when="form == '" + "x" * 3000 + "'")),
    ("no name of an answer", lambda d: actions(d)[0].update(out_args=["$(reboot)"])),
    ("list of steps does not fit", lambda d: d["playbook_extensions"][EXTENSION]["steps"].pop()),
    ("not written as it should be", lambda d: beside(d).update(does=["format_disk"])),
    ("not written as it should be", lambda d: beside(d).update(surprise=1)),
    ("not written as it should be", lambda d: d.update(spec_version="cacao-1.1")),
    ("not written as it should be", lambda d: d.update(name=7)),
    ("not written as it should be", lambda d: d.update(workflow=[])),
    (
        "not written as it should be",
        lambda d: d["playbook_extensions"][EXTENSION].update(format="2"),
    ),
    (
        "more than 1500 steps",
        lambda d: d["workflow"].update({name("end", n): {"type": "end"} for n in range(1600)}),
    ),
    (
        "tied together",
        lambda d: first(d, "parallel").update(next_steps=[OURS["workflow_start"]] * 7000),
    ),
    ("longer than 20,000", lambda d: actions(d)[0].update(name="x" * 20_001)),
    ("hidden sign (U+202E)", lambda d: actions(d)[0].update(name="abc\u202edef")),
    ("hidden sign (U+001B)", lambda d: actions(d)[0].update(name="\x1b[2J")),
    ("half a letter", lambda d: actions(d)[0].update(name="\ud800")),
    ("more than 100,000 values", lambda d: d.update(labels=[1] * 100_001)),
    ("nested too deep", lambda d: d.update(labels=json.loads("[" * 50 + "]" * 50))),
]


@pytest.mark.parametrize(("words", "change"), REFUSED)
def test_a_broken_file_is_refused_in_a_sentence(words: str, change: Change) -> None:
    document = copy.deepcopy(OURS)
    change(document)
    with pytest.raises(Problem) as told:
        load(json.dumps(document).encode())
    assert words in str(told.value)
    assert "nothing in the file was run" in str(told.value) or "Nothing was" in str(told.value)
    assert len(told.value.what) < 700


def test_a_circle_is_refused_by_name() -> None:
    document = foreign()
    document["workflow"][name("action", 11)]["on_completion"] = name("action", 2)
    del document["workflow"][name("end", 12)]
    with pytest.raises(Problem, match="goes round in circles at “"):
        load(json.dumps(document).encode())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{", "not JSON"),
        (b"[" * 400_000, "nested too deep"),
        (b'{"a":' * 100_000, "nested too deep"),
        (b'{"a": 1, "a": 2}', "“a” stands twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[]", "does not hold one playbook"),
        (b" " * 10_000_000, "larger than 5 MB"),
        (b"{}", "not written as it should be"),
    ],
    ids=range(10),
)
def test_what_is_no_document_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words):
        load(content)


def test_a_foreign_playbook_becomes_a_draft() -> None:
    assert faults(foreign()) == []
    loaded = load(json.dumps(foreign()).encode())
    steps = {step.id: step for step in loaded.playbook.steps}
    assert list(steps) == [
        "look-at-the-log",
        "block-the-address",
        "tell-the-boss",
        "tell-the-boss-2",
        "close",
    ]
    assert steps["look-at-the-log"].after == ()
    assert steps["block-the-address"].after == ("look-at-the-log",)
    assert steps["block-the-address"].how[0] == "Only if: __bad__:value = true"
    assert "block-the-address" in steps["tell-the-boss"].after
    assert "tell-the-boss" not in steps["tell-the-boss-2"].after
    assert steps["close"].after[-2:] == ("tell-the-boss", "tell-the-boss-2")
    assert loaded.playbook.id == "loaded-block-tell"
    assert any("is a draft" in note for note in loaded.notes)
    assert any("lacks" in line for line in judged(loaded.playbook, LIBRARY))


def test_a_command_is_kept_as_words_and_named() -> None:
    loaded = load(json.dumps(foreign()).encode())
    step = loaded.playbook.step("block-the-address")
    assert step.how[-1] == "For a specialist, never run by this program (bash): rm -rf /"
    assert any("bash command" in note for note in loaded.notes)


def test_what_a_draft_has_no_place_for_is_named_or_written_into_it() -> None:
    document = foreign()
    node = document["workflow"][name("action", 2)]
    node |= {"out_args": ["__found__"], "targets": [name("sector", 1)]}
    document["target_definitions"] = {name("sector", 1): {"type": "sector", "name": "Dentists"}}
    document["labels"] = ["apt"]
    document["external_references"] = [{"name": "Report", "url": "hxxp://example"}]
    loaded = load(json.dumps(document).encode())
    assert loaded.playbook.step("look-at-the-log").how[:2] == (
        "Done by: Analyst",
        "About: Dentists",
    )
    told = " ".join(loaded.notes)
    for words in ("“labels” in the file", "“Report” only the name", "finds out has no place"):
        assert words in told


def test_words_in_base64_are_read_and_rubbish_is_refused() -> None:
    document = foreign()
    lines = document["workflow"][name("action", 2)]["commands"]
    lines[0] = {"type": "manual", "command_b64": "Q2FsbCBtZQ=="}
    loaded = load(json.dumps(document).encode())
    assert "Call me" in loaded.playbook.step("look-at-the-log").how
    lines[0] = {"type": "manual", "command_b64": "G1syZg=="}
    with pytest.raises(Problem, match="hidden sign"):
        load(json.dumps(document).encode())
    lines[0] = {"type": "manual", "command_b64": "%%%"}
    with pytest.raises(Problem, match="coded in a way"):
        load(json.dumps(document).encode())


def test_what_another_program_added_is_named() -> None:
    document = copy.deepcopy(OURS)
    other = name("extension-definition", 9)
    document["signatures"] = []
    document["extension_definitions"][other] = {"name": "Layout"}
    actions(document)[0]["delay"] = 5
    actions(document)[0]["name"] = "Pull the plug"
    first(document, "if-condition")["condition"] = "true"
    parallel = first(document, "parallel")
    parallel["next_steps"] = parallel["next_steps"][::-1]
    loaded = load(json.dumps(document).encode())
    told = " ".join(loaded.notes)
    for words in ("“signatures”", "“Layout”", "“delay” of the step", "were changed since"):
        assert words in told
    for words in ("The order was changed", "A condition was changed"):
        assert words in told
    assert "Pull the plug" in {step.title for step in loaded.playbook.steps}


def test_a_step_added_elsewhere_comes_in_as_a_draft_beside_ours() -> None:
    document = copy.deepcopy(OURS)
    start = document["workflow"][document["workflow_start"]]
    new = {
        "type": "action",
        "name": "Breathe",
        "commands": [{"type": "manual", "command": "In, out."}],
        "agent": actions(document)[0]["agent"],
        "on_completion": start["on_completion"],
    }
    document["workflow"][name("action", 5)] = new
    start["on_completion"] = name("action", 5)
    loaded = load(json.dumps(document).encode())
    assert loaded.playbook.steps[:-1] == BOOK.steps
    assert loaded.playbook.steps[-1].how == ("In, out.",)
    assert any("“Breathe” was added" in note for note in loaded.notes)


def test_a_condition_on_many_answers_at_once_is_reasoned_about_not_tried_out() -> None:
    document = copy.deepcopy(OURS)
    names = [f.id for f in LIBRARY.facts.values() if len(f.choices) > 2][:4]
    names += [f.id for f in LIBRARY.facts.values() if not f.choices][: 11 - len(names)]
    when = " and ".join(f"known({n})" for n in names)
    beside(document).update(when=when, after=[])
    loaded = load(json.dumps(document).encode())
    wrong = judged(loaded.playbook, LIBRARY)
    assert not [line for line in wrong if "too many answers" in line]


def test_conditions_too_tangled_to_draw_are_given_up_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ir_app.playbook.proof.diagram.MOST", 50)
    assert "too many answers at once" in judged(BOOK, LIBRARY)[-1]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([EXTENSION, *OURS["workflow"]]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def spots(found: Any, into: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Return every place in a document as container and key."""
    inner = found.items() if isinstance(found, dict) else enumerate(found)
    for key, value in inner:
        into.append((found, key))
        if isinstance(value, (dict, list)):
            spots(value, into)
    return into


def mutated(data: st.DataObject, document: dict[str, Any]) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        places = spots(document, [])
        if not places:
            return
        container, key = data.draw(st.sampled_from(places))
        match data.draw(st.sampled_from(["replace", "remove", "swap", "add"])):
            case "replace":
                container[key] = data.draw(VALUES)
            case "remove":
                del container[key]
            case "swap":
                other, place = data.draw(st.sampled_from(places))
                if place in other if isinstance(other, dict) else place < len(other):
                    container[key] = copy.deepcopy(other[place])
            case _ if isinstance(container, dict):
                container[data.draw(st.text(max_size=6))] = data.draw(VALUES)


def told(content: bytes) -> None:
    """Load a file; only a sentence may come of it, or a playbook that can go out again."""
    try:
        loaded = load(content)
    except Problem:
        return
    assert all(isinstance(line, str) for line in judged(loaded.playbook, LIBRARY))
    again = load(as_json(exported(loaded.playbook)))
    assert again.playbook == loaded.playbook


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_change_to_a_file_ever_ends_in_a_trace(data: st.DataObject) -> None:
    document = data.draw(
        st.one_of(st.just(foreign()), playbooks().map(exported), st.just(OURS).map(copy.deepcopy))
    )
    mutated(data, document)
    told(json.dumps(document).encode())


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_cut_or_flip_of_bytes_ends_in_a_trace(data: st.DataObject) -> None:
    content = bytearray(as_json(OURS))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(1, 40))] = data.draw(st.binary(max_size=8))
    told(bytes(content))
