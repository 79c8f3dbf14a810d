"""Plans of freight corridors: `read` a case, `solve` it, look at `Plan.tables`, `write` the result.

>>> import planner
>>> case = planner.read("kazakhstan.xlsx")
>>> plan = planner.solve(case, gap=0.001)
>>> plan.tables["Corridors"]
>>> planner.write(plan, "result.xlsx")
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.notebook import Input, Plan, read, solve, write

__all__ = ["Input", "Plan", "read", "solve", "write"]


def __getattr__(name: str) -> Any:
    """The functions load the engine when they are first asked for: the command line starts without them."""
    if name in __all__:
        return getattr(import_module("planner.notebook"), name)
    raise AttributeError(f"module 'planner' has no attribute '{name}'")


def _require_own_models() -> None:
    """Raise ImportError where another `models` is found first, such as a models.py beside a notebook."""
    here, found = Path(__file__).resolve().parents[1], find_spec("models")
    origin = None if found is None or found.origin is None else Path(found.origin).resolve()
    if origin is None or origin.parents[1] != here:
        raise ImportError(
            f"planner needs the package 'models' that is installed with it in {here}, but Python finds {origin}: "
            "rename that file or folder, or start in another folder"
        )


_require_own_models()
