"""Playbooks of any shape, for properties that must hold of all of them."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from ir_app.places import content
from ir_app.playbook.cacao.export import document
from ir_app.playbook.checked import Checked, Says
from ir_app.playbook.model import (
    PHASES,
    Act,
    EvidenceAsk,
    Gate,
    Pause,
    Playbook,
    Question,
    Retired,
    Step,
)
from ir_app.playbook.pin import sealed
from ir_app.playbook.read import load_library

LIBRARY = load_library(content("playbooks"))
CONTACTS = {contact.id: contact.label for contact in LIBRARY.contacts}
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

TEXT = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" \n\t"), max_size=30
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
WHEN = st.sampled_from(
    [
        "",
        "",
        "known(form)",
        "form == 'paper' or not encrypted",
        "not (known(total) and total != 3)",
        "form in ['paper', 'electronic'] and 'ssn' in data_elements",
        "not 'ssn' in data_elements",
        "encrypted",
        "form not in ['it\\'s']",
    ]
)


@st.composite
def _step(draw: st.DrawFn, id_: str, earlier: list[str]) -> Step:
    gate = st.builds(Gate, stop=TEXT, reason=TEXT, already_happened=TEXTS, guards=TEXTS)
    return Step(
        id=id_,
        phase=draw(st.sampled_from(list(PHASES))),
        title=draw(TEXT),
        why=draw(TEXT),
        how=draw(TEXTS),
        who=draw(st.sampled_from(["lead", "approver", "hygienist", ""])),
        call=draw(st.sampled_from(["", "it", "the neighbour"])),
        say=draw(TEXTS),
        target_minutes=draw(st.integers(0, 10_000)),
        gate=draw(st.none() | gate),
        evidence=draw(st.none() | st.builds(EvidenceAsk, ask=TEXT, required=st.booleans())),
        sets=tuple(draw(st.lists(st.sampled_from(["form", "total", "a b"]), max_size=2))),
        after=tuple(draw(st.lists(st.sampled_from(earlier), max_size=3))) if earlier else (),
        when=draw(WHEN),
        does=tuple(draw(st.lists(st.sampled_from(list(Act)), max_size=2))),
        duties=draw(TEXTS),
        must=draw(st.booleans()),
        locked=draw(st.booleans()),
    )


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """Draw a playbook whose steps wait only for earlier ones, some named like shared ones."""
    names = draw(st.permutations(["a", "b", "B ü", "close", "assess", "review", "x-1", "y"]))
    ids = names[: draw(st.integers(1, len(names)))]
    steps = [draw(_step(id_, list(ids[:n]))) for n, id_ in enumerate(ids)]
    questions = st.lists(st.builds(Question, id=TEXT, text=TEXT, fact=TEXT), max_size=2)
    pauses = st.builds(Pause, phase=st.sampled_from(list(PHASES)), read=TEXTS)
    retired = st.builds(Retired, id=TEXT, why=TEXT)
    says = st.builds(Says, source=TEXT, where=TEXT, says=TEXT)
    checked = st.builds(
        Checked, step=TEXT, what=TEXT, by=st.lists(says, max_size=2).map(tuple), doubt=TEXT
    )
    return sealed(
        Playbook(
            id=draw(st.sampled_from(["mine", "other-one", "ü/.."])),
            version=draw(TEXT),
            title=draw(TEXT),
            incident_type=draw(TEXT),
            summary=draw(TEXT),
            sources=draw(TEXTS),
            questions=tuple(draw(questions)),
            facts=(),
            steps=tuple(draw(st.permutations(steps))),
            digest="",
            pauses=tuple(draw(st.lists(pauses, max_size=2))),
            retired=tuple(draw(st.lists(retired, max_size=2))),
            checked=tuple(draw(st.lists(checked, max_size=2))),
        ),
        LIBRARY.facts,
    )


def exported(book: Playbook) -> dict[str, Any]:
    """Return the document of a playbook at a fixed time."""
    return document(book, LIBRARY.facts, CONTACTS, NOW)
