/** Refuses calls from outside; without it the perimeter only logs what it would refuse. */
interface Enforcement {
  /** Enforces the perimeter. `reason`: what the logs of the dry run showed. @default dry run */
  readonly enforce?: { readonly reason: string };
}

/** A perimeter of VPC Service Controls around this project. */
export interface OwnPerimeter extends Enforcement {
  /** Number of the organization's access policy. */
  readonly accessPolicy: string;
  /** Numbers of further projects inside: that of a shared VPC, that of the keys. @default this project alone */
  readonly projectNumbers?: readonly string[];
  /** Names of access levels from which people, and hospitals that deliver files, may call. @default none */
  readonly accessLevels?: readonly string[];
  /** `serviceAccount:…` or `group:…` that deploy from outside; the delivery's identities are let in anyway. @default nobody */
  readonly deployers?: readonly string[];
}

/** A perimeter that somebody else keeps, who also decides who gets in; this project joins it. */
export interface ExistingPerimeter extends Enforcement {
  /** `accessPolicies/<number>/servicePerimeters/<name>` */
  readonly existing: string;
}

export type PerimeterChoice = OwnPerimeter | ExistingPerimeter;
