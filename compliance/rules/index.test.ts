import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CITATIONS, control } from '../controls';
import { TYPES_WITHOUT_RULES } from '../review/types-without-rules';
import { looksAt } from '../verdicts/rule';
import { PACK } from '.';

const RULES = __dirname;
const PROVIDER = join(__dirname, '..', '..', 'node_modules', '@cdktf', 'provider-google', 'lib');

/** Files that define a rule, as the ids they should have. */
const ruleIds = readdirSync(RULES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => /: (Resource|Estate)Rule = /.test(readFileSync(file, 'utf8')))
  .map((file) => relative(RULES, file).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-'));

it('has every rule that there is a file for, under its name, once', () => {
  expect(PACK.map((rule) => rule.id).sort()).toEqual(ruleIds.sort());
});

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
