import { failureCauses, type StepEnd } from './failure-causes';

const failed = (id: string, code: string, detail = ''): StepEnd => ({ id, succeeded: false, code, detail });
const summaries = (steps: readonly StepEnd[]) => failureCauses(steps).map(({ summary }) => summary);

it('groups ten extracts of one hospital that say the same, and keeps hospitals, codes and kinds apart', () => {
  const tables = ['departments', 'encounters', 'patients', 'providers', 'transactions'];
  const unreachable = (hospital: string) =>
    tables.map((table) => failed(`extract.${hospital}.${table}`, 'SOURCE_UNREACHABLE', 'no answer'));
  expect(
    summaries([
      failed('check.hospital-a.claims', 'QUARANTINE_SHARE_EXCEEDED', '9 of 10 new rows of claims of hospital-a'),
      ...unreachable('hospital-a'),
      failed('extract.hospital-a.claims', 'FILE_EMPTY'),
      failed('finish', 'RUN_INCOMPLETE'),
      ...unreachable('hospital-b'),
    ]),
  ).toEqual([
    '5 extracts of hospital-a: SOURCE_UNREACHABLE',
    'extract.hospital-a.claims: FILE_EMPTY',
    '5 extracts of hospital-b: SOURCE_UNREACHABLE',
    'check.hospital-a.claims: QUARANTINE_SHARE_EXCEEDED',
    'finish: RUN_INCOMPLETE',
  ]);
});

it('takes messages that differ in their own table for one, and in anything else for several', () => {
  const of = (table: string, detail: string) => failed(`extract.hospital-a.${table}`, 'SOURCE_TABLE_MISSING', detail);
  expect(summaries([of('patients', 'no table patients'), of('providers', 'no table providers')])).toEqual([
    '2 extracts of hospital-a: SOURCE_TABLE_MISSING',
  ]);
  expect(summaries([of('patients', 'no table patients'), of('providers', 'no table doctors')])).toHaveLength(2);
});

it('orders by the graph, not by the alphabet, and leaves out what succeeded', () => {
  const steps = ['check.h.claims', 'dimensions', 'facts', 'finish', 'history.h.claims', 'load.h.claims', 'reconcile'];
  const ends = steps.map((id) => failed(id, 'UNEXPECTED'));
  expect(failureCauses([...ends, { ...failed('begin', 'X'), succeeded: true }]).flatMap((each) => each.steps)).toEqual([
    ...['load.h.claims', 'check.h.claims', 'history.h.claims', 'dimensions', 'facts', 'reconcile', 'finish'],
  ]);
});
