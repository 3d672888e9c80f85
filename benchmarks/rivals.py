"""nbpipe beside other tools: the same 20 trivial steps, whole commands as a user types them, interleaved, medians.

    python benchmarks/rivals.py [--rounds 5] [--envs DIR] [--only NAMES] [--skip ROW]
        [--budget SECONDS] [--minutes N] [--timeout SECONDS]

The work is a chain of 20 steps and a fan 1→18→1; "again" is the chain's second run with nothing changed, where the
tool has that. "isolated" says whether each step has a process of its own: tools that run steps in the driver's process
do less for the same work, and are marked. Nothing is installed by this script. Since the tools' dependencies clash,
each is looked for in the running interpreter, then in DIR/<tool>/bin/python; what is found nowhere is listed so. To
make them:

    for tool in dagster dvc kedro luigi metaflow snakemake; do
        python -m venv DIR/$tool && DIR/$tool/bin/pip install $tool
    done
    python -m venv DIR/ploomber && DIR/ploomber/bin/pip install ploomber ipykernel "setuptools<81"
    python -m venv DIR/prefect && DIR/prefect/bin/pip install prefect "fastapi<0.140"  # 3.8.8 fails with 0.165
    python -m venv DIR/zenml && DIR/zenml/bin/pip install "zenml[local]"

and byte code with `DIR/<tool>/bin/python -m compileall -q DIR/<tool>/lib`. Every command first runs once, untimed, on
a chain of two steps: that makes the tools' data bases and caches. Home, runtime and data folders are temporary,
telemetry and version checks are switched off. A command whose runs have taken --budget seconds is not repeated, and
after --minutes none is started; the table says how many runs such a median has. A command that fails is reported as
such and not repeated.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import rival_projects as projects

ROOT = Path(__file__).resolve().parents[1]
QUIET = {
    "DO_NOT_TRACK": "1",
    "DAGSTER_DISABLE_TELEMETRY": "true",
    "DVC_NO_ANALYTICS": "1",
    "KEDRO_DISABLE_TELEMETRY": "1",
    "METAFLOW_DEFAULT_DATASTORE": "local",
    "METAFLOW_DEFAULT_METADATA": "local",
    "PLOOMBER_STATS_ENABLED": "false",
    "PLOOMBER_VERSION_CHECK_DISABLED": "true",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # its first start migrates a data base
    "ZENML_ANALYTICS_OPT_IN": "false",
    "USERNAME": "bench",
}
KERNEL, PROCESS, SHARED = "yes: a kernel", "yes: a process", "**no**: in the driver's process"
POOL = "**no**: pool processes shared by steps"


@dataclass(frozen=True)
class Rival:
    """One row of the table. Commands may say {python}, {bin} and {last}, the last step's name."""

    name: str
    tool: str
    isolated: str
    steps: str
    files: Callable[[projects.Shape], projects.Files]
    run: str
    again: str = ""
    forget: tuple[str, ...] = ()
    before: str = ""
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    python: str
    version: str


@dataclass(frozen=True)
class Place:
    """A rival's project of one shape, ready to run."""

    rival: Rival
    shape: projects.Shape
    python: str
    folder: Path
    environment: dict[str, str]

    def command(self, text: str) -> list[str]:
        return [
            word.format(python=self.python, bin=Path(self.python).parent, last=self.shape.last.name)
            for word in text.split()
        ]


@dataclass
class Measured:
    """What one command took, or why it failed."""

    seconds: list[float] = field(default_factory=list)
    failure: str = ""

    def goes_on(self, budget: float) -> bool:
        return not self.failure and sum(self.seconds) < budget

    def shown(self, rounds: int) -> str:
        if self.failure:
            return f"failed: {self.failure}"
        if not self.seconds:
            return "not measured"
        runs = f" ({len(self.seconds)})" if len(self.seconds) < rounds else ""
        return f"{statistics.median(self.seconds):.2f}{runs}"


