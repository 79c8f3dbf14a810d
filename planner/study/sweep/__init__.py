"""Many variants of a case: what they are, where they run, how they go on."""

from planner.study.sweep.axes import axis_of
from planner.study.sweep.executors import GO_ON, Crew, common, in_processes, in_this_process, on_cluster
from planner.study.sweep.folder import Folder, NotBelieved, order_of
from planner.study.sweep.sampling import draws
from planner.study.sweep.tasks import Lost, run_tasks
from planner.study.sweep.variants import BASE, Variant, chosen_scenarios, make_variants

__all__ = [
    "BASE",
    "GO_ON",
    "Crew",
    "Folder",
    "Lost",
    "NotBelieved",
    "Variant",
    "axis_of",
    "chosen_scenarios",
    "common",
    "draws",
    "in_processes",
    "in_this_process",
    "make_variants",
    "on_cluster",
    "order_of",
    "run_tasks",
]
