/** Where workloads run: a network and its subnet. `PrivateNetwork` has one; another stack's is built from computed names. */
export interface NetworkPlacement {
  /** Full resource name, `projects/…/global/networks/…`. */
  readonly network: string;
  /** Full resource name, `projects/…/regions/…/subnetworks/…`. */
  readonly subnetwork: string;
}
