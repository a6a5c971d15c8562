/** How to reach a server; plain data, so that jest can hand it to its workers. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** May do everything; plays the hospital's own application. */
  readonly user: string;
  readonly password: string;
  /** May only read, in all databases; plays the pipeline. */
  readonly reader: { readonly user: string; readonly password: string };
  /** PEM of the certificate authority that signed the server's certificate; the server takes TLS and plain connections. */
  readonly ca: string;
}

/** A database server of the tests, of any engine. */
export interface DatabaseServer extends ServerAddress {
  /** Runs one statement or several, separated by `;`, as the owner. Returns the rows of the last one, [] if it has none. */
  execute(sql: string, database?: string): Promise<Record<string, unknown>[]>;
  /** Creates a database that no other test file uses and returns its name: `prefix`, then a random part. */
  createDatabase(prefix?: string): Promise<string>;
  /** Ends the server; does nothing on the shared one, which outlives a test file. */
  stop(): Promise<void>;
}
