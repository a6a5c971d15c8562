import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import type { Environment } from '../environment/find-environment';
import { chooseEngines } from './engines';

const folder = mkdtempSync(join(tmpdir(), 'rcm-engines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environmentWith = (hospitals: Environment['spec']['hospitals']) =>
  ({ name: 'sunrise-dev', stateFolder: folder, spec: { ...sampleSpec(), hospitals } }) as unknown as Environment;

it('asks for extracts or a database while a hospital has one, and for none where every table comes as files', () => {
  const { hospitals } = sampleSpec();
  const exported = hospitals.map(({ emr: _, ...each }) => ({ ...each, tables: [] }));
  const choose = (of: Environment['spec']['hospitals']) => () =>
    chooseEngines(environmentWith(of), { engines: 'embedded' });
  expect(choose(hospitals)).toThrow(/nothing to read/);
  expect(choose([...exported.slice(0, 1), ...hospitals.slice(1)])).toThrow(/nothing to read/);
  expect(choose(exported)()).toEqual({ engines: 'embedded', folder });
});
