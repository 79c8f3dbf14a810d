"""The variants of a sweep, solved by workers that remember; kept one by one as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Any

from models.errors import PlannerError
from planner.cli.console import Console
from planner.cli.studies.alike import Study
from planner.cli.studies.stopping import Stopping
from planner.cli.studies.variant import WORKER_DIED, Job, solve_variant, without_plan
from planner.show.studies.sweep import variant_line
from planner.study.sweep import (
    BASE,
    Crew,
    Folder,
    Lost,
    NotBelieved,
    Variant,
    in_processes,
    in_this_process,
    on_cluster,
    order_of,
    run_tasks,
)

WORTH_LESSONS = 20
"""Variants from which on every worker solves the first and the last of them before its own."""


@dataclass(frozen=True, kw_only=True)
class SweepOrder(Study):
    """What `planner sweep` was asked for. out: its folder; None: one in results/. scheduler: '' for this machine."""

    scenarios: str = ""
    vary: tuple[str, ...] = ()
    draws: int = 0
    seed: int = 0
    workers: int = 1
    scheduler: str = ""


@dataclass
class State:
    """How far a sweep is: what was found, by position, and the variants still to solve."""

    job: Job
    folder: Folder
    variants: Sequence[Variant]
    found: dict[int, dict[str, Any]] = field(default_factory=dict)

    def order(self, variant: Variant) -> str:
        """What the variant's answer depends on."""
        job = self.job
        return order_of(job.case, job.request, variant, job.release, job.language)


def lessons_of(variants: Sequence[Variant]) -> tuple[Variant, ...]:
    """The case as it is; of a long sweep also its two ends, between which lies what the others need."""
    ends = (variants[0], variants[-1]) if len(variants) >= WORTH_LESSONS else ()
    return (Variant(BASE), *ends)


def solve_all(order: SweepOrder, state: State, stopping: Stopping, console: Console) -> bool:
    """Solve what is not known; False where a signal came first."""
    _take_over(state, console)
    left = [position for position in range(len(state.variants)) if position not in state.found]
    known_already = f", {len(state.found)} of them known already" if state.found else ""
    console.say(f"{len(state.variants)} variants{known_already}")
    if not left:
        return True
    with ExitStack() as stack:
        try:
            with stopping.breakable():
                crew = stack.enter_context(hire_of(order.workers, order.scheduler)(state.job))
            console.say(f"{len(left)} variants for {min(crew.size, len(left))} workers")
            results = run_tasks(solve_variant, [state.variants[position] for position in left], crew)
            while (result := _next(results, stopping)) is not None:
                _take_in(state, left[result[0]], result[1], console)
        except KeyboardInterrupt:
            return False
    return True


def _next(results: Iterator[tuple[int, Any]], stopping: Stopping) -> tuple[int, Any] | None:
    """The next finished variant; None after the last. Raises KeyboardInterrupt where a signal broke it off."""
    with stopping.breakable():
        result = next(results, None)
    if result is not None and not isinstance(result[1], Lost) and result[1]["status"] == "interrupted":
        raise KeyboardInterrupt
    return result


def _take_over(state: State, console: Console) -> None:
    """What earlier runs found, as far as it is believed; what is not is told."""
    orders = [(variant, state.order(variant)) for variant in state.variants]
    for position, (variant, order) in enumerate(orders):
        try:
            known = state.folder.known(variant, order)
        except NotBelieved as error:
            console.warn(f"warning: {error}")
            continue
        if known is not None:
            state.found[position] = known | _names(variant, order)
    if others := state.folder.others(orders):
        where = state.folder.path / "variants"
        console.say(f"{others} files in {where} are of another case, other variants, options or version: left alone")


def hire_of(workers: int, scheduler: str) -> Callable[[Any], AbstractContextManager[Crew]]:
    """What hires the workers that were asked for; raises PlannerError where both kinds were."""
    if scheduler and workers != 1:
        raise PlannerError("--workers and --scheduler exclude each other: a cluster has its own workers")
    if scheduler:
        return lambda shared: on_cluster(shared, scheduler)
    return in_this_process if workers == 1 else lambda shared: in_processes(shared, workers)


def _take_in(state: State, position: int, result: dict[str, Any] | Lost, console: Console) -> None:
    variant = state.variants[position]
    if isinstance(result, Lost):
        result = without_plan(state.job, variant, WORKER_DIED, result.reason)
    order = state.order(variant)
    found = result | _names(variant, order)
    state.folder.keep(variant, order, found)
    state.found[position] = found
    console.say(f"{len(state.found)}/{len(state.variants)} {variant_line(found)}")


def _names(variant: Variant, order: str) -> dict[str, Any]:
    """What a variant is called in the table."""
    return {"variant": variant.name, "values": dict(variant.values), "order": order}
