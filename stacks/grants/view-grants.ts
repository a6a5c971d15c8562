import { AUTHORIZED, type Grant, type GrantTarget } from '../../constructs/access/access-list-props';
import { silverTable } from '../../model/catalogue';
import { DATASETS, REPORTING_DATASET } from '../../model/datasets';
import { type Model, modelOf } from '../../model/model';
import { hashKey, hashKeyTables } from '../../model/phi/hash-key';
import { OLDEST_REPORTED_AGE, PHI_POLICY, type PhiTag } from '../../model/phi/policy';
import { phiTagsOf } from '../../model/phi/tags';
import { showsHashes, tagsReadByAnalysts, viewedTags } from '../../model/reporting';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { MASKED_READER, PLAIN_READER } from './column-roles';
import { grantedTo } from './granted-to';

const dataset = (id: string): GrantTarget => ({ kind: 'dataset', dataset: id });

const WHY_READ: Readonly<Partial<Record<PhiTag, string>>> = {
  birth_year: `analyse ages up to ${OLDEST_REPORTED_AGE} in the views`,
  date: 'analyse years in the views',
};

/** What the views read, as far as they pass it on. They are all that these readers can read: no dataset with such a column is theirs. */
export function viewReaderGrants(model: Model, member: string): Grant[] {
  const plain = tagsReadByAnalysts(model, 'plain').filter((tag) => PHI_POLICY[tag].identifies);
  return [
    { member, role: PLAIN_READER, on: { kind: 'sensitive_columns' }, why: 'analyse amounts and statuses in the views' },
    ...plain.map(
      (tag): Grant => ({
        member,
        role: PLAIN_READER,
        on: { kind: 'class_columns', tag },
        why: WHY_READ[tag] ?? `analyse ${tag} columns in the views`,
      }),
    ),
    ...tagsReadByAnalysts(model, 'masked').map(
      (tag): Grant => ({
        member,
        role: MASKED_READER,
        on: { kind: 'masked_columns', tag },
        why: WHY_READ[tag] ?? `count and join rows by the hash of a ${tag} in the views`,
      }),
    ),
  ];
}

/** Tags of the columns that the views and the table functions of the histories read. */
const readTags = (model: Model) =>
  [...new Set([...viewedTags(model), ...phiTagsOf(model.entities.map(silverTable))])].sort();

/**
 * BigQuery lets nobody make a view, or a table function, of what he cannot query. Every column about a person is masked for the maker,
 * amounts too.
 */
export function viewMakerGrants(settings: EnvironmentSettings): Grant[] {
  const to = grantedTo(settings);
  const model = modelOf(settings.spec);
  const reads = (id: string, why: string) => to('build-apply', 'roles/bigquery.dataViewer', dataset(id), why);
  return [
    ...[DATASETS.gold, REPORTING_DATASET, ...hashKeyTables(model.gold).map((table) => table.dataset)].map((id) =>
      reads(id, 'makes the views for analysts'),
    ),
    reads(DATASETS.silver, 'makes the functions that give each history as it was known'),
    ...readTags(model).map((tag) =>
      to(
        'build-apply',
        MASKED_READER,
        { kind: 'masked_columns', tag },
        `makes views and functions of ${tag} columns, which it sees masked`,
      ),
    ),
  ];
}

/** Who may read a view reads through it what it reads, and nothing else of gold. */
export function authorizedViewGrants({ props, spec }: EnvironmentSettings): Grant[] {
  return modelOf(spec).views.flatMap((view) => {
    const authorized = (on: string, why: string): Grant => ({
      member: `view:${props.projectId}.${REPORTING_DATASET}.${view.name}`,
      role: AUTHORIZED,
      on: dataset(on),
      why,
    });
    return [
      authorized(view.table.dataset, `shows analysts ${view.name} without what identifies a person`),
      ...(showsHashes(view)
        ? [authorized(hashKey.dataset, `hashes ${view.name} with a key that its readers cannot read`)]
        : []),
    ];
  });
}
