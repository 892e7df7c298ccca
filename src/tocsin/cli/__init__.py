"""The command line: one verb a file. A verb parses, calls one function, and prints; data to stdout, talk to stderr."""

from tocsin.cli.verbs import program

__all__ = ["main"]


def main() -> None:
    """Run ``tocsin``: the entry point of the console script."""
    program(prog_name="tocsin")
