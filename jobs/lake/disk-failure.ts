import { JobError, type JobErrorCode } from '../errors';

/** Codes of the system's failures that a user can do something about. */
const SYSTEM: Readonly<Record<string, JobErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EACCES: 'FILE_ACCESS_DENIED',
  EPERM: 'FILE_ACCESS_DENIED',
  EROFS: 'DISK_READ_ONLY',
  ENAMETOOLONG: 'PATH_TOO_LONG',
};

/** The same in the words of DuckDB, whose errors have no codes. */
const ENGINE: readonly (readonly [RegExp, JobErrorCode])[] = [
  // The engine may fill nine tenths of the disk with spilled rows.
  [/No space left on device|Disk quota exceeded|max_temp_directory_size/, 'DISK_FULL'],
  [/Permission denied|Operation not permitted/, 'FILE_ACCESS_DENIED'],
  [/Read-only file system/, 'DISK_READ_ONLY'],
  [/File name too long/, 'PATH_TOO_LONG'],
  [/^Out of Memory Error|std::bad_alloc/, 'MEMORY_EXHAUSTED'],
];

/** A failure of files as a coded error, without its path: names of files can hold names of people. Null: it is something else. */
export function fileFailure(error: unknown): JobError | null {
  const { code, syscall } = (error ?? {}) as { readonly code?: unknown; readonly syscall?: unknown };
  const meaning = typeof code === 'string' && typeof syscall === 'string' ? SYSTEM[code] : undefined;
  return meaning === undefined ? null : new JobError(meaning, `the system refused to ${syscall} (${code})`);
}

/** The code of what DuckDB reports about disk and memory; null: it is something else. */
export function engineLimit(message: string): JobErrorCode | null {
  return ENGINE.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
