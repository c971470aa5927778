"""How far coders agree: ratings of units by coders in, coefficients with intervals out."""
