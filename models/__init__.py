"""The mathematics: a case, its network and projects, formulations, plans, their checks and verification."""
