import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Execution, environmentExecutions, executionsOf, hospitalExecutions } from '../../model/executions';
import { expandNeeds, graph } from '../../model/graph';
import { parseSpec } from '../../model/parse-spec';
import { pipelineSpecSchema } from '../../model/spec';
import { type Airflow, prepareAirflow } from '../../test/engines/airflow';
import { describeEngine } from '../../test/engines/available';

const DAG_FILE = join(__dirname, 'rcm_dag.py');
const emr = { kind: 'mysql', host: '10.0.0.5', database: 'emr', user: 'rcm' };
const spec = parseSpec(pipelineSpecSchema, {
  version: 1,
  environment: 'sunrise-dev',
  group: 'sunrise',
  stage: 'dev',
  project: 'sunrise-rcm-dev',
  region: 'us-central1',
  dailyRun: { localTime: '05:30', timeZone: 'America/Chicago' },
  buckets: { inbox: 'i', landing: 'l', archive: 'a', curated: 'c', code: 'sunrise-dev-code' },
  cloudRunJobs: { extract: 'dev-extract', load: 'dev-load', transform: 'dev-transform', publish: 'dev-publish' },
  references: [{ table: 'cpt_codes' }],
  hospitals: [
    { id: 'hospital-a', emr, tables: ['patients', 'encounters'], feeds: [{ table: 'claims' }] },
    { id: 'hospital-b', emr, tables: ['patients'] },
  ],
});
const HOSPITAL_IDS = spec.hospitals.map(({ id }) => id);

/** What Airflow reads from the files: the errors of the DAG folder, and each task as it would be run. */
interface LoadedDag {
  readonly errors: string[];
  readonly dagIds: string[];
  readonly catchup: boolean;
  readonly maxActiveRuns: number;
  /** Two scheduled runs in a row, UTC, the second after the clock change of 2026-03-08. */
  readonly runs: string[];
  readonly tasks: Record<string, LoadedTask>;
  readonly seconds: number;
}
interface LoadedTask {
  readonly upstream: string[];
  readonly triggerRule: string;
  readonly retries: number;
  readonly group: string | null;
  readonly job?: string;
  readonly args?: string[];
  readonly timeout?: { seconds: number };
  /** Of the first and the second attempt. */
  readonly batchId1?: string;
  readonly batchId2?: string;
  readonly batch?: { readonly pyspark_batch: { readonly args: readonly string[] } };
}

const READ_DAG = `
import json, os, pickle, sys, time
os.environ["RCM_DATA_FOLDER"] = DATA
from airflow.models.dagbag import DagBag
from airflow.providers.google.cloud.operators.cloud_run import CloudRunExecuteJobOperator
import pendulum
since = time.time()
bag = DagBag(include_examples=False)
seconds = time.time() - since
def task(each):
    group = each.task_group.group_id if each.task_group else None
    found = {"upstream": sorted(each.upstream_task_ids), "triggerRule": str(each.trigger_rule), "retries": each.retries, "group": group}
    if isinstance(each, CloudRunExecuteJobOperator):
        each.render_template_fields({"run_id": "scheduled__2026-03-07T11:30:00+00:00"})
        found |= {"job": each.job_name, "args": each.overrides["container_overrides"][0]["args"], "timeout": each.overrides["timeout"]}
    if each.task_type == "DataprocCreateBatchOperator":
        for attempt in (1, 2):
            copy = pickle.loads(pickle.dumps({"id": each.batch_id, "batch": each.batch}))
            ti = type("Attempt", (), {"try_number": attempt})
            render = lambda value: each.render_template(value, {"run_id": "scheduled__2026-03-07T11:30:00+00:00", "task": each, "ti": ti}, each.get_template_env())
            found |= {f"batchId{attempt}": render(copy["id"]), "batch": render(copy["batch"])}
    return found
loaded = {"errors": list(bag.import_errors.values()), "dagIds": list(bag.dags), "tasks": {}, "runs": [], "seconds": seconds, "catchup": None, "maxActiveRuns": None}
for dag in bag.dags.values():
    loaded["tasks"] = {each.task_id: task(each) for each in dag.tasks}
    loaded["catchup"] = dag.catchup
    loaded["maxActiveRuns"] = dag.max_active_runs
    loaded["runs"] = [str(run.run_after.in_timezone("UTC")) for run in dag.iter_dagrun_infos_between(pendulum.datetime(2026, 3, 7), pendulum.datetime(2026, 3, 9))]
print(json.dumps(loaded))
`;

