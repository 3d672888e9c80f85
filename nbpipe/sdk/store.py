"""The store as Python sees it: executions, models, lineage. Between two calls nothing is held open."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nbpipe import config, endpoints
from nbpipe import store as stores
from nbpipe.config import Settings
from nbpipe.errors import NotFoundError, StoreError
from nbpipe.model import Association, EndpointConfig, Pipeline
from nbpipe.sdk import pictures
from nbpipe.sdk.callbacks import Callback
from nbpipe.sdk.endpoints import Endpoint
from nbpipe.sdk.models import Model, Version
from nbpipe.sdk.runs import Run
from nbpipe.store import callbacks, deployed, queries, registered

if TYPE_CHECKING:
    import pandas as pd

    from nbpipe import lineage


def open_store(path: str | Path | None = None) -> Store:
    """The store in the folder `path`, else the one that the command line finds from here.

    Raises `NotFoundError` where there is none: only a run, and `Pipeline.upsert`, make one.
    """
    settings = config.settings(Path.cwd(), path)
    folder = settings.store
    if not (folder / stores.DATABASE).is_file():
        below = folder / config.STORE_NAME
        if path is not None and (below / stores.DATABASE).is_file():
            hint = f"open its store: {below}"
        elif path is None:
            hint = "give its folder, such as open_store('work/.nbpipe'), or make one: nbpipe run NOTEBOOK"
        else:
            hint = "the first `nbpipe run NOTEBOOK` makes one"
        raise NotFoundError(f"there is no store in {folder}", hint, code="no-store")
    opened = Store(settings)
    with opened.connected():  # says now what is wrong with it
        pass
    return opened


@dataclass(eq=False, repr=False)
class Store:
    """One store. Every call opens it for itself, so that any thread may call; `close` only ends its use."""

    settings: Settings
    closed: bool = field(default=False, init=False)

    @property
    def folder(self) -> Path:
        """The folder with the database."""
        return self.settings.store

    @contextlib.contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection for this call. `StoreError` after `close`."""
        if self.closed:
            raise StoreError("this store was closed", "open it again: nbpipe.open_store()", code="closed")
        connection = stores.connect(self.folder, create=False)
        try:
            yield connection
        finally:
            connection.close()

    def execution(self, ref: str = "latest", pipeline: str | None = None) -> Run:
        """The execution with that id, or the beginning of one; `latest` is the newest (of that pipeline)."""
        with self.connected() as connection:
            return Run(self, queries.execution(connection, ref, pipeline))

    def executions(self, limit: int = 20, pipeline: str | None = None) -> list[Run]:
        """Executions, the newest first."""
        with self.connected() as connection:
            return [
                Run(self, item, whole=False)
                for item in queries.executions(connection, limit, pipeline=pipeline)
            ]

    def pipeline(self, name: str, version: int | None = None) -> Pipeline:
        """The definition of a pipeline: the newest version, or that one."""
        with self.connected() as connection:
            return queries.pipeline(connection, name, version)

    def model(self, name: str) -> Model:
        """A model group with its versions, the newest last."""
        with self.connected() as connection:
            return Model(self, registered.group(connection, name))

    def models(self) -> list[Model]:
        """All model groups by name."""
        with self.connected() as connection:
            names = [item.name for item in registered.groups(connection, versions=1)]
            return [Model(self, registered.group(connection, name)) for name in names]

    def model_version(self, ref: str) -> Version:
        """The version that `attrition:3`, `attrition` (the newest) or `attrition@champion` means."""
        with self.connected() as connection:
            return Version(self, registered.model_version(connection, ref))

    def endpoint(self, name: str) -> Endpoint:
        """An endpoint with its history, also one that was deleted. Endpoints are recorded, not served yet."""
        with self.connected() as connection:
            return Endpoint(self, endpoints.endpoint(connection, name))

    def endpoints(self) -> list[Endpoint]:
        """All endpoints that something is deployed at, by name."""
        with self.connected() as connection:
            return [
                Endpoint(self, deployed.endpoint(connection, name)) for name in deployed.names(connection)
            ]

    def endpoint_configs(self) -> list[EndpointConfig]:
        """The endpoint configurations that can be deployed, the newest first."""
        with self.connected() as connection:
            return deployed.configs(connection)

    def deploy(self, endpoint: str, config: str, comment: str, by: str | None = None) -> Endpoint:
        """Deploy an endpoint configuration (`canary`, or `canary:2`) under a name, which may be new. Policies hold."""
        with self.connected() as connection:
            user = by or self.settings.user
            endpoints.deploy(connection, endpoint, config, user, comment, command="Store.deploy")
            return Endpoint(self, endpoints.endpoint(connection, endpoint))

    def lineage(self, ref: str) -> Lineage:
        """What a thing was made from and what was made of it.

        `ref` is a model version (`attrition:3`, `attrition@champion`), an output (`latest/train.model`), a step
        (`latest/train`), a digest (`sha256:…`) or a file.
        """
        from nbpipe import lineage

        with self.connected() as connection:
            node = lineage.resolve(connection, ref)
            return Lineage(
                lineage.graph(connection, node),
                lineage.upstream(connection, node),
                lineage.downstream(connection, node),
            )

    def callbacks(self, execution: str | None = None, *, closed: bool = False) -> list[Callback]:
        """What steps ask, the newest first, of an execution or of all; with `closed` also what was answered."""
        with self.connected() as connection:
            identity = queries.execution_id(connection, execution) if execution is not None else None
            found = callbacks.listed(connection, identity, closed=closed)
        return [Callback(self, item) for item in found]

    def callback(self, token: str) -> Callback:
        """The question that a token completes. `NotFoundError` where there is none."""
        with self.connected() as connection:
            return Callback(self, callbacks.by_token(connection, token))

    def close(self) -> None:
        """End the use of this object. The store itself is never held open."""
        self.closed = True

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if self.closed:
            return f"<store {self.folder}, closed>"
        latest = self.executions(1)
        return f"<store {self.folder}: {f'latest {latest[0]!r}' if latest else 'no executions yet'}>"

    def _repr_html_(self) -> str:
        if self.closed:
            return pictures.paragraph(repr(self))
        rows = [run.row() for run in self.executions(10)]
        head = ("execution", "pipeline", "status", "started", "time")
        return pictures.paragraph(f"Store {self.folder}") + pictures.table(head, rows)


@dataclass(frozen=True, eq=False, repr=False)
class Lineage:
    """Where a thing came from and where it went. Edges point the way the data went; the root is the first node.

    `upstream` and `downstream` are the two halves, each with `nodes` and `edges` of its own.
    """

    graph: lineage.Lineage
    upstream: lineage.Lineage
    downstream: lineage.Lineage

    @property
    def root(self) -> str:
        """The node that was asked about."""
        return self.graph.root

    @property
    def nodes(self) -> tuple[lineage.Node, ...]:
        """Id, kind and label of every thing."""
        return self.graph.nodes

    @property
    def edges(self) -> tuple[Association, ...]:
        """Source, destination and type of every edge."""
        return self.graph.edges

    def table(self) -> pd.DataFrame:
        """The edges as a pandas table. `UsageError` where there is no pandas."""
        from nbpipe import lineage

        return lineage.to_frame(self.graph)

    @cached_property
    def _lines(self) -> list[str]:
        from nbpipe import lineage

        return lineage.lines(self.graph)

    def __repr__(self) -> str:
        return "\n".join(self._lines)

    def _repr_html_(self) -> str:
        return pictures.preformatted("\n".join(self._lines))
