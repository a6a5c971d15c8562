import { Annotations, type ISynthesisSession, TerraformResource } from 'cdktf';
import { invokeAspects } from 'cdktf/lib/synthesize/synthesizer';
import type { Construct, IConstruct } from 'constructs';
import {
  EXCEPTION_PROBLEMS,
  type Exception,
  estateOf,
  type Finding,
  qualifiedAddress,
  type Review,
  readSynthesis,
  renamedText,
  review,
  ruleOf,
} from '../compliance';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';
import { PROTECTION_RULES } from './synthesis/destroy-keys';
import { ReviewError } from './synthesis/review-error';

interface UnderReview {
  readonly environment: Construct;
  readonly settings: EnvironmentSettings;
}

/** What each app reviews, in the order in which the environments were added. */
const REVIEWED = new WeakMap<IConstruct, UnderReview[]>();

/**
 * Has the environment's stacks judged by the rule pack while the app synthesizes: all environments of the app, before the first stack is
 * written, and on the Terraform JSON that is then written, so that nothing is synthesized twice.
 * @throws ReviewError from synth, with every finding of every environment whose findings are errors.
 */
export function reviewAtSynth(environment: Construct, settings: EnvironmentSettings, first: RcmStack): void {
  const { root } = environment.node;
  const known = REVIEWED.get(root) ?? [];
  REVIEWED.set(root, [...known, { environment, settings }]);
  if (known.length > 0) return;
  const written = first.synthesizer;
  first.synthesizer = {
    synthesize(session: ISynthesisSession) {
      reviewAll(REVIEWED.get(root) ?? []);
      written.synthesize(session);
    },
  };
}

function reviewAll(environments: readonly UnderReview[]): void {
  const errors = environments.flatMap(({ environment, settings }) => {
    const found = reviewOf(environment, settings);
    const { stage } = settings.spec;
    const mode = settings.props.review ?? (stage === 'prod' ? 'errors' : 'warnings');
    const isLifted = (ruleId: string) => settings.protection === 'destroyable' && PROTECTION_RULES.has(ruleId);
    const isError = ({ ruleId }: Finding) => (mode === 'errors' && !isLifted(ruleId)) || ruleId in EXCEPTION_PROBLEMS;
    warn(environment, [
      ...found.findings
        .filter((finding) => !isError(finding))
        .map((finding) => ({ place: finding, message: lineOf(finding) })),
      ...found.unknown.map((place) => ({ place, message: `unknown before the apply [${place.ruleId}]` })),
      ...found.renamed.map((each) => ({ place: placeOf(each.exception), message: renamedText(each) })),
    ]);
    return found.findings.filter(isError).map(lineOf);
  });
  if (errors.length > 0) throw new ReviewError(errors);
}

/** The review of an environment as it is about to be written. */
function reviewOf(environment: Construct, { props }: EnvironmentSettings): Review {
  const stacks = stacksOf(environment);
  const contents = stacks.map((stack) => {
    invokeAspects(stack);
    return readSynthesis(stack.node.id, stack.keptTerraform());
  });
  // A stack writes the exceptions that name it; one that names none of them would be lost, and is unused.
  const elsewhere = (props.exceptions ?? []).filter(({ stack }) => !stacks.some(({ node }) => node.id === stack));
  const exceptions = elsewhere.map(({ stack, address, ...rest }) => ({ ...rest, address: `${stack}/${address}` }));
  return review(estateOf(contents, { complete: true }), { asOf: new Date().toISOString().slice(0, 10), exceptions });
}

function stacksOf(environment: Construct): RcmStack[] {
  return environment.node.findAll().filter((node): node is RcmStack => node instanceof RcmStack);
}

function placeOf({ stack = '', address }: Exception) {
  return { stack, address };
}

function lineOf(finding: Finding): string {
  const fix = ruleOf(finding.ruleId)?.fix;
  return `${finding.severity} ${qualifiedAddress(finding)}: ${finding.message} [${finding.ruleId}]${fix === undefined ? '' : ` ${fix}`}`;
}

interface Warning {
  readonly place: { readonly stack: string; readonly address: string };
  readonly message: string;
}

/** Leaves each warning on the construct that it is about; the cdktf command line shows them. */
function warn(environment: Construct, warnings: readonly Warning[]): void {
  if (warnings.length === 0) return;
  const constructs = new Map<string, IConstruct>();
  for (const stack of stacksOf(environment)) {
    constructs.set(stack.node.id, stack);
    for (const node of stack.node.findAll()) {
      if (!TerraformResource.isTerraformResource(node)) continue;
      constructs.set(qualifiedAddress({ stack: stack.node.id, address: addressOf(node) }), node);
    }
  }
  for (const { place, message } of warnings) {
    const node = constructs.get(qualifiedAddress(place)) ?? constructs.get(place.stack) ?? environment;
    // A second synth of the same app would say everything twice.
    if (!node.node.metadata.some(({ data }) => data === message)) Annotations.of(node).addWarning(message);
  }
}

function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
