/** An exception as the environment declares it, before anybody has checked it. */
export interface Exception {
  readonly ruleId: string;
  /** The address of the resource. */
  readonly address: string;
  /** Narrows the exception to one stack; addresses may repeat between stacks. @default any stack */
  readonly stack?: string;
  /** Why the rule need not hold here, for a reader who was not there. */
  readonly reason: string;
  /** Who answers for it: a role or a group address. */
  readonly owner: string;
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly expires: string;
}
