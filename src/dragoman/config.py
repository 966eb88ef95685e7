"""The settings of the program: one frozen `Config` from one TOML file and the environment.

Place in the flow: on the ground floor; the command loads a `Config` and hands its parts down. The file is the
one that `DRAGOMAN_CONFIG` names, else `dragoman.toml` in the current folder, else there is none and all
settings are as below. A variable `DRAGOMAN_SECTION_KEY` goes before the file: `DRAGOMAN_FETCH_GAP_S=5`;
lists are split at commas.

[fetch]: how pages are fetched
    deadline_s = 30.0         seconds that one fetch may take, redirects included, polite waiting not
    connect_s = 5.0           seconds until an address must have taken the connection
    read_s = 15.0             seconds without a byte after which the server is given up
    max_redirects = 5         redirects of one fetch
    gap_s = 2.0               least seconds between two requests to one host; robots.txt can ask for more
    max_wait_s = 60.0         longest wait that a server can ask for; where it asks for more, the fetch fails
    max_retries = 2           further tries after the answers 429 and 503
    max_host_pages = 2000     pages from one host in a day of running
    max_pages = 10000         pages in a day of running
    max_host_mib = 1024       MiB from one host in a day of running, as they come over the wire
    max_mib = 5120            MiB in a day of running
    allowed_hosts = []        "host:port" that may be fetched though they are not public: ["127.0.0.1:8000"]
    proxy = ""                "http://host:port" of a proxy; its environment variables are not heeded. Names
                              are then resolved by the proxy, so that it must refuse private addresses itself.
    contact = ""              address of whoever runs the program, for the agent string that sites see

[ingest]: how much is read
    max_bytes = 20971520      bytes of one page or report after decompression
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from dragoman.errors import ConfigError

FILE = "dragoman.toml"
PREFIX = "DRAGOMAN_"
HOST_AND_PORT = re.compile(r"(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\]):[0-9]{1,5}")
PROXY = re.compile(rf"http://{HOST_AND_PORT.pattern}")
CONTACT = re.compile(r"[!-'*-~]{0,200}")  # printable ASCII without brackets and spaces


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Section `[fetch]`; the module says what each setting means."""

    deadline_s: float = 30.0
    connect_s: float = 5.0
    read_s: float = 15.0
    max_redirects: int = 5
    gap_s: float = 2.0
    max_wait_s: float = 60.0
    max_retries: int = 2
    max_host_pages: int = 2_000
    max_pages: int = 10_000
    max_host_mib: int = 1_024
    max_mib: int = 5_120
    allowed_hosts: tuple[str, ...] = ()
    proxy: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Section `[ingest]`; the module says what each setting means."""

    max_bytes: int = 20 * 2**20


@dataclass(frozen=True, slots=True)
class Config:
    """All settings."""

    fetch: FetchSettings = FetchSettings()
    ingest: IngestSettings = IngestSettings()


SECTIONS: dict[str, type[FetchSettings] | type[IngestSettings]] = {
    "fetch": FetchSettings,
    "ingest": IngestSettings,
}
FORMS = {
    "allowed_hosts": (HOST_AND_PORT, 'must be "host:port" in small letters'),
    "proxy": (PROXY, 'must be "http://host:port"'),
    "contact": (CONTACT, "must be an address of up to 200 ASCII characters without spaces and brackets"),
}
KINDS = {
    "int": "a whole number, 0 or more",
    "float": "a number, 0 or more",
    "str": "a text in quotes",
    "tuple[str, ...]": "a list of texts",
}
Settings = TypeVar("Settings", FetchSettings, IngestSettings)


def load_config(environment: Mapping[str, str] = os.environ, folder: Path | None = None) -> Config:
    """Return the settings of the file and the environment; what neither sets is as the module says.

    Args:
        environment: Where `DRAGOMAN_CONFIG` and the variables of single settings are looked up.
        folder: Where `dragoman.toml` is looked for; the current folder if None.

    Raises:
        ConfigError: The file cannot be read, or a key or value of it or a variable is not one of those above.
    """
    named = environment.get(PREFIX + "CONFIG")
    path = Path(named) if named else (folder or Path()) / FILE
    tables = _read_file(path) if named or path.exists() else {}
    _check_names(tables, SECTIONS, str(path))
    return Config(
        fetch=_load_section(FetchSettings, "fetch", tables, environment, str(path)),
        ingest=_load_section(IngestSettings, "ingest", tables, environment, str(path)),
    )


def _read_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"Settings not read: {str(path)!r} cannot be opened ({error}). Check the path in DRAGOMAN_CONFIG."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"Settings not read: {str(path)!r} is no TOML: {error}. Mend that line.") from error


def _load_section(
    kind: type[Settings], section: str, tables: dict[str, Any], environment: Mapping[str, str], path: str
) -> Settings:
    table = tables.get(section, {})
    if not isinstance(table, dict):
        raise ConfigError(f"Settings not read: {section!r} in {path!r} is no section. Write [{section}].")
    known = {field.name: str(field.type) for field in fields(kind)}
    variables = {key: f"{PREFIX}{section}_{key}".upper() for key in known}
    begun = f"{PREFIX}{section}_".upper()
    _check_names(table, known, path, f"[{section}] ")
    _check_names(
        [name for name in environment if name.startswith(begun)], list(variables.values()), "the environment"
    )
    values: dict[str, Any] = {}
    for key, form in known.items():
        variable = variables[key]
        if variable in environment:
            values[key] = _clean_value(_parse_variable(environment[variable], form), form, key, variable)
        elif key in table:
            values[key] = _clean_value(table[key], form, key, f"[{section}] {key} in {path!r}")
    return kind(**values)


def _check_names(names: Iterable[str], known: Collection[str], path: str, where: str = "") -> None:
    for name in names:
        if name not in known:
            raise ConfigError(
                f"Settings not read: {where}{name!r} in {path!r} is not known. Use {', '.join(known)}."
            )


def _parse_variable(text: str, form: str) -> object:
    """Return what a variable's text stands for; the text itself where it does not fit."""
    if form.startswith("tuple"):
        return [part.strip() for part in text.split(",") if part.strip()]
    try:
        return int(text) if form == "int" else float(text) if form == "float" else text
    except ValueError:
        return text


def _clean_value(value: object, form: str, key: str, where: str) -> object:
    cleaned = _clean_kind(value, form)
    if cleaned is None:
        raise ConfigError(f"Settings not read: {where} is {value!r}. It must be {KINDS[form]}.")
    if key in FORMS:
        pattern, told = FORMS[key]
        for text in (cleaned,) if isinstance(cleaned, str) else cleaned:
            if text and not pattern.fullmatch(text):
                raise ConfigError(f"Settings not read: {where} has {text!r}. It {told}.")
    return cleaned


def _clean_kind(value: object, form: str) -> Any:
    """Return a value as its field holds it, or None where it is of another kind."""
    if form == "tuple[str, ...]":
        is_list = isinstance(value, list) and all(isinstance(part, str) and part for part in value)
        return tuple(value) if is_list and isinstance(value, list) else None
    if form == "str":
        return value if isinstance(value, str) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        return None
    if form == "int":
        return value if isinstance(value, int) else None
    return float(value)