def nbpipe(name: str, run: str, steps: str = "cells", **more: object) -> Rival:
    isolated = KERNEL if "--no-warm" in run else PROCESS
    return Rival(name, "nbpipe", isolated, steps, projects.nbpipe, run, **more)  # type: ignore[arg-type]


NBPIPE = "{python} -m nbpipe run work.ipynb"
SHAPES = (projects.chain(20), projects.fan(18))
OUT = ("out",)
RIVALS = (
    nbpipe("nbpipe", NBPIPE, again=NBPIPE, forget=(".nbpipe",)),
    nbpipe("nbpipe --no-cache", f"{NBPIPE} --no-cache"),
    nbpipe("nbpipe, no warm server yet", NBPIPE, forget=(".nbpipe",), before="{python} -m nbpipe warm stop"),
    nbpipe("nbpipe --no-warm", f"{NBPIPE} --no-warm", again=f"{NBPIPE} --no-warm", forget=(".nbpipe",)),
    Rival(
        "papermill, 20 calls in one script",
        "papermill",
        KERNEL,
        "notebooks",
        projects.papermill,
        "{python} work.py",
        forget=OUT,
    ),
    Rival(
        "Ploomber, serial",
        "ploomber",
        KERNEL,
        "notebooks",
        projects.ploomber,
        "{bin}/ploomber build",
        again="{bin}/ploomber build",
        forget=OUT,
    ),
    Rival(
        "Ploomber, parallel",
        "ploomber",
        KERNEL,
        "notebooks",
        projects.ploomber_parallel,
        "{bin}/ploomber build",
        again="{bin}/ploomber build",
        forget=OUT,
    ),
    Rival(
        "Metaflow",
        "metaflow",
        PROCESS,
        "methods",
        projects.metaflow,
        "{python} flow.py run",
        again="{python} flow.py resume",
        forget=(".metaflow",),
    ),
    Rival(
        "Prefect",
        "prefect",
        SHARED,
        "functions",
        projects.prefect,
        "{python} flow.py",
        again="{python} flow.py",
        forget=("results",),
        environment={"PREFECT_HOME": "{home}/prefect", "PREFECT_LOCAL_STORAGE_PATH": "{folder}/results"},
    ),
    Rival(
        "Dagster, in process",
        "dagster",
        SHARED,
        "functions",
        projects.dagster,
        "{python} work.py",
        environment={"DAGSTER_HOME": "{folder}/home"},
    ),
    Rival(
        "Dagster, multiprocess",
        "dagster",
        PROCESS,
        "functions",
        projects.dagster,
        "{python} -m dagster job execute -f work.py -j work",
        environment={"DAGSTER_HOME": "{folder}/home"},
    ),
    Rival("Kedro, sequential", "kedro", SHARED, "functions", projects.kedro, "{python} -m kedro run"),
    Rival(
        "Kedro, parallel",
        "kedro",
        POOL,
        "functions",
        projects.kedro,
        "{python} -m kedro run --runner=ParallelRunner",
    ),
    Rival(
        "Snakemake",
        "snakemake",
        PROCESS,
        "shell commands",
        projects.snakemake,
        "{python} -m snakemake --cores all",
        again="{python} -m snakemake --cores all",
        forget=("out", ".snakemake"),
    ),
    Rival(
        "ZenML",
        "zenml",
        SHARED,
        "functions",
        projects.zenml,
        "{python} run.py --fresh",
        again="{python} run.py",
        environment={"ZENML_CONFIG_PATH": "{home}/zenml", "ZENML_LOCAL_STORES_PATH": "{home}/zenml-stores"},
    ),
    Rival(
        "Luigi",
        "luigi",
        SHARED,
        "functions",
        projects.luigi,
        "{python} -m luigi --module work Step --name {last} --local-scheduler",
        again="{python} -m luigi --module work Step --name {last} --local-scheduler",
        forget=OUT,
        environment={"PYTHONPATH": "."},
    ),
    Rival(
        "Luigi, two workers",
        "luigi",
        "yes: a fork",
        "functions",
        projects.luigi,
        "{python} -m luigi --module work Step --name {last} --local-scheduler --workers 2",
        again="{python} -m luigi --module work Step --name {last} --local-scheduler --workers 2",
        forget=OUT,
        environment={"PYTHONPATH": "."},
    ),
    Rival(
        "DVC",
        "dvc",
        PROCESS,
        "shell commands",
        projects.dvc,
        "{python} -m dvc repro",
        again="{python} -m dvc repro",
        forget=("out", "dvc.lock", ".dvc/cache"),
    ),
)


