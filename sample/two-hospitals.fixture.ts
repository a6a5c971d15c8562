import { parseSpec } from '../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../model/spec';

/** A spec of two hospitals for tests: the second one has its own column names and a delimiter of its own. */
export function twoHospitals(): PipelineSpec {
  const tables = ['departments', 'providers', 'patients', 'encounters', 'transactions'];
  const emr = (database: string) => ({ kind: 'mysql', host: '127.0.0.1', database, user: 'reader', tls: 'none' });
  const prefixed = (prefix: string) => ({ columns: { provider_id: { column: 'ProviderID', stripPrefix: prefix } } });
  return parseSpec(pipelineSpecSchema, {
    version: 1,
    environment: 'sunrise-dev',
    group: 'sunrise',
    stage: 'dev',
    project: 'sunrise-rcm-dev',
    region: 'us-central1',
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    buckets: { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' },
    references: ['cpt_codes', 'icd_codes', 'npi'].map((table) => ({ table, cadence: 'yearly' })),
    hospitals: [
      {
        id: 'hospital-a',
        emr: emr('hospital_a_db'),
        tables,
        feeds: [{ table: 'claims' }],
        mapping: { providers: prefixed('H1-') },
      },
      {
        id: 'hospital-b',
        emr: emr('hospital_b_db'),
        tables,
        feeds: [{ table: 'claims', delimiter: '|' }],
        mapping: {
          providers: prefixed('H2-'),
          patients: {
            from: { table: 'patient_master' },
            columns: {
              patient_id: 'ID',
              first_name: 'F_Name',
              last_name: 'L_Name',
              middle_name: 'M_Name',
              modified_at: 'Updated_Date',
            },
          },
        },
      },
    ],
  });
}
