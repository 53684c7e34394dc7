"""Ways to spoil a playbook, one at a time: what a slip of the hand in a file does."""

from tests.playbook.faults import cards, order, words
from tests.playbook.faults.base import Fault

FAULTS: dict[str, Fault] = {
    "remove a step": order.remove_step,
    "remove a step and mend": order.remove_step_and_mend,
    "drop an “after”": order.drop_after,
    "rewire an “after”": order.rewire_after,
    "drop a “when”": order.drop_when,
    "negate a “when”": order.negate_when,
    "alter a “when”": order.alter_when,
    "drop “must”": cards.drop_must,
    "drop “locked”": cards.drop_locked,
    "drop a stop line": cards.drop_gate,
    "drop a part of a stop line": cards.drop_gate_part,
    "drop what a stop line guards": cards.drop_guard,
    "drop an act": cards.drop_does,
    "alter an act": cards.alter_does,
    "drop a duty": cards.drop_duty,
    "alter a duty": cards.alter_duty,
    "drop a fact asked": cards.drop_sets,
    "alter a fact asked": cards.alter_sets,
    "move to another part": order.move_phase,
    "swap two steps": order.swap_steps,
    "use an id twice": order.duplicate_id,
    "rename an id": order.rename_id,
    "drop a line of a pause": words.drop_pause_line,
    "drop a text": words.drop_text,
    "raise the grade": words.raise_grade,
    "make a long sentence": words.long_sentence,
    "retire without a why": words.retire_without_why,
}
