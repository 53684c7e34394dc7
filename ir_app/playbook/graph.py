"""A playbook as a drawing in Mermaid: a lane for each phase, an arrow for each "after"."""

from ir_app.playbook.model import Playbook


def as_mermaid(playbook: Playbook) -> str:
    """Return a flowchart; octagons are steps with a stop line."""
    lines = ["flowchart TD"]
    for phase in playbook.phases:
        lines.append(f'  subgraph {phase.id}["{phase.title}"]')
        for step in playbook.steps:
            if step.phase == phase.id:
                text = step.title.replace('"', "'")
                lines.append(
                    f'    {step.id}{{{{"{text}"}}}}' if step.gate else f'    {step.id}["{text}"]'
                )
        lines.append("  end")
    lines += [f"  {before} --> {step.id}" for step in playbook.steps for before in step.after]
    return "\n".join(lines)
