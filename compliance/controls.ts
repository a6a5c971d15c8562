/** Who has to do something about a control. `both`: the platform supports it, and people have a part that no tool can do. */
export type Responsibility = 'platform' | 'yours' | 'both';

export interface Control {
  /** In our words; the regulation's text is at ecfr.gov, title 45, part 164. */
  readonly title: string;
  /** An addressable specification is done, or replaced by an equivalent, or declined in writing with the reason. */
  readonly kind: 'required' | 'addressable';
  readonly responsibility: Responsibility;
  /** What the customer does: his part of `both`, all of `yours`. */
  readonly yourPart?: string;
  /** What supports it besides rules over Terraform JSON. */
  readonly otherEvidence?: string;
  /** What the platform should support and no rule looks at yet, and why. */
  readonly notCoveredYet?: string;
}

/**
 * Sections of 45 CFR part 164 that a revenue-cycle platform meets or leaves to its owner, by citation.
 * Without entries: the physical safeguards of data centres, which Google's agreement covers, and rules for health plans' sponsors.
 */
export const CONTROLS = {
  '164.308(a)(1)(ii)(A)': {
    title: 'Risk analysis: assess what could happen to the data',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Write the analysis and keep it current; this report is one input.',
  },
  '164.308(a)(1)(ii)(B)': {
    title: 'Risk management: bring the risks down to a reasonable level',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Decide on each risk, and on each exception in this report.',
  },
  '164.308(a)(1)(ii)(C)': {
    title: 'Sanctions for workforce who break the policies',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Apply a sanction policy.',
  },
  '164.308(a)(1)(ii)(D)': {
    title: 'Regular review of what the system recorded',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'Read the audit log and the alerts on a schedule, and record each review.',
  },
  '164.308(a)(2)': {
    title: 'A named security official',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Name the person.',
  },
  '164.308(a)(3)(ii)(A)': {
    title: 'Authorization and supervision of the people who work with the data',
    kind: 'addressable',
    responsibility: 'both',
    yourPart: 'Approve who joins each group.',
  },
  '164.308(a)(3)(ii)(C)': {
    title: 'Access ends when the employment ends',
    kind: 'addressable',
    responsibility: 'yours',
    yourPart: 'Take people out of the groups on the day they leave.',
  },
  '164.308(a)(4)(ii)(B)': {
    title: 'Access is granted by policy',
    kind: 'addressable',
    responsibility: 'both',
    yourPart: 'Review the access matrix on a schedule.',
  },
  '164.308(a)(5)(i)': {
    title: 'Security awareness and training',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Train everybody, management too, and keep the records.',
  },
  '164.308(a)(5)(ii)(B)': {
    title: 'Guarding against malicious software',
    kind: 'addressable',
    responsibility: 'both',
    yourPart:
      'Protect the machines of your people, upgrade before support ends, and read what the scans of images find.',
  },
  '164.308(a)(5)(ii)(D)': {
    title: 'Creating, changing and safeguarding passwords',
    kind: 'addressable',
    responsibility: 'both',
    yourPart: 'Rotate the passwords of databases that you bring.',
  },
  '164.308(a)(6)(ii)': {
    title: 'Respond to security incidents and write them down',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'An incident procedure, and people who answer the alerts.',
  },
  '164.308(a)(7)(ii)(A)': {
    title: 'Retrievable exact copies of the data',
    kind: 'required',
    responsibility: 'platform',
  },
  '164.308(a)(7)(ii)(B)': {
    title: 'Restore lost data',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'A recovery plan with the times that you promise.',
  },
  '164.308(a)(7)(ii)(C)': {
    title: 'Keep critical work going in an emergency',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'Decide what must go on, and how, while systems are down.',
  },
  '164.308(a)(7)(ii)(D)': {
    title: 'Test the contingency plans',
    kind: 'addressable',
    responsibility: 'yours',
    yourPart: 'Restore a backup on a schedule and record the result.',
  },
  '164.308(a)(8)': {
    title: 'Evaluate the safeguards periodically',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Evaluate on a schedule and after changes; this report is one input.',
  },
  '164.308(b)(1)': {
    title: 'Written agreement with everyone who holds the data for you',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'Accept the Business Associate Agreement of Google Cloud, and keep a record of it.',
  },
  '164.310(b)': {
    title: 'Proper use of workstations',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Workstation policies for everybody who sees the data.',
  },
  '164.310(c)': {
    title: 'Physical protection of workstations',
    kind: 'required',
    responsibility: 'yours',
    yourPart: 'Locks, screens and disk encryption in your offices.',
  },
  '164.310(d)(2)(i)': {
    title: 'Final disposal of the data',
    kind: 'required',
    responsibility: 'platform',
  },
  '164.310(d)(2)(iii)': {
    title: 'Accountability: know what is where, and who answers for it',
    kind: 'addressable',
    responsibility: 'platform',
  },
  '164.312(a)(1)': {
    title: 'Only authorized users and programs get access',
    kind: 'required',
    responsibility: 'platform',
  },
  '164.312(a)(2)(i)': {
    title: 'Every user and program has an identity of its own',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'One account for each person; nobody shares a sign-in.',
  },
  '164.312(a)(2)(ii)': {
    title: 'Break-glass access for emergencies',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'Say who may be put into the break-glass group, and by whom.',
  },
  '164.312(a)(2)(iii)': {
    title: 'Sessions end automatically',
    kind: 'addressable',
    responsibility: 'yours',
    yourPart: 'Set the session length of your Google Workspace or Cloud Identity.',
  },
  '164.312(a)(2)(iv)': {
    title: 'Stored data is encrypted and can be decrypted',
    kind: 'addressable',
    responsibility: 'platform',
  },
  '164.312(b)': {
    title: 'Activity on systems with the data is recorded and can be examined',
    kind: 'required',
    responsibility: 'platform',
  },
  '164.312(c)(1)': {
    title: 'Data is not changed or destroyed improperly',
    kind: 'required',
    responsibility: 'platform',
  },
  '164.312(c)(2)': {
    title: 'A mechanism shows that data was not changed',
    kind: 'addressable',
    responsibility: 'platform',
  },
  '164.312(d)': {
    title: 'The identity of every user and system is verified',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'Two-step verification for everybody in the groups.',
  },
  '164.312(e)(1)': {
    title: 'Data in transit is protected against unauthorized access',
    kind: 'required',
    responsibility: 'platform',
  },
  '164.312(e)(2)(ii)': {
    title: 'Data in transit is encrypted',
    kind: 'addressable',
    responsibility: 'platform',
  },
  '164.316(b)(1)': {
    title: 'Policies and actions are written down',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'Your policies; keep this report with each deployment.',
    otherEvidence: 'This report, built from the deployed description itself.',
  },
  '164.316(b)(2)(i)': {
    title: 'Documentation is kept for six years',
    kind: 'required',
    responsibility: 'platform',
  },
  '164.502(b)': {
    title: 'Use and disclosure are limited to the minimum necessary',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'Say which group may read which class of column unmasked.',
  },
  '164.514(b)': {
    title: 'Requirements for de-identified data',
    kind: 'required',
    responsibility: 'platform',
    otherEvidence: 'Every column of the model has a class; a column without one does not compile.',
  },
  '164.514(d)': {
    title: 'Minimum necessary access, role by role',
    kind: 'required',
    responsibility: 'both',
    yourPart: 'The roles of your people, as groups.',
  },
} as const satisfies Record<string, Control>;

/** A section of 45 CFR part 164 that the table has. A rule that names another does not compile. */
export type Citation = keyof typeof CONTROLS;

/** In the order of the regulation. */
export const CITATIONS = Object.keys(CONTROLS) as readonly Citation[];

export function control(citation: Citation): Control {
  return CONTROLS[citation];
}
