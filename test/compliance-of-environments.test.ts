import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { type Effect, PACK, type Review, readEstate, review } from '../compliance';
import { ENVIRONMENTS } from '../environments';
import { synthesize } from '../stacks';

let folder: string;
const reviews = new Map<string, Review>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rcm-review-'));
  const app = new App({ outdir: folder });
  for (const environment of Object.values(ENVIRONMENTS)) environment(app);
  synthesize(app);
  for (const name of Object.keys(ENVIRONMENTS)) {
    reviews.set(
      name,
      review(readEstate(folder, { environment: name }), { asOf: new Date().toISOString().slice(0, 10) }),
    );
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rules about things that no environment should have, so that nothing is there to be checked. */
const NOTHING_TO_CHECK = [
  'bigquery-external-tables',
  'bigquery-row-policy-filters',
  'iam-no-service-account-keys',
  'iam-provider-condition',
  'logging-sink-interception',
  'network-peering-private-routes',
  'org-policy-in-force',
  'perimeter-in-force',
  'perimeter-ingress-named',
  'run-service-inside',
  'secret-rotation',
  'sql-no-client-key-in-state',
  'sql-user-host',
  'storage-no-access-lists',
  'storage-no-hmac-keys',
];

describe.each(Object.keys(ENVIRONMENTS))('%s', (name) => {
  const result = (): Review => {
    const found = reviews.get(name);
    if (!found) throw new Error(`${name} was not reviewed`);
    return found;
  };

  it('has no finding of severity high or medium without an exception', () => {
    expect(result().findings.filter((finding) => finding.severity !== 'low')).toEqual([]);
  });

  it('has no value that stays unknown before the apply: names are computed', () => {
    expect(result().unknown).toEqual([]);
  });

  it('grants no role of which nobody knows what it lets do to patient data', () => {
    const unknown = result().access.filter((row) => row.effects === 'unknown');
    expect([...new Set(unknown.map((row) => row.role))]).toEqual([]);
  });

  it('says of each grant why it is there', () => {
    const without = result().access.filter((row) => row.why === null);
    expect(without.map(({ principal, role }) => `${principal} ${role}`)).toEqual([]);
  });

  it('lets people read identified data in an emergency only, and write only decisions about quarantine, on request', () => {
    const ofGroups = result().access.filter((row) => /^group:.*sunrise/.test(row.principal));
    const may = (effect: Effect) => ofGroups.filter((row) => row.effects.includes(effect));
    const decides = (condition: string | null) =>
      condition?.startsWith('on request') && condition.endsWith('/datasets/ops/tables/quarantine_decisions"');
    expect(may('write').filter(({ condition }) => !decides(condition))).toEqual([]);
    expect(may('administer').concat(may('grant'))).toEqual([]);
    const plain = may('read_identified').filter((row) => !row.condition?.startsWith('on request'));
    expect(plain).toEqual([]);
  });

  it('has no resource type that nobody has thought about', () => {
    expect(result().unknownTypes).toEqual({});
  });

  it('was reviewed as a whole', () => {
    expect(result().complete).toBe(true);
    const written = readdirSync(join(folder, 'stacks')).filter((stack) => stack.startsWith(`${name}-`));
    expect(Object.keys(result().resourceCountByStack)).toEqual(written.sort());
  });
});

it('makes every rule look at something in one environment at least', () => {
  const looked = new Set(
    [...reviews.values()].flatMap((each) =>
      each.checkedByRule.filter((rule) => rule.checked > 0).map((rule) => rule.id),
    ),
  );
  expect(
    PACK.map((rule) => rule.id)
      .filter((id) => !looked.has(id))
      .sort(),
  ).toEqual(NOTHING_TO_CHECK);
});
