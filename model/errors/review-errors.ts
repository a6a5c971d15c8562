import { type ErrorEntry, failed, misused } from './error-entry';

/** Why a review stops: input that cannot be reviewed, or findings that fail the build. */
export const COMPLIANCE_ERRORS = {
  REVIEW_FINDINGS: failed(
    'Correct each, or add an exception with a reason, an owner and a last day (docs/reviewing.md#exceptions).',
  ),
  ESTATE_NOT_FOUND: misused('Synthesize first (npm run synth), or correct the path after --from or --diff.'),
  ESTATE_EMPTY: misused('Compare the name of the environment with the folders in cdktf.out/stacks.'),
  ESTATE_UNREADABLE: misused('Review a cdktf.out folder, a cdk.tf.json, or the output of terraform show -json PLAN.'),
  ESTATE_TOO_LARGE: misused('Review the stacks or plans one at a time.'),
  ESTATE_TOO_DEEP: misused('Check where the file comes from: Terraform nests no document this deep.'),
  PLAN_FORMAT_UNKNOWN: misused('Write the plan again with Terraform 1.x: terraform show -json PLAN > plan.json.'),
  PLAN_ERRORED: misused(
    'Run terraform plan again until it succeeds: a plan that stopped half-way shows only some of the resources.',
  ),
  AS_OF_INVALID: misused('Write the day of the review as YYYY-MM-DD.'),
} as const satisfies Record<string, ErrorEntry>;

export type ComplianceErrorCode = keyof typeof COMPLIANCE_ERRORS;
