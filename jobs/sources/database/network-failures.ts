import type { JobErrorCode } from '../../errors';

/** What the codes that Node.js gives the network's failures mean to a step, whatever the driver. */
export const NETWORK_FAILURES: Readonly<Record<string, JobErrorCode>> = {
  ECONNREFUSED: 'SOURCE_UNREACHABLE',
  ENOTFOUND: 'SOURCE_UNREACHABLE',
  EAI_AGAIN: 'SOURCE_UNREACHABLE',
  EHOSTUNREACH: 'SOURCE_UNREACHABLE',
  ENETUNREACH: 'SOURCE_UNREACHABLE',
  ETIMEDOUT: 'SOURCE_UNREACHABLE',
  ECONNRESET: 'SOURCE_CONNECTION_LOST',
  EPIPE: 'SOURCE_CONNECTION_LOST',
};
