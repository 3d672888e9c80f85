"""What is deployed where, and what was before."""

from __future__ import annotations

from dataclasses import dataclass

from nbpipe.api.shapes.governance import Finding


@dataclass(frozen=True)
class VariantRow:
    """A model version behind an endpoint; `status` is the one that it has now, `asked` how it was named.

    `deleted` says that the version is not in the registry any more: it cannot be deployed again.
    """

    name: str
    group: str
    version: int
    share: float
    status: str
    asked: str = ""
    deleted: bool = False


@dataclass(frozen=True)
class DeploymentRow:
    """`action` is create, update, rollback or delete; where it deleted there is no `config`, and there are no variants."""

    number: int
    action: str
    config: str | None
    variants: tuple[VariantRow, ...]
    by: str
    at: str
    comment: str = ""
    restores: int | None = None  # the deployment that it rolled back to
    execution: str | None = None
    step: str | None = None
    description: str = ""  # of the configuration


@dataclass(frozen=True)
class EndpointRow:
    name: str
    current: DeploymentRow
    deleted: bool = False
    served: bool = False  # what is deployed is recorded; nothing answers requests yet


@dataclass(frozen=True)
class Endpoints:
    """`configs` is how many endpoint configurations there are that could be deployed."""

    rows: tuple[EndpointRow, ...]
    next: str | None = None
    exists: bool = True
    configs: int = 0


@dataclass(frozen=True)
class EndpointPage:
    """`history` begins with the newest deployment; `back` is the one that a rollback would restore."""

    row: EndpointRow
    history: tuple[DeploymentRow, ...]
    back: int | None = None
    next: str | None = None


@dataclass(frozen=True)
class ConfigRow:
    """An endpoint configuration, which never changes. `endpoints` are those that have it now."""

    config: str
    variants: tuple[VariantRow, ...]
    description: str
    by: str | None
    at: str | None
    execution: str | None = None
    step: str | None = None
    endpoints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Configs:
    rows: tuple[ConfigRow, ...]
    next: str | None = None
    exists: bool = True


@dataclass(frozen=True)
class ConfigPage:
    """A configuration before it is deployed: `unmet` is what stands against that now, if whoever asks does it."""

    row: ConfigRow
    unmet: tuple[Finding, ...] = ()
