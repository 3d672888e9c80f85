"""The nouns of nbpipe as frozen dataclasses, the statuses, and the legal changes of status.

Standard library only: every other module may import this package.
"""

from nbpipe.model.answer import Child, Decision, Job, Many, Nested, Question, Run
from nbpipe.model.definition import Branch, Cell, Parameter, Pipeline, Resources, Retry, Step, variable_of
from nbpipe.model.endpoint import Deploying, Deployment, DeploymentAction, Endpoint, EndpointConfig, Variant
from nbpipe.model.execution import Attempt, Callback, Execution, Output, StepExecution
from nbpipe.model.outcome import (
    DEATHS,
    Artifact,
    CacheKey,
    Failure,
    FileUse,
    Lesson,
    LessonKind,
    Metric,
    Outcome,
    Result,
)
from nbpipe.model.record import Anchor, Association, AssociationType, AuditAction, AuditRecord, Event
from nbpipe.model.statuses import (
    EXECUTION_TRANSITIONS,
    STEP_TRANSITIONS,
    CallbackStatus,
    ExecutionStatus,
    StepStatus,
)
from nbpipe.model.version import (
    Approval,
    ApprovalRecord,
    Deletion,
    ModelGroup,
    ModelVersion,
    Registration,
    StageRecord,
)

__all__ = [
    "DEATHS",
    "EXECUTION_TRANSITIONS",
    "STEP_TRANSITIONS",
    "Anchor",
    "Approval",
    "ApprovalRecord",
    "Artifact",
    "Association",
    "AssociationType",
    "Attempt",
    "AuditAction",
    "AuditRecord",
    "Branch",
    "CacheKey",
    "Callback",
    "CallbackStatus",
    "Cell",
    "Child",
    "Decision",
    "Deletion",
    "Deploying",
    "Deployment",
    "DeploymentAction",
    "Endpoint",
    "EndpointConfig",
    "Event",
    "Execution",
    "ExecutionStatus",
    "Failure",
    "FileUse",
    "Job",
    "Lesson",
    "LessonKind",
    "Many",
    "Metric",
    "ModelGroup",
    "ModelVersion",
    "Nested",
    "Outcome",
    "Output",
    "Parameter",
    "Pipeline",
    "Question",
    "Registration",
    "Resources",
    "Result",
    "Retry",
    "Run",
    "StageRecord",
    "Step",
    "StepExecution",
    "StepStatus",
    "Variant",
    "variable_of",
]
