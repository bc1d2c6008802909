r"""Which words the wording rules find, as data: a pattern, what to write instead, when the words mean something else.

In a pattern the groups `w`, `w2` … hold the words at fault; without them it is the whole match. `unless` are phrases in
which the words are fine. Patterns ignore case unless `exact`. `stems` are plain pieces of text, one of which must be
there at all: they only save time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from iop_curriculum.diagnostics import Rule
from iop_curriculum.rules import wording_rules as rules


@dataclass(frozen=True, slots=True)
class Term:
    """One kind of words at fault. `negatable`: to say that somebody is *not* so is fine."""

    rule: Rule
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    instead: str
    unless: re.Pattern[str] | None
    negatable: bool


def _term(
    rule: Rule,
    stems: str,
    pattern: str,
    instead: str,
    *,
    unless: str = "",
    negatable: bool = False,
    exact: bool = False,
) -> Term:
    flags = re.VERBOSE if exact else re.VERBOSE | re.IGNORECASE
    mask = re.compile(unless, re.VERBOSE | re.IGNORECASE) if unless else None
    return Term(rule, tuple(stems.lower().split()), re.compile(pattern, flags), instead, mask, negatable)


DRUGS = (
    r"(?:drugs?|alcohol|substances?|opioids?|opiates?|heroin|cocaine|crack|meth(?:amphetamine)?s?|fentanyl|cannabis"
    r"|marijuana|weed|pills?|painkillers?|prescriptions?|benzos?|benzodiazepines?|stimulants?|liquor|inhalants?"
    r"|nicotine)"
)
CONDITIONS = (
    r"(?:depress\w+|anxiety|bipolar|schizo\w+|psychosis|psychotic|ocd|ptsd|panic|mania|anorexia|bulimia|addiction"
    r"|alcoholism|dementia|disorders?|illness(?:es)?|disease|condition|insomnia|phobias?|trauma|hallucinations?"
    r"|delusions?|cravings|withdrawal|mood\ swings|flashbacks|symptoms)"
)
PATIENT = (
    r"(?:patients?|clients?|members?|participants?|persons?|people|residents?|consumers?|she|he|they|who"
    r"|the\ (?:man|woman)|sister|brother|mother|father|son|daughter|friend|roommate|wife|husband|partner)"
)
_BE = r"(?:am|is|are|was|were|be|been|being|'m|’m|'s|’s|'re|’re)"

TERMS: tuple[Term, ...] = (
    # ── substance use ────────────────────────────────────────────────────────────────────────────────────────────────
    _term(rules.SUBSTANCE_LABEL, "addict junkie", r"\b(?:former\ |recovering\ )?(?:drug\ )?(?:addicts?|junkies?)\b",
          "“person with a substance use disorder” or “person in recovery”"),
    _term(rules.SUBSTANCE_LABEL, "addicted", r"\baddicted\ (?:bab(?:y|ies)|newborns?|infants?)\b|\bborn\ addicted\b",
          "“baby with neonatal withdrawal”"),
    _term(rules.SUBSTANCE_LABEL, "abuser", rf"\b{DRUGS}[\ -]abusers?\b|\babusers?\ of\ {DRUGS}\b"
          rf"|\b(?<=users\ and\ )abusers\b",
          "“person with a substance use disorder”"),
    _term(rules.SUBSTANCE_LABEL, "user",
          rf"\b(?:{DRUGS}|needle|iv|injection|intravenous)[\ -](?:\w+\ )?users?\b(?!\ (?:guide|manual|name|group))"
          rf"|\b(?:heavy|chronic|active|former|regular)\ users?\b(?=[^.?!]*\b{DRUGS})|\busers?\ of\ {DRUGS}\b"
          r"|\b(?<=around\ )users\b|\bother\ users\b(?!\ of\ (?:the|this))",
          "“person who uses drugs”", unless=r"\b(?:app|phone|website|computer|wheelchair|screen[\ -]reader)\ users?\b"),
    _term(rules.SUBSTANCE_LABEL, "alcoholic",
          r"\b(?:an?|the|recovering|former|dry|functional|functioning|high-functioning|severe|chronic)\ alcoholic\b"
          r"(?!\ (?:drinks?|beverages?|hepatitis|liver|cirrhosis|ketoacid|neuropathy|hallucinosis|content|blackout"
          r"|psychosis))"
          r"|\balcoholics\b|\b(?:is|was|were|are|became)\ alcoholic\b(?!\ \w)",
          "“person with alcohol use disorder”"),
    _term(rules.SUBSTANCE_LABEL, "drunk",
          r"\b(?:an?|the|old|town)\ (?:old\ |town\ |mean\ |real\ |village\ )?(?P<w>drunk)\b(?!\ (?:driv|person|man"
          r"|woman|dial|text|call|night|state))"
          r"|\bdrunks\b", "“person who misuses alcohol”"),
    _term(rules.SUBSTANCE_WORDS, "abus",
          rf"\b{DRUGS}(?:\ and\ {DRUGS}|\ or\ {DRUGS})?[\ -]abuse\b|\babus(?:e|es|ed"
          rf"|ing)\ (?:of\ )?(?:\w+\ ){{0,2}}?{DRUGS}\b",
          "“substance use” (of prescriptions: “nonmedical use”)"),
    _term(rules.SUBSTANCE_WORDS, "habit", rf"\b{DRUGS}[\ -]habits?\b|\bkick(?:s|ed|ing)?\ (?:the|his|her|their|a|my"
          rf"|your)\ habit\b",
          "“substance use disorder”", unless=r"\bsleep\w*\ habits?\b"),
    _term(rules.SUBSTANCE_WORDS, "clean dirty",
          r"\b(?:clean|dirty)\ (?:urines?|urine\ \w+|drug\ \w+|tests?|screens?|uas?|samples?|tox\w*)\b"
          r"|\b(?:urines?|tests?|screens?|uas?|samples?)\ (?:\w+\ ){0,2}?(?:was|were|is|are|came\ (?:back|up)|tested)\ "
          r"(?P<w>clean|dirty)\b|\b(?:tests?|tested|testing)\ (?:clean|dirty)\b",
          "“negative test” or “positive test”", unless=r"\b(?:blood|water)\ (?:tests?|samples?)\b"),
    _term(rules.SUBSTANCE_WORDS, "clean",
          rf"\b(?:stay(?:s|ed|ing)?|get(?:s|ting)?|got|gotten|remain(?:s|ed|ing)?|keep(?:s|ing)?|{_BE}|came|come"
          rf"|living)\ "
          r"(?:completely\ |totally\ |now\ )?(?P<w>clean)"
          r"(?=\s*(?:[.,;!?]|$|and\ sober|for\ |since\ |again|from\ "
          r"|after\ |when\ |until\ |yet|now|today|may\ |might\ |can\ |will\ |or\ sober"
          r"|in\ recovery|but))"
          r"|\b(?:getting|staying)\ (?P<w3>clean)\ (?:takes?|is|was|means|helps?|feels?|will|can)\b"
          r"|\bclean\ and\ sober\b|\bclean\ time\b|\b(?:days?|weeks?|months?|years?)\ (?P<w2>clean)\b",
          "“not using” or “in recovery”",
          unless=r"\b(?:room|house|kitchen|apartment|hands?|clothes|wounds?|space|air|dish\w*|car|floor|desk|sheets?"
          r"|it)\b[^.;!?]{0,24}"
          r"\bclean\b|\bclean(?:\ up)?\ (?:the|your|my|his|her|their|and\ (?:dry|tidy))\b|\bhouse\ clean\b"),
    _term(rules.SUBSTANCE_WORDS, "substitution replacement",
          r"\b(?:opioid|opiate|methadone|heroin|drug)\ (?:substitution|replacement)(?:\ (?:therapy|treatment))?\b",
          "“medication for opioid use disorder”"),
    _term(rules.SUBSTANCE_WORDS, "MAT assisted Assisted", r"\bMAT\b|\b[Mm]edication[- ][Aa]ssisted\ [Tt](?:reatment"
          r"|herapy)\b",
          "“medication for opioid use disorder”", exact=True),
    _term(rules.SUBSTANCE_WORDS, "high",
          rf"\b(?:get|gets|getting|got|gotten)\ high(?!\ (?:marks?|scores?|grades?|on\ life|praise|enough|up|fever"
          rf"|blood|winds?|places))\b"
          rf"|\bhigh\ on\ (?:{DRUGS})\b|\b(?:was|were|is|are|be|being)\ high\ (?:at|in)\ (?:group|work|school)\b"
          rf"|\b(?:when|while|if)\ (?:you|he|she|they|people|i|we)(?:\ are|\ were|\ was|\ is|\ am|['’]re|['’]s"
          rf"|['’]m)\ high\b(?!\ (?:up|enough))",
          "“using”"),
    _term(rules.SUBSTANCE_WORDS, "enabl codepend co-depend",
          r"\benablers?\b|\benabling\ (?:behaviors?|family|parent|spouse|wife|husband|mother|father)\b"
          r"|\bco-?depend(?:ent|ents|ency|ence)\b",
          "“family member”, and name what they do"),
    # ── suicide and self-injury ──────────────────────────────────────────────────────────────────────────────────────
    _term(rules.SUICIDE_WORDS, "suicide", r"\b(?:commit(?:s|ted|ting)?|complet(?:e|es|ed|ing))\ (?:a\ "
          r"|to\ )?suicides?\b",
          "“died by suicide”"),
    _term(rules.SUICIDE_WORDS, "attempt suicid",
          r"\b(?:successful|completed)\ (?:suicides?(?:\ attempts?)?|suicidal\ acts?)\b"
          r"|\b(?:failed|unsuccessful|botched)\ suicide(?:\ attempts?)?\b"
          r"|\b(?P<w>(?:successful|failed|unsuccessful)\ attempts?)(?=[^.?!]*\b(?:suicid|overdos|life|lives|die\b"
          r"|self))"
          r"|\boverdos[^.?!]*\b(?P<w3>(?:successful|failed|unsuccessful)\ (?:attempts?|suicides?))\b"
          r"|\bsuicid[^.?!]*\b(?P<w2>(?:successful|failed|unsuccessful)\ attempts?)\b"
          r"|\bunsuccessful(?:ly)?\ (?:tried|attempted)\ suicide\b|\battempts?\ at\ suicide\ (?:was"
          r"|were)\ (?P<w4>(?:un)?successful)\b",
          "“suicide attempt” or “suicide death”", unless=r"\battempts?\ to\ (?:quit|stop|cut\ down|change|lose)\b"),
    _term(rules.SUICIDE_WORDS, "suicid", r"\bsuicidal\ (?:persons?|people|patients?|clients?|individuals?|teens?"
          r"|members?|man|woman)\b",
          "“person with suicidal thoughts”"),
    _term(rules.SUICIDE_WORDS, "suicid", r"\bsuicid(?:e|al)\ (?:gestures?|threats?)\b|\bthreaten(?:s|ed"
          r"|ing)?\ suicide\b"
          r"|\b(?P<w>gestures?)\b(?=[^.?!]*\bsuicid)|\b(?:suicid"
          r"|overdos)[^.?!]*\b(?P<w2>gestures?)\b", "what the person said or did",
          unless=r"\b(?:hand|kind|small)\ gestures?\b"),
    _term(rules.SUICIDE_WORDS, "epidemic", r"\bsuicide\ epidemics?\b|\bepidemics?\ of\ suicides?\b", "“increase”"),
    _term(rules.SELF_INJURY_WORDS, "cutter",
          r"\b(?:is|was|are|were|be|became|as)\ (?:an?\ )?(?:\w+\ )?(?P<w>cutters?)\b|\b(?<!-)(?P<w2>cutters)\b",
          "“person who self-injures”",
          unless=r"\b(?:cookie|paper|box|wire|pizza|bolt|glass|wood|stone|grass|hair|meat|tree|diamond"
          r"|glass)[\ -]cutters?\b"
          r"|\bcutters?\ (?:for|blade|tool)"),
    _term(rules.SELF_INJURY_WORDS, "mutilat", r"\bself-?\ ?mutilat(?:e|es|ed|ing|ion|or|ors)\b", "“self-injury”"),
    # ── mental health ────────────────────────────────────────────────────────────────────────────────────────────────
    _term(rules.CONDITION_LABEL, "mentally",
          r"\bthe\ (?:severely\ |seriously\ |chronically\ )?mentally\ ill\b(?!\ (?:person|people|man|woman|adults?"
          r"|patients?))"
          r"|\bmentally\ ill\ (?:people|persons?|patients?|adults?|individuals?)\b", "“people with a mental illness”"),
    _term(rules.CONDITION_LABEL, "schizophrenic", r"\bschizophrenics?\b(?!\ (?:disorder|illness|symptoms?|episodes?"
          r"|psychosis))",
          "“person with schizophrenia”"),
    _term(rules.CONDITION_LABEL, "borderline",
          rf"\bborderlines\b|\b(?:an?|the|typical|another)\ (?P<w>borderline)\b(?=\s*(?:[.,;!?]|$|and|who|patients?"
          rf"|clients?|often|will|may|can|is|in))"
          rf"|\b{PATIENT}\ (?:{_BE})\ (?:a\ )?(?P<w2>borderline)(?=\s*(?:[.,;!?]|$|and|who))"
          rf"|\bborderline\ (?:patients?|clients?|people|women|girls?)\b",
          "“person with borderline personality disorder”"),
    _term(rules.CONDITION_LABEL, "bipolar",
          rf"\bbipolars\b|\b(?:{_BE})\ (?:also\ |really\ |a\ |not\ )?(?P<w>bipolar)\b(?!\ (?:disorder|illness"
          rf"|depression|affective|spectrum|i\b|ii\b|1|2|type|or\ unipolar|and\ related))"
          r"|\b(?:an?|the|typical)\ (?P<w2>bipolar)\b(?=\s*(?:[.,;!?]|$|who|patients?|clients?|person|people|man"
          r"|woman))"
          r"|\bbipolar\ (?:patients?|clients?|people|persons?|individuals?)\b",
          "“has bipolar disorder”"),
    _term(rules.CONDITION_LABEL, "anorexic bulimic",
          rf"\b(?:anorexics|bulimics)\b|\b(?:an?|the|recovering|{_BE})\ (?:severe\ |not\ )?(?P<w>anorexic"
          rf"|bulimic)\b(?!\ (?:symptoms?|episodes?|behaviou?rs?|thoughts?|voice|cycle))"
          r"|\b(?:anorexic|bulimic)\ (?:patients?|clients?|people|girls?|teens?|women)\b",
          "“person with anorexia” or “person with bulimia”"),
    _term(rules.CONDITION_LABEL, "depressive",
          r"\bdepressives\b|\b(?:an?|the|manic|chronic|lifelong)\ (?P<w>depressive)\b(?=\s*(?:[.,;!?]|$|who|often"
          r"|and\ (?:a|an)\b|may|is|will))",
          "“person with depression”"),
    _term(rules.PITY, "suffer", rf"\bsuffer(?:s|ed|ing|ers?)?\ from\b(?=\ (?:\w+[,\ ]\ ?){{0,4}}?{CONDITIONS}\b)"
          rf"|\b{CONDITIONS}\ sufferers?\b",
          "“lives with” or “has”"),
    _term(rules.PITY, "afflict stricken", rf"\b(?:afflicted|stricken)\ (?:by"
          rf"|with)\b(?=\ (?:\w+[,\ ]\ ?){{0,4}}?{CONDITIONS}\b)", "“lives with” or “has”"),
    _term(rules.PITY, "victim", rf"\bvictims?\ of\b(?=\ (?:(?!abuse|assault|violence"
          rf"|crime)\w+[,\ ]\ ?){{0,3}}?{CONDITIONS}\b)", "“lives with” or “has”"),
    _term(rules.BELITTLING, "craz insan psycho lunatic", r"\b(?:crazy|crazies|crazily|insane|insanely|insanity"
          r"|lunatics?|psychos?)\b",
          "it without this word", negatable=True, unless=r"\binsanity\ (?:defense|plea)\b|\bcrazy\ (?:quilts?|glue)\b"),
    _term(rules.BELITTLING, "nuts",
          rf"\b(?:{_BE}|go|goes|going|went|gone|drive[sn]?|drove|driving\ (?:me|you|us|him|her|them)|drives?\ (?:me"
          rf"|you|us|him|her|them)|drove\ (?:me|you|us|him|her|them))"
          r"\ (?:completely\ |totally\ |just\ |a\ little\ )?(?P<w>nuts)\b",
          "it without this word", negatable=True,
          unless=r"\b(?:are|is)\ nuts\b(?=[^.?!]*\b(?:allerg|seeds?|fruit|snack|protein|food|bag|bowl))"
          r"|\bnuts\ (?:and|or|,)\ (?:seeds|dried|fruit|bolts)"),
    _term(rules.BELITTLING, "OCD", r"\b(?:so|a\ (?:little|bit)|totally|kinda|kind\ of|super"
          r"|very)\ OCD\b", "“careful” or “tidy”", exact=True),
    _term(rules.BELITTLING, "normal", r"\bnormal\ (?:people|persons?|folks|humans?|individuals|man|woman|men|women"
          r"|kids|adults)\b",
          "“people without the condition”", negatable=True, unless=r"\bnormal\ (?:people|person)['’]s\b"),
    _term(rules.FUNCTIONING, "functioning", r"\b(?:high|low|higher|lower)[\ -]functioning\b", "what support is needed"),
    # ── clinical labels ──────────────────────────────────────────────────────────────────────────────────────────────
    _term(rules.COMPLIANCE, "complian", r"\bnon-?\ ?complian(?:t|ce)\b|\b(?:medication|treatment)\ complian(?:t|ce)\b"
          r"|\b(?:not\ |is\ |was\ |are\ |been\ )complian(?:t|ce)\ with\ (?:\w+\ ){0,2}(?:medic\w+|treatment|meds|plan"
          r"|program)\b",
          "“not taking it as planned”", unless=r"\bcompliance\ (?:officer|department|program|team)\b"),
    _term(rules.COMPLIANCE, "refus",
          rf"\b{PATIENT}(?:\ \w+ly)?\ (?P<w>refus(?:e|es|ed|ing))\b", "“declined” or “says no to”",
          unless=r"\b(?:right|rights|allowed|free|may|can|able|permitted)\ to\ refuse\b|\b(?:may|can|could"
          r"|might)\ (?:always\ )?refuse\b"
          r"|\brefus(?:e|es|ed|ing)\ to\ (?:give\ up|quit|let\ \w+\ win)\b|\bif\ (?:they|he|she"
          r"|you)\ refuses?\ to\ (?:serve|cover|pay)\b|\b(?:insurer|insurance|hospital|plan|company|court|judge"
          r"|landlord|pharmacy)\b[^.?!]{0,40}\brefus"),
    _term(rules.COMPLIANCE, "resistant",
          rf"\bresistant\ (?:patients?|clients?|members?|people|persons?|families|family|group)\b"
          rf"|\b{PATIENT}\ (?:{_BE}|seems?|seemed|appears?|becomes?|became)\ (?:very\ |often\ |still\ "
          rf"|quite\ )?(?P<w>resistant)\b(?!\ to\ (?:infection|antibiotic|water|heat))",
          "“not ready yet”", unless=r"\b(?:treatment|drug|water|fire|antibiotic|stain|heat|multidrug)-resistant\b"
          r"|\bresistant\ (?:depression|schizophrenia|infection|bacteria)"),
    _term(rules.COMPLIANCE, "unmotivated", r"\bunmotivated\b", "“unsure about change”", negatable=True),
    _term(rules.COMPLIANCE, "denial", rf"\b(?:{_BE}|still|remains?|stays?|stuck|deeply|person|people|patients?"
          rf"|clients?|members?|someone|parents?)\ (?:still\ |deep\ |deeply\ |often\ )?in\ denial\b",
          "“sees it differently”", negatable=True),
    _term(rules.JUDGMENT, "manipulat", r"\bmanipulative\b|\b(?:is|are|was|were|be)\ manipulating\ (?:staff"
          r"|the\ (?:group|team|staff|leader|therapist)|us|you)\b",
          "what the person needs", negatable=True),
    _term(rules.JUDGMENT, "seek", r"\battention[\ -]seek(?:ing|ers?)\b", "“asks for connection”", negatable=True),
    _term(rules.JUDGMENT, "seek", r"\b(?:drug|med|medication|pill)[\ -]seek(?:ing|ers?)\b",
          "“asks for relief”", negatable=True),
    _term(rules.JUDGMENT, "frequent", r"\bfrequent\ fl[iy]ers?\b", "“person who comes often”",
          unless=r"\bfrequent\ fl[iy]er\ (?:miles|points|programs?|cards?|numbers?)\b"),
    _term(rules.JUDGMENT, "fail",
          r"\b(?:failed|fails|failing)\ (?:out\ of\ )?(?:\w+\ ){0,2}?(?P<w>(?:treatments?|therapy|detox|rehab"
          r"|medications?|trials?\ of\ \w+))\b|\btreatment\ failures?\b",
          "“treatment did not help”", unless=r"\b(?:insur\w+|clinics?|system|program|it|which|that|this)\ fail(?:ed"
          r"|s)\b|\bfailed\ (?:to|us|them|me)\b"),
    _term(rules.DENIES, "denie deny admit",
          rf"\b(?:{PATIENT}|mr\.?\ \w+|ms\.?\ \w+)(?:\ (?:currently|also|often|consistently|repeatedly"
          rf"|still))?\ (?P<w>den(?:y|ies|ied)|admit(?:s|ted)?(?:\ to)?)\b"
          r"(?!\ (?:to\ )?(?:(?:the|a|an|inpatient|another|our)\ ){0,2}(?:hospital|ward|unit|er|emergency|inpatient"
          r"|detox|program|clinic|facility|icu|care|coverage))"
          rf"|(?:^|(?<=[.;]\ ))(?P<w2>Den(?:ies|ied)|Admits?)\ (?=(?:to\ |any\ |current\ )*(?:si\b|hi\b|suicid|use"
          rf"|drug|alcohol|sad|hear|thoughts|cravings|using|drink|pain))",
          "“says” (keep the not: “says she does not …”)",
          unless=r"\b(?:was|were|is|are|been|be|being|get|gets|got)\ (?:\w+\ )?(?:admitted|denied)\b|\b(?:insurer"
          r"|insurance|payer|court|judge|landlord|plan|hospital)\b[^.?!]{0,40}\b(?:den|admit)"
          r"|\b(?:people|members|patients|clients|they|who)\ (?:are|were|was|get)\ admitted\b|\bpeople\ admitted\b"
          r"|\bdeny\ (?:them|him|her|yourself|themselves)\b"),
    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────
    _term(rules.PEOPLE_LABEL, "homeless elderly handicapped disabled",
          r"\bthe\ (?P<w>homeless|elderly|handicapped)\b(?=\s*(?:[.,;:!?)]|$|and\b|or\b|who\b|are\b|is\b|were\b|in\b"
          r"|with\b|on\b|often\b|may\b|can\b|need\b|have\b|had\b|use\b|do\b|must\b|should\b|get\b|at\b|to\b|from\b"
          r"|will\b|live\b|as\b))",
          "“people without housing”, “older adults”, “people with disabilities”"),
    _term(rules.PEOPLE_LABEL, "handicapped", r"\bhandicapped\ (?:people|persons?|patients?|members?"
          r"|adults?)\b", "“people with disabilities”"),
    _term(rules.PEOPLE_LABEL, "convict felon ex-con", r"\b(?:ex-)?convicts?\b(?!\ (?:him|her|them|someone|people|the"
          r"|a)\b)|\bfelons?\b|\bex-cons?\b",
          "“person who was incarcerated”"),
    _term(rules.PEOPLE_LABEL, "wheelchair", r"\bwheelchair[\ -]bound\b|\bconfined\ to\ (?:a|his|her"
          r"|their)\ wheelchairs?\b", "“uses a wheelchair”"),
    # ── food ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    _term(rules.FOOD_MORALS, "food",
          r"\bjunk\ foods?\b|\b(?:good|bad)\ (?:(?:and|or|/)\ (?:good|bad)\ )?foods\b|\bbad\ food\b|\ba\ good\ food\b"
          r"|\bfoods?\ (?:that\ )?(?:is|are)\ (?P<w>(?:good|bad))\b(?=\s*(?:[.,;!?]|$|or\b|and\b|for\ you\b))",
          "the food's own name", negatable=True),
    _term(rules.FOOD_MORALS, "guilt-free guilt guiltless cheat", r"\bguilt-?\ ?free\b(?=[^.?!]*\b(?:food|snack"
          r"|dessert|treat|eat|meal|recipe|cake|cookie|chip|sweet))"
          r"|\bguilt-free\ \w+|\bcheat\ (?:days?|meals?|foods?)\b|\bclean\ eating\b|\beat(?:s|ing)?\ clean\b",
          "it without judging the food", negatable=True),
    _term(rules.FOOD_MORALS, "clean", r"\bclean\ eating\b|\beat(?:s"
          r"|ing)?\ clean\b", "it without judging the food", negatable=True),
)  # fmt: skip

RELAPSE = re.compile(r"\b(?:relaps(?:e|es|ed|ing)|slips?|slipped|slip-ups?|slip-up)\b", re.IGNORECASE)
RELAPSE_IS_FINE = re.compile(
    r"\brelapse[\ -](?:prevention|preventing)\b|\b(?:permission|pay|appointment|referral|deposit|paper|pink"
    r"|sign-up)\ slips?\b"
    r"|\bslips?\ of\ (?:the\ tongue|paper)\b|\bslip(?:s|ped)?\ (?:on|off|out|away|into|by|down|through|past|my|your"
    r"|his|her)\b"
    r"|\brelapsing-remitting\b",
    re.VERBOSE | re.IGNORECASE,
)
ABOUT_SUBSTANCES = re.compile(
    rf"\b(?:{DRUGS}|drink\w*|drank|beers?|wine|vodka|whiskey|sober|sobriety|abstinen\w+|substance\ use|addict\w*"
    rf"|detox|rehab|naloxone|overdos\w*"
    r"|using|use|used|recovery|meetings?|sponsor|smok\w+|vap(?:e|ing)|dealers?|bars?)\b",
    re.VERBOSE | re.IGNORECASE,
)
ABOUT_OTHER_CONDITIONS = re.compile(
    r"\b(?:depress\w*|psychosis|psychotic|schizo\w*|bipolar|mania|manic|mood|voices|ocd|anxiety|symptoms?|eating"
    r"|anorexia"
    r"|bulimia|binge|medicine|medication|illness|episodes?)\b",
    re.IGNORECASE,
)

BRITISH: dict[str, str] = {
    "programme": "program", "programmes": "programs", "counsellor": "counselor", "counsellors": "counselors",
    "counselling": "counseling", "behaviour": "behavior", "behaviours": "behaviors", "behavioural": "behavioral",
    "colour": "color", "colours": "colors", "favourite": "favorite", "favourites": "favorites", "centre": "center",
    "centres": "centers", "recognise": "recognize", "recognised": "recognized", "organise": "organize",
    "organised": "organized", "realise": "realize", "realised": "realized", "apologise": "apologize",
    "practise": "practice", "practising": "practicing", "whilst": "while", "mum": "mom", "neighbour": "neighbor",
    "neighbours": "neighbors", "labour": "labor", "honour": "honor", "judgement": "judgment", "fulfil": "fulfill",
    "travelling": "traveling", "cancelled": "canceled", "labelled": "labeled", "modelling": "modeling",
    "grey": "gray", "tyre": "tire", "paediatric": "pediatric", "oestrogen": "estrogen", "diarrhoea": "diarrhea",
    "licence": "license", "cheque": "check", "sceptical": "skeptical", "ageing": "aging", "enrol": "enroll",
    "enrolment": "enrollment", "personalised": "personalized",
}  # fmt: skip
