import { judged } from '../../../test/judged';
import { itJudges, OfType } from '../../../test/rule-cases';
import { authorizedInEnvironment } from './authorized-in-environment';

const view = (change: Record<string, string> = {}) => ({
  dataset_id: 'gold',
  view: { project_id: 'p', dataset_id: 'reporting', table_id: 'revenue', ...change },
});

itJudges(authorizedInEnvironment, {
  type: 'google_bigquery_dataset_access',
  beside: {
    google_bigquery_dataset: { reporting: { dataset_id: 'reporting' } },
    google_bigquery_table: {
      revenue: { dataset_id: '${google_bigquery_dataset.reporting.dataset_id}', table_id: 'revenue' },
    },
  },
  reports: {
    'a view of another project': [view({ project_id: 'q' }), 'view.project_id'],
    'a view that nobody describes': [view({ table_id: 'other' }), 'view'],
    'an emptied name': [view({ table_id: '' }), 'view'],
    'all views of a dataset of another project': [
      { dataset_id: 'gold', dataset: [{ dataset: [{ project_id: 'q', dataset_id: 'x' }], target_types: ['VIEWS'] }] },
      'dataset.dataset.project_id',
    ],
    'a view of another project, inline': [
      new OfType('google_bigquery_dataset', {
        dataset_id: 'gold',
        access: [{ role: 'OWNER', user_by_email: 'a@b' }, { view: [{ ...view({ project_id: 'q' }).view }] }],
      }),
      'access.view.project_id',
    ],
  },
  accepts: {
    'a view of the environment': view(),
    'a view by reference': view({ table_id: '${google_bigquery_table.revenue.table_id}' }),
    'a dataset without a list': new OfType('google_bigquery_dataset', { dataset_id: 'gold', labels: { a: 'b' } }),
  },
  ignores: {
    'a group': { dataset_id: 'gold', role: 'READER', group_by_email: 'a@b.example' },
    'another type': new OfType('google_bigquery_table', {}),
  },
  unknown: {
    'a computed view': view({ table_id: '${var.view}' }),
    'a computed project': view({ project_id: '${var.p}' }),
  },
});

it('does not know where a view is when only a part of the environment is given', () => {
  const part = { google_bigquery_dataset_access: { a: view() } };
  expect(judged(authorizedInEnvironment, part, { complete: false })).toMatchObject({
    ...{ checked: 0, defects: {}, unknown: ['google_bigquery_dataset_access.a'] },
  });
});
