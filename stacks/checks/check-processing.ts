import { AIRFLOW_SIZES } from '../../constructs/airflow/airflow-sizes';
import type { ProblemCode, SpecProblem } from '../../model/problems';
import type { EnvironmentSpec } from '../../model/spec';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { airflowProblems } from '../settings/airflow-settings';
import { stageSettings } from '../settings/stage-settings';

/** The name becomes part of conditions, so it has no character that could end a text. */
const REPOSITORY = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;
const CONNECTION = /^[a-z][a-z0-9-]*$/;
/** https://github.com/opencontainers/distribution-spec */
const IMAGE_TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Problems of the image, the delivery and Airflow. */
export function processingProblems(stage: EnvironmentSpec['stage'], props: RcmEnvironmentProps): SpecProblem[] {
  const { airflowSize, airflowResilience } = stageSettings(stage, props);
  const isSize = Object.hasOwn(AIRFLOW_SIZES, airflowSize);
  const problems = isSize ? airflowProblems(airflowSize, airflowResilience, props.airflow) : [];
  const report = (code: ProblemCode, path: string, message: string) => problems.push({ code, path, message });
  const { imageTag, delivery } = props;
  if (delivery && imageTag === undefined)
    report('IMAGE_TAG_MISSING', 'imageTag', 'delivery builds an image and needs its tag');
  if (delivery && !REPOSITORY.test(delivery.repository))
    report('DELIVERY_INVALID', 'delivery.repository', `"${delivery.repository}" is not owner/name`);
  if (delivery?.kind === 'cloud_build' && !CONNECTION.test(delivery.connection))
    report('DELIVERY_INVALID', 'delivery.connection', `"${delivery.connection}" is not the name of a connection`);
  if (delivery && props.localState)
    report('DELIVERY_WITHOUT_STATE', 'localState', 'the state is on one machine, where delivery cannot read it');
  if (imageTag !== undefined && !IMAGE_TAG.test(imageTag))
    report('IMAGE_TAG_INVALID', 'imageTag', `"${imageTag}" is not a valid image tag`);
  // Tags are immutable in our repository: a second image of that name cannot be pushed.
  if (imageTag === 'latest') report('IMAGE_TAG_INVALID', 'imageTag', 'tags are immutable; name the version');
  return problems;
}
