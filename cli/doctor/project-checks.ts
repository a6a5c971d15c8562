import type { CloudProject } from '../../model/cloud-project';
import type { Answer, GoogleApi } from '../google-cloud/google-api';
import { type BucketState, stateBucketWeaknesses } from '../google-cloud/state-bucket';
import { bad, type Finding, good, warning } from './finding';
import { judged, unknownBecause } from './judged';

/** APIs that one request may name. */
const GET_AT_ONCE = 30;
/** Free quota that the region needs. Airflow runs in Google's project; Spark's machines and the NAT address are in ours. */
const FREE_QUOTAS = [
  { metric: 'CPUS', free: 16, purpose: 'Spark: a driver and three workers of 4 CPUs' },
  { metric: 'SSD_TOTAL_GB', free: 500, purpose: "disks of Spark's workers" },
  { metric: 'STATIC_ADDRESSES', free: 1, purpose: "the NAT's address" },
] as const;

export async function credentialsCheck({ project }: CloudProject, api: GoogleApi): Promise<Finding> {
  const answer = await api.ask('cloudresourcemanager', `/v3/projects/${project}`);
  if (answer.kind === 'answer' && answer.status !== 401) return good('credentials', 'Google accepts them');
  return unknownBecause('credentials', answer, 'roles/browser');
}

export async function projectCheck({ project, projectNumber }: CloudProject, api: GoogleApi): Promise<Finding> {
  const answer = await api.ask('cloudresourcemanager', `/v3/projects/${project}`);
  return judged('project', answer, 'roles/browser', ({ name = '', state }: { name?: string; state?: string }) => {
    const number = name.replace('projects/', '');
    if (state !== 'ACTIVE') return bad('project', `${project} is ${state}`, `gcloud projects undelete ${project}`);
    if (number === projectNumber) return good('project', `${project}, number ${number}`);
    return bad(
      'project',
      `${project} has the number ${number}, the environment file says ${projectNumber}`,
      `Set projectNumber: '${number}' in the environment file.`,
    );
  });
}

export async function billingCheck({ project }: CloudProject, api: GoogleApi): Promise<Finding> {
  const answer = await api.ask('cloudbilling', `/v1/projects/${project}/billingInfo`);
  return judged('billing', answer, 'roles/browser', ({ billingEnabled }: { billingEnabled?: boolean }) =>
    billingEnabled
      ? good('billing', 'on')
      : bad('billing', 'off', `gcloud billing projects link ${project} --billing-account=ACCOUNT`),
  );
}

export async function apisCheck(
  { project, projectNumber, services, environment }: CloudProject,
  api: GoogleApi,
): Promise<Finding> {
  const enabled = new Set<string>();
  const parent = `projects/${projectNumber}`;
  const parts = Array.from({ length: Math.ceil(services.length / GET_AT_ONCE) }, (_, index) =>
    services.slice(index * GET_AT_ONCE, (index + 1) * GET_AT_ONCE),
  );
  const answers: Answer[] = await Promise.all(
    parts.map((part) =>
      api.ask('serviceusage', `/v1/${parent}/services:batchGet`, {
        query: { names: part.map((service) => `${parent}/services/${service}`) },
      }),
    ),
  );
  for (const answer of answers) {
    if (answer.kind !== 'answer' || answer.status !== 200)
      return unknownBecause('apis', answer, 'roles/serviceusage.serviceUsageViewer');
    const { services: states = [] } = answer.body as { services?: { name: string; state: string }[] };
    for (const { name, state } of states) if (state === 'ENABLED') enabled.add(name.split('/').at(-1) ?? '');
  }
  const missing = services.filter((service) => !enabled.has(service));
  if (missing.length === 0) return good('apis', `all ${services.length} are enabled`);
  return bad(
    'apis',
    `${missing.length} of ${services.length} are not enabled: ${missing.join(', ')}`,
    `rcm bootstrap --env ${environment}, or gcloud services enable ${missing.join(' ')} --project=${project}`,
  );
}

export async function quotasCheck({ project, region }: CloudProject, api: GoogleApi): Promise<Finding> {
  const answer = await api.ask('compute', `/compute/v1/projects/${project}/regions/${region}`);
  return judged(
    'quotas',
    answer,
    'roles/compute.viewer',
    ({ quotas = [] }: { quotas?: { metric: string; limit: number; usage: number }[] }) => {
      const short = FREE_QUOTAS.flatMap(({ metric, free, purpose }) => {
        const quota = quotas.find((each) => each.metric === metric);
        const left = quota ? quota.limit - quota.usage : 0;
        return left >= free ? [] : [`${metric} has ${left} left of ${quota?.limit ?? 0}, ${free} needed (${purpose})`];
      });
      if (short.length === 0)
        return good('quotas', `${FREE_QUOTAS.map(({ metric }) => metric).join(', ')} in ${region} are enough`);
      return warning(
        'quotas',
        short.join('; '),
        `https://console.cloud.google.com/iam-admin/quotas?project=${project}: request more in ${region}.`,
      );
    },
    () => bad('quotas', `there is no region ${region}`, 'Correct the region in the environment file.'),
  );
}

export async function stateBucketCheck(project: CloudProject, api: GoogleApi): Promise<Finding> {
  const { stateBucket, environment } = project;
  if (stateBucket === null) {
    return warning(
      'state bucket',
      'the Terraform state is files on this machine',
      'Remove localState from the environment file before anybody else deploys.',
    );
  }
  const answer = await api.ask('storage', `/storage/v1/b/${stateBucket}`);
  return judged(
    'state bucket',
    answer,
    'roles/storage.admin',
    (bucket: BucketState) => {
      const weaknesses = stateBucketWeaknesses(bucket, project);
      const commands = weaknesses.flatMap(({ command }) => command ?? []);
      if (weaknesses.length === 0)
        return good('state bucket', `gs://${stateBucket}: versioned, private, in ${project.region}`);
      const what = `gs://${stateBucket}: ${weaknesses.map((weakness) => weakness.what).join('; ')}`;
      const isWrong = weaknesses.length > commands.length;
      return (isWrong ? bad : warning)(
        'state bucket',
        what,
        commands.join(' && ') || 'Name another with stateBucket in the environment file.',
      );
    },
    () => bad('state bucket', `gs://${stateBucket} is missing`, `rcm bootstrap --env ${environment}`),
  );
}
