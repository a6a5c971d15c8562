import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeStaleFolders, TEMPORARY_FOLDERS } from './stale-folders';

it('removes what was left behind a day ago, and nothing else', async () => {
  const within = mkdtempSync(join(tmpdir(), 'stale-'));
  try {
    const names = [
      ...Object.values(TEMPORARY_FOLDERS).map((beginning) => `${beginning}old`),
      'other-old',
      'rcm-inbox-new',
    ];
    for (const name of names) {
      mkdirSync(join(within, name));
      writeFileSync(join(within, name, 'file'), 'x');
      const hours = name.endsWith('new') ? 23 : 25;
      const at = new Date(Date.now() - hours * 3_600_000);
      utimesSync(join(within, name), at, at);
    }
    await removeStaleFolders(within);
    expect(readdirSync(within).sort()).toEqual(['other-old', 'rcm-inbox-new']);
    await removeStaleFolders(join(within, 'nowhere'));
    expect(existsSync(within)).toBe(true);
  } finally {
    rmSync(within, { recursive: true, force: true });
  }
});
