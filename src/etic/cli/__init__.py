"""The command line. `contract` of every command: `--help` with an example, `--json` for machines,
exit 0 done, 1 a check did not hold, 2 bad input said in one line."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections.abc import Sequence

from etic.errors import EticError

DONE, DOES_NOT_HOLD, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every way out is an exit code, and bad input is one line on stderr."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    import click

    from etic.cli.root import explained, root

    # A stream that the caller has closed is None: nobody reads it.
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = root.main(args=arguments, prog_name="etic", standalone_mode=False)
        sys.stdout.flush()
    except EticError as error:
        return _refused(str(error))
    except click.UsageError as error:
        return _refused(str(explained(error)))
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except SystemExit:  # click's way out when the reader of our output has seen enough: `| head`
        return DONE
    except BrokenPipeError:  # the same, at our own last flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except sqlite3.Error as error:
        return _refused(str(EticError("database-failed", why=error)))
    except OSError as error:
        where = error.filename or ""
        return _refused(str(EticError("system-failed", file=where, why=error.strerror or error)))
    return code if isinstance(code, int) else DONE


def _refused(line: str) -> int:
    print(" ".join(line.split()), file=sys.stderr)
    return BAD_INPUT
