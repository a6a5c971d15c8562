import type { TerraformStack } from 'cdktf';
import { MedallionDataset, ModelTable, PhiTaxonomy } from '../index';

/** Partitioned by day and clustered by patient: a query for some days of one patient reads only those. */
export function modelTableClusteredExample(stack: TerraformStack): ModelTable {
  const dataset = new MedallionDataset(stack, 'silver', {
    datasetId: 'silver',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
      location: 'us-central1',
    },
    description: 'Common data model with history',
    dataClass: 'phi',
    protection: 'protected',
  });
  const taxonomy = new PhiTaxonomy(stack, 'phi', {
    displayName: 'sunrise-dev',
    region: 'us-central1',
    tags: ['medical_record_number', 'date'],
    dataPolicyName: (tag) => `sunrise_${tag}`,
  });
  return new ModelTable(stack, 'visits', {
    definition: {
      dataset: 'silver',
      name: 'visits',
      layer: 'silver',
      grain: 'one row per visit',
      key: ['patient_id', 'visit_date'],
      partitionBy: 'visit_date',
      clusterBy: ['patient_id'],
      columns: [
        { name: 'patient_id', type: 'STRING', phi: 'medical_record_number', required: true, description: 'Patient.' },
        { name: 'visit_date', type: 'DATE', phi: 'date', required: true, description: 'Day of the visit.' },
        { name: 'lines', type: 'INT64', phi: 'none', description: 'Claim lines of the visit.' },
      ],
    },
    dataset,
    taxonomy,
    protection: 'protected',
  });
}
