/** Where workloads run: a network and its subnet. `PrivateNetwork` has one; that of another stack is made of computed names. */
export interface NetworkPlacement {
  /** Full resource name, `projects/…/global/networks/…`. */
  readonly network: string;
  /** Full resource name, `projects/…/regions/…/subnetworks/…`. */
  readonly subnetwork: string;
}
