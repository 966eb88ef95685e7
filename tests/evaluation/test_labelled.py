"""Labels as gold rows: what is asked of the program, and what is not."""

from evaluation.labelled import read_code, to_report

TEXT = "Raid on Kaya\n\nUgandan jets bombed Kaya, Sudan said. Kenya urged Uganda to leave."
LABELS = {
    "name": "own-x", "published": "1997-05-05", "publisher": None,
    "actors": [
        {"id": "a1", "code": "UGAMIL", "mentions": []},
        {"id": "a2", "code": "?CVL", "mentions": []},
        {"id": "a3", "code": "SDNGOV", "mentions": []},
    ],
    "events": [
        {
            "id": "e1", "type": "ASSAULT", "mode": None, "status": "alleged", "symmetric": False,
            "optional": False, "source": ["a1"], "target": ["a2"], "by": ["a3"], "denied_by": [],
            "date": "1997-05-02", "mentions": [{"trigger": [27, 33], "place": [[34, 38]]}],
        },
        {
            "id": "e2", "type": "RETREAT", "mode": None, "status": "requested", "symmetric": False,
            "optional": False, "source": [], "target": [], "by": [], "denied_by": [], "date": None,
            "mentions": [{"trigger": [75, 80]}],
        },
    ],
    "claims": [], "casualties": [],
    "commitments": [
        {"id": "t1", "kind": "aid_request", "status": "refused", "spans": [], "parties": ["a1"],
         "acts": [{"act": "requested"}]}
    ],
}  # fmt: skip


def test_a_label_becomes_a_gold_event():
    report = to_report(LABELS, TEXT)
    attack, leaving = report.events
    assert (attack.anchors, attack.place, attack.days) == (("bombed",), "Kaya", ("1997-05-02", "1997-05-02"))
    assert report.get_sentence(min(attack.sentences)).startswith("Ugandan jets")
    assert [who.key for who in attack.by] == ["SDN"]
    assert not attack.is_optional and leaving.is_optional


def test_an_actor_without_a_country_asks_for_nothing():
    assert read_code("?CVL").asks_for_nothing and read_code("UAF").asks_for_nothing
    assert not read_code("UGAMIL").asks_for_nothing


def test_a_commitment_says_what_became_of_it():
    (commitment,) = to_report(LABELS, TEXT).commitments
    assert (commitment.kind, commitment.status) == ("aid request", "refused; requested")
