"""Endpoints: which models are deployed under which name. They are recorded, not served yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nbpipe import endpoints
from nbpipe.model import Deployment, Variant
from nbpipe.model import Endpoint as Record
from nbpipe.sdk import pictures

if TYPE_CHECKING:
    from nbpipe.sdk.store import Store


@dataclass(eq=False, repr=False)
class Endpoint:
    """One endpoint, as when this object was read or changed it last."""

    store: Store
    record: Record

    @property
    def name(self) -> str:
        """The name that it is deployed under."""
        return self.record.name

    @property
    def deleted(self) -> bool:
        """Whether nothing is deployed there any more."""
        return self.record.deleted

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The model versions that it has, with their weights."""
        config = self.record.current.config
        return config.variants if config is not None else ()

    @property
    def deployments(self) -> tuple[Deployment, ...]:
        """Every deployment, the newest last: what, who, when, why."""
        return self.record.deployments

    def deploy(self, config: str, comment: str, by: str | None = None) -> Endpoint:
        """Deploy an endpoint configuration that the store has: `canary`, or `canary:2`. Policies hold."""
        with self.store.connected() as connection:
            user = by or self.store.settings.user
            endpoints.deploy(connection, self.name, config, user, comment, command="Endpoint.deploy")
            self.record = endpoints.endpoint(connection, self.name)
        return self

    def rollback(self, comment: str, to: int | None = None, by: str | None = None) -> Endpoint:
        """Deploy once more what it had before, or what its deployment `to` was. Policies hold."""
        with self.store.connected() as connection:
            user = by or self.store.settings.user
            endpoints.rollback(connection, self.name, user, comment, to, command="Endpoint.rollback")
            self.record = endpoints.endpoint(connection, self.name)
        return self

    def delete(self, comment: str, by: str | None = None) -> Endpoint:
        """Take away what is deployed there; its history stays."""
        with self.store.connected() as connection:
            user = by or self.store.settings.user
            endpoints.delete(connection, self.name, user, comment, command="Endpoint.delete")
            self.record = endpoints.endpoint(connection, self.name)
        return self

    def __repr__(self) -> str:
        config = self.record.current.config
        return f"<endpoint {self.name}: {config.words if config is not None else 'deleted'}, {endpoints.NOT_SERVED}>"

    def _repr_html_(self) -> str:
        rows = [
            (
                str(item.number),
                str(item.action),
                item.config.words if item.config else "",
                item.by,
                item.comment,
            )
            for item in reversed(self.deployments[-20:])
        ]
        head = ("deployment", "action", "variants", "by", "comment")
        return pictures.paragraph(f"Endpoint {self.name}, {endpoints.NOT_SERVED}") + pictures.table(
            head, rows
        )
