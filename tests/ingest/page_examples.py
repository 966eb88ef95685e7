"""Web pages of the kinds that there are, written for the tests: what news systems put around one report."""

# ruff: noqa: E501  # pages have long lines

PARAGRAPHS = (
    "KASSALA, Sept 20 (Andes Wire) - Two convoys with grain reached the town on Tuesday, the first in six weeks, "
    "after both armies had opened the bridge for four hours.",
    "“We counted forty lorries,” said Amna Idris, who leads the relief office. She said that none of them was searched.",
    "A spokesman for the northern army denied that its men had fired on the last lorry, and called the account of "
    "the drivers a lie.",
    "The two sides agreed in March to let food through once a week, but neither has kept to it, according to the "
    "observers of the union, who left the bridge in July.",
)
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
TEXT = "\n\n".join(PARAGRAPHS)
MENU = "<nav><ul>" + "".join(f'<li><a href="/s{n}">Section {n}</a></li>' for n in range(12)) + "</ul></nav>"
FOOTER = (
    "<footer><p>© 2022 The site. All rights reserved. Use of it is under our terms of service.</p></footer>"
)

NEWS = f"""<!DOCTYPE html><html lang="en"><head><title>Grain reaches Kassala | Andes Wire</title>
<link rel="canonical" href="https://www.andeswire.example/world/grain-reaches-kassala">
<meta property="og:type" content="article"><meta property="og:title" content="Grain reaches Kassala">
<meta property="og:site_name" content="Andes Wire">
<meta property="article:modified_time" content="2022-09-22T10:00:00Z">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebSite", "name": "Andes Wire", "@id": "#site"}},
 {{"@type": ["NewsArticle"], "headline": "Grain reaches Kassala", "datePublished": "2022-09-20T18:05:00+03:00",
  "dateModified": "2022-09-22T10:00:00Z", "author": [{{"@type": "Person", "name": "Lena Ortiz"}},
  {{"@type": "Organization", "name": "AFP"}}], "publisher": {{"@id": "#site"}}}}]}}</script>
<style>p {{ color: red }}</style></head><body>{MENU}
<div class="cookie-banner"><p>We use cookies and ask for your consent to store them. Our partners do too.</p></div>
<main><article><h1>Grain reaches Kassala</h1>
<figure><img src="a.jpg"><figcaption>Lorries wait at the bridge on Monday. Ali Noor/Andes Wire</figcaption></figure>
{BODY}<p>Share this article</p><p>Sign up for our newsletter to get the news every morning.</p></article></main>
<aside><h3>Related</h3><ul><li><a href="/x">Bridge closed for a week</a></li></ul></aside>
<div id="comments"><h3>Comments</h3><div class="comment"><p>What a long comment this is about the grain and the
bridge and who is to blame for all of it, said at length.</p></div></div>{FOOTER}</body></html>"""

WORDPRESS = f"""<!DOCTYPE html><html lang="en-US"><head><title>Grain reaches Kassala &#8211; Kassala Desk</title>
<meta name="generator" content="WordPress 6.0"></head><body class="single"><div id="page">{MENU}
<article id="post-12" class="post"><header class="entry-header"><h1 class="entry-title">Grain reaches Kassala</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published"
 datetime="2022-09-20T18:05:00+03:00">September 20, 2022</time><time class="updated"
 datetime="2022-10-01T09:00:00+03:00">October 1, 2022</time></span> <span class="byline">by
<span class="author vcard"><a class="url fn n" href="/author/lena">Lena Ortiz</a></span></span></div></header>
<div class="entry-content"><div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">Lorries wait at the
bridge on Monday.</p></div>{BODY}</div></article><div id="comments" class="comments-area"><h2>3 thoughts</h2><ol><li
class="comment"><time datetime="2023-01-01T00:00:00Z">January 1, 2023</time><p>First of the comments on it.</p></li>
</ol></div></div>{FOOTER}</body></html>"""

LIVE = f"""<html><head><title>Bridge at Kassala: live</title><script type="application/ld+json">
{{"@type": "LiveBlogPosting", "headline": "Bridge at Kassala: live", "datePublished": "2022-09-20T06:00:00Z",
 "dateModified": "2022-09-20T22:00:00Z", "publisher": {{"@type": "Organization", "name": "Andes Wire"}},
 "liveBlogUpdate": [{{"@type": "BlogPosting", "headline": "Last", "datePublished": "2022-09-20T21:59:00Z"}}]}}</script>
</head><body>{MENU}<main><h1>Bridge at Kassala: live</h1><div class="post"><h2>18:05 Grain reaches the town</h2>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div><div class="post"><h2>17:20 Army denies firing</h2>
<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p></div></main>{FOOTER}</body></html>"""

WIRE = f"""<html><head><title>UPDATE 1-Grain reaches Kassala</title></head><body><pre>
</pre><div id="article"><h1>UPDATE 1-Grain reaches Kassala</h1><p>KASSALA, Sept 20 (Reuters) - Two convoys
with grain reached the town on Tuesday, the first in six weeks, after both armies had opened the bridge.</p>
{BODY}<p>(Reporting by Lena Ortiz; editing by Tom Bell)</p></div></body></html>"""

