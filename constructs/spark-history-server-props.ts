import type { SparkMachines } from './spark-machines';

export interface SparkHistoryServerProps extends SparkMachines {
  readonly clusterName: string;
}
