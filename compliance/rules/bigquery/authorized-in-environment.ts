import { attribute, blocks, isUnknown, type Json, type JsonObject } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { referenced } from '../../estate/references';
import type { Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** What can read a dataset on behalf of its own readers, and the resource type of each. */
const READERS = [
  { path: ['view'], name: 'table_id', type: 'google_bigquery_table' },
  { path: ['routine'], name: 'routine_id', type: 'google_bigquery_routine' },
  { path: ['dataset', 'dataset'], name: 'dataset_id', type: 'google_bigquery_dataset' },
] as const;

const KNOWN = new WeakMap<Estate, ReadonlySet<string>>();

/** Views, routines and datasets of the estate, as `type dataset.name`. */
function known(estate: Estate): ReadonlySet<string> {
  const remembered = KNOWN.get(estate);
  if (remembered) return remembered;
  const names = new Set<string>();
  const datasetOf = (resource: Resource): string => {
    const value = resource.attributes['dataset_id'];
    return String(referenced(estate, resource, value)?.attributes['dataset_id'] ?? value);
  };
  for (const { type, name } of READERS) {
    for (const resource of ofTypes(estate, type)) {
      names.add(`${type} ${datasetOf(resource)}.${String(resource.attributes[name])}`);
    }
  }
  KNOWN.set(estate, names);
  return names;
}

function judge(entry: JsonObject, from: Resource, estate: Estate, prefix: string): Verdict {
  return allOf(
    ...READERS.map(({ path, name, type }): Verdict => {
      const part: Json | undefined = attribute(entry, ...path);
      if (part === undefined || (Array.isArray(part) && part.length === 0)) return [];
      const [project, dataset, own] = ['project_id', 'dataset_id', name].map((each) => attribute(part, each));
      const argument = `${prefix}${path.join('.')}`;
      if ([project, dataset, own].some((each) => each === '')) {
        return [{ attribute: argument, message: 'a part of the name is empty' }];
      }
      if ([dataset, own].some((each) => isUnknown(each) && !referenced(estate, from, each))) return 'unknown';
      if (isUnknown(project)) return 'unknown';
      if (project !== undefined && from.project !== undefined && project !== from.project) {
        return [
          { attribute: `${argument}.project_id`, message: `${String(project)} reads the dataset for its readers` },
        ];
      }
      if ([dataset, own].some(isUnknown)) return [];
      if (known(estate).has(`${type} ${String(dataset)}.${String(own)}`)) return [];
      return !estate.complete
        ? 'unknown'
        : [{ attribute: argument, message: `nothing in the environment is ${String(dataset)}.${String(own)}` }];
    }),
  );
}

export const authorizedInEnvironment: ResourceRule = {
  id: 'bigquery-authorized-in-environment',
  title: 'Authorized views, routines and datasets belong to the reviewed environment',
  severity: 'high',
  controls: ['164.502(b)', '164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
  why: 'An authorized view reads every row and column. Anyone who can change it in another project, or create one with a free name, decides what it shows.',
  fix: 'Authorize views of the same project that the environment describes.',
  resourceTypes: ['google_bigquery_dataset', 'google_bigquery_dataset_access'],
  check(resource, estate) {
    if (resource.type === 'google_bigquery_dataset_access') {
      const isReader = READERS.some(({ path }) => attribute(resource.attributes, ...path) !== undefined);
      return isReader ? judge(resource.attributes, resource, estate, '') : 'not_applicable';
    }
    const entries = blocks(resource.attributes, 'access');
    if (entries === 'unknown') return entries;
    return allOf(...entries.map((entry) => judge(entry, resource, estate, 'access.')), []);
  },
};
