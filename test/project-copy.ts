import { cpSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
/** What git ignores too; `dist` is rebuilt, because other tests use the project's own. */
const NOT_SOURCES = new Set(['node_modules', 'dist', '.git', '.engines', '.rcm', 'cdktf.out', '.terraform-state']);

/** The project as a checkout has it, in a folder that does not exist yet, with the packages that are installed here. */
export function copyProject(folder: string): void {
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (path) => !NOT_SOURCES.has(relative(ROOT, path).split('/')[0] ?? ''),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}
