import type { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { SpecProblem } from '../model/problems';
import type { EnvironmentSpec, HospitalSpec } from '../model/spec';
import { checkEnvironment } from './checks/check-environment';
import { constructId } from './checks/construct-id';
import { prefixed } from './checks/prefixed-problems';
import { ComposerStack } from './composer';
import { DataLakeStack } from './data-lake';
import { DeliveryStack } from './delivery';
import { FoundationStack } from './foundation';
import { IamStack } from './iam';
import { NetworkStack } from './network';
import { ObservabilityStack } from './observability';
import { OrganizationStack } from './organization';
import { ProcessingStack } from './processing';
import type { RcmEnvironmentProps } from './props/environment-props';
import { reviewAtSynth } from './review';
import type { EnvironmentSettings } from './settings/environment-settings';
import { InvalidStack } from './synthesis/invalid-stack';

/**
 * A hospital group at a stage: one Google Cloud project, one region, a stack per concern, each with a state of its own. Hospitals are
 * added to it with `new Hospital(environment, …)`. What is wrong with it is reported by synth, all of it at once.
 */
export class RcmEnvironment extends Construct {
  /** What its stacks are built from; undefined when the environment is invalid. */
  readonly settings: EnvironmentSettings | undefined;
  /** Hospitals without problems, in the order in which they were added. */
  readonly hospitals: HospitalSpec[] = [];
  /** A hospital's stack comes after this one. */
  readonly beforeHospitals: TerraformStack | undefined;
  /** Groups of the hospitals' own analysts, by their order. */
  readonly hospitalAnalysts: string[] = [];
  /** The stack of the last hospital that has analysts of its own. */
  lastWithAnalysts: TerraformStack | undefined;
  private readonly ownProblems: SpecProblem[] = [];

  /** The props, without fields of the wrong type. */
  readonly props: RcmEnvironmentProps;

  /** @param id `<group>-<stage>`, e.g. `sunrise-prod`. */
  constructor(app: App, id: string, given: RcmEnvironmentProps) {
    super(app, constructId(id));
    const checked = checkEnvironment(id, given);
    if ('problems' in checked) {
      this.props = checked.props;
      this.ownProblems = checked.problems;
      new InvalidStack(this, 'refused', this.ownProblems);
      return;
    }
    const { settings } = checked;
    const { props } = settings;
    this.props = props;
    this.settings = settings;
    this.ownProblems = settings.problems;
    const foundation = new FoundationStack(this, settings);
    if (props.organizationPolicies || props.perimeter) after(new OrganizationStack(this, settings), foundation);
    const network = after(new NetworkStack(this, settings), foundation);
    const lake = after(new DataLakeStack(this, settings), network);
    const iam = after(new IamStack(this, settings), lake);
    const processing = after(new ProcessingStack(this, settings), iam);
    const composer = after(new ComposerStack(this, settings), processing);
    after(new ObservabilityStack(this, settings), composer);
    after(new DeliveryStack(this, settings), processing);
    this.beforeHospitals = processing;
    reviewAtSynth(this, settings, foundation);
  }

  /** The environment's own part of the pipeline spec; undefined when the environment has problems. */
  get spec(): EnvironmentSpec | undefined {
    return this.settings?.spec;
  }

  /** Everything that is wrong with the environment and its hospitals. */
  get problems(): readonly SpecProblem[] {
    return this.ownProblems;
  }

  /** Notes what is wrong with a hospital; synth reports it. */
  report(problems: readonly SpecProblem[]): void {
    this.ownProblems.push(...prefixed(this.node.id, problems));
  }
}

function after<Stack extends TerraformStack>(stack: Stack, ...earlier: TerraformStack[]): Stack {
  for (const each of earlier) stack.addDependency(each);
  return stack;
}
