import { attribute, blocks, isUnknown, type Json } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import type { Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

/** The argument of each type that holds its location; the paths of lists hold the list's name. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  google_storage_bucket: ['location'],
  google_bigquery_dataset: ['location'],
  google_sql_database_instance: ['region', 'settings.backup_configuration.location'],
  google_secret_manager_secret: [],
  google_secret_manager_regional_secret: ['location'],
  google_logging_project_bucket_config: ['location'],
  google_kms_key_ring: ['location'],
  google_artifact_registry_repository: ['location'],
  google_composer_environment: ['region'],
  google_data_catalog_taxonomy: ['region'],
  google_bigquery_datapolicy_data_policy: ['location'],
};
const REPLICAS = 'replication.user_managed.replicas';
/** What Google calls the places of several regions. */
const OF_SEVERAL: Readonly<Record<string, string>> = { eu: 'europe', eur4: 'europe', nam4: 'us', asia1: 'asia' };

/**
 * The part of the world that a place is in, by the first word of its name: `us` for us-central1, US and nam4.
 */
function partOf(place: string): string {
  const name = place.toLowerCase();
  return OF_SEVERAL[name] ?? name.split('-')[0] ?? name;
}

function placesOf(resource: Resource): readonly { readonly argument: string; readonly place: Json | undefined }[] {
  const plain = (PLACES[resource.type] ?? []).map((argument) => ({
    argument,
    place: attribute(resource.attributes, ...argument.split('.')),
  }));
  if (resource.type !== 'google_secret_manager_secret') return plain;
  const replicas = blocks(attribute(resource.attributes, 'replication', 'user_managed'), 'replicas');
  return replicas === 'unknown'
    ? plain
    : replicas.map((each) => ({ argument: `${REPLICAS}.location`, place: attribute(each, 'location') }));
}

const HOMES = new WeakMap<Estate, ReadonlyMap<string, string>>();

/** By project: the part of the world in which most of what it has is. */
function homes(estate: Estate): ReadonlyMap<string, string> {
  const remembered = HOMES.get(estate);
  if (remembered) return remembered;
  const counts = new Map<string, Map<string, number>>();
  for (const resource of ofTypes(estate, ...Object.keys(PLACES))) {
    const ofProject = counts.get(resource.project ?? '') ?? new Map<string, number>();
    counts.set(resource.project ?? '', ofProject);
    for (const { place } of placesOf(resource)) {
      if (typeof place !== 'string' || isUnknown(place)) continue;
      ofProject.set(partOf(place), (ofProject.get(partOf(place)) ?? 0) + 1);
    }
  }
  const found = [...counts].map(([project, parts]): [string, string] => {
    const [most] = [...parts].sort(([, a], [, b]) => b - a);
    return [project, most?.[0] ?? ''];
  });
  const result = new Map(found);
  HOMES.set(estate, result);
  return result;
}

export const dataOneCountry: ResourceRule = {
  id: 'data-one-country',
  title: 'All data of a project is in one part of the world',
  severity: 'medium',
  controls: ['164.310(d)(2)(iii)', '164.312(a)(1)'],
  why: 'A copy elsewhere falls under other laws, and contracts with payers and states often forbid it.',
  fix: 'Set the location to the part of the world where the rest of the project is.',
  resourceTypes: Object.keys(PLACES),
  check(resource, estate) {
    const places = placesOf(resource).filter(({ place }) => place !== undefined);
    if (places.length === 0) return 'not_applicable';
    const home = homes(estate).get(resource.project ?? '');
    const defects: Defect[] = places
      .filter(({ place }) => !isUnknown(place) && partOf(String(place)) !== home)
      .map(({ argument, place }) => ({
        attribute: argument,
        message: `${String(place)} is not where the rest of the project is (${home})`,
      }));
    if (defects.length > 0) return defects;
    // Where the rest of the project is, the other stacks say too.
    return estate.isPart || places.some(({ place }) => isUnknown(place)) ? 'unknown' : [];
  },
};
