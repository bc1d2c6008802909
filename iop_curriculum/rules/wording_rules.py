"""The wording rules (WRD) as data. Which words they find is in `wording_terms.py`, how in `wording.py`."""

from __future__ import annotations

from iop_curriculum.diagnostics import Rule, Severity

_STIGMA = (
    "Words shape care: in trials, clinicians who read “substance abuser” instead of “person with a substance use "
    "disorder” "
    "judged the same person more harshly (Kelly & Westerhoff 2010; NIDA, Words Matter). People who feel judged stay "
    "away."
)
_PEOPLE_FIRST = "A person is more than a diagnosis (APA Style, bias-free language; NAMI)."

SUBSTANCE_LABEL = Rule(
    code="WRD001",
    name="substance-use-label",
    severity=Severity.ERROR,
    summary="A person is called by their substance use.",
    what="Reports addict, junkie, drug abuser, drug user, alcoholic, a drunk, addicted baby and their plurals. What "
    "somebody "
    "calls themselves, quotations, and names such as Alcoholics Anonymous pass.",
    why=_STIGMA,
    example="Addicts often lose trust.",
    instead="Write “person with a substance use disorder”, “person who uses drugs”, “person in recovery”.",
)
SUBSTANCE_WORDS = Rule(
    code="WRD002",
    name="substance-use-words",
    severity=Severity.WARNING,
    summary="Substance use is described in words that judge.",
    what="Reports substance or drug abuse, drug habit, clean and dirty of people and tests, substitution or "
    "replacement for "
    "medication, getting high, enabler and codependent. Child abuse, sleep habits and a clean room pass.",
    why=_STIGMA,
    example="After 30 days clean, his urine was dirty.",
    instead="Write “substance use”, “not using”, “a positive test”, “medication for opioid use disorder”.",
)
RELAPSE = Rule(
    code="WRD003",
    name="relapse-of-substance-use",
    severity=Severity.WARNING,
    summary="A return to use is called a relapse or a slip.",
    what="Reports relapse and slip where the sentence is about substances. “Relapse prevention” as a method's name and "
    "the "
    "relapse of other conditions pass.",
    why="“Relapse” sounds like starting from zero and like a fault; “return to use” says what happened (NIDA, Words "
    "Matter).",
    example="A relapse to heroin is common after detox.",
    instead="Write “return to use”; of other conditions “symptoms coming back”.",
)
SUICIDE_WORDS = Rule(
    code="WRD004",
    name="suicide-wording",
    severity=Severity.ERROR,
    summary="Suicide is spoken of as a crime, a success or a failure.",
    what="Reports committed or completed suicide, successful and failed attempts, suicidal person, suicidal gesture or "
    "threat, "
    "and suicide epidemic.",
    why="Such words add shame and can make death sound like an achievement (reportingonsuicide.org; National Action "
    "Alliance for Suicide Prevention).",
    example="He committed suicide after a failed attempt.",
    instead="Write “died by suicide”, “suicide attempt”, “person with suicidal thoughts”; describe what was said or "
    "done.",
)
SELF_INJURY_WORDS = Rule(
    code="WRD005",
    name="self-injury-wording",
    severity=Severity.ERROR,
    summary="A person is called by their self-injury.",
    what="Reports cutter (of a person) and self-mutilation.",
    why=_PEOPLE_FIRST + " Drastic words also raise the pull of what they describe.",
    example="She is a cutter.",
    instead="Write “person who self-injures”, “self-injury”.",
)
CONDITION_LABEL = Rule(
    code="WRD006",
    name="person-as-condition",
    severity=Severity.ERROR,
    summary="A person is called by their diagnosis.",
    what="Reports the mentally ill, schizophrenics, a borderline, bipolars, “is bipolar”, anorexics, bulimics, a "
    "depressive.",
    why=_PEOPLE_FIRST,
    example="Schizophrenics need structure. She is bipolar.",
    instead="Write “people with schizophrenia”, “she has bipolar disorder”.",
)
PITY = Rule(
    code="WRD007",
    name="words-of-pity",
    severity=Severity.WARNING,
    summary="A condition is told as suffering.",
    what="Reports suffers from, afflicted by and victim of before a condition. A victim of a crime passes.",
    why="Not everybody suffers, and nobody only suffers (APA Style). “Lives with” leaves room.",
    example="People who suffer from depression",
    instead="Write “lives with” or “has”.",
)
BELITTLING = Rule(
    code="WRD008",
    name="belittling-words",
    severity=Severity.WARNING,
    summary="A word makes light of mental illness.",
    what="Reports crazy, insane, nuts, psycho, “so OCD” and normal people. Nuts as food, and “you are not crazy”, "
    "pass.",
    why="Patients have been called so. " + _PEOPLE_FIRST,
    example="It was a crazy week. Normal people sleep at night.",
    instead="Leave the word out; write “people without the condition”, “a very full week”.",
)
FUNCTIONING = Rule(
    code="WRD009",
    name="functioning-label",
    severity=Severity.WARNING,
    summary="A person is sorted by functioning.",
    what="Reports high-functioning and low-functioning.",
    why="The label hides what somebody needs (APA Style): “high” denies support, “low” denies ability.",
    example="high-functioning patients",
    instead="Name the support that is needed.",
)
COMPLIANCE = Rule(
    code="WRD010",
    name="compliance-words",
    severity=Severity.WARNING,
    summary="A choice is told as disobedience.",
    what="Reports non-compliant, refused (of a patient), resistant (of a person), unmotivated and in denial. "
    "Treatment-resistant as a diagnosis, the right to refuse and refusal skills pass.",
    why="Motivational interviewing (Miller & Rollnick) takes such words as signs of a strained alliance, not of a "
    "person.",
    example="She is non-compliant and in denial.",
    instead="Write “not taking it as planned”, “declined”, “not ready yet”, “unsure about change”, “sees it "
    "differently”.",
)
JUDGMENT = Rule(
    code="WRD011",
    name="judging-labels",
    severity=Severity.WARNING,
    summary="A need is told as a fault of character.",
    what="Reports manipulative, attention-seeking, drug-seeking, frequent flyer (of a person) and failed treatment.",
    why="Charts with such words lead to worse pain care and harsher attitudes (Goddu et al. 2018).",
    example="She is manipulative and failed treatment twice.",
    instead="Describe the need: “asks for relief”, “comes often”, “treatment did not help”.",
)
DENIES = Rule(
    code="WRD012",
    name="denies-or-admits",
    severity=Severity.WARNING,
    summary="What a person says is told like a statement in court.",
    what="Reports denies and admits with a patient as the one who speaks. Admitted to a hospital, and an insurer who "
    "denies, "
    "pass.",
    why="Both words say that the writer does not believe it (Goddu et al. 2018).",
    example="She denies use and admits to sadness.",
    instead="Write “says”, and keep the not: “says she does not use”, “says she feels sad”.",
)
PEOPLE_LABEL = Rule(
    code="WRD013",
    name="people-as-label",
    severity=Severity.WARNING,
    summary="People are called by one thing about them.",
    what="Reports the homeless and the elderly (not before a noun), convict, felon, the handicapped, wheelchair-bound.",
    why=_PEOPLE_FIRST,
    example="the homeless, wheelchair-bound veterans",
    instead="Write “people without housing”, “older adults”, “person who was incarcerated”, “uses a wheelchair”.",
)
GENERIC_HE = Rule(
    code="WRD014",
    name="generic-he",
    severity=Severity.INFO,
    summary="Anybody is called “he”.",
    what="Reports he, his and him after each, every, someone or a client.",
    why="It leaves out most of the room (APA Style: singular they).",
    example="Each client keeps his own sheet.",
    instead="Write “they” and “their”.",
)
FOOD_MORALS = Rule(
    code="WRD015",
    name="moral-words-for-food",
    severity=Severity.WARNING,
    summary="Food is called good or bad.",
    what="Reports good and bad foods, junk food, guilt-free, cheat days and clean eating. “There are no bad foods” "
    "passes.",
    why="Sorting food by virtue feeds eating disorders; recovery makes food neutral (Academy for Eating Disorders).",
    example="Replace junk food with good foods.",
    instead="Call the food by its name.",
)
SPELLING = Rule(
    code="WRD016",
    name="spelling-of-another-country",
    severity=Severity.WARNING,
    summary="A word is not spelled as in the United States.",
    what="Reports programme, counsellor, behaviour, colour, centre, recognise and the like, outside sources and "
    "quotations.",
    why="Patients take unfamiliar spelling for mistakes, and search does not find it.",
    example="Your counsellor knows the programme.",
    instead="Write program, counselor, behavior, color, center, recognize.",
)

RULES: tuple[Rule, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Rule))
