"""What a practice added to the shipped playbooks, and what it took out."""

from dataclasses import dataclass, field

from ir_app.core.kinds import Kind, OwnNoteSet, OwnStepAdded, OwnStepRemoved, OwnStepRestored


@dataclass(slots=True)
class Own:
    """A practice's own steps, notes and removals; empty for the playbooks as shipped."""

    steps: dict[str, OwnStepAdded] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)  # by step
    removed: dict[str, OwnStepRemoved] = field(default_factory=dict)  # shipped steps left out

    def take(self, data: Kind) -> None:
        """Fold one entry of the practice's journal; other kinds change nothing."""
        match data:
            case OwnStepAdded():
                self.steps[data.step] = data
            case OwnStepRemoved():
                if self.steps.pop(data.step, None) is None:
                    self.removed[data.step] = data
            case OwnStepRestored():
                self.removed.pop(data.step, None)
            case OwnNoteSet(text=""):
                self.notes.pop(data.step, None)
            case OwnNoteSet():
                self.notes[data.step] = data.text
            case _:
                pass
