import type { SynthesizedStack } from '../../synthesized-stack';
import type { GraphEdge, GraphNode } from './graph';

/** Who may do what with the data, read off the grants: the picture cannot show a way that is not there. */
interface Grant {
  readonly member: string;
  readonly role: string;
  readonly target: string;
}

/** Settings, state and scratch that (nearly) every workload uses; the picture says so in words. */
const LEFT_OUT = /-(code|tfstate|spark)$|^(ops|staging)$/;
/** Built programs touch the state and the images, not the data. */
const DELIVERY = /^rcm-build-/;
const SOURCES = { database: 'hospital’s MySQL', logs: 'Cloud Audit Logs' } as const;

/** Where data comes from, which workload reads and writes what, and who of the people sees it. */
export function flowGraph(
  projectId: string,
  hospitals: readonly string[],
  stacks: readonly SynthesizedStack[],
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const merged = (name: string) =>
    hospitals.reduce(
      (text, id) => text.replace(id, '<hospital>').replace(id.replaceAll('-', '_'), '<hospital>'),
      name.replace(`${projectId}-`, ''),
    );
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const node = (id: string, kind: GraphNode['kind'], ...lines: string[]) => {
    nodes.set(id, { id, kind, lines });
    return id;
  };
  const edge = (from: string, to: string, kind?: GraphEdge['kind']) =>
    edges.set(`${from} ${to}`, { from, to, ...(kind ? { kind } : {}) });

  const dataset = (id: unknown) => {
    const shown = merged(
      String(id).replace(/^\$\{google_bigquery_dataset\.(?:tables_)?(.*)_dataset_\w+\.dataset_id\}$/, '$1'),
    );
    return node(`dataset ${shown}`, 'dataset', shown, 'BigQuery dataset');
  };

  const stores = [
    ...grantsOn('google_storage_bucket_iam_member', 'bucket', stacks).map((grant) => ({
      ...grant,
      kind: 'bucket' as const,
    })),
    ...grantsOn('google_bigquery_dataset_iam_member', 'dataset_id', stacks).map((grant) => ({
      ...grant,
      kind: 'dataset' as const,
    })),
  ].filter(({ member, target }) => !LEFT_OUT.test(target) && !DELIVERY.test(name(member)));
  for (const { member, role, target, kind } of stores) {
    const store =
      kind === 'dataset' ? dataset(target) : node(`bucket ${merged(target)}`, kind, merged(target), 'bucket');
    const who = memberNode(member, merged, node);
    const others = stores.some(
      (each) => each.target === target && each.member !== member && /Creator$/.test(each.role),
    );
    // Who may delete what others only add to empties it.
    if (/User$/.test(role) && others) edge(store, who, 'both');
    else if (/(Creator|User|Editor)$/.test(role)) edge(who, store);
    else edge(store, who);
  }
  for (const stack of stacks) {
    // An authorized view reads a dataset for those who may read the view.
    for (const { attributes } of stack.resources('google_bigquery_dataset_access')) {
      const view = [attributes['view'] ?? attributes['dataset']].flat()[0] as Record<string, unknown> | undefined;
      const within = [view?.['dataset'] ?? view].flat()[0] as Record<string, unknown> | undefined;
      if (within?.['dataset_id']) edge(dataset(attributes['dataset_id']), dataset(within['dataset_id']));
    }
    for (const { attributes } of stack.resources('google_sql_user')) {
      const database = node('database', 'source', SOURCES.database, 'Cloud SQL of ours, or theirs');
      edge(database, memberNode(String(attributes['name']), merged, node));
    }
    for (const { attributes } of stack.resources('google_secret_manager_secret_iam_member')) {
      const database = node('database', 'source', SOURCES.database, 'Cloud SQL of ours, or theirs');
      edge(database, memberNode(String(attributes['member']), merged, node));
    }
    for (const { attributes } of stack.resources('google_cloud_run_v2_job_iam_member')) {
      const job = String(attributes['name']).split('-').at(-1) ?? '';
      edge(
        memberNode(String(attributes['member']), merged, node),
        node(`rcm-${job}`, 'workload', job, 'Cloud Run job'),
        'starts',
      );
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

const name = (member: string) => member.replace(/^\w+:/, '').replace(/@.*$/, '');

function grantsOn(type: string, argument: string, stacks: readonly SynthesizedStack[]): Grant[] {
  return stacks.flatMap((stack) =>
    stack.resources(type).map(({ attributes }) => ({
      member: String(attributes['member']),
      role: String(attributes['role']),
      target: String(attributes[argument]),
    })),
  );
}

function memberNode(
  member: string,
  merged: (name: string) => string,
  node: (id: string, kind: GraphNode['kind'], ...lines: string[]) => string,
): string {
  const id = merged(name(member));
  if (id === 'cloud-storage-analytics') return node(id, 'source', 'access logs', 'written by Cloud Storage');
  if (member.startsWith('group:')) return node(id, 'people', id.replace(/^rcm-/, ''));
  if (id.startsWith('inbox-')) return node(id, 'source', 'sender of <hospital>', 'claims and reference files');
  if (id === 'rcm-orchestrate') return node(id, 'workload', 'orchestrate', 'Cloud Composer (Airflow)');
  if (id === 'rcm-spark') return node(id, 'workload', 'spark', 'Dataproc, for large tables');
  return node(id, 'workload', id.replace(/^rcm-/, ''), 'Cloud Run job');
}
