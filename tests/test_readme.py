"""What the README points at is there: files, and the tests that it names as proof."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from nbpipe import plugins

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
LINKS = re.findall(r"\[([^\]\n]*)\]\(([^)\s]+)\)", README)
PICTURES = re.findall(r'(?:src|srcset)="([^"]+)"', README)


def named_in(path: Path) -> set[str]:
    """Names of the test functions of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def text_with_notebooks(path: Path) -> str:
    """A test file, and the notebooks that it names."""
    text = path.read_text("utf-8")
    return text + "".join(
        (ROOT / "notebooks" / name).read_text("utf-8")
        for name in re.findall(r"\w+\.ipynb", text)
        if (ROOT / "notebooks" / name).exists()
    )


@pytest.mark.parametrize("target", sorted({*PICTURES, *(target for _, target in LINKS)}))
def test_every_file_that_it_points_at_is_there(target: str) -> None:
    assert re.match("https?:", target) or (ROOT / target.partition("#")[0]).exists()


@pytest.mark.parametrize(("text", "target"), [link for link in LINKS if link[1].endswith(".py")])
def test_a_link_to_a_test_names_one_of_that_file(text: str, target: str) -> None:
    assert text.strip("`") in named_in(ROOT / target)


def test_every_test_that_it_names_is_there() -> None:
    known = {(path.name, name) for path in (ROOT / "tests").rglob("test_*.py") for name in named_in(path)}
    every = {name for _, name in known}
    named = re.findall(r"`(?:tests/)?(?:(test_\w+\.py)::)?(test_\w+)`", README)
    assert named
    assert [
        (file, name) for file, name in named if ((file, name) not in known if file else name not in every)
    ] == []


def test_the_table_of_step_types_has_every_type_with_its_test() -> None:
    rows = re.findall(r"^\| [^|\n]* \| (\w+) \| [^|\n]* \| ([^|\n]*) \|$", README, re.MULTILINE)
    proofs = {kind: links for kind, links in rows if kind in plugins.BUILT_IN["steps"]}
    assert set(proofs) == set(plugins.BUILT_IN["steps"])
    for kind, links in proofs.items():
        files = re.findall(r"\[`test_\w+`\]\((tests/[^)]+)\)", links)
        assert files, kind
        assert kind == "Processing" or any(kind in text_with_notebooks(ROOT / file) for file in files), kind
