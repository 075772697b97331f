"""The planner: what fits, how fast, at what cost, by the formulas and facts of the guide."""
