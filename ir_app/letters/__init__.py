"""Facts and people become finished Word letters; an approval is a digest over all of it."""

from ir_app.letters.addressee import held, kind_of, kind_words
from ir_app.letters.check import check_templates
from ir_app.letters.digest import batch_digest, facts_digest
from ir_app.letters.facts import LetterFacts, letter_facts, missing_facts
from ir_app.letters.readback import read_back
from ir_app.letters.template import Template, load_template
from ir_app.letters.writing import Letter, Unwritten, plan_letters, write_letters, write_some

__all__ = [
    "Letter",
    "LetterFacts",
    "Template",
    "Unwritten",
    "batch_digest",
    "check_templates",
    "facts_digest",
    "held",
    "kind_of",
    "kind_words",
    "letter_facts",
    "load_template",
    "missing_facts",
    "plan_letters",
    "read_back",
    "write_letters",
    "write_some",
]
