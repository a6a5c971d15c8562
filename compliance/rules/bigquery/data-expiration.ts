import { SECONDS_PER_DAY, SIX_YEARS_DAYS } from '../../../model';
import { attribute, isUnknown, numberOf } from '../../arguments/attribute';
import { meant } from '../../estate/references';
import { isBeforeProduction, type Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

const SIX_YEARS_MS = SIX_YEARS_DAYS * SECONDS_PER_DAY * 1000;
/** Words in the name of a dataset whose tables are rebuilt by each run. */
const PASSING = new Set(['staging', 'stage', 'tmp', 'temp', 'scratch', 'sandbox']);

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  google_bigquery_dataset: ['default_table_expiration_ms', 'default_partition_expiration_ms'],
  google_bigquery_table: ['time_partitioning.expiration_ms'],
};

function isPassing(dataset: Resource | undefined, name: unknown): boolean {
  const id = String(dataset?.attributes['dataset_id'] ?? name);
  return id.split(/[^a-zA-Z0-9]+/).some((word) => PASSING.has(word.toLowerCase()));
}

export const dataExpiration: ResourceRule = {
  id: 'bigquery-data-expiration',
  title: 'Production tables keep rows for at least six years',
  severity: 'medium',
  controls: ['164.316(b)(2)(i)', '164.310(d)(2)(i)', '164.312(c)(1)'],
  why: 'Expiration deletes automatically; a week later the rows cannot be restored.',
  fix: 'Remove the expiration, or set it to six years or more; put temporary rows into a dataset called staging.',
  resourceTypes: ['google_bigquery_dataset', 'google_bigquery_table'],
  check(resource, estate) {
    const { attributes } = resource;
    const isDataset = resource.type === 'google_bigquery_dataset';
    const dataset = isDataset ? resource : meant(estate, resource, attributes['dataset_id'], 'google_bigquery_dataset');
    if (isBeforeProduction(resource) || isPassing(dataset, attributes['dataset_id'])) return 'not_applicable';
    const defects: Defect[] = [];
    let unknown = false;
    for (const argument of ARGUMENTS[resource.type] ?? []) {
      const value = attribute(attributes, ...argument.split('.'));
      if (isUnknown(value)) unknown = true;
      // A plan writes 0 for what is not set; the service takes no 0.
      else if (value !== undefined && numberOf(value) > 0 && numberOf(value) < SIX_YEARS_MS) {
        defects.push({ attribute: argument, message: `${argument} is less than six years` });
      }
    }
    if (!isDataset && numberOf(attribute(attributes, 'expiration_time')) > 0) {
      defects.push({ attribute: 'expiration_time', message: 'the table deletes itself' });
    }
    return defects.length === 0 && unknown ? 'unknown' : defects;
  },
};
