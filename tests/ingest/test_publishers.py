import pytest

from dragoman.ingest.publishers import choose_publisher, clean_name, find_credit, find_publisher


def test_what_the_page_calls_itself_comes_first():
    assert choose_publisher("https://example.org/a", ["Andes  Wire"], "A feed").name == "Andes Wire"


def test_a_domain_that_the_table_knows_has_a_name():
    assert choose_publisher("https://www.bbc.co.uk/news/1", []).name == "BBC News"
    assert choose_publisher("https://feeds.reuters.com/a", [], "Top stories").name == "Reuters"


def test_an_unknown_domain_stands_for_itself():
    assert choose_publisher("https://www.northern-desk.example/a", []).name == "northern-desk.example"


def test_what_leads_to_it_comes_before_the_bare_domain():
    assert choose_publisher("https://example.org/a", [], "Example Post").name == "Example Post"


def test_a_name_of_the_table_is_spelled_as_there():
    assert choose_publisher("https://www.theguardian.com/a", ["the guardian"]).name == "The Guardian"


def test_an_agency_that_a_paper_prints_is_told_as_agency():
    chosen = choose_publisher("https://example.org/a", ["Associated Press", "Example Post"])
    assert (chosen.name, chosen.agency, chosen.remarks) == ("Example Post", "Associated Press", ())


def test_nobody_passes_for_a_publisher_from_another_domain():
    chosen = choose_publisher("https://example.org/a", ["Reuters"])
    assert chosen.name == "example.org"
    assert "calls itself 'Reuters' but stands at example.org" in chosen.remarks[0].message
    assert choose_publisher("https://reuters.com.example.org/a", ["BBC News"]).name == "example.org"


def test_a_saved_page_is_believed():
    assert choose_publisher(None, ["Reuters"]).name == "Reuters"
    assert choose_publisher(None, []).name is None


def test_the_software_of_a_site_is_not_its_publisher():
    assert choose_publisher("https://desk.blogspot.com/a", ["Blogger"]).name == "desk.blogspot.com"


@pytest.mark.parametrize("name", ["", "  ", "https://example.org", "@desk", "---", "x" * 101])
def test_what_is_no_name_is_passed_over(name):
    assert clean_name(name) == ""


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("LIMA, March 3 (Reuters) - Talks went on.", "Reuters"),
        ("Lima (AFP) — Talks went on.", "AFP"),
        ("(AP) – Talks went on.", "Associated Press"),
        ("МИНСК (ТАСС) — Переговоры идут.", "TASS"),
        ("Talks went on, Reuters reported.", None),
        ("Talks (AP) went on.", None),
    ],
)
def test_the_credit_of_a_dateline_is_an_agency(text, agency):
    assert find_credit(text) == agency


def test_hosts_below_a_domain_belong_to_it():
    assert find_publisher("https://news.un.org/en/a").name == "United Nations"
    assert find_publisher("https://notreuters.com/a") is None
