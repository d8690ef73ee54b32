"""The only place where errors become messages and exit codes.

Every message says where, what, and what to do. None quotes answers, none shows a traceback.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from io import UnsupportedOperation
from types import TracebackType
from typing import Any

from playbook_audit import __version__
from playbook_audit.cli.console import MOST_SHOWN, abandon, finish, say
from playbook_audit.cli.registry import PROGRAM
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.errors import (
    InvalidInput,
    MisplacedCatalogue,
    UnknownId,
    UnreadableFile,
)
from playbook_audit.model.spelling import suggestion


class ExitCode(IntEnum):
    """What the code a command leaves says; when several fit, 3 wins over 4, 4 over 1."""

    DONE = 0
    RAISED = 1
    """A finding is at or above ``--fail-on``."""
    USAGE = 2
    INPUT = 3
    """A file was refused, or cannot be read or written; nothing was written."""
    UNKNOWN = 4
    """More is unknown than ``--max-unknown``."""
    BUG = 70
    INTERRUPTED = 130
    NOBODY_READS = 141
    """Whoever read the output has left, as after ``| head``."""


def guarded(action: Callable[[], int]) -> int:
    """Give the exit code of an action, once everything it showed is sent."""
    try:
        code = action()
        finish()
    except BrokenPipeError:
        abandon()
        return ExitCode.NOBODY_READS
    except KeyboardInterrupt:
        say("\nInterrompu.")
        return ExitCode.INTERRUPTED
    except OSError as error:
        abandon()
        return _output_lost(error)
    except Exception as error:
        try:
            return _told(error)
        except Exception as ours:
            return _bug(ours)
    return code


def _told(error: Exception) -> ExitCode:
    """Say what an error means and give its exit code."""
    match error:
        case InvalidInput():
            return _invalid(error.diagnostics)
        case UnreadableFile():
            say(f"{error.file} : {error.reason}")
            return ExitCode.INPUT
        case UnknownId():
            say(f"« {error.wanted} » ne désigne rien dans le catalogue{_near(error.near)}")
            say(f"Les questions : {PROGRAM} questions")
            return ExitCode.USAGE
        case MisplacedCatalogue():
            say(f"Les questions et les règles sont introuvables ({error}).")
            say("Réinstallez le programme, ou lancez-le depuis son dossier.")
            return ExitCode.INPUT
    return _wrong_usage(error) if _is_usage(error) else _bug(error)


def _near(ids: Sequence[str]) -> str:
    if not ids:
        return "."
    return " ; vouliez-vous dire " + " ou ".join(f"« {one} »" for one in ids) + " ?"


def _output_lost(error: OSError) -> ExitCode:
    from playbook_audit.reading.text import reason_of

    if isinstance(error, UnsupportedOperation):
        say("La sortie est fermée : rien n’a été affiché. Essayez l’option --output.")
        return ExitCode.INPUT
    place = error.filename or "la sortie"
    say(f"{place} : {reason_of(error)}")
    return ExitCode.INPUT


# ---------------------------------------------------------------- files that are refused


def _invalid(diagnostics: Iterable[Diagnostic]) -> ExitCode:
    """Show the faults of each file, the first twenty of them."""
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_file[diagnostic.file].append(diagnostic)
    for file, faults in by_file.items():
        for fault in faults[:MOST_SHOWN]:
            say(str(fault))
        if len(faults) > MOST_SHOWN:
            say(f"{file} : … et {_count(len(faults) - MOST_SHOWN, 'autre')}")
    say(_closing(sum(len(faults) for faults in by_file.values()), len(by_file)))
    return ExitCode.INPUT


def _closing(faults: int, files: int) -> str:
    where = "" if files == 1 else f" dans {_count(files, 'fichier')}"
    return f"{_count(faults, 'erreur')}{where} à corriger ; rien n’a été écrit."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ---------------------------------------------------------------- commands badly written


def _is_usage(error: Exception) -> bool:
    """Tell whether typer refused the command line; its exceptions are in a private package."""
    return type(error).__module__.startswith("typer.") and hasattr(error, "ctx")


def _wrong_usage(error: Any) -> ExitCode:
    context = error.ctx
    command = context.command_path if context else PROGRAM
    sentence = _USAGE_SENTENCES.get(type(error).__name__, _as_written)(error)
    say(f"{command} : {sentence}")
    say(f"Aide : {command} --help")
    return ExitCode.USAGE


def _as_written(error: Any) -> str:
    """Give a message that is ours, hence in French already."""
    return str(error.message)


def _no_such_option(error: Any) -> str:
    known = [name for one in error.ctx.command.get_params(error.ctx) for name in one.opts]
    return f"option inconnue « {error.option_name} »{suggestion(error.option_name, known)}"


def _missing(error: Any) -> str:
    param = error.param
    option = f"{param.opts[0]} " if param.param_type_name == "option" else ""
    return f"il manque {option}{param.metavar or param.name}"


def _bad_option(error: Any) -> str:
    option = next(
        (one for one in error.ctx.command.get_params(error.ctx) if error.option_name in one.opts),
        None,
    )
    is_flag = option is not None and option.is_flag
    wanted = "ne prend pas de valeur" if is_flag else "attend une valeur"
    return f"l’option « {error.option_name} » {wanted}"


def _bad_value(error: Any) -> str:
    param = error.param
    own = None if param is None else param.opts[0]
    if param is not None and param.param_type_name == "argument":
        own = param.metavar or own
    name = own or error.param_hint
    return f"{name} : {error.message}" if name else str(error.message)


_USAGE_SENTENCES: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_option,
    "BadParameter": _bad_value,
}


# ---------------------------------------------------------------- faults of ours


def _bug(error: Exception) -> ExitCode:
    """Name the place of a fault of the program, and nothing of what it was working on."""
    place = _place_of(error.__traceback__)
    say(
        "Le programme a rencontré une erreur qui vient de lui, pas de vos réponses : "
        f"{type(error).__name__}, {place}, version {__version__}."
    )
    return ExitCode.BUG


def _place_of(traceback: TracebackType | None) -> str:
    """Give the last ``module:line`` of ours on the way to an error."""
    place = "?"
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("playbook_audit"):
            place = f"{module}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
