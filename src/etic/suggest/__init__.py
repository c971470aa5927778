"""What a passage may be about: codes proposed for it, with a score and a reason. Values in, values out.

The parts, in the order of the work: `passages` (what is proposed for), `views` (a text as numbers, in
several ways), `scoring` (how well codes fit), `reasons` (why), `threshold` (when to say nothing), and
`evaluation` (how good all this is).
"""
