/** Every way a review can fail before it has judged anything. */
export const COMPLIANCE_ERRORS = {
  ESTATE_NOT_FOUND: { fix: 'Synthesize first (npx cdktf synth), or give the folder or plan with --from.' },
  ESTATE_EMPTY: { fix: 'Check the name of the environment against the folders in cdktf.out/stacks.' },
  ESTATE_UNREADABLE: { fix: 'Give a cdktf.out folder, a cdk.tf.json, or the output of terraform show -json PLAN.' },
  ESTATE_TOO_LARGE: { fix: 'Review the stacks or plans one at a time.' },
  ESTATE_TOO_DEEP: { fix: 'No Terraform document is nested like this: check where the file comes from.' },
  PLAN_FORMAT_UNKNOWN: { fix: 'Write the plan again with Terraform 1.x: terraform show -json PLAN > plan.json.' },
  PLAN_ERRORED: {
    fix: 'Plan again until the plan succeeds: a plan that stopped half-way shows a part of what will be.',
  },
  AS_OF_INVALID: { fix: 'Give the day of the review as YYYY-MM-DD.' },
} as const satisfies Record<string, { fix: string }>;

export type ComplianceErrorCode = keyof typeof COMPLIANCE_ERRORS;

/** The only error of `compliance/`. A resource that breaks a rule is a finding, never an error. */
export class ComplianceError extends Error {
  override readonly name = 'ComplianceError';
  /** What to do next. */
  readonly fix: string;

  constructor(
    readonly code: ComplianceErrorCode,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}. ${COMPLIANCE_ERRORS[code].fix}`, options);
    this.fix = COMPLIANCE_ERRORS[code].fix;
  }
}
