"""``tocsin completion``: the script that makes a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from tocsin.cli.verbs import program


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      tocsin completion bash > ~/.local/share/bash-completion/completions/tocsin
      tocsin completion zsh > "${fpath[1]}/_tocsin"
      tocsin completion fish > ~/.config/fish/completions/tocsin.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        message = f"click knows no completion for {shell}"
        raise click.ClickException(message)
    click.echo(kind(program, {}, "tocsin", "_TOCSIN_COMPLETE").source())
