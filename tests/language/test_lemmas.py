"""The lemma of a form: irregular words, spelling rules, and what the treebanks' conventions ask."""

import time

import pytest

from dragoman.language.lemmas import find_lemma, load_exceptions

PAST = {"Tense": "Past", "VerbForm": "Fin"}
PARTICIPLE = {"Tense": "Past", "VerbForm": "Part"}
THIRD = {"Mood": "Ind", "Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}
GERUND = {"VerbForm": "Ger"}
BASE = {"VerbForm": "Inf"}
PLURAL = {"Number": "Plur"}
SINGULAR = {"Number": "Sing"}

IRREGULAR = """
    struck strike, slew slay, slain slay, fled flee, withdrew withdraw, withdrawn withdraw,
    withheld withhold, overthrew overthrow, overthrown overthrow, overran overrun, broke break,
    broken break, blew blow, blown blow, laid lay, led lead, shot shoot, met meet, sent send,
    held hold, forbade forbid, forbidden forbid, sought seek, fought fight, hid hide, hidden hide,
    bound bind, found find, fell fall, fallen fall, felt feel, left leave, lost lose, said say,
    told tell, spoke speak, swore swear, sworn swear, took taken took take, undertook undertake,
    retook retake, bore bear, bled bleed, fed feed, sped speed, shed shed, hit hit, cut cut,
    put put, beset beset, set set, cast cast, struck strike, dealt deal, dug dig, drove drive,
    flew fly, foresaw foresee, froze freeze, gave give, upheld uphold, misled mislead, paid pay,
    rebuilt rebuild, rose rise, arose arise, ran run, sank sink, sunk sink, shook shake,
    stole steal, sprang spring, swept sweep, threw throw, tore tear, won win, wore wear,
    wound wind, clung cling, crept creep, went go, lit light, bombed bomb
"""
REGULAR = """
    killed kill, released release, ratified ratify, seized seize, shelled shell, raided raid,
    accused accuse, agreed agree, freed free, decreed decree, died die, tied tie, denied deny,
    buried bury, stopped stop, planned plan, robbed rob, dragged drag, trekked trek,
    patrolled patrol, compelled compel, rebelled rebel, expelled expel, enrolled enroll,
    occurred occur, deterred deter, kidnapped kidnap, committed commit, permitted permit,
    admitted admit, visited visit, limited limit, inherited inherit, targeted target,
    invited invite, united unite, ignited ignite, executed execute, contributed contribute,
    negotiated negotiate, created create, treated treat, defeated defeat, repeated repeat,
    evacuated evacuate, retaliated retaliate, captured capture, injured injure, tortured torture,
    required require, fired fire, declared declare, repaired repair, appeared appear,
    explored explore, ignored ignore, honoured honour, harboured harbour, murdered murder,
    offered offer, interfered interfere, provided provide, invaded invade, blockaded blockade,
    besieged besiege, charged charge, changed change, challenged challenge, avenged avenge,
    banged bang, belonged belong, forced force, denounced denounce, arrived arrive, solved solve,
    argued argue, rescued rescue, continued continue, escaped escape, helped help,
    developed develop, hoped hope, hopped hop, threatened threaten, intervened intervene,
    postponed postpone, abandoned abandon, examined examine, joined join, maintained maintain,
    handled handle, struggled struggle, hurled hurl, panicked panic, trafficked traffic,
    focused focus, routed rout, vetoed veto, echoed echo, added add, arrested arrest,
    proclaimed proclaim, assumed assume, described describe, provoked provoke, attacked attack,
    compromised compromise, mobilized mobilize, analysed analyse, passed pass, reversed reverse
"""


def read_pairs(text: str) -> list[tuple[str, str]]:
    return [(pair.split()[0], pair.split()[-1]) for pair in text.split(",")]


@pytest.mark.parametrize(("form", "lemma"), read_pairs(IRREGULAR) + read_pairs(REGULAR))
def test_past_forms(form: str, lemma: str) -> None:
    assert find_lemma(form, "VERB", PAST) == lemma
    assert find_lemma(form, "VERB", PARTICIPLE) == lemma
    assert find_lemma(form.upper(), "VERB", PAST) == lemma
    assert find_lemma(form.title(), "VERB", {}) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    read_pairs(
        "killing kill, fleeing flee, seizing seize, planning plan, lying lie, dying die, being be,"
        "seeing see, agreeing agree, bringing bring, forcing force, using use, dyeing dye,"
        "skiing ski, besieging besiege,"
        "negotiating negotiate, creating create, shelling shell, withdrawing withdraw, fighting fight,"
        "going go, vying vie, panicking panic, setting set, beginning begin, escaping escape, burying bury"
    ),
)
def test_forms_in_ing(form: str, lemma: str) -> None:
    assert find_lemma(form, "VERB", GERUND) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    read_pairs(
        "kills kill, flees flee, clashes clash, passes pass, denies deny, dies die, vetoes veto, goes go,"
        "seizes seize, attaches attach, accuses accuse, fixes fix, lies lie, focuses focus, says say,"
        "Sticks stick"
    ),
)
def test_third_person(form: str, lemma: str) -> None:
    assert find_lemma(form, "VERB", THIRD) == lemma


@pytest.mark.parametrize(
    "form", ["need", "feed", "proceed", "bring", "discuss", "press", "embed", "found", "lay"]
)
def test_a_base_form_stays(form: str) -> None:
    assert find_lemma(form, "VERB", BASE) == form


