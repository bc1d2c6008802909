"""The rules that reading content can break: files and format (SRC), front matter (MET), agenda (AGE), references (REF).

These are faults of form. What is good or safe content is judged in `rules/`.
"""

from __future__ import annotations

from iop_curriculum.diagnostics import Rule, Severity

_ORDER = "The tool refuses to guess: what it can't read for certain, it would print wrong for a patient."


def _rule(  # noqa: PLR0913 - a rule is data with this many parts
    code: str,
    name: str,
    summary: str,
    what: str,
    example: str,
    instead: str,
    *,
    why: str = _ORDER,
    severity: Severity = Severity.ERROR,
    fixed: bool = True,
) -> Rule:
    return Rule(code, name, severity, summary, what, why, example, instead, fixed=fixed)


UNREADABLE_FILE = _rule(
    "SRC001",
    "unreadable-file",
    "A file can't be read.",
    "Reports a file that the system does not let the tool read.",
    "A file without read permission.",
    "Check that the file exists and that you may open it.",
)
NOT_UTF8 = _rule(
    "SRC002",
    "not-utf-8",
    "A file is not saved as UTF-8 text.",
    "Reports a file with bytes that are not UTF-8, and the first such place.",
    "A file saved as Windows-1252 or UTF-16.",
    "Save the file again with the encoding UTF-8.",
)
BYTE_ORDER_MARK = _rule(
    "SRC003",
    "byte-order-mark",
    "A file begins with an invisible mark.",
    "Reports a byte order mark at the start of a file. The tool reads past it; other tools may not.",
    "A file saved as “UTF-8 with BOM”.",
    "Save the file as plain UTF-8.",
    severity=Severity.INFO,
    fixed=False,
)
WINDOWS_LINE_ENDS = _rule(
    "SRC004",
    "windows-line-ends",
    "A file has Windows line ends.",
    "Reports carriage returns. The tool reads them as line ends.",
    "A file written by an old Windows editor.",
    "Nothing has to be done; most editors can save with “LF”.",
    why="Mixed line ends make every line look changed when two people edit a file.",
    severity=Severity.OFF,
    fixed=False,
)
TAB_IN_FRONT_MATTER = _rule(
    "SRC005",
    "tab-in-yaml",
    "A tab stands where only spaces may.",
    "Reports a tab at the start of a line of front matter or of a YAML file.",
    "`<tab>- whiteboard`",
    "Replace the tab by two spaces.",
)
CONTROL_CHARACTER = _rule(
    "SRC006",
    "control-character",
    "A file holds an invisible control character.",
    "Reports characters that no one can see and no printer can print.",
    "A text pasted from a damaged PDF.",
    "Delete the character; type the words around it again if need be.",
)
FILE_TOO_LARGE = _rule(
    "SRC007",
    "file-too-large",
    "A file is far larger than a document can be.",
    "Reports a text of more than one megabyte or 60,000 lines, or a picture of more than 20 megabytes.",
    "A scanned book pasted into a handout.",
    "Split the text into several documents, or save the picture smaller.",
)
EMPTY_FILE = _rule(
    "SRC008",
    "empty-file",
    "A file is empty.",
    "Reports a file with nothing in it.",
    "A file of 0 bytes.",
    "Write it, or delete it.",
)
MISSING_FRONT_MATTER = _rule(
    "SRC009",
    "missing-front-matter",
    "A document has no front matter.",
    "Reports a Markdown file that does not begin with a line `---`, keys, and a second line `---`.",
    "# Grounding",
    "Begin the file with `---`, then `title:` and the other keys, then `---`.",
)
BROKEN_YAML = _rule(
    "SRC010",
    "broken-yaml",
    "The front matter or YAML file can't be read.",
    "Reports where YAML stops making sense: a quote that is never closed, a colon in a title, a wrong indent.",
    "title: Anxiety: the basics",
    'Put the text in double quotes: `title: "Anxiety: the basics"`.',
)
DUPLICATE_KEY = _rule(
    "SRC011",
    "duplicate-key",
    "A key stands twice.",
    "Reports a key that is given twice in the same place; one of the two would be lost.",
    "title: One\ntitle: Two",
    "Keep one of the two.",
)
YAML_ANCHOR = _rule(
    "SRC012",
    "yaml-anchor",
    "A YAML anchor, alias or tag is used.",
    "Reports `&name`, `*name` and `!tag`. They can make a small file explode and are not needed here.",
    "topics: *common",
    "Write the values out. A text that begins with & or * needs quotes.",
)
TOO_DEEP = _rule(
    "SRC013",
    "nested-too-deeply",
    "Lists or quotations are nested too deeply to be read.",
    "Reports nesting that neither the parser nor a reader can follow.",
    "A list in a list in a list … thirty times.",
    "Use headings and short lists.",
)
RAW_HTML = _rule(
    "SRC014",
    "raw-html",
    "Raw HTML stands in the text.",
    "Reports HTML tags and comments. They would be lost in print and could be unsafe on the site.",
    "Line one<br>Line two",
    "Use Markdown. A real < can be written as \\<.",
)
BAD_FILE_NAME = _rule(
    "SRC015",
    "bad-file-name",
    "A file's name can't be an address.",
    "Reports names with capitals, spaces or other signs. The name becomes the page's address.",
    "handouts/My Handout.md",
    "Use small letters, digits and hyphens: `my-handout.md`.",
)
OUTSIDE_PROJECT = _rule(
    "SRC016",
    "outside-project",
    "A path leads out of the project's folder.",
    "Reports paths with too many `..`, absolute paths, and links in the file system that leave the project.",
    "![map](../../private/map.png)",
    "Copy the file into the project and use its new path.",
)
UNKNOWN_BLOCK = _rule(
    "SRC017",
    "unknown-block",
    "A block has a name that does not exist.",
    "Reports `/// name` where no such callout or field exists.",
    "/// sya",
    "Use one of the blocks that the authoring guide lists.",
)
UNCLOSED_BLOCK = _rule(
    "SRC018",
    "unclosed-block",
    "A block is opened and never closed.",
    "Reports `/// name` without its closing `///`, and a closing `///` without a block.",
    "/// say\nHello.",
    "End the block with `///` on a line of its own.",
)
BAD_BLOCK = _rule(
    "SRC019",
    "bad-block",
    "A block is not written the way it takes.",
    "Reports a wrong or missing argument or option of a block, or a content that it can't use.",
    "/// scale | ten",
    "Write it as in the example of the message.",
)
FIELD_IN_GUIDE = _rule(
    "SRC020",
    "field-in-guide",
    "A facilitator guide has a field to fill in.",
    "Reports blanks, check boxes, scales and the like in a module. Nobody fills in a guide.",
    "My plan: ____",
    "Put the field on a worksheet and name the worksheet in the front matter.",
)
CALLOUT_FOR_STAFF = _rule(
    "SRC021",
    "staff-words-for-patients",
    "A facilitator's callout stands in a patient's text.",
    "Reports `/// say` and the other callouts in handouts and worksheets.",
    "/// caution | Breath focus",
    "Move it to the guide, or say it to the patient in plain words.",
    why="What is written for staff must never reach a patient's hands.",
)
UNLABELLED_FIELD = _rule(
    "SRC022",
    "field-without-label",
    "A field has nothing that says what it is for.",
    "Reports a blank, box or scale without words before it, and a second blank in the same sentence.",
    "From ____ to ____",
    "Name it in braces: `From ____{start} to ____{end}`.",
    why="A screen reader reads the label aloud; without one, a person can't know what to write "
    "(WCAG 2.2, success criterion 3.3.2).",
)
REPEATED_ID = _rule(
    "SRC023",
    "repeated-id",
    "Two fields of a document have the same id.",
    "Reports an id in braces that another field of the document already has.",
    "____{#name} … ____{#name}",
    "Give the second one another id.",
)
REFUSED_ATTRIBUTE = _rule(
    "SRC024",
    "unknown-attribute",
    "Braces set something that content may not set.",
    "Reports attributes other than `minutes`, `kind`, `cut`, `worksheet`, `lang` and `#id`.",
    "## Practice {style=red}",
    "Take it out.",
)
BAD_ALLOWANCE = _rule(
    "SRC025",
    "bad-exception",
    "An exception is not written the way it takes.",
    "Reports `<!-- allow … -->` without a rule's code or without a reason.",
    "<!-- allow WRD012 -->",
    "Write `<!-- allow WRD012: the reason -->` on a line of its own.",
)
UNKNOWN_CONTENT = _rule(
    "SRC026",
    "unreadable-content",
    "A piece of text can't be shown in every output.",
    "Reports a part of the document that the tool has no way to print.",
    "A construct of another Markdown dialect.",
    "Write it in plain Markdown.",
)
UNKNOWN_FORMAT = _rule(
    "SRC027",
    "unknown-format",
    "The project was written for another version.",
    "Reports a `format:` that this version does not know.",
    "format: 2",
    "Update iop-curriculum, or write `format: 1`.",
)
SKIPPED_FILE = _rule(
    "SRC028",
    "ignored-file",
    "A file lies where it is never read.",
    "Reports files with another ending in the content folders.",
    "modules/anxiety.docx",
    "Move it elsewhere, or save it as Markdown.",
    severity=Severity.WARNING,
    fixed=False,
    why="A forgotten document is easily taken for a part of the program.",
)

