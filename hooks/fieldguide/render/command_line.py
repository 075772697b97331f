"""The command line → its reference; every command and option, whatever the width of a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from fieldguide.render.table import code, prose, table


def command_reference(parser: argparse.ArgumentParser) -> str:
    """A section for each command: what it does, how it is called, what it takes."""
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return "\n\n".join(_section(f"{parser.prog} {name}", command) for name, command in commands.choices.items())


def _section(name: str, command: argparse.ArgumentParser) -> str:
    actions = [action for action in command._actions if not isinstance(action, argparse._HelpAction) and action.help != argparse.SUPPRESS]
    usage = " ".join([name, *_usage(command, actions)])
    rows = [(" ".join(map(code, _names(action))), _meaning(command, action)) for action in actions]
    options = f"\n\n{table(['Takes', 'Meaning'], rows)}" if rows else ""
    return f"## {name}\n\n{prose(command.description or '')}\n\n```text\n{usage}\n```{options}"


def _usage(command: argparse.ArgumentParser, actions: list[argparse.Action]) -> Iterator[str]:
    """Options in brackets, those that exclude one another with a bar between, then what has no name."""
    alone = {id(action): group._group_actions for group in command._mutually_exclusive_groups for action in group._group_actions}
    shown: set[int] = set()
    for action in sorted(actions, key=lambda action: not action.option_strings):
        if id(action) in shown:
            continue
        group = alone.get(id(action), [action])
        shown |= {id(other) for other in group}
        text = " | ".join(_call(other) for other in group)
        yield text if action.required else f"[{text}]"


def _call(action: argparse.Action) -> str:
    """One argument as it is typed, with the first of its names."""
    value = _value(action)
    if not action.option_strings:
        return f"{value} ..." if action.nargs in ("*", "+") else value
    return f"{action.option_strings[0]} {value}".rstrip()


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.metavar:
        return action.metavar if isinstance(action.metavar, str) else " ".join(action.metavar)
    if action.choices:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return action.dest.upper().replace("_", "-")


def _names(action: argparse.Action) -> list[str]:
    value = _value(action)
    return [f"{name} {value}".rstrip() for name in action.option_strings] or [value]


def _meaning(command: argparse.ArgumentParser, action: argparse.Action) -> str:
    """What the help says, with its %(default)s and the like filled in."""
    fields = {**vars(action), "prog": command.prog}
    choices = "one of " + ", ".join(f"`{choice}`" for choice in action.choices) if action.choices and action.metavar else ""
    return "; ".join(filter(None, [prose((action.help or "") % fields), choices]))
