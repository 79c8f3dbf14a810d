"""What a calibration found, in a planner's words."""

from __future__ import annotations

import numpy as np

from planner.show.texts import Words
from planner.study import calibrate as study


def told_limit(found: study.Calibrated, limit: study.Limit, words: Words) -> str:
    """Why a place is off, what a constant there could do, and whether any that was tried mends it."""
    return f"{_told_here(found, limit, words)} {_told_elsewhere(found, limit, words)}".strip()


def _told_here(found: study.Calibrated, limit: study.Limit, words: Words) -> str:
    """What a constant on the place as a whole does."""
    before, after = (words.number(mt, 2) for mt in (limit.before_mt, limit.after_mt))
    amount = _usd(limit.after_usd_per_t, words)
    match limit.why:
        case "total":
            return words.say("Not counted at a place.")
        case "unmoved":
            return words.say(
                "No constant on the place as a whole within {bound} USD/t changes its {mt} Mt.",
                bound=words.figure(f"{found.order.bounds.usd_per_t:g}"),
                mt=before,
            )
        case "out_of_reach":
            return words.say("Even {amount} on the place as a whole leaves {mt} Mt.", amount=amount, mt=after)
        case "within_reach":
            return words.say(
                "{amount} on the place would make it {mt} Mt; others gained more in all, or it gained less than {stop} "
                "of the misfit.",
                amount=amount,
                mt=after,
                stop=words.share(found.order.bounds.stop),
            )
        case _:
            return _told_split(found, limit, words)


def _told_split(found: study.Calibrated, limit: study.Limit, words: Words) -> str:
    """Tonnes that go one way or the other as a whole, and the split that would meet the count."""
    count = float(found.after.counted.observed_mt[limit.place])
    jump = abs(limit.after_mt - limit.before_mt)
    other = ""
    if limit.instead is not None:
        place = study.name_of(found.case, int(found.after.counted.row[limit.instead[0]]))
        other = words.say(" ({mt} Mt of it show at {place})", mt=words.number(limit.instead[1], 2), place=place)
    return words.say(
        "Between {low} and {high} on the place {jump} Mt change their way at once, from {before} to {after} Mt "
        "here{other}. Least cost sends all of it one way; shippers would have to split it, {share} over this place, to "
        "meet the count.",
        low=_usd(limit.before_usd_per_t, words),
        high=_usd(limit.after_usd_per_t, words),
        jump=words.number(jump, 2),
        before=words.number(limit.before_mt, 2),
        after=words.number(limit.after_mt, 2),
        other=other,
        share=words.share((count - min(limit.after_mt, limit.before_mt)) / jump),
    )


def _told_elsewhere(found: study.Calibrated, limit: study.Limit, words: Words) -> str:
    """Whether anything that was tried, at whichever place, brings this one to its count."""
    nearest, wanted = found.nearest[limit.place], float(found.after.counted.observed_mt[limit.place])
    mt = words.number(nearest.mt, 2)
    if limit.why == "within_reach":
        return ""
    if abs(nearest.mt - wanted) > study.NEAR * wanted:
        return words.say(
            "No cost mends it: in all {searches} trials, at whichever place, the model came no nearer than {mt} Mt.",
            searches=words.number(found.searches),
            mt=mt,
        )
    if not nearest.changes:
        return words.say("Without changes it is {mt} Mt.", mt=mt)
    changes = "; ".join(named(found, change, words) for change in nearest.changes)
    return words.say("Tried elsewhere: with {changes} it is {mt} Mt.", changes=changes, mt=mt)


def told_change(found: study.Calibrated, number: int, words: Words) -> str:
    """What a change is, what it gains, and how far it could be another."""
    step, before = found.steps[number], found.before if number == 0 else found.steps[number - 1].trial
    gain = words.share(1 - step.trial.misfit / before.misfit)
    said = [words.say("{gain} less misfit", gain=gain)]
    if found.held_out.any():
        was, now = (words.number(trial.held_out_misfit, 3) for trial in (before, step.trial))
        said.append(words.say("the places held out from {was} to {now}", was=was, now=now))
    if step.same is not None:
        low, high = (words.figure(f"{amount:g}") for amount in step.same)
        said.append(words.say("from {low} to {high} USD/t does the same", low=low, high=high))
    return f"{named(found, step.trial.changes[-1], words)}: {'; '.join(said)}."


def named(found: study.Calibrated, change: study.Change, words: Words) -> str:
    """A change in short."""
    place = place_name(found, change, words)
    if change.kind == "constant":
        return f"{place}: {_usd(change.amount, words)}"
    amount = words.figure(f"{change.amount:+g}")
    return words.say("{place}: {amount} Mt/year of existing load", place=place, amount=amount)


