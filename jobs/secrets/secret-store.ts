/** Where passwords are kept. Implementations: Secret Manager in the cloud, environment variables on one machine. */
export interface SecretStore {
  /** @throws JobError `SECRET_MISSING`, naming the secret, or `SECRET_UNREACHABLE`. */
  read(name: string): Promise<string>;
}
