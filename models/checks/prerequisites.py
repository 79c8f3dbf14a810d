"""Rules on projects that need each other or exclude each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.case import Case
from models.checks.derived import Openings, closure, openings_of
from models.checks.words import Check, error, rows_where, such_as, warning
from models.findings import Finding


def own_requirements(case: Case) -> Iterator[Finding]:
    """A project does not require itself."""
    for row, (name, required) in enumerate(
        zip(case.projects.id.tolist(), case.projects.requires.tolist(), strict=True)
    ):
        if name in required:
            yield error(
                "requires-itself",
                ("projects", row, "requires"),
                required,
                expected=f"other projects{such_as(case.projects.id, name)}",
                fix=f"Delete {name} from the list.",
                related=("projects", row, "id"),
            )


def requirement_circles(case: Case) -> Iterator[Finding]:
    """Projects do not require each other in a circle."""
    required, names = openings_of(case).required, case.projects.id.tolist()
    told: set[int] = set()
    for row in range(len(names)):
        circle = [] if row in told else _circle(row, required)
        if circle:
            told.update(circle)
            yield error(
                "requires-circle",
                ("projects", row, "requires"),
                tuple(case.projects.requires[row]),
                expected=f"no circle; now {' > '.join(names[member] for member in [*circle, row])}",
                fix="Delete one of these requirements; what must be built together is one project.",
                related=("projects", circle[-1], "requires"),
            )


def unserved_requirements(case: Case) -> Iterator[Finding]:
    """A project can open so that all that it requires serves as long as it does."""
    openings, projects = openings_of(case), case.projects
    allowed = openings.allowed()
    for row, possible in enumerate(openings.possible):
        if allowed[row] or not possible:
            continue
        other = _obstacle(openings, allowed, row)
        forced, forbidden = projects.decision[row] == "force", projects.decision[other] == "forbid"
        rule = "forced-without-required" if forced else "requires-forbidden" if forbidden else "required-too-late"
        yield (error if forced else warning)(
            rule,
            ("projects", row, "requires"),
            projects.requires[row],
            expected=f"projects that serve in all years of its own service; {projects.id[other]} "
            + ("is forbidden" if forbidden else _service(openings, allowed, row, other)),
            fix="Change the decision, the window or the lifetime of one of them: "
            + ("as it stands no plan exists." if forced else "as it stands it never opens."),
            related=("projects", other, "decision" if forbidden else "earliest_year"),
        )


def forced_exclusions(case: Case) -> Iterator[Finding]:
    """Of an exclusive group at most one project is forced, or required by one that is."""
    projects, openings = case.projects, openings_of(case)
    groups: dict[str, int] = {}
    forced = [row for row in rows_where(projects.decision == "force") if openings.possible[row]]
    for row in sorted({member for start in forced for member in closure(start, openings.required)}):
        first = groups.setdefault(projects.exclusive_group[row], row)
        if projects.exclusive_group[row] and first != row:
            yield error(
                "forced-exclusive",
                ("projects", row, "exclusive_group"),
                projects.exclusive_group[row],
                expected=f"at most one of the group to be built; {projects.id[first]} and {projects.id[row]} "
                "are both forced, or required by a forced project",
                fix="Force only one of them: as it stands no plan exists.",
                related=("projects", first, "exclusive_group"),
            )


def excluded_requirements(case: Case) -> Iterator[Finding]:
    """A project needs no two projects of one exclusive group, itself counted."""
    projects, required = case.projects, openings_of(case).required
    for row in rows_where(projects.decision == "auto"):
        members = closure(row, required)
        counted = Counter(projects.exclusive_group[member] for member in members)
        twice = [group for group, count in counted.items() if group and count > 1]
        if twice:
            both = [member for member in members if projects.exclusive_group[member] == twice[0]]
            yield warning(
                "requires-excluded",
                ("projects", row, "requires"),
                projects.requires[row],
                expected=f"no two of one exclusive group; {' and '.join(projects.id[both])} exclude each other",
                fix="Correct the group or the requirement: as it stands the project never opens.",
                related=("projects", both[-1], "exclusive_group"),
            )


def lonely_groups(case: Case) -> Iterator[Finding]:
    """An exclusive group has at least two projects."""
    groups = case.projects.exclusive_group.tolist()
    sizes = Counter(groups)
    for row, group in enumerate(groups):
        if group and sizes[group] == 1:
            others = sorted(set(groups) - {group, ""})
            yield warning(
                "lonely-group",
                ("projects", row, "exclusive_group"),
                group,
                expected=f"a group that other projects have too, such as {', '.join(others) or 'one that two share'}",
                fix="Correct the name of the group or clear the cell: alone it excludes nothing.",
            )


def _obstacle(openings: Openings, allowed: list[list[int]], row: int) -> int:
    """The required project that stops `row` most: the one that supports the fewest of its openings."""

    def supported(other: int) -> int:
        return sum(openings.supports(other, allowed[other], row, year) for year in openings.possible[row])

    return min(openings.required[row], key=supported)


def _service(openings: Openings, allowed: list[list[int]], row: int, other: int) -> str:
    """What of the service of `row` the other project covers, in words."""
    if not allowed[other]:
        return "can never open itself"
    first, last = openings.possible[row][0], openings.last_service(row, openings.possible[row][0])
    span = f"{openings.lifetime[other]} years, not all of {first}-{last}"
    return f"opens in {allowed[other][0]} at the earliest and serves {span}"


def _circle(start: int, required: list[list[int]]) -> list[int]:
    """Rows of a shortest circle through `start`, from it on; empty where there is none."""
    came: dict[int, int] = {}
    ahead = [start]
    for row in ahead:
        for other in required[row]:
            if other == start:
                path = [row]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if other not in came:
                came[other] = row
                ahead.append(other)
    return []


CHECKS: tuple[Check, ...] = (
    own_requirements,
    requirement_circles,
    unserved_requirements,
    forced_exclusions,
    excluded_requirements,
    lonely_groups,
)
