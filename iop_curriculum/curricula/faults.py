"""The rules that putting a curriculum together can break (PRG, below 100): faults of form and of arithmetic.

Whether a curriculum that can be put together is a good one is judged in `rules/programme.py` (PRG, from 101). Unknown
modules, services and vocabulary are told when content is read.
"""

from __future__ import annotations

from iop_curriculum.diagnostics import Rule, Severity

IMPOSSIBLE_PLACE = Rule(
    code="PRG001",
    name="impossible-place",
    severity=Severity.ERROR,
    summary="A session is fixed to a week or day on which there is no psychoeducation.",
    what="Reports a session whose `week:` or `day:` names no place that the `day:` shape and `weeks:` make.",
    why="A session without a place would silently be missing from the schedule, the binder and the workbook.",
    example="weeks: 8 and `{module: staying-safe, week: 9}`",
    instead="Name a week and a day that have psychoeducation, or leave them out to let the session find its place.",
    fixed=True,
)
TOO_MANY_SESSIONS = Rule(
    code="PRG002",
    name="more-sessions-than-places",
    severity=Severity.ERROR,
    summary="A curriculum has more sessions than places for them.",
    what="Compares the sessions with weeks × days with psychoeducation, and names the first session left over.",
    why="A session without a place would silently be missing from the schedule, the binder and the workbook.",
    example="weeks: 4, psychoeducation on two days a week, and nine sessions",
    instead="Add weeks or days with psychoeducation, or take sessions out.",
    fixed=True,
)
PLACE_TAKEN = Rule(
    code="PRG003",
    name="place-taken-twice",
    severity=Severity.ERROR,
    summary="Sessions are fixed to the same place.",
    what="Reports a session whose fixed week and day are already filled by other fixed sessions, and names those.",
    why="Two sessions can't be held at once, and the tool does not choose which one gives way.",
    example="`{module: a, week: 1, day: 1}` and `{module: b, week: 1, day: 1}`",
    instead="Move one of them, or leave its `week:` and `day:` out.",
    fixed=True,
)
BAD_DAY_PART = Rule(
    code="PRG004",
    name="unclear-day-part",
    severity=Severity.ERROR,
    summary="A part of the program day is not exactly one thing.",
    what="Reports a line under `day:` that is not psychoeducation, a break with minutes, or a service with minutes.",
    why="Every minute of the day must have one meaning, or the hours of the week can't be counted.",
    example="`{service: process-group}` (how long?)",
    instead="Write `{psychoeducation: true}`, `{break: 10}` or `{service: process-group, minutes: 60}`.",
    fixed=True,
)
DUPLICATE_CODE = Rule(
    code="PRG005",
    name="duplicate-curriculum-code",
    severity=Severity.ERROR,
    summary="Two curricula print the same code.",
    what="Reports a `code:` or `patient_code:` that another curriculum of the program uses as well.",
    why="`MH 7A` must mean one sheet of paper in the whole program.",
    example="two curricula with `code: MH`",
    instead="Give each curriculum its own code.",
    fixed=True,
)
UNKNOWN_TIME_ZONE = Rule(
    code="PRG006",
    name="unknown-time-zone",
    severity=Severity.ERROR,
    summary="The program's time zone does not exist.",
    what="Reports a `timezone:` in program.yml that is not in the IANA time zone database.",
    why="Clock times, calendars and daylight saving depend on it.",
    example="timezone: Eastern",
    instead="Write a name such as America/New_York, America/Chicago, America/Denver or America/Los_Angeles.",
    fixed=True,
)
REPEATED_NUMBER = Rule(
    code="PRG007",
    name="number-used-twice",
    severity=Severity.ERROR,
    summary="Two sessions keep the same number.",
    what="Reports a `number:` that stands at two sessions of one curriculum with `renumber: never`.",
    why="A number that is printed in a workbook must lead to one session.",
    example='`{module: a, number: "7"}` and `{module: b, number: "7"}`',
    instead="Leave the newer one's number out: it gets the next free one, such as 7-1.",
    fixed=True,
)
NO_SUCH_DAY = Rule(
    code="PRG008",
    name="no-such-program-day",
    severity=Severity.ERROR,
    summary="A part of the day is set for a program day that a track does not have.",
    what="Reports a day number under `day:` that is larger than the number of `days:` of some track.",
    why="Each track must be able to hold every session; days are counted 1, 2, 3 within a track's week.",
    example="`{psychoeducation: [1, 4]}` with `days: [mon, wed, fri]`",
    instead="Use numbers from 1 to the number of days of the shortest track.",
    fixed=True,
)
RUNS_INTO_NEXT = Rule(
    code="PRG009",
    name="day-runs-into-next",
    severity=Severity.ERROR,
    summary="A program day is so long that it runs into the next one.",
    what="Reports a day of a track that ends after its next day has begun, with both times.",
    why="Nobody can be in two groups at once; a calendar with such a day would be wrong.",
    example="day parts that add up to more than 24 hours",
    instead="Shorten the parts of the day.",
    fixed=True,
)
PREREQUISITE_LATER = Rule(
    code="PRG010",
    name="prerequisite-comes-later",
    severity=Severity.WARNING,
    summary="A session comes before the one that it builds on.",
    what="Reports a session whose prerequisite is in the same curriculum but comes later, and names both places.",
    why="People would be taught the second step first. In a rolling group that is everybody who starts on time.",
    example="thinking-traps as FD 3 and thoughts-feelings-actions as FD 6",
    instead="Change the order of the two sessions.",
)
UNKNOWN_PACK = Rule(
    code="PRG011",
    name="unknown-rule-pack",
    severity=Severity.ERROR,
    summary="A rule pack that program.yml names does not exist.",
    what="Reports an entry of `rule_packs:` for which there is no readable file in curriculum/rules/.",
    why="Hours would go unchecked while everybody believes that they are checked.",
    example="rule_packs: [medicare] without curriculum/rules/medicare.yml",
    instead="Correct the name, or write the pack.",
    fixed=True,
)
NUMBER_WITHOUT_EFFECT = Rule(
    code="PRG012",
    name="number-without-effect",
    severity=Severity.WARNING,
    summary="A session keeps a number, but the curriculum renumbers.",
    what="Reports `number:` at a session of a curriculum without `renumber: never`.",
    why="Its author expects a printed number to stay; with `renumber: always` it does not.",
    example='renumber: always and `{module: a, number: "7"}`',
    instead="Set `renumber: never`, or take the number out.",
)
BACKWARD_CLOSURE = Rule(
    code="PRG013",
    name="closure-ends-before-it-begins",
    severity=Severity.ERROR,
    summary="A closure ends before it begins.",
    what="Reports an entry of `closures:` in program.yml whose `to` lies before its `from`.",
    why="The days that were meant would be scheduled.",
    example="{from: 2027-01-19, to: 2027-01-18, name: Holiday}",
    instead="Exchange the two dates or correct the year.",
    fixed=True,
)
NO_START = Rule(
    code="PRG014",
    name="no-start-date",
    severity=Severity.INFO,
    summary="A curriculum has no start date, so it has no calendar.",
    what="Reports a curriculum without `start:`. Its sessions are numbered, but get no dates and no hours are checked.",
    why="Dates, calendars, closures and hours a week all begin with the first day.",
    example="a curriculum without `start:`",
    instead="Add `start: 2027-01-04` with the day on which week 1 begins.",
)
TOO_FAR_AWAY = Rule(
    code="PRG015",
    name="no-open-day-left",
    severity=Severity.ERROR,
    summary="So many days are closed that the curriculum can't end.",
    what="Reports a track for which no open program day is found within two years of the day that it was due.",
    why="A closure of that length is nearly always a wrong year.",
    example="{from: 2027-01-01, to: 2072-01-01, name: Winter break}",
    instead="Correct the dates under `closures:` in program.yml.",
    fixed=True,
)

RULES: tuple[Rule, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Rule))
