"""Settings: what beats what, and what is refused."""

from pathlib import Path

import pytest

from tocsin.errors import SettingsError
from tocsin.settings import settings, shown_address


def test_an_option_beats_the_environment_beats_the_file_beats_the_default(tmp_path: Path) -> None:
    near, far = tmp_path / "near.toml", tmp_path / "far.toml"
    far.write_text('port = 1\nhost = "::1"\nmodel = "far"\n')
    near.write_text("port = 2\n")
    made = settings(environment={"TOCSIN_MODEL": "env"}, files=(far, near), host="0.0.0.0")
    assert (made.host, made.port, made.model) == ("0.0.0.0", 2, "env")
    assert settings(environment={}, files=()).port == 8350


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert settings(environment={"TOCSIN_PORT": ""}, files=()).port == 8350


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("port = 'many'", "port"),
        ("prot = 1", "prot"),
        ("port =", "not TOML"),
        ("port = 70000", "70000"),
    ],
)
def test_a_file_that_does_not_fit_says_what(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "tocsin.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=told):
        settings(environment={}, files=(file,))


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        settings(environment={}, files=(tmp_path,))


def test_lists_and_keys_are_written_with_commas_in_the_environment() -> None:
    made = settings(environment={"TOCSIN_SOURCES": "GBR, usa_state", "TOCSIN_KEYS": "KOR=abc=, X=1"}, files=())
    assert made.sources == ("GBR", "usa_state")
    assert made.keys == {"KOR": "abc=", "X": "1"}


def test_a_password_is_never_shown() -> None:
    assert shown_address("postgresql+psycopg://me:s3:c@ret@db/t") == "postgresql+psycopg://me:***@db/t"
    assert shown_address("sqlite:////home/me/a@b.sqlite") == "sqlite:////home/me/a@b.sqlite"