describeEngine('airflow', 'the DAG of an environment', () => {
  let airflow: Airflow;
  let data: string;

  beforeAll(async () => {
    airflow = await prepareAirflow();
    copyFileSync(DAG_FILE, join(airflow.dagsFolder, 'rcm_dag.py'));
  }, 60_000);
  afterAll(() => airflow?.remove());
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'rcm-dag-'));
    for (const folder of ['spec', 'graph/hospitals']) mkdirSync(join(data, folder), { recursive: true });
    const { hospitals, ...environment } = spec;
    write('spec/environment.json', environment);
    write('graph/environment.json', environmentExecutions(environment));
    for (const hospital of hospitals) write(`graph/hospitals/${hospital.id}.json`, hospitalExecutions(hospital));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  const write = (file: string, content: unknown) => writeFileSync(join(data, file), JSON.stringify(content));
  const load = async (): Promise<LoadedDag> => {
    const output = await airflow.runPython(`DATA = ${JSON.stringify(data)}\n${READ_DAG}`);
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as LoadedDag;
  };
  const edges = (tasks: LoadedDag['tasks']) =>
    Object.fromEntries(Object.entries(tasks).map(([id, { upstream }]) => [id, upstream]));
  /** Which executions each waits for. */
  const edgesOf = (executions: readonly Execution[]) => {
    const byStep = new Map(executions.flatMap(({ id, steps }) => steps.map((step) => [step, id] as const)));
    return Object.fromEntries(
      executions.map(({ id, needs }) => [id, [...new Set(needs.map((need) => byStep.get(need)))].sort()]),
    );
  };
  const graphEdges = (ofSpec: typeof spec) => edgesOf(executionsOf(graph(ofSpec)));

  it('has a task for each execution, with its edges, workload, retries, time and trigger rule', async () => {
    const dag = await load();
    expect(dag.errors).toEqual([]);
    expect(dag.dagIds).toEqual(['rcm-sunrise-dev']);
    expect(edges(dag.tasks)).toEqual(graphEdges(spec));
    const jobs: Record<string, string | undefined> = spec.cloudRunJobs;
    for (const each of executionsOf(graph(spec))) {
      expect(dag.tasks[each.id]).toMatchObject({
        job: jobs[each.workload],
        retries: each.retries,
        timeout: { seconds: each.timeoutSeconds },
        triggerRule: each.runsWhen === 'all_settled' ? 'all_done' : 'all_success',
        group: each.hospitalId ? `hospital_${each.hospitalId}` : null,
      });
    }
  }, 60_000);

  it('gives each container its steps and a run id of lower-case letters, digits and hyphens', async () => {
    const { tasks } = await load();
    expect(tasks['transform.hospital-b']?.args).toEqual([
      ...['steps', 'check.hospital-b.patients', 'history.hospital-b.patients'],
      ...['--run-id', 'scheduled-2026-03-07t11-30-00-00-00', '--engines', 'cloud'],
    ]);
  }, 60_000);

  /** What each container would be started with in a run of this configuration; or why the first fails. */
  const started = async (conf: unknown): Promise<Record<string, string[]> | string> => {
    const program = `
import json, os
os.environ["RCM_DATA_FOLDER"] = ${JSON.stringify(data)}
from airflow.exceptions import AirflowFailException
from airflow.models.dagbag import DagBag
from airflow.providers.google.cloud.operators.cloud_run import CloudRunExecuteJobOperator
started = {}
CloudRunExecuteJobOperator.execute = lambda self, context: started.update({self.task_id: self.overrides["container_overrides"][0]["args"][1 + len(self.steps):]})
dag = DagBag(include_examples=False).dags["rcm-sunrise-dev"]
dag_run = type("Run", (), {"conf": json.loads(${JSON.stringify(JSON.stringify(conf))})})
try:
    for task in dag.topological_sort():
        if hasattr(task, "overrides"):
            task.overrides["container_overrides"][0]["args"][2 + len(task.steps)] = "r"
            task.execute({"dag_run": dag_run, "dag": dag})
    print(json.dumps(started))
except AirflowFailException as error:
    print(json.dumps(f"{task.task_id}: {error}"))
`;
    return JSON.parse((await airflow.runPython(program)).trim().split('\n').at(-1) ?? '');
  };
  const optionsOf = async (conf: unknown) => {
    const tasks = await started(conf);
    if (typeof tasks === 'string') return tasks;
    const plain = ['--run-id', 'r', '--engines', 'cloud'];
    const given = Object.entries(tasks).map(
      ([id, args]) => [id, args.filter((each) => !plain.includes(each))] as const,
    );
    return Object.fromEntries(given.filter(([, options]) => options.length > 0));
  };

  it('reads tables in full or heals them where the run is started so, and else as every day', async () => {
    expect(await optionsOf({})).toEqual({});
    expect(await optionsOf(null)).toEqual({});
    expect(
      await optionsOf({ full: ['hospital-a.patients'], heal: ['hospital-a.encounters'], accept_deletes: false }),
    ).toEqual({
      'extract.hospital-a': ['--full', 'extract.hospital-a.patients', '--heal', 'extract.hospital-a.encounters'],
    });
    expect(await optionsOf({ heal: true, accept_deletes: ['hospital-b.patients'] })).toEqual({
      ...Object.fromEntries(
        executionsOf(graph(spec))
          .filter(({ workload }) => workload === 'extract')
          .map(({ id, steps }) => [id, ['--heal', ...steps]]),
      ),
      'load.hospital-b': ['--accept-deletes', 'load.hospital-b.patients'],
    });
  }, 120_000);

  it.each([
    [{ ful: true }, 'unknown parameter'],
    [{ heal: ['hospital-a.patient'] }, 'heal is neither true nor a list of tables'],
    [{ full: 'true' }, 'full is neither true nor a list of tables'],
    [{ full: 1 }, 'full is neither true nor a list of tables'],
  ])(
    'fails its first step when it is started with %j',
    async (conf, words) => {
      expect(await optionsOf(conf)).toMatch(new RegExp(`^begin: .*${words}`));
    },
    60_000,
  );

  it('has Spark land a big table before its step, each attempt under a name of its own', async () => {
    const big = { ...hospital('hospital-b'), readers: { patients: 'spark' as const } };
    write('graph/hospitals/hospital-b.json', hospitalExecutions(big));
    mkdirSync(join(data, 'spark'));
    const execution_config = { service_account: 'rcm-spark@p', ttl: { seconds: 600 } };
    write('spark/extract_table.json', {
      pyspark_batch: { main_python_file_uri: 'gs://c/spark/extract_table.py' },
      environment_config: { execution_config },
    });
    const { errors, tasks } = await load();
    expect(errors).toEqual([]);
    const { 'spark.hospital-b.patients': spark, ...rest } = tasks;
    expect(rest['extract.hospital-b.patients']?.args?.[1]).toBe('extract.hospital-b.patients');
    expect(spark).toMatchObject({ upstream: ['begin'], retries: 3, group: 'hospital_hospital-b' });
    expect(rest['extract.hospital-b.patients']?.upstream).toEqual(['spark.hospital-b.patients']);
    expect(spark?.batch).toEqual({
      pyspark_batch: {
        main_python_file_uri: 'gs://c/spark/extract_table.py',
        args: [
          ...['--plan', 'gs://sunrise-dev-code/data/spark/plans/hospital-b/patients.json', '--landing', 'gs://l'],
          ...['--run-id', 'scheduled-2026-03-07t11-30-00-00-00'],
        ],
      },
      environment_config: { execution_config },
    });
    expect(spark?.batchId1).toMatch(/^rcm-[0-9a-f]{20}-1$/);
    expect(spark?.batchId2).toBe(spark?.batchId1?.replace(/1$/, '2'));
  }, 60_000);

  it('runs the other hospitals when nothing says how a batch is run', async () => {
    write(
      'graph/hospitals/hospital-b.json',
      hospitalExecutions({ ...hospital('hospital-b'), readers: { patients: 'spark' } }),
    );
    const { errors, tasks } = await load();
    expect(errors).toEqual([]);
    expect(Object.keys(tasks)).toEqual(expect.arrayContaining(['unusable.hospital-b', 'extract.hospital-a']));
    expect(Object.keys(tasks)).not.toContain('extract.hospital-b.patients');
  }, 60_000);

  it('runs at the local time of the hospital group on both sides of a clock change, one run at a time, without catching up', async () => {
    const dag = await load();
    expect(dag).toMatchObject({ catchup: false, maxActiveRuns: 1 });
    // 05:30 in Chicago is 11:30 UTC in winter and 10:30 UTC in summer.
    expect(dag.runs.map((at) => at.slice(0, 16).replace('T', ' '))).toEqual(['2026-03-07 11:30', '2026-03-08 10:30']);
  }, 60_000);

  it.each([
    ['is cut off', '[{"id": "extract.hospital-b.pat'],
    ['holds no executions', '{}'],
    ['lacks a field', '[{"id": "extract.hospital-b", "hospitalId": "hospital-b"}]'],
    [
      'has no steps',
      JSON.stringify(hospitalExecutions(hospital('hospital-b')).map((each) => ({ ...each, steps: [] }))),
    ],
    ['needs a step that is missing', JSON.stringify(hospitalExecutions(hospital('hospital-b')).slice(1))],
    ['is a copy of another hospital’s', JSON.stringify(hospitalExecutions(hospital('hospital-a')))],
  ])(
    'runs the other hospitals when a file %s, and fails for that one without retries',
    async (_what, content) => {
      writeFileSync(join(data, 'graph/hospitals/hospital-b.json'), content);
      const dag = await load();
      expect(dag.errors).toEqual([]);
      const { 'unusable.hospital-b': unusable, ...rest } = dag.tasks;
      expect(edges(rest)).toEqual(graphEdges({ ...spec, hospitals: [hospital('hospital-a')] }));
      // Nothing comes after it, so its failure is the run's.
      expect(unusable).toMatchObject({ upstream: [], retries: 0 });
      expect(Object.values(rest).flatMap(({ upstream }) => upstream)).not.toContain('unusable.hospital-b');
    },
    60_000,
  );

  it('fails the task of an unusable file with a message that names the file', async () => {
    writeFileSync(join(data, 'graph/hospitals/hospital-b.json'), '{');
    const program = `
import os
os.environ["RCM_DATA_FOLDER"] = ${JSON.stringify(data)}
from airflow.exceptions import AirflowFailException
from airflow.models.dagbag import DagBag
task = DagBag(include_examples=False).dags["rcm-sunrise-dev"].get_task("unusable.hospital-b")
try:
    task.execute({})
except AirflowFailException as error:
    print("FAILED", error)
`;
    expect(await airflow.runPython(program)).toContain('FAILED hospital-b.json is invalid');
  }, 60_000);

  it('is loaded in a few seconds with fifty hospitals', async () => {
    for (let index = 0; index < 50; index += 1) {
      const each = { ...hospital('hospital-a'), id: `hospital-n${index}` };
      write(`graph/hospitals/${each.id}.json`, hospitalExecutions(each));
    }
    const dag = await load();
    expect(dag.errors).toEqual([]);
    expect(Object.keys(dag.tasks).filter((id) => id.startsWith('extract.'))).toHaveLength(2 + 1 + 50);
    // Airflow gives a DAG file 30 s.
    expect(dag.seconds).toBeLessThan(15);
  }, 60_000);

  it('expands the patterns of the environment as the graph does', async () => {
    const { hospitals, ...environment } = spec;
    const [begin, ...rest] = environmentExecutions(environment).filter(({ id }) => id !== 'finish');
    if (!begin) throw new Error('the environment has no first execution');
    // Executions of our own: what is under test is the pattern, not the tables gold happens to have.
    const made = (id: string, ...needs: string[]) => ({ ...begin, id, steps: [id], needs });
    const executions = [
      ...[begin, ...rest],
      ...[made('dimension.one', 'history.*.*'), made('dimension.two', 'history.*.patients'), made('history.odd')],
      ...[made('fact.one', 'dimension.*'), made('last', '*')],
    ];
    write('graph/environment.json', executions);
    const all = [...executions, ...hospitals.flatMap(hospitalExecutions)];
    // The needs of every step of an execution, as the graph reads them.
    const [first] = graph(spec);
    if (!first) throw new Error('the graph has no first step');
    const steps = all.flatMap(({ id, needs, steps: own }) =>
      own.map((step) => ({ ...first, id: step, execution: id, needs: [...needs] })),
    );
    expect(edges((await load()).tasks)).toEqual(edgesOf(executionsOf(expandNeeds(steps))));
  }, 60_000);

  it('uses no name that Airflow 3 drops', async () => {
    const dropped =
      /\b(schedule_interval|days_ago|execution_date|next_ds|prev_ds|tomorrow_ds|yesterday_ds|sla|SubDagOperator|DummyOperator)\b/;
    expect(readFileSync(DAG_FILE, 'utf8')).not.toMatch(dropped);
    const warnings = await airflow.runPython(`
import importlib.util, os, warnings
os.environ["RCM_DATA_FOLDER"] = ${JSON.stringify(data)}
# A setting of the installation, about which Airflow warns with every DAG.
os.environ["AIRFLOW__METRICS__TIMER_UNIT_CONSISTENCY"] = "True"
# Airflow warns once, at the first use: what it and the provider warn about themselves is over before the file is read.
import airflow.models, airflow.providers.google.cloud.operators.cloud_run
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    found = importlib.util.spec_from_file_location("rcm_dag", ${JSON.stringify(DAG_FILE)})
    found.loader.exec_module(importlib.util.module_from_spec(found))
print([str(each.message) for each in caught if issubclass(each.category, DeprecationWarning)])
`);
    expect(warnings.trim()).toBe('[]');
  }, 60_000);
});

function hospital(id: string) {
  const found = spec.hospitals.find((each) => each.id === id);
  if (!found) throw new Error(`no ${id} among ${HOSPITAL_IDS.join(', ')}`);
  return found;
}
