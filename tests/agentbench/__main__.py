"""Run the bench: python -m agentbench --baseline, or --endpoint URL --model NAME, in tests/."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from agentbench.baseline import Baseline
from agentbench.bench import Engaged, done, row, tasks
from agentbench.endpoint import Endpoint, Model


def main() -> None:
    """Do the tasks, tell of each, and print the row for README.md; exit 1 where one was not solved."""
    parser = argparse.ArgumentParser(prog="agentbench", description=__doc__)
    parser.add_argument("--baseline", action="store_true", help="the scripted agent; offline, no key")
    parser.add_argument("--endpoint", metavar="URL", help="of OpenAI's form, such as http://127.0.0.1:8080/v1")
    parser.add_argument("--model", help="as the endpoint calls it")
    parser.add_argument("--eyes", action="store_true", help="show the model the pictures")
    parser.add_argument("--only", nargs="*", metavar="TASK", help="these tasks")
    told = parser.parse_args()
    if told.baseline == bool(told.endpoint and told.model):
        parser.error("give --baseline, or --endpoint and --model")
    name, engaged = _engaged(told)
    outcomes = []
    for task in told.only or tasks():
        with tempfile.TemporaryDirectory(prefix="agentbench-") as folder:
            outcome = done(task, Path(folder), engaged)
        outcomes.append(outcome)
        print(f"{task}: {'; '.join(outcome.wrong) or 'ok'}", file=sys.stderr, flush=True)
    print(row(name, outcomes))
    sys.exit(any(outcome.wrong for outcome in outcomes))


def _engaged(told: argparse.Namespace) -> tuple[str, Engaged]:
    if told.baseline:
        return "baseline, scripted", Baseline
    endpoint = Endpoint(told.endpoint, told.model, os.environ.get("AGENTBENCH_KEY", ""), told.eyes)
    return told.model, lambda agent, key: Model(agent, endpoint)


if __name__ == "__main__":
    main()
