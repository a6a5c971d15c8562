import { JobError } from '../../../errors';
import { csv } from './csv';
import type { FileFormat } from './format';
import { xlsx } from './xlsx';

/** Every member; the first is the default. The contract suite runs over this list. */
export const FILE_FORMATS: readonly [FileFormat, ...FileFormat[]] = [csv, xlsx];

/**
 * The format that a feed names.
 * @param id @default the first of the registry
 * @throws JobError `FILE_FORMAT_UNKNOWN`
 */
export function fileFormat(id: string = FILE_FORMATS[0].id): FileFormat {
  const found = FILE_FORMATS.find((format) => format.id === id);
  if (found) return found;
  const known = FILE_FORMATS.map((format) => format.id).join(', ');
  throw new JobError('FILE_FORMAT_UNKNOWN', `no file format is called "${id}"; there are ${known}`);
}
