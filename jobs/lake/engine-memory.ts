import { totalmem } from 'node:os';
import { JobError } from '../errors';

/** Read by the engines, their test and the docs. */
export const ENGINE_MEMORY = {
  /** Overrides what is sized to the machine, e.g. `4GB`. */
  variable: 'RCM_MEMORY_LIMIT',
  /** The warehouse's share of the machine's memory, or of the container's. Node.js, landings and other programs share the rest. */
  machineShare: 0.5,
  /** A landing's share of the warehouse's: up to four tables are landed at a time. */
  landingShare: 0.125,
  /** Below these, statements over rows of some kilobytes ended in "Out of Memory" before anything was written to disk. In bytes. */
  least: { warehouse: 512_000_000, landing: 256_000_000 },
} as const;

const UNITS = { MB: 1e6, GB: 1e9, TB: 1e12 } as const;
const SIZE = /^([1-9][0-9]{0,5}(?:\.[0-9]{1,3})?) ?(MB|GB|TB)$/i;

/**
 * What an engine may keep in memory before it writes rows to disk, as DuckDB writes sizes. The user's own limit holds for the warehouse as it is.
 * @param bytes of memory that the machine has.
 * @throws JobError `MEMORY_LIMIT_INVALID` when RCM_MEMORY_LIMIT is not a size
 */
export function engineMemory(
  engine: 'warehouse' | 'landing',
  variables: NodeJS.ProcessEnv = process.env,
  bytes = machineMemory(),
): string {
  const { machineShare, landingShare, least } = ENGINE_MEMORY;
  const asked = askedBytes(variables[ENGINE_MEMORY.variable]);
  const warehouse = asked ?? Math.max(least.warehouse, bytes * machineShare);
  const own = engine === 'warehouse' ? warehouse : Math.max(least.landing, warehouse * landingShare);
  return `${Math.floor(own / UNITS.MB)}MB`;
}

function askedBytes(asked: string | undefined): number | null {
  if (asked === undefined || asked === '') return null;
  const [, number, unit] = SIZE.exec(asked) ?? [];
  if (number === undefined || unit === undefined)
    throw new JobError('MEMORY_LIMIT_INVALID', `${ENGINE_MEMORY.variable} is not a size`);
  return Number(number) * UNITS[unit.toUpperCase() as keyof typeof UNITS];
}

/** The container's limit where there is one. */
function machineMemory(): number {
  const limit = process.constrainedMemory();
  // Without a limit the system reports 0, or a number beyond any machine.
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
