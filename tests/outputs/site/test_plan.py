"""What is planned: the pages that there are, the config, and that a page is a pure function of its view."""

from __future__ import annotations

import json
import pickle

from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.site.plan import plan_site


def test_every_document_has_its_page(starter: Inputs, pages: dict[str, bytes]) -> None:
    library = starter.library
    assert {f"pages/modules/{slug}.md" for slug in library.modules} <= pages.keys()
    assert {f"pages/patient/{d.folder}/{d.key}.md" for d in library.patient_documents} <= pages.keys()
    assert {f"pages/conditions/{key}.md" for key in library.vocabulary.spec.conditions} <= pages.keys()
    assert {f"pages/curricula/{slug}.md" for slug in library.curricula} <= pages.keys()
    assert {
        "pages/index.md",
        "pages/library.md",
        "pages/patient/index.md",
        "mkdocs.yml",
        "theme/main.html",
    } <= pages.keys()


def test_the_config_holds_no_absolute_path_and_a_short_nav(starter: Inputs, pages: dict[str, bytes]) -> None:
    config = json.loads(pages["mkdocs.yml"].decode().partition("\n")[2])
    assert config["INHERIT"] == "../mkdocs.yml"
    assert (config["docs_dir"], config["site_dir"], config["theme"]) == ("pages", "site", {"custom_dir": "theme"})
    assert config["use_directory_urls"] is False
    assert config["plugins"] == []
    assert not any(slug in json.dumps(config["nav"]) for slug in starter.library.modules)


def test_jobs_can_be_sent_to_another_process_and_make_the_same_bytes(starter: Inputs, pages: dict[str, bytes]) -> None:
    for job in pickle.loads(pickle.dumps(tuple(plan_site(starter)))):
        assert job.function(*job.arguments) == pages[job.artefact.path]


def test_paths_are_unique_and_artefacts_name_their_sources(starter: Inputs) -> None:
    artefacts = [job.artefact for job in plan_site(starter)]
    assert len({a.path for a in artefacts}) == len(artefacts)
    guide = next(a for a in artefacts if a.path == "pages/modules/sleep-well.md")
    assert guide.sources == ("modules/sleep-well.md",)
    assert guide.document_version == starter.library.modules["sleep-well"].spec.version


def test_a_guide_holds_its_body_word_for_word(starter: Inputs, pages: dict[str, bytes]) -> None:
    for slug, module in starter.library.modules.items():
        body = module.file.source.text[module.file.body_start :]
        page = pages[f"pages/modules/{slug}.md"].decode()
        missing = [line for line in body.splitlines() if line not in page and "](" not in line]
        assert missing == []


def test_search_rows_are_a_classic_script(pages: dict[str, bytes]) -> None:
    script = pages["pages/assets/search-index.js"].decode()
    assert script.startswith("window.iopSearchRows = [") and script.endswith("];\n")
    rows = json.loads(script.removeprefix("window.iopSearchRows = ").removesuffix(";\n"))
    anxiety = next(row for row in rows if row.get("slug") == "understanding-anxiety")
    assert "panic" in anxiety["synonyms"]


def test_pictures_fall_back_on_a_plain_font(starter: Inputs, pages: dict[str, bytes]) -> None:
    drawn = pages["pages/patient/figures/thought-feeling-action-triangle.svg"]
    assert b"font-family=\"'Atkinson Hyperlegible', Arial, Helvetica, sans-serif\"" in drawn
    assert b'font-family="Atkinson Hyperlegible"' not in drawn
