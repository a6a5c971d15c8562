import { JobError } from '../../errors';

/**
 * The driver, an optional dependency: hospitals with other databases do not need it.
 * @param load @default the installed package
 * @throws JobError `SOURCE_DRIVER_MISSING`
 */
export async function postgresDriver(load: () => Promise<typeof import('pg')> = () => import('pg')) {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new JobError('SOURCE_DRIVER_MISSING', 'the package "pg", which reads PostgreSQL, is not installed');
  }
}

function isMissing(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
}
