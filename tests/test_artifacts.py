"""The store of blobs: content-addressed, atomic, and clear about what went wrong."""

from __future__ import annotations

import base64
import contextlib
import errno
import hashlib
import io
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nbpipe import artifacts
from nbpipe.artifacts import ArtifactStore
from nbpipe.as_json import artifact_from_json, to_json
from nbpipe.errors import NotFoundError, StoreError, UnsavableError
from nbpipe.materializers import figure
from nbpipe.materializers.frame import table_preview
from nbpipe.model import Artifact

FRAME = pd.DataFrame({"a": np.arange(1000.0), "s": ["ä"] * 1000})
VALUES: list[Any] = [{"auc": 0.8}, FRAME, np.arange(5), (1, {2}), print, "", None]


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ArtifactStore:
    if request.param == "folder":
        return ArtifactStore(tmp_path / "store" / "artifacts")
    return ArtifactStore(f"memory://{uuid.uuid4().hex}/artifacts", tmp_path / "cache")


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def same(first: Any, second: Any) -> bool:
    if isinstance(first, pd.DataFrame):
        return first.equals(second)
    return np.array_equal(first, second) if isinstance(first, np.ndarray) else first == second


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_saved_values_come_back(store: ArtifactStore, value: Any) -> None:
    artifact = store.save(value)
    again = artifact_from_json(to_json(artifact))
    assert again == artifact
    assert same(store.load(again), value)
    assert store.exists(artifact.digest)
    assert store.verify(artifact.digest)
    assert list(store.digests()) == [artifact.digest]
    data = store.path(artifact.digest).read_bytes()
    assert artifact.digest == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert artifact.size == len(data)
    with store.open(artifact.digest) as file:
        assert file.read() == data


def test_equal_content_is_kept_once(store: ArtifactStore) -> None:
    first, second = store.save(FRAME), store.save(FRAME.copy())
    assert first == second
    assert len(list(store.digests())) == 1
    assert store.save(FRAME.assign(a=1.0)).digest != first.digest


def test_blobs_lie_below_two_digits(tmp_path: Path) -> None:
    digest = ArtifactStore(tmp_path).save({"a": 1}).digest.removeprefix("sha256:")
    assert files(tmp_path) == [f"{digest[:2]}/{digest[2:]}"]


def test_equal_values_have_equal_digests_in_other_processes(tmp_path: Path) -> None:
    code = (
        "import sys, pandas as pd, numpy as np; from pathlib import Path; from nbpipe.artifacts import ArtifactStore\n"
        "store = ArtifactStore(sys.argv[1])\n"
        "rows = pd.DataFrame({'a': np.arange(9) / 7, 'c': pd.Categorical(list('abcabcabc')), 's': list('xyzxyzxyz')},\n"
        "    index=pd.date_range('2024', periods=9))\n"
        "text = pd.DataFrame({'o': pd.Series(['u', None, 'v'], dtype=object)})\n"
        "for value in (rows, text, rows['a'], np.eye(3), {'b': [1, 2.5]}, [(1, 'x'), {'k': rows}], Path(sys.argv[2])):\n"
        "    print(store.save(value).digest)\n"
    )
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "b.txt").write_text("b")
    (folder / "a.txt").write_text("a")
    outputs = []
    for name, seed in (("one", "1"), ("two", "2")):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name), str(folder)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        outputs.append(done.stdout.split())
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 7


def test_missing_blob_is_named(store: ArtifactStore) -> None:
    artifact = Artifact("sha256:" + "0" * 64, 1, "application/json", "json_value")
    assert not store.exists(artifact.digest)
    assert not store.verify(artifact.digest)
    for ask in (
        lambda: store.load(artifact),
        lambda: store.path(artifact.digest),
        lambda: store.open(artifact.digest),
    ):
        with pytest.raises(NotFoundError, match=artifact.digest):
            ask()


