"""Models of the registry: groups and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nbpipe import registry
from nbpipe.errors import NotFoundError
from nbpipe.model import Approval, ApprovalRecord, ModelGroup, ModelVersion, StageRecord
from nbpipe.sdk import pictures
from nbpipe.store import deployed, registered

if TYPE_CHECKING:
    from nbpipe.sdk.store import Store


@dataclass(eq=False, repr=False)
class Version:
    """One version of a model. Only its approval, its stage and its aliases ever change."""

    store: Store
    record: ModelVersion

    @property
    def group(self) -> str:
        """The name of its group."""
        return self.record.group

    @property
    def version(self) -> int:
        """Its number in the group, from 1."""
        return self.record.version

    @property
    def status(self) -> Approval:
        """PendingManualApproval, Approved or Rejected, as when this object was read or decided about."""
        return self.record.status

    @property
    def metrics(self) -> Mapping[str, Any]:
        """What was measured when it was registered."""
        return self.record.metrics

    @property
    def artifact(self) -> str:
        """Digest of the model's content."""
        return self.record.artifact.digest

    @property
    def execution(self) -> str | None:
        """Id of the execution that made it."""
        return self.record.execution

    @property
    def step(self) -> str | None:
        """The step that registered it."""
        return self.record.step

    @property
    def card(self) -> str:
        """The model card, in Markdown."""
        return self.record.card

    @property
    def aliases(self) -> tuple[str, ...]:
        """Movable names that are with this version now."""
        return self.record.aliases

    @property
    def approvals(self) -> tuple[ApprovalRecord, ...]:
        """Every decision about it, the newest last: who, when, why, and the digests that it was about."""
        return self.record.approvals

    @property
    def stage(self) -> str | None:
        """The stage of its life that it was moved to; None where it never was."""
        return self.record.stage

    @property
    def stages(self) -> tuple[StageRecord, ...]:
        """Every move to another stage, the newest last: who, when, why."""
        return self.record.stages

    @property
    def baselines(self) -> dict[str, Any]:
        """The baselines that are kept with it for later checks, by what they are of, such as `data-quality`."""
        from nbpipe.artifacts import ArtifactStore

        artifacts = ArtifactStore(self.store.settings.artifacts)
        return {kind: artifacts.load(item) for kind, item in self.record.baselines.items()}

    @property
    def in_use(self) -> list[deployed.Use]:
        """Where it is deployed now: endpoint, deployment, variant and share. Then it cannot be deleted."""
        with self.store.connected() as connection:
            return deployed.uses(connection, self.group, self.version)

    @property
    def created_at(self) -> datetime | None:
        """When it was registered."""
        return datetime.fromisoformat(self.record.created_at) if self.record.created_at else None

    @property
    def created_by(self) -> str | None:
        """Who started the execution that made it."""
        return self.record.created_by

    @property
    def preview(self) -> Mapping[str, Any]:
        """JSON that shows the model, made when it was saved; nothing is loaded."""
        with self.store.connected() as connection:
            found = registered.model_version(connection, f"{self.group}:{self.version}")
        return found.artifact.preview

    def value(self, *, run_setup: bool = True) -> Any:
        """The model itself. See `Step.output` for `run_setup`."""
        from nbpipe.sdk import values

        return values.load(
            self.store,
            self.record.artifact,
            self.execution,
            run_setup=run_setup,
            name=f"{self.group}:{self.version}",
        )

    def approve(self, by: str | None = None, comment: str = "") -> Version:
        """Approve it; kept with who (by default the caller), why, and what the decision was about."""
        with self.store.connected() as connection:
            self.record = registry.approve(
                connection, self._ref, by or self.store.settings.user, comment, command="Version.approve"
            )
        return self

    def reject(self, by: str | None = None, comment: str = "") -> Version:
        """Reject it, also where it was approved before."""
        with self.store.connected() as connection:
            self.record = registry.reject(
                connection, self._ref, by or self.store.settings.user, comment, command="Version.reject"
            )
        return self

    def alias(self, name: str, by: str | None = None) -> Version:
        """Give it a movable name, such as `champion`, taking that from the version that had it."""
        with self.store.connected() as connection:
            self.record = registry.alias(
                connection, self._ref, name, by or self.store.settings.user, command="Version.alias"
            )
        return self

    def set_stage(self, stage: str, by: str | None = None, comment: str = "") -> Version:
        """Move it to another stage that the policy of its group has."""
        with self.store.connected() as connection:
            self.record = registry.set_stage(
                connection,
                self._ref,
                stage,
                by or self.store.settings.user,
                comment,
                command="Version.set_stage",
            )
        return self

    def delete(self, by: str | None = None, comment: str = "") -> Version:
        """Delete it, where nobody uses it: what is known of it stays, its content may be removed."""
        with self.store.connected() as connection:
            self.record = registry.delete(
                connection, self._ref, by or self.store.settings.user, comment, command="Version.delete"
            )
        return self

    @property
    def _ref(self) -> str:
        return f"{self.group}:{self.version}"

    def row(self) -> tuple[str, ...]:
        """Its line in a table."""
        metrics = ", ".join(f"{name} {_short(value)}" for name, value in self.metrics.items())
        return str(self.version), str(self.status), " ".join(f"@{name}" for name in self.aliases), metrics

    def __repr__(self) -> str:
        return f"<model {self._ref} {' '.join(text for text in self.row()[1:] if text)}>"

    def _repr_html_(self) -> str:
        return pictures.paragraph(f"Model {self.group}") + pictures.table(_HEAD, [self.row()])


_HEAD = ("version", "status", "aliases", "metrics")


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


class Model:
    """A model group. `versions` go from the oldest to the newest."""

    def __init__(self, store: Store, record: ModelGroup) -> None:
        self.name = record.name
        self.description = record.description
        self.versions = [Version(store, item) for item in record.versions]

    def version(self, which: int | str) -> Version:
        """The version of that number or alias; `NotFoundError` with what there is."""
        name = which.removeprefix("@") if isinstance(which, str) else which
        for version in self.versions:
            if version.version == name or name in version.aliases:
                return version
        known = [
            *(str(item.version) for item in self.versions),
            *(a for v in self.versions for a in v.aliases),
        ]
        raise NotFoundError(
            f"model group {self.name!r} has no version {which!r}",
            f"there is {', '.join(known)}" if known else None,
        )

    def __repr__(self) -> str:
        count = len(self.versions)
        latest = f", latest {self.versions[-1]!r}" if self.versions else ""
        return f"<model group {self.name}: {count} version{'' if count == 1 else 's'}{latest}>"

    def _repr_html_(self) -> str:
        rows = [version.row() for version in reversed(self.versions[-20:])]
        return pictures.paragraph(f"Model {self.name}") + pictures.table(_HEAD, rows)
