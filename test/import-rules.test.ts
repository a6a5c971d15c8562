import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');

/** What the import rules find in a project of these files, as `rule: from`. */
function findings(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-imports-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = join(ROOT, '.dependency-cruiser.cjs');
    // The report and not the exit code: the latter is the number of findings.
    const args = [program, '--config', config, '--output-type', 'json', '.'];
    const report = JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }));
    return report.summary.violations.map((found: { rule: { name: string }; from: string }) => {
      return `${found.rule.name}: ${found.from}`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const imports = (path: string) => `import '${path}';\n`;

describe('rooms of a folder', () => {
  const forbidden = [
    ['upward', 'jobs/lake/upward.ts', '../steps/load', 'jobs-lake-imports'],
    ['a room of the same floor', 'jobs/sources/sideways.ts', '../warehouse/dialect', 'jobs-sources-imports'],
    ['the index of the folder', 'jobs/lake/index-of-jobs.ts', '../index', 'jobs-lake-imports'],
    ['from a file that is the lowest floor', 'jobs/errors.ts', './lake/manifest', 'jobs-errors.ts-imports'],
    ['from a folder without a floor', 'jobs/newcomer/file.ts', '../lake/manifest', 'jobs-room-without-floor'],
  ] as const;
  let found: string[];
  beforeAll(() => {
    const targets = ['jobs/warehouse/dialect.ts', 'jobs/index.ts', 'jobs/lake/manifest.ts'].map((path) => [path, '']);
    const allowed = {
      'jobs/steps/load.ts': imports('../lake/landing'),
      'jobs/lake/landing.ts': imports('./manifest'),
      'jobs/lake/object-key.ts': imports('../errors'),
    };
    const wrong = forbidden.map(([_title, from, to]) => [from, imports(to)]);
    found = findings({ ...Object.fromEntries(targets), ...allowed, ...Object.fromEntries(wrong) });
  });

  it.each(forbidden)('do not import %s', (_title, from, _to, rule) => expect(found).toContain(`${rule}: ${from}`));

  it('import downward, themselves, and a file that a floor names', () => {
    expect(found).toHaveLength(forbidden.length);
  });
});

it('jobs/ has at most 14 entries beside its tests, and each room says in a README what it is for', () => {
  const entries = readdirSync(join(ROOT, 'jobs'), { withFileTypes: true }).filter(
    ({ name }) => !name.endsWith('.test.ts'),
  );
  expect(entries.length).toBeLessThanOrEqual(14);
  const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const silent = rooms.filter((room) => !readdirSync(join(ROOT, 'jobs', room)).includes('README.md'));
  expect(silent).toEqual([]);
});
