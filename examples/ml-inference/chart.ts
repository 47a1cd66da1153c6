import { defineChart, InferenceService, inferenceServiceValues } from '../../lib';

/** A sentiment classifier behind an HTTP interface. */
export const mlInference = defineChart({
  metadata: {
    name: 'ml-inference',
    version: '1.0.0',
    appVersion: '1.0.0',
    type: 'application',
    description: 'ML inference service with model download, autoscaling and GPU support',
    kubeVersion: '>=1.27.0-0',
    keywords: ['machine-learning', 'ml', 'inference', 'tensorflow', 'pytorch', 'scikit-learn', 'flask', 'fastapi'],
    home: 'https://example.com/ml-inference',
    sources: ['https://git.example.com/ml/ml-inference'],
    icon: 'https://example.com/ml-icon.png',
    maintainers: [
      { name: 'ML Infrastructure Team', email: 'ml-infra@example.com', url: 'https://example.com/ml-infra' },
    ],
    annotations: {
      category: 'MachineLearning',
      'artifacthub.io/license': 'Apache-2.0',
      'artifacthub.io/prerelease': 'false',
      'artifacthub.io/containsSecurityUpdates': 'false',
      'artifacthub.io/changes': [
        '- kind: added',
        '  description: Models from S3 and from persistent volumes',
        '- kind: added',
        '  description: GPU resources',
        '- kind: added',
        '  description: Model versions as labels',
        '',
      ].join('\n'),
    },
  },
  values: inferenceServiceValues,
  constructs: (scope, values) => {
    new InferenceService(scope, 'inference', values);
  },
});
