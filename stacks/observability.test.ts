import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { SynthesizedStack } from '../test/synthesized-stack';
import { RcmEnvironment } from './environment';
import { ALERTS } from './monitoring/alerts';
import { STAGES, type Stage } from './props/stages';
import { synthesize } from './synthesize';

const synthesized = new Map<Stage, SynthesizedStack>();

/** The stack of a stage, synthesized once. */
function observability(stage: Stage): SynthesizedStack {
  const stack = synthesized.get(stage) ?? synthesizeObservability(stage);
  synthesized.set(stage, stack);
  return stack;
}

function synthesizeObservability(stage: Stage): SynthesizedStack {
  const target = new App({ outdir: Testing.app().outdir });
  new RcmEnvironment(target, `sunrise-${stage}`, {
    ...MINIMAL_ENVIRONMENT,
    projectId: `sunrise-rcm-${stage}`,
    baa: { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' },
    budget: { billingAccount: '000000-000000-000000' },
    review: 'warnings',
    reasons: { review: 'never deployed' },
  });
  synthesize(target);
  const name = `sunrise-${stage}-observability`;
  return new SynthesizedStack(name, readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
}
const severities = (stack: SynthesizedStack) =>
  Object.fromEntries(
    stack
      .resources('google_monitoring_alert_policy')
      .map(({ attributes }) => [attributes['display_name'], attributes['severity']]),
  );
const LATE = 'No run has succeeded for a day';

describe.each(['test', 'prod'] as const)('%s', (stage) => {
  it('alerts with the severity on the list, and when no run succeeds', () => {
    expect(severities(observability(stage))).toMatchObject({
      ...Object.fromEntries(ALERTS.map(({ displayName, severity }) => [displayName, severity])),
      [LATE]: 'ERROR',
    });
  });
});

it('wakes nobody for development, which need not run every day', () => {
  const found = severities(observability('dev'));
  expect(new Set(Object.values(found))).toEqual(new Set(['WARNING']));
  expect(Object.keys(found)).toEqual(expect.arrayContaining(ALERTS.map(({ displayName }) => displayName)));
  expect(found).not.toHaveProperty([LATE]);
});

it('counts what each alert reads and shows it; no alert waits for a metric that is not known yet', () => {
  const stack = observability('dev');
  const metrics = stack.resources('google_logging_metric').map(({ attributes }) => attributes);
  expect(metrics.map((each) => [each['name'], each['filter']]).sort()).toEqual(
    ALERTS.map(({ id, filter }) => [`sunrise-dev/${id.replaceAll('-', '_')}`, filter]).sort(),
  );
  const shown = String(stack.only('google_monitoring_dashboard')['dashboard_json']);
  for (const each of metrics) expect(shown).toContain(`logging.googleapis.com/user/${each['name']}`);
  expect(JSON.stringify(stack.resources('google_monitoring_alert_policy'))).not.toContain(
    'logging.googleapis.com/user',
  );
});

it('writes no position of 0 and no empty list, which the service would drop and every plan would show', () => {
  const shown = String(observability('dev').only('google_monitoring_dashboard')['dashboard_json']);
  expect(shown).not.toMatch(/"[xy]Pos":0|\[\]/);
});

it.each(['dev', 'prod'] as const)('watches the budget of %s', (stage) => {
  expect(observability(stage).only('google_billing_budget')).toMatchObject({
    amount: { specified_amount: { units: String(STAGES[stage].monthlyBudgetUsd) } },
  });
});

it('reports calls across a perimeter, of a dry run too: only those are in the log of denied calls', () => {
  const filters = ALERTS.filter(({ filter }) => filter.includes('cloudaudit.googleapis.com%2Fpolicy'));
  expect(filters.map(({ id, severity }) => [id, severity])).toEqual([['perimeter', 'WARNING']]);
  expect(filters[0]?.filter).not.toContain('dryRun');
});
