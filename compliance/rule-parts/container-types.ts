/** Cloud Run in its second API: what runs to an end, and what answers. */
export const CONTAINER_TYPES = ['google_cloud_run_v2_job', 'google_cloud_run_v2_service'];
