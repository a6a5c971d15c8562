import { connect, type Socket } from 'node:net';
import type { ConnectionOptions } from 'mysql2';
import type { MySqlSpec } from '../../../model/spec';
import type { SecretStore } from '../../secrets/secret-store';

/** The TLS of a connection, and the socket that it runs over. */
type TlsOptions = Pick<ConnectionOptions, 'stream'> & {
  readonly ssl: Exclude<ConnectionOptions['ssl'], string | undefined>;
};

/**
 * TLS of 1.2 or newer with a server whose certificate a trusted authority signed and which names `spec.host`: a host by its DNS names, an
 * address by its IP addresses. The password is sent after that check.
 * @throws JobError `SECRET_MISSING`
 */
export async function verifiedTls(
  { host, port, certificateAuthoritySecret }: MySqlSpec,
  secrets: SecretStore,
): Promise<TlsOptions> {
  const ca = certificateAuthoritySecret === undefined ? undefined : await secrets.read(certificateAuthoritySecret);
  return {
    stream: () => socketTo(host, port),
    ssl: {
      rejectUnauthorized: true,
      // Without it the driver checks who signed the certificate, not whose it is.
      verifyIdentity: true,
      minVersion: 'TLSv1.2',
      ...(ca === undefined ? {} : { ca }),
    },
  };
}

/**
 * The driver passes a host name to Node.js, but no address (TLS has names alone), and Node.js would then look for "localhost" in
 * the certificate. It takes the name from the socket first: for host names it sets `_host` itself. Were this property to go, addresses
 * would be refused, not accepted.
 */
function socketTo(host: string, port: number): Socket {
  const socket = connect({ host, port, noDelay: true, keepAlive: true });
  return Object.assign(socket, { _host: host });
}
