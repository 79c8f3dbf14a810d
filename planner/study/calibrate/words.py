"""What a calibration found, in a planner's words."""

from __future__ import annotations

import numpy as np

from planner.study.calibrate.candidates import name_of
from planner.study.calibrate.changes import Change
from planner.study.calibrate.limits import NEAR, Limit
from planner.study.calibrate.study import Calibrated


def told_limit(found: Calibrated, limit: Limit) -> str:
    """Why a place is off, what a constant there could do, and whether any that was tried mends it."""
    return f"{_told_here(found, limit)} {_told_elsewhere(found, limit)}".strip()


def _told_here(found: Calibrated, limit: Limit) -> str:
    """What a constant on the place as a whole does."""
    bound = found.order.bounds.usd_per_t
    match limit.why:
        case "total":
            return "Not counted at a place."
        case "unmoved":
            return f"No constant on the place as a whole within {bound:g} USD/t changes its {limit.before_mt:.2f} Mt."
        case "out_of_reach":
            return f"Even {_usd(limit.after_usd_per_t)} on the place as a whole leaves {limit.after_mt:.2f} Mt."
        case "within_reach":
            amount, stop = _usd(limit.after_usd_per_t), f"{found.order.bounds.stop:.0%}"
            return (
                f"{amount} on the place would make it {limit.after_mt:.2f} Mt; others gained more in all, or it gained "
                f"less than {stop} of the misfit."
            )
        case _:
            return _told_split(found, limit)


def _told_split(found: Calibrated, limit: Limit) -> str:
    """Tonnes that go one way or the other as a whole, and the split that would meet the count."""
    count = float(found.after.counted.observed_mt[limit.place])
    jump = abs(limit.after_mt - limit.before_mt)
    here = (count - min(limit.after_mt, limit.before_mt)) / jump
    other = ""
    if limit.instead is not None:
        row = int(found.after.counted.row[limit.instead[0]])
        other = f" ({limit.instead[1]:.2f} Mt of it show at {name_of(found.case, row)})"
    return (
        f"Between {_usd(limit.before_usd_per_t)} and {_usd(limit.after_usd_per_t)} on the place {jump:.2f} Mt change "
        f"their way at once, from {limit.before_mt:.2f} to {limit.after_mt:.2f} Mt here{other}. Least cost sends "
        f"all of it one way; shippers would have to split it, {here:.0%} over this place, to meet the count."
    )


def _told_elsewhere(found: Calibrated, limit: Limit) -> str:
    """Whether anything that was tried, at whichever place, brings this one to its count."""
    nearest, wanted = found.nearest[limit.place], float(found.after.counted.observed_mt[limit.place])
    if limit.why == "within_reach":
        return ""
    if abs(nearest.mt - wanted) > NEAR * wanted:
        return (
            f"No cost mends it: in all {found.searches} trials, at whichever place, the model came no nearer than "
            f"{nearest.mt:.2f} Mt."
        )
    if not nearest.changes:
        return f"Without changes it is {nearest.mt:.2f} Mt."
    changes = "; ".join(named(change) for change in nearest.changes)
    return f"Tried elsewhere: with {changes} it is {nearest.mt:.2f} Mt."


def told_change(found: Calibrated, number: int) -> str:
    """What a change is, what it gains, and how far it could be another."""
    step, before = found.steps[number], found.before if number == 0 else found.steps[number - 1].trial
    change = step.trial.changes[-1]
    gain = 1 - step.trial.misfit / before.misfit
    same = ""
    if step.same is not None:
        same = f"; from {step.same[0]:g} to {step.same[1]:g} USD/t does the same"
    held = ""
    if found.held_out.any():
        was, now = before.held_out_misfit, step.trial.held_out_misfit
        held = f"; the places held out from {was:.3f} to {now:.3f}"
    return f"{named(change)}: {gain:.0%} less misfit{held}{same}."


def named(change: Change) -> str:
    """A change in short."""
    if change.kind == "constant":
        return f"{change.name}: {_usd(change.amount)}"
    return f"{change.name}: {change.amount:+g} Mt/year of existing load"


def _usd(amount: float) -> str:
    return f"{amount:+g} USD/t" if amount else "0 USD/t"


def told_end(found: Calibrated) -> str:
    """How far the misfit fell, why the search ended, and what the scenario shows when it is solved anew."""
    before, after = found.before.misfit, found.after.misfit
    gained = f"{1 - after / before:.0%} less" if before > 0 else "nothing to mend"
    fell = f"Misfit of the fitted places {before:.3f} before, {after:.3f} after ({gained})"
    said = f"{fell}; the search ended: {found.ended}."
    said += _told_held_out(found)
    again = found.again
    if again is not None and not np.isclose(again.misfit, after, rtol=1e-3, atol=1e-6):
        said += (
            f" Solved anew from its rows the scenario has {again.misfit:.3f}: some places rest on ways of equal cost, "
            "between which any plan may choose."
        )
    return said


def _told_held_out(found: Calibrated) -> str:
    """Whether the changes hold where nothing was fitted."""
    if not found.held_out.any():
        return " Nothing was held out: how far the changes hold elsewhere is not known."
    was, now = found.before.held_out_misfit, found.after.held_out_misfit
    if now > was:
        return (
            f" The places held out come no nearer: their misfit goes from {was:.3f} to {now:.3f}. The changes fit what "
            "they were fitted to and spoil what was held out: accept single ones, or none."
        )
    return f" The misfit of the places held out goes from {was:.3f} to {now:.3f}."


def told_method(found: Calibrated) -> str:
    """Bounds, measure and limits of what was done."""
    bounds, fitted = found.order.bounds, int((~found.held_out).sum())
    return (
        f"{found.year} alone, projects as the case forces them; {fitted} observations fitted, "
        f"{int(found.held_out.sum())} held out. Misfit: sum of 2 (model - observed)^2 / (model + observed), Mt/year. "
        f"Constants within {bounds.usd_per_t:g} USD/t at places that were counted and at the border by mode, existing "
        f"loads within {bounds.load_share:.0%}, at most {found.most_changes} changes in all (a third of the fitted "
        f"observations or fewer); each must gain {bounds.stop:.0%} of the misfit. Off: by more than {NEAR:.0%}."
    )
