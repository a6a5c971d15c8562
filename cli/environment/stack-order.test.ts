import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stackOrder } from './stack-order';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'stack-order-'));
});
afterEach(() => rmSync(outdir, { recursive: true }));

/** What cdktf writes of stacks that depend on each other, by name. */
function synthesized(dependencies: Readonly<Record<string, readonly string[]>>): void {
  const path = (name: string) => `environment/${name}`;
  const stacks = Object.entries(dependencies).map(([name, before]) => [
    name,
    { name, constructPath: path(name), dependencies: before.map(path) },
  ]);
  writeFileSync(join(outdir, 'manifest.json'), JSON.stringify({ stacks: Object.fromEntries(stacks) }));
}

it('places each stack after those that it depends on, once, whatever the order in the manifest', () => {
  synthesized({
    'sunrise-dev-hospital-a': ['sunrise-dev-data-lake', 'sunrise-dev-foundation'],
    'sunrise-dev-data-lake': ['sunrise-dev-foundation'],
    'sunrise-dev-foundation': [],
  });
  expect(stackOrder(outdir, 'sunrise-dev')).toEqual([
    'sunrise-dev-foundation',
    'sunrise-dev-data-lake',
    'sunrise-dev-hospital-a',
  ]);
});

it('leaves out other environments, and the stack that administrators deploy', () => {
  synthesized({ 'sunrise-dev-organization': [], 'sunrise-prod-foundation': [], 'sunrise-dev-foundation': [] });
  expect(stackOrder(outdir, 'sunrise-dev')).toEqual(['sunrise-dev-foundation']);
});

it('refuses an environment that is not synthesized', () => {
  const refusal = expect.objectContaining({ code: 'USAGE' });
  expect(() => stackOrder(outdir, 'sunrise-dev')).toThrow(refusal);
  synthesized({ 'sunrise-prod-foundation': [] });
  expect(() => stackOrder(outdir, 'sunrise-dev')).toThrow(refusal);
});
