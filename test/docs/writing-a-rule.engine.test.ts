import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocksOf } from './blocks';
import { applyEdit, editOf } from './edits';

const ROOT = join(__dirname, '..', '..');
const PAGE = 'docs/writing-a-rule.md';
const COPIED = ['compliance', 'model', 'test/judged.ts', 'test/rule-cases.ts', 'package.json'];

/** The tests of rules need nothing of the project's configuration but the compiler. */
const CONFIG = `const [{ transform }] = require(${JSON.stringify(join(ROOT, 'jest.config.cjs'))}).projects;
module.exports = { rootDir: __dirname, transform };
`;

/** docs/writing-a-rule.md followed to the letter, in a copy. */
describe('writing a rule as the page says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rule-'));
  beforeAll(() => {
    for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'jest.config.cjs'), CONFIG);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the tests of the new rule and of the list of rules in the copy. */
  const run = () =>
    spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/jest/bin/jest.js'), ...['--runInBand', 'rules/index', 'key-protection-level']],
      { cwd: folder, encoding: 'utf8' },
    );

  it('needs the files that the page names, and the line in the index', () => {
    const blocks = blocksOf(PAGE);
    for (const { text } of blocks.filter(({ info }) => info === 'ts file')) {
      const file = /^\/\/ (\S+)\n/.exec(text)?.[1] ?? '';
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    expect(run().stderr).toContain('-   "kms-key-protection-level"');
    for (const block of blocks.filter(({ info }) => info === 'diff')) applyEdit(editOf(block), folder);
    const { status, stderr } = run();
    expect({ status, stderr: status === 0 ? '' : stderr.slice(-4000) }).toEqual({ status: 0, stderr: '' });
    expect(stderr).toContain('key-protection-level.test.ts');
  }, 120_000);
});
