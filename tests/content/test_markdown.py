"""One dialect for print and site: blocks with exact places, and HTML that says the same words."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iop_curriculum.content import blocks as b
from iop_curriculum.content.markdown import parse_body, to_html
from iop_curriculum.source import Source


def parse(text: str, audience: str = "patients"):
    checked = parse_body(Source("x.md", text), 0, audience)
    return checked.value[0], checked.diagnostics


def only(text: str, audience: str = "patients"):
    blocks, found = parse(text, audience)
    assert not found, found
    assert len(blocks) == 1, blocks
    return blocks[0]


# ── fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_blank_is_labelled_by_the_words_before_it():
    paragraph = only("I slept well. My name for it: ____________\n")
    blank = paragraph.content[-1]
    assert (blank.label, blank.field_id, blank.width) == ("My name for it", "my-name-for-it", 12)


def test_a_blank_can_be_named_in_braces():
    paragraph = only("From ____{start} to ____{the end #ending}\n")
    blanks = [node for node in paragraph.content if isinstance(node, b.Blank)]
    assert [(x.label, x.field_id) for x in blanks] == [("start", "start"), ("the end", "ending")]


def test_a_second_blank_in_a_sentence_needs_a_name():
    _, found = parse("From ____ to ____ each day.\n")
    assert [(d.code, d.start.line, d.start.column) for d in found] == [("SRC022", 1, 14)]


def test_blanks_in_different_sentences_need_none():
    paragraph = only("I feel: ____. I want: ____\n")
    assert [x.label for x in b.fields([paragraph])] == ["I feel", "I want"]


def test_a_line_of_underscores_is_a_blank_and_no_rule():
    blocks, found = parse("What helped?\n\n________\n\n---\n")
    assert not found
    assert [type(x) for x in blocks] == [b.Paragraph, b.Paragraph, b.ThematicBreak]
    blank = blocks[1].content[0]
    assert (blank.width, blank.label) == (0, "What helped?")


def test_check_boxes_are_fields_with_their_words():
    checks = only("- [ ] Call **Sam**\n- [x] Walk {#walk}\n")
    assert [(i.checked, i.label, i.field_id) for i in checks.items] == [
        (False, "Call Sam", "call-sam"),
        (True, "Walk", "walk"),
    ]


def test_ids_never_repeat():
    blocks, _ = parse("Name: ____\n\nName: ____\n\n/// lines | 2\nName\n///\n")
    assert [x.field_id for x in b.fields(blocks)] == ["name", "name-2", "name-3"]


def test_an_own_id_that_repeats_is_told():
    _, found = parse("A ____{#x}. B ____{#x}\n")
    assert [d.code for d in found] == ["SRC023"]


def test_scale_has_words_at_both_ends():
    scale = only("/// scale | 0-10\n    low: not at all\n    high: very much\n\nHow strong?\n///\n")
    assert (scale.low, scale.high, scale.low_words, scale.high_words) == (0, 10, "not at all", "very much")
    assert scale.label == "How strong?"
    _, found = parse("/// scale | 0-10\nHow strong?\n///\n")
    assert [d.code for d in found] == ["SRC019"]


def test_choose_takes_a_list():
    choose = only("/// choose\nWhich?\n\n- One\n- *Two*\n///\n")
    assert [(o.label, o.value) for o in choose.options] == [("One", "1"), ("Two", "2")]
    _, found = parse("/// choose\nWhich?\n///\n")
    assert found[0].code == "SRC019"


def test_grid_repeats_its_empty_row_and_names_cells_by_row_and_column():
    text = "/// table\n    rows: 3\n    height: 1.4cm\n\n| When | What |\n|---|---|\n| Mon | ran |\n| | |\n///\n"
    grid = only(text)
    assert len(grid.rows) == 4
    assert grid.row_height == 14
    assert [c.field_id for c in b.fields([grid])][:2] == ["table-1.2.1", "table-1.2.2"]
    assert grid.rows[1][0].label == "When, row 2"


def test_a_plain_table_with_empty_cells_is_a_grid_for_patients_only():
    text = "| A | B |\n|---|---|\n| one | |\n"
    assert only(text).rows[0][1].label == "B, one"
    guide = "## Check-in {minutes=5}\n\n" + text
    blocks, found = parse(guide, "staff")
    assert not found
    assert not blocks[1].fillable


def test_box_measures_millimetres():
    assert only("/// box | 6cm\nDraw\n///\n").height == 60


@pytest.mark.parametrize("text", ["Name: ____\n", "- [ ] x\n", "/// lines | 2\nWhy?\n///\n", "/// box | 4cm\nx\n///\n"])
def test_guides_have_no_fields(text):
    _, found = parse(text, "staff")
    assert {d.code for d in found} == {"SRC020"}


def test_patients_have_no_callouts():
    _, found = parse("/// say\nHello.\n///\n")
    assert [d.code for d in found] == ["SRC021"]


# ── faults ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Text\n\n/// sya\nHello.\n///\n", "SRC017", 3),
        ("/// say\nHello.\n", "SRC018", 1),
        ("Hello.\n\n///\n", "SRC018", 3),
        ("/// caution\nx\n///\n", "SRC019", 1),
        ("/// say\n    colour: red\n\nx\n///\n", "SRC019", 2),
        ("<b>x</b>\n", "SRC014", 1),
        ("<script>alert(1)</script>\n", "SRC014", 1),
        ("a <!-- hidden --> b\n", "SRC014", 1),
        ("## Teach {onclick=x}\n", "SRC024", 1),
        ("<!-- allow WRD012 -->\n\nText\n", "SRC025", 1),
        ("!!! danger\n    x\n", "SRC017", 1),
        (">" * 60 + " deep\n", "SRC013", 1),
    ],
)
def test_faults_of_form(text, code, line):
    _, found = parse(text, "staff")
    assert (code, line) in [(d.code, d.start.line) for d in found]


@pytest.mark.parametrize(
    "text", ["3 < 5 and 5 > 3\n", "I <3 you\n", "`<b>`\n", "<https://example.org>\n", r"\<b> x" + "\n"]
)
def test_what_only_looks_like_html_passes(text):
    _, found = parse(text)
    assert not found


def test_an_exception_covers_the_next_block():
    source = Source("x.md", "One.\n\n<!-- allow WRD012: her own words -->\n\nTwo.\n\nThree.\n")
    checked = parse_body(source, 0, "patients")
    assert not checked.diagnostics
    (allowance,) = checked.value[1]
    assert (allowance.rule, allowance.reason) == ("WRD012", "her own words")
    assert source.text[allowance.covers.start : allowance.covers.end] == "Two."
    assert "allow" not in to_html(source.text)


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:x", "&#106;avascript:x", "java&Tab;script:x", "data:text/html,x", "vbscript:x"],
)
def test_no_link_of_content_can_run(target):
    assert "script:" not in to_html(f"[x]({target})").replace("&#106;", "j")
    assert "href" not in to_html(f"[x]({target})")


def test_attribute_lists_set_nothing_dangerous():
    html = to_html('A *b*{: onclick="x" style="y" data-iop="lines" lang=es }\n\n## H {onmouseover=x}\n')
    assert "onclick" not in html
    assert "onmouseover" not in html
    assert "style" not in html
    assert 'lang="es"' in html


def test_agenda_headings_carry_running_times():
    html = to_html("## Check-in {minutes=10}\n\n## Teach {minutes=65}\n\n## Close {minutes=5}\n")
    assert re.findall(r"> (\d:\d\d · \d+ min)<", html) == ["0:00 · 10 min", "0:10 · 65 min", "1:15 · 5 min"]


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

_PLAIN_WORDS = ("worry", "thought", "feeling", "breath", "café", "niño", "don't", "50%", "A&B", "long-term", "x_y")
_WORD = st.sampled_from([*_PLAIN_WORDS, "1", "I.", "2)", "#", "-", "+", "*", ">"])
_INLINE = st.one_of(
    _WORD,
    st.builds("**{}**".format, st.sampled_from(["strong", "two words"])),
    st.builds("*{}*".format, st.sampled_from(["soft", "my *own"])),
    st.builds("`{}`".format, st.sampled_from(["code", "a<b", "x&y"])),
    st.builds("[{}](https://example.org/a_b)".format, st.sampled_from(["link", "a link"])),
    st.just("&amp; &eacute;"),
    st.just("\\*not\\*"),
)
_SENTENCE = st.lists(_INLINE, min_size=1, max_size=8).map(lambda words: "w " + " ".join(words))
_LINES = st.lists(_SENTENCE, min_size=1, max_size=3).map("\n".join)
_BLOCK = st.one_of(
    _LINES,
    _SENTENCE.map("## {}".format),
    st.lists(_SENTENCE, min_size=1, max_size=4).map(lambda s: "\n".join("- " + x for x in s)),
    st.lists(_SENTENCE, min_size=1, max_size=4).map(lambda s: "\n".join(f"{n}. {x}" for n, x in enumerate(s, 1))),
    _LINES.map(lambda t: "> " + t.replace("\n", "\n> ")),
    st.lists(_SENTENCE, min_size=2, max_size=4).map(
        lambda s: "| A | B |\n|---|---|\n" + "\n".join(f"| {x} | y |" for x in s if "|" not in x)
    ),
    _SENTENCE.map("Term\n:   {}".format),
    _LINES.map(lambda t: '!!! tip "Title"\n    ' + t.replace("\n", "\n    ")),
    _LINES.map("/// say\n{}\n///".format),
    st.just("```\nliteral *text*\n```"),
    st.just("***"),
    _SENTENCE.map("Note[^1]\n\n[^1]: {}".format),
)
_DOCUMENT = st.lists(_BLOCK, min_size=1, max_size=8).map("\n\n".join)


class _Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = []
        self._skip = 0

    def handle_starttag(self, tag, attrs):
        kept = dict(attrs)
        if kept.get("class") in ("footnote-backref", "iop-callout-title", "footnote-ref"):
            self._skip += 1

    def handle_endtag(self, tag):
        if self._skip and tag in ("a", "p"):
            self._skip -= 1

    def handle_data(self, data):
        if not self._skip:
            self.text.append(data)


def _words_of_blocks(blocks):
    out = []
    for block in b.walk(blocks):
        out += [b.plain_text(run) for run in b.own_inlines(block)]
        if isinstance(block, b.CodeBlock):
            out.append(block.text)
        if isinstance(block, b.Admonition):
            out.append(block.title)
    return sorted("".join(" ".join(out).split()))


@settings(max_examples=300, deadline=None)
@given(_DOCUMENT)
def test_print_and_site_read_the_same_words(text):
    blocks, _ = parse(text, "staff")
    reader = _Words()
    reader.feed(to_html(text))
    assert _words_of_blocks(blocks) == sorted("".join("".join(reader.text).split()))


@settings(max_examples=300, deadline=None)
@given(_DOCUMENT)
def test_every_text_stands_where_its_span_says(text):
    blocks, _ = parse(text, "staff")
    for node in b.inlines(blocks):
        if isinstance(node, b.Text) and re.fullmatch(r"[\w\s']*", node.text) and node.text.strip():
            assert text[node.span.start : node.span.end].replace("\n", " ").split()[0] == node.text.split()[0]
