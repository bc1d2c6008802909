"""The rules on curricula as data (PRG, from 101). What they look for is in `programme.py`.

Figures are never here: they stand in `curriculum/rules/*.yml`, each with its source and date.
"""

from __future__ import annotations

from iop_curriculum.diagnostics import Rule, Severity

_PAYER = (
    "Payers and standards set hours for a level of care; the figure, its source and its date stand in the rule pack in "
    "curriculum/rules/. This is a planning aid, not billing advice."
)

HOURS_A_WEEK = Rule(
    code="PRG101",
    name="too-few-hours-in-week",
    severity=Severity.WARNING,
    summary="A week has fewer hours than a rule pack asks for.",
    what="Adds up, for each track and each seven days from `start`, the minutes of countable services, weekly ones "
    "included, and compares them with `min_hours_per_week`. Breaks, meals, transport and self-help do not count.",
    why=_PAYER,
    example="three days with 60 + 60 minutes, where 9 hours are asked for",
    instead="Lengthen a service, add a day, or make up for a closed day.",
)
MANY_HOURS_A_WEEK = Rule(
    code="PRG102",
    name="too-many-hours-in-week",
    severity=Severity.WARNING,
    summary="A week has more hours than fit the level of care.",
    what="Adds up countable minutes as PRG101 does, and compares them with `max_hours_per_week`.",
    why=_PAYER,
    example="five days of five hours in an intensive outpatient program",
    instead="Shorten the week, or check whether another level of care is meant.",
)
HOURS_A_DAY = Rule(
    code="PRG103",
    name="too-few-hours-in-day",
    severity=Severity.WARNING,
    summary="A day has fewer hours than a rule pack asks for.",
    what="Adds up the countable minutes of each program day and compares them with `min_hours_per_day`.",
    why=_PAYER,
    example="a day of 60 + 75 minutes, where 3 hours are asked for",
    instead="Add a service to that day, or lengthen one.",
)
DAYS_A_WEEK = Rule(
    code="PRG104",
    name="too-few-days-in-week",
    severity=Severity.WARNING,
    summary="A week has fewer program days than a rule pack asks for.",
    what="Counts, for each track and each seven days from `start`, the days with countable services, and compares them "
    "with `min_days_per_week`.",
    why=_PAYER,
    example="a week with a holiday, where 3 days are asked for",
    instead="Add a day to the track, or make up for the closed day.",
)
SHORT_SESSION = Rule(
    code="PRG105",
    name="session-too-short",
    severity=Severity.WARNING,
    summary="A session or service is shorter than a rule pack asks for.",
    what="Compares each countable part of the day with `min_session_minutes`.",
    why=_PAYER,
    example="a session of 45 minutes, where 50 are asked for",
    instead="Lengthen the session; its agenda must add up again.",
)
LARGE_GROUP = Rule(
    code="PRG106",
    name="group-too-large",
    severity=Severity.WARNING,
    summary="Groups are larger than a rule pack allows.",
    what="Compares `group_size` of program.yml with `max_group_size`.",
    why=_PAYER,
    example="group_size: 12, where 8 are allowed",
    instead="Plan smaller groups or a second one.",
)
PACK_STALE = Rule(
    code="PRG107",
    name="rule-pack-not-verified",
    severity=Severity.INFO,
    release=Severity.ERROR,
    summary="A rule pack in use was never verified, or its time is up.",
    what="Looks at `verified_on` and `review_after` of each pack that applies to a curriculum of the program.",
    why="Payers and standards change their figures; a schedule checked against last year's is not checked.",
    example="verified_on: (empty)",
    instead="Read the source, correct the figures, then enter the day on which you did it and the next `review_after`.",
)
PREREQUISITE_ABSENT = Rule(
    code="PRG108",
    name="prerequisite-not-in-curriculum",
    severity=Severity.WARNING,
    summary="A session builds on one that the curriculum does not have.",
    what="Reports a prerequisite that is not among the curriculum's sessions: info where the session has a bridge, "
    "which "
    "gives its key points, else a warning.",
    why="Nobody in this curriculum would ever be taught the first step.",
    example="thinking-traps without thoughts-feelings-actions",
    instead="Add the missing session before it, or write a `/// bridge`.",
)
HARD_PREREQUISITE = Rule(
    code="PRG109",
    name="hard-prerequisite-in-another-week",
    severity=Severity.WARNING,
    summary="In a rolling group, a session that must come first lies in an earlier week.",
    what="Reports `need: hard` prerequisites that are not in the same week, in curricula with `enrolment: rolling`.",
    why="Whoever joins in between would meet the second session without the first, which this module says must not be.",
    example="`{module: facing-fears-plan, need: hard}` one week earlier",
    instead="Put both in the same week, or run a closed cohort (`enrolment: cohort`).",
)
CONDITION_NOT_COVERED = Rule(
    code="PRG110",
    name="condition-not-covered",
    severity=Severity.WARNING,
    summary="A curriculum says that it serves a condition for which it has no session.",
    what="Reports a condition in `serves:` that no session names in `conditions` or `adapted_for`; `all` does not "
    "count.",
    why="People with that condition would hear nothing that is meant for them.",
    example="serves: [ocd] with general sessions only",
    instead="Add a session for the condition, or take it out of `serves:`.",
)
TOPIC_MISSING = Rule(
    code="PRG111",
    name="required-topic-missing",
    severity=Severity.WARNING,
    summary="A curriculum lacks a topic that it requires.",
    what="Reports a topic in `requires:` that no session has.",
    why="The program has promised it: to its patients, its payers or its accreditor.",
    example="requires: [relapse-prevention] without such a session",
    instead="Add a session on the topic, or take it out of `requires:`.",
)
TWO_HEAVY = Rule(
    code="PRG112",
    name="two-heavy-sessions-in-a-day",
    severity=Severity.WARNING,
    summary="Two sessions that are hard on people lie on one day.",
    what="Reports a program day with more than one session of a module with `load: heavy`.",
    why="People go home in the evening with all that was stirred up; at most one such session a day is held safely.",
    example="grief-and-loss and facing-fears on one day",
    instead="Move one of them to another day.",
)
CLOSED_FIRST_SESSION = Rule(
    code="PRG113",
    name="week-begins-with-sequenced-session",
    severity=Severity.WARNING,
    summary="In a rolling group, a week begins with a session that is no good first one.",
    what="Reports weeks of curricula with `enrolment: rolling` whose first session is `entry: sequenced`.",
    why="People join at the start of a week. Their first session decides whether they come back.",
    example="a week that begins with thinking-traps",
    instead="Begin the week with a session that is `entry: open`.",
)
OTHER_POPULATION = Rule(
    code="PRG114",
    name="session-for-other-population",
    severity=Severity.WARNING,
    summary="A session is written for other people than the curriculum.",
    what="Compares `population` of the curriculum with that of each module.",
    why="Material for adults is not safe for adolescents without being adapted: consent, examples and law differ.",
    example="population: adolescent with a module for adults",
    instead="Adapt the module for this population, or take it out.",
)
EMPTY_PLACES = Rule(
    code="PRG115",
    name="places-without-session",
    severity=Severity.INFO,
    summary="Some psychoeducation places have no session.",
    what="Counts places for psychoeducation without a session. They take no time in the schedule, and no minutes "
    "count.",
    why="The hours of those weeks are lower than the day's shape suggests.",
    example="eight places and seven sessions",
    instead="Add sessions, or take psychoeducation out of a day.",
)

RULES: tuple[Rule, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Rule))
