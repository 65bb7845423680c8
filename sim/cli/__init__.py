"""The command line: one file per command, found by its name, imported when it is called.

Results go to standard output; progress, notes and errors to standard error. Exit codes: 0 done,
1 our fault, 2 the user's input, 130 interrupted.
"""

import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from sim.cli.options import Stopped
from sim.problems import ScenarioError, did_you_mean

SECTIONS = {
    "Run and compare": {
        "run": "Run one scenario and write its tables.",
        "compare": "Run scenarios beside a baseline under the same luck, and compare.",
        "report": "Write results as one page for readers: HTML, or Markdown for slides.",
        "figures": "Draw a scenario: the world as tiles, boards, flows, networks, time lines.",
        "animate": "Show one run as a film: the world, the votes, an outcome.",
        "trace": "Tell where two scenarios part under the same luck, what follows, and why.",
        "story": "Tell what one state or NGO did in one run, and why.",
        "status": "Say which runs are there, which would be made, and why.",
        "verify": "Run a sample of a result again and compare it with what is stored.",
    },
    "Write scenarios": {
        "list": "List the scenarios that there are, and what each asks.",
        "new": "Write a scenario file to start from, which runs as it is.",
        "check": "Check scenario files without running them.",
        "show": "Show every value of a scenario and the line that sets it; what to cite.",
        "coverage": "Say how far the model covers what the source documents describe.",
        "explain": "Say what a catalogue entry or a mechanism is, and where it lives.",
    },
    "Know how sure it is": {
        "sweep": "Run every point of a scenario's sweep beside the scenario itself.",
        "discover": "Find the conditions under which a scenario's advantage holds or reverses.",
        "sensitivity": "Say how much of what a scenario changes rests on guesses.",
        "predict": "Say what the model expects of a draft: chances, tally and why.",
        "backcast": "Predict recorded votes from earlier years only, beside naive rivals.",
        "validate": "Try what history and theory say against the model, row by row.",
        "estimate": "Derive the tables of the evidence from public files of roll calls.",
        "calibrate": "Search for values of what no table gives, beside moments of the record.",
    },
}
COMMANDS = {name: said for section in SECTIONS.values() for name, said in section.items()}


class Lazy(click.Group):
    """A group that imports a command's file only to run it; a scenario file alone means `run`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return import_module(f"sim.cli.{cmd_name}").command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        first = args[0] if args else ""
        if first not in COMMANDS and not ctx.resilient_parsing:
            if first.endswith((".yaml", ".yml")):
                args = ["run", *args]
            else:
                hint = did_you_mean(first, COMMANDS) or f"; there are {', '.join(COMMANDS)}"
                raise click.UsageError(f"there is no command `{first}`{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, section in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(section.items()))


@click.group(
    cls=Lazy,
    epilog="Example: python run.py compare scenarios/baseline.yaml "
    "scenarios/coordinated_dialogues.yaml",
)
def cli() -> None:
    """A scenario engine for the international human-rights regime.

    An illustration of theories, not a forecast.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; RIGHTS_DEBUG shows tracebacks."""
    try:
        called = Path(sys.argv[0]).name.removesuffix(".exe") or "run.py"
        code = cli.main(args=arguments, prog_name=called, standalone_mode=False) or 0
    except ScenarioError as error:
        code = _say(str(error), 2)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.code if isinstance(error, Stopped) else 2
    except (KeyboardInterrupt, click.Abort):
        code = _say("interrupted; nothing half-written was left behind", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        if error.errno == errno.ENOSPC:
            code = _say(f"{named}the disk is full; nothing half-written was left behind", 1)
        else:
            code = _say(f"{named}{error.strerror or error}", 2 if error.filename else 1)
    except Exception as error:
        if os.environ.get("RIGHTS_DEBUG"):
            raise
        told = f"{type(error).__name__}: {error}"
        code = _say(f"this is our fault, not yours: {told}\nset RIGHTS_DEBUG=1 to see where", 1)
    sys.exit(code)


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code
