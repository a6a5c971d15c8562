import { itJudges } from '../../../test/rule-cases';
import { repositoryScanning } from './repository-scanning';

const scan = (enablement_config: string) => ({ vulnerability_scanning_config: [{ enablement_config }] });

itJudges(repositoryScanning, {
  reports: {
    'google_artifact_registry_repository.off': [scan('DISABLED'), 'vulnerability_scanning_config.enablement_config'],
  },
  accepts: {
    'google_artifact_registry_repository.inherited': { ...scan('INHERITED'), labels: { a: 'b' } },
    'google_artifact_registry_repository.default': { format: 'DOCKER' },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_artifact_registry_repository.variable': scan('${var.scan}') },
});
