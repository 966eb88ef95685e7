from dragoman.cli.printable import make_printable


def test_characters_that_act_become_marks():
    assert make_printable("a\x1b[2Jb\u202ec\ud800d\x00") == "a[U+001B][2Jb[U+202E]c[U+D800]d[U+0000]"


def test_emoji_and_foreign_letters_stay():
    text = "👩\u200d👩\u200d👧 می\u200cخواهم\tשלום\n"
    assert make_printable(text) == text
