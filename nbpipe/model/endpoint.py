"""Endpoints: what is deployed under a name, by which configuration, and everything that was before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Variant:
    """A model version behind an endpoint. Of all requests its share is `weight` in the sum of the weights (SageMaker's
    ProductionVariant). `asked` is how the version was named, such as `churn@champion`."""

    name: str
    group: str
    version: int
    weight: float = 1.0
    asked: str = ""

    @property
    def model(self) -> str:
        """The version as people call it: `churn:3`."""
        return f"{self.group}:{self.version}"


@dataclass(frozen=True)
class EndpointConfig:
    """Named variants (SageMaker's EndpointConfig): immutable. The store numbers those of one name 1, 2, 3 …

    One that a step asks for has no number yet, which is 0.
    """

    name: str
    variants: tuple[Variant, ...]
    version: int = 0
    description: str = ""
    execution: str | None = None
    step: str | None = None
    at: str | None = None
    by: str | None = None

    @property
    def reference(self) -> str:
        """How people call it: `canary:2`."""
        return f"{self.name}:{self.version}"

    def share(self, variant: Variant) -> float:
        """The part of all requests that a variant gets, from 0 to 1."""
        return variant.weight / sum(item.weight for item in self.variants)

    @property
    def words(self) -> str:
        """Its variants in one line.

        >>> EndpointConfig("canary", (Variant("blue", "churn", 3, 9), Variant("green", "churn", 4))).words
        'blue churn:3 90 %, green churn:4 10 %'
        """
        return ", ".join(f"{item.name} {item.model} {100 * self.share(item):.3g} %" for item in self.variants)


@dataclass(frozen=True)
class Deploying:
    """A deployment that somebody asks for; the store numbers it."""

    endpoint: str
    config: EndpointConfig
    comment: str = ""


class DeploymentAction(StrEnum):
    """What a deployment did to its endpoint."""

    CREATE = "create"
    UPDATE = "update"
    ROLLBACK = "rollback"
    DELETE = "delete"


@dataclass(frozen=True)
class Deployment:
    """One record in the history of an endpoint: never overwritten; the newest one is what the endpoint has.

    `config` is None where it deleted the endpoint. `restores` is the number of the deployment that it rolled back to.
    """

    endpoint: str
    number: int
    action: DeploymentAction
    config: EndpointConfig | None
    by: str
    at: str
    comment: str = ""
    restores: int | None = None
    execution: str | None = None
    step: str | None = None

    @property
    def reference(self) -> str:
        """How people call it: `churn:3`, the third deployment of the endpoint `churn`."""
        return f"{self.endpoint}:{self.number}"


@dataclass(frozen=True)
class Endpoint:
    """A name under which models are deployed, with its deployments from the oldest to the newest."""

    name: str
    deployments: tuple[Deployment, ...]

    @property
    def current(self) -> Deployment:
        """The newest deployment."""
        return self.deployments[-1]

    @property
    def deleted(self) -> bool:
        """Whether nothing is deployed there any more."""
        return self.current.config is None
