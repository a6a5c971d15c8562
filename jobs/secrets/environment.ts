import { JobError } from '../errors';
import type { SecretStore } from './secret-store';

/** The variable of a secret: `RCM_SECRET_HOSPITAL_A_EMR` for `hospital-a-emr`. */
export function secretVariable(name: string): string {
  return `RCM_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** Secrets from environment variables, for a run on one machine and for tests; in the cloud a variable that is set wins over the secret. */
export class EnvironmentSecrets implements SecretStore {
  /**
   * @param variables @default process.env
   * @param otherwise asked for what no variable holds. @default nothing else
   */
  constructor(
    private readonly variables: Readonly<Record<string, string | undefined>> = process.env,
    private readonly otherwise?: SecretStore,
  ) {}

  async read(name: string): Promise<string> {
    const value = this.variables[secretVariable(name)];
    if (value !== undefined && value !== '') return value;
    if (this.otherwise) return this.otherwise.read(name);
    throw new JobError('SECRET_MISSING', `secret "${name}" is not in the environment variable ${secretVariable(name)}`);
  }
}
