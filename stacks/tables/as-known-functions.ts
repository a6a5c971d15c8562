import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MedallionDataset } from '../../constructs/bigquery/medallion-dataset';
import { TableFunction } from '../../constructs/bigquery/table-function';
import { asKnownFunction, KNOWN_AT } from '../../model/as-known';
import type { Entity } from '../../model/types';

export interface AsKnownFunctionsProps {
  readonly projectId: string;
  /** Whose histories. */
  readonly entities: readonly Entity[];
  /** The dataset of the histories. The functions are in it, so that its readers, and nobody else, can call them. */
  readonly silver: MedallionDataset;
  /** What must be there before a function is made. */
  readonly needs: readonly ITerraformDependable[];
}

/** `silver.<table>__as_known(known_at)` for every history: its versions as silver had them at a time. */
export class AsKnownFunctions extends Construct {
  constructor(scope: Construct, id: string, { projectId, entities, silver, needs }: AsKnownFunctionsProps) {
    super(scope, id);
    for (const entity of entities) {
      const { name, query, description } = asKnownFunction(entity, projectId);
      new TableFunction(this, name, {
        functionId: name,
        dataset: silver,
        arguments: [{ name: KNOWN_AT, type: 'TIMESTAMP' }],
        query,
        description,
        needs,
      });
    }
  }
}
