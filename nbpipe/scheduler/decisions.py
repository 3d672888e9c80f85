"""What a step's type makes of a step that is ready, and what is decided at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbpipe import endpoints, registry, seeding
from nbpipe.errors import NbpipeError, NotFoundError, UsageError
from nbpipe.model import (
    Artifact,
    Decision,
    Failure,
    Many,
    ModelVersion,
    Nested,
    Outcome,
    Registration,
    Run,
    Step,
    StepStatus,
)
from nbpipe.scheduler import traced
from nbpipe.steps import Inputs
from nbpipe.store import deployed, registered, results

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


class Decisions:
    """Asks the types of steps what is to be done; a decision is written down, and what it would only enter again is not."""

    def __init__(self, run: RunningExecution) -> None:
        self.run = run

    def plan(
        self, step: Step, step_type: Any, inputs: Mapping[str, Artifact]
    ) -> Run | Many | Nested | Decision:
        """What the step's type makes of it."""
        run = self.run
        fields = {
            key: value for key, value in step.options.items() if key in step_type.options.__dataclass_fields__
        }
        parameters = {name: run.request.parameters[name] for name in step.parameters}
        try:
            planned: Run | Many | Nested | Decision = step_type.plan(
                step,
                step_type.options(**fields),
                Inputs(
                    inputs,
                    parameters,
                    run.artifacts.load,
                    self.model,
                    partial(self.earlier, step),
                    seeding.derive(run.request.seed, step.name),
                    partial(results.output_of, run.connection, step.name),
                    partial(deployed.config, run.connection),
                    Path(run.around.cwd),
                ),
            )
            if isinstance(planned, Decision) and planned.registration is not None:
                planned = self.admitted(planned, planned.registration)
        except NbpipeError as error:
            problem = error.problems[0]
            failure = Failure(type(error).__name__, problem.message, problem.hint, step.name, step.cell)
            return Decision(StepStatus.FAILED, problem.message, failure=failure)
        except Exception as error:
            failure = Failure(type(error).__name__, str(error), None, step.name, step.cell)
            return Decision(StepStatus.FAILED, str(error), failure=failure)
        return planned

    def admitted(self, planned: Decision, asked: Registration) -> Decision:
        """A registration as the policy of its group lets it in, and why it is not as it was asked for."""
        run = self.run
        run.taken.flush()  # the policy looks for what this execution has
        found = registry.admitted(run.connection, asked, run.id, run.request.settings.user)
        if found == asked:
            return planned
        detail = f"registered in {found.group}, {found.status}: {'; '.join(found.refused)}"
        return replace(planned, registration=found, detail=detail)

    def model(self, ref: str) -> ModelVersion:
        """A version of the registry, as a step's type asks for it."""
        run = self.run
        return registered.model_version(run.connection, ref)

    def earlier(self, step: Step, name: str) -> Artifact | None:
        """What a step's variable was when it last succeeded, in an earlier execution of the pipeline."""
        run = self.run
        return results.earlier_output(run.connection, run.pipeline.name, step.name, name, run.id)

    def decide(self, step: Step, decision: Decision, inputs: Mapping[str, Artifact]) -> list[str]:
        run = self.run
        run.taken.flush()
        known = ""
        if run.request.cache and step.cache:
            decision, known = self.unless_known(decision)
        outputs: dict[str, Artifact] = {}

        def keep(name: str) -> Mapping[str, Artifact]:
            outputs.update({variable: run.artifacts.save(name, variable) for variable in decision.gives})
            return outputs

        edges = traced.of_step(run, step, inputs)
        by = run.request.settings.user
        try:
            with endpoints.judged(
                run.connection, decision.deploys, by, f"step {step.name} of {run.id}"
            ) as judge:
                run.writer.decide(
                    run.id,
                    step.name,
                    decision,
                    inputs=inputs,
                    associations=edges,
                    known=known,
                    keep=keep,
                    by=by,
                    judge=judge,
                )
        except (UsageError, NotFoundError) as error:  # it may not be deployed, or is gone
            problem = error.problems[0]
            failure = Failure(type(error).__name__, error.args[0], problem.hint, step.name, step.cell)
            decision = Decision(StepStatus.FAILED, error.args[0], failure=failure)
            run.writer.decide(run.id, step.name, decision, inputs=inputs, associations=edges)
        run.progress.given[step.name] = inputs
        freed = run.progress.end(
            step.name,
            decision.status,
            Outcome(decision.status, outputs) if outputs else None,
            decision.failure,
            decision.taken,
        )
        run.on_change(run.id)
        return freed

    def unless_known(self, decision: Decision) -> tuple[Decision, str]:
        """The decision without what would only be entered once more, and the name that this has already."""
        run = self.run
        registration, configures, deploys = decision.registration, decision.configures, decision.deploys
        if registration is not None:
            same = registered.same_version(run.connection, registration)
            if same is not None:  # the same model, metrics, card and baselines: nothing new to enter
                number, approval = same
                name = f"{registration.group}:{number}"
                detail = f"{name} is the same already, {approval}"
                return replace(decision, registration=None, detail=detail), name
        if configures is not None:
            config = deployed.same_config(run.connection, configures)
            if config is not None:
                detail = f"{config.reference} is the same already: {config.words}"
                return replace(decision, configures=None, detail=detail), config.reference
        if deploys is not None:
            there = deployed.current(run.connection, deploys.endpoint)
            if there is not None and there.config == deploys.config:
                detail = f"{deploys.config.reference} is what {deploys.endpoint} has already: {deploys.config.words}"
                return replace(decision, deploys=None, detail=detail), there.reference
        return decision, ""
