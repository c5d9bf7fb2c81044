"""What of the configuration does something: the site's own style sheets and scripts, and a list that is whole."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publish.idle_settings import USED
from sites import PROJECT, build, copy_sample, serve

SETTINGS = """
extra_css: [assets/house.css, "https://example.org/away.css"]
extra_javascript: [assets/scripts/first.js, {path: assets/scripts/second.mjs, type: module}, "//example.org/away.js"]
"""
FIRST = "globalThis.ran = [typeof siteTools]"
SECOND = "globalThis.ran.push(import.meta.url.split('/').at(-1))"
VIOLATIONS = """window.violations = []
document.addEventListener("securitypolicyviolation", found => violations.push(found.violatedDirective))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_sample(tmp_path_factory.mktemp("settings") / "project")
    (project / "overrides").unlink()
    shutil.copytree(PROJECT / "overrides", project / "overrides")
    (project / "docs/assets/house.css").write_text("h1 { color: rgb(1, 2, 3) }")
    (project / "overrides/assets/scripts/first.js").write_text(FIRST)
    (project / "overrides/assets/scripts/second.mjs").write_text(SECOND)
    configuration = project / "mkdocs.yml"
    configuration.write_text(configuration.read_text() + SETTINGS)
    build(project, project / "site")
    return project / "site"


@pytest.mark.parametrize("page", ["index.html", "essays/water.html", "404.html"])
def test_own_style_sheets_and_scripts_are_loaded_and_no_others(chromium: Browser, site: Path, page: str) -> None:
    with serve(site) as address, chromium.new_context() as context:
        opened = context.new_page()
        asked: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.add_init_script(VIOLATIONS)
        opened.goto(address + page, wait_until="networkidle")
        assert opened.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
        assert opened.evaluate("ran") == ["object", "second.mjs"]
        assert opened.evaluate("violations") == []
    assert all(url.startswith(address) for url in asked)


def test_own_style_sheets_and_scripts_are_loaded_from_a_disk(chromium: Browser, site: Path) -> None:
    with chromium.new_context() as context:
        opened = context.new_page()
        opened.goto((site / "essays/water.html").as_uri(), wait_until="networkidle")
        assert opened.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
        assert opened.evaluate("ran[0]") == "object"


def test_every_setting_that_code_reads_is_listed() -> None:
    texts = [path.read_text() for path in (PROJECT / "scripts").rglob("*.py")]
    read = {name for text in texts for name in re.findall(r"extra\.get\([\"'](\w+)", text)}
    named = {name for text in texts for name in re.findall(r"^SETTING = \"(\w+)\"", text, re.MULTILINE)}
    assert read | named <= USED["extra"]
