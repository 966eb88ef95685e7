from __future__ import annotations

import pytest

from dragoman.language.detect import find_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The rebels said that they had left the town before the army came."),
        ("fr", "Le président a déclaré que les forces armées ont repris la ville."),
        ("es", "El gobierno dijo que los rebeldes mataron a doce soldados en la frontera."),
        ("de", "Die Regierung sagte, dass die Rebellen zwölf Soldaten getötet haben."),
        ("pt", "O governo disse que os rebeldes mataram doze soldados e não saíram da cidade."),
        ("tr", "Cumhurbaşkanı, ordunun şehri geri aldığını söyledi ve bir açıklama yaptı."),
        ("sw", "Rais alisema kwamba wanajeshi waliingia katika mji huo baada ya mapigano."),
        ("so", "Madaxweynaha ayaa sheegay in ciidamadu ay galeen magaalada."),
        ("ru", "Президент заявил, что войска вошли в город и не уйдут."),
        ("uk", "Президент заявив, що війська увійшли до міста."),
        ("ar", "قال الرئيس إن القوات دخلت المدينة بعد قتال في الليل"),
        ("fa", "رئیس جمهور گفت که نیروها وارد شهر شدند و این را تایید کرد"),
        ("he", "הנשיא אמר כי הכוחות נכנסו לעיר"),
        ("am", "ፕሬዚዳንቱ ወታደሮቹ ወደ ከተማዋ ገብተዋል ብለዋል"),
        ("zh", "政府说叛军杀害了十二名士兵这是一个问题"),
        ("ja", "大統領は軍隊が街に入ったと述べた。"),
    ],
)
def test_languages_of_conflict_reporting_are_told_apart(language: str, text: str) -> None:
    assert find_language(text)[0] == language


@pytest.mark.parametrize("text", ["", "1914 20 3,085\n17 22", "Ok", "—…!?"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert find_language(text) == ("und", 0.0)
