"""The codebook as it stands in a project: a tree of codes with their ids."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from etic.errors import EticError
from etic.i18n import either
from etic.model import Code, Codebook, CodeSet


@dataclass(frozen=True, slots=True)
class Node:
    """A code in its place in the tree."""

    id: int
    parent_id: int | None
    depth: int
    code: Code
    studies: frozenset[str]  # empty: of every study

    @property
    def path(self) -> str:
        """`remigration/push/unemployment`."""
        return self.code.path

    @property
    def name(self) -> str:
        """The name in the language of the person at work, else the other one, else the segment."""
        return either(self.code.name_ru, self.code.name_en) or self.code.segment


class Tree:
    """All codes, parents before children, in the codebook's order."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.by_id = {node.id: node for node in nodes}
        self.by_path = {node.path: node for node in nodes}
        self.order = {node.id: position for position, node in enumerate(nodes)}

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def find(self, path: str) -> Node:
        """The code at a path, or an error that names near ones."""
        node = self.by_path.get(path.strip().strip("/"))
        if node is None:
            raise EticError("code-unknown", code=path, near=self._near(path))
        return node

    def resolve(self, wanted: str) -> Node:
        """The code at a path, or the only one of that name: files name codes either way."""
        if wanted in self.by_path:
            return self.by_path[wanted]
        named = [n for n in self.nodes if wanted in (n.code.name_ru, n.code.name_en)]
        return named[0] if len(named) == 1 else self.find(wanted)

    def under(self, path: str) -> frozenset[int]:
        """Ids of a code and of all codes under it: exactly, never by prefix of a name."""
        root = self.find(path)
        prefix = root.path + "/"
        return frozenset(n.id for n in self.nodes if n is root or n.path.startswith(prefix))

    def children(self, node_id: int | None) -> list[Node]:
        """The codes right under one (under none: the families)."""
        return [node for node in self.nodes if node.parent_id == node_id]

    def parents(self, node: Node) -> list[Node]:
        """The codes above, from the family down."""
        above: list[Node] = []
        while node.parent_id is not None:
            node = self.by_id[node.parent_id]
            above.insert(0, node)
        return above

    def upwards(self, node: Node) -> set[int]:
        """The ids of a code and of those above it: who was not asked about one of them was not
        asked about the code."""
        return {node.id, *(parent.id for parent in self.parents(node))}

    def colour(self, node: Node) -> str:
        """A code's colour, else that of the nearest code above that has one."""
        above = [node, *reversed(self.parents(node))]
        return next((n.code.colour for n in above if n.code.colour), "")

    def label(self, node_id: int) -> str:
        """Names from the family down: `Re-migration triggers › Push › Unemployment`."""
        node = self.by_id[node_id]
        return " › ".join(n.name for n in [*self.parents(node), node])

    def _near(self, path: str) -> str:
        import difflib

        wanted = path.strip().lower()
        by_name = [
            n.path for n in self.nodes if wanted in (n.code.name_ru.lower(), n.code.name_en.lower())
        ]
        folded = {p.lower(): p for p in self.by_path}
        close = [
            folded[p] for p in difflib.get_close_matches(wanted, list(folded), n=3, cutoff=0.5)
        ]
        ends = [p for f, p in folded.items() if f.rpartition("/")[2] == wanted.rpartition("/")[2]]
        found = list(dict.fromkeys([*by_name, *ends, *close]))[:3]
        return ", ".join(found) or "—"


def load(connection: sqlite3.Connection) -> Tree:
    """The tree as stored."""
    studies: dict[int, set[str]] = defaultdict(set)
    for code_id, name in connection.execute(
        "SELECT code_id, name FROM scopes JOIN studies ON studies.id = study_id"
    ):
        studies[code_id].add(name)
    children: dict[int | None, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM codes ORDER BY position, id"):
        children[row["parent_id"]].append(row)
    nodes: list[Node] = []

    def descend(parent_id: int | None, above: str, depth: int) -> None:
        for row in children[parent_id]:
            path = f"{above}/{row['segment']}" if above else row["segment"]
            code = Code(
                path=path, name_ru=row["name_ru"], name_en=row["name_en"],
                definition=row["definition"], include=row["include"], exclude=row["exclude"],
                example=row["example"], colour=row["colour"], origin=row["origin"],
                response=row["response"], required=bool(row["required"]), uid=row["uid"],
            )  # fmt: skip
            nodes.append(Node(row["id"], parent_id, depth, code, frozenset(studies[row["id"]])))
            descend(row["id"], path, depth + 1)

    descend(None, "", 0)
    return Tree(nodes)


def studies_coded(connection: sqlite3.Connection, code_id: int) -> set[int]:
    """Ids of the studies in whose documents a code is used."""
    rows = connection.execute(
        "SELECT DISTINCT documents.study_id FROM codings"
        " JOIN revisions ON revisions.id = revision_id"
        " JOIN documents ON documents.id = document_id WHERE code_id = ?",
        (code_id,),
    )
    return {row[0] for row in rows}


def sets(connection: sqlite3.Connection, tree: Tree) -> dict[str, list[CodeSet]]:
    """The sets across the tree, by study, parents before children."""
    members: dict[int, list[str]] = defaultdict(list)
    for set_id, code_id in connection.execute("SELECT set_id, code_id FROM set_codes ORDER BY id"):
        members[set_id].append(tree.by_id[code_id].path)
    rows = connection.execute(
        "SELECT sets.*, coalesce(studies.name, '') AS study FROM sets"
        " LEFT JOIN studies ON studies.id = study_id ORDER BY position, sets.id"
    ).fetchall()
    paths: dict[int, str] = {}
    pending = list(rows)
    found: dict[str, list[CodeSet]] = defaultdict(list)
    while pending:
        row = next(r for r in pending if r["parent_id"] is None or r["parent_id"] in paths)
        pending.remove(row)
        above = paths.get(row["parent_id"], "")
        paths[row["id"]] = f"{above}/{row['segment']}" if above else row["segment"]
        found[row["study"]].append(
            CodeSet(
                paths[row["id"]], row["kind"], row["name_ru"], row["name_en"],
                tuple(members[row["id"]]),
            )
        )  # fmt: skip
    return found


def books(connection: sqlite3.Connection, tree: Tree) -> list[Codebook]:
    """The tree parted again into one codebook a study, and one of codes that belong to none."""
    titles = {
        row["name"]: (row["title_ru"], row["title_en"])
        for row in connection.execute("SELECT * FROM studies ORDER BY id")
    }
    by_study = sets(connection, tree)
    found = []
    for study in ["", *titles]:
        codes = tuple(n.code for n in tree if (study in n.studies if study else not n.studies))
        if codes or by_study.get(study):
            found.append(
                Codebook(codes, tuple(by_study.get(study, ())), study, *titles.get(study, ("", "")))
            )
    return found