MISSING_KEY = _rule(
    "MET001",
    "missing-key",
    "A key that is needed is missing.",
    "Reports a key that every file of this kind has.",
    "A handout without `language:`.",
    "Add the key.",
)
UNKNOWN_KEY = _rule(
    "MET002",
    "unknown-key",
    "A key is not known.",
    "Reports a key that this kind of file does not have: mostly a slip of the pen.",
    "tilte: Grounding",
    "Correct its spelling, or take it out.",
)
WRONG_VALUE = _rule(
    "MET003",
    "wrong-value",
    "A value is not what its key takes.",
    "Reports a value of the wrong kind: words where minutes belong, one value where a list belongs.",
    "session_minutes: an hour",
    "Write a value of the kind that the message names.",
)
UNKNOWN_WORD = _rule(
    "MET004",
    "unknown-vocabulary",
    "A value is not in the vocabulary.",
    "Reports a topic, condition, approach, technique, format or service that `vocabulary.yml` does not have.",
    "conditions: [anxeity]",
    "Use an id of `curriculum/vocabulary.yml`, or add it there.",
    why="Search, coverage and the cautions of a technique all hang on these words.",
)
TITLE_IN_BODY = _rule(
    "MET005",
    "title-in-body",
    "The text has a heading of the first level.",
    "Reports `# Heading`. The title comes from the front matter; a second one confuses screen readers.",
    "# Grounding",
    "Use `##` for sections.",
    why="A page has one heading of level 1 (WCAG 2.2, 1.3.1).",
)
SKIPPED_LEVEL = _rule(
    "MET006",
    "skipped-heading-level",
    "A heading level is left out.",
    "Reports `####` right after `##`.",
    "## Skills\n#### Breathing",
    "Use the next level: `###`.",
    why="Screen reader users jump from heading to heading by level (PDF/UA-1, 7.4.2).",
)
MISSING_PROGRAM = _rule(
    "MET007",
    "missing-program-file",
    "A file that every program has is missing.",
    "Reports a missing `curriculum/program.yml` or `curriculum/vocabulary.yml`.",
    "A folder without program.yml.",
    "Run `iop-curriculum init` in a new folder and copy the file from there.",
)
DUPLICATE_SLUG = _rule(
    "MET008",
    "duplicate-name",
    "Two documents have the same name.",
    "Reports a handout and a worksheet with the same file name, and two curricula with the same code.",
    "handouts/sleep.md and worksheets/sleep.md",
    "Rename one of them: `my-sleep.md`.",
)
NO_AGENDA = _rule(
    "AGE001",
    "no-agenda",
    "A guide has no timed agenda.",
    "Reports a module without a single `## Heading {minutes=…}`.",
    "## Check-in",
    "Write minutes behind each part: `## Check-in {minutes=10}`.",
)
WRONG_SUM = _rule(
    "AGE002",
    "minutes-do-not-add-up",
    "The agenda's minutes do not add up to the session's.",
    "Adds up the minutes of all parts and compares them with `session_minutes`.",
    "session_minutes: 60 with parts of 10 + 20 + 20",
    "Change a part's minutes or `session_minutes`.",
    why="A facilitator who runs by the page must end on time.",
)
BAD_SEGMENT = _rule(
    "AGE003",
    "bad-agenda-part",
    "The braces behind an agenda heading can't be used.",
    "Reports minutes that are no whole number, an unknown `kind`, or a `cut` longer than the part.",
    "## Teach {minutes=ten}",
    "Write for example `{minutes=10 kind=teach cut=5}`.",
)
UNTIMED_BEFORE_TIMED = _rule(
    "AGE004",
    "untimed-part-inside-agenda",
    "A part without minutes stands inside the agenda.",
    "Reports a `##` heading without minutes that comes before one with minutes.",
    "## Cautions … ## Close {minutes=5}",
    "Give it minutes, or move it behind the agenda.",
)
UNKNOWN_DOCUMENT = _rule(
    "REF001",
    "unknown-document",
    "A named document does not exist.",
    "Reports a module, handout, worksheet or prerequisite for which there is no file.",
    "handouts: [alarm-and-avoidence]",
    "Correct the name, or write the document.",
)
BAD_LINK = _rule(
    "REF002",
    "bad-link",
    "A link leads nowhere.",
    "Reports links to files or headings that do not exist and links of a kind that is not allowed.",
    "[the alarm](../handouts/alram.md)",
    "Correct the link.",
)
MISSING_PICTURE = _rule(
    "REF003",
    "missing-picture",
    "A picture does not exist or can't be used.",
    "Reports pictures without a file, and files that are not SVG, PNG or JPEG.",
    "![urge wave](../figures/wave.gif)",
    "Put the file in `figures/` and correct the path.",
)
WORKSHEET_NOT_LISTED = _rule(
    "REF004",
    "worksheet-not-listed",
    "An agenda part names a worksheet that the module does not hand out.",
    "Reports `{worksheet=…}` that is not in the module's `worksheets:`.",
    "## Practice {minutes=20 worksheet=my-map}",
    "Add it to `worksheets:` in the front matter.",
)
LINK_ACROSS = _rule(
    "REF005",
    "patient-link-to-staff",
    "A patient's text links to a staff page.",
    "Reports links from handouts and worksheets to modules. The patient folder stands alone.",
    "[the session](../modules/grounding-skills.md)",
    "Link to a handout, or leave the link out.",
)
MISSING_ALT = _rule(
    "REF006",
    "picture-without-words",
    "A picture has no words for those who can't see it.",
    "Reports `![](…)`.",
    "![](../figures/wave.svg)",
    "Say what the picture tells: `![A wave that rises and falls](…)`.",
    why="PDF/UA-1, 7.3, and WCAG 2.2, 1.1.1, ask for a text alternative.",
)

RULES: tuple[Rule, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Rule))
