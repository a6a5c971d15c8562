import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFailure } from '../cli/errors/failure';
import { JOB_ERRORS, JobError, type JobErrorCode } from '../jobs/errors';
import { twoHospitals } from '../sample/two-hospitals.fixture';
import { ALERTS } from '../stacks/monitoring/alerts';
import { type BuiltRcm, buildRcm, type Outcome } from './built-rcm';

jest.setTimeout(60_000);

/** Filters on what the container writes; the others read Google's audit logs. */
const OURS = ALERTS.filter(({ filter }) => filter.includes('cloud_run_job'));
const SEVERITIES = ['DEFAULT', 'DEBUG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'CRITICAL'];

/** A line of a Cloud Run job as Cloud Logging keeps it: JSON becomes the payload without `severity`, anything else text without one. */
function logEntry(line: string): Readonly<Record<string, unknown>> {
  const resource = { 'resource.type': 'cloud_run_job' };
  try {
    const { severity, ...payload } = JSON.parse(line) as Record<string, unknown>;
    const fields = Object.entries(payload).map(([name, value]) => [`jsonPayload.${name}`, value]);
    return { ...resource, severity, ...Object.fromEntries(fields) };
  } catch {
    return { ...resource, severity: 'DEFAULT', textPayload: line };
  }
}

/** The part of Google's filter language that these filters use; a filter of another shape fails the test. */
function matches(filter: string, entry: Readonly<Record<string, unknown>>): boolean {
  return filter.split(' AND ').every((condition) => {
    const [, field, operator, text] = /^([\w.]+)(=|>=)"?(\w+)"?$/.exec(condition) ?? [];
    if (!field || !text) throw new Error(`cannot read ${condition}`);
    if (operator === '=') return entry[field] === text;
    return SEVERITIES.indexOf(String(entry[field])) >= SEVERITIES.indexOf(text);
  });
}

const alertsOf = (entry: Readonly<Record<string, unknown>>) =>
  OURS.filter(({ filter }) => matches(filter, entry)).map(({ id }) => id);

describe('the alerts on the log of the pipeline', () => {
  let rcm: BuiltRcm;
  const folder = mkdtempSync(join(tmpdir(), 'rcm-cloud-log-'));
  const spec = join(folder, 'spec.json');
  beforeAll(() => {
    rcm = buildRcm();
    writeFileSync(spec, JSON.stringify(twoHospitals()));
  });
  afterAll(() => {
    rcm.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const inContainer = { cwd: folder, env: { CLOUD_RUN_JOB: 'sunrise-dev-extract', RCM_SPEC: spec } };
  const words = ['step', 'extract.hospital-a.patients', '--run-id', 'r-1'];
  const lines = ({ stderr }: Outcome) => stderr.trim().split('\n');

  it('raise an alarm over a real failure of the command, with its step, run and environment', async () => {
    const outcome = await rcm.run(words, inContainer);
    const entries = lines(outcome).map(logEntry);
    expect(entries).toEqual([
      {
        'resource.type': 'cloud_run_job',
        severity: 'ERROR',
        'jsonPayload.code': 'USAGE',
        'jsonPayload.message': expect.stringContaining('There is nothing to read'),
        'jsonPayload.environment': twoHospitals().environment,
        'jsonPayload.stepId': 'extract.hospital-a.patients',
        'jsonPayload.runId': 'r-1',
      },
    ]);
    expect(entries.map(alertsOf)).toEqual([['failed-step']]);
  });

  it('raise one over wrong words too, in one line', async () => {
    const outcome = await rcm.run(['step', '--no-such-option'], inContainer);
    expect(outcome.exitCode).toBe(2);
    expect(lines(outcome).map(logEntry).map(alertsOf)).toEqual(lines(outcome).map(() => ['failed-step']));
  });

  it('raise one for each failed step of an execution, and none for a step that was only skipped', async () => {
    mkdirSync(join(folder, 'none'), { recursive: true });
    const tables = ['patients', 'encounters'].map((table) => `extract.hospital-a.${table}`);
    const run = ['--run-id', 'r-2', '--extracts', join(folder, 'none')];
    expect((await rcm.run(['steps', 'begin', ...run], inContainer)).exitCode).toBe(0);
    const outcome = await rcm.run(['steps', ...tables, ...run], inContainer);
    const entries = lines(outcome).map(logEntry);
    const raised = entries.filter((entry) => alertsOf(entry).length > 0);
    expect(raised.map((entry) => entry['jsonPayload.stepId']).sort()).toEqual([...tables].sort());
    expect(entries.at(-1)).toMatchObject({
      'jsonPayload.stepId': null,
      'jsonPayload.message': `failed, 2 of 2 step(s): ${tables.join(', ')}`,
    });
    expect(outcome.exitCode).toBe(2);
    const skipping = ['steps', 'load.hospital-a.patients', ...run];
    const skipped = await rcm.run(skipping, inContainer);
    expect([skipped.exitCode, lines(skipped).map(logEntry).flatMap(alertsOf)]).toEqual([0, []]);
    // Nobody else reports it to a person who typed the command.
    expect((await rcm.run(skipping, { ...inContainer, env: { RCM_SPEC: spec } })).exitCode).toBe(1);
  });

  it('would be blind to plain text, which stays for people', async () => {
    const outcome = await rcm.run(words, { ...inContainer, env: { RCM_SPEC: spec } });
    expect(lines(outcome)[0]).toMatch(/^USAGE: There is nothing to read/);
    expect(lines(outcome).map(logEntry).flatMap(alertsOf)).toEqual([]);
  });

  it('shows by its exit code that a retry is useless, and only in the cloud', async () => {
    mkdirSync(join(folder, 'extracts'), { recursive: true });
    const broken = [...words, '--extracts', join(folder, 'extracts')];
    const inCloud = await rcm.run(broken, inContainer);
    expect(lines(inCloud).map((line) => logEntry(line)['jsonPayload.code'])).toEqual(['SOURCE_TABLE_MISSING']);
    expect(JOB_ERRORS.SOURCE_TABLE_MISSING.retryable).toBe(false);
    expect(inCloud.exitCode).toBe(2);
    const onLaptop = { ...inContainer, env: { RCM_SPEC: spec } };
    const begin = ['step', 'begin', '--run-id', 'r-1', '--extracts', join(folder, 'extracts')];
    expect((await rcm.run(begin, onLaptop)).exitCode).toBe(0);
    expect((await rcm.run(broken, onLaptop)).exitCode).toBe(1);
  });

  it.each([
    ['QUARANTINE_SHARE_EXCEEDED', ['failed-step', 'quarantine']],
    ['RECONCILIATION_DIFFERENCE', ['failed-step', 'reconciliation']],
    ['SOURCE_UNREACHABLE', ['failed-step']],
  ] satisfies [JobErrorCode, string[]][])('%s raises %s', (code, alerts) => {
    const { code: written, text: message } = describeFailure(new JobError(code, 'a table'), false);
    expect(alertsOf(logEntry(JSON.stringify({ severity: 'ERROR', message, code: written })))).toEqual(alerts);
  });

  it('name only codes that there are', () => {
    const named = OURS.flatMap(({ filter }) => /jsonPayload\.code="(\w+)"/.exec(filter)?.[1] ?? []);
    expect(named.length).toBe(2);
    expect(named.filter((code) => !(code in JOB_ERRORS))).toEqual([]);
  });
});
