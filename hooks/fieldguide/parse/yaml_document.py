"""YAML → plain data, with the place of every node.

Scalars stay text as they were written (``0.10`` keeps its zero); an empty value is None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from fieldguide.parse.yaml_error import describe_error
from fieldguide.source import Problem, Span

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Location = Sequence[str | int]
_NULL = "tag:yaml.org,2002:null"
_MOST_NODES = 50_000
_DEEPEST = 30


class _PlainLoader(Loader):
    """Takes every scalar for text or nothing, without trying what number, date or truth it could be."""

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        return _NULL if kind is ScalarNode and implicit[0] and value in ("", "~", "null", "Null", "NULL") else ""

    def ascend_resolver(self) -> None:
        pass

    def descend_resolver(self, current_node: Node | None, current_index: Any) -> None:
        pass


@dataclass(frozen=True)
class Document:
    """One YAML text: its ``data``, and a way to the span of any of it.

    ``misfits`` are the places of what the schema does not take. ``kept`` says, for each list that lost items so, which are left:
    the places of all others are asked for as if nothing had been lost.
    """

    data: Any
    problems: tuple[Problem, ...] = ()
    first_line: int = 1
    text: str = field(default="", repr=False)
    misfits: frozenset[tuple[str | int, ...]] = frozenset()
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def but(self, **changes: Any) -> Document:
        """The document with other values of some fields."""
        other = replace(self, **changes)
        if "_root" in self.__dict__:
            other.__dict__["_root"] = self._root
        return other

    @cached_property
    def _root(self) -> Node | None:
        """The nodes; composed again where the place of one is asked for after the data was kept without them."""
        return None if self.data is None else yaml.compose(self.text, Loader=_PlainLoader)

    def fits(self, location: Location) -> bool:
        """Whether the schema takes all that stands at ``location``."""
        place = self._unpruned(location)
        return not any(misfit[: len(place)] == place for misfit in self.misfits)

    def span(self, location: Location) -> Span:
        """The span of the value at ``location``; of the nearest enclosing node that exists."""
        node, _ = self._find(self._unpruned(location))
        return self._span_of(node)

    def key_span(self, location: Location) -> Span:
        """The span of the key at ``location`` (of the value, where it is an item of a list)."""
        node, key = self._find(self._unpruned(location))
        return self._span_of(key or node)

    def fields(self, location: Location) -> tuple[tuple[str, Span], ...]:
        """The fields of the mapping at ``location``, each from its key to the end of its value; none where it is in braces."""
        node, _ = self._find(self._unpruned(location))
        if not isinstance(node, MappingNode) or node.flow_style:
            return ()
        starts = [key.start_mark.index for key, _ in node.value]
        found = []
        for (key, _), start, following in zip(node.value, starts, [*starts[1:], node.end_mark.index], strict=True):
            found.append((str(key.value), self._span(start, start + len(self.text[start:following].rstrip()))))
        return tuple(found)

    def span_within(self, location: Location, start: int, length: int) -> Span:
        """The span of ``length`` characters of the text at ``location``, ``start`` characters into it, spaces around it not counted."""
        node, _ = self._find(self._unpruned(location))
        if isinstance(node, ScalarNode):
            start += len(node.value) - len(node.value.lstrip())
            offsets = _offsets(self.text, node)
            if start + length <= len(offsets):
                return self._span(offsets[start], offsets[start + length - 1] + 1)
        return self._span_of(node)

    def _unpruned(self, location: Location) -> tuple[str | int, ...]:
        match list(location):
            case [str(name), int(index), *rest] if name in self.kept and index < len(self.kept[name]):
                return name, self.kept[name][index], *rest
        return tuple(location)

    def _find(self, location: Location) -> tuple[Node | None, Node | None]:
        node, key = self._root, None
        for step in location:
            found: tuple[Node, Node | None] | None = None
            if isinstance(node, MappingNode):
                found = next(((v, k) for k, v in node.value if isinstance(k, ScalarNode) and k.value == step), None)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = (node.value[step], None)
            if found is None:
                break
            node, key = found
        return node, key

    def _span_of(self, node: Node | None) -> Span:
        if node is None:
            return Span(self.first_line, 1, self.first_line, 1)
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, ScalarNode) and node.style in ("'", '"') and node.value:
            return self._span(start + 1, end - 1)
        return self._span(start, end if isinstance(node, ScalarNode) else start + 1)

    def _span(self, start: int, end: int) -> Span:
        return Span(*self._point(start), *self._point(end))

    def _point(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line - 1 + self.first_line, index - self._line_starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts


def parse_yaml(text: str, first_line: int = 1) -> Document:
    """Reads one YAML document that stands at ``first_line`` of its file."""
    document = Document(None, (), first_line, text)
    if "\t" in text:
        at, message = text.index("\t"), "a tab stands here, and YAML takes spaces only; replace it with spaces"
        return replace(document, problems=(Problem("yaml", document._span(at, at + 1), message),))
    try:
        too_deep = _too_deep(text)
        root = None if too_deep is not None else yaml.compose(text, Loader=_PlainLoader)
        if "?" in text and root:
            yaml.compose(text, Loader=yaml.SafeLoader)  # MkDocs reads tags with this one, which is stricter about question marks
    except yaml.YAMLError as error:
        start, end, message = describe_error(error, text)
        return replace(document, problems=(Problem("yaml", document._span(start, end), message),))
    if too_deep is not None:
        message = f"this YAML is nested more than {_DEEPEST} levels deep; flatten it"
        return replace(document, problems=(Problem("yaml", document._span(too_deep, too_deep + 1), message),))
    if root is None:
        return document
    document.__dict__["_root"] = root
    builder = _Builder(document)
    data = builder.build(root, 0)
    return document.but(data=data, problems=tuple(builder.problems))


def _too_deep(text: str) -> int | None:
    """Where the nesting passes what is allowed; found before libyaml composes the nodes, which overflows the stack.

    A level takes a column or a dash, and a bracket opens two at most, so that a text with few of them need not be gone through.
    """
    lead = max((len(line) - len(line.lstrip(" ?:-")) for line in text.splitlines()), default=0)
    if lead + 2 * (text.count("[") + text.count("{")) + 3 <= _DEEPEST:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST and event.start_mark:
            return int(event.start_mark.index)
    return None


def _offsets(text: str, node: ScalarNode) -> list[int]:
    """For each character of a scalar, where it stands in the text; fewer where escapes make that unclear."""
    at, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        at += len(text[at:end].partition("\n")[0])
        at += len(text[at:end]) - len(text[at:end].lstrip())
    elif node.style in ("'", '"'):
        at, end = at + 1, end - 1
    offsets: list[int] = []
    for character in node.value:
        while at < end and text[at].isspace() and not character.isspace():
            at += 1
        if at >= end or (text[at] != character and not (text[at].isspace() and character.isspace())):
            break
        offsets.append(at)
        at += 1
    return offsets


class _Builder:
    """Turns nodes into data, counting them so that nested aliases cannot explode."""

    def __init__(self, document: Document) -> None:
        self.document, self.count = document, 0
        self.problems: list[Problem] = []

    def build(self, node: Node, depth: int) -> Any:
        self.count += 1
        if self.count > _MOST_NODES or depth > _DEEPEST:
            if not any(problem.kind == "yaml" for problem in self.problems):
                message = f"with its aliases written out, this YAML has more than {_MOST_NODES:,} nodes or {_DEEPEST} levels; write it without aliases"
                self._report("yaml", node, message)
            return None
        if isinstance(node, ScalarNode):
            return None if node.tag == _NULL else node.value
        if isinstance(node, SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: Node, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._report("yaml", key, "the name of a field is plain text, with no bracket or brace around it")
            elif key.value in data:
                self._report("duplicate_field", key, f"'{key.value}' stands here twice; keep one")
            else:
                data[key.value] = self.build(value, depth + 1)
        return data

    def _report(self, kind: str, node: Node, message: str) -> None:
        self.problems.append(Problem(kind, self.document._span_of(node), message))
