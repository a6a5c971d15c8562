import { synthesizeEverything } from './synthesized-environments';
import type { SynthesizedStack } from './synthesized-stack';

/**
 * A name of ours is a literal wherever it is used, so Terraform does not see that what bears it has to be there first. Inside a stack
 * that must be said: with a reference, or with `depends_on`. Without, the two are made at once, and taken away at once.
 */
const { stacks } = synthesizeEverything();

/** How others call what bears a name, by type: as JSON text of one of their arguments. */
const CALLED: Readonly<Record<string, { readonly argument: string; readonly as: (name: string) => string }>> = {
  google_artifact_registry_repository: { argument: 'repository_id', as: (name) => `"${name}"` },
  google_bigquery_dataset: { argument: 'dataset_id', as: (name) => `"dataset_id":"${name}"` },
  google_cloud_run_v2_job: { argument: 'name', as: (name) => `"name":"${name}"` },
  google_kms_crypto_key: { argument: 'name', as: (name) => `/cryptoKeys/${name}"` },
  google_logging_project_bucket_config: { argument: 'bucket_id', as: (name) => `/buckets/${name}"` },
  google_project_iam_custom_role: { argument: 'role_id', as: (name) => `/roles/${name}"` },
  google_secret_manager_secret: { argument: 'secret_id', as: (name) => `"secret_id":"${name}"` },
  google_service_account: { argument: 'account_id', as: (name) => `"serviceAccount:${name}@` },
  google_storage_bucket: { argument: 'name', as: (name) => `"${name}"` },
};

/** Everything that comes before a resource, through however many others. */
function before(stack: SynthesizedStack): (address: string) => ReadonlySet<string> {
  const direct = new Map<string, readonly string[]>(
    stack.resources().map(({ type, id, attributes }) => {
      const references = [...JSON.stringify(attributes).matchAll(/\$\{(google_\w+\.[\w-]+)\./g)].map(
        ([, at = '']) => at,
      );
      return [`${type}.${id}`, [...references, ...((attributes['depends_on'] as string[] | undefined) ?? [])]];
    }),
  );
  const known = new Map<string, ReadonlySet<string>>();
  const all = (address: string): ReadonlySet<string> => {
    const found = known.get(address) ?? new Set((direct.get(address) ?? []).flatMap((each) => [each, ...all(each)]));
    known.set(address, found);
    return found;
  };
  return all;
}

/** Each pair of one that names another of its stack, with whether it waits for it. */
const pairs = stacks.flatMap((stack) => {
  const comesBefore = before(stack);
  const named = stack.resources().flatMap(({ type, id, attributes }) => {
    const called = CALLED[type];
    return called ? [{ address: `${type}.${id}`, text: called.as(String(attributes[called.argument])) }] : [];
  });
  return stack.resources().flatMap(({ type, id, attributes }) => {
    const address = `${type}.${id}`;
    // A description may name anything; what is uploaded is read long after.
    const { '//': _, description, content, depends_on, ...own } = attributes;
    const text = JSON.stringify(own);
    return named
      .filter((each) => each.address !== address && text.includes(each.text))
      .map((each) => ({
        type,
        pair: `${stack.name} ${address} names ${each.address}`,
        waits: comesBefore(address).has(each.address),
      }));
  });
});

it('has everything wait for what it names, where the same stack makes it', () => {
  expect(pairs.length).toBeGreaterThan(200);
  const kinds = ['google_bigquery_dataset_iam_member', 'google_dataproc_cluster', 'google_dataproc_workflow_template'];
  expect(pairs.map(({ type }) => type)).toEqual(expect.arrayContaining(kinds));
  expect(pairs.filter(({ waits }) => !waits).map(({ pair }) => pair)).toEqual([]);
});