TABLES_1999 = f"""<HTML><HEAD><TITLE>Grain reaches Kassala</TITLE><META NAME="DC.Date.Issued" CONTENT="1999-09-20">
<META NAME="DC.Creator" CONTENT="Lena Ortiz"><META NAME="DC.Publisher" CONTENT="Kassala Observer"></HEAD>
<BODY BGCOLOR=white><TABLE WIDTH=100%><TR><TD WIDTH=120><FONT SIZE=1>{"".join(f"<A HREF=s{n}.htm>Section {n}</A><BR>" for n in range(12))}
</FONT></TD><TD><FONT FACE=Arial SIZE=5><B>Grain reaches Kassala</B></FONT><P><FONT FACE=Arial SIZE=2>
{"<P>".join(PARAGRAPHS)}</FONT></TD></TR></TABLE></BODY></HTML>"""

FRAMES = """<html><head><title>Kassala Observer</title></head><frameset cols="20%,*"><frame src="menu.htm">
<frame src="news.htm"><noframes><body>Your browser does not show frames.</body></noframes></frameset></html>"""

AMP = f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>Grain reaches Kassala</title>
<link rel="canonical" href="https://andeswire.example/2022/09/20/grain-reaches-kassala/">
<style amp-boilerplate>body{{visibility:hidden}}</style></head><body><header><a href="/">Andes Wire</a></header>
<article><h1>Grain reaches Kassala</h1><amp-img src="a.jpg"></amp-img>{BODY}<amp-ad>Buy this now</amp-ad></article>
<amp-consent hidden><p>We ask for your consent to cookies.</p></amp-consent></body></html>"""

PRINT = f"""<html><head><title>Print: Grain reaches Kassala</title><meta name="robots" content="noindex"></head>
<body onload="window.print()"><div>Andes Wire</div><h2>Grain reaches Kassala</h2><div class="date">20 September
2022</div>{BODY.replace("<p>", "").replace("</p>", "<br><br>")}<div>Printed from andeswire.example</div></body></html>"""

RUSSIAN_PARAGRAPHS = (
    "Два конвоя с зерном прибыли в город во вторник, впервые за шесть недель, после того как обе армии открыли "
    "мост на четыре часа, сообщила глава службы помощи Амна Идрис.",
    "Представитель северной армии опроверг, что его люди стреляли по последней машине, и назвал рассказ водителей "
    "ложью. Наблюдатели союза покинули мост ещё в июле.",
    "Стороны договорились в марте пропускать продовольствие раз в неделю, но ни одна из них этого не соблюдала.",
)
RUSSIAN = f"""<html lang="ru"><head><meta charset="windows-1251"><title>Зерно прибыло в Кассалу</title>
<meta property="og:site_name" content="Вестник"></head><body>{MENU}<div class="article"><h1>Зерно прибыло в
Кассалу</h1><span class="date">20 сентября 2022, 18:05</span>{"".join(f"<p>{each}</p>" for each in RUSSIAN_PARAGRAPHS)}
<p>Читайте также: Мост закрыт на неделю</p></div></body></html>"""

ARABIC_PARAGRAPHS = (
    "وصلت قافلتان محملتان بالحبوب إلى المدينة يوم الثلاثاء، للمرة الأولى منذ ستة أسابيع، بعد أن فتح الجيشان الجسر لمدة أربع ساعات.",
    "ونفى متحدث باسم جيش الشمال أن يكون رجاله قد أطلقوا النار على الشاحنة الأخيرة، ووصف رواية السائقين بأنها كذب.",
    "واتفق الطرفان في مارس على السماح بمرور الغذاء مرة واحدة في الأسبوع، لكن أيا منهما لم يلتزم بذلك بحسب المراقبين.",
)
ARABIC_BODY = "".join(f"<p>\u202b{each}\u202c</p>" for each in ARABIC_PARAGRAPHS)
ARABIC = f"""<html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>الحبوب تصل إلى كسلا</title>
<meta property="article:published_time" content="2022-09-20T18:05:00+03:00"></head><body><article><h1>الحبوب تصل إلى
كسلا</h1>{ARABIC_BODY}<p>اقرأ المزيد</p></article></body></html>"""

INDEX = (
    "<html><head><title>Andes Wire: world</title></head><body><main>"
    + "".join(
        f'<div class="teaser"><h3><a href="/a{n}">Headline number {n} of the many on this front page today</a></h3></div>'
        for n in range(40)
    )
    + "</main></body></html>"
)
COOKIES = """<html><head><title>Before you go on</title></head><body><div><h1>Before you go on</h1><p>We and our partners
use cookies to store what you read. Give your consent to all cookies or choose your preferences below.</p>
<p>You can change your privacy preferences at any time in the settings.</p><button>Accept all</button></div></body></html>"""
LOGIN = """<html><head><title>Log in</title></head><body><h1>Log in to read on</h1><form><input type="text"><input
type="password"><button>Log in</button></form><p>Forgot your password? Register for an account to read on.</p></body></html>"""
VIDEO = """<html><head><title>Bridge, seen from above</title><meta property="og:type" content="video"></head><body>
<h1>Bridge, seen from above</h1><video src="a.mp4"></video><p>Pictures from a drone.</p></body></html>"""
SCRIPTS = """<html><head><title>Andes Wire</title></head><body><div id="root"></div><noscript>Please enable JavaScript to
see this page.</noscript><script src="app.js"></script></body></html>"""
