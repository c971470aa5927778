"""Codes by documents and respondents, together and after one another; who carries a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from etic.actions import matrices, sequences
from etic.analysis import cooccurrence as together
from etic.analysis import sequences as after
from etic.analysis.cooccurrence import Cooccurrence, Within
from etic.analysis.matrices import By, CodeMatrix, Measure
from etic.analysis.sequences import Reach, Sequences
from etic.analysis.timeline import Timeline
from etic.errors import EticError
from etic.project.crosstabs import Crosstabs

Coders = Literal["same", "any"]
Kind = Literal["document", "case", "cooccurrence", "sequence", "timeline"]

DISTANCES = {"words": 20, "turns": 1}  # where none is said


class Matrices(Crosstabs):
    """Codes by documents and respondents, together and after one another; who carries a theme."""

    def code_matrix(
        self,
        codes: Sequence[str] | str | None = None,
        *,
        by: By = "document",
        measure: Measure = "codings",
        study: str = "",
        coder: str | None = None,
    ) -> CodeMatrix:
        """Codes by documents or respondents; a code with those under it, zeros kept.

        `measure`: `codings`, `words` in them (each once), or `presence` (0 or 1). A cell is None
        where the respondent was not asked about the code or it belongs to another study. Without
        `codes`: all of the codebook.
        """
        self._check(study=study, coder=coder)
        self._one_of("by", by, get_args(By))
        self._one_of("measure", measure, get_args(Measure))
        return matrices.count_matrix(self.store, _paths(codes), by, measure, study, coder)

    def cooccurrence(
        self,
        codes: Sequence[str] | str | None = None,
        *,
        within: Within = "overlap",
        distance: int | None = None,
        coders: Coders = "same",
        figure: together.Figure = "n",
        study: str = "",
        coder: str | None = None,
        least: int = 1,
    ) -> Cooccurrence:
        """Which codes stand together, and how closely they belong.

        `within`: `overlap` (codings share a character), `span` (the same passage), `words` or
        `turns` (at most `distance` between them, 20 words or 1 turn where none is said; 0 turns is
        the same turn), `document`, `case`. Codings of one coder alone are compared with each other;
        with `coders="any"` also those of different ones. `codes` count with those under them;
        without them every code that is used counts by itself. `figure` is what the matrix shows:
        `n`, `jaccard`, `c`, `documents`, `cases`; `pairs()` of the result has all of them. `least`
        is from how many on the network joins two codes.
        """
        self._check(study=study, coder=coder)
        self._one_of("within", within, get_args(Within))
        self._one_of("coders", coders, get_args(Coders))
        self._one_of("figure", figure, get_args(together.Figure))
        if distance is None:
            distance = DISTANCES.get(within, 0)
        elif within not in DISTANCES:
            raise EticError("matrix-distance", within=within)
        elif distance < 0:
            raise EticError("matrix-distance-negative", distance=distance)
        found = matrices.count_together(
            self.store, _paths(codes), within, distance, coders, study, coder
        )
        return replace(found, figure=figure, least=least)

    def sequences(
        self,
        codes: Sequence[str] | str | None = None,
        *,
        within: Reach = "answer",
        lag: int = 1,
        coders: Coders = "same",
        figure: after.Figure = "n",
        study: str = "",
        coder: str | None = None,
    ) -> Sequences:
        """Which code follows which: within an `answer`, a `turn`, or the whole `document`.

        Codings stand in order of where they begin; `lag` is how many beginnings further on. A
        coding is one step: of the nearest of `codes` at or above its own, or of its own code where
        none are named. `figure`: `n`, `share` (of what follows), `expected`, `residual`, `cases`.
        """
        self._check(study=study, coder=coder)
        self._one_of("within", within, get_args(Reach))
        self._one_of("coders", coders, get_args(Coders))
        self._one_of("figure", figure, get_args(after.Figure))
        if lag < 1:
            raise EticError("matrix-lag", lag=lag)
        found = sequences.count_sequences(
            self.store, _paths(codes), within, lag, coders, study, coder
        )
        return replace(found, figure=figure)

    def timeline(
        self,
        document: int | str,
        codes: Sequence[str] | str | None = None,
        *,
        coder: str | None = None,
    ) -> Timeline:
        """The codings of one document in order of place, with who speaks where."""
        self._check(coder=coder)
        return matrices.timeline(self.store, self.document(document), _paths(codes), coder)

    def matrix(
        self,
        kind: Kind = "document",
        codes: Sequence[str] | str | None = None,
        *,
        document: int | str | None = None,
        within: str | None = None,
        distance: int | None = None,
        measure: Measure | None = None,
        figure: str | None = None,
        coders: Coders | None = None,
        lag: int | None = None,
        pairs: bool = False,
        study: str = "",
        coder: str | None = None,
    ) -> CodeMatrix | Cooccurrence | Sequences | Timeline:
        """One method for all kinds; what is not said is as in `code_matrix`, `cooccurrence` …

        With `pairs`, `table()` of codes together or after one another is the long form. What does
        not belong to a kind is refused rather than ignored.
        """
        self._one_of("kind", kind, get_args(Kind))
        given = {
            "document": document, "within": within, "distance": distance, "measure": measure,
            "figure": figure, "coders": coders, "lag": lag, "pairs": pairs or None,
            "study": study or None,
        }  # fmt: skip
        options = {name: value for name, value in given.items() if value is not None}
        for name in options:
            if name not in _OPTIONS[kind]:
                known = ", ".join(_OPTIONS[kind])
                raise EticError("matrix-option", option=name, kind=kind, known=known)
        form: Literal["matrix", "pairs"] = "pairs" if options.pop("pairs", None) else "matrix"
        if kind == "timeline":
            if document is None:
                raise EticError("matrix-document")
            return self.timeline(document, codes, coder=coder)
        if kind == "cooccurrence":
            found = self.cooccurrence(codes, coder=coder, **options)  # type: ignore[arg-type]
            return replace(found, form=form)
        if kind == "sequence":
            steps = self.sequences(codes, coder=coder, **options)  # type: ignore[arg-type]
            return replace(steps, form=form)
        return self.code_matrix(codes, by=kind, coder=coder, **options)  # type: ignore[arg-type]


_OPTIONS: dict[str, tuple[str, ...]] = {
    "document": ("measure", "study"),
    "case": ("measure", "study"),
    "cooccurrence": ("within", "distance", "coders", "figure", "pairs", "study"),
    "sequence": ("within", "lag", "coders", "figure", "pairs", "study"),
    "timeline": ("document",),
}


def _paths(codes: Sequence[str] | str | None) -> list[str]:
    return [codes] if isinstance(codes, str) else list(codes or ())
