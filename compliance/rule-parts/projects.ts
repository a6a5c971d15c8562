import type { Estate } from '../estate/estate';
import { isBeforeProduction, type Resource } from '../estate/resource';

/** Types that keep patients' data when a revenue-cycle platform uses them; the labels rule and the project rules look for them. */
export const DATA_HOLDING_TYPES = [
  'google_storage_bucket',
  'google_bigquery_dataset',
  'google_sql_database_instance',
  'google_secret_manager_secret',
  'google_pubsub_topic',
  'google_artifact_registry_repository',
  'google_composer_environment',
] as const;

/** A project of the estate that keeps data. */
export interface DataProject {
  /** Its id; empty when no provider and no resource names one. */
  readonly id: string;
  /** The first stack that keeps data in it. */
  readonly stack: string;
  readonly holding: readonly Resource[];
  /** Whether everything in it says that it is of a stage without patients' data. */
  readonly beforeProduction: boolean;
}

const REMEMBERED = new WeakMap<Estate, readonly DataProject[]>();

/** Projects with at least one resource that keeps data, by what the resources and their providers say. */
export function dataProjects(estate: Estate): readonly DataProject[] {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const byProject = new Map<string, Resource[]>();
  for (const type of DATA_HOLDING_TYPES) {
    for (const resource of estate.byType.get(type) ?? []) {
      const id = resource.project ?? '';
      const holding = byProject.get(id);
      if (holding) holding.push(resource);
      else byProject.set(id, [resource]);
    }
  }
  const projects = [...byProject].map(([id, holding]) => ({
    id,
    stack: holding[0]?.stack ?? '',
    holding,
    beforeProduction: holding.every(isBeforeProduction),
  }));
  REMEMBERED.set(estate, projects);
  return projects;
}

const PROJECTS = new WeakMap<Estate, ReadonlySet<string | undefined>>();

/** Projects in which the estate has resources. */
export function projectsOf(estate: Estate): ReadonlySet<string | undefined> {
  const remembered = PROJECTS.get(estate);
  if (remembered) return remembered;
  const projects = new Set(estate.resources.map(({ project }) => project));
  PROJECTS.set(estate, projects);
  return projects;
}