@pytest.mark.parametrize(
    "digest", ["", "0" * 64, "sha256:../../etc/passwd", "sha256:" + "G" * 64, "md5:" + "0" * 64]
)
def test_what_is_no_digest_is_refused(store: ArtifactStore, digest: str) -> None:
    with pytest.raises(NotFoundError, match="is no digest"):
        store.path(digest)


def test_unknown_format_is_said(store: ArtifactStore) -> None:
    artifact = store.save([1])
    with pytest.raises(NotFoundError, match="parchment"):
        store.load(Artifact(artifact.digest, artifact.size, "text/plain", "parchment"))


@pytest.mark.parametrize(
    "value", [FRAME, {"a": [1, 2]}, np.arange(50), {1, 2}], ids=["frame", "json", "array", "pickle"]
)
def test_damage_is_found_and_said(tmp_path: Path, value: Any) -> None:
    store = ArtifactStore(tmp_path)
    artifact = store.save(value)
    path = store.path(artifact.digest)
    path.write_bytes(path.read_bytes()[: artifact.size // 2])
    assert store.exists(artifact.digest)
    assert not store.verify(artifact.digest)
    with pytest.raises(StoreError, match=artifact.digest):
        store.load(artifact)


@pytest.mark.parametrize("damaged", [b"[1, 2", b"[1, 2, 4]"], ids=["cut off", "same size"])
def test_saving_again_mends_a_damaged_blob(tmp_path: Path, damaged: bytes) -> None:
    store = ArtifactStore(tmp_path)
    artifact = store.save([1, 2, 3])
    store.path(artifact.digest).write_bytes(damaged)
    assert not store.verify(artifact.digest)
    assert store.save([1, 2, 3]) == artifact
    assert store.verify(artifact.digest)


def test_value_that_cannot_be_kept_is_named_and_leaves_nothing(store: ArtifactStore, tmp_path: Path) -> None:
    with pytest.raises(UnsavableError, match=r"^rows\[1\] cannot be kept: it is a generator") as caught:
        store.save([1, (n for n in [1])], "rows")
    assert "list(rows)" in str(caught.value)
    assert list(store.digests()) == []
    assert files(tmp_path) == []


class Absent:
    def __reduce__(self) -> Any:
        return __import__, ("module_that_is_not_there",)


def test_module_that_is_missing_is_said(store: ArtifactStore) -> None:
    artifact = store.save([Absent()])
    with pytest.raises(StoreError, match="module_that_is_not_there"):
        store.load(artifact)


def test_files_are_copied(store: ArtifactStore, tmp_path: Path) -> None:
    (tmp_path / "executed.ipynb").write_bytes(b"{}")
    digest, size = store.add_file(tmp_path / "executed.ipynb")
    assert (digest, size) == (f"sha256:{hashlib.sha256(b'{}').hexdigest()}", 2)
    (tmp_path / "executed.ipynb").write_bytes(b"changed")
    assert store.path(digest).read_bytes() == b"{}"
    with pytest.raises(NotFoundError, match="nowhere"):
        store.add_file(tmp_path / "nowhere")


def test_other_files_are_no_blobs(tmp_path: Path) -> None:
    store = ArtifactStore(tmp_path)
    assert list(store.digests()) == []
    digest = store.save(1).digest
    (tmp_path / ".gitignore").write_text("*")
    (tmp_path / "ab").mkdir(exist_ok=True)
    (tmp_path / "ab" / ".left.tmp").write_text("half")
    (tmp_path / f".{'0' * 32}.tmp").write_text("half")
    assert list(store.digests()) == [digest]


# ---- disks that are full, read-only or gone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "I/O|Input"),
    ],
)
@pytest.mark.parametrize("value", VALUES[:4], ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_failing_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, message: str, value: Any, call: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    store = ArtifactStore(tmp_path)
    kept = store.save("before")
    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
        with pytest.raises(StoreError, match=message) as caught:
            store.save(value)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.problems[0].hint
    assert list(store.digests()) == [kept.digest]
    assert len(files(tmp_path)) == 1


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None:
        pytest.skip("needs root on Linux")
    command = [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize(
    "value",
    [
        np.random.default_rng(0).random(100_000),
        pd.DataFrame({"a": np.random.default_rng(0).random(100_000)}),
        pd.Series(np.random.default_rng(0).random(100_000)),
        "x" * 800_000,
        {("key", 1): bytes(800_000)},
        {1: [str(n) for n in range(100_000)]},
    ],
    ids=["array", "frame", "series", "json", "pickle of bytes", "pickle of text"],
)
def test_full_disk(tmp_path: Path, value: Any) -> None:
    with small_disk(tmp_path / "disk", "256k") as disk:
        store = ArtifactStore(disk / "artifacts")
        kept = store.save({"small": 1})
        with pytest.raises(StoreError) as caught:
            store.save(value)
        assert caught.value.problems[0].message.endswith("cannot be used: the disk is full")
        assert "nbpipe store gc" in (caught.value.problems[0].hint or "")
        assert len(files(disk)) == 1
        assert store.load(kept) == {"small": 1}
        assert store.verify(store.save({"small": 2}).digest)


def test_root_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    with pytest.raises(StoreError, match="the artifact store at"):
        ArtifactStore(tmp_path / "store").save(1)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="may not be written to"):
            ArtifactStore(tmp_path / "store").save(1)
    finally:
        tmp_path.chmod(0o700)


# ---- URLs -----------------------------------------------------------------------------------------------------------


def test_other_machines_read_a_url(tmp_path: Path) -> None:
    url = f"memory://{uuid.uuid4().hex}/artifacts"
    artifact = ArtifactStore(url, tmp_path / "here").save(FRAME)
    there = ArtifactStore(url, tmp_path / "there")
    assert there.exists(artifact.digest)
    assert there.load(artifact).equals(FRAME)
    assert list(there.digests()) == [artifact.digest]
    assert len(files(tmp_path / "there")) == 1


def test_damaged_download_is_refused(tmp_path: Path) -> None:
    import fsspec

    url = f"memory://{uuid.uuid4().hex}/artifacts"
    artifact = ArtifactStore(url, tmp_path / "here").save(FRAME)
    memory, root = fsspec.core.url_to_fs(url)
    (name,) = memory.find(root)
    memory.pipe(name, b"other bytes")
    there = ArtifactStore(url, tmp_path / "there")
    assert not there.verify(artifact.digest)
    with pytest.raises(StoreError, match="damaged"):
        there.load(artifact)
    assert files(tmp_path / "there") == []


def test_failing_upload_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"memory://{uuid.uuid4().hex}/artifacts"
    store = ArtifactStore(url, tmp_path / "cache")
    from fsspec.implementations.memory import MemoryFileSystem

    def fail(*_: Any, **__: Any) -> None:
        raise ConnectionError("the network is down")

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "mv", fail)
        with pytest.raises(StoreError, match="network is down"):
            store.save(FRAME)
    assert list(store.digests()) == []
    assert files(tmp_path) == []
    assert store.load(store.save(FRAME)).equals(FRAME)


