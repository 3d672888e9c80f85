"""What is deployed where: changed on the page and in a terminal, each of which sees what the other did."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.harness import Console, Server, command, open_lab, serving, shown

TRAIN = (
    "%%parameters\ndepth: int = 1  # of the trees",
    '%%step train --type Training --model model --metrics metrics\nmodel = {"depth": depth}\n'
    'metrics = {"auc": 0.7 + depth / 100}',
    "%%step register --type Register --model model --group churn --metrics metrics --approval Approved\n"
    "# Who leaves\n\nAUC {metrics[auc]:.2f}",
)
DEPLOY = "%%step deploy --type Endpoint --name churn --config canary\nAUC {metrics[auc]:.2f}"
READERS = '''
from jupyter_server.auth.authorizer import Authorizer

class Readers(Authorizer):
    """Everybody may look at nbpipe, and do no more there."""

    def is_authorized(self, handler, user, action, resource):
        return resource != "nbpipe" or action == "read"
'''


@pytest.fixture(scope="module")
def release(server: Server) -> str:
    """Two executions that deployed as churn: all of it version 1, then a tenth of it version 2. The second one's id."""
    return released(server)


def released(server: Server) -> str:
    server.notebook(
        "first.ipynb", *TRAIN, '%%step canary --type EndpointConfig --variant "all=register_version"', DEPLOY
    )
    server.notebook(
        "release.ipynb",
        *TRAIN,
        '%%step canary --type EndpointConfig --variant "blue=churn:1,9" --variant "green=register_version,1"\n'
        "for the pilot",
        DEPLOY,
    )
    server.run("first.ipynb")
    return server.run("release.ipynb", "-p", "depth=4")


def open_endpoint(page: Page, server: Server) -> Locator:
    open_lab(page, server)
    command(page, "nbpipe:open-endpoint", name="churn")
    expect(page.get_by_role("heading", name="Endpoint churn")).to_be_visible()
    return shown(page)


def newest(endpoint: Locator) -> Locator:
    return endpoint.get_by_role("list", name="Deployments").get_by_role("listitem").first


def test_the_ways_to_an_endpoint(server: Server, release: str, page: Page) -> None:
    open_lab(page, server)
    heading = page.get_by_role("heading", name="Endpoint churn")
    command(page, "nbpipe:open-models")
    shown(page).get_by_text("recorded, not served yet").click()
    shown(page).get_by_role("table", name="Endpoints").get_by_role("button", name="churn", exact=True).click()
    expect(heading).to_be_visible()
    expect(shown(page)).to_contain_text("nothing answers requests here yet")
    command(page, "nbpipe:open-model", group="churn", version=2)
    shown(page).get_by_role("button", name="churn, variant green, 10 %").click()
    expect(heading).to_be_visible()
    shown(page).get_by_role("button", name="Lineage").click()
    expect(page.get_by_role("group", name="Selected")).to_contain_text("endpoint churn")
    page.get_by_role("group", name="Selected").get_by_role("button", name="Open").click()
    expect(heading).to_be_visible()
    newest(shown(page)).get_by_role("button", name=f"execution {release[:8]}").click()
    inspector = page.get_by_role("complementary", name="Step deploy")
    inspector.get_by_role("button", name="churn", exact=True).click()
    expect(heading).to_be_visible()


