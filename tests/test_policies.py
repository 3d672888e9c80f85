"""What a step says about repeating, stopping and reserving, where the other tests of the compiler do not look."""

from __future__ import annotations

import pytest
from scripted import compiled

from nbpipe.errors import DefinitionError
from nbpipe.model import Failure, Resources, Retry
from nbpipe.scheduler.retries import matches, wait_before

GATE = "%%step gate --type Condition --then a {}\n1 > 0"
FAIL = "%%step stop --type Fail {}\nno"
REGISTER = "%%step enter --type Register --model x --group g {}\ncard"

REFUSED = [
    (GATE, "--retry 2", "--retry has no meaning for a Condition step"),
    (GATE, "--timeout 5m", "--timeout has no meaning for a Condition step"),
    (GATE, "--cache-for 1d", "--cache-for has no meaning for a Condition step"),
    (GATE, "--no-cache", "--no-cache has no meaning for a Condition step"),
    (FAIL, "--cpus 1", "--cpus has no meaning for a Fail step"),
    (REGISTER, "--memory 1GB", "--memory has no meaning for a Register step"),
    (REGISTER, "--gpus 1", "--gpus has no meaning for a Register step"),
    ("%%step b {}\ny = 1", "--retry 1001", "--retry 1001 is too many"),
    ("%%step b {}\ny = 1", "--backoff 2 --retry-within 1h", "--backoff needs --retry"),
    ("%%step b {}\ny = 1", "--retry-on OSError", "--retry-on needs --retry"),
]


@pytest.mark.parametrize(("cell", "options", "says"), REFUSED, ids=[f"{c[0][:14]} {c[1]}" for c in REFUSED])
def test_refused(cell: str, options: str, says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        compiled(
            *(
                ["%%step a\nx = 1", cell.format(options)]
                if "gate" not in cell
                else [cell.format(options), "%%step a\nx = 1"]
            )
        )


RETRIES = [
    ("", None),
    ("--retry 0", None),
    ("--retry 0 --backoff 3", None),
    ("--retry 3", Retry(3, 1.0, 2.0, None, ())),
    ("--retry 1000 --retry-interval 0s --backoff 1", Retry(1000, 0.0, 1.0, None, ())),
    ("--retry 1 --retry-within 1h --retry-on OSError,KernelDied", Retry(1, 1.0, 2.0, 3600.0, ("OSError", "KernelDied"))),
    ("--retry 1 --retry-on Step.SERVICE_FAULT", Retry(1, on=("Step.SERVICE_FAULT",))),
    ("--retry 1 --retry-on papermill.PapermillException", Retry(1, on=("papermill.PapermillException",))),
    ("--retry 1 --retry-on MyError", Retry(1, on=("MyError",))),
]  # fmt: skip


@pytest.mark.parametrize(("options", "retry"), RETRIES)
def test_how_it_is_tried_again(options: str, retry: Retry | None) -> None:
    pipeline = compiled("%%setup\nclass MyError(Exception):\n    pass", f"%%step a {options}\nraise MyError")
    assert pipeline.step("a").retry == retry


def test_what_it_reserves() -> None:
    assert compiled("%%step a\nx = 1").step("a").resources == Resources()
    made = compiled("%%step a --cpus 0.5 --memory 1.5GB --gpus 2\nx = 1").step("a")
    assert made.resources == Resources(0.5, 1_500_000_000, 2)


def test_a_register_step_may_enter_a_model_once_more() -> None:
    assert compiled("%%step a\nx = 1", REGISTER.format("--no-cache")).step("enter").cache is False


def test_when() -> None:
    made = compiled("%%step a\nx = 1", "%%step b --when always --after a\nprint(1)")
    assert [step.when for step in made.steps] == ["succeeded", "always"]


OF_ANOTHER_PACKAGE = [
    ("requests.Timeout", Failure("Timeout", "it ran too long")),
    (
        "requests.ConnectionError",
        Failure("ConnectionError", "", bases=("builtins.ConnectionError", "builtins.OSError")),
    ),
]


@pytest.mark.parametrize(("name", "failure"), OF_ANOTHER_PACKAGE)
def test_an_exception_of_that_name_in_another_package(name: str, failure: Failure) -> None:
    assert not matches((name,), failure)


def test_a_wait_that_grows_without_end() -> None:
    policy = Retry(1000, interval=0.0, backoff=10.0)
    assert wait_before(policy, Failure("ValueError", ""), 400, 0.0) == 0.0
