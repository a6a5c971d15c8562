import type { AirflowWorkloads } from '../../constructs/airflow/airflow-sizes';

/** What an environment may say about its Airflow beside the stage's size. */
export interface AirflowProps {
  /**
   * Parts that need another size than the stage's, e.g. `{ dagProcessor: { cpu: 2, memoryGb: 8 } }` for a hundred hospitals.
   * What Composer 3 has is in constructs/airflow/airflow-limits.ts. @default the stage's size
   */
  readonly workloads?: { readonly [Part in keyof AirflowWorkloads]?: Partial<AirflowWorkloads[Part]> };
  /** Composer 3 with Airflow 2.11; upgraded in place, see docs/upgrading-composer.md. @default AIRFLOW_ENVIRONMENT_DEFAULTS.imageVersion */
  readonly imageVersion?: string;
  /**
   * Time of day, hh:mm, UTC, from which Google may maintain it at the weekend, six hours each day.
   * @default eight hours after the daily run begins
   */
  readonly maintenanceStart?: string;
}
