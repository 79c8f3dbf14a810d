"""Rules on emissions: their factors, the lengths they need, prices and caps, and what projects save."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.derived import plan_years
from models.checks.words import Check, as_text, error, rows_where, suggestions, warning
from models.findings import Finding
from models.network import link_emissions

_ROUNDING = 1e-9


def unknown_modes(case: Case) -> Iterator[Finding]:
    """A mode with a factor is that of some link; a misspelt one would quietly do nothing."""
    known = sorted({mode for mode in case.links.mode.tolist() if mode})
    if not known:
        return
    hints = suggestions({mode for mode in case.modes.id.tolist() if mode not in known}, known)
    for row, mode in enumerate(case.modes.id.tolist()):
        if mode and mode not in known:
            yield error(
                "unknown-mode",
                ("modes", row, "id"),
                mode,
                expected=f"one of the modes of links: {', '.join(known)}",
                fix=hints[mode] or "Correct the mode or delete the row.",
                related=("links", None, "mode"),
            )


def emissions_without_length(case: Case) -> Iterator[Finding]:
    """A link with a factor above 0, its own or its mode's, has a length: nothing emits per km on no km."""
    factor, km = link_emissions(case), case.links.length_km
    for row in rows_where(np.isnan(km) & (factor > 0)):
        yield error(
            "emission-without-length",
            ("links", row, "length_km"),
            "",
            expected=f"a length in km, for the emission of {as_text(float(factor[row]))} g/tkm",
            fix="Give the length, or 0 as emission_g_per_tkm of the link.",
            related=("links", row, "emission_g_per_tkm"),
        )


def carbon_outside_plan(case: Case) -> Iterator[Finding]:
    """Prices and caps are of plan years."""
    years = plan_years(case)
    for row in rows_where(~np.isin(case.carbon.year, years)) if len(years) else []:
        yield warning(
            "carbon-outside-plan",
            ("carbon", row, "year"),
            case.carbon.year[row].item(),
            expected=f"a plan year, from {years[0]} to {years[-1]}",
            fix="Correct the year; as it stands the row does nothing.",
            related=("years", None, "year"),
        )


def caps_without_emissions(case: Case) -> Iterator[Finding]:
    """A price or cap of carbon limits something: some link or terminal has a factor."""
    if (np.nan_to_num(link_emissions(case)) > 0).any() or (case.terminals.emission_kg_per_t > 0).any():
        return
    for row in range(min(1, len(case.carbon))):
        yield warning(
            "carbon-without-emissions",
            ("carbon", row, "year"),
            case.carbon.year[row].item(),
            expected="emissions of some link or terminal, such as emission_g_per_tkm of its mode",
            fix="Give emissions in modes, links or terminals; as it stands the table carbon does nothing.",
            related=("modes", None, "emission_g_per_tkm"),
        )


def savings_off_links(case: Case) -> Iterator[Finding]:
    """Emissions per km are saved on links; terminals and shared limits have no km."""
    links = set(case.links.id.tolist())
    effects = case.project_effects
    elsewhere = np.array([bool(asset) and asset not in links for asset in effects.asset.tolist()], np.bool_)
    for row in rows_where(elsewhere & (effects.emission_saving_g_per_tkm > 0)):
        yield error(
            "emission-saving-off-link",
            ("project_effects", row, "emission_saving_g_per_tkm"),
            effects.emission_saving_g_per_tkm[row].item(),
            expected="0 or blank where it is no link: only links have km",
            fix="Give the saving to the links where it arises.",
            related=("project_effects", row, "asset"),
        )


def excessive_savings(case: Case) -> Iterator[Finding]:
    """All projects together save at most what a tonne emits on a link; of an exclusive group the largest counts."""
    factor = np.nan_to_num(link_emissions(case))
    for row, link in enumerate(case.links.id.tolist()):
        largest, total = _most_saved(case, link)
        if largest >= 0 and total > factor[row] + _ROUNDING * (1 + factor[row]):
            yield error(
                "excessive-emission-saving",
                ("project_effects", largest, "emission_saving_g_per_tkm"),
                case.project_effects.emission_saving_g_per_tkm[largest].item(),
                expected=f"savings of all projects on {link} together at most its emission, "
                f"{as_text(float(factor[row]))} g/tkm; now {as_text(total)}",
                fix="Make the savings smaller, or give the link the emission that it has without the projects.",
                related=("links", row, "emission_g_per_tkm"),
            )


def _most_saved(case: Case, link: str) -> tuple[int, float]:
    """Row of the largest saving of projects that may open on a link, -1 for none, and what all save together."""
    effects, projects = case.project_effects, case.projects
    decision = dict(zip(projects.id.tolist(), projects.decision.tolist(), strict=True))
    group = dict(zip(projects.id.tolist(), projects.exclusive_group.tolist(), strict=True))
    most: dict[str, float] = {}
    rows = [
        row for row in rows_where(effects.asset == link) if decision.get(effects.project[row], "forbid") != "forbid"
    ]
    for row in rows:
        project = effects.project[row]
        name = f"group {group[project]}" if group[project] else f"project {project}"
        most[name] = max(most.get(name, 0.0), float(effects.emission_saving_g_per_tkm[row]))
    saving = [row for row in rows if effects.emission_saving_g_per_tkm[row] > 0]
    largest = max(saving, key=lambda row: float(effects.emission_saving_g_per_tkm[row]), default=-1)
    return largest, sum(most.values())


CHECKS: tuple[Check, ...] = (
    unknown_modes,
    emissions_without_length,
    carbon_outside_plan,
    caps_without_emissions,
    savings_off_links,
    excessive_savings,
)
