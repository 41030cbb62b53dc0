"""config.toml -> Config. Nothing starts half-configured: every fault is named with its file, its key and its mend."""

import os
import tomllib
from pathlib import Path

from platformdirs import user_config_path

from sources.config.check import Check
from sources.config.keys import FULLTEXT, PARTY_KINDS, Config, ConfigError

__all__ = [
    "ENVIRONMENT",
    "FULLTEXT",
    "PARTY_KINDS",
    "Config",
    "ConfigError",
    "find",
    "load",
    "read",
    "shipped",
    "user_path",
]

ENVIRONMENT = "GAINSAY_CONFIG"
_SOURCES = Path(__file__).parents[1]


def shipped() -> Path:
    """Return the path of the configuration that ships with the program."""
    packed = _SOURCES / "config.toml"
    return packed if packed.exists() else _SOURCES.parent / "config.toml"


def user_path() -> Path:
    """Return where the user's own configuration stands or would stand (platformdirs' rule for the system)."""
    return user_config_path("gainsay", appauthor=False) / "config.toml"


def find(option: Path | None = None) -> Path:
    """Return the configuration file to use: the option, then GAINSAY_CONFIG, then the user's, then the shipped one."""
    if option is not None:
        return option
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    return user_path() if user_path().exists() else shipped()


def load(path: Path) -> Config:
    """Return the configuration in a TOML file; ConfigError names everything that is wrong with it at once."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(
            [
                f"{path}: cannot be read ({error.strerror}): name a file that exists, "
                "or run `gainsay config init` to get one"
            ]
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8"]) from None
    return read(text, path)


def read(text: str, path: Path) -> Config:
    """Return the configuration that a TOML text holds, which stands or is to stand at `path`; raises ConfigError."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError([f"{path}: not valid TOML: {error}: see https://toml.io for the form"]) from None
    return Check(path).config(data)
