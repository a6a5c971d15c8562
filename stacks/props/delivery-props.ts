/** Delivery by Cloud Build, from a GitHub repository that it is connected to. */
export interface CloudBuildDelivery {
  readonly kind: 'cloud_build';
  /** Name of Cloud Build's connection to GitHub, made by hand: GitHub asks a person. */
  readonly connection: string;
  /** `owner/name` */
  readonly repository: string;
}

/** Delivery by GitHub Actions, which sign in with the tokens that GitHub gives each run: no key exists. */
export interface GitHubActionsDelivery {
  readonly kind: 'github_actions';
  /** `owner/name` */
  readonly repository: string;
  /**
   * The repository's number (`gh api repos/OWNER/NAME --jq .id`): a repository that later takes over the name is then another one.
   * @default the name alone is trusted
   */
  readonly repositoryId?: string;
}

/** Where changes come from, and who builds and applies them. */
export type DeliveryProps = CloudBuildDelivery | GitHubActionsDelivery;

/** What delivers. */
export const Delivery = {
  cloudBuild: (options: Omit<CloudBuildDelivery, 'kind'>): CloudBuildDelivery => ({ kind: 'cloud_build', ...options }),
  /** The GitHub environment with the name of this environment must exist, with reviewers and the main branch as its only branch. */
  gitHubActions: (options: Omit<GitHubActionsDelivery, 'kind'>): GitHubActionsDelivery => ({
    kind: 'github_actions',
    ...options,
  }),
} as const;
