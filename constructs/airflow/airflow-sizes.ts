/** What one replica has. Memory and storage in gigabytes. */
export interface AirflowMachine {
  readonly cpu: number;
  readonly memoryGb: number;
  readonly storageGb: number;
}

/** Every part of a Composer 3 environment that has a size of its own. */
export interface AirflowWorkloads {
  readonly scheduler: AirflowMachine & { readonly count: number };
  readonly dagProcessor: AirflowMachine & { readonly count: number };
  /** 0: tasks that wait in a trigger never end; ours wait in their worker. */
  readonly triggerer: Omit<AirflowMachine, 'storageGb'> & { readonly count: number };
  readonly webServer: AirflowMachine;
  /** Their number follows the tasks in the queue, between the two counts. */
  readonly worker: AirflowMachine & { readonly minCount: number; readonly maxCount: number };
}

/** One size: what Google gives the database of Airflow, and what we give the rest. */
export interface AirflowSize {
  readonly environmentSize: `ENVIRONMENT_SIZE_${'SMALL' | 'MEDIUM' | 'LARGE'}`;
  readonly workloads: AirflowWorkloads;
}

/**
 * A task of ours is an idle wait for a Cloud Run job, and at most 16 wait at once: `small` has room for them. What grows with the
 * hospitals is the number of tasks in the DAG, which is the work of the scheduler and the DAG processor. From `medium` on everything
 * is there twice, so that a zone may fail.
 */
export const AIRFLOW_SIZES = {
  small: {
    environmentSize: 'ENVIRONMENT_SIZE_SMALL',
    workloads: {
      scheduler: { cpu: 0.5, memoryGb: 2, storageGb: 1, count: 1 },
      dagProcessor: { cpu: 1, memoryGb: 4, storageGb: 1, count: 1 },
      triggerer: { cpu: 0.5, memoryGb: 1, count: 1 },
      webServer: { cpu: 1, memoryGb: 2, storageGb: 1 },
      worker: { cpu: 0.5, memoryGb: 2, storageGb: 10, minCount: 1, maxCount: 3 },
    },
  },
  medium: {
    environmentSize: 'ENVIRONMENT_SIZE_MEDIUM',
    workloads: {
      scheduler: { cpu: 1, memoryGb: 4, storageGb: 1, count: 2 },
      dagProcessor: { cpu: 1, memoryGb: 4, storageGb: 1, count: 2 },
      triggerer: { cpu: 0.5, memoryGb: 1, count: 2 },
      webServer: { cpu: 1, memoryGb: 4, storageGb: 1 },
      worker: { cpu: 1, memoryGb: 4, storageGb: 10, minCount: 2, maxCount: 6 },
    },
  },
  large: {
    environmentSize: 'ENVIRONMENT_SIZE_LARGE',
    workloads: {
      scheduler: { cpu: 1, memoryGb: 8, storageGb: 5, count: 2 },
      dagProcessor: { cpu: 4, memoryGb: 16, storageGb: 5, count: 2 },
      triggerer: { cpu: 1, memoryGb: 2, count: 2 },
      webServer: { cpu: 2, memoryGb: 8, storageGb: 5 },
      worker: { cpu: 2, memoryGb: 8, storageGb: 10, minCount: 2, maxCount: 12 },
    },
  },
} as const satisfies Readonly<Record<string, AirflowSize>>;
export type AirflowSizeName = keyof typeof AIRFLOW_SIZES;
