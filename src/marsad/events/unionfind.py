"""Union-find over small integers; the smallest member is the root, so results do not depend on the order of unions."""

from __future__ import annotations


class UnionFind:
    """Disjoint sets of 0 … size-1."""

    __slots__ = ("_parent",)

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """The smallest member of the set of `item`."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def union(self, a: int, b: int) -> None:
        """Join the sets of `a` and `b`."""
        one, two = self.find(a), self.find(b)
        if one != two:
            self._parent[max(one, two)] = min(one, two)
