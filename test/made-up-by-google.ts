/** Attributes that only Google can make up, by `type.attribute`: unknown to the first plan, each with why it cannot be computed. */
export const MADE_UP_BY_GOOGLE: Readonly<Record<string, string>> = {
  'google_data_catalog_policy_tag.id': 'ends in a number of Google’s',
  'google_data_catalog_policy_tag.name': 'ends in a number of Google’s',
  'google_data_catalog_taxonomy.id': 'ends in a number of Google’s',
  'google_data_catalog_taxonomy.name': 'ends in a number of Google’s',
  'google_dataproc_autoscaling_policy.name':
    'Google writes it with regions or with locations, and a template keeps it to the letter',
  'google_monitoring_notification_channel.id': 'ends in a number of Google’s',
};
