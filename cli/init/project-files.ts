import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packageFolder } from '../environment/package-folder';
import { UsageError } from '../errors/usage-error';

/** What a new project is called, and what it depends on. */
export interface NewProject {
  /** `sunrise`: the hospital group, lower-case words joined by hyphens. */
  readonly group: string;
  readonly stage: 'dev' | 'test';
  /** What npm installs as rcm-platform: a version, or where a tarball is. @default the version of this package */
  readonly source?: string;
}

/**
 * The files of a project that depends on this package, by path. They are the folder `template/`, a project of the sample group, with the names
 * replaced: what is tested there is what is written.
 */
export function projectFiles(project: NewProject): ReadonlyMap<string, string> {
  const root = packageFolder();
  const template = join(root, 'template');
  if (!existsSync(template))
    throw new UsageError(
      'This installation has no template of a project',
      'Run it from the package: npx rcm-platform init.',
    );
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry): [string, string] => {
    const file = join(entry.parentPath, entry.name);
    const path = relative(template, file).split(sep).join('/');
    return [renamed(path, project).replace(/^_/, '.'), renamed(readFileSync(file, 'utf8'), project)];
  });
  // npm's own placeholder of a version: no project is published with it.
  const dependency = (text: string) => text.replace('"0.0.0"', () => JSON.stringify(project.source ?? version));
  return new Map(texts.map(([path, text]) => [path, path === 'package.json' ? dependency(text) : text]));
}

/** A text of the sample group in the names of another one. */
function renamed(text: string, { group, stage }: NewProject): string {
  const words = [...group.split('-'), stage];
  const called = words
    .map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join('');
  const names: Readonly<Record<string, string>> = {
    sunriseDev: called,
    'sunrise-rcm-dev': `${group}-rcm-${stage}`,
    'sunrise-dev': `${group}-${stage}`,
    sunrise: group,
  };
  // In one pass: the new names may have the word too.
  return text.replace(/sunriseDev|sunrise-rcm-dev|sunrise-dev|sunrise/g, (found) => names[found] ?? found);
}
