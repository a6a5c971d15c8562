"""The daily run of one environment, as Airflow sees it: one task for each step of the graph, each a Cloud Run job execution.

The graph is computed in TypeScript (model/graph.ts) and uploaded as JSON beside the spec; this file only turns it into tasks:

    <data>/spec/environment.json        project, region, schedule, Cloud Run jobs       composer stack
    <data>/graph/environment.json       steps of the environment                        composer stack
    <data>/graph/hospitals/<id>.json    steps of one hospital                           that hospital's stack
    <data>/spark/extract_table.json     how a Spark batch is run                        processing stack

A hospital's stack adds and removes its own file, so adding a hospital changes no other file.
"""

import hashlib
import json
import os
import re
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.exceptions import AirflowFailException
from airflow.operators.python import PythonOperator
from airflow.providers.google.cloud.operators.cloud_run import CloudRunExecuteJobOperator
from airflow.providers.google.cloud.operators.dataproc import DataprocCreateBatchOperator
from airflow.timetables.trigger import CronTriggerTimetable
from airflow.utils.task_group import TaskGroup

# Composer shows the code bucket's data/ folder here.
DATA = Path(os.environ.get("RCM_DATA_FOLDER", "/home/airflow/gcs/data"))
# Every task is its own container; more of them at once would only queue in the warehouse.
MAX_ACTIVE_TASKS = 16
START_ALLOWANCE = timedelta(minutes=15)
RETRY_DELAY = timedelta(minutes=1)
MAX_RETRY_DELAY = timedelta(minutes=15)

# What a run may be started with, `airflow dags trigger DAG --conf '{"heal": true}'`: the kind of step, and its option.
RUN_PARAMETERS = {
    "full": ("extract", "--full"),
    "heal": ("extract", "--heal"),
    "accept_deletes": ("load", "--accept-deletes"),
}
TRIGGER_RULES = {"all_succeeded": "all_success", "all_settled": "all_done"}
STEP_FIELDS = {"id", "hospitalId", "needs", "runsWhen", "workload", "retries", "timeoutSeconds"}


def read_steps(file):
    """Reads the steps of a graph file. Raises ValueError that names the problem, never the content."""
    steps = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
        raise ValueError("not a list of steps")
    for position, step in enumerate(steps):
        missing = sorted(STEP_FIELDS - step.keys())
        if missing:
            raise ValueError(f"step {position} lacks {', '.join(missing)}")
        if step["runsWhen"] not in TRIGGER_RULES:
            raise ValueError(f"step {position} has an unknown runsWhen")
    return steps


def read_hospital(file, environment_ids):
    """Reads a hospital's steps. They may need each other and the environment's steps, and carry the hospital's id."""
    steps = read_steps(file)
    if any(step["hospitalId"] != file.stem for step in steps):
        raise ValueError("a step belongs to another hospital")
    known = environment_ids | {step["id"] for step in steps}
    if any(need not in known for step in steps for need in step["needs"]):
        raise ValueError("a step needs a step that is missing")
    if any(step.get("reader") == "spark" for step in steps):
        read_batch()
    return steps


def read_batch():
    """Reads how a Spark batch runs: the settings that the construct SparkBatch wrote."""
    settings = json.loads((DATA / "spark" / "extract_table.json").read_text(encoding="utf-8"))
    if not isinstance(settings, dict) or not {"pyspark_batch", "environment_config"} <= settings.keys():
        raise ValueError("the settings of the Spark batch are invalid")
    return settings


def read_hospitals(folder, environment_ids):
    """Steps per hospital, and the problems of invalid files, which must not stop the other hospitals."""
    steps, problems = {}, {}
    for file in sorted(folder.glob("*.json")):
        try:
            steps[file.stem] = read_hospital(file, environment_ids)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            problems[file.stem] = f"{file.name} is invalid: {error}"
    return steps, problems


def matches(pattern, step_id):
    """As in model/graph.ts: `*` alone is every step, elsewhere it is one part between points."""
    if pattern == "*":
        return True
    wanted, parts = pattern.split("."), step_id.split(".")
    return len(wanted) == len(parts) and all(want in ("*", part) for want, part in zip(wanted, parts))


def upstream_ids(step, step_ids):
    """Ids of the steps before it. A name without a pattern stays even if no such step exists, so that it fails loudly."""
    found = []
    for need in step["needs"]:
        found += [other for other in step_ids if matches(need, other)] if "*" in need else [need]
    return [other for other in dict.fromkeys(found) if other != step["id"]]


def pipeline_run_id(airflow_run_id):
    """Airflow's run id in the alphabet of object names and labels: the same for every attempt of a task."""
    return re.sub(r"[^a-z0-9]+", "-", airflow_run_id.lower()).strip("-")


def asked_options(step_id, configuration, step_ids):
    """Options of a step that the configuration of its DAG run asks for: `true` for all tables, or a list of `hospital.table`."""
    options = []
    for name, value in (configuration or {}).items():
        if name not in RUN_PARAMETERS:
            raise AirflowFailException(f"the run's configuration has an unknown parameter; use {', '.join(RUN_PARAMETERS)}")
        kind, option = RUN_PARAMETERS[name]
        if not isinstance(value, bool) and not (isinstance(value, list) and all(f"{kind}.{table}" in step_ids for table in value)):
            raise AirflowFailException(f"{name} is neither true nor a list of tables of this environment, e.g. [\"hospital-a.patients\"]")
        this_kind, _, table = step_id.partition(".")
        if this_kind == kind and (value is True or (isinstance(value, list) and table in value)):
            options.append(option)
    if "--full" in options and "--heal" in options:
        raise AirflowFailException("full reads every row of a table, so heal is not needed for it")
    return options


