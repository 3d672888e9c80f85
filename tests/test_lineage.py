"""Where things come from and go to: found by index, whatever the size, also in circles."""

from __future__ import annotations

import builtins
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from store_samples import artifact, attrition, new_store, open_execution, register, run_step, with_key, writer

from nbpipe import lineage, registry
from nbpipe.as_json import to_json
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import (
    Association,
    AssociationType,
    CacheKey,
    FileUse,
)
from nbpipe.store import nodes, results
from nbpipe.store.writer import Taken, Writer

DF, MODEL = f"artifact:{artifact('df').digest}", f"artifact:{artifact('aa').digest}"
FILE = "file:data/hr.csv@sha256:f11e"
CLEAN, TRAIN, REGISTER = "attempt:e1/clean/1", "attempt:e1/train/1", "attempt:e1/register/0"
DEPTH, CODE, VERSION = "parameter:e1/depth", "code:sha256:c0de", "model:attrition:1"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found = new_store(tmp_path)
    yield found
    found.close()


@pytest.fixture
def store(connection: sqlite3.Connection) -> Writer:
    found = writer(connection)
    attrition(found)
    return found


def link(connection: sqlite3.Connection, *edges: tuple[str, str]) -> None:
    connection.executemany(
        "INSERT INTO associations (source, destination, type) VALUES (?, ?, 'DerivedFrom')",
        [(f"artifact:{source}", f"artifact:{end}") for source, end in edges],
    )


def ids(found: lineage.Lineage) -> set[str]:
    assert len({node.id for node in found.nodes}) == len(found.nodes)
    assert found.nodes[0].id == found.root
    return {node.id for node in found.nodes}


def test_upstream(connection: sqlite3.Connection, store: Writer) -> None:
    found = lineage.upstream(connection, VERSION)
    assert ids(found) == {VERSION, REGISTER, MODEL, TRAIN, DF, CLEAN, FILE, DEPTH, CODE}
    assert set(found.edges) == {
        Association(REGISTER, VERSION, AssociationType.PRODUCED),
        Association(MODEL, REGISTER, AssociationType.CONTRIBUTED_TO),
        Association(TRAIN, MODEL, AssociationType.PRODUCED),
        Association(DF, TRAIN, AssociationType.CONTRIBUTED_TO),
        Association(DEPTH, TRAIN, AssociationType.CONTRIBUTED_TO),
        Association(CODE, TRAIN, AssociationType.CONTRIBUTED_TO),
        Association(CLEAN, DF, AssociationType.PRODUCED),
        Association(DEPTH, CLEAN, AssociationType.CONTRIBUTED_TO),
        Association(CODE, CLEAN, AssociationType.CONTRIBUTED_TO),
        Association(FILE, CLEAN, AssociationType.CONTRIBUTED_TO),
    }


def test_downstream(connection: sqlite3.Connection, store: Writer) -> None:
    assert ids(lineage.downstream(connection, FILE)) == {FILE, CLEAN, DF, TRAIN, MODEL, REGISTER, VERSION}
    assert ids(lineage.downstream(connection, VERSION)) == {VERSION}


def test_both_ways_and_depth(connection: sqlite3.Connection, store: Writer) -> None:
    assert ids(lineage.graph(connection, DF)) == {
        FILE,
        DEPTH,
        CODE,
        CLEAN,
        DF,
        TRAIN,
        MODEL,
        REGISTER,
        VERSION,
    }
    assert ids(lineage.graph(connection, DF, depth=1)) == {CLEAN, DF, TRAIN}
    assert ids(lineage.upstream(connection, VERSION, depth=2)) == {VERSION, REGISTER, MODEL}
    assert ids(lineage.upstream(connection, VERSION, depth=0)) == {VERSION}


def test_circles_end(connection: sqlite3.Connection) -> None:
    link(connection, ("a", "b"), ("b", "c"), ("c", "a"), ("x", "a"))
    everything = {"artifact:a", "artifact:b", "artifact:c", "artifact:x"}
    assert ids(lineage.upstream(connection, "artifact:a")) == everything
    assert ids(lineage.graph(connection, "artifact:a", depth=50)) == everything
    assert lineage.lines(lineage.upstream(connection, "artifact:b"))[:7] == [
        "artifact b",
        "made from",
        "└─ artifact a",
        "   ├─ artifact c",
        "   │  └─ artifact b (see above)",
        "   └─ artifact x",
        "used by",
    ]


def test_an_unknown_node_stands_alone(connection: sqlite3.Connection) -> None:
    found = lineage.graph(connection, "artifact:sha256:none")
    assert (ids(found), found.edges) == ({"artifact:sha256:none"}, ())
    assert lineage.lines(found) == [
        "artifact none",
        "made from",
        "└─ nothing that is recorded",
        "used by",
        "└─ nothing yet",
    ]


