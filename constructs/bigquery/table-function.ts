import { BigqueryRoutine } from '@cdktf/provider-google/lib/bigquery-routine';
import { Construct } from 'constructs';
import type { TableFunctionProps } from './table-function-props';

/**
 * A table function: a query with arguments, `select * from dataset.function(argument)`. It gives nobody access: it reads with the rights
 * of its caller, who needs the tables in its query, their tagged columns, and `bigquery.routines.get` on the dataset. There is
 * no prop that authorizes it on a dataset. Its columns are the query's, so a column added to the query needs no second change here.
 * @example
 * ```ts
 * const dataset = new MedallionDataset(stack, 'silver', {
 *   datasetId: 'silver',
 *   location: 'us-central1',
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
 *     location: 'us-central1',
 *   },
 *   description: 'Common data model with history',
 *   dataClass: 'phi',
 *   protection: 'protected',
 * });
 * new TableFunction(stack, 'visits-since', {
 *   functionId: 'visits_since',
 *   dataset,
 *   arguments: [{ name: 'first_day', type: 'DATE' }],
 *   query: 'select visit_id from `sunrise-rcm-dev.silver.visits` where visit_date >= first_day',
 *   description: 'one row per visit from a day on',
 *   needs: [],
 * });
 * ```
 */
export class TableFunction extends Construct {
  readonly routine: BigqueryRoutine;

  constructor(scope: Construct, id: string, props: TableFunctionProps) {
    super(scope, id);
    this.routine = new BigqueryRoutine(this, 'routine', {
      datasetId: props.dataset.dataset.datasetId,
      routineId: props.functionId,
      routineType: 'TABLE_VALUED_FUNCTION',
      language: 'SQL',
      definitionBody: props.query,
      description: props.description,
      // The model's names of types are those of BigQuery's SQL.
      arguments: props.arguments.map(({ name, type }) => ({ name, dataType: JSON.stringify({ typeKind: type }) })),
      dependsOn: [...props.needs],
    });
  }
}
