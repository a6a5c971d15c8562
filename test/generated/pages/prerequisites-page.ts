import { PREREQUISITE_CHECKS } from '../../../cli/doctor/prerequisite-checks';
import { table } from '../../../cli/output/markdown-table';
import { PREREQUISITES, type PrerequisiteKind } from '../../../model/prerequisites';

/** Shown for each kind where its advice names one. */
const EXAMPLES: Readonly<Partial<Record<PrerequisiteKind, string>>> = {
  group: 'GROUP',
  image: 'us-central1-docker.pkg.dev/PROJECT/sunrise-dev-containers/rcm:TAG',
  connection: 'projects/PROJECT/locations/us-central1/connections/CONNECTION',
  key: 'projects/KEY_PROJECT/locations/us-central1/keyRings/RING/cryptoKeys/KEY',
  network: 'projects/NETWORK_PROJECT/global/networks/NETWORK',
  subnetwork: 'projects/NETWORK_PROJECT/regions/us-central1/subnetworks/SUBNETWORK',
  'access level': 'accessPolicies/POLICY/accessLevels/LEVEL',
  perimeter: 'accessPolicies/POLICY/servicePerimeters/PERIMETER',
};

/** `docs/prerequisites.md`: what no stack makes. */
export function prerequisitesPage(): string {
  const rows = (Object.keys(PREREQUISITES) as PrerequisiteKind[]).map((kind) => {
    const { madeBy, needed, advice } = PREREQUISITES[kind];
    const check = PREREQUISITE_CHECKS[kind];
    return [kind, needed, madeBy, advice(EXAMPLES[kind] ?? '').trim(), typeof check === 'string' ? check : kind];
  });
  return [
    '# What must exist before the first deployment',
    '',
    'No stack makes these things, and a stack names each of them. [`rcm bootstrap`](bootstrap.md) makes those that it can and prints the others;',
    '[`rcm doctor`](doctor.md) looks for each. A test walks the order of deployment and accepts no other name that is used before it is made.',
    '',
    table(['what', 'needed', 'made by', 'how', "doctor's check"], rows),
    '',
    '`node -p "require(\'./cdktf.out/projects/sunrise-prod.json\').prerequisites"` lists those of an environment by name, after synth.',
    '',
  ].join('\n');
}
