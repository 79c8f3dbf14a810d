"""`planner explain`: against arithmetic by hand and against every plan of small cases."""
