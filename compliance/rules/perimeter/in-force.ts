import { attribute, blocks, strings } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** Services that hold or move data, by a type that shows that the estate uses them. */
const SERVICES: Readonly<Record<string, string>> = {
  google_storage_bucket: 'storage.googleapis.com',
  google_bigquery_dataset: 'bigquery.googleapis.com',
  google_secret_manager_secret: 'secretmanager.googleapis.com',
  google_sql_database_instance: 'sqladmin.googleapis.com',
  google_composer_environment: 'composer.googleapis.com',
  google_dataproc_workflow_template: 'dataproc.googleapis.com',
  google_artifact_registry_repository: 'artifactregistry.googleapis.com',
  google_cloud_run_v2_job: 'run.googleapis.com',
  google_kms_crypto_key: 'cloudkms.googleapis.com',
};
const ALWAYS = ['storage.googleapis.com', 'bigquery.googleapis.com'];

function used(estate: Estate): readonly string[] {
  const found = Object.keys(SERVICES).filter((type) => ofTypes(estate, type).length > 0);
  return [...new Set([...ALWAYS, ...found.map((type) => SERVICES[type] ?? '')])];
}

export const inForce: ResourceRule = {
  id: 'perimeter-in-force',
  title: 'Perimeters are enforced for the services that hold data',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'A dry-run perimeter, or one without the service, does not stop a stolen credential.',
  fix: 'Set status with the projects in resources and the services in restricted_services.',
  resourceTypes: ['google_access_context_manager_service_perimeter'],
  check({ attributes }, estate) {
    if (attribute(attributes, 'perimeter_type') === 'PERIMETER_TYPE_BRIDGE') return 'not_applicable';
    const status = blocks(attributes, 'status');
    if (status === 'unknown') return status;
    if (status.length === 0) return [{ attribute: 'status', message: 'status is missing, so nothing is enforced' }];
    const restricted = strings(attribute(status, 'restricted_services'));
    const resources = strings(attribute(status, 'resources'));
    const missing = restricted === 'unknown' ? [] : used(estate).filter((each) => !restricted.includes(each));
    // Another stack may use a service that this one does not.
    const others = Object.values(SERVICES).some((each) => restricted !== 'unknown' && !restricted.includes(each));
    const services: Verdict =
      restricted === 'unknown'
        ? restricted
        : missing.length > 0
          ? [{ attribute: 'status.restricted_services', message: `${missing.join(', ')} can be called from outside` }]
          : others && !estate.complete
            ? 'unknown'
            : [];
    const projects: Verdict =
      resources === 'unknown'
        ? resources
        : resources.length > 0
          ? []
          : [{ attribute: 'status.resources', message: 'no project is inside' }];
    return allOf(services, projects);
  },
};
