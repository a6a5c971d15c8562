import { z } from 'zod';
import type { AirflowWorkloads } from '../../constructs/airflow/airflow-sizes';
import { type PropsOf, typed } from './props-of';

type AirflowParts = { readonly [Part in keyof AirflowWorkloads]?: Partial<AirflowWorkloads[Part]> };
/** Composer's limits are checked by `airflowProblems`. */
const parts = z.record(z.string(), z.record(z.string(), z.number())) as unknown as z.ZodType<AirflowParts>;

const AIRFLOW = {
  /**
   * Parts that need another size than the stage's, e.g. `{ dagProcessor: { cpu: 2, memoryGb: 8 } }` for a hundred hospitals.
   * The sizes of Composer 3 are in constructs/airflow/airflow-limits.ts. @default the stage's size
   */
  workloads: parts.optional(),
  /** Composer 3 with Airflow 2.11; upgraded in place, see docs/upgrading-composer.md. @default AIRFLOW_ENVIRONMENT_DEFAULTS.imageVersion */
  imageVersion: z.string().optional(),
  /**
   * Time of day, hh:mm, UTC, from which Google may maintain it at the weekend, six hours each day.
   * @default eight hours after the daily run begins
   */
  maintenanceStart: z.string().optional(),
};

/** What an environment may set about its Airflow beside the stage's size. */
export interface AirflowProps extends PropsOf<typeof AIRFLOW> {}
export const airflowShape: z.ZodType<AirflowProps> = typed(z.strictObject(AIRFLOW));
