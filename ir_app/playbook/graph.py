"""A playbook as a drawing in Mermaid: a lane for each phase, an arrow for each "after"."""

from collections.abc import Iterator, Mapping

from ir_app.playbook.map import Mark
from ir_app.playbook.model import Playbook, Step


def as_mermaid(playbook: Playbook, marks: Mapping[str, Mark] | None = None) -> str:
    """Return a flowchart; octagons are steps with a stop line, marks say where a step stands."""
    lines = ["flowchart TD"]
    for phase in playbook.phases:
        lines.append(f'  subgraph {phase.id}["{phase.title}"]')
        steps = [step for step in playbook.steps if step.phase == phase.id]
        lines += [_node(step, (marks or {}).get(step.id)) for step in steps]
        lines.append("  end")
    lines += [f"  {before} --> {step.id}" for step in playbook.steps for before in step.after]
    return "\n".join([*lines, *_standing(marks or {})])


def _node(step: Step, mark: Mark | None) -> str:
    text = step.title.replace('"', "'") + (f"<br/>{mark.word}" if mark and mark.word else "")
    return f'    {step.id}{{{{"{text}"}}}}' if step.gate else f'    {step.id}["{text}"]'


# How the tones look where nothing else is known: a thick edge, a dashed one, a thin one.
_LOOKS = {"now": "stroke-width:4px", "done": "stroke-width:1px", "quiet": "stroke-dasharray:4"}


def _standing(marks: Mapping[str, Mark]) -> Iterator[str]:
    for tone, look in _LOOKS.items():
        steps = [step for step, mark in marks.items() if mark.tone == tone]
        if steps:
            yield f"  classDef {tone} {look}"
            yield f"  class {','.join(steps)} {tone}"
