import re
from dataclasses import fields
from pathlib import Path

import pytest

from dragoman import config
from dragoman.config import Config, FetchSettings, IngestSettings, load_config
from dragoman.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "dragoman.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_settings_are_the_defaults(tmp_path):
    assert load_config({}, tmp_path) == Config()


def test_a_file_in_the_folder_is_read(tmp_path):
    write(tmp_path, '[fetch]\ngap_s = 4\nallowed_hosts = ["127.0.0.1:8000"]\n[ingest]\nmax_bytes = 1000\n')
    found = load_config({}, tmp_path)
    assert found == Config(
        FetchSettings(gap_s=4.0, allowed_hosts=("127.0.0.1:8000",)), IngestSettings(max_bytes=1000)
    )
    assert isinstance(found.fetch.gap_s, float)


def test_the_file_that_the_environment_names_goes_before_that_of_the_folder(tmp_path):
    write(tmp_path, "[fetch]\ngap_s = 4\n")
    other = tmp_path / "other.toml"
    other.write_text("[fetch]\ngap_s = 7\n", encoding="utf-8")
    assert load_config({"DRAGOMAN_CONFIG": str(other)}, tmp_path).fetch.gap_s == 7


def test_a_named_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="DRAGOMAN_CONFIG"):
        load_config({"DRAGOMAN_CONFIG": str(tmp_path / "none.toml")}, tmp_path)


def test_a_variable_goes_before_the_file(tmp_path):
    write(tmp_path, "[fetch]\ngap_s = 4\nmax_redirects = 3\n")
    environment = {"DRAGOMAN_FETCH_GAP_S": "1.5", "DRAGOMAN_FETCH_ALLOWED_HOSTS": "[::1]:80, a.org:81"}
    found = load_config(environment, tmp_path).fetch
    assert (found.gap_s, found.max_redirects, found.allowed_hosts) == (1.5, 3, ("[::1]:80", "a.org:81"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[fetch]\ngaps = 4\n", r"'gaps'.*Use deadline_s.*gap_s"),
        ("[fetsh]\n", r"'fetsh'.*Use fetch, ingest"),
        ("fetch = 3\n", r"Write \[fetch\]"),
        ("[fetch]\ngap_s = '4'\n", r"gap_s.*a number, 0 or more"),
        ("[fetch]\ngap_s = -1\n", r"gap_s.*a number, 0 or more"),
        ("[fetch]\ngap_s = nan\n", r"gap_s.*a number, 0 or more"),
        ("[fetch]\ngap_s = true\n", r"gap_s.*a number, 0 or more"),
        ("[fetch]\nmax_pages = 1.5\n", r"max_pages.*a whole number"),
        ("[fetch]\nallowed_hosts = '127.0.0.1:80'\n", r"allowed_hosts.*a list of texts"),
        ("[fetch]\nallowed_hosts = ['127.0.0.1']\n", r"allowed_hosts.*host:port"),
        ("[fetch]\nallowed_hosts = ['http://a.org:80']\n", r"allowed_hosts.*host:port"),
        ("[fetch]\nproxy = 'http://user:pass@a.org:80'\n", r"proxy.*http://host:port"),
        ('[fetch]\ncontact = "a\\nb"\n', r"contact.*ASCII"),
        ("[fetch\n", r"is no TOML.*line 1"),
    ],
)
def test_what_does_not_fit_is_told_with_what_is_allowed(tmp_path, text, told):
    write(tmp_path, text)
    with pytest.raises(ConfigError, match=told):
        load_config({}, tmp_path)


def test_a_variable_of_the_wrong_kind_is_told_by_its_name(tmp_path):
    with pytest.raises(ConfigError, match="DRAGOMAN_FETCH_MAX_PAGES is 'many'"):
        load_config({"DRAGOMAN_FETCH_MAX_PAGES": "many"}, tmp_path)


def test_an_unknown_variable_of_a_section_is_told():
    with pytest.raises(ConfigError, match="'DRAGOMAN_FETCH_GAPS' in 'the environment' is not known"):
        load_config({"DRAGOMAN_FETCH_GAPS": "3", "DRAGOMAN_STORE": "x.db"})


def test_every_setting_is_documented_with_its_default():
    documented = dict(re.findall(r"^    (\w+) = (\S+) ", config.__doc__ or "", re.MULTILINE))
    defaults = {
        field.name: field.default for kind in (FetchSettings, IngestSettings) for field in fields(kind)
    }
    told = {'""': "", "[]": ()}
    assert {key: told.get(text, text) for key, text in documented.items()} == {
        key: value if isinstance(value, str | tuple) else str(value) for key, value in defaults.items()
    }
