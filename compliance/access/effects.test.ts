import { HASHING_DATASET } from '../../model';
import { estateWith, type ResourcePart } from '../../test/judged';
import { permissionEffects, ROLE_EFFECTS } from './effects';
import { accessMatrix, effectsText } from './matrix';

const GROUP = 'group:a@x.example';
const TAG = { google_data_catalog_policy_tag: { t: {} } };

/** The effects of the only grant. */
function effects(resource: ResourcePart) {
  const rows = accessMatrix(estateWith(resource));
  if (rows.length !== 1) throw new Error(`${rows.length} grants`);
  return rows[0]?.effects;
}

const onDataset = (role: string, dataset = 'gold') => ({
  google_bigquery_dataset_iam_member: { m: { dataset_id: dataset, role, member: GROUP } },
});

it('counts rows as masked where columns are tagged, and as identified where nothing is', () => {
  expect(effects({ ...TAG, ...onDataset('roles/bigquery.dataEditor') })).toEqual(['read_masked', 'write']);
  expect(effects(onDataset('roles/bigquery.dataEditor'))).toEqual(['read_identified', 'write']);
});

it('counts the key of hashes as identified data: its reader can hash a guess and compare', () => {
  expect(effects({ ...TAG, ...onDataset('roles/bigquery.dataViewer', HASHING_DATASET) })).toEqual(['read_identified']);
  expect(effects({ ...TAG, ...onDataset('roles/bigquery.metadataViewer', HASHING_DATASET) })).toEqual([]);
});

it('counts nothing as read or written on what is labelled as without patients', () => {
  const dataset = (data_class: string) => ({
    google_bigquery_dataset: { d: { dataset_id: 'gold', labels: { data_class } } },
  });
  expect(effects({ ...dataset('audit'), ...onDataset('roles/bigquery.dataOwner') })).toEqual(['administer', 'grant']);
  expect(effects({ ...dataset('phi'), ...onDataset('roles/bigquery.dataViewer') })).toEqual(['read_identified']);
});

it('reads a custom role of the estate, by reference or by name', () => {
  const role = {
    google_project_iam_custom_role: {
      r: { role_id: 'loader', project: 'p', permissions: ['storage.objects.create', 'storage.buckets.setIamPolicy'] },
    },
  };
  expect(effects({ ...role, ...onDataset('projects/p/roles/loader') })).toEqual(['write', 'grant']);
  expect(effects({ ...role, ...onDataset('${google_project_iam_custom_role.r.id}') })).toEqual(['write', 'grant']);
});

it('knows no effects of a role that is missing from the lists, or computed', () => {
  expect(effects(onDataset('roles/newservice.viewer'))).toBe('unknown');
  expect(effects(onDataset('${var.role}'))).toBe('unknown');
  expect(effects(onDataset('projects/p/roles/elsewhere'))).toBe('unknown');
});

it('reads what buckets call reader and owner', () => {
  const acl = { google_storage_bucket_access_control: { c: { bucket: 'b', role: 'READER', entity: 'allUsers' } } };
  expect(effects({ ...TAG, ...acl })).toEqual(['read_identified']);
});

it.each([
  ['bigquery.tables.getData', 'read_masked'],
  ['datacatalog.categories.fineGrainedGet', 'read_identified'],
  ['storage.objects.get', 'read_identified'],
  ['bigquery.tables.updateData', 'write'],
  ['bigquery.tables.update', 'administer'],
  ['storage.buckets.setIamPolicy', 'grant'],
  ['iam.serviceAccounts.actAs', 'grant'],
  ['cloudbuild.builds.approve', 'approve'],
  ['storage.buckets.list', undefined],
  ['run.jobs.run', undefined],
])('knows what %s lets do', (permission, effect) => {
  expect(permissionEffects([permission])).toEqual(effect === undefined ? [] : [effect]);
});

it('says in words what a grant lets do', () => {
  expect(effectsText(['read_masked', 'write'])).toBe('read rows, identifiers masked, write data');
  expect(effectsText([])).toBe('no access to patient data');
  expect(effectsText('unknown')).toBe('unknown');
});

it('knows no role whose holder reads rows of tables without saying whether they are masked', () => {
  const tables = Object.entries(ROLE_EFFECTS).filter(([role]) => /^roles\/bigquery\.data/.test(role));
  expect(tables.map(([, each]) => each.includes('read_masked'))).toEqual([true, true, true]);
});
