import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Exception } from '../../compliance';
import { ConstructError } from '../../constructs/inputs/construct-error';

/** Why a rule need not hold for a resource. The compliance report lists it; one that is expired or excuses nothing fails synth. */
export type RuleExceptionProps = Pick<Exception, 'ruleId' | 'reason' | 'owner' | 'expires'>;

const EXCEPTIONS = new WeakMap<TerraformResource, RuleExceptionProps[]>();

/** Excuses resources from rules, in the code that makes them. */
export const RuleException = {
  /**
   * @param on a resource, or a construct that holds only one: an exception is for one resource.
   * @throws ConstructError `EXCEPTION_TARGET_UNCLEAR`.
   */
  on(on: IConstruct, props: RuleExceptionProps): void {
    const resource = resourceOf(on);
    const exceptions = [...(EXCEPTIONS.get(resource) ?? []), props];
    EXCEPTIONS.set(resource, exceptions);
    // Where the review of the Terraform JSON looks for them.
    resource.addOverride('//.exceptions', exceptions);
  },
} as const;

function resourceOf(on: IConstruct): TerraformResource {
  const resources = on.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  const [only] = resources;
  if (only && resources.length === 1) return only;
  throw new ConstructError('EXCEPTION_TARGET_UNCLEAR', `${on.node.path} holds ${resources.length} resources`);
}
