"""Clinical and official words and the plain ones for them, as data for PLN009."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Pattern of the words → what to say instead.
HARD_WORDS: Mapping[str, str] = {
    "utili[sz](?:e|es|ed|ing|ation)": "“use”",
    "prior to": "“before”",
    "subsequent(?:ly)?(?: to)?": "“after” or “then”",
    "in order to": "“to”",
    "with regard to|with respect to|regarding": "“about”",
    "commenc(?:e|es|ed|ing)|initiat(?:e|es|ed|ing)": "“start”",
    "terminat(?:e|es|ed|ing|ion)": "“end” or “stop”",
    "approximately": "“about”",
    "demonstrat(?:e|es|ed|ing)": "“show”",
    "facilitat(?:e|es|ed|ing)": "“help”",
    "implement(?:s|ed|ing|ation)?": "“do” or “put in place”",
    "additional(?:ly)?": "“more” or “also”",
    "sufficient(?:ly)?": "“enough”",
    "numerous": "“many”",
    "individuals": "“people”",
    "obtain(?:s|ed|ing)?": "“get”",
    "require(?:s|d|ments?)?": "“need”",
    "assist(?:s|ed|ing|ance)?": "“help”",
    "consequen(?:ce|ces|tly)": "“what happens then” or “so”",
    "adverse(?: effects?| events?| reactions?)?": "“bad” or “side effect”",
    "onset": "“start”",
    "etiology|aetiology": "“cause”",
    "prognosis": "“what to expect”",
    "comorbid(?:ity|ities)?": "“at the same time”",
    "contraindicat(?:ed|ion|ions)": "“not safe with”",
    "pharmacolog(?:y|ical)|pharmacotherap(?:y|ies)": "“medicine”",
    "psychotropics?|psychotropic medications?": "“medicine for mental health”",
    "antipsychotics?": "“medicine for psychosis”",
    "adheren(?:ce|t)|(?<!non-)complian(?:ce|t)": "“taking it as planned”",
    "administ(?:er|ers|ered|ering|ration)": "“give” or “take”",
    "ingest(?:s|ed|ing|ion)?": "“swallow” or “take”",
    "physiological(?:ly)?|somatic": "“in the body”",
    "cognit(?:ion|ions|ive distortions?)": "“thoughts” or “thinking traps”",
    "affect regulation|emotion(?:al)? (?:dys)?regulation": "“handling strong feelings”",
    "rumination|ruminat(?:e|es|ing)": "“going over and over it”",
    "anhedonia": "“nothing feels good”",
    "euthymi(?:a|c)": "“a steady mood”",
    "prodrom(?:e|al)": "“early signs”",
    "hyperarousal|hypervigilan(?:ce|t)": "“always on guard”",
    "maladaptive": "“not helping”",
    "psychosocial": "“in daily life and with people”",
    "interpersonal": "“between people”",
    "modalit(?:y|ies)": "“kind of treatment”",
    "interventions?": "“what helps” or “treatment”",
    "efficac(?:y|ious)": "“how well it works”",
    "biopsychosocial": "“body, mind, and life”",
    "neurotransmitters?": "“brain chemicals”",
    "ambivalen(?:ce|t)": "“mixed feelings”",
    "abstain(?:s|ed|ing)?": "“not use”",
    "polysubstance": "“more than one substance”",
    "lapses?": "“a return to use”",
    "recidivism": "“coming back”",
}

# Terms that have no plain word and need an explanation, in the glossary or in the text.
CLINICAL_TERMS = re.compile(
    r"\b(?:abstinence|agonists?|akathisia|antidepressants?|benzodiazepines?|buprenorphine|catatonia|clozapine|compulsions?"
    r"|co-occurring|delusions?|delirium|dissociat(?:ion|ive|e|ing)|dopamine|exposure|flashbacks?|hallucinations?|hypomania"
    r"|insomnia|lithium|mania|methadone|naloxone|naltrexone|neuroleptics?|obsessions?|opioids?|overdose|panic attacks?"
    r"|paranoia|psychosis|psychotic|schizoaffective|schizophrenia|serotonin|tardive dyskinesia|tolerance|withdrawal)\b",
    re.IGNORECASE,
)

ANY_HARD_WORD = re.compile(rf"\b(?:{'|'.join(HARD_WORDS)})\b", re.IGNORECASE)
_EACH = tuple((re.compile(words, re.IGNORECASE), plain) for words, plain in HARD_WORDS.items())


def plain_word(hard: str) -> str:
    """Return what to say instead of a word that `ANY_HARD_WORD` found, as a phrase that follows “say”."""
    return next(plain for words, plain in _EACH if words.fullmatch(hard))
