"""The statechart of one step, run by python-statemachine.

Its guards are our own methods; nothing written in a playbook file is ever evaluated by the
library. The steps of a phase run side by side, and the phases too: each step is a region.
"""

from statemachine import State, StateChart

from ir_app.core.kinds import StepState

SETTLED = (StepState.DONE, StepState.COULD_NOT, StepState.NOT_APPLICABLE)


class StepChart(StateChart[None]):
    """The life of one step; events are named after the state they lead to."""

    allow_event_without_transition = False
    catch_errors_as_events = False

    todo = State(initial=True, value=StepState.TODO)
    doing = State(value=StepState.DOING)
    waiting = State(value=StepState.WAITING)
    done = State(value=StepState.DONE)
    could_not = State(value=StepState.COULD_NOT)
    not_applicable = State(value=StepState.NOT_APPLICABLE)

    to_doing = todo.to(doing) | waiting.to(doing)
    to_waiting = todo.to(waiting) | doing.to(waiting) | waiting.to(waiting)
    to_done = (
        todo.to(done, cond="gate_passed")
        | doing.to(done, cond="gate_passed")
        | waiting.to(done, cond="gate_passed")
    )
    to_could_not = (
        todo.to(could_not, cond="may_be_left")
        | doing.to(could_not, cond="may_be_left")
        | waiting.to(could_not, cond="may_be_left")
    )
    to_not_applicable = (
        todo.to(not_applicable, cond="has_reason")
        | doing.to(not_applicable, cond="has_reason")
        | waiting.to(not_applicable, cond="has_reason")
    )
    to_todo = (
        doing.to(todo)
        | waiting.to(todo)
        | done.to(todo)
        | could_not.to(todo)
        | not_applicable.to(todo)
    )

    def __init__(self, *, gated: bool, must: bool) -> None:
        self.gated, self.must, self.acknowledged = gated, must, False
        super().__init__()

    def gate_passed(self) -> bool:
        """Tell whether the stop line was read, where there is one."""
        return self.acknowledged or not self.gated

    def may_be_left(self, reason: str = "") -> bool:
        """Tell whether the step may be left undone, with a reason."""
        return bool(reason) and not self.must

    def has_reason(self, reason: str = "") -> bool:
        """Tell whether a reason was given."""
        return bool(reason)