def place_name(found: study.Calibrated, change: study.Change, words: Words) -> str:
    """Where a change is made: as the case calls it, or a mode at the border."""
    home = found.case.parameters.home_country
    modes = {study.mode_at_border(mode, home): mode for mode in set(found.case.links.mode.tolist())}
    if change.name not in modes:
        return change.name
    return words.say("{mode} at every border crossing of {home}", mode=modes[change.name], home=home)


def _usd(amount: float, words: Words) -> str:
    return words.say("{number} USD/t", number=words.figure(f"{amount:+g}" if amount else "0"))


def told_end(found: study.Calibrated, words: Words) -> str:
    """How far the misfit fell, why the search ended, and what the scenario shows when it is solved anew."""
    before, after, again = found.before.misfit, found.after.misfit, found.again
    less = (
        words.say("{gain} less", gain=words.share(1 - after / before)) if before > 0 else words.say("nothing to mend")
    )
    said = [
        words.say(
            "Misfit of the fitted places {before} before, {after} after ({less}); the search ended: {ended}.",
            before=words.number(before, 3),
            after=words.number(after, 3),
            less=less,
            ended=_told_ended(found, words),
        ),
        _told_held_out(found, words),
    ]
    if again is not None and not np.isclose(again.misfit, after, rtol=1e-3, atol=1e-6):
        said.append(
            words.say(
                "Solved anew from its rows the scenario has {misfit}: some places rest on ways of equal cost, between "
                "which any plan may choose.",
                misfit=words.number(again.misfit, 3),
            )
        )
    return " ".join(said)


def _told_ended(found: study.Calibrated, words: Words) -> str:
    match found.ended:
        case "gains too little":
            share = words.share(found.order.bounds.stop)
            return words.say("no further change within the bounds gains more than {share} of the misfit", share=share)
        case "equal cost":
            return words.say("the best further change rests on ways of equal cost")
        case "most changes":
            return words.count(
                "{n} change is as many as may be made", "{n} changes are as many as may be made", found.most_changes
            )
        case _:
            return words.say("it was interrupted")


def _told_held_out(found: study.Calibrated, words: Words) -> str:
    """Whether the changes hold where nothing was fitted."""
    if not found.held_out.any():
        return words.say("Nothing was held out: how far the changes hold elsewhere is not known.")
    was, now = found.before.held_out_misfit, found.after.held_out_misfit
    misfits = {"was": words.number(was, 3), "now": words.number(now, 3)}
    if now > was:
        return words.say(
            "The places held out come no nearer: their misfit goes from {was} to {now}. The changes fit what they were "
            "fitted to and spoil what was held out: accept single ones, or none.",
            **misfits,
        )
    return words.say("The misfit of the places held out goes from {was} to {now}.", **misfits)


def told_method(found: study.Calibrated, words: Words) -> str:
    """Bounds, measure and limits of what was done."""
    bounds = found.order.bounds
    return words.say(
        "{year} alone, projects as the case forces them; observations fitted: {fitted}, held out: {held_out}. Misfit: "
        "sum of 2 (model - observed)^2 / (model + observed), Mt/year. Constants within {bound} USD/t at places that "
        "were counted and at the border by mode, existing loads within {loads}, changes in all: at most {most} (a "
        "third of the fitted observations or fewer); each must gain {stop} of the misfit. Off: by more than {near}.",
        year=found.year,
        fitted=int((~found.held_out).sum()),
        held_out=int(found.held_out.sum()),
        bound=words.figure(f"{bounds.usd_per_t:g}"),
        loads=words.share(bounds.load_share),
        most=found.most_changes,
        stop=words.share(bounds.stop),
        near=words.share(study.NEAR),
    )


def told_theta(found: study.Calibrated, words: Words) -> str:
    """The theta that is taken, beside the plan, and how well the counts tell it; '' where none was sought."""
    if found.theta is None:
        return ""
    best, (low, high) = found.theta.best, found.theta.alike
    said = [
        words.say(
            "If shippers choose, a theta of {theta} per USD/t comes nearest: misfit of the fitted places {misfit}, in "
            "the plan {plan}.",
            theta=words.figure(f"{best.theta:g}"),
            misfit=words.number(best.misfit, 3),
            plan=words.number(found.after.misfit, 3),
        )
    ]
    if found.held_out.any():
        held_out = [words.number(trial.held_out_misfit, 3) for trial in (best, found.after)]
        said.append(words.say("Held out: {misfit}, in the plan {plan}.", misfit=held_out[0], plan=held_out[1]))
    if low < high:
        said.append(
            words.say(
                "From {low} to {high} it is within {share} of the least: the counts do not tell theta closer.",
                low=words.figure(f"{low:g}"),
                high=words.figure(f"{high:g}"),
                share=words.share(study.ALIKE),
            )
        )
    return " ".join(said)
