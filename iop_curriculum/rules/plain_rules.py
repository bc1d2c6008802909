"""The plain-language rules (PLN) as data. What they look for is in `plain_language.py`."""

from __future__ import annotations

from iop_curriculum.diagnostics import Rule, Severity

_PEMAT = "PEMAT-P (AHRQ), "

TOO_HARD = Rule(
    code="PLN001",
    name="reading-level-too-high",
    severity=Severity.ERROR,
    summary="A patient's text reads above US grade 8.",
    what="Computes the Flesch-Kincaid grade of running text (in Spanish the INFLESZ scale, under 55), each heading and "
    "list item being a sentence; tables, blanks, numbers and addresses are left out, and so are texts under 100 words. "
    "SMOG (from 30 sentences on) or FORCAST stands beside it for comparison.",
    why="Most patient material should be at grade 6 or below (AMA and NIH advice; Joint Commission). Handouts of real "
    "substance use programs averaged grade 11.8, and staff guessed far lower.",
    example="Individuals experiencing considerable psychological distress frequently demonstrate diminished "
    "concentration.",
    instead="Cut long sentences in two, and swap long words for short ones; start with the sentences listed here.",
)
HARD = Rule(
    code="PLN002",
    name="reading-level-high",
    severity=Severity.WARNING,
    summary="A patient's text reads above US grade 6.",
    what="As PLN001, from grade 6 to 8 (in Spanish the INFLESZ scale, 55 to 65).",
    why=TOO_HARD.why,
    example="When stress continues, concentration and memory often get worse for a while.",
    instead="Cut long sentences in two, and swap long words for short ones; start with the sentences listed here.",
)
LONG_SENTENCE = Rule(
    code="PLN003",
    name="long-sentence",
    severity=Severity.WARNING,
    summary="A sentence for patients is too long.",
    what="Reports sentences of more than 25 words in handouts and worksheets.",
    why="In distress people hold fewer words in mind. Plain-language guides ask for 15 to 20 words on average at most.",
    example="a sentence of 34 words with two commas and “which”",
    instead="Make two sentences of it, or a list.",
)
LONG_PARAGRAPH = Rule(
    code="PLN004",
    name="long-paragraph",
    severity=Severity.WARNING,
    summary="A paragraph for patients is too long.",
    what="Reports paragraphs that take more than six printed lines of about 65 characters.",
    why=_PEMAT + "item 8: material is chunked into short sections.",
    example="a paragraph of nine sentences",
    instead="Break it up: a new paragraph for each thought, a list for what is a list.",
)
MANY_NUMBERS = Rule(
    code="PLN005",
    name="many-numbers",
    severity=Severity.WARNING,
    summary="A paragraph for patients has too many numbers.",
    what="Reports paragraphs with more than three numbers; 911, 988 and 24/7 do not count.",
    why=_PEMAT + "items 6 and 7: numbers are clear, and the reader need not calculate.",
    example="Of 120 people, 45 (38%) felt better after 6 weeks, 12 after 3.",
    instead="Keep the one number that matters, or use a small table.",
)
NO_KEY_POINTS = Rule(
    code="PLN006",
    name="missing-key-points",
    severity=Severity.WARNING,
    summary="A handout has no summary.",
    what="Reports a handout of 100 words and more without a heading such as “Key points” or “Remember”.",
    why=_PEMAT + "item 11: the material provides a summary. Many read only this.",
    example="a handout that ends with its last fact",
    instead="Add `## Key points` with three to five bullets.",
)
NO_ACTION = Rule(
    code="PLN007",
    name="missing-action",
    severity=Severity.WARNING,
    summary="A patient's text names nothing to do.",
    what="Reports a handout or worksheet of 100 words and more without a heading that names an action (“Try this”, “My "
    "next "
    "step”, “What you can do”) and without numbered steps.",
    why=_PEMAT + "items 20 and 22: it names at least one action and breaks it into steps.",
    example="a handout that explains anxiety and stops",
    instead="Add `## Try this` with one small step that can be done today.",
)
PASSIVE = Rule(
    code="PLN008",
    name="much-passive-voice",
    severity=Severity.INFO,
    summary="A patient's text often leaves out who does it.",
    what="Reports texts in which more than one sentence in eight is in the passive voice (at least three), and lists "
    "them.",
    why=_PEMAT + "item 5: the material uses the active voice.",
    example="The medicine should be taken at night.",
    instead="Say who does what: “Take the medicine at night.”",
)
HARD_WORD = Rule(
    code="PLN009",
    name="hard-word",
    severity=Severity.WARNING,
    summary="A patient's text uses a word that has a plain one.",
    what="Reports words from a list of clinical and official words, unless the glossary explains them.",
    why=_PEMAT + "items 3 and 4: everyday language; medical terms only where needed, and defined.",
    example="Utilize coping mechanisms prior to escalation.",
    instead="Use the plain word, or explain the term in curriculum/glossary.yml.",
)
UNDEFINED_TERM = Rule(
    code="PLN013",
    name="undefined-term",
    severity=Severity.WARNING,
    summary="A clinical term is explained nowhere.",
    what="Reports the first use of a clinical term in a handout or worksheet that neither the glossary nor the text "
    "itself "
    "(“… is a …”, “… means …”, a bracket behind it) explains.",
    why=_PEMAT + "item 4: medical terms are used only to familiarize the audience with them, and are defined.",
    example="Dissociation can follow a flashback.",
    instead="Explain it in curriculum/glossary.yml, or where it stands: “Dissociation means feeling cut off.”",
)
NOT_TO_THE_READER = Rule(
    code="PLN010",
    name="reader-not-addressed",
    severity=Severity.WARNING,
    summary="A patient's text speaks about patients, not to the reader.",
    what="Reports handouts and worksheets of 100 words and more without “you” or “I”.",
    why=_PEMAT + "item 21: the material addresses the user directly when it describes actions.",
    example="Patients should practice daily.",
    instead="Write “you” (in a worksheet, “I” is fine).",
)
NO_SKIP = Rule(
    code="PLN011",
    name="no-leave-to-skip",
    severity=Severity.WARNING,
    summary="A worksheet does not say that anything may be skipped.",
    what="Reports a worksheet with fields whose first lines have no “skip”.",
    why="A blank that must be filled in makes people who write little, or hurt a lot, stop. Trauma-informed care "
    "(SAMHSA, "
    "TIP 57) rests on choice.",
    example="a worksheet that begins with question 1",
    instead="Begin with “You can skip anything.”",
)
CAPITALS = Rule(
    code="PLN012",
    name="words-in-capitals",
    severity=Severity.WARNING,
    summary="Words stand in capitals.",
    what="Reports two or more words in a row in capitals, and single ones of five letters and more that are no known "
    "name.",
    why="Capitals have no shape to read by, and look like shouting. A screen reader may spell them.",
    example="NEVER STOP your medicine",
    instead="Use **bold** for what must not be missed.",
)

RULES: tuple[Rule, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Rule))
