import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { Aspects, GcsBackend, LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { JsonObject } from '../compliance';
import { SpecError } from '../model/problems';
import { CONCERNS } from './checks/check-hospital';
import type { EnvironmentSettings } from './settings/environment-settings';
import { EveryLabel } from './synthesis/every-label';

/** From a stack's working folder, `cdktf.out/stacks/<stack>`, to the folder of the state files beside cdktf.json. */
const LOCAL_STATE = '../../../.terraform-state';

/**
 * A stack of an environment: its own state, the provider with project and region, labels on whatever takes labels. A stack reads no
 * other stack's state: what it needs of another it computes (`settings.names`).
 */
export class RcmStack extends TerraformStack {
  protected readonly google: GoogleProvider;
  /** Labels of every resource here; what a resource holds is its own label. */
  readonly stackLabels: Readonly<Record<string, string>>;

  private kept: JsonObject | undefined;

  /**
   * @param concern last part of the stack's name, e.g. `network`.
   * @param hospital the hospital the stack belongs to. @default none
   */
  constructor(
    scope: Construct,
    readonly settings: EnvironmentSettings,
    concern: string,
    hospital?: string,
  ) {
    const { names, spec, props, stateBucket, owner } = settings;
    const name = names.stack(concern);
    super(scope, name);
    this.stackLabels = { group: spec.group, stage: spec.stage, owner, ...(hospital ? { hospital } : {}) };
    this.google = new GoogleProvider(this, 'google', { project: props.projectId, region: props.region });
    if (stateBucket) new GcsBackend(this, { bucket: stateBucket, prefix: `${names.environment}/${concern}` });
    else new LocalBackend(this, { path: `${LOCAL_STATE}/${name}.tfstate` });
    Aspects.of(this).add(new EveryLabel(this.stackLabels));
    const exceptions = (props.exceptions ?? []).filter((exception) => exception.stack === name);
    // Where the review of the Terraform JSON looks for them.
    if (exceptions.length > 0) this.addOverride('//.exceptions', exceptions);
    // They belong to the environment; its first stack carries them.
    if (concern === CONCERNS[0] && settings.weakenings.length > 0) this.addOverride('//.weakened', settings.weakenings);
  }

  /**
   * The provider for APIs that refuse a person's own credentials unless a project is named to count the call against. Those have it
   * alone: an account that uses it needs `serviceusage.services.use` in the project, and the API on.
   */
  protected countedProvider(): GoogleProvider {
    const { projectId, region } = this.settings.props;
    return new GoogleProvider(this, 'google-counted', {
      alias: 'counted',
      project: projectId,
      region,
      userProjectOverride: true,
      billingProject: projectId,
    });
  }

  /** The Terraform JSON of this synth, made once: for the review, and then for the file. */
  keptTerraform(): JsonObject {
    const kept: JsonObject = this.kept ?? super.toTerraform();
    this.kept = kept;
    return kept;
  }

  override toTerraform(): JsonObject {
    const kept = this.kept ?? super.toTerraform();
    // Only for the file that follows a review: what is asked for later may have changed.
    this.kept = undefined;
    return kept;
  }

  /** Runs for all stacks before the first is written. @throws SpecError with every problem of the environment. */
  override prepareStack(): void {
    if (this.settings.problems.length > 0) throw new SpecError(this.settings.problems);
    super.prepareStack();
  }
}
