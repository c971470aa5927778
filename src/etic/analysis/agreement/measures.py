"""The coefficients by name: how each is computed, for how many coders, by which formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from etic.analysis.agreement import coefficients as c
from etic.analysis.result import Method

Name = Literal["percent", "cohen", "conger", "scott", "fleiss", "brennan-prediger", "gwet", "alpha"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One coefficient. `pair`: of exactly two coders. `chance`: it allows for chance."""

    name: Name
    parts: c.PartsOf
    method: Method
    pair: bool = False
    chance: bool = True


def _measure(name: Name, parts: c.PartsOf, formula: str, reference: str,
             *, pair: bool = False, chance: bool = True) -> Measure:  # fmt: skip
    return Measure(name, parts, Method(f"coefficients.{name}", formula, reference), pair, chance)


_GWET = "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, 4th ed., ch. 2."

MEASURES: dict[str, Measure] = {
    found.name: found
    for found in (
        _measure("percent", c.percent_parts, "p_o = Σ_k P_kk / n'", _GWET, chance=False),
        _measure("cohen", c.cohen_parts, "κ = (p_o − p_e) / (1 − p_e), p_e = Σ_k p_1k p_2k",
                 "Cohen, J. (1960). Educational and Psychological Measurement 20, 37–46.",
                 pair=True),
        _measure("conger", c.conger_parts,
                 "κ = (p_o − p_e) / (1 − p_e), p_e = Σ_{g≠h} Σ_k p_gk p_hk / (r (r − 1))",
                 f"Conger, A. J. (1980). Psychological Bulletin 88, 322–328; {_GWET}"),
        _measure("scott", c.scott_parts, "π = (p_o − p_e) / (1 − p_e), p_e = Σ_k π_k²",
                 "Scott, W. A. (1955). Public Opinion Quarterly 19, 321–325.", pair=True),
        _measure("fleiss", c.fleiss_parts, "κ = (p_o − p_e) / (1 − p_e), p_e = Σ_k π_k²",
                 f"Fleiss, J. L. (1971). Psychological Bulletin 76, 378–382; {_GWET}"),
        _measure("brennan-prediger", c.brennan_prediger_parts,
                 "(p_o − 1/q) / (1 − 1/q)",
                 "Brennan, R. L. & Prediger, D. J. (1981). Educational and Psychological"
                 " Measurement 41, 687–699; Byrt, T., Bishop, J. & Carlin, J. B. (1993). Journal of"
                 " Clinical Epidemiology 46, 423–429."),
        _measure("gwet", c.gwet_parts,
                 "AC1 = (p_o − p_e) / (1 − p_e), p_e = Σ_k π_k (1 − π_k) / (q − 1)",
                 "Gwet, K. L. (2008). British Journal of Mathematical and Statistical Psychology"
                 " 61, 29–48."),
        _measure("alpha", c.alpha_parts,
                 "α = 1 − D_o / D_e, D_o = Σ_{c≠k} o_ck / n, D_e = Σ_{c≠k} n_c n_k / (n (n − 1))",
                 "Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12."),
    )
}  # fmt: skip

BESIDE = (  # what stands beside each coefficient
    Method("coefficients.prevalence", "PI = (a − d) / n",
           "Byrt, T., Bishop, J. & Carlin, J. B. (1993). Journal of Clinical Epidemiology 46,"
           " 423–429."),
    Method("coefficients.bias", "BI = |b − c| / n",
           "Byrt, T., Bishop, J. & Carlin, J. B. (1993). Journal of Clinical Epidemiology 46,"
           " 423–429."),
    Method("coefficients.specific", "2a / (2a + b + c), 2d / (2d + b + c)",
           "Cicchetti, D. V. & Feinstein, A. R. (1990). Journal of Clinical Epidemiology 43,"
           " 551–558."),
)  # fmt: skip
