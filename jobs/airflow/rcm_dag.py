"""The daily run of one environment, as Airflow sees it: one task for each execution of a Cloud Run job, which runs one or more steps.

The executions are computed in TypeScript (model/executions.ts) and uploaded as JSON beside the spec; this file only turns them into tasks:

    <data>/spec/environment.json        project, region, schedule, Cloud Run jobs       composer stack
    <data>/graph/environment.json       executions of the environment                   composer stack
    <data>/graph/hospitals/<id>.json    executions of one hospital                      that hospital's stack
    <data>/spark/extract_table.json     how a Spark batch is run                        processing stack

A hospital's stack adds and removes its own file, so adding a hospital changes no other file.
"""

import hashlib
import json
import os
import re
from contextlib import nullcontext
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
# Every task is a container that runs as many steps at a time as it has processors, two; more at once would only queue in the warehouse.
MAX_ACTIVE_TASKS = 8
START_ALLOWANCE = timedelta(minutes=15)
RETRY_DELAY = timedelta(minutes=1)
MAX_RETRY_DELAY = timedelta(minutes=15)

# What a run may be started with, `airflow dags trigger DAG --conf '{"heal": true}'`: the kind of step, and its option.
RUN_PARAMETERS = {
    "full": ("extract", "--full"),
    "heal": ("extract", "--heal"),
    "accept_deletes": ("load", "--accept-deletes"),
    # The layers above follow it.
    "rebuild_gold": ("dimensions", "--rebuild-gold"),
}
TRIGGER_RULES = {"all_succeeded": "all_success", "all_settled": "all_done"}
EXECUTION_FIELDS = {"id", "hospitalId", "workload", "steps", "needs", "runsWhen", "retries", "timeoutSeconds"}


def read_executions(file):
    """Reads the executions of a graph file. Raises ValueError that names the problem, never the content."""
    executions = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(executions, list) or not executions or not all(isinstance(each, dict) for each in executions):
        raise ValueError("not a list of executions")
    for position, execution in enumerate(executions):
        missing = sorted(EXECUTION_FIELDS - execution.keys())
        if missing:
            raise ValueError(f"execution {position} lacks {', '.join(missing)}")
        if execution["runsWhen"] not in TRIGGER_RULES:
            raise ValueError(f"execution {position} has an unknown runsWhen")
        if not isinstance(execution["steps"], list) or not execution["steps"]:
            raise ValueError(f"execution {position} has no steps")
    return executions


def steps_of(executions):
    """Which execution runs each step: ids of executions by id of step."""
    return {step: execution["id"] for execution in executions for step in execution["steps"]}


def read_hospital(file, environment):
    """Reads a hospital's executions. They may need each other's steps and the environment's, and carry the hospital's id."""
    executions = read_executions(file)
    if any(execution["hospitalId"] != file.stem for execution in executions):
        raise ValueError("an execution belongs to another hospital")
    known = {**steps_of(environment), **steps_of(executions)}
    if any(need not in known for execution in executions for need in execution["needs"]):
        raise ValueError("an execution needs a step that is missing")
    if any(execution.get("reader") == "spark" for execution in executions):
        read_batch()
    return executions


def read_batch():
    """Reads how a Spark batch runs: the settings that the construct SparkBatch wrote."""
    settings = json.loads((DATA / "spark" / "extract_table.json").read_text(encoding="utf-8"))
    if not isinstance(settings, dict) or not {"pyspark_batch", "environment_config"} <= settings.keys():
        raise ValueError("the settings of the Spark batch are invalid")
    return settings


def read_hospitals(folder, environment):
    """Executions per hospital, and the problems of invalid files, which must not stop the other hospitals."""
    executions, problems = {}, {}
    for file in sorted(folder.glob("*.json")):
        try:
            executions[file.stem] = read_hospital(file, environment)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            problems[file.stem] = f"{file.name} is invalid: {error}"
    return executions, problems


def matches(pattern, step_id):
    """As in model/graph.ts: `*` alone is every step, elsewhere it is one part between points."""
    if pattern == "*":
        return True
    wanted, parts = pattern.split("."), step_id.split(".")
    return len(wanted) == len(parts) and all(want in ("*", part) for want, part in zip(wanted, parts))


def upstream_ids(execution, steps):
    """Ids of the executions that run what it needs. A need that nothing runs raises KeyError, so that it fails loudly."""
    needed = []
    for need in execution["needs"]:
        needed += [step for step in steps if matches(need, step)] if "*" in need else [need]
    found = dict.fromkeys(steps[step] for step in needed)
    return [other for other in found if other != execution["id"]]


def pipeline_run_id(airflow_run_id):
    """Airflow's run id in the alphabet of object names and labels: the same for every attempt of a task."""
    return re.sub(r"[^a-z0-9]+", "-", airflow_run_id.lower()).strip("-")


