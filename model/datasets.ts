/** Rows that belong to the group and not to one hospital carry this in `hospital_id`. No hospital may take the id. */
export const REFERENCE_OWNER = 'reference';

/** Stands for the whole group where figures are kept by hospital. No hospital may take the id. */
export const ALL_HOSPITALS = 'all';

/** Datasets (BigQuery) or schemas (DuckDB) that every environment has; each hospital adds its own bronze. */
export const DATASETS = {
  /** Rows on their way in; each table is emptied before it is filled. */
  staging: 'staging',
  quarantine: 'quarantine',
  silver: 'silver',
  gold: 'gold',
  ops: 'ops',
} as const;

/** Views for analysts and for Looker or Data Studio, which identify nobody. DuckDB has none: they are about who may read what. */
export const REPORTING_DATASET = 'reporting';

/** Where the key of the hashes that analysts see is kept; it exists only where a column is shown hashed. */
export const HASHING_DATASET = 'hashing';

/** An id as BigQuery, MySQL and perimeters take it: `hospital-a` is `hospital_a`. */
export function withoutHyphens(id: string): string {
  return id.replaceAll('-', '_');
}

/** The same views with the rows of one hospital. */
export function reportingDataset(hospitalId: string): string {
  return `${REPORTING_DATASET}_${withoutHyphens(hospitalId)}`;
}

/** The bronze dataset of a hospital, or of the reference files. */
export function bronzeDataset(hospitalId: string): string {
  return `bronze_${withoutHyphens(hospitalId)}`;
}

/** The database of a hospital's EMR, unless the customer names another: `hospital-a` is in `hospital_a_db`. */
export function emrDatabase(hospitalId: string): string {
  return `${withoutHyphens(hospitalId)}_db`;
}
