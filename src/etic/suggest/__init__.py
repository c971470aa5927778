"""What a passage may be about: codes proposed for it, with a score and a reason.

Values in, values out. In the order of the work: `passages` (what is proposed for), `described`
(what is known of a code), `views` (a text as numbers, in several ways), `scoring` with
`prototypes` (how well codes fit), `probability`, `reasons` (why), `suggester` (all together),
`threshold` (when to say nothing), and `evaluation` (how good it is).
"""
