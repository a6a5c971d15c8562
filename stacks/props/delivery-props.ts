import { z } from 'zod';
import { checkedText } from '../../model/checked-text';
import { type PropsOf, typed } from './props-of';

const CLOUD_BUILD = {
  kind: z.literal('cloud_build'),
  /** Name of Cloud Build's connection to GitHub. A person makes it by hand, because GitHub asks for consent. */
  connection: z.string(),
  /** `owner/name` */
  repository: z.string(),
};
/** Delivery by Cloud Build, from a GitHub repository that it is connected to. */
export interface CloudBuildDelivery extends PropsOf<typeof CLOUD_BUILD> {}

const GITHUB_ACTIONS = {
  kind: z.literal('github_actions'),
  /** `owner/name` */
  repository: z.string(),
  /**
   * The repository's number (`gh api repos/OWNER/NAME --jq .id`): a repository that later takes over the name is then another one.
   * @default the name alone is trusted
   */
  // Digits only: it becomes part of an IAM condition, where a quote would end the text.
  repositoryId: checkedText('DELIVERY_INVALID', /^[0-9]+$/, 'not the number of a repository').optional(),
};
/** Delivery by GitHub Actions, which sign in with the tokens that GitHub gives each run: no key exists. */
export interface GitHubActionsDelivery extends PropsOf<typeof GITHUB_ACTIONS> {}

/** Where changes come from, and who builds and applies them. */
export type DeliveryProps = CloudBuildDelivery | GitHubActionsDelivery;
export const deliveryShape: z.ZodType<DeliveryProps> = typed(
  z.discriminatedUnion('kind', [z.strictObject(CLOUD_BUILD), z.strictObject(GITHUB_ACTIONS)]),
);

/** What delivers. */
export const Delivery = {
  cloudBuild: (options: Omit<CloudBuildDelivery, 'kind'>): CloudBuildDelivery => ({ kind: 'cloud_build', ...options }),
  /** The GitHub environment with the name of this environment must exist, with reviewers and the main branch as its only branch. */
  gitHubActions: (options: Omit<GitHubActionsDelivery, 'kind'>): GitHubActionsDelivery => ({
    kind: 'github_actions',
    ...options,
  }),
} as const;
