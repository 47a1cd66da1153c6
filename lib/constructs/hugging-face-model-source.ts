import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import { secretReference } from '../values/secret-reference';
import { clientImageValues } from './image';
import type { ModelSource } from './model-source';
import { secretEnv } from './secret-env';
import { textOfForm, url } from './text-form';

const REPOSITORY = /^([A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)?)?$/;

const patterns = () => z.array(textOfForm(/^[^\n]+$/, 'a pattern of file names, such as "*.safetensors"'));

export const MOVING_REVISION = 'main is a branch, which moves; set this to a commit (40 hexadecimal digits) or a tag';

/** A model on the Hugging Face Hub. */
export const huggingFaceValues = withRules(
  z.object({
    repository: textOfForm(REPOSITORY, 'the name of a repository, such as <organisation>/<model>')
      .default('')
      .describe('Repository on the Hub: <organisation>/<model>. MODEL_HF_REPOSITORY.'),
    revision: z
      .string()
      .default('')
      .describe('Commit or tag of the repository; a branch such as main moves. MODEL_HF_REVISION.'),
    include: patterns().default([]).describe('Patterns of the files to download, such as *.safetensors. Empty: all.'),
    exclude: patterns().default([]).describe('Patterns of files that are not downloaded.'),
    endpoint: url().default('https://huggingface.co').describe('URL of the Hub, or of a mirror.'),
    token: secretReference('Access token, for repositories that are private or gated. Left out: none.').optional(),
    image: clientImageValues(
      { repository: 'kserve/storage-initializer', tag: 'v0.17.0' },
      'Image with Python and the package huggingface_hub, 0.23 or later; that of a server such as vLLM does, too.',
    ),
  }),
  ({ forbidden, equals }) => [
    forbidden(equals('revision', 'main'), {
      message: MOVING_REVISION,
    }),
  ],
)
  .prefault({})
  .describe('The model on the Hugging Face Hub; used when type is huggingface.');

/**
 * In Python, because the flags of the Hub's command line differ from version to version, and its function does not. It
 * keeps the state of its files in the folder, and goes on with those that it had begun.
 */
export const SNAPSHOT_PROGRAM = `import os, sys
from huggingface_hub import snapshot_download

def patterns(name):
    return os.environ.get(name, "").splitlines() or None

snapshot_download(
    os.environ["MODEL_HF_REPOSITORY"],
    revision=os.environ["MODEL_HF_REVISION"],
    local_dir=sys.argv[1],
    allow_patterns=patterns("MODEL_HF_INCLUDE"),
    ignore_patterns=patterns("MODEL_HF_EXCLUDE"),
)`;

export const HUGGING_FACE_DOWNLOAD = `origin="hf://$MODEL_HF_REPOSITORY@$MODEL_HF_REVISION"
filter="\${MODEL_HF_INCLUDE:+ with $MODEL_HF_INCLUDE}\${MODEL_HF_EXCLUDE:+ without $MODEL_HF_EXCLUDE}"
origin="$origin$(printf '%s' "$filter" | tr '\\n' ' ')"

export HF_ENDPOINT="$MODEL_HF_ENDPOINT" HF_HOME="$HOME/huggingface" HF_HUB_DISABLE_TELEMETRY=1
export HF_HUB_DISABLE_PROGRESS_BARS=1 HF_HUB_ETAG_TIMEOUT="$DOWNLOAD_CONNECT_TIMEOUT"
export HF_HUB_DOWNLOAD_TIMEOUT="$DOWNLOAD_READ_TIMEOUT"

fetch() {
  python3 -c '${SNAPSHOT_PROGRAM}' "$1"
}

download_model
`;

export function huggingFaceModelSource(huggingFace: z.output<typeof huggingFaceValues>): ModelSource {
  return {
    image: huggingFace.image,
    script: HUGGING_FACE_DOWNLOAD,
    settings: {
      MODEL_HF_ENDPOINT: huggingFace.endpoint,
      MODEL_HF_REPOSITORY: huggingFace.repository,
      MODEL_HF_REVISION: huggingFace.revision,
      MODEL_HF_INCLUDE: huggingFace.include.join('\n'),
      MODEL_HF_EXCLUDE: huggingFace.exclude.join('\n'),
    },
    secrets: huggingFace.token ? [secretEnv('HF_TOKEN', huggingFace.token)] : [],
    destinations: [{ endpoint: huggingFace.endpoint }],
  };
}
