"""One planted fault for every rule, with the cell at which it must be found."""

from tests.models.checks.planted.carbon import CARBON
from tests.models.checks.planted.common import Planted
from tests.models.checks.planted.equipment import EQUIPMENT
from tests.models.checks.planted.network import FRAME, FREIGHT, NETWORK
from tests.models.checks.planted.policy import POLICY
from tests.models.checks.planted.projects import PROJECTS
from tests.models.checks.planted.response import RESPONSE
from tests.models.checks.planted.scenarios import RANGES, SCENARIOS
from tests.models.checks.planted.seasons import SEASONS
from tests.models.checks.planted.sense import SENSE
from tests.models.checks.planted.tables import GENERIC, KEYS
from tests.models.checks.planted.tariffs import TARIFFS

ALL = (
    *GENERIC,
    *KEYS,
    *FRAME,
    *NETWORK,
    *FREIGHT,
    *EQUIPMENT,
    *PROJECTS,
    *POLICY,
    *TARIFFS,
    *SEASONS,
    *SCENARIOS,
    *RANGES,
    *CARBON,
    *RESPONSE,
    *SENSE,
)

__all__ = ["ALL", "Planted"]
