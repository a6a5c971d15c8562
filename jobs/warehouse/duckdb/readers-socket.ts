import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isAlive, TEMPORARY_FOLDERS } from '../../lake/temporary-folders';
import type { Statement } from '../warehouse';
import type { RowBatch } from './reading-connection';

/** What a reader asks, one JSON object a line. */
export type Question = Statement;

/** What it is answered, one JSON object a line: `ready` when the connection is made; batches and an end, or a failure, for each question. */
export type Answer =
  | { readonly ready: true }
  | { readonly batch: RowBatch }
  | { readonly end: true }
  | { readonly failure: { readonly code: string; readonly detail: string } };

/** The name of the socket, in a temporary folder of the process that writes. Short: see `LONGEST`. */
const NAME = 's';
/** Bytes that the address of a socket can have: 108 with their end on Linux, 104 on macOS. */
const LONGEST = 103;

/** A path as a socket's address: relative where it would be too long otherwise; null: it is too long either way. */
export function socketAddress(folder: string): string | null {
  const path = join(folder, NAME);
  const short = [path, relative(process.cwd(), path)].find((each) => Buffer.byteLength(each) <= LONGEST);
  return short ?? null;
}

/** Addresses at which a process that lives may answer readers of the database at `path`. */
export async function socketsBeside(path: string): Promise<string[]> {
  return (await foldersBeside(path, 'readers')).flatMap((folder) => socketAddress(folder) ?? []);
}

/** Temporary folders of one kind beside the database whose process lives. */
export async function foldersBeside(path: string, kind: 'readers' | 'wanted'): Promise<string[]> {
  const within = dirname(path);
  const names = await readdir(within).catch((): string[] => []);
  return names.flatMap((name) => {
    if (!name.startsWith(TEMPORARY_FOLDERS[kind])) return [];
    const [, pid] = /^(\d+)-/.exec(name.slice(TEMPORARY_FOLDERS[kind].length)) ?? [];
    return pid !== undefined && isAlive(Number(pid)) ? [join(within, name)] : [];
  });
}

/** A message as it is sent. */
export function line(message: Question | Answer): string {
  return `${JSON.stringify(message)}\n`;
}
