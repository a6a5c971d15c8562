import { relative } from 'node:path';

/** A path as it is typed in this folder: relative where it lies in it. An address such as `gs://bucket/folder` stays as it is. */
export function shownPath(path: string): string {
  if (path.includes('://')) return path;
  const inFolder = relative(process.cwd(), path);
  return inFolder === '' || inFolder.startsWith('..') ? path : inFolder;
}
