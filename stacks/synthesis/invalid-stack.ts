import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { SpecError, type SpecProblem } from '../../model/problems';

/** Stands for an environment with problems: synth fails on it before any stack is written. */
export class InvalidStack extends TerraformStack {
  constructor(
    scope: Construct,
    id: string,
    private readonly problems: readonly SpecProblem[],
  ) {
    super(scope, id);
  }

  /** @throws SpecError always */
  override prepareStack(): void {
    throw new SpecError(this.problems);
  }
}
