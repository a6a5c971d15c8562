import { ALERTS, countName } from './alerts';

/**
 * The dashboard as Cloud Monitoring's JSON. Positions that are 0 and lists that are empty are left out: the service drops them, and
 * every later plan would show a difference.
 */
export function dashboard(environment: string) {
  const tiles = [
    ...ALERTS.map(({ id, displayName }) =>
      chart(displayName, `metric.type="logging.googleapis.com/user/${countName(environment, id)}"`, 'ALIGN_SUM'),
    ),
    chart(
      'Airflow is healthy, share of the checks',
      'metric.type="composer.googleapis.com/environment/healthy" resource.type="cloud_composer_environment"',
      'ALIGN_FRACTION_TRUE',
    ),
    chart(
      'Database disk used, share',
      'metric.type="cloudsql.googleapis.com/database/disk/utilization" resource.type="cloudsql_database"',
      'ALIGN_MAX',
    ),
    chart(
      'Steps run',
      'metric.type="run.googleapis.com/job/completed_execution_count" resource.type="cloud_run_job"',
      'ALIGN_SUM',
    ),
    chart(
      'Runs',
      'metric.type="composer.googleapis.com/workflow/run_count" resource.type="cloud_composer_workflow"',
      'ALIGN_SUM',
    ),
    chart(
      'Rows queried, bytes',
      'metric.type="bigquery.googleapis.com/query/scanned_bytes_billed" resource.type="global"',
      'ALIGN_SUM',
    ),
  ];
  return {
    displayName: `${environment} pipeline`,
    mosaicLayout: {
      columns: COLUMNS,
      tiles: tiles.map((widget, index) => ({
        ...position('xPos', (index % PER_ROW) * WIDTH),
        ...position('yPos', Math.floor(index / PER_ROW) * HEIGHT),
        width: WIDTH,
        height: HEIGHT,
        widget,
      })),
    },
  };
}

const COLUMNS = 48;
const PER_ROW = 2;
const WIDTH = COLUMNS / PER_ROW;
const HEIGHT = 16;

function chart(title: string, filter: string, perSeriesAligner: string) {
  return {
    title,
    xyChart: {
      dataSets: [
        {
          plotType: 'STACKED_BAR',
          targetAxis: 'Y1',
          timeSeriesQuery: {
            timeSeriesFilter: { filter, aggregation: { alignmentPeriod: '3600s', perSeriesAligner } },
          },
        },
      ],
    },
  };
}

function position(name: 'xPos' | 'yPos', value: number) {
  return value === 0 ? {} : { [name]: value };
}
