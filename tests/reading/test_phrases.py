"""Who is meant: phrases on real parses, one reading of all of them together."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.language import analyse
from dragoman.language.doc import Doc
from dragoman.reading.actors import ActorTable, find_actors
from dragoman.reading.places import find_places


@cache
def read(text: str) -> tuple[Doc, ActorTable]:
    doc = analyse(text)
    return doc, find_actors(doc, find_places(doc))


def find_codes(text: str, word: str) -> set[str | None]:
    """Return the codes (or the bare sectors) of the actors that a word stands for."""
    doc, table = read(text)
    index = next(token.index for token in doc.tokens if token.text == word)
    actors = [table.actors[id] for id in table.resolve(index)]
    return {actor.code or actor.sector for actor in actors}


PHRASES: list[tuple[str, str, set[str]]] = [
    # countries, peoples, governments
    ("Ethiopia expelled the envoys.", "Ethiopia", {"ETHGOV"}),
    ("The Peruvian government resigned.", "government", {"PERGOV"}),
    ("The government of Peru resigned.", "government", {"PERGOV"}),
    ("Peru's government resigned.", "government", {"PERGOV"}),
    ("The Chilean side rejected the map.", "side", {"CHLGOV"}),
    ("The Kenyans blamed the militants.", "Kenyans", {"KENGOV"}),
    ("The Saudis denied the report.", "Saudis", {"SAUGOV"}),
    ("Kampala denied the report.", "Kampala", {"UGAGOV"}),
    ("The White House denied the report.", "House", {"USAGOV"}),
    ("Downing Street condemned the raid.", "Street", {"GBRGOV"}),
    ("Rebels bombed Kinshasa.", "Kinshasa", {"COD"}),
    ("Bolivian leaders met the miners.", "leaders", {"BOLGOV"}),
    ("Sudanese officials said the road was closed.", "officials", {"SDNGOV"}),
    ("A Bolivian request for aid was rejected.", "Bolivian", {"BOLGOV"}),
    ("Soviet troops crossed the river.", "troops", {"SUNMIL"}),
    ("A Peruvian town was shelled.", "Peruvian", {"PER"}),
    ("Peru was in breach of the pact.", "Peru", {"PERGOV"}),
    # sectors
    ("Peru's militia burned the bridge.", "militia", {"PERPRM"}),
    ("Peruvian trade unions called a strike.", "unions", {"PERLAB"}),
    ("Peru buried the dead on Monday.", "dead", {"PERCVL"}),
    ("Lima's pilots flew home.", "pilots", {"PERMIL"}),
    ("US troops landed at dawn.", "troops", {"USAMIL"}),
    ("Russian forces shelled the town.", "forces", {"RUSMIL"}),
    ("Kenyan police arrested ten men.", "police", {"KENCOP"}),
    ("The Thai parliament approved the law.", "parliament", {"THALEG"}),
    ("Italian senators rejected the law.", "senators", {"ITALEG"}),
    ("A Spanish court convicted him.", "court", {"ESPJUD"}),
    ("Ugandan rebels attacked the camp.", "rebels", {"UGAREB"}),
    ("The Gambian opposition boycotted the vote.", "opposition", {"GMBOPP"}),
    ("Iraqi villagers fled the fighting.", "villagers", {"IRQCVL"}),
    ("Nepalese journalists were beaten.", "journalists", {"NPLMED"}),
    ("A Norwegian oil company left the field.", "company", {"NORBUS"}),
    ("Syrian refugees reached the border.", "refugees", {"SYRREF"}),
    ("Mexican cartels fought in the streets.", "cartels", {"MEXCRM"}),
    ("Pakistan's intelligence agency denied it.", "agency", {"PAKSPY"}),
    ("Unidentified gunmen shot two people.", "gunmen", {"UAF"}),
    ("Rebels attacked the camp.", "Rebels", {"REB"}),
    ("An army spokesman from Ghana spoke.", "spokesman", {"GHAMIL"}),
    ("The Colombian defence minister resigned.", "minister", {"COLGOV"}),
    ("The Peruvian coast guard seized a boat.", "guard", {"PERMIL"}),
    # persons
    ("Peruvian President Rosa Quispe spoke.", "Quispe", {"PERGOV"}),
    ("Peruvian President Rosa Quispe spoke.", "President", {"PERGOV"}),
    ("President Rosa Quispe of Peru spoke.", "Quispe", {"PERGOV"}),
    ("Rosa Quispe, the Peruvian foreign minister, spoke.", "Quispe", {"PERGOV"}),
    ("The Peruvian foreign minister, Rosa Quispe, spoke.", "Quispe", {"PERGOV"}),
    ("Former US ambassador John Carver spoke.", "Carver", {"USAELI"}),
    ("Ghanaian army chief Kofi Mensah spoke.", "Mensah", {"GHAMIL"}),
    ("Houthi spokesman Ahmed Saleh spoke.", "Saleh", {"YEMREB"}),
    ("Hamas official Omar Nasser spoke.", "Nasser", {"PSEREB"}),
    ("UN envoy Maria Lindt spoke.", "Lindt", {"IGO:UN"}),
    ("Pope John met the bishops.", "John", {"VATREL"}),
    ("US Secretary of State Anna Reed spoke.", "Reed", {"USAGOV"}),
    ("Lebanese Prime Minister-designate Karim Haddad spoke.", "Haddad", {"LBNGOV"}),
    ("Kenyan lawmaker Joseph Otieno spoke.", "Otieno", {"KENLEG"}),
    ("Nkrumah addressed the crowd in Accra.", "Nkrumah", {"GHAGOV"}),
    # organisations
    ("NATO condemned the attack.", "NATO", {"IGO:NATO"}),
    ("Abu Sayyaf gunmen killed a guard.", "gunmen", {"PHLREB"}),
    ("Taliban fighters took the valley.", "fighters", {"AFGREB"}),
    ("Islamic State militants burned the village.", "militants", {"REB:ISIS"}),
    ("The Pentagon confirmed the raid.", "Pentagon", {"USAMIL"}),
    ("UN officials warned of hunger.", "officials", {"IGO:UN"}),
    ("Reuters reported the clash.", "Reuters", {"MED:REUTERS"}),
    ("Leaders of the FARC met in secret.", "Leaders", {"COLREB"}),
    ("The presidents of other ECOWAS member states met.", "presidents", {"IGO:ECOWAS"}),
    ("The Peruvian Congress rejected the bill.", "Congress", {"PERLEG"}),
    ("The US-led coalition struck the convoy.", "coalition", {"USAMIL"}),
    # more than one
    ("Peru and Ecuador signed a truce.", "Peru", {"PERGOV", "ECUGOV"}),
    ("Peru and Ecuador signed a truce.", "Ecuador", {"ECUGOV"}),
    ("Peruvian and Ecuadorian soldiers clashed.", "soldiers", {"PERMIL", "ECUMIL"}),
    ("US and British warplanes hit the base.", "warplanes", {"USAMIL", "GBRMIL"}),
    ("The leaders of Kenya, Uganda and Tanzania met.", "leaders", {"KENGOV", "UGAGOV", "TZAGOV"}),
    ("Talks between Beirut and Amman failed.", "Beirut", {"LBNGOV", "JORGOV"}),
]


@pytest.mark.parametrize(("text", "word", "codes"), PHRASES)
def test_phrase(text: str, word: str, codes: set[str]) -> None:
    assert find_codes(text, word) == codes


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The attack began at dawn.", "attack"),
        ("The request was rejected in Peru.", "request"),
        ("Fighting went on in Kinshasa.", "Kinshasa"),
        ("They flew to Paris on Monday.", "Paris"),
        ("The use of force was banned.", "force"),
        ("Chad Miller lives here.", "here"),
    ],
)
def test_what_is_no_actor(text: str, word: str) -> None:
    assert find_codes(text, word) == set()


def test_a_first_name_is_no_country() -> None:
    _, table = read("Chad Miller met Jordan Reyes.")
    assert {actor.code for actor in table.actors.values()} == {None}


def test_backed_by_is_not_owned_by() -> None:
    assert "IRN" not in str(find_codes("Iran-backed militants fired rockets.", "militants"))
    assert "RUS" not in str(find_codes("Pro-Russian separatists fired rockets.", "separatists"))


def test_later_surname_is_the_same_person() -> None:
    doc, table = read("Kenyan President Daniel Kamau spoke. Later Kamau flew home.")
    ids = {table.resolve(token.index) for token in doc.tokens if token.text == "Kamau"}
    assert len(ids) == 1


def test_government_of_a_person_is_that_of_the_country() -> None:
    text = "Kenyan President Daniel Kamau spoke. Kamau's government fell."
    assert find_codes(text, "government") == {"KENGOV"}


def test_plain_government_takes_the_country_and_says_so() -> None:
    doc, table = read(
        "Peru expelled two Chilean envoys. Peruvian police shot a man in Peru. The army advanced."
    )
    index = next(token.index for token in doc.tokens if token.text == "army")
    (id,) = table.resolve(index)
    assert table.actors[id].code == "PERMIL"
    assert "PER" in table.inferred[id]


def test_foreign_soldiers_are_not_of_the_dominant_country() -> None:
    text = "Peru closed its ports. Peru banned flights. Foreign troops landed."
    assert find_codes(text, "troops") == {"MIL"}


def test_abbreviation_introduced_in_the_text() -> None:
    text = "The People's Movement for Dawn (PMD) attacked a base. The PMD later withdrew."
    doc, table = read(text)
    ids = {table.resolve(token.index) for token in doc.tokens if token.text == "PMD"}
    assert len({id for group in ids for id in group}) == 1


def test_a_leaders_surname_counts_only_where_the_country_is_named() -> None:
    assert find_codes("Mubarak opened a bridge in Egypt.", "Mubarak") == {"EGYGOV"}
    assert find_codes("Brendan Taylor scored; Taylor was cheered in Liberia.", "Brendan") == {None}


def test_post_and_name_with_commas_and_a_town() -> None:
    text = "The mayor of Lima, Carlos Rojas, resigned."
    assert find_codes(text, "Rojas") == {"PERGOV"}


def test_what_somebody_is_called_is_no_second_actor() -> None:
    text = "Ankara considers the PKK a terrorist organization."
    assert find_codes(text, "organization") == set()


def test_a_region_keeps_its_name() -> None:
    _, table = read("The Chechen rebels fled.")
    assert {(actor.name, actor.code) for actor in table.actors.values()} == {
        ("Chechnya", "RUS"),
        ("Chechen rebels", "RUSREB"),
    }


def test_an_owner_without_a_country_is_not_of_the_country_of_the_report() -> None:
    text = "Chile denied it. Chile sent aid. Chile closed the border. The government of Rosa Quispe fell."
    assert find_codes(text, "government") <= {None, "GOV"}


def test_troops_are_whose_they_are_loyal_to() -> None:
    text = "Soldiers loyal to the Peruvian president fled. Chile agreed. Chile left. Chile wept."
    assert find_codes(text, "Soldiers") == {"PERMIL"}


def test_groups_in_a_country_are_not_its_government() -> None:
    assert "SYRGOV" not in find_codes("The envoy met Kurdish groups in Syria.", "groups")


def test_many_states_are_of_no_one_country() -> None:
    text = "France agreed. France left. France wept. European nations condemned the raid."
    assert find_codes(text, "nations") == {"GOV:EUROPE"}


def test_a_reporter_is_of_the_medium_that_owns_the_name() -> None:
    assert find_codes("The BBC's Martin Keller saw the shelling.", "Keller") == {"MED:BBC"}


def test_a_surname_spelled_otherwise_is_the_same_person() -> None:
    doc, table = read("General Omar Sadiqi left Cairo. Sadeqi denied the report.")
    names = {table.resolve(token.index) for token in doc.tokens if token.text in ("Sadiqi", "Sadeqi")}
    assert len(names) == 1


def test_a_number_in_words_is_no_part_of_the_name() -> None:
    _, table = read("Thirty-one miners were killed in Chile.")
    assert "miners" in {actor.name for actor in table.actors.values()}


def test_peacekeepers_are_not_of_the_country_of_the_report() -> None:
    text = "Chad left. Chad wept. Chad agreed. Peacekeeping troops guarded the airport."
    assert "TCDMIL" not in find_codes(text, "troops")


def test_troops_loyal_to_an_armed_group_are_its_own() -> None:
    assert find_codes("Troops loyal to Hezbollah attacked a village.", "Troops") == {"LBNREB"}
