"""The typer application: finds commands by name, imports the one that runs, speaks French.

Typer writes its help and refusals in English, and since 0.26 offers no way to translate them:
help is drawn here, by ``help_page``; refusals are put in French by ``failures``.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from playbook_audit.cli.help_page import Part, help_page
from playbook_audit.cli.registry import COMMANDS, PROGRAM, Entry
from playbook_audit.model.spelling import suggestion

HELP_NAMES = ["--help", "-h"]
SETTINGS: dict[str, Any] = {"help_option_names": HELP_NAMES}


def run(words: Sequence[str]) -> int:
    """Run a command line and give its exit code; errors are raised."""
    root = Group(Entry(PROGRAM, "", "", COMMANDS))
    try:
        with root.make_context(PROGRAM, list(words)) as context:
            return int(root.invoke(context) or 0)
    except typer.Exit as leaving:
        return leaving.exit_code


class Command(TyperCommand):
    """A command whose help is in French."""

    allow_extra_args = True  # so that they are refused here, in French

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of the command and refuse those that are too many."""
        with _placed(ctx):
            extra = super().parse_args(ctx, args)
        if extra:
            ctx.fail(f"« {' '.join(extra)} » est de trop")
        return extra

    def get_help(self, ctx: Any) -> str:
        """Give the page of help."""
        params: list[Any] = self.get_params(ctx)
        arguments = [one for one in params if one.param_type_name == "argument"]
        options = [one for one in params if one.param_type_name == "option"]
        parts = (
            Part("Arguments", tuple((_written(one), one.help or "") for one in arguments)),
            Part("Options", tuple(_option_row(one) for one in options)),
        )
        return help_page(self._usage(ctx), self.help or "", parts)

    def _usage(self, ctx: Any) -> str:
        arguments = [one for one in self.params if one.param_type_name == "argument"]
        return " ".join([ctx.command_path, "[OPTIONS]", *map(_written, arguments)])


@contextmanager
def _placed(ctx: Any) -> Iterator[None]:
    """Make every refusal say which command it is about: typer forgets it for some."""
    try:
        yield
    except Exception as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]  # known by its attribute alone
        raise


def _written(argument: Any) -> str:
    """Give an argument as the usage line writes it."""
    name = f"{argument.metavar}…" if argument.nargs != 1 else str(argument.metavar)
    return name if argument.required else f"[{name}]"


def _option_row(option: Any) -> tuple[str, str]:
    if option.opts[0] in HELP_NAMES:
        return ", ".join(HELP_NAMES), "Afficher cette aide"
    names = ", ".join(option.opts)
    value = f" {option.metavar}" if option.metavar else ""
    repeated = " (peut se répéter)" if option.multiple else ""
    return f"{names}{value}", f"{option.help}{repeated}"


class Group(TyperGroup):
    """A group of commands, none of which is imported before it runs."""

    def __init__(self, entry: Entry) -> None:
        """Keep the commands by name."""
        super().__init__(name=entry.name, context_settings=SETTINGS)
        self.entry = entry
        self.members = {one.name: one for one in entry.members}

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Import a command, or give None."""
        entry = self.members.get(cmd_name)
        return None if entry is None else _built(entry)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of the group; a group alone does nothing."""
        if not args:
            ctx.fail(f"il manque une commande : {' ou '.join(self.members)}")
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Give the command a word names; refuse a word that names none."""
        name, *rest = args
        if name not in self.members:
            ctx.fail(f"commande inconnue « {name} »{suggestion(name, self.members)}")
        return name, self.get_command(ctx, name), rest

    def get_help(self, ctx: Any) -> str:
        """Give the list of the commands."""
        commands = tuple((one.name, one.says) for one in self.entry.members)
        usage = f"{ctx.command_path} COMMANDE [OPTIONS]"
        return help_page(usage, f"{self.entry.says}.", (Part("Commandes", commands),))


def _built(entry: Entry) -> Any:
    """Give a command ready to run."""
    if entry.members:
        return Group(entry)
    module_name, _, name = entry.place.partition(":")
    module = import_module(f"playbook_audit.cli.{module_name}")
    function: Callable[..., int] = getattr(module, name)
    shell = typer.Typer(add_completion=False, rich_markup_mode=None)
    shell.command(name, cls=Command, help=module.HELP[name], context_settings=SETTINGS)(function)
    return typer.main.get_command(shell)
