import { KEY, REGION } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { MedallionDataset } from './medallion-dataset';
import { MEDALLION_DATASET_DEFAULTS, type MedallionDatasetProps } from './medallion-dataset-props';

const synthesize = (optional: Partial<MedallionDatasetProps> = {}) =>
  synthesizeConstruct((stack) => {
    const made = new MedallionDataset(stack, 'silver', {
      datasetId: 'silver',
      location: REGION,
      encryptionKey: KEY,
      description: 'History',
      dataClass: 'phi',
      protection: 'protected',
      ...optional,
    });
    expect(made.encryptionKey).toBe(KEY);
  }).only('google_bigquery_dataset');

it('encrypts what it holds with the key it was given, and says what that is', () => {
  expect(synthesize()).toMatchObject({
    dataset_id: 'silver',
    default_encryption_configuration: { kms_key_name: KEY.name },
    labels: { data_class: 'phi' },
  });
});

it('goes back seven days', () => {
  expect(synthesize()).toMatchObject({ max_time_travel_hours: String(MEDALLION_DATASET_DEFAULTS.timeTravelHours) });
  expect(MEDALLION_DATASET_DEFAULTS.timeTravelHours).toBe(7 * 24);
});

it('has no access blocks: together with members they differ on every plan', () => {
  expect(synthesize()).not.toHaveProperty('access');
});

it.each([
  ['protected', true, false],
  ['destroyable', false, true],
] as const)('%s: prevent_destroy %s, contents go with it %s', (protection, preventDestroy, deleteContents) => {
  expect(synthesize({ protection })).toMatchObject({
    lifecycle: { prevent_destroy: preventDestroy },
    delete_contents_on_destroy: deleteContents,
  });
});

it('refuses a key of another location', () => {
  expect(() => synthesize({ location: 'europe-west1' })).toThrow(
    expect.objectContaining({ code: 'KEY_LOCATION_DIFFERS' }),
  );
});
