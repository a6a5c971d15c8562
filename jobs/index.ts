export { JOB_ERRORS, JobError, type JobErrorCode } from './errors';
export type { Lake, ObjectStore, StoredObject } from './lake/object-store';
export { newRunId, type RunEvent, type RunOptions, type RunResult, runPipeline, runStep } from './run/run';
export type { Snapshot, TableSource } from './sources/source';
export { type Context, type ContextOptions, contextOf, openContext, warehouseTables } from './steps/context';
export { dryRunModel } from './transform/dry-run';
export type { Dialect } from './warehouse/dialect';
export type { Row, Statement, Warehouse } from './warehouse/warehouse';
