import { Construct } from 'constructs';
import { checkedModelOf } from '../model/extension/checked-model';
import { analystProblems } from './checks/check-addresses';
import { checkHospital } from './checks/check-hospital';
import { hostProblems } from './checks/check-network';
import { checkedShape } from './checks/checked-shape';
import { constructId } from './checks/construct-id';
import { differentDescriptions } from './checks/different-descriptions';
import { HOSPITAL_PLACEHOLDER, NAMES_PLACEHOLDER } from './checks/placeholders';
import { prefixed } from './checks/prefixed-problems';
import type { RcmEnvironment } from './environment';
import { HospitalStack } from './hospital-stack';
import { type HospitalProps, hospitalShape, isExisting } from './props/hospital-props';

/**
 * A hospital of an environment: its EMR, its bronze, its inbox, its grants, its part of the spec, in a stack of its own.
 * Adding one changes no other stack.
 */
export class Hospital extends Construct {
  /** @param givenId lower-case words joined by hyphens, at most 20 characters, e.g. `hospital-a`. */
  constructor(environment: RcmEnvironment, givenId: string, given: HospitalProps) {
    const id = constructId(givenId);
    const isTaken = environment.node.tryFindChild(id) !== undefined;
    super(environment, isTaken ? `${id}#${environment.node.children.length}` : id);
    const { settings } = environment;
    const shape = checkedShape(hospitalShape, given, HOSPITAL_PLACEHOLDER);
    const { props } = shape;
    environment.report(prefixed(`hospitals.${id}`, shape.problems));
    if (isTaken)
      environment.report([
        { code: 'HOSPITAL_ID_REPEATED', path: `hospitals.${id}`, message: `two hospitals have the id "${id}"` },
      ]);
    environment.report(analystProblems(environment.props, id, props.analysts));
    const checked = checkHospital(checkedModelOf(environment.props), settings?.names ?? NAMES_PLACEHOLDER, id, props);
    if ('problems' in checked) environment.report(checked.problems);
    else environment.report(prefixed(`hospitals.${id}`, differentDescriptions(environment.hospitals, checked.spec)));
    if (isExisting(props.emr))
      environment.report(prefixed(`hospitals.${id}`, hostProblems(environment.props, props.emr.host)));
    if (isTaken || !settings || shape.problems.length > 0 || 'problems' in checked) return;
    const stack = new HospitalStack(this, settings, checked.spec, props);
    if (environment.beforeHospitals) stack.addDependency(environment.beforeHospitals);
    // BigQuery takes a dataset's whole access list at once: two stacks that add their views to the group's at a time lose one of them.
    if (props.analysts !== undefined) {
      if (environment.lastWithAnalysts) stack.addDependency(environment.lastWithAnalysts);
      environment.lastWithAnalysts = stack;
      environment.hospitalAnalysts.push(props.analysts);
    }
    environment.hospitals.push(checked.spec);
  }
}
