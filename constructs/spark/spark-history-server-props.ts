import type { ITerraformDependable } from 'cdktf';
import type { SparkMachines } from './spark-machines';

export interface SparkHistoryServerProps extends SparkMachines {
  readonly clusterName: string;
  /** The bucket, where the same stack makes it: a cluster is refused while there is none. @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}
