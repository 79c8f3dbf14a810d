"""The bound for prices, against optima by hand and by a linear program over every route."""
