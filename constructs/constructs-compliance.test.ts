import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { estateOf, readSynthesis, review } from '../compliance';
import { CUSTOM_CONSTRUCTS } from '../test/custom-constructs';
import { synthesizeConstruct } from '../test/synthesized-stack';

/**
 * Each construct with as few props as it takes (its example) and with every optional prop given (custom), judged by the whole pack as
 * production is. How many rules looked at something is stated: one that looks at nothing finds nothing.
 */
const FILES = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort();
/** Each by its file, e.g. `storage/phi-bucket`. */
const CONSTRUCTS = FILES.filter((file) => !file.includes('.test.') && file.endsWith('.ts'))
  .filter((file) => readFileSync(join(__dirname, file), 'utf8').includes('extends Construct {'))
  .map((file) => file.replace('.ts', ''));
/** No rule looks at what these are made of. */
const WITHOUT_RULES = ['bigquery/phi-taxonomy', 'spark/spark-batch'];

/** What a construct asks of its caller, or tries out first: no value is the last word. */
const CHOSEN = ['composer-environment-resilience', 'perimeter-in-force'];

function judge(build: (stack: TerraformStack) => unknown) {
  // What a stack of an environment says to the provider.
  const labels = { group: 'sunrise', stage: 'prod', owner: 'sunrise' };
  const stack = synthesizeConstruct(build, { project: 'p', region: 'us-central1', defaultLabels: labels });
  const estate = estateOf([readSynthesis('alone', JSON.parse(stack.text))], { complete: false });
  const { findings, cannotTell, unknownTypes, checkedByRule } = review(estate, { asOf: '2026-01-01' });
  const looked = checkedByRule.filter((rule) => rule.checked > 0).map((rule) => rule.id);
  // What a whole project must have is no matter of one construct.
  const untold = cannotTell.filter(({ address }) => address !== 'project p');
  const own = findings.filter(({ ruleId }) => !CHOSEN.includes(ruleId));
  return { found: { findings: own, cannotTell: untold, unknownTypes }, looked };
}
const NOTHING = { findings: [], cannotTell: [], unknownTypes: {} };

/** The only function that an example exports. */
function example(name: string): (stack: TerraformStack) => unknown {
  const [build] = Object.values(require(`./${name}.example`));
  return build as (stack: TerraformStack) => unknown;
}

it('leaves no construct out', () => {
  const examples = FILES.filter((file) => file.endsWith('.example.ts')).map((file) => file.replace('.example.ts', ''));
  expect(examples).toEqual(CONSTRUCTS);
  expect(Object.keys(CUSTOM_CONSTRUCTS).sort()).toEqual(CONSTRUCTS.map((name) => basename(name)).sort());
  const index = readFileSync(join(__dirname, 'index.ts'), 'utf8');
  expect(CONSTRUCTS.filter((name) => !index.includes(`'./${name}'`) || !index.includes(`'./${name}-props'`))).toEqual(
    [],
  );
});

describe.each(CONSTRUCTS)('%s', (name) => {
  it('alone, as in its example, is what the pack asks for', () => {
    const { found, looked } = judge(example(name));
    expect(found).toEqual(NOTHING);
    if (!WITHOUT_RULES.includes(name)) expect(looked).not.toEqual([]);
  });

  it('with every prop given is too', () => {
    const { found, looked } = judge(CUSTOM_CONSTRUCTS[basename(name) as keyof typeof CUSTOM_CONSTRUCTS]);
    expect(found).toEqual(NOTHING);
    if (!WITHOUT_RULES.includes(name)) expect(looked).not.toEqual([]);
  });
});