def test_unknown_kind_of_url() -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        ArtifactStore("nosuchscheme://bucket/x")


def test_fsspec_is_imported_only_for_urls(tmp_path: Path) -> None:
    code = (
        "import sys; from nbpipe.artifacts import ArtifactStore\n"
        "store = ArtifactStore(sys.argv[1]); store.load(store.save({'a': 1}))\n"
        "assert 'fsspec' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"auc":0.9}'])
def test_a_damaged_blob_is_named_and_never_used(tmp_path: Path, damage: bytes) -> None:
    store = ArtifactStore(tmp_path)
    artifact = store.save({"auc": 0.8})
    assert artifact.size == 11
    store.path(artifact.digest).write_bytes(damage)
    with pytest.raises(StoreError, match=f"{artifact.digest} is damaged"):
        store.load(artifact)


@pytest.mark.parametrize("size", [10, 100_000])
def test_bytes_that_somebody_changed_are_never_used(tmp_path: Path, size: int) -> None:
    store = ArtifactStore(tmp_path)
    artifact = store.save("x" * size)
    blob = store.path(artifact.digest)
    assert store.holds(artifact.digest, artifact.size)
    blob.chmod(0o644)
    blob.write_bytes(b"y" * artifact.size)
    assert not store.holds(artifact.digest, artifact.size)
    assert not store.claim(artifact.digest)
    with pytest.raises(StoreError, match=f"{artifact.digest} is damaged\n.*--no-cache"):
        store.load(artifact)
    assert store.save("x" * size).digest == artifact.digest, "made again, it is mended"
    assert store.load(artifact) == "x" * size


def test_bytes_are_read_to_be_checked_only_where_the_time_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ArtifactStore(tmp_path)
    artifact = store.save("x" * 1000)
    hashed: list[Path] = []
    original = artifacts._hash
    monkeypatch.setattr(artifacts, "_hash", lambda path: hashed.append(path) or original(path))
    store.load(artifact)
    assert hashed == []
    os.utime(store.path(artifact.digest))  # as a copy of the store has it
    store.load(artifact)
    store.load(artifact)
    assert hashed == [store.path(artifact.digest)], "once, then it is marked again"
    before = time.time()
    assert store.claim(artifact.digest)
    ((_, _, kept),) = store.kept()
    assert before <= kept <= before + 3


def test_a_small_frame_is_written_at_once_and_has_the_bytes_of_one_written_in_pieces(
    store: ArtifactStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pd.DataFrame({"a": np.arange(3.0), "b": list("xyz"), "c": pd.Categorical(list("uvu"))})
    at_once = store.save(frame)
    monkeypatch.setattr("nbpipe.materializers.arrow_file._LITTLE", 0)
    assert store.save(frame) == at_once


def test_a_frame_that_was_changed_in_place_is_kept_as_it_is_now(store: ArtifactStore) -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    before = store.save(frame)
    frame.loc[0, "b"] = "z"
    after = store.save(frame)
    assert after.digest != before.digest
    pd.testing.assert_frame_equal(store.load(after), frame)
    assert store.load(before)["b"].tolist() == ["x", "y"]


def test_frames_that_were_loaded_have_labels_of_their_own(store: ArtifactStore) -> None:
    kept = store.save(pd.DataFrame({"a": [1], "b": [2]}).rename_axis(columns="old"))
    first, second = store.load(kept), store.load(kept)
    first.columns.name = "new"
    assert [second.columns.name, store.load(kept).columns.name] == ["old", "old"]
    assert store.save(second).digest == kept.digest
    assert store.save(second).meta == kept.meta != store.save(first).meta


def test_the_preview_of_a_table_shows_its_corner() -> None:
    wide = pd.DataFrame(np.arange(30 * 25).reshape(30, 25))
    wide.columns = pd.Index([f"c{number // 2}" for number in range(25)])  # names that stand there twice
    shown = table_preview(wide)
    assert (len(shown["rows"]), len(shown["columns"]), shown["shape"]) == (20, 20, [30, 25])
    assert shown["rows"][1] == list(range(25, 45))
    assert shown["columns"][3] == {"name": "c1", "dtype": "int64"}
    empty = table_preview(wide.iloc[:0, :0])
    assert (empty["rows"], empty["columns"], empty["shape"]) == ([], [], [0, 0])


@pytest.mark.parametrize("layout", [None, "constrained", "tight"])
def test_the_preview_of_a_figure_is_what_matplotlib_writes(layout: str | None) -> None:
    made = pytest.importorskip("matplotlib.figure").Figure(figsize=(3, 2), layout=layout)
    made.subplots().plot([1, 2], label="a")
    preview, theirs = figure.materializer.preview(made), io.BytesIO()
    canvas = figure._draw(made, 100.0)
    canvas.print_png(theirs, metadata={"Software": None})
    assert base64.b64decode(preview["data"]) == theirs.getvalue()
