"""The commands about cases: check, convert, init, diff."""
