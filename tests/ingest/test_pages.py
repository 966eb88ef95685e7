import json

import pytest

from dragoman.errors import Empty, Malformed, TooLarge
from dragoman.ingest.decode import MAX_BYTES
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.pages import read_page
from tests.ingest import page_examples as examples


def read(page, **fields):
    content = page if isinstance(page, bytes) else page.encode()
    return read_page(FoundDocument("page", content, **fields))


def test_a_news_page_gives_its_article_and_all_that_its_metadata_tell():
    report = read(examples.NEWS, url="https://m.andeswire.example/world/grain-reaches-kassala?utm_source=x")
    caption, _, body = report.text.partition("\n\n")
    assert caption == "Photo: Lorries wait at the bridge on Monday. Ali Noor/Andes Wire"
    assert body == examples.TEXT
    assert report.title == "Grain reaches Kassala"
    assert (report.published, report.basis) == ("2022-09-20T18:05:00+03:00", "metadata")
    assert report.modified == "2022-09-22T10:00:00Z"
    assert report.publisher == "Andes Wire"
    assert report.author == "Lena Ortiz, AFP"
    assert report.url == report.id == "https://www.andeswire.example/world/grain-reaches-kassala"
    assert report.remarks == ()


def test_a_blog_gives_what_it_marks_where_it_is_shown():
    report = read(examples.WORDPRESS, url="https://desk.example/?p=12")
    assert report.text == "Photo: Lorries wait at the bridge on Monday.\n\n" + examples.TEXT
    assert report.title == "Grain reaches Kassala"
    assert (report.published, report.basis, report.author) == (
        "2022-09-20T18:05:00+03:00",
        "metadata",
        "Lena Ortiz",
    )
    assert report.publisher == "desk.example"


def test_of_a_live_blog_the_whole_counts_not_its_last_part():
    report = read(examples.LIVE)
    assert report.title == "Bridge at Kassala: live"
    assert (report.published, report.modified) == ("2022-09-20T06:00:00Z", "2022-09-20T22:00:00Z")
    for paragraph in examples.PARAGRAPHS:
        assert paragraph in report.text
    assert "17:20 Army denies firing" in report.text


def test_a_wire_page_names_its_agency_as_author_not_as_publisher():
    report = read(examples.WIRE, url="https://www.example.org/wire/1")
    assert report.author == "Reuters"
    assert report.publisher == "example.org"
    assert "(Reporting by Lena Ortiz; editing by Tom Bell)" in report.text


def test_a_page_in_tables_of_1999_gives_its_paragraphs():
    report = read(examples.TABLES_1999, url="http://www.kassala-observer.example/news/0920.htm")
    for paragraph in examples.PARAGRAPHS:
        assert paragraph in report.text.split("\n\n")
    assert "Section 3" not in report.text
    assert (report.title, report.published, report.author) == (
        "Grain reaches Kassala",
        "1999-09-20",
        "Lena Ortiz",
    )
    assert report.publisher == "Kassala Observer"


def test_an_amp_page_is_the_article_that_it_names():
    report = read(examples.AMP, url="https://amp.andeswire.example/2022/09/20/grain-reaches-kassala/amp")
    assert report.text == examples.TEXT
    assert report.url == "https://andeswire.example/2022/09/20/grain-reaches-kassala"
    assert (report.published, report.basis, report.address_day) == (None, "given", "2022-09-20")


def test_a_print_view_keeps_its_paragraphs_and_its_shown_day():
    report = read(examples.PRINT)
    for paragraph in examples.PARAGRAPHS:
        assert paragraph in report.text.split("\n\n")
    assert report.published == "2022-09-20"


def test_a_russian_page_of_a_code_page():
    report = read(examples.RUSSIAN.encode("cp1251"))
    assert report.text == "\n\n".join(examples.RUSSIAN_PARAGRAPHS)
    assert (report.title, report.publisher, report.published) == (
        "Зерно прибыло в Кассалу",
        "Вестник",
        "2022-09-20",
    )
    assert report.remarks == ()


def test_an_arabic_page_keeps_its_marks_of_direction():
    report = read(examples.ARABIC)
    assert report.text == "\n\n".join(f"\u202b{each}\u202c" for each in examples.ARABIC_PARAGRAPHS)
    assert report.title == "الحبوب تصل إلى كسلا"


def test_what_leads_to_a_page_fills_what_it_does_not_say():
    page = f"<html><body><article>{examples.BODY}</article></body></html>"
    report = read(
        page,
        url="https://example.org/2022/09/17/a",
        title="Grain",
        published="2022-09-20T10:00:00Z",
        publisher="A feed",
        author="Lena Ortiz",
    )
    assert (report.title, report.publisher, report.author) == ("Grain", "A feed", "Lena Ortiz")
    assert (report.published, report.basis) == ("2022-09-20T10:00:00Z", "feed")
    [remark] = report.remarks
    assert remark.kind == "date" and "its address says 2022-09-17" in remark.message