def test_lay_is_the_past_of_lie() -> None:
    assert find_lemma("lay", "VERB", PAST) == "lie"
    assert find_lemma("laid", "VERB", PAST) == "lay"


@pytest.mark.parametrize(
    ("form", "lemma"),
    read_pairs(
        "raids raid, armies army, allies ally, policemen policeman, women woman, children child, wives wife,"
        "knives knife, lives life, crises crisis, bases base, clashes clash, churches church, heroes hero,"
        "foes foe, shoes shoe, sorties sortie, buses bus, gases gas, viruses virus, causes cause,"
        "houses house,"
        "aircraft aircraft, species species, headquarters headquarters, referenda referendum, ties tie,"
        "attorneys-general attorney-general, cease-fires cease-fire, jihadis jihadi, 1990s 1990s,"
        "losses loss,"
        "schoolchildren schoolchild, embargoes embargo, criteria criterion, feet foot, gunmen gunman"
    ),
)
def test_plural_nouns(form: str, lemma: str) -> None:
    assert find_lemma(form, "NOUN", PLURAL) in (lemma, {"bases": "basis"}.get(form))
    assert find_lemma(form.upper(), "NOUN", PLURAL).islower() or form[0].isdigit()


@pytest.mark.parametrize("form", ["crisis", "bus", "news", "chaos", "killing", "specimen", "process", "gas"])
def test_singular_nouns_stay(form: str) -> None:
    assert find_lemma(form, "NOUN", SINGULAR) == form
    assert find_lemma(form, "NOUN", {}) == form


@pytest.mark.parametrize(
    ("form", "degree", "lemma"),
    [
        ("heavier", "Cmp", "heavy"),
        ("deadliest", "Sup", "deadly"),
        ("bigger", "Cmp", "big"),
        ("safer", "Cmp", "safe"),
        ("larger", "Cmp", "large"),
        ("smaller", "Cmp", "small"),
        ("longest", "Sup", "long"),
        ("strongest", "Sup", "strong"),
        ("worse", "Cmp", "bad"),
        ("best", "Sup", "good"),
        ("older", "Cmp", "old"),
        ("simpler", "Cmp", "simple"),
        ("freer", "Cmp", "free"),
        ("proper", "Pos", "proper"),
        ("honest", "Pos", "honest"),
        ("more", "Cmp", "more"),
    ],
)
def test_degrees(form: str, degree: str, lemma: str) -> None:
    assert find_lemma(form, "ADJ", {"Degree": degree}) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "feats", "lemma"),
    [
        ("Nations", "PROPN", PLURAL, "Nation"),
        ("STATES", "PROPN", PLURAL, "STATE"),
        ("Iraqis", "PROPN", PLURAL, "Iraqi"),
        ("Countries", "PROPN", PLURAL, "Country"),
        ("Women", "PROPN", PLURAL, "Woman"),
        ("Laos", "PROPN", SINGULAR, "Laos"),
        ("Sept.", "PROPN", SINGULAR, "September"),
        ("I", "PRON", {}, "I"),
        ("me", "PRON", {}, "I"),
        ("Them", "PRON", {}, "they"),
        ("her", "PRON", {"Case": "Acc"}, "she"),
        ("her", "PRON", {"Poss": "Yes"}, "her"),
        ("my", "PRON", {"Poss": "Yes"}, "my"),
        ("Those", "DET", {}, "that"),
        ("An", "DET", {}, "a"),
        ("n't", "PART", {}, "not"),
        ("n’t", "PART", {}, "not"),
        ("’s", "PART", {}, "'s"),
        ("'s", "AUX", {}, "be"),
        ("’ve", "AUX", {}, "have"),
        ("'d", "AUX", {"VerbForm": "Fin"}, "would"),
        ("'d", "AUX", PAST, "have"),
        ("wo", "AUX", {}, "will"),
        ("WERE", "AUX", PAST, "be"),
        ("does", "AUX", THIRD, "do"),
        ("having", "AUX", GERUND, "have"),
        ("12,500", "NUM", {}, "12500"),
        ("Four", "NUM", {}, "four"),
        ("II", "NUM", {}, "II"),
        (";", "PUNCT", {}, ";"),
        ("re-elected", "VERB", PARTICIPLE, "re-elect"),
        ("re-took", "VERB", PAST, "re-take"),
        ("Later", "ADV", {"Degree": "Cmp"}, "late"),
        ("under", "ADP", {}, "under"),
        ("", "NOUN", {}, ""),
        ("s", "VERB", {}, "s"),
        ("-ed", "VERB", PAST, "-ed"),
        ("-", "NOUN", PLURAL, "-"),
    ],
)
def test_conventions(form: str, upos: str, feats: dict[str, str], lemma: str) -> None:
    assert find_lemma(form, upos, feats) == lemma


def test_a_known_word_is_found_at_once() -> None:
    find_lemma("withdrew", "VERB", PAST)
    began = time.perf_counter()
    for _ in range(10_000):
        find_lemma("withdrew", "VERB", PAST)
    assert time.perf_counter() - began < 0.1


def test_the_table_holds_no_form_twice() -> None:
    assert all(form and upos.isupper() and lemma for (form, upos), lemma in load_exceptions().items())
    assert len(load_exceptions()) > 700
