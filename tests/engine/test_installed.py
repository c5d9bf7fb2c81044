"""The validator as others have it: installed by itself, as a command and as a plugin of MkDocs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import output_picture
from sites import PROJECT, WriteSite
from xref import __version__

SITE = "site_name: A\ntheme: {name: null, custom_dir: theme}\n"
DEAD = "docs/index.md:1:1: link to a missing page 'gone.md' [missing-page]"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package that was built from the project, with nothing of the project beside it."""
    folder = tmp_path_factory.mktemp("installed")
    command = [Path(sys.executable).parent / "uv", "build", "--wheel", "--offline", "--quiet", "--out-dir", folder]
    subprocess.run([*command, PROJECT], check=True)
    packages = folder / "site-packages"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    return packages


def run(installed: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python with that package and those that MkDocs needs."""
    path = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONPATH": path}
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True)


def test_the_package_holds_the_validator_and_nothing_of_this_site(installed: Path) -> None:
    modules = {path.relative_to(installed).parts[0] for path in installed.rglob("*.py")}
    assert modules == {"xref"}
    assert (installed / "xref/speed/processes.py").exists()


def test_the_command_judges_a_site(installed: Path, write_site: WriteSite) -> None:
    write_site({"docs/index.md": "[a](gone.md)", "mkdocs.yml": f"{SITE}plugins: []\n"})
    entry = next(installed.glob("*.dist-info/entry_points.txt")).read_text()
    module, function = re.search(r"check-xrefs *= *([\w.]+):(\w+)", entry).groups()
    code = f"import sys; from {module} import {function}; sys.exit({function}(sys.argv[1:]))"
    done = run(installed, "-c", code)
    assert (done.returncode, done.stdout, done.stderr) == (1, f"{DEAD}\n", "1 finding in 1 page\n")
    assert run(installed, "-m", "xref", "--version").stdout == f"check-xrefs {__version__}\n"


def test_the_plugin_judges_in_the_sites_own_build(installed: Path, write_site: WriteSite) -> None:
    text = "[a](gone.md) [b](/b/)\n\n[c](#gone)\n"
    write_site({"docs/index.md": text, "mkdocs.yml": f"{SITE}plugins: [xref: {{ignore: [missing-anchor]}}]\n"})
    done = run(installed, "-m", "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "[" in line] == [f"WARNING -  xref: {DEAD}"]
    assert run(installed, "-m", "xref").stdout == f"{DEAD}\n"


def test_the_plugin_sees_what_other_plugins_made(installed: Path, write_site: WriteSite) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('wiki', 'gone.md')\n"
    site = f"{SITE}plugins: [xref]\nhooks: [hook.py]\n"
    write_site({"docs/index.md": "[a](wiki) [b](lost.md)", "mkdocs.yml": site, "hook.py": hook})
    expected = [
        "docs/index.md:1:1: link to a missing page 'gone.md'; a plugin put it there, near this line [missing-page]",
        "docs/index.md:1:11: link to a missing page 'lost.md' [missing-page]",
    ]
    done = run(installed, "-m", "mkdocs", "build")
    assert re.findall(r"xref: (.*)", done.stderr) == expected
    assert run(installed, "-m", "xref").stdout.splitlines() == expected


def test_the_plugin_tells_once_what_is_wrong_in_every_language(installed: Path, write_site: WriteSite) -> None:
    hook = (
        "from mkdocs.commands.build import build\nlanguages = ['fr', 'de']\n"
        "def on_post_build(config):\n    if languages:\n        languages.pop()\n        build(config)\n"
    )
    site = f"{SITE}plugins: [xref]\nhooks: [hook.py]\n"
    write_site({"docs/index.md": "[a](gone.md)", "mkdocs.yml": site, "hook.py": hook})
    done = run(installed, "-m", "mkdocs", "build")
    assert re.findall(r"xref: (.*)", done.stderr) == [DEAD]


def test_the_plugin_judges_by_the_settings_of_the_build(installed: Path, write_site: WriteSite) -> None:
    text = "<a href='b.html'>b</a> <a href='b/'>b</a>"
    site = f"{SITE}plugins: [xref]\nhooks: [hook.py]\n"
    hook = "def on_page_markdown(markdown, **_): ...\n"
    write_site({"docs/index.md": text, "docs/b.md": "# B", "mkdocs.yml": site, "hook.py": hook})
    for flag, dead in (("--use-directory-urls", "b.html"), ("--no-directory-urls", "b/")):
        done = run(installed, "-m", "mkdocs", "build", flag)
        assert re.findall(r"xref: .*?'(.*?)'", done.stderr) == [dead], done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{select: [brokn]}", "no rule or group 'brokn'; did you mean 'broken'?"),
        ("{ignore: [missing-pgae]}", "no rule or group 'missing-pgae'; did you mean 'missing-page'?"),
        ("{selct: [all]}", "mkdocs.yml: plugin 'xref' has no option 'selct'; it has select and ignore"),
    ],
)
def test_a_name_that_means_nothing_ends_the_build_before_it_begins(
    installed: Path, write_site: WriteSite, options: str, said: str
) -> None:
    write_site({"docs/index.md": "", "mkdocs.yml": f"{SITE}plugins: [xref: {options}]\n"})
    done = run(installed, "-m", "mkdocs", "build")
    assert done.returncode == 1
    assert "plugin 'xref': " in done.stderr
    assert said in done.stderr
    assert not Path("site").exists()


def test_an_option_that_the_plugin_does_not_have_is_told(installed: Path, write_site: WriteSite) -> None:
    write_site({"docs/index.md": "", "mkdocs.yml": f"{SITE}plugins: [xref: {{selct: [all]}}]\n"})
    done = run(installed, "-m", "xref")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mkdocs.yml: plugin 'xref' has no option 'selct'; it has select and ignore\n"


def test_what_mkdocs_says_of_the_configuration_is_said_once(installed: Path, write_site: WriteSite) -> None:
    write_site({"docs/index.md": "", "mkdocs.yml": f"{SITE}plugins: [xref]\nunheard_of: 1\n"})
    done = run(installed, "-m", "mkdocs", "build")
    assert done.stderr.count("Unrecognised") == 1


def test_the_picture_shows_what_the_command_prints() -> None:
    assert output_picture.PICTURE.read_text() == output_picture.drawn(
        [output_picture.COMMAND, *output_picture.printed()]
    )


def test_there_is_one_version_and_one_name() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    assert project["version"] == __version__
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())
    assert {hook["entry"] for hook in hooks} == set(project["scripts"])
