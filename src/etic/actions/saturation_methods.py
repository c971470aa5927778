"""The formulas of saturation, with their references."""

from __future__ import annotations

from etic.analysis.result import Method

_GUEST = (
    "Guest, G., Namey, E. & Chen, M. (2020). A simple method to assess and report thematic "
    "saturation in qualitative research. PLoS ONE 15(5), e0232076."
)
_COLWELL = (
    "Colwell, R. K. et al. (2012). Models and estimators linking individual-based and sample-based "
    "rarefaction, extrapolation and comparison of assemblages. Journal of Plant Ecology 5, 3–21."
)

RUNS = (Method("saturation.method-runs", "N / B ≤ τ", _GUEST),)
CURVE = Method("saturation.method-band", "Q₂.₅, Q₅₀, Q₉₇.₅ (S(m))", _GUEST)
EXPECTED = Method(
    "saturation.method-expected", "E(m) = S − Σⱼ C(N − nⱼ, m) / C(N, m)",
    "Colwell, R. K., Mao, C. X. & Chang, J. (2004). Interpolating, extrapolating, and comparing "
    f"incidence-based species accumulation curves. Ecology 85, 2717–2727. {_COLWELL}",
)  # fmt: skip
UNSEEN = (
    Method(
        "saturation.method-mass", "M = f₁ / N",
        "Good, I. J. (1953). The population frequencies of species and the estimation of "
        "population parameters. Biometrika 40, 237–264.",
    ),
    Method(
        "saturation.method-coverage",
        "C = 1 − f₁/N · (T−1)f₁ / ((T−1)f₁ + 2f₂);"
        " f₂ = 0: 1 − f₁/N · (T−1)(f₁−1) / ((T−1)(f₁−1) + 2)",
        "Chao, A. & Jost, L. (2012). Coverage-based rarefaction and extrapolation: standardizing "
        f"samples by completeness rather than size. Ecology 93, 2533–2547. {_COLWELL}",
    ),
    Method(
        "saturation.method-chao2",
        "S′ = S + (T−1)/T · f₁² / 2f₂; f₂ = 0: S + (T−1)/T · f₁(f₁−1) / 2",
        "Chao, A. (1987). Estimating the population size for capture–recapture data with unequal "
        "catchability. Biometrics 43, 783–791.",
    ),
)  # fmt: skip
MEANING = Method(
    "saturation.method-meaning", "n₁ = min{n : d(n) > 0}, n* = max{n : g(n) > 0}",
    "Hennink, M. M., Kaiser, B. N. & Marconi, V. C. (2017). Code saturation versus meaning "
    "saturation: how many interviews are enough? Qualitative Health Research 27(4), 591–608.",
)  # fmt: skip
