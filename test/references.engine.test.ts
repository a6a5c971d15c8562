import { MADE_UP_BY_GOOGLE } from './made-up-by-google';
import { SCHEMAS } from './schema/provider-schema';
import { synthesizeEverything } from './synthesized-environments';

/**
 * What refers to what, so that a plan shows everything that can be known before anything exists. A name of ours is a literal
 * wherever another stack made the thing; inside a stack it is written as a reference where the order of creation must follow,
 * and Terraform knows its value all the same.
 */
const { stacks } = synthesizeEverything();

/** Arguments that we set ourselves, by `type.argument` of the target: known to a plan; each with what must wait for the target. */
const KNOWN_AND_IN_ORDER: Readonly<Record<string, string>> = {
  'google_bigquery_datapolicy_data_policy.data_policy_id': 'its readers',
  'google_bigquery_dataset.dataset_id': 'its tables',
  'google_cloudbuildv2_repository.name': 'the triggers on it',
  'google_compute_address.name': 'the NAT that leaves from it',
  'google_compute_global_address.name': 'the peering that hands it out',
  'google_compute_network.name': 'everything in the network',
  'google_compute_network_firewall_policy.name': 'its rules',
  'google_compute_router.name': 'its NAT',
  'google_compute_subnetwork.name': 'the NAT that serves it',
  'google_dns_managed_zone.name': 'its records',
  'google_dns_record_set.name': 'the alias of it',
  'google_kms_key_ring.name': 'its keys',
  'google_sql_database_instance.name': 'its databases and users',
  'google_storage_bucket.name': 'what writes its access logs into it',
};

interface Reference {
  /** Where it stands: `stack type.id.argument`. */
  readonly from: string;
  readonly expression: string;
  /** `type.attribute` of the target. */
  readonly kind: string;
  /** The target and its value for the attribute; undefined if the stack has no such resource. */
  readonly target: Readonly<Record<string, unknown>> | undefined;
  readonly value: unknown;
}

const references: Reference[] = stacks.flatMap((stack) => {
  const targets = new Map(stack.resources().map(({ type, id, attributes }) => [`${type}.${id}`, attributes]));
  return stack.resources().flatMap(({ type, id, attributes }) =>
    expressionsIn(attributes, `${stack.name} ${type}.${id}`).map(({ from, expression }) => {
      const [, address = '', attribute = ''] = /^(google_\w+\.[\w-]+)\.(\w+)$/.exec(expression) ?? [];
      const target = targets.get(address);
      return { from, expression, kind: `${address.split('.')[0]}.${attribute}`, target, value: target?.[attribute] };
    }),
  );
});

/** Every `${…}` of a value that Terraform would evaluate; `$${` is text. */
function expressionsIn(value: unknown, from: string): { from: string; expression: string }[] {
  if (typeof value === 'string')
    return [...value.matchAll(/(?<!\$)\$\{([^}]*)\}/g)].map((match) => ({ from, expression: match[1] ?? '' }));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => (key === '//' ? [] : expressionsIn(each, `${from}.${key}`)));
}

it('evaluates only attributes of resources of the same stack: no function, no other state', () => {
  expect(references.length).toBeGreaterThan(1000);
  expect(
    references.filter(({ target }) => target === undefined).map(({ from, expression }) => `${from}: ${expression}`),
  ).toEqual([]);
});

it('refers to what a plan cannot know only where Google makes it up', () => {
  const unknown = references.filter(({ value }) => value === undefined);
  expect([...new Set(unknown.map(({ kind }) => kind))].sort()).toEqual(Object.keys(MADE_UP_BY_GOOGLE).sort());
  for (const kind of Object.keys(MADE_UP_BY_GOOGLE)) {
    const [type = '', attribute = ''] = kind.split('.');
    expect([kind, SCHEMAS[type]?.attributes?.[attribute]?.computed]).toEqual([kind, true]);
  }
});

it('refers to a name of ours only where something must wait for it', () => {
  const known = references.filter(({ value }) => value !== undefined);
  expect([...new Set(known.map(({ kind }) => kind))].sort()).toEqual(Object.keys(KNOWN_AND_IN_ORDER).sort());
});

it('passes a known name on whole: what it refers to is a literal itself, or built from literals', () => {
  const texts = references.filter(({ value }) => value !== undefined).map(({ value }) => String(value));
  const unknown = Object.keys(MADE_UP_BY_GOOGLE).map((kind) => kind.split('.')[0]);
  expect(texts.filter((text) => unknown.some((type) => text.includes(`\${${type}.`)))).toEqual([]);
});