def test_on_the_page_and_in_a_terminal(server: Server, release: str, page: Page, console: Console) -> None:
    endpoint = open_endpoint(page, server)
    table = endpoint.get_by_role("table", name="Variants")
    expect(table.get_by_role("row").nth(2)).to_have_text("green10 %churn:2Approved")
    expect(newest(endpoint)).to_contain_text("updated canary:2 blue churn:1 90 %, green churn:2 10 %")

    # Back on the page: the terminal sees it.
    endpoint.get_by_role("button", name="Roll back…").click()
    form = endpoint.get_by_role("region", name="Roll back churn")
    expect(form).to_contain_text("Every rule is met")
    back = form.get_by_role("button", name="Roll back", exact=True)
    expect(back).to_be_disabled()  # nobody goes back without saying why
    form.get_by_label("Comment").fill("too many false alarms")
    back.click()
    expect(form).to_have_count(0)
    expect(newest(endpoint)).to_contain_text("rolled back to 1 canary:1 all churn:1 100 %")
    [found] = server.nbpipe("endpoints")["endpoints"]
    assert (found["config"], found["restores"], found["comment"]) == ("canary:1", 1, "too many false alarms")

    # In a terminal: the page shows it, with what became of a version since.
    server.nbpipe("endpoints", "deploy", "churn", "canary:2", "--comment", "a tenth again")
    expect(newest(endpoint)).to_contain_text("a tenth again")
    server.nbpipe("models", "reject", "churn:2", "--comment", "leaks the label")
    expect(endpoint.get_by_role("alert")).to_contain_text("was rejected since it was deployed")

    # Somebody else is quicker: what they did is seen before it is deleted.
    endpoint.get_by_role("button", name="Delete this endpoint…").click()
    form = endpoint.get_by_role("region", name="Delete endpoint churn")
    form.get_by_label("Comment").fill("moved to another service")
    server.nbpipe("endpoints", "rollback", "churn", "--comment", "the label leaks")
    expect(form.get_by_role("alert")).to_contain_text("Deployment 5: rolled back to 3")
    form.get_by_role("button", name="I have seen it, go on").click()
    form.get_by_role("button", name="Delete endpoint churn").click()
    expect(endpoint).to_contain_text("Nothing is deployed here any more.")
    assert server.nbpipe("endpoints")["endpoints"] == []

    # What was rejected cannot come back, and that is said before; what was not, can.
    endpoint.get_by_role("button", name="Roll back to deployment 4").click()
    form = endpoint.get_by_role("region", name="Roll back churn")
    expect(form).to_contain_text("churn:2: it is Rejected, not Approved")
    form.get_by_label("Comment").fill("once more")
    expect(form.get_by_role("button", name="Roll back", exact=True)).to_be_disabled()
    form.get_by_role("button", name="Cancel").click()
    endpoint.get_by_role("button", name="Deploy…").click()
    form = endpoint.get_by_role("region", name="Deploy as churn")
    form.get_by_label("Configuration").select_option("canary:1")
    form.get_by_label("Comment").fill("moved back")
    form.get_by_role("button", name="Deploy", exact=True).click()
    expect(newest(endpoint)).to_contain_text("created canary:1 all churn:1 100 %")

    endpoint.get_by_role("button", name="All records about this endpoint").click()
    rows = shown(page).get_by_role("table", name="Records of the audit log").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("deployed canary:1 moved back")
    rows.filter(has_text="deleted: moved").click()
    expect(shown(page).get_by_role("complementary")).to_contain_text("POST endpoints/churn/deletion")
    assert console.errors == []


def test_what_a_policy_refuses_is_told(server: Server, page: Page, console: Console, release: str) -> None:
    rules = server.root / "nbpipe.toml"
    server.nbpipe("endpoints", "deploy", "pilot", "canary:1", "--comment", "for the pilot")
    open_lab(page, server)
    command(page, "nbpipe:open-endpoint", name="pilot")
    endpoint = shown(page)
    endpoint.get_by_role("button", name="Delete this endpoint…").click()
    form = endpoint.get_by_role("region", name="Delete endpoint pilot")
    form.get_by_label("Comment").fill("the pilot is over")
    rules.write_text('[policy.churn.deployment]\ndeployers = ["ada"]\n')
    try:
        console.expected.append("403")
        form.get_by_role("button", name="Delete endpoint pilot").click()
        expect(form.get_by_role("alert")).to_contain_text(
            re.compile("may not deploy its versions.*ask ada", re.S)
        )
    finally:
        rules.unlink()
    expect(form.get_by_label("Comment")).to_have_value("the pilot is over")
    form.get_by_role("button", name="Delete endpoint pilot").click()
    expect(endpoint).to_contain_text("Nothing is deployed here any more.")


def test_who_may_only_read_is_told_so(tmp_path_factory: pytest.TempPathFactory, page: Page) -> None:
    folder = tmp_path_factory.mktemp("readers")
    (folder / "only_readers.py").write_text(READERS)
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))
    with serving(folder, "--ServerApp.authorizer_class=only_readers.Readers", PYTHONPATH=path) as server:
        released(server)
        endpoint = open_endpoint(page, server)
        expect(endpoint.get_by_role("note")).to_contain_text("this server lets you read only")
        expect(newest(endpoint)).to_contain_text("canary:2")
        expect(endpoint.get_by_role("button", name=re.compile("^(Roll back|Deploy|Delete)"))).to_have_count(0)
        page.goto("about:blank")  # JupyterLab would ask a server that is gone
