import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { estateOf, readSynthesis, review } from '../compliance';
import { CUSTOM_CONSTRUCTS } from '../test/custom-constructs';
import { synthesizeConstruct } from '../test/synthesized-stack';

/**
 * Each construct as its examples use it and with every optional prop set (custom), judged by the whole pack as production is. At least one
 * rule must have looked at something: a pack that looks at nothing finds nothing.
 */
const FILES = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort();
/** Each by its file, e.g. `storage/phi-bucket`. */
const CONSTRUCTS = FILES.filter((file) => !file.includes('.test.') && file.endsWith('.ts'))
  .filter((file) => readFileSync(join(__dirname, file), 'utf8').includes('extends Construct {'))
  .map((file) => file.replace('.ts', ''));
/** No rule looks at their resources. */
const WITHOUT_RULES = ['bigquery/phi-taxonomy', 'spark/spark-batch'];

/** These rules judge a choice that a construct leaves to its caller. */
const CHOSEN = ['composer-environment-resilience', 'perimeter-in-force'];

/** The project of the examples' accounts: rules about grants compare it with the provider's. Keys are another project's, unseen by the review. */
const projectOf = (file: string) => (file.startsWith('access/') ? 'sunrise-rcm-dev' : 'p');

function judge(build: (stack: TerraformStack) => unknown, project = 'p') {
  // What a stack of an environment says to the provider.
  const labels = { group: 'sunrise', stage: 'prod', owner: 'sunrise' };
  const stack = synthesizeConstruct(build, { project, region: 'us-central1', defaultLabels: labels });
  const judged = (complete: boolean) =>
    review(estateOf([readSynthesis('alone', JSON.parse(stack.text))], { complete }), { asOf: '2026-01-01' });
  const { findings, unknown, unknownTypes, checkedByRule } = judged(false);
  const looked = checkedByRule.filter((rule) => rule.checked > 0).map((rule) => rule.id);
  // What only the rest of an environment shows does not concern one construct.
  const always = judged(true).unknown.map(({ ruleId, address }) => `${ruleId} ${address}`);
  const ownUnknown = unknown.filter(({ ruleId, address }) => always.includes(`${ruleId} ${address}`));
  const own = findings.filter(({ ruleId }) => !CHOSEN.includes(ruleId));
  return { found: { findings: own, unknown: ownUnknown, unknownTypes }, looked };
}
const NOTHING = { findings: [], unknown: [], unknownTypes: {} };

/** Each by its file without its ending, e.g. `storage/phi-bucket-retention`. */
const EXAMPLES = FILES.filter((file) => file.endsWith('.example.ts')).map((file) => file.replace('.ts', ''));

/** The only function that an example exports. */
function exampleIn(file: string): (stack: TerraformStack) => unknown {
  const [build] = Object.values(require(`./${file}`));
  return build as (stack: TerraformStack) => unknown;
}

const isSeenByNoRule = (file: string) => WITHOUT_RULES.some((name) => file.startsWith(name));

it('leaves no construct out', () => {
  expect(EXAMPLES).toEqual(expect.arrayContaining(CONSTRUCTS.map((name) => `${name}.example`)));
  expect(Object.keys(CUSTOM_CONSTRUCTS).sort()).toEqual(CONSTRUCTS.map((name) => basename(name)).sort());
  const index = readFileSync(join(__dirname, 'index.ts'), 'utf8');
  expect(CONSTRUCTS.filter((name) => !index.includes(`'./${name}'`) || !index.includes(`'./${name}-props'`))).toEqual(
    [],
  );
});

it.each(EXAMPLES)('%s satisfies every rule', (file) => {
  const { found, looked } = judge(exampleIn(file), projectOf(file));
  expect(found).toEqual(NOTHING);
  if (!isSeenByNoRule(file)) expect(looked).not.toEqual([]);
});

it.each(CONSTRUCTS)('%s satisfies every rule with every prop set', (name) => {
  const { found, looked } = judge(CUSTOM_CONSTRUCTS[basename(name) as keyof typeof CUSTOM_CONSTRUCTS]);
  expect(found).toEqual(NOTHING);
  if (!isSeenByNoRule(name)) expect(looked).not.toEqual([]);
});
