"""Settings of a call, and the only place that reads the environment for them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbpipe.errors import UsageError

STORE_NAME = ".nbpipe"
FILE = "nbpipe.toml"
REPRODUCTIONS = "reproductions"  # in a store's folder: scratch stores, which have their artifacts in it


@dataclass(frozen=True)
class Settings:
    """Where the store is, where blobs go, and who is calling. `artifacts` is a folder or an fsspec URL."""

    store: Path
    artifacts: str
    user: str
    seed: int = 0


def settings(
    start: Path, store: str | Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings for a call about the notebook or folder `start`.

    The store is `store`, else `NBPIPE_STORE`, else the nearest `.nbpipe/` in the folder of `start` or above, else a
    new one in that folder. `NBPIPE_ARTIFACTS` puts the blobs elsewhere, `NBPIPE_USER` names the caller.
    """
    env = os.environ if environment is None else environment
    chosen = store or env.get("NBPIPE_STORE")
    folder = Path(chosen).expanduser().resolve() if chosen else nearest_store(start)
    home = folder.parent.parent if folder.parent.name == REPRODUCTIONS else folder
    return Settings(folder, env.get("NBPIPE_ARTIFACTS") or str(home / "artifacts"), user(env))


def nearest_store(start: Path) -> Path:
    """The `.nbpipe/` beside `start` or the nearest one above; if there is none, where a new one goes: beside it."""
    folder = start.resolve()
    if not folder.is_dir():
        folder = folder.parent
    for candidate in (folder, *folder.parents):
        if (candidate / STORE_NAME).is_dir():
            return candidate / STORE_NAME
    return folder / STORE_NAME


def user(environment: Mapping[str, str] | None = None) -> str:
    """Who is calling: `NBPIPE_USER`, else the login name.

    >>> user({"NBPIPE_USER": "ada"})
    'ada'
    """
    env = os.environ if environment is None else environment
    for name in ("NBPIPE_USER", "JUPYTERHUB_USER", "LOGNAME", "USER", "USERNAME"):
        if env.get(name):
            return env[name]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unknown"


def file(start: Path) -> Path | None:
    """The `nbpipe.toml` in a folder, or in the nearest one above it that has one."""
    for candidate in (start, *start.parents):
        if (candidate / FILE).is_file():
            return candidate / FILE
    return None


def notify_urls(start: Path, environment: Mapping[str, str] | None = None) -> list[str]:
    """Where messages go: `NBPIPE_NOTIFY`, else `[notify] urls` in the nearest `nbpipe.toml` from the folder `start` up.

    `UsageError` where that file cannot be read; what stands in it is not shown.

    >>> notify_urls(Path("/"), {"NBPIPE_NOTIFY": "json://a json://b"})
    ['json://a', 'json://b']
    """
    env = os.environ if environment is None else environment
    if env.get("NBPIPE_NOTIFY", "").strip():
        return env["NBPIPE_NOTIFY"].split()
    path = file(start.resolve())
    if path is None:
        return []
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("notify", {})
    except (OSError, UnicodeError, tomllib.TOMLDecodeError):
        raise UsageError(
            f"{path} cannot be read", "nbpipe policy check GROUP says where it is wrong", code="notify"
        ) from None
    urls = found.get("urls", []) if isinstance(found, dict) and set(found) <= {"urls"} else None
    if not isinstance(urls, list) or not all(isinstance(item, str) and item.strip() for item in urls):
        raise UsageError(
            f"[notify] of {path} holds urls, a list of texts, and nothing else",
            'such as urls = ["slack://…"]',
            code="notify",
        )
    return urls
