"""The safety rules (SAF) as data. What they look for is in `safety.py`."""

from __future__ import annotations

from iop_curriculum.diagnostics import Rule, Severity

LINE_MISSING = Rule(
    code="SAF001",
    name="missing-crisis-line",
    severity=Severity.ERROR,
    summary="The crisis block lacks a line that everybody needs.",
    what="Reports a program.yml without a line of the kind crisis that names 911, without one that names 988, and any "
    "crisis or find-treatment line without a contact.",
    why="The crisis block stands on every paper that a patient takes home. It may be the only help at hand "
    "(SAMHSA, 988 Suicide & Crisis Lifeline).",
    example="lines: []",
    instead="Add lines of `kind: crisis` for 911 and for 988, each with its `contact:`.",
    fixed=True,
)
LINE_UNSET = Rule(
    code="SAF002",
    name="line-not-filled-in",
    severity=Severity.INFO,
    release=Severity.ERROR,
    summary="The program's own daytime or after-hours line is not filled in.",
    what="Reports a missing line of the kind daytime or after-hours, and one without a contact.",
    why="It prints as a labeled blank, which somebody has to fill in by hand on every copy. Before patients get paper, "
    "the program's number must be on it.",
    example="- {kind: daytime, label: Our program, daytime, contact: }",
    instead="Enter your number under `lines:` in program.yml.",
)
LINE_STALE = Rule(
    code="SAF003",
    name="line-not-verified",
    severity=Severity.INFO,
    release=Severity.ERROR,
    summary="A help line was never verified, or not in the last 180 days.",
    what="Looks at `verified_on` of each line and topic line that has a contact.",
    why="Stale phone numbers are among the commonest faults of handouts. The NEDA helpline, printed for years, closed "
    "in "
    "2023; the 988 line's “press 3” ended in July 2025.",
    example="verified_on: (empty)",
    instead="Do what `verified_how` says, then enter the day on which you did it. Never enter a day on which nobody "
    "did.",
)
NO_ESCALATION = Rule(
    code="SAF004",
    name="escalation-not-filled-in",
    severity=Severity.INFO,
    summary="The program has not said who is called when someone is at risk.",
    what="Reports empty `on_call`, `where` or `situations` under `escalation:` in program.yml.",
    why="It prints on every guide. Nobody at risk leaves without being seen on the same day, so a leader must know "
    "whom "
    "to call, and where to go.",
    example='escalation: {on_call: "", where: ""}',
    instead="Fill in `escalation:` in program.yml together with your clinical lead.",
)
NO_CAUTION = Rule(
    code="SAF005",
    name="missing-technique-caution",
    severity=Severity.ERROR,
    summary="A guide uses a technique without its caution.",
    what="Reports each entry of `techniques:` for which the guide has no `/// caution` callout with the technique's "
    "name "
    "and with text in it.",
    why="Each technique can harm somebody: breath focus can worsen trauma symptoms and panic, sleep restriction can "
    "set "
    "off mania. The leader must read it before the group, not after.",
    example="techniques: [breath-focus] without `/// caution | Breath focus`",
    instead="Add the callout under “Cautions”; the vocabulary's `caution` says what it must cover.",
)
CRISIS_NOT_ON_TOP = Rule(
    code="SAF006",
    name="crisis-block-not-on-top",
    severity=Severity.ERROR,
    summary="A patient's text speaks of suicide or self-harm, and the crisis block stands at its end.",
    what="Reports such words in a handout or worksheet with `crisis: end`, unless `/// crisis` stands before them.",
    why="Who reads these words may be the one who needs the lines now, and may not reach the last page.",
    example="crisis: end and “thoughts of suicide” in the text",
    instead="Set `crisis: top`.",
)
PHONE_NUMBER = Rule(
    code="SAF007",
    name="phone-number-in-text",
    severity=Severity.ERROR,
    summary="A phone number stands in running text.",
    what="Reports phone and text numbers in guides, handouts and worksheets, save 911 and 988.",
    why="Numbers change, and a number in a text is never verified again. Lines live in program.yml, where they have a "
    "date.",
    example="Call 1-800-662-4357.",
    instead="Put the line into program.yml (`lines:` or `topic_lines:`) and name it here without its number.",
)
NO_OVERDOSE_LINE = Rule(
    code="SAF008",
    name="missing-overdose-line",
    severity=Severity.WARNING,
    summary="A session on coming off or back to substances does not warn of overdose.",
    what="Looks at modules whose main topic is relapse prevention, medication, safety planning, step-down or overdose "
    "safety: one of their handouts or worksheets must name naloxone and say that tolerance drops.",
    why="After a break the body can't take the old amount: the weeks after stopping carry the highest risk of death.",
    example="a handout on warning signs without a word on naloxone",
    instead="Write: “After a break, your old amount can kill you. Carry naloxone.”",
)
BODY_NUMBERS = Rule(
    code="SAF009",
    name="body-numbers-in-eating-material",
    severity=Severity.WARNING,
    summary="Material on eating disorders names weights, calories or sizes.",
    what="Reports numbers of calories, pounds, kilograms, BMI or clothing sizes in documents for the condition "
    "`eating`.",
    why="Numbers invite comparing and can become a target.",
    example="She ate 900 calories a day.",
    instead="Tell it without the number.",
)
DOSE = Rule(
    code="SAF010",
    name="dose-in-text",
    severity=Severity.WARNING,
    summary="A text names a dose.",
    what="Reports amounts in milligrams, micrograms, milliliters or units in guides, handouts and worksheets.",
    why="A dose is for one person and one prescriber. In a group it becomes advice.",
    example="Take 50 mg at night.",
    instead="Leave the amount out and send people to their prescriber.",
)
UNSAFE_SKILL = Rule(
    code="SAF011",
    name="unsafe-crisis-skill",
    severity=Severity.WARNING,
    summary="A crisis skill is offered that can do harm.",
    what="Reports ice water on the face, ice held to pain, breath-holding and rubber bands, unless the text says not "
    "to.",
    why="Cold water on the face slows the heart, which is dangerous with heart problems and eating disorders; pain as "
    "a "
    "substitute keeps self-injury going.",
    example="Snap a rubber band on your wrist.",
    instead="Offer a cool cloth or a cool drink.",
)
PROGRAM_NAMED = Rule(
    code="SAF012",
    name="program-named-for-patients",
    severity=Severity.WARNING,
    summary="A patient's text names the program.",
    what="Reports the program's name in a handout or worksheet while program.yml says `discreet: true`.",
    why="Being a patient of a substance use program is itself protected (42 CFR Part 2). Others see paper without "
    "reading it.",
    example="Our Intensive Outpatient Program wants you to know …",
    instead="Write “your program” or “group”.",
)
MACHINE_TRANSLATION = Rule(
    code="SAF013",
    name="machine-translation",
    severity=Severity.ERROR,
    summary="A patient's text was translated by a machine and checked by nobody.",
    what="Reports a translated handout or worksheet that says `translation: machine`, or does not say.",
    why="Section 1557 (45 CFR 92.201) asks for a qualified human's review of machine translations of critical text; "
    "all "
    "patient text counts as critical here.",
    example="translation: machine",
    instead="Have a qualified translator review it, then set `translation: human`.",
)
TWO_CRISIS_PLACES = Rule(
    code="SAF014",
    name="crisis-block-placed-twice",
    severity=Severity.ERROR,
    summary="A document places its crisis block twice.",
    what="Reports every `/// crisis` after the first.",
    why="The block stands once in every patient document, so that it is found at once and never in two versions.",
    example="`/// crisis` near the top and again at the end",
    instead="Keep one.",
    fixed=True,
)
VERIFIED_IN_FUTURE = Rule(
    code="SAF015",
    name="verified-in-the-future",
    severity=Severity.ERROR,
    summary="A line is said to have been verified on a day that is still to come.",
    what="Reports `verified_on` later than today.",
    why="Nobody can have verified it then, and a stale line would count as fresh for years.",
    example="verified_on: 2093-01-15",
    instead="Enter the day on which somebody really did what `verified_how` says.",
)

RULES: tuple[Rule, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Rule))
