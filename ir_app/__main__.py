"""Start of the program: ``ir-app`` opens the window, ``ir-app COMMAND`` works without one."""

import sys
from pathlib import Path

from ir_app.problems import Problem, program_fault


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return 0 fine, 1 a finding, 2 bad input, 3 a fault of the program."""
    from ir_app.cli.line import run

    try:
        return run(sys.argv[1:] if arguments is None else arguments)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Everything that was written down before is safe.\n")
        return 130
    except BrokenPipeError:
        return 0  # the reader of our output went away, as `head` does
    except Exception as fault:  # noqa: BLE001 - the edge of the program: never a stack trace
        return _say(program_fault(fault))


def _say(problem: Problem) -> int:
    place = problem.details.splitlines()
    where = f"({place[0]} at {Path(place[-1]).name})" if len(place) > 1 else f"({place[0]})"
    who = "Please send this line to whoever looks after the program: "
    sys.stderr.write(f"{problem.what} {problem.safe} {who}{where}\n")
    return 3


if __name__ == "__main__":
    sys.exit(main())
