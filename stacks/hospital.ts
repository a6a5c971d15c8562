import { Construct } from 'constructs';
import { checkHospital } from './check-hospital';
import type { RcmEnvironment } from './environment';
import type { HospitalProps } from './hospital-props';
import { HospitalStack } from './hospital-stack';

/**
 * A hospital of an environment: its EMR, its bronze, its inbox, its grants, its part of the spec, in a stack of its own.
 * Adding one changes no other stack.
 */
export class Hospital extends Construct {
  /** @param id lower-case words joined by hyphens, at most 20 characters, e.g. `hospital-a`. */
  constructor(environment: RcmEnvironment, id: string, props: HospitalProps) {
    const isTaken = environment.node.tryFindChild(id) !== undefined;
    super(environment, isTaken ? `${id}#${environment.node.children.length}` : id);
    const { settings } = environment;
    // The environment's own problems are reported; without its names there is nothing to check a hospital against.
    if (!settings) return;
    if (isTaken) {
      environment.report([{ path: `hospitals.${id}`, message: `two hospitals have the id "${id}"` }]);
      return;
    }
    const checked = checkHospital(settings.names, id, props);
    if ('problems' in checked) {
      environment.report(checked.problems);
      return;
    }
    const stack = new HospitalStack(this, settings, checked.spec, props);
    if (environment.beforeHospitals) stack.addDependency(environment.beforeHospitals);
    environment.hospitals.push(checked.spec);
  }
}
