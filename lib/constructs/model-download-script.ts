/**
 * Shell functions that every downloader shares. They download into a folder beside the model's and rename it when it is
 * complete and verified, so that the server never sees half a model; a container that was killed goes on where it
 * stopped. What is there already is not downloaded again, and of the pods that share a volume one downloads at a time.
 */
export const MODEL_DOWNLOAD_FUNCTIONS = `set -eu
if (set -o pipefail) 2> /dev/null; then set -o pipefail; fi

target="$DOWNLOAD_FOLDER/$MODEL_NAME/$MODEL_VERSION"
partial="$target.partial"
lock="$target.lock"

fail() {
  echo "$*" >&2
  exit 1
}

# The marker names version and origin: what a volume keeps is used for nothing else.
is_complete() {
  [ -f "$target/.download-complete" ] && [ "$(cat "$target/.download-complete")" = "$MODEL_VERSION $origin" ]
}

# Pods that wait see by the changing lock that its holder is alive. One that is still for a minute is taken over.
take_lock() {
  seen=
  still=0
  until mkdir "$lock" 2> /dev/null; do
    holder="$(cat "$lock/holder" 2> /dev/null || true)"
    # A pod may have stopped before it had written its name.
    case "$holder" in
      "$POD_NAME "*) break ;;
      *' '*) owner="\${holder%% *}" ;;
      *) owner='another pod' ;;
    esac
    if [ "$holder" = "$seen" ]; then still=$((still + 1)); else still=0; fi
    if [ "$still" -ge 6 ]; then
      echo "Taking over from $owner, which has stopped"
      remove_lock
      still=0
      continue
    fi
    if [ "$holder" != "$seen" ] && [ -z "$seen" ]; then echo "Waiting for $owner, which is downloading"; fi
    seen="$holder"
    sleep 10
  done
  write_holder 0
  keep_lock > /dev/null 2>&1 &
  keeper=$!
  worker=
  trap leave EXIT
  trap 'exit 143' INT TERM
}

keep_lock() {
  beat=0
  while sleep 10; do
    beat=$((beat + 1))
    write_holder "$beat"
  done
}

# Written beside it and renamed, so that nobody reads half of it, even if its writer was killed.
write_holder() {
  echo "$POD_NAME $1" > "$lock/holder.$POD_NAME"
  mv "$lock/holder.$POD_NAME" "$lock/holder"
}

# Renamed first, so that it is gone at once, whatever is being written into it.
remove_lock() {
  if mv "$lock" "$lock.$POD_NAME" 2> /dev/null; then rm -rf "$lock.$POD_NAME"; fi
}

leave() {
  kill "$keeper" $worker 2> /dev/null || true
  remove_lock
}

check_space() {
  case "\${MODEL_SIZE:-}" in
    '') return 0 ;;
    *Mi) size=$((\${MODEL_SIZE%Mi} * 1024)) ;;
    *Gi) size=$((\${MODEL_SIZE%Gi} * 1024 * 1024)) ;;
    *Ti) size=$((\${MODEL_SIZE%Ti} * 1024 * 1024 * 1024)) ;;
  esac
  there="$(du -sk "$partial" | { read -r used folder && echo "$used"; })"
  free="$(df -Pk "$partial" | { read -r header && read -r device all used available rest && echo "$available"; })"
  if [ "$((size - there))" -gt "$free" ]; then
    fail "The model needs $(((size - there) / 1024)) MiB more, and the volume has $((free / 1024)) MiB free"
  fi
}

# Removes files with another checksum, so that the next attempt downloads them again.
verify() {
  if [ -z "\${MODEL_CHECKSUMS:-}" ]; then return 0; fi
  printf '%s\\n' "$MODEL_CHECKSUMS" | {
    wrong=0
    while read -r expected file; do
      file="\${file#\\*}"
      if [ ! -f "$partial/$file" ]; then
        echo "There is a checksum for $file, which the model does not have" >&2
        wrong=1
        continue
      fi
      found="$(sha256sum < "$partial/$file")"
      if [ "\${found%% *}" != "$expected" ]; then
        echo "$file has the SHA-256 \${found%% *}, and $expected is expected" >&2
        rm -f "$partial/$file"
        wrong=1
      fi
    done
    exit "$wrong"
  }
}

download_model() {
  if is_complete; then
    echo "Model $MODEL_NAME $MODEL_VERSION is already there"
    return 0
  fi
  mkdir -p "\${target%/*}"
  take_lock
  if is_complete; then
    echo "Model $MODEL_NAME $MODEL_VERSION is there now"
    return 0
  fi
  # What was begun from elsewhere is of no use.
  if [ "$(cat "$target.origin" 2> /dev/null || true)" != "$origin" ]; then rm -rf "$partial"; fi
  mkdir -p "$partial"
  printf '%s\\n' "$origin" > "$target.origin"
  check_space

  echo "Downloading $origin"
  attempt=1
  delay="$DOWNLOAD_BACKOFF"
  while :; do
    # In the background, so that a signal ends the wait for it at once.
    (fetch "$partial"; verify) &
    worker=$!
    if wait "$worker"; then break; fi
    if [ "$attempt" -ge "$DOWNLOAD_ATTEMPTS" ]; then fail "Giving up on $origin after $attempt attempts"; fi
    echo "Attempt $attempt of $DOWNLOAD_ATTEMPTS failed; trying again in $delay s" >&2
    sleep "$delay"
    attempt=$((attempt + 1))
    delay=$((delay * 2))
  done
  worker=

  if [ -z "$(ls -A "$partial")" ]; then fail "There is nothing at $origin"; fi
  # A node that fails must not leave a marker without the files.
  sync
  printf '%s\\n' "$MODEL_VERSION $origin" > "$partial/.download-complete"
  rm -rf "$target"
  mv "$partial" "$target"
  rm -f "$target.origin"
  echo "Model $MODEL_NAME $MODEL_VERSION is complete"
}
`;
