import { JobError } from '../../jobs/errors';
import type { TableProof } from '../../jobs/run/prove-tables';
import type { PipelineSpec } from '../../model/spec';
import { UsageError } from '../errors/usage-error';
import { checkTables } from './prove-tables';
import { failureLines, hasDifference, proofJson, proofText } from './shown-proof';

const proof = (more: Partial<TableProof>): TableProof => ({
  ...{ hospitalId: 'a', table: 'claims', rows: 9, missing: [], changed: [], gone: [], newer: 0, settled: 0, read: 0 },
  ...{ because: null, rechecked: true, ...more },
});
const found = proof({ missing: [['C-1234']], changed: [['C-5678', null]], gone: [['C-9876']] });

it('names the keys of the rows that differ', () => {
  expect(proofText([found], true)).toMatch(/missing: a\.claims C-1234\n.*C-5678.*\n.*C-9876/);
  expect(proofJson({ proofs: [found], failures: [] }, true).tables).toMatchObject([
    { missing: 1, changed: 1, gone: 1, keys: { missing: [['C-1234']], gone: [['C-9876']] } },
  ]);
});

it('shows counts alone, as text and as JSON, where its output is kept', () => {
  const text = proofText([found], false);
  const script = proofJson({ proofs: [found], failures: [] }, false);
  expect(text).toMatch(/a[ │]+claims[ │]+9[ │]+1[ │]+1[ │]+1[ │]+0/);
  expect(script.tables).toMatchObject([{ missing: 1, changed: 1, gone: 1 }]);
  expect(text + JSON.stringify(script)).not.toMatch(/C-/);
});

it('says of each table why it was not compared, and each advice once', () => {
  const error = new JobError('SOURCE_UNREACHABLE', 'no answer');
  const failures = ['claims', 'patients'].map((table) => ({ hospitalId: 'a', table, error }));
  expect(failureLines(failures)).toEqual([
    'a.claims: not compared: SOURCE_UNREACHABLE: no answer',
    'a.patients: not compared: SOURCE_UNREACHABLE: no answer',
    `-> SOURCE_UNREACHABLE: ${error.fix}`,
  ]);
  expect(proofJson({ proofs: [], failures }, true).failures).toMatchObject([
    { hospitalId: 'a', table: 'claims', code: 'SOURCE_UNREACHABLE', detail: 'no answer', retryable: true },
    { table: 'patients' },
  ]);
});

it('does not count rows that the next run reads', () => {
  expect([hasDifference(found), hasDifference(proof({ newer: 3, settled: 2 }))]).toEqual([true, false]);
});

describe('which tables are compared', () => {
  const spec = (hospitals: Readonly<Record<string, string[]>>) =>
    ({ hospitals: Object.entries(hospitals).map(([id, tables]) => ({ id, tables })) }) as unknown as PipelineSpec;
  const refusal = (...given: Parameters<typeof checkTables>) => {
    try {
      checkTables(...given);
    } catch (error) {
      if (error instanceof UsageError) return `${error.detail} -> ${error.fix}`;
      throw error;
    }
    return null;
  };

  it('are those of a database, of which there has to be one', () => {
    const both = spec({ a: ['claims'], files: [] });
    expect(refusal(both, {})).toBeNull();
    expect(refusal(both, { hospital: 'a', table: 'claims' })).toBeNull();
    expect(refusal(both, { hospital: 'files' })).toMatch(/"files" has no tables of a database.* -> Use one of: a\./);
    expect(refusal(spec({ files: [] }), {})).toMatch(/^No hospital here has tables of a database.* without --prove/);
    expect(refusal(both, { table: 'visits' })).toMatch(/No database has a table "visits".*claims/);
    expect(refusal(both, { hospital: 'b' })).toMatch(/no hospital "b"/);
  });
});
