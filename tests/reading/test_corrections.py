"""Corrections and retractions of an outlet's own report join the claims about the events in them."""

import pytest

from dragoman import read


def get_stances(text, trigger):
    """Return the stances of the claims about the event whose trigger is a word."""
    record = read(text, published="2016-08-14")
    events = [event for event in record.events if event.trigger.text == trigger]
    assert events, [event.trigger.text for event in record.events]
    claims = {claim.id: claim for claim in record.claims}
    return {claims[number].stance for event in events for number in event.claims}


@pytest.mark.parametrize(
    "text",
    [
        "CORRECTION\n\nLima, Aug 14. Peruvian jets bombed the village of Zaruma on Friday, not on Thursday.",
        "Correction: Peruvian jets bombed the village of Zaruma, not Ecuadorean ones.",
        "This paper wrongly reported on Friday that Peruvian jets bombed the village of Zaruma.",
        "On Friday we said that Peruvian jets bombed the village of Zaruma. We regret the error.",
    ],
)
def test_a_notice_of_correction_covers_the_events_of_its_paragraph(text):
    assert "corrects" in get_stances(text, "bombed")


@pytest.mark.parametrize(
    "text",
    [
        "The Andean Wire withdraws its report of Friday that Peruvian jets bombed the village of Zaruma.",
        "We retract our story that Peruvian jets bombed the village of Zaruma.",
    ],
)
def test_an_outlet_takes_its_report_back(text):
    assert "retracts" in get_stances(text, "bombed")


@pytest.mark.parametrize(
    "text",
    [
        "Correction officers in Lima saw how Peruvian jets bombed the village of Zaruma.",
        "Peru withdrew its troops after Ecuadorean jets bombed the village of Zaruma.",
        "Peruvian jets bombed the village of Zaruma.\n\nCorrection: the mayor's name is Ruiz.",
        "The minister regrets that Peruvian jets bombed the village of Zaruma.",
    ],
)
def test_other_corrections_and_withdrawals_take_nothing_back(text):
    assert not get_stances(text, "bombed") & {"corrects", "retracts"}


def test_the_report_itself_corrects_without_a_speaker():
    text = "Correction: Peruvian jets bombed the village of Zaruma, not Ecuadorean ones."
    record = read(text, published="2016-08-14")
    [claim] = [claim for claim in record.claims if claim.stance == "corrects"]
    assert (claim.speaker, claim.speaker_text, claim.cue.text) == (None, None, "Correction")
    assert set(claim.about) == {event.id for event in record.events}


def test_what_only_describes_the_deed_that_is_taken_back_still_stands():
    told = "soldiers freed the teachers abducted near Zaruma"
    text = f"The Andean Wire withdraws its report of Friday that {told}."
    assert "retracts" in get_stances(text, "freed")
    assert "retracts" not in get_stances(text, "abducted")
