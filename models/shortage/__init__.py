"""Why cargo stays behind: the limits on its way, what is missing there, what the next Mt would cost."""

from models.shortage.causes import Place, Reason, Shortage, shortages

__all__ = ["Place", "Reason", "Shortage", "shortages"]
