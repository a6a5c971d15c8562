/** Every type with which access to a dataset or a table of it is given. */
export const DATASET_GRANT_TYPES = [
  'google_bigquery_dataset',
  'google_bigquery_dataset_access',
  'google_bigquery_dataset_iam_member',
  'google_bigquery_dataset_iam_binding',
  'google_bigquery_dataset_iam_policy',
  'google_bigquery_table_iam_member',
  'google_bigquery_table_iam_binding',
  'google_bigquery_table_iam_policy',
] as const;