def test_labels_are_what_people_say(connection: sqlite3.Connection, store: Writer) -> None:
    labels = {node.id: node.label for node in lineage.graph(connection, DF).nodes}
    assert labels == {
        DF: "clean.df · 12.3 kB",
        MODEL: "train.model · 12.3 kB",
        CLEAN: "clean · e1",
        TRAIN: "train · e1",
        REGISTER: "register · e1",
        VERSION: "attrition:1 · PendingManualApproval",
        FILE: "data/hr.csv · f11e",
        DEPTH: "depth = 3",
        CODE: "code c0de",
    }


def test_tree(connection: sqlite3.Connection, store: Writer) -> None:
    lines = lineage.lines(lineage.graph(connection, MODEL))
    assert lines == [
        "train.model · 12.3 kB",
        "made from",
        "└─ train · e1",
        "   ├─ clean.df · 12.3 kB",
        "   │  └─ clean · e1",
        "   │     ├─ code c0de",
        "   │     ├─ data/hr.csv · f11e",
        "   │     └─ depth = 3",
        "   ├─ code c0de",
        "   └─ depth = 3",
        "used by",
        "└─ register · e1",
        "   └─ attrition:1 · PendingManualApproval",
    ]
    assert lineage.lines(lineage.upstream(connection, MODEL), depth=2)[2:4] == [
        "└─ train · e1",
        "   ├─ clean.df · 12.3 kB …",
    ]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("attrition", VERSION),
        ("attrition:1", VERSION),
        ("latest/train.model", MODEL),
        ("e1/clean.df", DF),
        ("e1/train", TRAIN),
        ("e1/register", REGISTER),
        (artifact("aa").digest, MODEL),
        ("sha256:aa0000", MODEL),
        ("AA0000", MODEL),
        ("data/hr.csv", FILE),
        (FILE, FILE),
        (VERSION, VERSION),
        (CODE, CODE),
    ],
)
def test_what_users_type(connection: sqlite3.Connection, store: Writer, text: str, node: str) -> None:
    assert lineage.resolve(connection, text) == node


def use_file(store: Writer, id: str, path: str, digest: str, mode: str = "read") -> None:
    open_execution(store, id, steps=("clean",))
    run_step(store, id, "clean", files=(FileUse(path, mode, 1, digest),))


def test_files_are_found_from_here(
    connection: sqlite3.Connection, store: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    use_file(store, "e2", str(tmp_path / "hr.csv"), "sha256:1")
    assert lineage.resolve(connection, "hr.csv") == f"file:{tmp_path / 'hr.csv'}@sha256:1"


def test_a_file_is_that_of_its_last_use(connection: sqlite3.Connection, store: Writer) -> None:
    use_file(store, "e2", "data/hr.csv", "sha256:9")
    use_file(store, "e3", "data/hr.csv", "sha256:0")
    use_file(store, "e4", "data/hr.csv@2026", "sha256:1")
    assert lineage.resolve(connection, "data/hr.csv") == "file:data/hr.csv@sha256:0"
    use_file(store, "e5", "data/hr.csv", "sha256:5", "written")
    assert lineage.resolve(connection, "data/hr.csv") == "file:data/hr.csv@sha256:5"
    assert lineage.resolve(connection, "data/hr.csv@2026") == "file:data/hr.csv@2026@sha256:1"


def test_finding_a_file_uses_indexes(connection: sqlite3.Connection, store: Writer) -> None:
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    lineage.resolve(connection, "data/hr.csv")
    connection.set_trace_callback(None)
    for sql in statements:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [line for line in plan if re.match(r"SCAN (associations|executions|e)\b", line)], plan


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("atrition:1", "did you mean 'attrition'"),
        ("e1/train.none", "name a model .attrition:3., an output"),
        ("e1/none", "name a model"),
        ("none/train", "name a model"),
        ("data/none.csv", "name a model"),
        ("attrition:7", "has no version 7"),
    ],
)
def test_what_nothing_is_called(connection: sqlite3.Connection, store: Writer, text: str, says: str) -> None:
    with pytest.raises(NotFoundError, match=says):
        lineage.resolve(connection, text)


def test_an_ambiguous_digest(connection: sqlite3.Connection, store: Writer) -> None:
    open_execution(store, "e2")
    run_step(store, "e2", "clean", outputs={"x": artifact("aa0000b")})
    with pytest.raises(UsageError, match="begins several digests"):
        lineage.resolve(connection, "aa0000")


