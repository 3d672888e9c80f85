"""Notebook files, and what the first line of a cell says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbpipe.errors import NotebookError
from nbpipe.notebook import MAGICS, NotebookCell, from_cells, parse, tag


def text_of(**parts: Any) -> str:
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": [], **parts})


# ---- files ----------------------------------------------------------------------------------------------------------


def test_cells_of_a_file() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "id": "ab", "source": ["%%step a\n", "x = 1"], "metadata": {"tags": ["t", 1]}},
        {"cell_type": "raw"},
        "no cell",
        {"source": "y", "metadata": None},
    ]
    found = parse(text_of(cells=cells), "demo")
    assert found.name == "demo"
    assert found.cells == (
        NotebookCell(1, "cell-1", "markdown", "# Title"),
        NotebookCell(2, "ab", "code", "%%step a\nx = 1", ("t", "1")),
        NotebookCell(3, "cell-3", "raw", ""),
        NotebookCell(5, "cell-5", "raw", "y"),
    )


@pytest.mark.parametrize(
    ("metadata", "kernel"),
    [
        ({}, "python3"),
        ({"kernelspec": {"name": "conda", "language": "python"}}, "conda"),
        ({"kernelspec": {"name": None}}, "python3"),
        ({"kernelspec": "odd", "language_info": {"name": "IPython"}}, "python3"),
        (None, "python3"),
    ],
)
def test_the_kernel(metadata: Any, kernel: str) -> None:
    assert parse(text_of(metadata=metadata), "demo").kernel == kernel


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("", "not-json", "demo is no notebook: it is not JSON", "give an .ipynb file"),
        ('{"cells": [}', "not-json", "line 1, column 12", "repair that place"),
        ("<<<<<<< HEAD", "not-json", "not JSON", "merged by hand"),
        ("[" * 100_000, "not-json", "nested too deeply", "give an .ipynb file"),
        ("[]", "not-a-notebook", "no list of cells", "give an .ipynb file"),
        ("3", "not-a-notebook", "no list of cells", "give an .ipynb file"),
        ('{"cells": {}}', "not-a-notebook", "no list of cells", "give an .ipynb file"),
        ('{"worksheets": [], "nbformat": 3}', "not-a-notebook", "no list of cells", "jupyter nbconvert"),
        (text_of(metadata={"kernelspec": {"language": "R"}}), "language", "written in r", "Python kernel"),
        (
            text_of(metadata={"language_info": {"name": "julia"}}),
            "language",
            "written in julia",
            "Python kernel",
        ),
    ],
)
def test_files_that_are_no_notebooks(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(NotebookError) as raised:
        parse(text, "demo")
    (problem,) = raised.value.problems
    assert problem.code == code
    assert message in problem.message
    assert hint in (problem.hint or "")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(["cells", "metadata", "nbformat"]), json_values))
def test_any_json_is_a_notebook_or_is_refused(data: Any) -> None:
    try:
        found = parse(json.dumps(data), "demo")
    except NotebookError:
        return
    assert all(isinstance(cell.source, str) for cell in found.cells)


# ---- first lines ----------------------------------------------------------------------------------------------------

TAGGED = [  # source, role, name, body, first_line, words
    ("x = 1", "scratch", "", "x = 1", 1, []),
    ("", "scratch", "", "", 1, []),
    ("%%time\nx = 1", "scratch", "", "%%time\nx = 1", 1, []),
    ("%%bash\nls", "scratch", "", "%%bash\nls", 1, []),
    ("%%setup", "setup", "", "", 2, []),
    ("%%setup\nimport a\nb = 1", "setup", "", "import a\nb = 1", 2, []),
    ("%%parameters \nx = 1", "parameters", "", "x = 1", 2, []),
    ("%%step a\nx = 1", "step", "a", "x = 1", 2, []),
    ("\n \t\n%%step a\nx = 1", "step", "a", "x = 1", 4, []),
    ("%%step a --after b,c\n\nx = 1\n", "step", "a", "\nx = 1\n", 2, ["--after", "b,c"]),
    ("%%step 'a-b_1' --title 'x y'", "step", "a-b_1", "", 2, ["--title", "x y"]),
    ("%%steps a\nx", "scratch", "", "%%steps a\nx", 1, []),
]


@pytest.mark.parametrize(("source", "role", "name", "body", "first_line", "words"), TAGGED)
def test_what_a_cell_is_for(
    source: str, role: str, name: str, body: str, first_line: int, words: list[str]
) -> None:
    tagged, problems = tag(NotebookCell(1, "cell-1", "code", source))
    assert [problem.code for problem in problems] == (["magic"] if source.startswith("%%steps") else [])
    assert (tagged.role, tagged.name, tagged.body, tagged.first_line) == (role, name, body, first_line)
    assert [token.text for token in tagged.tokens] == words
    if role != "scratch":
        assert tagged.magic_line == first_line - 1


def test_papermills_tag_makes_parameters() -> None:
    tagged, problems = tag(NotebookCell(1, "cell-1", "code", "x = 1", ("parameters",)))
    assert (tagged.role, tagged.body, tagged.first_line, problems) == ("parameters", "x = 1", 1, [])
    tagged, _ = tag(NotebookCell(1, "cell-1", "code", "%%setup\nx = 1", ("parameters",)))
    assert tagged.role == "setup"


WRONG = [  # source, code, (line, column), message, hint
    ("%%step", "step-name", (1, 6), "the step has no name", "%%step train --type Training"),
    ("%%step  \nx = 1", "step-name", (1, 8), "the step has no name", "%%step train"),
    ("%%step --after b", "step-name", (1, 7), "the step has no name", "write it first"),
    ("%%step a.b", "step-name", (1, 7), "'a.b' cannot be a step's name", ": a_b"),
    ("%%step ''", "step-name", (1, 7), "'' cannot be a step's name", "1 to 64 letters"),
    ("%%step " + "a" * 65, "step-name", (1, 7), "cannot be a step's name", "a" * 64),
    ("\n\n%%step é", "step-name", (3, 7), "'é' cannot be a step's name", "1 to 64"),
    ('%%step a --title "b', "quote", (1, 17), "a quote is not closed", "close it"),
    ("%%setup all", "argument", (1, 8), "%%setup takes nothing after it", "write just %%setup"),
    ("%%parameters a b", "argument", (1, 13), "%%parameters takes nothing", "write just %%parameters"),
    ("%%Setup", "magic", (1, 0), "there is no %%Setup", "write %%setup"),
    ("%%stepp a", "magic", (1, 0), "there is no %%stepp", "write %%step"),
    ("%%parameter", "magic", (1, 0), "there is no %%parameter", "write %%parameters"),
    ("%step a", "magic", (1, 0), "%step needs two percent signs", "write %%step"),
    ("\n%setup", "magic", (2, 0), "%setup needs two percent signs", "write %%setup"),
    ("# about\n\n%%step a", "magic-line", (3, 0), "only on the first line", "move %%step"),
]


@pytest.mark.parametrize(("source", "code", "place", "message", "hint"), WRONG)
def test_wrong_first_lines(source: str, code: str, place: tuple[int, int], message: str, hint: str) -> None:
    _, problems = tag(NotebookCell(7, "x", "code", source))
    (problem,) = problems
    assert (problem.code, problem.cell, (problem.line, problem.column)) == (code, 7, place)
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.source == source.split("\n")[place[0] - 1]


@pytest.mark.parametrize(
    "source",
    ["%matplotlib inline", "%%timeit\nx", "%%html\n<b>", "x = 1\n%%step a", "text = '''\n%%step a'''"],
)
def test_what_is_no_near_miss(source: str) -> None:
    tagged, problems = tag(NotebookCell(1, "x", "code", source))
    assert (tagged.role, problems) == ("scratch", [])


@given(st.sampled_from(["", *(f"%%{magic}" for magic in MAGICS)]), st.text(max_size=40))
def test_every_line_of_a_cell_is_in_its_body_or_above(magic: str, rest: str) -> None:
    source = magic + rest
    tagged, problems = tag(NotebookCell(1, "x", "code", source))
    lines = source.split("\n")
    assert tagged.body == "\n".join(lines[tagged.first_line - 1 :])
    for problem in problems:
        assert 1 <= (problem.line or 0) <= len(lines)
        assert 0 <= (problem.column or 0) <= len(lines[(problem.line or 1) - 1])


def test_cells_from_texts() -> None:
    assert [(cell.number, cell.kind) for cell in from_cells(["a", "b"]).cells] == [(1, "code"), (2, "code")]


def test_lines_end_as_python_reads_them() -> None:
    assert from_cells(["%%step a\r\nx = 1\ry = 2"]).cells[0].source == "%%step a\nx = 1\ny = 2"
    cells = [{"cell_type": "code", "source": "a\r\nb"}]
    assert parse(text_of(cells=cells), "demo").cells[0].source == "a\nb"