def find(tool: str, envs: Path | None) -> Found | None:
    """The first interpreter that has the tool."""
    if tool == "nbpipe":
        question = "import nbpipe; print(nbpipe.__version__)"
    else:
        question = f"import importlib.metadata as m; print(m.version({tool!r}))"
    candidates = [sys.executable, *([str(envs / tool / "bin" / "python")] if envs else [])]
    for python in candidates:
        if not Path(python).exists():
            continue
        answer = subprocess.run(
            [python, "-c", question], capture_output=True, text=True, cwd=ROOT, env=clean_environment()
        )
        if answer.returncode == 0:
            return Found(python, answer.stdout.strip())
    return None


def clean_environment() -> dict[str, str]:
    """Without what would slow Python down, or lead it to other code or data."""
    drop = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "NBPIPE_STORE")
    return {name: value for name, value in os.environ.items() if name not in drop}


def prepare(rival: Rival, shape: projects.Shape, found: Found, home: Path) -> Place:
    """Write the project."""
    folder = home / "projects" / rival.name.replace(" ", "-").replace(",", "") / shape.name
    for name, text in rival.files(shape).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{version}", found.version) if path.suffix == ".toml" else text, "utf-8")
    (folder / "out").mkdir(exist_ok=True)
    environment = {
        **clean_environment(),
        **QUIET,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "PATH": os.pathsep.join([str(Path(found.python).parent), os.environ.get("PATH", os.defpath)]),
        **({"PYTHONPATH": str(ROOT)} if rival.tool == "nbpipe" else {}),
        **{name: text.format(home=home, folder=folder) for name, text in rival.environment.items()},
    }
    return Place(rival, shape, found.python, folder, environment)


