import { bentoml } from './bentoml';
import { custom } from './custom';
import { fastapi } from './fastapi';
import { flask } from './flask';
import { mlserver } from './mlserver';
import { rayServe } from './ray-serve';
import type { ServerProfile } from './server-profile';
import { tensorflowServing } from './tensorflow-serving';
import { tgi } from './tgi';
import { torchserve } from './torchserve';
import { triton } from './triton';
import { vllm } from './vllm';

/** The model servers that are known, by the names that values have for them. */
export const SERVER_PROFILES = {
  custom,
  vllm,
  triton,
  torchserve,
  'tensorflow-serving': tensorflowServing,
  tgi,
  bentoml,
  'ray-serve': rayServe,
  mlserver,
  flask,
  fastapi,
} as const satisfies Readonly<Record<string, ServerProfile>>;

export type ServerName = keyof typeof SERVER_PROFILES;

export const SERVER_NAMES = Object.keys(SERVER_PROFILES) as readonly ServerName[];
