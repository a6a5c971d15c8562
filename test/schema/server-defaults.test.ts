import { synthesizeEverything } from '../synthesized-environments';
import type { Attributes } from '../synthesized-stack';
import { type BlockSchema, SCHEMAS } from './provider-schema';
import { LEFT_TO_THE_SERVICE } from './server-defaults';

/** Places of arguments of a block that the service chooses when they are left out (optional and computed), and that are left out. */
function leftOut(schema: BlockSchema, given: Attributes, place: string): string[] {
  const own = Object.entries(schema.attributes ?? {})
    .filter(([name, { optional, computed }]) => optional && computed && name !== 'id' && !(name in given))
    .map(([name]) => `${place}.${name}`);
  const inside = Object.entries(schema.blocks ?? {}).flatMap(([name, block]) =>
    [given[name] ?? []].flat().flatMap((each) => leftOut(block, each as Attributes, `${place}.${name}`)),
  );
  return [...own, ...inside];
}

const resources = synthesizeEverything().stacks.flatMap((stack) => stack.resources());

it('leaves to the service what the list names with a reason, and nothing else', () => {
  const places = resources.flatMap(({ type, attributes }) => leftOut(SCHEMAS[type] ?? {}, attributes, type));
  expect(places.length).toBeGreaterThan(1000);
  // The provider has the project in its own configuration, which each stack states.
  const chosen = new Set(places.filter((place) => !place.endsWith('.project')));
  expect([...chosen].sort()).toEqual(Object.keys(LEFT_TO_THE_SERVICE).sort());
  expect(Object.values(LEFT_TO_THE_SERVICE).filter((reason) => reason.length < 3)).toEqual([]);
});

/**
 * Composer 3 leaves the storage of task logs out of its answer (docs/decisions/20261130-what-is-left-to-the-service.md): stated, it would
 * be a difference in every plan, because the provider does not keep what it finds there.
 */
it('says nothing of the storage of task logs, which Composer 3 has no answer to', () => {
  const environments = resources.filter(({ type }) => type === 'google_composer_environment');
  expect(environments.length).toBe(3);
  for (const { attributes } of environments) {
    const { data_retention_config } = attributes['config'] as Attributes;
    expect(Object.keys(data_retention_config as Attributes)).toEqual(['airflow_metadata_retention_config']);
  }
  const { blocks } =
    SCHEMAS['google_composer_environment']?.blocks?.['config']?.blocks?.['data_retention_config'] ?? {};
  expect(blocks?.['task_logs_retention_config']?.attributes?.['storage_mode']).toEqual({
    optional: true,
    type: 'string',
  });
});
