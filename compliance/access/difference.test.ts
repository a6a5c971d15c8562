import { type AccessChange, accessDifference } from './difference';
import type { AccessRow } from './matrix';

const row = (change: Partial<AccessRow> = {}): AccessRow => ({
  principal: 'group:a@x.example',
  role: 'roles/bigquery.dataViewer',
  resource: 'bigquery_dataset gold',
  stack: 'lake',
  condition: null,
  effects: ['read_masked'],
  why: 'analyse results',
  address: 'google_bigquery_dataset_iam_member.m',
  ...change,
});
const EDITOR = row({ role: 'roles/bigquery.dataEditor', effects: ['read_masked', 'write'] });

const shortly = (changes: readonly AccessChange[]) => changes.map(({ kind, sentence }) => `${kind}: ${sentence}`);

it('says what is added and what is removed', () => {
  const other = row({ principal: 'group:b@x.example', condition: 'request.time < x' });
  expect(shortly(accessDifference([row()], [other]))).toEqual([
    'added: group:b@x.example gets roles/bigquery.dataViewer on bigquery_dataset gold, if request.time < x (read rows, identifiers masked).',
    'removed: group:a@x.example loses roles/bigquery.dataViewer on bigquery_dataset gold (read rows, identifiers masked).',
  ]);
});

it('says that a broader role is wider, and what it adds', () => {
  expect(shortly(accessDifference([row()], [EDITOR]))).toEqual([
    'widened: group:a@x.example may now also write data on bigquery_dataset gold: roles/bigquery.dataEditor instead of roles/bigquery.dataViewer.',
  ]);
  expect(accessDifference([EDITOR], [row()])).toMatchObject([{ kind: 'narrowed', before: EDITOR, after: row() }]);
});

it('says that a dropped condition is wider, an added one narrower, another one to be looked at', () => {
  const narrow = row({ condition: 'request.time < x' });
  expect(shortly(accessDifference([narrow], [row()]))).toEqual([
    'widened: group:a@x.example keeps roles/bigquery.dataViewer on bigquery_dataset gold, no longer only if request.time < x.',
  ]);
  expect(accessDifference([row()], [narrow])).toMatchObject([{ kind: 'narrowed' }]);
  expect(accessDifference([narrow], [row({ condition: 'true' })])).toMatchObject([{ kind: 'widened' }]);
});

it('says that a whole project is wider than a dataset, and a dataset wider than a table', () => {
  const kinds = ['bigquery_table gold.claims', 'bigquery_dataset gold', 'project p'].map((resource) =>
    row({ resource }),
  );
  const [table, dataset, project] = kinds as [AccessRow, AccessRow, AccessRow];
  expect(accessDifference([table], [dataset])).toMatchObject([{ kind: 'widened' }]);
  expect(shortly(accessDifference([dataset], [project]))).toEqual([
    'widened: group:a@x.example has roles/bigquery.dataViewer on project p, no longer only on bigquery_dataset gold.',
  ]);
  expect(accessDifference([project], [dataset])).toMatchObject([{ kind: 'narrowed' }]);
});

it('sees no difference in a grant that moves, is said twice, or has another reason', () => {
  const moved = row({ stack: 'iam', address: 'google_bigquery_dataset_iam_binding.b', why: 'other words' });
  expect(accessDifference([row()], [moved, moved])).toEqual([]);
});

it('puts what is wider first', () => {
  const added = row({ principal: 'group:0@x.example' });
  expect(accessDifference([row()], [added, EDITOR]).map(({ kind }) => kind)).toEqual(['widened', 'added']);
});
