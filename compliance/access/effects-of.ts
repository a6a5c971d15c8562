import { ANALYST_TAGS, HASHING_DATASET, PARENT_TAGS } from '../../model';
import { strings } from '../arguments/attribute';
import { type Estate, ofTypes } from '../estate/estate';
import { meant, referenced } from '../estate/references';
import { labelsOf, type Resource } from '../estate/resource';
import type { PlacedGrant } from '../grants/grants-of';
import { EFFECTS, type Effect, OWN_ROLE_EFFECTS, permissionEffects, ROLE_EFFECTS } from './effects';

/** What a grant lets its holder do to patients' data; 'unknown' of a role that nobody has looked at, or that is computed. */
export type GrantEffects = readonly Effect[] | 'unknown';

const KNOWN_ROLES = new Map(Object.entries({ ...ROLE_EFFECTS, ...OWN_ROLE_EFFECTS }));
const CUSTOM_ROLES = ['google_project_iam_custom_role', 'google_organization_iam_custom_role'];

/** Data classes (label `data_class`) without patients' data. */
const WITHOUT_PATIENTS: readonly unknown[] = ['none', 'code', 'audit', 'deidentified'];

/** What a target's kind is as a resource, where it carries a label that says what it holds. */
const LABELLED: Readonly<Record<string, string>> = {
  storage_bucket: 'google_storage_bucket',
  bigquery_dataset: 'google_bigquery_dataset',
  artifact_registry_repository: 'google_artifact_registry_repository',
  pubsub_topic: 'google_pubsub_topic',
};

function customRole(estate: Estate, grant: PlacedGrant): Resource | undefined {
  const from = estate.byAddress.get(`${grant.stack}/${grant.address}`);
  const byReference = from && referenced(estate, from, grant.role);
  if (byReference && CUSTOM_ROLES.includes(byReference.type)) return byReference;
  const [, project, id] = /^(?:projects|organizations)\/([^/]+)\/roles\/([^/]+)$/.exec(grant.role) ?? [];
  return id === undefined
    ? undefined
    : ofTypes(estate, ...CUSTOM_ROLES).find(
        (role) => role.attributes['role_id'] === id && (role.project === undefined || role.project === project),
      );
}

function roleEffects(estate: Estate, grant: PlacedGrant): GrantEffects {
  if (grant.on.kind.startsWith('storage') && Object.hasOwn(OWN_ROLE_EFFECTS, grant.role)) {
    return (OWN_ROLE_EFFECTS[grant.role] ?? []).map((each) => (each === 'read_masked' ? 'read_identified' : each));
  }
  const known = KNOWN_ROLES.get(grant.role);
  if (known) return known;
  const role = customRole(estate, grant);
  const permissions = role && strings(role.attributes['permissions']);
  return permissions === undefined || permissions === 'unknown' ? 'unknown' : permissionEffects(permissions);
}

function targetOf(estate: Estate, grant: PlacedGrant): Resource | undefined {
  const type = LABELLED[grant.on.kind];
  const from = estate.byAddress.get(`${grant.stack}/${grant.address}`);
  return type === undefined || !from ? undefined : meant(estate, from, grant.on.name, type);
}

/** Whether what the grant is on says what it holds in a stack that is not in the review. */
export function isElsewhere(estate: Estate, grant: PlacedGrant): boolean {
  return !estate.complete && Object.hasOwn(LABELLED, grant.on.kind) && targetOf(estate, grant) === undefined;
}

/** Whether the target says that it holds no patients' data; a bucket or dataset that says nothing may hold some. */
function isWithoutPatients(estate: Estate, grant: PlacedGrant): boolean {
  const target = targetOf(estate, grant);
  return target !== undefined && WITHOUT_PATIENTS.includes(labelsOf(target)['data_class']);
}

/** Where there is one of these, columns are tagged. */
const TAG_TYPES = ['google_data_catalog_policy_tag', 'google_bigquery_datapolicy_data_policy'];

/** Whether the grant is on a policy tag of the platform's own that analysts read through their views: amounts, statuses, years. */
function isAnalystTag(estate: Estate, { on }: PlacedGrant): boolean {
  if (on.kind !== 'data_catalog_policy_tag') return false;
  const names = ofTypes(estate, 'google_data_catalog_policy_tag').map((tag) => tag.attributes['display_name']);
  // Another taxonomy may call anything sensitive; ours keeps what identifies under a tag of its own.
  return names.includes(PARENT_TAGS.identifying) && ANALYST_TAGS.includes(on.name);
}

/**
 * What one grant lets do. Rows of tables count as masked where the estate tags columns, and as identified where it has no tags at all.
 * What is on a bucket or dataset labelled as without patients' data reads and writes none.
 */
export function effectsOf(estate: Estate, grant: PlacedGrant): GrantEffects {
  const effects = roleEffects(estate, grant);
  if (effects === 'unknown') return effects;
  // Its reader can hash a guess and compare: that undoes the hashes which stand for patients.
  const isHashKey = grant.on.kind === 'bigquery_dataset' && grant.on.name === HASHING_DATASET;
  const tagged = !isHashKey && TAG_TYPES.some((type) => estate.byType.has(type));
  const masked = isAnalystTag(estate, grant);
  const read = new Set(
    effects.map((each) => {
      if (each === 'read_identified' && masked) return 'read_masked';
      return each === 'read_masked' && !tagged ? 'read_identified' : each;
    }),
  );
  const guarded = isWithoutPatients(estate, grant) ? ['administer', 'grant', 'approve'] : EFFECTS;
  return EFFECTS.filter((effect) => read.has(effect) && guarded.includes(effect));
}
