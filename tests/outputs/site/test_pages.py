"""Finished pages of the starter: what facilitators find on them, links that lead somewhere, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from iop_curriculum.outputs.inputs import Inputs
from iop_curriculum.outputs.registry import OUTPUTS
from tests.outputs.site.html_reader import local_targets, read_html


def test_a_guide_says_what_a_facilitator_needs(starter: Inputs, site: Path) -> None:
    module = starter.library.modules["sleep-well"]
    page = read_html(site / "modules/sleep-well.html")
    head = page.all(css_class="iop-head")[0]
    words = head.text
    for objective in module.spec.objectives:
        assert objective in words
    for technique in module.spec.techniques:
        assert starter.library.vocabulary.label("techniques", technique) in head.all(css_class="iop-cautions")[0].text
    assert "Draft: not yet reviewed by a clinician at this program." in words
    assert f"{module.spec.session_minutes} min" in words
    rows = head.all(css_class="iop-agenda")[0].all("tr")[1:-1]
    assert [int(row.attributes["data-start"]) for row in rows] == [s.starts_at for s in module.agenda]
    assert [row.all("a")[0].text for row in rows] == [s.title for s in module.agenda]


def test_a_guide_links_its_papers_as_page_and_as_pdf(starter: Inputs, site: Path) -> None:
    for slug, module in starter.library.modules.items():
        page = site / f"modules/{slug}.html"
        links = {e.attributes.get("href", "") for e in read_html(page).all("a")}
        assert f"{slug}.pdf" in links
        for document in starter.library.documents_of(module):
            base = f"../patient/{document.folder}/{document.key}"
            assert {f"{base}.html", f"{base}.pdf", f"{base}-large.pdf"} <= links


def test_a_guide_tells_where_it_stands(starter: Inputs, site: Path) -> None:
    compiled = starter.compiled["foundations-4-week"]
    for session in compiled.sessions:
        words = read_html(site / f"modules/{session.module.slug}.html").all(css_class="iop-places")[0].text
        assert session.code in words
        assert f"week {session.week}, day {session.day}" in words


def test_the_agenda_leads_to_the_body(site: Path) -> None:
    page = read_html(site / "modules/sleep-well.html")
    ids = {e.attributes["id"] for e in page.all() if "id" in e.attributes}
    rows = [row for row in page.all("tr") if "data-anchor" in row.attributes]
    assert rows
    assert all(row.attributes["data-anchor"] in ids for row in rows)


def test_a_curriculum_page_numbers_sessions_and_papers_week_by_week(starter: Inputs, site: Path) -> None:
    compiled = starter.compiled["foundations-4-week"]
    words = read_html(site / "curricula/foundations-4-week.html").text
    for session in compiled.sessions:
        assert f"{session.code} {session.module.spec.title}" in words
        for document in session.documents:
            assert f"{document.code} {document.document.spec.title}" in words
    for track in compiled.tracks:
        assert f"{track.name.capitalize()} calendar" in words
    assert "9:00 AM" in words and "5:30 PM" in words


def test_the_library_lists_every_module_with_its_facets(starter: Inputs, site: Path) -> None:
    rows = {
        r.attributes["data-slug"]: r for r in read_html(site / "library.html").all("tr") if "data-slug" in r.attributes
    }
    assert rows.keys() == starter.library.modules.keys()
    for slug, module in starter.library.modules.items():
        assert rows[slug].attributes["data-topic"].split() == list(module.spec.topics)
        assert str(module.spec.session_minutes) in rows[slug].text


def test_escalation_is_on_every_staff_page(starter: Inputs, site: Path) -> None:
    situations = [s.situation for s in starter.library.program.spec.escalation.situations]
    for path in staff_pages(site):
        panel = read_html(path).all("details", "iop-risk")
        assert len(panel) == 1, path
        assert all(situation in panel[0].text for situation in situations)


def test_every_link_leads_somewhere(starter: Inputs, site: Path) -> None:
    linked_in = {
        site.parent / link for output in OUTPUTS for job in output.plan(starter) for link in job.artefact.links
    }
    lost = []
    for path in sorted(site.rglob("*.html")):
        page = read_html(path)
        ids = {e.attributes["id"] for e in page.all() if "id" in e.attributes}
        for written, file, fragment in local_targets(path, page):
            if file in linked_in:
                continue  # made by another output, linked in by the build
            if not file.is_file() or (file == path and fragment and fragment not in ids):
                lost.append(f"{path.relative_to(site)}: {written}")
    assert lost == []


def test_every_page_link_ends_in_a_file_name(site: Path) -> None:
    for path in site.rglob("*.html"):
        for written, file, _ in local_targets(path, read_html(path)):
            assert not written.endswith("/") and file.suffix, f"{path.relative_to(site)}: {written}"


def test_every_page_carries_its_policy_and_nothing_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = read_html(path)
        policies = [m for m in page.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        policy = policies[0].attributes["content"]
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in policy
        fetched = [e.attributes.get("src", "") for e in page.all()] + [
            e.attributes.get("href", "") for e in page.all("link")
        ]
        assert not [address for address in fetched if "//" in address]
        assert not [e for e in page.all() if "style" in e.attributes]


def test_the_page_for_lost_addresses_needs_nothing_beside_it(site: Path) -> None:
    path = site / "404.html"
    assert local_targets(path, read_html(path)) == []


def test_no_page_is_dated(site: Path) -> None:
    assert not list(site.glob("sitemap.xml*"))


def staff_pages(site: Path) -> list[Path]:
    """All pages but the patient folder's and the one for lost addresses."""
    everything = (p for p in site.rglob("*.html") if p.name != "404.html")
    return sorted(p for p in everything if p.relative_to(site).parts[0] != "patient")
