"""A run gone on with: told what that will do, then done."""

from collections.abc import Sequence
from typing import Any

from imgfree import journal, past, schema
from imgfree.agents import progress, workers
from imgfree.agents.desk import Desk
from imgfree.errors import InputRefused
from imgfree.planning.cost import credits
from imgfree.rights import Rights
from imgfree.runs.resume import explain


def resume(
    desk: Desk, run_id: str, accept: Sequence[str], resend: Sequence[str], max_credits: int | None
) -> dict[str, Any]:
    """Return what each step will do, and see to it; where it may cost what was not allowed, nothing is done.

    Raises:
        ImgfreeError: it cannot be gone on with.
    """
    folder = progress.folder_of(desk.app, run_id)
    now = progress.of(desk.app, folder)
    if now.state in ("starting", "running"):
        return now.as_json()
    if past.beginning(folder) is None:
        raise InputRefused(f"run {folder.name} never began", hint="`start` again with the same key begins it")
    found = explain(desk.app, folder, Rights())
    if found is None:
        return now.as_json()
    prospects, changes = found
    will = [f"{one.step}: {one.will}, {one.because}" for one in prospects]
    records = past.our_log(folder, desk.app.seal()).records
    marks = journal.fold(records)
    gone = {one.step for one in prospects if one.step in marks and (marks[one.step].sent or marks[one.step].accepted)}
    again = [one for one in prospects if one.step not in accept and (one.step not in gone or one.step in resend)]
    paid = sum(1 for one in again if one.will in ("run", "continue") and schema.does(one.kind, "edits"))
    began = past.start_of(records)
    (_, most), because = credits(str(began.get("backend")), 0, paid)
    if began.get("backend") == "nemo" and most > (max_credits or 0):
        need = {"state": "not resumed", "needs": {"max_credits": round(most)}, "because": because}
        return {"run_id": folder.name, **need, "will": will}
    workers.resume(desk.app, folder, accept, resend)
    return {"run_id": folder.name, "state": "running", "will": will, "changed": changes, "next": "wait"}
