import { synthesizeEverything } from '../synthesized-environments';
import type { Attributes } from '../synthesized-stack';
import { leavesOf } from './resource-leaves';

/**
 * What the provider (6.50) takes without a word and what then goes wrong: a second plan that is not empty, a change that replaces, a
 * destroy that fails. Each test is about every resource that this project can write.
 */
const { stacks } = synthesizeEverything();
const resources = stacks.flatMap((stack) => stack.resources().map((each) => ({ ...each, stack })));

/** The attributes of every resource of a type, with their addresses. @throws Error where there is none: a test of nothing. */
function every(type: string): readonly (readonly [address: string, attributes: Attributes])[] {
  const found = resources.filter((each) => each.type === type);
  if (found.length === 0) throw new Error(`nothing writes a ${type}`);
  return found.map(({ stack, id, attributes }) => [`${stack.name} ${type}.${id}`, attributes]);
}

/** Addresses of those of a type of which something does not hold. */
const unlike = (type: string, holds: (attributes: Attributes) => boolean) =>
  every(type)
    .filter(([, attributes]) => !holds(attributes))
    .map(([address]) => address);

interface Column {
  readonly type: string;
  readonly fields?: readonly Column[];
}
const typesOf = (columns: readonly Column[]): string[] =>
  columns.flatMap(({ type, fields }) => [type, ...typesOf(fields ?? [])]);

describe('BigQuery', () => {
  it('names column types as the service gives them back; another name for one replaces the table in every plan', () => {
    const used = every('google_bigquery_table').flatMap(([, { schema }]) =>
      schema === undefined ? [] : typesOf(JSON.parse(String(schema))),
    );
    expect(used).toContain('NUMERIC');
    const other = /^(STRUCT|DECIMAL|BIGDECIMAL|INT64|INT|FLOAT64|BOOL)$/;
    expect([...new Set(used)].filter((type) => other.test(type))).toEqual([]);
  });

  it('gives each table a key of its own, as its dataset has one, and a view none', () => {
    expect(
      unlike(
        'google_bigquery_table',
        (table) => (table['view'] === undefined) === (table['encryption_configuration'] !== undefined),
      ),
    ).toEqual([]);
  });

  it('has one way to give access to a dataset: no list in the dataset, nothing that takes away what is not on it', () => {
    expect(unlike('google_bigquery_dataset', (dataset) => dataset['access'] === undefined)).toEqual([]);
    const types = resources.map(({ type }) => type);
    expect(types.filter((type) => /_iam_(binding|policy)$/.test(type))).toEqual([]);
  });
});

it.each([
  ['google_bigquery_table', 'deletion_protection'],
  ['google_bigquery_dataset', 'delete_contents_on_destroy'],
  ['google_cloud_run_v2_job', 'deletion_protection'],
  ['google_secret_manager_secret', 'deletion_protection'],
  ['google_sql_database_instance', 'deletion_protection'],
  ['google_storage_bucket', 'force_destroy'],
])('%s says whether it can be taken away (%s), so that a stage decides and not a default', (type, argument) => {
  expect(unlike(type, (attributes) => typeof attributes[argument] === 'boolean')).toEqual([]);
});

it('keeps APIs on when a stack goes, and forgets the peering that cannot be deleted', () => {
  expect(unlike('google_project_service', (service) => service['disable_on_destroy'] === false)).toEqual([]);
  expect(
    unlike('google_service_networking_connection', (connection) => connection['deletion_policy'] === 'ABANDON'),
  ).toEqual([]);
});

describe('Composer 3', () => {
  const environments = every('google_composer_environment').map(
    ([address, { config }]) => [address, config as Attributes] as const,
  );
  const having = (...names: string[]) =>
    environments.filter(([, config]) => names.some((name) => name in config)).map(([address]) => address);

  it('has nothing of the generations before', () => {
    expect(having('private_environment_config', 'master_authorized_networks_config')).toEqual([]);
    const nodes = environments.map(([, config]) => config['node_config'] as Attributes);
    for (const node of nodes) {
      expect(node).not.toHaveProperty('max_pods_per_node');
      expect(node).not.toHaveProperty('enable_ip_masq_agent');
    }
  });

  it('says nothing of snapshots that are off: the service leaves them out of its answer', () => {
    const stated = environments.filter(([, config]) => 'recovery_config' in config);
    expect(stated.length).toBeGreaterThan(0);
    expect(stated.length).toBeLessThan(environments.length);
    for (const [, config] of stated)
      expect(config['recovery_config']).toMatchObject({ scheduled_snapshots_config: { enabled: true } });
  });
});

