"""The commands that ask something of many plans, a file each: from words typed to an answer."""