class StepOperator(CloudRunExecuteJobOperator):
    """The Cloud Run execution of one step, with the options that the DAG run's configuration asks for."""

    def execute(self, context):
        options = asked_options(self.task_id, context["dag_run"].conf, set(context["dag"].task_ids))
        [container] = self.overrides["container_overrides"]
        self.overrides = {**self.overrides, "container_overrides": [{**container, "args": [*container["args"], *options]}]}
        return super().execute(context)


def step_task(environment, step):
    """The Cloud Run execution of one step."""
    # The job finds the spec through RCM_SPEC in its own environment.
    arguments = ["step", step["id"], "--run-id", "{{ run_id | pipeline_run_id }}", "--engines", "cloud"]
    return StepOperator(
        task_id=step["id"],
        project_id=environment["project"],
        region=environment["region"],
        job_name=environment["cloudRunJobs"][step["workload"]],
        # The timeout is the container's: a task that Airflow ends must stop writing.
        overrides={
            "container_overrides": [{"args": arguments}],
            "task_count": 1,
            "timeout": {"seconds": step["timeoutSeconds"]},
        },
        trigger_rule=TRIGGER_RULES[step["runsWhen"]],
        # The container's timeout ends a running step; this one ends an execution that never starts.
        execution_timeout=timedelta(seconds=step["timeoutSeconds"]) + START_ALLOWANCE,
        # All retries are here: the Cloud Run jobs have none, so that attempts do not multiply.
        retries=step["retries"],
        retry_delay=RETRY_DELAY,
        retry_exponential_backoff=True,
        max_retry_delay=MAX_RETRY_DELAY,
    )


def short_digest(text):
    """Twenty characters that every service accepts in a name."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:20]


def spark_task(environment, step):
    """The Spark batch that lands a big table before the table's own step, which then finds it landed."""
    settings = read_batch()
    hospital, table = step["id"].split(".")[1:]
    buckets = environment["buckets"]
    plan = f"gs://{buckets['code']}/data/spark/plans/{hospital}/{table}.json"
    arguments = ["--plan", plan, "--landing", f"gs://{buckets['landing']}", "--run-id", "{{ run_id | pipeline_run_id }}"]
    return DataprocCreateBatchOperator(
        task_id=f"spark.{hospital}.{table}",
        project_id=environment["project"],
        region=environment["region"],
        batch={**settings, "pyspark_batch": {**settings["pyspark_batch"], "args": arguments}},
        # The id holds the number of the attempt: with an id that exists already the operator would wait for the failed batch.
        batch_id="rcm-{{ (run_id ~ ' ' ~ task.task_id) | short_digest }}-{{ ti.try_number }}",
        trigger_rule=TRIGGER_RULES[step["runsWhen"]],
        execution_timeout=timedelta(seconds=settings["environment_config"]["execution_config"]["ttl"]["seconds"]) + START_ALLOWANCE,
        retries=step["retries"],
        retry_delay=RETRY_DELAY,
        retry_exponential_backoff=True,
        max_retry_delay=MAX_RETRY_DELAY,
    )


def tasks_of(environment, step):
    """The step's own task, and the first of its tasks: what precedes the step precedes that one."""
    task = step_task(environment, step)
    if step.get("reader") != "spark":
        return task, task
    first = spark_task(environment, step)
    first >> task
    return task, first


def fail(message):
    """Fails its task at once, without retries."""
    raise AirflowFailException(message)


def unusable_task(hospital, message):
    """A task in place of a hospital whose file is invalid. It is a leaf, so its failure fails the whole run."""
    return PythonOperator(task_id=f"unusable.{re.sub(r'[^A-Za-z0-9_-]', '-', hospital)}", python_callable=fail, op_args=[message], retries=0)


def build_dag():
    """Builds the DAG. It reads a few small files and nothing else, because it runs each time Airflow parses the folder."""
    environment = json.loads((DATA / "spec" / "environment.json").read_text(encoding="utf-8"))
    steps = read_steps(DATA / "graph" / "environment.json")
    hospitals, problems = read_hospitals(DATA / "graph" / "hospitals", {step["id"] for step in steps})
    steps += [step for each in hospitals.values() for step in each]
    hour, minute = environment["dailyRun"]["localTime"].split(":")
    time_zone = environment["dailyRun"]["timeZone"]
    with DAG(
        dag_id=f"rcm-{environment['environment']}",
        description="Extracts, history, quality, facts and KPIs of one hospital group",
        schedule=CronTriggerTimetable(f"{int(minute)} {int(hour)} * * *", timezone=time_zone),
        start_date=pendulum.datetime(2024, 1, 1, tz=time_zone),
        catchup=False,
        max_active_runs=1,
        max_active_tasks=MAX_ACTIVE_TASKS,
        user_defined_filters={"pipeline_run_id": pipeline_run_id, "short_digest": short_digest},
        tags=["rcm", environment["group"], environment["stage"]],
    ) as dag:
        groups, tasks, firsts = {}, {}, {}
        for step in steps:
            owner = step["hospitalId"]
            if not owner:
                tasks[step["id"]], firsts[step["id"]] = tasks_of(environment, step)
                continue
            if owner not in groups:
                # No prefix: the task's id stays the step's id.
                groups[owner] = TaskGroup(group_id=f"hospital_{owner}", tooltip=owner, prefix_group_id=False)
            with groups[owner]:
                tasks[step["id"]], firsts[step["id"]] = tasks_of(environment, step)
        for step in steps:
            firsts[step["id"]].set_upstream([tasks[upstream] for upstream in upstream_ids(step, list(tasks))])
        for hospital, message in problems.items():
            unusable_task(hospital, message)
    return dag


dag = build_dag()
