import type { Duplex } from 'node:stream';
import type { MySqlSpec } from '../../../model/spec';
import { JobError, type JobErrorCode } from '../../errors';

/** A way into one Cloud SQL instance: TLS to its private address, with a certificate that lives for an hour. */
export interface InstanceGate {
  /** A new connection, for the driver. */
  stream(): Duplex;
  /** Ends the connections and the renewal of the certificate. */
  close(): void;
}

/** What the connector is asked for: the private address, and the token of this account unless the spec names a password. */
export function instanceRequest(spec: Pick<MySqlSpec, 'passwordSecret'> & { readonly instance: string }) {
  return {
    instanceConnectionName: spec.instance,
    ipType: 'PRIVATE',
    authType: spec.passwordSecret === undefined ? 'IAM' : 'PASSWORD',
  } as const;
}

/**
 * Asks Cloud SQL for the instance's address and a certificate. The connector is loaded here: other databases do not need it.
 * @throws JobError `SOURCE_INSTANCE_UNUSABLE`, `SOURCE_ACCESS_DENIED`, `SOURCE_UNREACHABLE`
 */
export async function openInstance(
  spec: Pick<MySqlSpec, 'passwordSecret'> & { readonly instance: string },
): Promise<InstanceGate> {
  const { Connector, IpAddressTypes, AuthTypes } = await import('@google-cloud/cloud-sql-connector');
  const connector = new Connector();
  const { ipType, authType, instanceConnectionName } = instanceRequest(spec);
  try {
    const { stream } = await connector.getOptions({
      instanceConnectionName,
      ipType: IpAddressTypes[ipType],
      authType: AuthTypes[authType],
    });
    return { stream, close: () => connector.close() };
  } catch (error) {
    // Not closed: nothing is open yet, and closing would end the process with the same failure once more.
    throw instanceFailure(error, spec.instance);
  }
}

/** The coded error for what the connector reported: an answer of the API, a socket's error, or a check of its own. */
export function instanceFailure(error: unknown, instance: string): JobError {
  if (error instanceof JobError) return error;
  const { code, status, response, message } = (error ?? {}) as {
    readonly code?: string | number;
    readonly status?: number;
    readonly response?: { readonly status?: number };
    readonly message?: string;
  };
  const answer = Number(response?.status ?? status ?? code);
  const reason = Number.isNaN(answer) ? (typeof code === 'string' ? code : 'no credentials or no answer') : answer;
  return new JobError(meaning(code, answer, message ?? ''), `Cloud SQL instance ${instance}: ${reason}`);
}

/** Codes of the connector that a retry does not change: a malformed name, another region, no private address, no certificate. */
const UNUSABLE = /^E(NO|BAD)(CONNECTIONNAME|SQLADMIN\w*|INSTANCEINFO|DOMAINCONNECTIONNAME|PRIVATE\w*)$/;

function meaning(code: string | number | undefined, answer: number, message: string): JobErrorCode {
  if (answer === 401 || answer === 403) return 'SOURCE_ACCESS_DENIED';
  if (answer === 400 || answer === 404) return 'SOURCE_INSTANCE_UNUSABLE';
  // The library of the credentials has no codes of its own.
  if (code === 'ENOACCESSTOKEN' || /default credentials|refresh token|invalid_grant/i.test(message))
    return 'SOURCE_ACCESS_DENIED';
  if (typeof code === 'string' && UNUSABLE.test(code)) return 'SOURCE_INSTANCE_UNUSABLE';
  return 'SOURCE_UNREACHABLE';
}
