import pytest

from dragoman.ingest import page_markup
from dragoman.ingest.page_markup import flatten, parse_page, take_scripts


def test_scripts_and_comments_go_and_linked_data_is_kept_apart():
    markup = "a<!-- x --><SCRIPT>1 < 2</Script>b<style>p</style>c<svg/>"
    markup += "<script type='application/ld+json'>{}</script >d"
    text, scripts = take_scripts(markup)
    assert text.split() == ["a", "b", "c", "d"]
    assert scripts == ["{}"]


@pytest.mark.parametrize("opened", ["<!--", "<script>", "<style>", "<svg>", "<template x=1>"])
def test_what_is_never_closed_hides_nothing(opened):
    assert take_scripts(f"{opened}Talks went on")[0].strip() == "Talks went on"


def test_letters_whose_small_form_is_longer_do_not_shift_the_cut():
    assert take_scripts("İİİ<script>x</script>İyi")[0].split() == ["İİİ", "İyi"]


@pytest.mark.parametrize("depth", [1, 3, 50])
def test_nesting_is_cut_at_the_depth_and_the_text_stays(depth):
    flat = flatten("<div>" * 200 + "text" + "</div>" * 200, depth)
    assert flat.count("<div>") == flat.count("</div>") == depth
    assert "text" in flat


def test_what_is_nested_less_stays_as_it_is():
    markup = "<div><p>a<p>b<br><b>c</i></div></div><img src='x'>"
    assert flatten(markup, 100) == markup


def test_inline_elements_that_are_too_deep_leave_no_break_in_a_word():
    assert flatten("<i><b>Kas</b>sala</i>", 1) == "<i>Kassala</i>"


def test_what_libxml2_would_drop_is_read():
    tree, _, remarks = parse_page("<html><body>" + "<b><div></b>" * 5_000 + "<p>Talks went on")
    assert "Talks went on" in tree.text_content()
    assert remarks == []


def test_too_much_markup_is_cut_and_told(monkeypatch):
    monkeypatch.setattr(page_markup, "MAX_PARTS", 10)
    tree, _, [remark] = parse_page("<html><body>" + "<p>Talks" * 20)
    assert tree.text_content() == "Talks" * 8
    assert remark.kind == "truncated"


def test_references_of_windows_are_what_pages_mean_by_them():
    tree, _, _ = parse_page("<html><body><p>&#147;Talks&#x94; &#133; &#129; &#8220;&#160;</p></body></html>")
    assert tree.text_content().startswith("“Talks” … ")


@pytest.mark.parametrize("text", ["", " ", "<!-- -->", "<script>x</script>"])
def test_nothing_is_no_tree_or_one_without_text(text):
    tree, _, _ = parse_page(text)
    assert tree is None or not tree.text_content().strip()
