"""Start of the program: ``ir-app`` opens the window, ``ir-app COMMAND`` works without one."""

import sys

from ir_app.problems import Problem


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code: 0 fine, 1 a finding, 2 bad input."""
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


if __name__ == "__main__":
    sys.exit(main())
