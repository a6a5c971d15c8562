import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import { ENGINES, enginesNamed } from './registry';

/** Fails the test that loads the module. */
function mustStayUnloaded(name: string): never {
  throw new Error(`${name} was loaded`);
}
jest.mock('@google-cloud/bigquery', () => mustStayUnloaded('@google-cloud/bigquery'));
jest.mock('@google-cloud/storage', () => mustStayUnloaded('@google-cloud/storage'));
jest.mock('@google-cloud/secret-manager', () => mustStayUnloaded('@google-cloud/secret-manager'));

it('embedded engines open without loading a client of Google', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-registry-'));
  try {
    const embedded = enginesNamed('embedded');
    await embedded.openStores(sampleSpec(), { folder });
    const warehouse = await embedded.openWarehouse(sampleSpec(), { folder });
    await warehouse.close();
    embedded.secrets(sampleSpec(), { folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('the tripwire works: cloud engines do load a client of Google', async () => {
  const { lake } = await enginesNamed('cloud').openStores(sampleSpec(), { folder: '' });
  await expect(lake.inbox.exists('any')).rejects.toThrow('@google-cloud/storage was loaded');
});

it('unknown engines are refused with the list of those that exist', () => {
  expect(() => enginesNamed('mainframe')).toThrow(
    `unknown engines "mainframe"; choose one of ${ENGINES.map(({ id }) => id).join(', ')}`,
  );
});
