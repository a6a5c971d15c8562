import type { ITerraformDependable } from 'cdktf';
import type { SparkMachines } from './spark-machines';

/** One parameter of a template: the argument it stands for, and what it may be. */
export interface SparkParameter {
  /** Upper case, e.g. `RUN_ID`. */
  readonly name: string;
  /** Position among the arguments, from 0. */
  readonly argument: number;
  readonly description: string;
  /** RE2, of the whole value. */
  readonly pattern: string;
}

export interface SparkClusterTemplateProps extends SparkMachines {
  /** e.g. `sunrise-prod-spark`; also the first part of the clusters' names, at most 35 characters. */
  readonly templateName: string;
  /** Letters, digits, hyphens and underscores, e.g. `extract-table`. */
  readonly stepId: string;
  readonly mainFileUri: string;
  /** Files that the program imports. @default none */
  readonly pythonFileUris?: readonly string[];
  /** @default none */
  readonly jarFileUris?: readonly string[];
  readonly arguments: readonly string[];
  readonly parameters: readonly SparkParameter[];
  /**
   * Our stacks always set it: the stage's sparkWorkers.
   * @default SPARK_CLUSTER_DEFAULTS.maximumWorkers
   */
  readonly maximumWorkers?: number;
  /** The bucket and the program, where the same stack makes them. @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}
