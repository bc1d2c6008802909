"""The preview: pages with the script added, faults over the page, and a reload when it was built anew."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from iop_curriculum import build, report
from iop_curriculum.diagnostics import Checked, Diagnostic, Severity
from iop_curriculum.preview import live
from iop_curriculum.preview.server import Server
from iop_curriculum.source import Position

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"></head><body><h1>%s</h1></body></html>"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    site = tmp_path / "build/site"
    (site / "modules").mkdir(parents=True)
    (site / "index.html").write_text(PAGE % "Home")
    (site / "modules/a.html").write_text(PAGE % "A")
    (site / "modules/a.pdf").write_bytes(b"%PDF")
    (site / "404.html").write_text(PAGE % "Not here")
    (tmp_path / "secret.txt").write_text("secret")
    running = Server(site, 0)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.state.close()
    running.shutdown()
    running.server_close()


def get(server: Server, path: str, **headers: str) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers["Content-Type"] or "", body


def test_pages_get_the_script_and_other_files_do_not(server: Server) -> None:
    status, kind, body = get(server, "/modules/a.html")
    assert (status, kind.split(";")[0]) == (200, "text/html")
    assert b'src="/-preview/live.js"' in body
    assert get(server, "/modules/a.pdf") == (200, "application/pdf", b"%PDF")
    assert b"live.js" not in (server.site / "modules/a.html").read_bytes()


def test_the_home_page_a_missing_page_and_folders(server: Server) -> None:
    assert b"Home" in get(server, "/")[2]
    assert b"Home" in get(server, "/index.html?q=1#x")[2]
    status, _, body = get(server, "/modules/none.html")
    assert status == 404
    assert b"Not here" in body
    assert get(server, "/modules/")[0] == 404


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/%2e%2e/secret.txt", "/-preview/../server.py", "//etc/passwd"]
)
def test_nothing_outside_the_site_is_sent(server: Server, path: str) -> None:
    status, _, body = get(server, path)
    assert status in {403, 404}
    assert b"secret" not in body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_request_by_another_name_is_refused(server: Server, host: str) -> None:
    assert get(server, "/", Host=host)[0] == 403
    assert get(server, "/-preview/events", Host=host)[0] == 403


def test_it_listens_on_this_machine_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_before_the_first_build_there_is_a_page_that_waits(server: Server) -> None:
    shutil.rmtree(server.site)
    status, _, body = get(server, "/")
    assert status == 404
    assert b"not been built yet" in body
    assert b"live.js" in body


def test_a_listener_is_told_the_state_and_each_change(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request("GET", "/-preview/events")
    answer = connection.getresponse()

    def event() -> dict[str, object]:
        while not (line := answer.readline().decode()).startswith("data: "):
            pass
        return dict(json.loads(line.removeprefix("data: ")))

    assert event()["built"] == 0
    server.state.update(built=1)
    assert event()["built"] == 1
    connection.close()


def test_a_port_that_is_taken_is_passed_over(tmp_path: Path, server: Server) -> None:
    taken = server.server_port
    other = live.open_server(tmp_path, [taken, 0])
    assert other is not None
    assert other.server_port != taken
    other.server_close()
    assert live.open_server(tmp_path, [taken]) is None


# ── in the browser, with a build that takes no time ──────────────────────────────────────────────────────────────────


class Desk:
    """A programme's folder under preview, with a stand-in for the build: the page is the file's text."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.file = project / "modules/a.md"
        self.file.parent.mkdir(parents=True)
        self.file.write_text("First")
        self.problem = ""
        self.told: queue.Queue[str] = queue.Queue()
        self.parts: list[frozenset[str]] = []

    def build(self, request: build.Request) -> Checked[build.Built | None]:
        self.parts.append(request.parts)
        if self.problem:
            raise build.BuildError(self.problem)
        text = self.file.read_text()
        if "wrong" in text:
            place = Position(3, 7)
            fault = Diagnostic(
                "MET003", "x", Severity.ERROR, f"“{text}” is wrong.", "Mend it.", "modules/a.md", place, place
            )
            return Checked(None, (fault,))
        site = request.project / "build/site"
        site.mkdir(parents=True, exist_ok=True)
        replace(site / "index.html", PAGE % text)
        return Checked(build.Built(site.parent, {}, 0.1))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(tmp_path)
    monkeypatch.setattr(build, "build", made.build)
    yield made


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    server = live.open_server(desk.project, [0])
    assert server is not None
    stop = threading.Event()
    terminal = live.Terminal(
        ready=desk.told.put,
        built=lambda result, parts: desk.told.put(f"{sorted(parts)} {result.value is not None}"),
        failed=lambda error: desk.told.put(str(error)),
    )
    arguments = (desk.project, server, dt.date.today, report.as_data, terminal, stop)
    thread = threading.Thread(target=live.serve, args=arguments, daemon=True)
    thread.start()
    yield desk.told.get(timeout=20)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def in_the_browser(steps: Callable[[Page], None]) -> None:
    """Run steps on a page, in a thread of their own: another test of this process may hold a browser in this one."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))

    def run() -> None:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            steps(browser.new_page())
            browser.close()

    with ThreadPoolExecutor(1) as apart:
        apart.submit(run).result()


def replace(path: Path, text: str) -> None:
    """Write a file so that nobody sees half of it."""
    half = path.with_name(".half")
    half.write_text(text)
    half.replace(path)


def save(desk: Desk, text: str) -> None:
    replace(desk.file, text)


def test_the_page_follows_faults_show_over_the_last_good_page(desk: Desk, address: str) -> None:
    refused: list[str] = []

    def steps(page: Page) -> None:
        page.on("console", lambda message: refused.append(message.text) if "Policy" in message.text else None)
        page.goto(address)
        heading, panel = page.locator("h1"), page.locator(".iop-live")
        expect(heading).to_have_text("First")
        save(desk, "Second")
        expect(heading).to_have_text("Second", timeout=20_000)
        save(desk, "<b>wrong</b>")
        expect(panel).to_contain_text("1 error", timeout=20_000)
        expect(panel).to_contain_text("modules/a.md:3:7 MET003 “<b>wrong</b>” is wrong.")
        expect(panel).to_have_attribute("role", "alert")
        expect(heading).to_have_text("Second")
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        desk.problem = "The disk is full."
        save(desk, "Third")
        expect(panel).to_contain_text("The disk is full.", timeout=20_000)
        desk.problem = ""
        save(desk, "Fourth")
        expect(heading).to_have_text("Fourth", timeout=20_000)
        expect(panel).to_have_count(0)

    until(lambda: desk.told.get(timeout=20).startswith("['curricula', 'print']"))
    in_the_browser(steps)
    assert refused == []


def test_a_page_opened_before_the_first_build_follows_it(desk: Desk, request: pytest.FixtureRequest) -> None:
    save(desk, "all wrong")
    address = str(request.getfixturevalue("address"))

    def steps(page: Page) -> None:
        page.goto(address)
        expect(page.locator(".iop-live")).to_contain_text("1 error", timeout=20_000)
        save(desk, "Right")
        expect(page.locator("h1")).to_have_text("Right", timeout=20_000)

    in_the_browser(steps)


def test_only_content_counts_as_a_change(desk: Desk, address: str) -> None:
    until(lambda: desk.told.get(timeout=20).startswith("['curricula', 'print']"))
    for name in ("build/site/x.html", ".git/index", "modules/.a.md.swp", "modules/a.md~", "notes.txt"):
        (desk.project / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.project / name).write_text("x")
    (desk.project / "handouts").mkdir()
    (desk.project / "mkdocs.yml").write_text("site_name: A")
    until(lambda: desk.told.get(timeout=20).startswith("['curricula', 'print']"))
    built = len(desk.parts)
    (desk.project / "handouts/new.md").write_text("x")
    until(lambda: len(desk.parts) > built)


def until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_serve_builds_serves_and_ends_on_ctrl_c(example: Path) -> None:
    command = [sys.executable, "-m", "iop_curriculum", "serve", "--port", "0", "--project", str(example)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().split()[1]
        connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=60)
        connection.request("GET", "/index.html")
        assert b"/-preview/live.js" in connection.getresponse().read()
        connection.close()
        assert "site built" in process.stderr.readline()
        process.send_signal(2)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in told
    assert "The preview has ended" in told
