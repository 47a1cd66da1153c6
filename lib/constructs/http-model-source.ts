import { z } from 'zod';
import { secretReference } from '../values/secret-reference';
import { clientImageValues } from './image';
import type { ModelSource } from './model-source';
import { secretEnv } from './secret-env';
import { textOfForm } from './text-form';

const FILE_URL = /^https?:\/\/[^\s/?#]+\/([^\s?#]*\/)?[^\s/?#]+([?#]\S*)?$/;

export const modelUrls = () =>
  z.array(textOfForm(FILE_URL, 'the URL of a file, which begins with http:// or https://')).default([]);

/** A model on any web server. */
export const httpValues = z
  .object({
    urls: modelUrls().describe(
      'URL of each file of the model. The last part of its path is its name in the model folder.',
    ),
    header: secretReference(
      'Header of the requests, such as "Authorization: Bearer …". It is not sent on to hosts that a server redirects to if it is Authorization or Cookie. Left out: none.',
    ).optional(),
    image: clientImageValues({ repository: 'curlimages/curl', tag: '8.14.1' }, 'Image with curl.'),
  })
  .prefault({})
  .describe('The model on a web server; used when type is http.');

/**
 * Queries may hold a signature, so neither the log nor the marker has them. Where a file cannot be continued (33, or a part that is no part of it: 416), the
 * next attempt begins it again.
 */
export const HTTP_DOWNLOAD = `origin="$(printf '%s' "$MODEL_HTTP_URLS" | sed 's/[?#].*//' | tr '\\n' ' ')"

if [ -n "\${HTTP_HEADER:-}" ]; then
  (umask 077 && printf '%s\\n' "$HTTP_HEADER" > "$HOME/http-header")
fi

fetch() {
  printf '%s\\n' "$MODEL_HTTP_URLS" | while read -r url; do
    file="\${url%%[?#]*}"
    file="$1/\${file##*/}"
    if [ -f "$file" ]; then continue; fi
    status=0
    code="$(curl --fail --location --silent --show-error --connect-timeout "$DOWNLOAD_CONNECT_TIMEOUT" \\
      --speed-limit 1 --speed-time "$DOWNLOAD_READ_TIMEOUT" \${HTTP_HEADER:+--header "@$HOME/http-header"} \\
      --continue-at - --output "$file.part" --write-out '%{http_code}' "$url")" || status=$?
    if [ "$code" = 416 ]; then status=33; fi
    if [ "$status" -eq 33 ]; then rm -f "$file.part"; fi
    if [ "$status" -ne 0 ]; then exit "$status"; fi
    mv "$file.part" "$file"
  done
}

download_model
`;

export function httpModelSource(http: z.output<typeof httpValues>): ModelSource {
  return {
    image: http.image,
    script: HTTP_DOWNLOAD,
    settings: { MODEL_HTTP_URLS: http.urls.join('\n') },
    secrets: http.header ? [secretEnv('HTTP_HEADER', http.header)] : [],
    destinations: http.urls.map((endpoint) => ({ endpoint })),
  };
}
