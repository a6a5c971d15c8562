import type { IAspect } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A resource of the provider that takes labels. */
interface Labelled {
  labels: Record<string, string>;
  readonly labelsInput: Record<string, string> | undefined;
}
/** A resource of Cloud Monitoring: `labels` there means something else, or nothing. */
interface UserLabelled {
  userLabels: Record<string, string>;
  readonly userLabelsInput: Record<string, string> | undefined;
}

/** Adds a stack's labels to every resource in it that takes labels. Labels that a construct has set stay. */
export class EveryLabel implements IAspect {
  constructor(private readonly labels: Readonly<Record<string, string>>) {}

  visit(node: IConstruct): void {
    if (isUserLabelled(node)) node.userLabels = this.merged(node.userLabelsInput);
    else if (isLabelled(node)) node.labels = this.merged(node.labelsInput);
  }

  private merged(own: Record<string, string> | undefined): Record<string, string> {
    return { data_class: 'none', ...this.labels, ...own };
  }
}

function isUserLabelled(node: object): node is UserLabelled {
  return 'userLabelsInput' in node;
}

function isLabelled(node: object): node is Labelled {
  return 'labelsInput' in node;
}
