import { SERVER_FILES_FOLDER, type ServerProfile } from './server-profile';

/**
 * TensorFlow Serving.
 *
 * - Arguments: https://github.com/tensorflow/serving/blob/master/tensorflow_serving/model_servers/main.cc. The model's
 *   folder holds one folder for each version, named by a number.
 * - Its REST interface has no path of health that does not name the model; gRPC's own health service, which has to be
 *   switched on, is there as soon as the models are loaded, and not before.
 * - Metrics: https://www.tensorflow.org/tfx/serving/tensorboard and `prometheus_config` of
 *   https://github.com/tensorflow/serving/blob/master/tensorflow_serving/config/monitoring_config.proto; latencies are
 *   in microseconds.
 */
export const tensorflowServing: ServerProfile = {
  title: 'TensorFlow Serving',
  ports: { http: 8501, grpc: 8500 },
  checks: { protocol: 'grpc' },
  metrics: {
    path: '/monitoring/prometheus/metrics',
    requests: ':tensorflow:serving:request_count',
    failures: { name: ':tensorflow:serving:request_count', matchers: 'status!="OK"' },
    latency: { name: ':tensorflow:serving:request_latency', unit: 'µs' },
  },
  command: ['tensorflow_model_server'],
  args: [
    '--model_name=$(MODEL_NAME)',
    '--model_base_path=$(MODEL_PATH)',
    '--rest_api_port=$(PORT)',
    '--port=$(GRPC_PORT)',
    '--enable_grpc_healthcheck_service=true',
    `--monitoring_config_file=${SERVER_FILES_FOLDER}/monitoring.config`,
  ],
  files: {
    'monitoring.config': 'prometheus_config {\n  enable: true\n  path: "/monitoring/prometheus/metrics"\n}\n',
  },
  drainSeconds: 30,
};