def asked_options(own, configuration, step_ids):
    """
    Options of an execution that the configuration of its DAG run asks for, each with the steps that it is for.
    own: ids of the execution's steps. A value is `true` for all tables, or a list of `hospital.table`.
    """
    asked = {}
    for name, value in (configuration or {}).items():
        if name not in RUN_PARAMETERS:
            raise AirflowFailException(f"the run's configuration has an unknown parameter; use {', '.join(RUN_PARAMETERS)}")
        kind, option = RUN_PARAMETERS[name]
        if not isinstance(value, bool) and not (isinstance(value, list) and all(f"{kind}.{table}" in step_ids for table in value)):
            raise AirflowFailException(f"{name} is neither true nor a list of tables of this environment, e.g. [\"hospital-a.patients\"]")
        tables = value if isinstance(value, list) else []
        asked[option] = [step for step in own if step.partition(".")[0] == kind and (value is True or step.partition(".")[2] in tables)]
    if set(asked.get("--full", [])) & set(asked.get("--heal", [])):
        raise AirflowFailException("full reads every row of a table, so heal is not needed for it")
    return [word for option, steps in asked.items() if steps for word in (option, *steps)]


class StepsOperator(CloudRunExecuteJobOperator):
    """A Cloud Run execution that runs steps, with the options that the DAG run's configuration asks for."""

    def __init__(self, *, steps, **settings):
        super().__init__(**settings)
        self.steps = steps

    def execute(self, context):
        step_ids = {step for task in context["dag"].tasks for step in getattr(task, "steps", ())}
        options = asked_options(self.steps, context["dag_run"].conf, step_ids)
        [container] = self.overrides["container_overrides"]
        self.overrides = {**self.overrides, "container_overrides": [{**container, "args": [*container["args"], *options]}]}
        return super().execute(context)


def steps_task(environment, execution):
    """The Cloud Run execution as a task. Its log names each step, and what became of it."""
    # The job finds the spec through RCM_SPEC in its own environment.
    arguments = ["steps", *execution["steps"], "--run-id", "{{ run_id | pipeline_run_id }}", "--engines", "cloud"]
    return StepsOperator(
        task_id=execution["id"],
        steps=execution["steps"],
        doc_md="\n".join(f"- `{step}`" for step in execution["steps"]),
        project_id=environment["project"],
        region=environment["region"],
        job_name=environment["cloudRunJobs"][execution["workload"]],
        # The timeout is the container's: a task that Airflow ends must stop writing.
        overrides={
            "container_overrides": [{"args": arguments}],
            "task_count": 1,
            "timeout": {"seconds": execution["timeoutSeconds"]},
        },
        trigger_rule=TRIGGER_RULES[execution["runsWhen"]],
        # The container's timeout ends running steps; this one ends an execution that never starts.
        execution_timeout=timedelta(seconds=execution["timeoutSeconds"]) + START_ALLOWANCE,
        # All retries are here: the Cloud Run jobs have none, so that attempts do not multiply. Each repeats only what has not succeeded.
        retries=execution["retries"],
        retry_delay=RETRY_DELAY,
        retry_exponential_backoff=True,
        max_retry_delay=MAX_RETRY_DELAY,
    )


def short_digest(text):
    """Twenty characters that every service accepts in a name."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:20]


def spark_task(environment, execution):
    """The Spark batch that lands a big table before the table's own execution, which then finds it landed."""
    settings = read_batch()
    [step] = execution["steps"]
    hospital, table = step.split(".")[1:]
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
        trigger_rule=TRIGGER_RULES[execution["runsWhen"]],
        execution_timeout=timedelta(seconds=settings["environment_config"]["execution_config"]["ttl"]["seconds"]) + START_ALLOWANCE,
        retries=execution["retries"],
        retry_delay=RETRY_DELAY,
        retry_exponential_backoff=True,
        max_retry_delay=MAX_RETRY_DELAY,
    )


def tasks_of(environment, execution):
    """The execution's own task, and the first of its tasks: what precedes the execution precedes that one."""
    task = steps_task(environment, execution)
    if execution.get("reader") != "spark":
        return task, task
    first = spark_task(environment, execution)
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
    executions = read_executions(DATA / "graph" / "environment.json")
    hospitals, problems = read_hospitals(DATA / "graph" / "hospitals", executions)
    executions += [execution for each in hospitals.values() for execution in each]
    steps = steps_of(executions)
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
        for execution in executions:
            owner = execution["hospitalId"]
            if owner and owner not in groups:
                # No prefix: the task's id stays the execution's id.
                groups[owner] = TaskGroup(group_id=f"hospital_{owner}", tooltip=owner, prefix_group_id=False)
            with groups[owner] if owner else nullcontext():
                tasks[execution["id"]], firsts[execution["id"]] = tasks_of(environment, execution)
        for execution in executions:
            firsts[execution["id"]].set_upstream([tasks[upstream] for upstream in upstream_ids(execution, steps)])
        for hospital, message in problems.items():
            unusable_task(hospital, message)
    return dag


dag = build_dag()
