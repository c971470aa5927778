"""Parts of the screen of double coding: a new round, decisions, settling."""
