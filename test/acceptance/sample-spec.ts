import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { PAYERS } from '../../sample/codes';

/** The sample group as `environments/sunrise-dev.ts` describes it, without synthesizing: two hospitals, the second with column names and payer ids of its own. */
export function sampleSpec(): PipelineSpec {
  const emr = (host: string, database: string) => ({
    kind: 'mysql',
    host,
    database,
    user: 'rcm_reader',
    passwordSecret: 'emr-password',
    tls: 'none',
  });
  const tables = ['departments', 'providers', 'patients', 'encounters', 'transactions'];
  return parseSpec(pipelineSpecSchema, {
    version: 1,
    environment: 'sunrise-dev',
    group: 'sunrise',
    stage: 'dev',
    project: 'sunrise-rcm-dev',
    region: 'us-central1',
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    buckets: { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' },
    references: [
      { table: 'cpt_codes', cadence: 'yearly' },
      { table: 'icd_codes', cadence: 'yearly' },
      { table: 'npi', cadence: 'monthly' },
    ],
    hospitals: [
      {
        id: 'hospital-a',
        emr: emr('127.0.0.1', 'hospital_a_db'),
        tables,
        feeds: [{ table: 'claims' }],
        mapping: { providers: { columns: { provider_id: { column: 'ProviderID', stripPrefix: 'H1-' } } } },
        payers: PAYERS.map(({ name }) => ({ source: name, payer: name.toLowerCase(), name })),
      },
      {
        id: 'hospital-b',
        emr: emr('127.0.0.1', 'hospital_b_db'),
        tables,
        feeds: [{ table: 'claims', delimiter: '|' }],
        mapping: {
          patients: {
            columns: {
              patient_id: 'ID',
              first_name: 'F_Name',
              last_name: 'L_Name',
              middle_name: 'M_Name',
              modified_at: 'Updated_Date',
            },
          },
          providers: { columns: { provider_id: { column: 'ProviderID', stripPrefix: 'H2-' } } },
        },
        payers: PAYERS.map(({ name }, index) => ({ source: `0010${index}`, payer: name.toLowerCase(), name })),
      },
    ],
  });
}
