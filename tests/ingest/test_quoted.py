from dragoman.ingest.quoted import join_flowed, leave_quotes


def test_lines_of_the_mail_that_is_answered_go_with_what_introduces_them():
    text = (
        "It did rain.\n\nOn Mon, 19 Sep 2022 at 08:00, Ana <a@b.example>\nwrote:\n"
        "> Did it rain?\n>> Where?\n\nIn Suva."
    )
    kept, (remark,) = leave_quotes(text)
    assert kept == "It did rain.\n\nIn Suva."
    assert remark.message == "2 quoted lines of an earlier mail are left out."


def test_a_line_of_the_report_before_a_quotation_stays():
    kept, _ = leave_quotes("It rained.\nThe office said:\n> Rain.\nOn Monday it stopped.")
    assert kept == "It rained.\nThe office said:\n\nOn Monday it stopped."


def test_a_mail_of_quoted_lines_only_is_read_without_their_marks():
    kept, (remark,) = leave_quotes("On Monday Ana wrote:\n> It rained.\n>\n> > In Suva.")
    assert kept == "On Monday Ana wrote:\nIt rained.\n\nIn Suva."
    assert remark.kind == "quoted"


def test_the_mark_of_a_mailbox_is_no_quotation():
    assert leave_quotes("It rained.\n>From Suva came word.") == ("It rained.\nFrom Suva came word.", ())


def test_text_without_marks_stays():
    assert leave_quotes("5 > 3, he said.\n a > b") == ("5 > 3, he said.\n a > b", ())


def test_flowed_lines_are_joined_and_a_signature_stays_apart():
    assert join_flowed("It rained \nin Suva.\n\nAnd in \nNadi.\n-- \nAna", False) == (
        "It rained in Suva.\n\nAnd in Nadi.\n-- \nAna"
    )
    assert join_flowed("It rai \nned.\n From Suva.", True) == "It rained.\nFrom Suva."
