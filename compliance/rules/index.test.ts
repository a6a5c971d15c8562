import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CITATIONS, control } from '../controls';
import { TYPES_WITHOUT_RULES } from '../review/types-without-rules';
import { looksAt, type Rule } from '../verdicts/rule';
import { PACK } from '.';

const RULES = __dirname;
const PROVIDER = join(__dirname, '..', '..', 'node_modules', '@cdktf', 'provider-google', 'lib');

/** Every file of a service's folder but its index and the tests: each defines one rule. */
const ruleFiles = readdirSync(RULES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: service }) => readdirSync(join(RULES, service)).map((file) => ({ service, file })))
  .filter(({ file }) => file !== 'index.ts' && !file.endsWith('.test.ts'))
  .map(({ service, file }) => ({ service, name: file.replace(/\.ts$/, '') }));

it('holds the rule of every file: one that no index exports would never run', () => {
  const ids = ruleFiles.map(({ service, name }) => `${service}-${name}`);
  expect(PACK.map((rule) => rule.id).sort()).toEqual(ids.sort());
});

it.each(ruleFiles.map(({ service, name }) => [service, name]))(
  'rules/%s/%s.ts exports one rule, whose id is the service, a hyphen and the name of the file',
  (service, name) => {
    const exported: Readonly<Record<string, Partial<Rule>>> = require(join(RULES, service, name));
    const ids = Object.values(exported).flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids).toEqual([`${service}-${name}`]);
  },
);

it.each(PACK.map((rule) => [rule.id, rule] as const))(
  '%s has a test beside it, and says all that a reader needs',
  (id, rule) => {
    const [service = '', ...name] = id.split('-');
    expect(existsSync(join(RULES, service, `${name.join('-')}.test.ts`))).toBe(true);
    expect(rule.title).toMatch(/[^.]$/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.fix).toMatch(/\.$/);
    expect(new Set(rule.controls).size).toBe(rule.controls.length);
  },
);

/** `google_storage_bucket` is lib/storage-bucket; a type that the provider does not have would never be judged. */
function isProviderType(type: string): boolean {
  const folder = type.replace(/^google_/, '').replaceAll('_', '-');
  if (type.includes('*'))
    return readdirSync(PROVIDER).some((name) =>
      looksAt({ ...firstRule(), resourceTypes: [type] }, `google_${name.replaceAll('-', '_')}`),
    );
  return existsSync(join(PROVIDER, folder));
}
function firstRule() {
  const [rule] = PACK;
  if (!rule) throw new Error('the pack is empty');
  return rule;
}

it('names only resource types that the provider has', () => {
  const types = [...PACK.flatMap((rule) => rule.resourceTypes), ...Object.keys(TYPES_WITHOUT_RULES)];
  expect(types.filter((type) => !isProviderType(type))).toEqual([]);
});

it('accounts for every control: rules, other evidence, a stated gap, or somebody’s work', () => {
  const unaccounted = CITATIONS.filter((citation) => {
    const { responsibility, otherEvidence, notCoveredYet, yourPart } = control(citation);
    if (responsibility === 'yours') return yourPart === undefined;
    return !otherEvidence && !notCoveredYet && !PACK.some((rule) => rule.controls.includes(citation));
  });
  expect(unaccounted).toEqual([]);
});

it('leaves no control to people that a rule supports, and says what the people’s part of a shared one is', () => {
  const wrong = CITATIONS.filter((citation) => {
    const { responsibility, yourPart } = control(citation);
    const hasRules = PACK.some((rule) => rule.controls.includes(citation));
    return (responsibility === 'yours' && hasRules) || (responsibility === 'both' && yourPart === undefined);
  });
  expect(wrong).toEqual([]);
});
