import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';

// Each case starts a process.
jest.setTimeout(60_000);

const KEY = { name: 'k', rotation_period: '7776000s', labels: { stage: 'dev' } };
const member = (role: string) => ({ project: 'p', role, member: 'group:a@x.example' });

describe('reviews on the command line', () => {
  let rcm: BuiltRcm;
  let folder: string;
  beforeAll(() => {
    rcm = buildRcm();
    folder = mkdtempSync(join(tmpdir(), 'rcm-compliance-'));
  });
  afterAll(() => {
    rcm.remove();
    rmSync(folder, { recursive: true });
  });

  /** A configuration with one key and one grant, as a file. */
  const written = (name: string, key: object = KEY, role = 'roles/bigquery.jobUser') => {
    const resource = { google_kms_crypto_key: { k: key }, google_project_iam_member: { m: member(role) } };
    writeFileSync(join(folder, name), JSON.stringify({ resource }));
    return name;
  };
  const run = (...words: string[]) => rcm.run(words, { cwd: folder });
  const review = (file: string, ...words: string[]) => run('compliance', '--from', file, ...words);

  it.each([
    ['0 when everything is compliant', 0, KEY],
    ['1 for a finding of severity high', 1, { ...KEY, labels: {}, lifecycle: { prevent_destroy: false } }],
    ['3 for what is unknown', 3, { ...KEY, rotation_period: '${var.period}' }],
  ])('ends with %s', async (_, exitCode, key) => {
    expect(await review(written('key.tf.json', key))).toMatchObject({ exitCode });
  });

  it.each([
    ['high', 0],
    ['medium', 1],
    ['low', 1],
  ])('ends with a finding of severity medium, where --fail-on is %s, with %i', async (failOn, exitCode) => {
    const file = written('rotated-late.tf.json', { ...KEY, rotation_period: '99999999s' });
    expect(await review(file, '--fail-on', failOn)).toMatchObject({ exitCode });
    expect((await review(file, '--fail-on', failOn)).stdout).toContain(exitCode === 0 ? 'No finding' : 'Findings of');
  });

  it.each(['text', 'md', 'html', 'json', 'sarif'])('writes %s to a file, and nothing to its output', async (format) => {
    const { stdout } = await review(written('key.tf.json'), '--format', format, '--out', `reports/report.${format}`);
    expect(stdout).toBe('');
    expect(readFileSync(join(folder, `reports/report.${format}`), 'utf8')).toMatch(/[0-9a-f]{64}/);
  });

  it('names the new id of a rule on stderr where an exception has the old one', async () => {
    const address = 'google_kms_crypto_key.k';
    const exception = { ruleId: 'iam-emergency-roles', address, reason: 'r', owner: 'o', expires: '2027-01-31' };
    writeFileSync(join(folder, 'renamed.tf.json'), JSON.stringify({ '//': { exceptions: [exception] }, resource: {} }));
    const { stderr, stdout } = await review('renamed.tf.json', '--as-of', '2027-01-01');
    const notice = `renamed/${address}: iam-emergency-roles is now iam-break-glass-roles`;
    expect([stderr, stdout]).toEqual([expect.stringContaining(notice), expect.stringContaining(notice)]);
  });

  it('says the same with the same hash, and otherwise another', async () => {
    const hash = async (file: string) =>
      JSON.parse((await review(file, '--json', '--as-of', '2027-01-01')).stdout).contentHash;
    const first = await hash(written('one.tf.json'));
    expect(await hash('one.tf.json')).toBe(first);
    expect(await hash(written('one.tf.json', KEY, 'roles/bigquery.dataEditor'))).not.toBe(first);
  });

  it('shows how a change affects access, as a sentence or as data', async () => {
    const paths = [
      '--diff',
      written('old.tf.json', KEY, 'roles/bigquery.dataViewer'),
      written('new.tf.json', KEY, 'roles/bigquery.dataEditor'),
    ];
    expect((await run('access', ...paths)).stdout).toBe(
      'widened  group:a@x.example may now also write data on project p: roles/bigquery.dataEditor instead of roles/bigquery.dataViewer.\n',
    );
    expect(JSON.parse((await run('access', ...paths, '--json')).stdout)).toMatchObject([{ kind: 'widened' }]);
    expect(await run('access', '--diff', 'old.tf.json')).toMatchObject({ exitCode: 2 });
  });

  it.each([
    ['a file that is not JSON', 'not.json', '{'],
    ['a plan of another format', 'plan.json', '{"format_version":"9.0","planned_values":{}}'],
  ])('ends with 2 and a code, without a stack, for %s', async (_, name, text) => {
    writeFileSync(join(folder, name), text);
    const { exitCode, stderr } = await review(name);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/ESTATE_UNREADABLE|PLAN_FORMAT_UNKNOWN/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
