"""Telling those who must be told, and writing down that it was done."""

from ir_app.actions.desk import Desk
from ir_app.core.change import Change
from ir_app.core.kinds import Told
from ir_app.core.moment import Moment
from ir_app.problems import Problem


def tell(
    desk: Desk,
    incident: str,
    obligation: str,
    *,
    method: str,
    reference: str = "",
    happened: Moment | None = None,
) -> Change:
    """Mark one obligation as met; letters to patients are marked by mailing them instead."""
    duties = {duty.id: duty for duty in desk.situation(incident).obligations}
    if obligation not in duties:
        raise Problem(what="This line is no longer on the list of dates.", do="Look at it again.")
    if duties[obligation].kind == "individual":
        raise Problem(
            what="Letters to patients are marked as mailed on the Letters screen.",
            do="Open Letters, and press “Mark as mailed” when they are at the post office.",
        )
    data = Told(
        obligation=obligation,
        title=duties[obligation].title,
        method=method,
        reference=reference.strip(),
    )
    entries = desk.record(incident, [data], happened=happened)
    return Change(tuple(entries), f"Marked as told: {data.title}")
