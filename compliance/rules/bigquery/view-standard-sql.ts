import { attribute, blocks, isFalse } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const viewStandardSql: ResourceRule = {
  id: 'bigquery-view-standard-sql',
  title: 'Views use GoogleSQL',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.502(b)'],
  why: "Legacy SQL, the provider's default, supports neither row policies nor masks: such a view fails, or its tables get opened to readers.",
  fix: 'Set view.use_legacy_sql to false.',
  resourceTypes: ['google_bigquery_table'],
  check({ attributes }) {
    if (blocks(attributes, 'view').length === 0) return 'not_applicable';
    return expectValue(attribute(attributes, 'view', 'use_legacy_sql'), isFalse, {
      attribute: 'view.use_legacy_sql',
      message: 'view.use_legacy_sql is not false',
    });
  },
};
