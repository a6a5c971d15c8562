import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { PipelineSpec } from '../../model/spec';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import { define } from './fetch';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rcm-fetch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** `rcm fetch` with these words, in the sample's environment with changes. */
function fetch(changes: Partial<PipelineSpec>, ...words: string[]): Promise<unknown> {
  const spec = join(folder, 'spec.json');
  writeFileSync(spec, JSON.stringify({ ...sampleSpec(), ...changes }));
  const command = new Command('fetch');
  define(command);
  return command.parseAsync([...words, '--spec', spec], { from: 'user' });
}

const { references } = sampleSpec();
const withFeed = (change: object) => references.map((feed) => ({ ...feed, ...change }));

it.each<[string, Partial<PipelineSpec>, string[], string]>([
  ['a prefix of NPIs', {}, ['npi', '--prefix', 'E11'], '--prefix is for diagnosis codes'],
  ['a register that no feed reads', { references: [] }, ['icd_codes'], 'has no reference feed icd_codes'],
  ['a feed of another encoding', { references: withFeed({ encoding: 'latin1' }) }, ['npi'], 'is read as latin1'],
  [
    'a feed whose columns are mapped: the file would lack them',
    { mapping: { icd_codes: { columns: { icd_code: 'Code' } } } },
    ['icd_codes'],
    'registers are written with the usual names',
  ],
])('refuses %s before it asks the register', async (_what, changes, words, message) => {
  await expect(fetch(changes, ...words)).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(message),
  });
});
