import type { CloudProject } from '../../model/cloud-project';
import { opsRuns } from '../../model/ops';
import type { GoogleApi } from '../google-cloud/google-api';
import { bad, type Finding, good, unknown, warning } from './finding';
import { judged, unknownBecause } from './judged';

/** Hours after which the last daily run counts as late. */
const LATE_HOURS = 26;
/** Minutes of health reports that are read. */
const HEALTH_MINUTES = 15;

export async function imageCheck({ image, environment }: CloudProject, api: GoogleApi): Promise<Finding> {
  const { name, tag } = image;
  if (tag === null) {
    return warning(
      'image',
      'the environment names no image, so the jobs run a placeholder',
      `Push ${name}:TAG and set imageTag: 'TAG' in the environment file.`,
    );
  }
  const [host = '', project, repository, container] = name.split('/');
  const location = host.replace(/-docker\.pkg\.dev$/, '');
  const path = `/v1/projects/${project}/locations/${location}/repositories/${repository}/packages/${container}/tags/${tag}`;
  return judged(
    'image',
    await api.ask('artifactregistry', path),
    'roles/artifactregistry.reader',
    () => good('image', `${name}:${tag}`),
    () =>
      bad(
        'image',
        `${name}:${tag} is missing`,
        `docker build -t ${name}:${tag} . && docker push ${name}:${tag}; if the repository is missing too, first npx cdktf deploy ${environment}-processing`,
      ),
  );
}

/** Airflow exists, reports that it is healthy, and its page answers from this machine. */
export async function composerCheck(
  { composer, environment, project }: CloudProject,
  api: GoogleApi,
): Promise<Finding> {
  const answer = await api.ask('composer', `/v1/${composer}`);
  const found = judged(
    'composer',
    answer,
    'roles/composer.user',
    ({ state }: { state?: string }) =>
      state === 'RUNNING'
        ? good('composer', 'running')
        : bad('composer', `${state}`, `gcloud composer environments describe ${composer}`),
    () => bad('composer', 'missing', `npx cdktf deploy ${environment}-composer`),
  );
  if (found.state !== 'good' || answer.kind === 'unasked') return found;
  const { config } = answer.body as { config?: { airflowUri?: string } };
  const [health, web] = await Promise.all([
    airflowHealth(composer, project, api),
    config?.airflowUri ? api.knock(config.airflowUri) : null,
  ]);
  if (health === false)
    return bad(
      'composer',
      'running, but Airflow reports that it is unhealthy',
      `gcloud composer environments describe ${composer}; its monitoring page shows which part`,
    );
  const said = health === null ? 'running, health unknown' : 'running and healthy';
  if (web?.kind === 'answer') return good('composer', `${said}; its page answers from here`);
  return warning(
    'composer',
    `${said}; its page: ${web?.why ?? 'has no address'}`,
    'Check from a machine in airflowRanges of the environment file, or add your range there.',
  );
}

/** null: unknown. */
async function airflowHealth(composer: string, project: string, api: GoogleApi): Promise<boolean | null> {
  const name = composer.split('/').at(-1) ?? '';
  const answer = await api.ask('monitoring', `/v3/projects/${project}/timeSeries`, {
    query: {
      filter: `metric.type = "composer.googleapis.com/environment/healthy" AND resource.labels.environment_name = "${name}"`,
      'interval.startTime': new Date(Date.now() - HEALTH_MINUTES * 60_000).toISOString(),
      'interval.endTime': new Date().toISOString(),
    },
  });
  if (answer.kind === 'unasked' || answer.status !== 200) return null;
  const { timeSeries = [] } = answer.body as { timeSeries?: { points?: { value?: { boolValue?: boolean } }[] }[] };
  return timeSeries[0]?.points?.[0]?.value?.boolValue ?? null;
}

/** The newest row of ops.runs in BigQuery. */
export async function lastRunCheck({ project, region }: CloudProject, api: GoogleApi): Promise<Finding> {
  const table = `\`${project}.${opsRuns.dataset}.${opsRuns.name}\``;
  const hours = 'timestamp_diff(current_timestamp(), started_at, hour)';
  const query = `select run_id, status, ${hours} from ${table} order by started_at desc limit 1`;
  const body = { query, useLegacySql: false, location: region, maxResults: 1, timeoutMs: 8_000 };
  const answer = await api.ask('bigquery', `/bigquery/v2/projects/${project}/queries`, { method: 'POST', body });
  const none = () =>
    warning('last run', 'no run in the cloud yet', 'Start the DAG in Airflow, or wait for the daily run.');
  return judged(
    'last run',
    answer,
    'roles/bigquery.jobUser and roles/bigquery.dataViewer on ops',
    ({ jobComplete, rows = [] }: { jobComplete?: boolean; rows?: { f: { v: string }[] }[] }) => {
      if (jobComplete === false) return unknown('last run', 'BigQuery has not answered yet', 'Try again.');
      const [run, status, age] = rows[0]?.f.map(({ v }) => v) ?? [];
      if (run === undefined) return none();
      const said = `${run} ${status}, started ${age} h ago`;
      if (status === 'FAILED')
        return bad('last run', said, "Look at the failed task's log in Airflow for the step and the reason.");
      if (Number(age) <= LATE_HOURS) return good('last run', said);
      return warning(
        'last run',
        `${said}, which is late`,
        'Check in Airflow whether the DAG is paused or a task is waiting.',
      );
    },
    none,
  );
}

/** People's groups, as far as these credentials may see them: Google gives the same response for a hidden and a missing group. */
export async function groupsCheck({ prerequisites }: CloudProject, api: GoogleApi): Promise<Finding> {
  const addresses = prerequisites.filter(({ kind }) => kind === 'group').map(({ name }) => name);
  const answers = await Promise.all(
    addresses.map((address) => api.ask('cloudidentity', '/v1/groups:lookup', { query: { 'groupKey.id': address } })),
  );
  const hidden = addresses.filter((_, index) => {
    const answer = answers[index];
    return answer?.kind !== 'answer' || answer.status !== 200;
  });
  if (hidden.length === 0) return good('groups', `all ${addresses.length} are there`);
  const other = answers.find((answer) => answer.kind === 'unasked' || ![200, 403, 404].includes(answer.status));
  if (other) return unknownBecause('groups', other, 'a role that may read groups');
  return unknown(
    'groups',
    `hidden or missing: ${hidden.join(', ')}`,
    'Ask the administrator of the groups, or check https://groups.google.com',
  );
}
