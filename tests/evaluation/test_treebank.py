from evaluation.treebank import find_names, read_tags, read_trees, split_documents

BLOCK = """# newdoc id = a
# newpar
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVBP\tMood=Imp\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
2.1\tyou\tyou\tPRON\tPRP\t_\t_\t_\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newdoc id = b
# text = Run
1\tRun\trun\tVERB\tVB\t_\t0\troot\t_\t_
"""


def test_trees_have_words_but_no_ranges_or_empty_nodes(tmp_path):
    path = tmp_path / "x.conllu"
    path.write_text(BLOCK, encoding="utf-8")
    first, second = read_trees(path)
    assert first.words == ["Do", "n't", "go", "."]
    assert first.heads == [3, 3, 0, 3]
    assert first.text == "Don't go." and first.opens_paragraph
    assert [len(document) for document in split_documents([first, second])] == [1, 1]


def test_tags_are_read_from_both_layouts(tmp_path):
    path = tmp_path / "x.iob2"
    path.write_text(
        "# text = x\n1\tChad\tB-LOC\t-\n2\tVotes\tB-OTH\t-\n\nMali\tB-country\n", encoding="utf-8"
    )
    first, second = read_tags(path, {"LOC": "LOC", "country": "LOC"})
    assert (first.words, first.tags) == (["Chad", "Votes"], ["B-LOC", "O"])
    assert second.tags == ["B-LOC"]


def test_names_end_where_another_begins():
    assert find_names(["B-PER", "B-PER", "I-PER", "I-LOC", "O"]) == {
        (0, 1, "PER"),
        (1, 3, "PER"),
        (3, 4, "LOC"),
    }
