import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEstate } from './read-estate';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rcm-estate-'));
  for (const stack of ['sunrise-prod-network', 'sunrise-dev-network', 'sunrise-dev-data-lake', 'sunrise-development']) {
    mkdirSync(join(folder, 'stacks', stack), { recursive: true });
    const document = { resource: { google_storage_bucket: { [stack]: { name: stack } } } };
    writeFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), JSON.stringify(document));
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

it('reads the stacks of one environment of a synthesized folder, in order', () => {
  const estate = readEstate(folder, { environment: 'sunrise-dev' });
  expect(estate.stacks).toEqual(['sunrise-dev-data-lake', 'sunrise-dev-network']);
  expect(estate.resources.map((each) => each.address)).toEqual([
    'google_storage_bucket.sunrise-dev-data-lake',
    'google_storage_bucket.sunrise-dev-network',
  ]);
  expect(estate.complete).toBe(true);
});

it.each([
  ['the folder of a stack', ['stacks', 'sunrise-dev-network']],
  ['one file', ['stacks', 'sunrise-dev-network', 'cdk.tf.json']],
])('reads %s as a part of an environment', (_, path) => {
  const estate = readEstate(join(folder, ...path));
  expect([estate.stacks, estate.resources.length, estate.complete]).toEqual([['sunrise-dev-network'], 1, false]);
});

it('reads a plan, named by its file', () => {
  writeFileSync(
    join(folder, 'lake.json'),
    JSON.stringify({ format_version: '1.2', planned_values: { root_module: {} } }),
  );
  expect(readEstate(join(folder, 'lake.json')).stacks).toEqual(['lake']);
});

it.each([
  ['ESTATE_NOT_FOUND', 'nowhere', ''],
  ['ESTATE_UNREADABLE', 'broken.json', '{'],
  ['ESTATE_UNREADABLE', 'list.json', '[]'],
  ['ESTATE_UNREADABLE', 'other.json', '{"name":"not terraform"}'],
])('throws %s for %s', (code, name, text) => {
  if (text !== '') writeFileSync(join(folder, name), text);
  expect(() => readEstate(join(folder, name))).toThrow(expect.objectContaining({ code }));
});

it('throws ESTATE_EMPTY when no stack is the environment’s: an empty review would pass', () => {
  expect(() => readEstate(folder, { environment: 'sunrise-test' })).toThrow(
    expect.objectContaining({ code: 'ESTATE_EMPTY' }),
  );
});
