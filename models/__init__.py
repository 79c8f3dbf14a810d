"""The mathematics: typed tables, network, formulations, solver access and verification."""
