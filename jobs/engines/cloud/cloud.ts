import { EnvironmentSecrets } from '../../secrets/environment';
import type { Engines } from '../engines';

const BYTES_PER_GIBIBYTE = 2 ** 30;

/** BigQuery, Cloud Storage and Secret Manager of the environment's project. Endpoints: `bigquery` and `storage`. */
export const cloud: Engines = {
  id: 'cloud',
  title: 'BigQuery and Cloud Storage',
  takesExtracts: false,
  ownsTables: ({ endpoints }) => endpoints !== undefined,
  async openStores({ buckets }, { endpoints }) {
    const { GcsStore } = require('../../lake/gcs-store') as typeof import('../../lake/gcs-store');
    const address = endpoints?.['storage'];
    const store = (bucket: string) => new GcsStore(bucket, address === undefined ? {} : { endpoint: address });
    const { inbox, landing, archive, curated } = buckets;
    return { lake: { inbox: store(inbox), landing: store(landing), archive: store(archive) }, reports: store(curated) };
  },
  async openWarehouse({ project, region, warehouse }, { endpoints }) {
    const { BigQueryWarehouse } =
      require('../../warehouse/bigquery/warehouse') as typeof import('../../warehouse/bigquery/warehouse');
    const endpoint = endpoints?.['bigquery'];
    return BigQueryWarehouse.open({
      projectId: project,
      location: region,
      maximumBytesBilled: warehouse.maximumGibibytesBilled * BYTES_PER_GIBIBYTE,
      ...(endpoint === undefined ? {} : { endpoint }),
    });
  },
  secrets({ project }) {
    const { SecretManagerSecrets } =
      require('../../secrets/secret-manager') as typeof import('../../secrets/secret-manager');
    return new EnvironmentSecrets(process.env, new SecretManagerSecrets(project));
  },
};
