"""Where a commitment stands after what was done to it.

Place in the flow: `commitments` asks for the acts of one report in the order of its text, `linking.ledgers`
for those of all reports in the order in which they happened.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.record.model import CommitmentStatus

_STANDING = frozenset({
    "treaty", "alliance obligation", "ceasefire", "joint statement", "mandate", "resolution",
    "deployment",
})  # fmt: skip
"""Kinds that are in force when one is urged to keep them."""
_STATUS: dict[str, CommitmentStatus] = {
    "proposed": "offered", "demanded": "demanded", "announced": "announced", "signed": "agreed",
    "invoked": "invoked", "requested": "demanded", "pledged": "announced", "delivered": "in_force",
    "extended": "in_force", "ended": "ended", "refused": "refused",
}  # fmt: skip
_KEEPING = frozenset({"urged", "observed", "alleged_violation", "admitted_violation"})


def find_status(kind: str, acts: Iterable[str], *, is_suspended: bool = False) -> CommitmentStatus:
    """Return where a commitment stands after its acts, the first one first.

    A refusal ends what was only asked or offered; to what stands it is one voice against it. `is_suspended`
    says that what ended it was meant to be for a time.

    Example:
        >>> find_status("ceasefire", ["proposed", "signed", "alleged_violation"])
        'in_force'
    """
    status: CommitmentStatus = "unknown"
    for act in acts:
        if act == "refused":
            status = (
                status if status in ("agreed", "in_force", "announced", "invoked", "ended") else "refused"
            )
        elif act in _KEEPING:
            is_open = status in ("unknown", "agreed") and kind in _STANDING
            status = "in_force" if is_open or act == "observed" else status
        elif act == "pledged" and kind in _STANDING and kind != "deployment":
            status = "in_force"
        elif act in ("proposed", "demanded") and status in ("agreed", "in_force", "announced", "invoked"):
            continue
        else:
            status = _STATUS.get(act, status)
    return "suspended" if status == "ended" and is_suspended else status