def run(place: Place, text: str, timeout: float) -> tuple[float, str]:
    """Seconds, and why it failed."""
    with (place.folder / "printed.txt").open("w+", encoding="utf-8", errors="replace") as printed:
        begin = time.perf_counter()
        process = subprocess.Popen(
            place.command(text),
            cwd=place.folder,
            env=place.environment,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = process.wait(timeout)
        except KeyboardInterrupt:
            end(process)
            raise
        except subprocess.TimeoutExpired:
            end(process)
            return time.perf_counter() - begin, f"took more than {timeout:g} s"
        seconds = time.perf_counter() - begin
        printed.seek(0)
        lines = [line.strip() for line in printed if line.strip()]
    return seconds, "" if code == 0 else (lines[-1] if lines else f"exit code {code}")[:160].replace("|", "/")


def end(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C does, so that it can end what it started; then for certain."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def fresh(place: Place, timeout: float) -> None:
    """Forget the results of the run before."""
    for name in place.rival.forget:
        path = place.folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    (place.folder / "out").mkdir(exist_ok=True)
    if place.rival.before:
        run(place, place.rival.before, timeout)


def measure(place: Place, found: dict[tuple[str, str], Measured], options: argparse.Namespace) -> None:
    """One round of one rival on one shape: a fresh run, and for the chain one with nothing changed."""
    rival, first = place.rival, found.setdefault((place.rival.name, place.shape.name), Measured())
    if not first.goes_on(options.budget):
        return
    fresh(place, options.timeout)
    seconds, first.failure = run(place, rival.run, options.timeout)
    first.seconds.append(seconds)
    if rival.again and place.shape.name == "chain" and not first.failure:
        again = found.setdefault((rival.name, "again"), Measured())
        seconds, again.failure = run(place, rival.again, options.timeout)
        again.seconds.append(seconds)


@contextlib.contextmanager
def home_folder() -> Iterator[Path]:
    """Temporary; what nbpipe left running in it is ended. The path is short since sockets are made below it."""
    with tempfile.TemporaryDirectory(prefix="rivals-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        try:
            yield home
        finally:
            environment = {**clean_environment(), "XDG_RUNTIME_DIR": folder, "PYTHONPATH": str(ROOT)}
            subprocess.run(
                [sys.executable, "-m", "nbpipe", "warm", "stop"], env=environment, capture_output=True
            )


def table(
    rivals: tuple[Rival, ...],
    tools: dict[str, Found | None],
    found: dict[tuple[str, str], Measured],
    rounds: int,
) -> list[str]:
    """Isolated ones first, the fastest first among them."""

    def order(rival: Rival) -> tuple[bool, bool, float]:
        chain = found.get((rival.name, "chain"), Measured())
        return (
            not rival.isolated.startswith("yes"),
            bool(chain.failure),
            statistics.median(chain.seconds or [0]),
        )

    lines = [
        "| seconds, whole command | steps are | isolated | chain of 20 | fan 1→18→1 | chain again, unchanged |",
        "|---|---|---|---|---|---|",
    ]
    for rival in sorted((rival for rival in rivals if tools[rival.tool]), key=order):
        cells = [
            "runs all again"
            if column == "again" and not rival.again
            else found.get((rival.name, column), Measured()).shown(rounds)
            for column in ("chain", "fan", "again")
        ]
        lines.append(f"| {' | '.join([rival.name, rival.steps, rival.isolated, *cells])} |")
    return lines


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def note(text: str) -> None:
    """Progress, beside the table."""
    print(text, file=sys.stderr, flush=True)


def main(options: argparse.Namespace) -> None:
    wanted = options.only.split(",") if options.only else sorted({rival.tool for rival in RIVALS})
    rivals = tuple(rival for rival in RIVALS if rival.tool in wanted and rival.name not in options.skip)
    tools = {tool: find(tool, options.envs and options.envs.resolve()) for tool in wanted}
    found: dict[tuple[str, str], Measured] = {}
    begun, loads, ended = time.monotonic(), [load()], 0
    with home_folder() as home:
        places = []
        for rival in rivals:
            if tool := tools[rival.tool]:
                warm_up = prepare(rival, replace(projects.chain(2), name="warm-up"), tool, home)
                seconds, failure = run(warm_up, rival.run, options.timeout)
                places += [prepare(rival, shape, tool, home) for shape in SHAPES]
                note(f"warm-up of {rival.name}: {seconds:.1f} s {failure}")
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C shows what there is
            for number in range(options.rounds):
                for place in places[number % 2 :: 2] + places[1 - number % 2 :: 2]:
                    if time.monotonic() - begun < 60 * options.minutes:
                        measure(place, found, options)
                loads.append(load())
                ended = number + 1
                note(f"round {number + 1} ended, {time.monotonic() - begun:.0f} s, load {loads[-1]}")
    print("\n".join(table(rivals, tools, found, ended)))
    versions = [f"{tool} {place.version}" for tool, place in tools.items() if place]
    absent = [tool for tool, place in tools.items() if not place]
    print(f"\nMedians of {ended} interleaved rounds (of fewer runs: in brackets). {machine()};")
    print(
        f"{datetime.date.today().isoformat()}; load average before and after each round: {', '.join(loads)}."
    )
    print(f"Versions: {', '.join(versions)}. Not installed: {', '.join(absent) or 'none'}.")
    print("Metaflow's `end` may not join, so its fan is 1→17→1→1; its unchanged run is `resume`.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--envs", type=Path, metavar="DIR")
    parser.add_argument("--only", metavar="NAMES", help="tools, with commas between")
    parser.add_argument("--skip", action="append", default=[], metavar="ROW", help="a row's name; repeatable")
    parser.add_argument("--budget", type=float, default=60, metavar="SECONDS")
    parser.add_argument("--minutes", type=float, default=60, help="start no command later than this")
    parser.add_argument("--timeout", type=float, default=180, metavar="SECONDS")
    return parser.parse_args()


if __name__ == "__main__":
    main(arguments())