it('leaves the scopes of Dataproc’s machines to the service, which adds to them', () => {
  const types = ['google_dataproc_cluster', 'google_dataproc_workflow_template'];
  const leaves = resources.filter(({ type }) => types.includes(type)).flatMap(leavesOf);
  expect(leaves.length).toBeGreaterThan(20);
  expect(leaves.map(({ place }) => place).filter((place) => /service_account_scopes/.test(place))).toEqual([]);
});

it('chooses the edition of a database, and the log with which MySQL recovers instead of a flag of others', () => {
  for (const [, { settings }] of every('google_sql_database_instance')) {
    expect(settings).toMatchObject({
      edition: 'ENTERPRISE',
      backup_configuration: { enabled: true, binary_log_enabled: true },
    });
    expect((settings as Attributes)['backup_configuration']).not.toHaveProperty('point_in_time_recovery_enabled');
  }
});

it('names the user of a database by his whole address, of which MySQL’s users keep what is before the @', () => {
  expect(
    unlike('google_sql_user', ({ name, type }) =>
      type === 'CLOUD_IAM_SERVICE_ACCOUNT'
        ? /^[a-z0-9-]+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/.test(`${name}`)
        : true,
    ),
  ).toEqual([]);
});

it('draws a dashboard without zeros and empty lists, which the service leaves out', () => {
  for (const [, attributes] of every('google_monitoring_dashboard')) {
    const text = String(attributes['dashboard_json']);
    expect(text).toContain('"xPos":');
    expect(text).not.toMatch(/:0[,}]|:\[\]|:\{\}|:""/);
  }
});

it('has lists that a service may put in another order in one order of its own', () => {
  for (const [address, { match }] of every('google_compute_network_firewall_policy_rule')) {
    const hosts = (match as { dest_fqdns: string[] }).dest_fqdns;
    expect([address, hosts]).toEqual([address, [...hosts].sort()]);
  }
});

it('calls APIs that refuse a person’s own credentials with a project to count against, and no other API', () => {
  const COUNTED = /^google_(essential_contacts_contact|billing_budget|org_policy_policy|access_context_manager_\w+)$/;
  const projects = resources.map(({ stack, type, attributes }) => {
    const { google } = stack.section('provider') as { google: readonly Attributes[] };
    const [, alias] = String(attributes['provider'] ?? '').split('.');
    const provider = google.find((each) => each['alias'] === alias);
    const counted = provider?.['user_project_override'] === true && provider['billing_project'] === provider['project'];
    return { type, counted };
  });
  expect(projects.filter(({ type }) => COUNTED.test(type)).length).toBeGreaterThan(5);
  expect(projects.filter(({ type, counted }) => COUNTED.test(type) !== counted)).toEqual([]);
});

it('keeps conditions within what IAM takes: ten roles in a list, twelve operators, and every role once', () => {
  const giving = every('google_project_iam_member').flatMap(([, { condition }]) => {
    const { expression = '' } = (condition ?? {}) as { expression?: string };
    return expression.includes('hasOnly') ? [expression] : [];
  });
  expect(giving.length).toBeGreaterThan(0);
  for (const expression of giving) {
    const lists = [...expression.matchAll(/hasOnly\(\[([^\]]+)\]\)/g)].map(([, list = '']) => list.split(', '));
    expect(lists.flat().length).toBeGreaterThan(20);
    expect(Math.max(...lists.map((list) => list.length))).toBeLessThanOrEqual(10);
    expect(new Set(lists.flat()).size).toBe(lists.flat().length);
    expect(expression.split(' || ')).toHaveLength(lists.length);
    expect(lists.length).toBeLessThanOrEqual(13);
  }
});
