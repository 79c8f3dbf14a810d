"""How far a plan can be relied on, in sentences: its gap, its verification, its warnings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.accounts import displaced_load
from models.stop import Stop
from planner.show.result import Facts, RunInfo
from planner.show.sheets.traffic import observed_warning
from planner.show.texts import mt, musd, span

WARNED = 10
"""How many assets with displaced load are named."""


def status_sentence(facts: Facts) -> str:
    """How good the plan is and why the search ended."""
    solution, words = facts.solution, facts.words
    sentence = {
        Stop.OPTIMAL: words.say("Proven best: no plan of this model costs less."),
        Stop.GAP: words.say("Good enough as asked for: its cost is {distance}.", distance=_distance(facts)),
        Stop.ENDED: words.say("Nothing was left to try: its cost is {distance}.", distance=_distance(facts)),
        Stop.TIME_LIMIT: words.say("Stopped at the time limit: its cost is {distance}.", distance=_distance(facts)),
        Stop.INTERRUPTED: words.say("Stopped before its end: its cost is {distance}.", distance=_distance(facts)),
    }[solution.stop]
    return f"{sentence} {words.say('Projects could be built in any share.')}" if solution.relaxed else sentence


def _distance(facts: Facts) -> str:
    solution, words = facts.solution, facts.words
    possible = words.number(max(0.0, solution.objective - solution.bound), 1)
    gap = words.share(solution.gap, 3)
    return words.say("at most {amount} MUSD ({gap}) above the best possible", amount=possible, gap=gap)


def verification_sentence(facts: Facts) -> str:
    """The verdict of verification."""
    verification, words = facts.verification, facts.words
    if not verification.ok:
        broken = len(verification.violations)
        return words.count(
            "FAILED: {n} violations, see the sheet Checks.", "FAILED: {n} violations, see the sheet Checks.", broken
        )
    said = words.say(
        "Every rule is kept; recomputed from case and plan alone. Its own lower bound on any plan is {bound} "
        "({gap} below).",
        bound=musd(words, verification.bound_musd),
        gap=words.share(verification.gap, 3),
    )
    if facts.solution.relaxed or facts.case.projects.divisible.all():
        return said
    in_part = words.say(
        "That bound lets projects be built in part, so that it can lie far below what whole projects reach; how good "
        "the plan is, its gap says."
    )
    return f"{said} {in_part}"


def warnings(facts: Facts, run: RunInfo) -> Sequence[str]:
    """What a reader should know before relying on the plan."""
    words, displaced = facts.words, displaced_load(facts.case)
    assets = np.flatnonzero(displaced.max(axis=1, initial=0.0) > 0).tolist()
    found = [
        words.say(
            "{asset}: {amount} of existing load finds no capacity there ({years}); it is not rerouted.",
            asset=facts.asset_names[asset],
            amount=mt(words, displaced[asset].max()),
            years=span(words, facts.years[displaced[asset] > 0]),
        )
        for asset in assets[:WARNED]
    ]
    if len(assets) > WARNED:
        others = words.count(
            "The same holds for {n} more; see the sheet Assets.",
            "The same holds for {n} more; see the sheet Assets.",
            len(assets) - WARNED,
        )
        found.append(others)
    return [*observed_warning(facts), *found, *run.warnings]
