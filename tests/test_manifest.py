"""A build is described, and held against its description."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iop_curriculum import manifest
from iop_curriculum.outputs.artefacts import Artefact

GUIDE = Artefact(
    "print/standard/guides/a.pdf",
    part="print",
    kind="guide",
    sources=("modules/a.md", "curriculum/program.yml"),
    edition="standard",
    document_version="1.0.0",
    links=("site/modules/a.pdf",),
)
PAGE = Artefact("pages/modules/a.md", part="site", kind="page", sources=("modules/a.md",))


@pytest.fixture
def build(tmp_path: Path) -> Path:
    files = {
        "print/standard/guides/a.pdf": b"pdf",
        "site/modules/a.pdf": b"pdf",
        "site/modules/a.html": b"<p>",
        "site/assets/x.js": b"x",
        "pages/modules/a.md": b"# A",
    }
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    entries = manifest.describe(tmp_path, [GUIDE, PAGE], {"modules/a.md": "aa", "curriculum/program.yml": "bb"})
    (tmp_path / "manifest.json").write_bytes(manifest.to_bytes(entries))
    return tmp_path


def test_every_file_is_listed_in_order_with_what_is_known_of_it(build: Path) -> None:
    content = json.loads((build / "manifest.json").read_text())
    listed = {entry["path"]: entry for entry in content["artefacts"]}
    assert content["version"] == 1
    assert list(listed) == sorted(listed)
    assert len(listed) == 5
    guide = listed["site/modules/a.pdf"]
    assert (guide["kind"], guide["part"], guide["edition"], guide["size"]) == ("guide", "print", "standard", 3)
    assert guide["sources"] == [
        {"path": "curriculum/program.yml", "sha256": "bb"},
        {"path": "modules/a.md", "sha256": "aa"},
    ]
    assert listed["site/modules/a.html"]["sources"] == [{"path": "modules/a.md", "sha256": "aa"}]
    assert listed["site/assets/x.js"]["kind"] == "asset"


def test_what_is_read_again_is_what_was_written(build: Path) -> None:
    assert manifest.to_bytes(manifest.read(build)) == (build / "manifest.json").read_bytes()


def test_an_untouched_folder_shows_no_difference(build: Path) -> None:
    assert not manifest.verify(build)


def test_missing_changed_and_extra_files_are_told(build: Path) -> None:
    (build / "site/assets/x.js").unlink()
    (build / "site/modules/a.html").write_text("<b>")
    (build / "site/note.txt").write_text("mine")
    (build / "site/link").symlink_to("/etc/passwd")
    differences = manifest.verify(build)
    assert differences.missing == ("site/assets/x.js",)
    assert differences.changed == ("site/modules/a.html",)
    assert differences.extra == ("site/link", "site/note.txt")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"artefacts": [1]}', '{"artefacts": [{"path": "../x"}]}'])
def test_a_manifest_that_cannot_be_read_is_an_error_in_words(build: Path, content: str) -> None:
    (build / "manifest.json").write_text(content)
    with pytest.raises(manifest.ManifestError, match="cannot be read"):
        manifest.read(build)


def test_a_manifest_may_not_lead_out_of_its_folder(build: Path) -> None:
    content = json.loads((build / "manifest.json").read_text())
    content["artefacts"][0]["path"] = "../../secret"
    (build / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(manifest.ManifestError):
        manifest.read(build)


def test_a_folder_without_a_manifest_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(manifest.ManifestError, match=r"has no manifest\.json"):
        manifest.verify(tmp_path)