def test_table(connection: sqlite3.Connection, store: Writer) -> None:
    frame = lineage.to_frame(lineage.downstream(connection, MODEL))
    assert frame.to_dict("records") == [
        {
            "type": "ContributedTo",
            "source": MODEL,
            "source_kind": "artifact",
            "source_label": "train.model · 12.3 kB",
            "destination": REGISTER,
            "destination_kind": "attempt",
            "destination_label": "register · e1",
        },
        {
            "type": "Produced",
            "source": REGISTER,
            "source_kind": "attempt",
            "source_label": "register · e1",
            "destination": VERSION,
            "destination_kind": "model",
            "destination_label": "attrition:1 · PendingManualApproval",
        },
    ]
    assert list(lineage.to_frame(lineage.downstream(connection, VERSION)).columns) == list(frame.columns)


def test_table_without_pandas(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(UsageError, match=r"needs pandas\n.*pip install pandas"):
        lineage.to_frame(lineage.graph(connection, "artifact:x"))


def test_json(connection: sqlite3.Connection, store: Writer) -> None:
    found = to_json(lineage.downstream(connection, REGISTER))
    assert found["edges"] == [{"source": REGISTER, "destination": VERSION, "type": "Produced"}]
    assert found["nodes"][0] == {"id": REGISTER, "kind": "attempt", "label": "register · e1"}


# ---- cost -----------------------------------------------------------------------------------------------------------


def steps_of(connection: sqlite3.Connection, call: Any) -> int:
    """How much SQLite worked: hundreds of its virtual machine's instructions."""
    count = 0

    def tick() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(tick, 100)
    call()
    connection.set_progress_handler(None, 0)
    return count


def test_queries_use_indexes(connection: sqlite3.Connection) -> None:
    link(connection, *((f"n{number}", f"n{number + 1}") for number in range(20_000)))
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    for ask in (lineage.upstream, lineage.downstream, lineage.graph):
        ask(connection, "artifact:n10", depth=9)
    lineage.graph(connection, "artifact:none")
    writer_of = writer(connection)
    attrition(writer_of)
    lineage.graph(connection, "model:attrition:1")
    lineage.downstream(connection, FILE)
    connection.set_trace_callback(None)
    asked = [sql for sql in statements if " associations a" in sql]
    assert (
        len(asked) < 100
    )  # some for each step away from what was asked about, however many things are there
    for sql in asked:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        for line in plan:
            if re.match(r"\w+ (a|associations)\b", line):
                assert re.match(
                    r"SEARCH a USING (PRIMARY KEY \(destination=\?|COVERING INDEX idx_associations_source_destination \(source=\?)",
                    line,
                ), line


def test_work_grows_with_the_answer_not_with_the_store(connection: sqlite3.Connection) -> None:
    link(connection, *((f"a{number}", f"a{number + 1}") for number in range(20)))
    alone = steps_of(connection, lambda: lineage.graph(connection, "artifact:a10"))
    link(connection, *((f"n{number % 300}", f"n{number}") for number in range(300, 20_000)))
    assert steps_of(connection, lambda: lineage.graph(connection, "artifact:a10")) <= 2 * alone


def test_a_very_deep_lineage(connection: sqlite3.Connection) -> None:
    link(connection, *((f"n{number}", f"n{number + 1}") for number in range(20_000)))
    found = lineage.graph(connection, "artifact:n10000")
    assert len(found.nodes) == 20_001
    lines = lineage.lines(found)
    assert len(lines) == 3 + 12 + 12
    assert lines[13].endswith(" …")
    assert len(lineage.lines(found, depth=2_000)) == 3 + 4_000


def test_a_diamond_of_many_paths_is_answered_once(connection: sqlite3.Connection) -> None:
    # 2^40 paths lead from the first to the last.
    link(
        connection,
        *((f"n{level}", f"{side}{level}") for level in range(40) for side in "lr"),
        *((f"{side}{level}", f"n{level + 1}") for level in range(40) for side in "lr"),
    )
    assert len(lineage.upstream(connection, "artifact:n40").edges) == 160
    assert len(lineage.upstream(connection, "artifact:n40", depth=80).edges) == 160
    assert len(lineage.lines(lineage.upstream(connection, "artifact:n40"), depth=100)) == 3 + 160 + 1


def test_models_that_a_file_reached_whatever_content_it_had(tmp_path: Path) -> None:
    connection = new_store(tmp_path)
    store = writer(connection)
    for name, content, model in (
        ("e1", "sha256:f11e", "aa"),
        ("e2", "sha256:bad", "bb"),
        ("e3", "sha256:bad", "cc"),
    ):
        open_execution(store, name)
        fitted = artifact(model)
        use = FileUse("data/hr.csv", "read", 99, content)
        run_step(store, name, "train", outputs={"model": fitted}, files=(use,))
        register(store, name, model=fitted)
    registry.alias(connection, "attrition:2", "champion", "ada")
    registry.reject(connection, "attrition:3", "ada", "leaks")
    found = lineage.models_reached(connection, "data/hr.csv")
    assert [(item.version, item.status, item.aliases, item.through) for item in found] == [
        (1, "PendingManualApproval", (), "file:data/hr.csv@sha256:f11e"),
        (2, "PendingManualApproval", ("champion",), "file:data/hr.csv@sha256:bad"),
        (3, "Rejected", (), "file:data/hr.csv@sha256:bad"),
    ]
    assert [item.version for item in lineage.models_reached(connection, "file:data/hr.csv@sha256:bad")] == [
        2,
        3,
    ]
    assert [item.version for item in lineage.models_reached(connection, artifact("cc").digest)] == [3]
    with pytest.raises(NotFoundError):
        lineage.models_reached(connection, "data/other.csv")
    connection.close()


def test_a_file_of_another_checkout_is_known_by_its_content(
    tmp_path: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbpipe.watch import digest_file

    monkeypatch.chdir(tmp_path)
    here = tmp_path / "hr.csv"
    here.write_text("age")
    store = writer(connection)
    open_execution(store)
    use = FileUse("/home/ada/work/hr.csv", "read", 3, digest_file(here))
    run_step(store, "e1", "clean", outputs={"df": artifact("df")}, files=(use,))
    assert lineage.resolve(connection, "hr.csv") == f"file:/home/ada/work/hr.csv@{use.digest}"
    here.write_text("other")
    with pytest.raises(NotFoundError):
        lineage.resolve(connection, "hr.csv")


def two_runs(store: Writer) -> None:
    """Two executions on files of their own, whose steps `clean` both give the same empty value."""
    same = artifact("00")
    for name, content, model in (("e1", "f11e", "aa"), ("e2", "bad", "bb")):
        open_execution(store, name)
        use = FileUse(f"data/{name}.csv", "read", 99, f"sha256:{content}")
        run_step(store, name, "clean", outputs={"lines": same}, files=(use,))
        fitted = artifact(model)
        run_step(store, name, "train", inputs={"lines": same}, outputs={"model": fitted})
        register(store, name, model=fitted)


def test_equal_content_does_not_make_one_run_an_ancestor_of_another(connection: sqlite3.Connection) -> None:
    two_runs(writer(connection))
    back = {node.id for node in lineage.upstream(connection, "model:attrition:1").nodes}
    assert "file:data/e1.csv@sha256:f11e" in back
    assert not any("e2" in node for node in back)
    assert [item.version for item in lineage.models_reached(connection, "data/e2.csv")] == [2]
    on = {node.id for node in lineage.downstream(connection, "file:data/e2.csv@sha256:bad").nodes}
    assert "attempt:e1/train/1" not in on
    # Who asks for the content itself is told all of it.
    assert [item.version for item in lineage.models_reached(connection, artifact("00").digest)] == [1, 2]
    whole = {node.id for node in lineage.upstream(connection, f"artifact:{artifact('00').digest}").nodes}
    assert {"file:data/e1.csv@sha256:f11e", "file:data/e2.csv@sha256:bad"} <= whole


def test_a_result_that_was_taken_is_followed_into_the_execution_that_took_it(
    connection: sqlite3.Connection,
) -> None:
    store = writer(connection)
    two_runs(store)
    open_execution(store, "e3")
    result = results.result(connection, "e2", "clean")
    assert result is not None
    result = with_key(connection, result, CacheKey("sha256:key"))
    store.take("e3", [Taken("clean", result, {}, "", nodes.of_taken("e3", "clean", result))])
    fitted = artifact("cc")
    run_step(store, "e3", "train", inputs={"lines": artifact("00")}, outputs={"model": fitted})
    register(store, "e3", model=fitted)
    assert [item.version for item in lineage.models_reached(connection, "data/e2.csv")] == [2, 3]
    assert [item.version for item in lineage.models_reached(connection, "data/e1.csv")] == [1]
    back = {node.id for node in lineage.upstream(connection, "model:attrition:3").nodes}
    assert "file:data/e2.csv@sha256:bad" in back
    assert "file:data/e1.csv@sha256:f11e" not in back


def test_content_of_unknown_origin_is_followed_wherever_it_occurs(connection: sqlite3.Connection) -> None:
    """Nothing is lost where an execution was given what no step of it made."""
    store = writer(connection)
    two_runs(store)
    open_execution(store, "e3")
    run_step(store, "e3", "train", inputs={"lines": artifact("00")}, outputs={"model": artifact("cc")})
    back = {node.id for node in lineage.upstream(connection, f"artifact:{artifact('cc').digest}").nodes}
    assert {"file:data/e1.csv@sha256:f11e", "file:data/e2.csv@sha256:bad"} <= back