def test_a_day_that_cannot_be_is_left_out_and_told():
    report = read(examples.AMP, url="https://andeswire.example/grain", published="2999-01-01")
    assert report.published is None
    assert [remark.kind for remark in report.remarks] == ["date"]


def test_the_day_may_be_in_the_address_that_led_here_only():
    page = examples.AMP.replace("/2022/09/20/", "/a/")
    report = read(page, url="https://andeswire.example/2022/09/20/grain")
    assert (report.url, report.address_day) == (
        "https://andeswire.example/a/grain-reaches-kassala",
        "2022-09-20",
    )


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (examples.INDEX, "a page of links"),
        (examples.COOKIES, "a notice on cookies"),
        (examples.LOGIN, "a form to log in"),
        (examples.VIDEO, "a video or sound"),
        (examples.SCRIPTS, "a page that scripts fill in"),
        (examples.FRAMES, "frames, whose pages have addresses of their own"),
        ("<html><body><p>Not found.</p></body></html>", r"\d words"),
        ("<html></html>", "0 words"),
        ("", "no text at all"),
    ],
)
def test_a_page_without_article_says_what_it_has(page, what):
    with pytest.raises(
        Empty, match=rf"^Report not read: 'page' has no article text \({what}\)\. Give the address"
    ):
        read(page)


def test_a_flash_that_calls_itself_an_article_is_one():
    head = '<head><meta property="og:type" content="article"></head>'
    body = "<body><article><p>Two blasts were heard in the harbour of Kassala.</p></article></body>"
    assert read(f"<html>{head}{body}</html>").text == "Two blasts were heard in the harbour of Kassala."
    with pytest.raises(Empty):
        read(f"<html>{body}</html>")


def test_scripts_without_spaces_have_words_too():
    text = "両軍は火曜日に四時間橋を開放し、六週間ぶりに穀物を積んだ車列が町に到着したと救援事務所は述べた。"
    report = read(
        f"<html><body><article><p>{text}</p><p>{text}北の軍は否定した。</p></article></body></html>"
    )
    assert report.text == f"{text}\n\n{text}北の軍は否定した。"


def test_a_page_of_very_many_elements_is_read_whole_and_that_is_told():
    page = examples.NEWS.replace(examples.BODY, examples.BODY + "<p>Talks <b>went</b> on.</p>" * 7_000)
    report = read(page)
    assert examples.TEXT in report.text and report.text.count("Talks went on.") == 7_000
    assert "Bridge closed for a week" not in report.text and "Section 3" not in report.text
    assert [remark.kind for remark in report.remarks] == ["whole page"]


def test_text_that_is_only_in_the_metadata_is_read():
    stated = json.dumps({"@type": "NewsArticle", "articleBody": examples.TEXT})
    page = (
        f'<html><head><script type="application/ld+json">{stated}</script></head><body><i></i></body></html>'
    )
    assert read(page).text == examples.TEXT


def test_a_cut_article_is_said_to_be_cut():
    page = examples.NEWS.replace('"publisher"', '"isAccessibleForFree": "False", "publisher"')
    assert [remark.kind for remark in read(page).remarks] == ["cut"]
    page = examples.NEWS.replace(
        "</main>", '<div class="paywall">Subscribe today to continue reading.</div></main>'
    )
    assert [remark.kind for remark in read(page).remarks] == ["cut"]


def test_what_is_hidden_is_not_read():
    hidden = "".join(
        f"<p {how}>Hidden men took the bridge of Kassala and held it for a long week.</p>"
        for how in (
            "hidden",
            'style="display: none"',
            'aria-hidden="true"',
            'style="color:red;visibility:hidden"',
        )
    )
    report = read(examples.NEWS.replace("<h1>", hidden + "<h1>"))
    assert "Hidden men" not in report.text and examples.TEXT in report.text


def test_no_markup_is_in_the_text():
    page = examples.NEWS.replace("convoys", "<b onclick=x()>convoys</b><script>alert(1)</script>")
    page = page.replace("lorries", "&lt;img src=x&gt; lorries")
    report = read(page)
    assert "Two convoys with" in report.text
    assert "<img src=x> lorries" in report.text  # what the page shows as characters are characters
    assert "alert" not in report.text and "onclick" not in report.text


def test_damage_is_counted_in_remarks():
    raw = examples.NEWS.encode().replace(b"grain", b"gr\xffain\x00")
    report = read(raw)
    assert "with gr\ufffdain reached" in report.text
    assert [remark.kind for remark in report.remarks] == ["encoding", "characters"]


def test_a_page_is_refused_by_its_size_and_format():
    with pytest.raises(TooLarge):
        read(b" " * MAX_BYTES)
    with pytest.raises(Malformed):
        read(b"%PDF-1.7")


def test_2026_11_26_class_25_control_characters_in_a_caption_do_not_stop_the_page():
    """Found by mutants: the tree takes no text with them, though its parser lets them through."""
    page = examples.NEWS.replace("<figcaption>", "<figcaption>\x01\x1f")
    assert page != examples.NEWS
    assert [part for part in read(page).text.split("\n\n") if part.startswith("Photo: ")]
