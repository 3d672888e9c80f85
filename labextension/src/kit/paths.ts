/** Icons as SVG paths in a box of 16 by 16: the same drawings as nbpipe/diagram/icons.py. */

import type { ExecutionStatus, StepStatus } from '../schema';

export const OTHER = 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 6.5a1.5 1.5 0 1 0 .01 0';

export const TYPES: Readonly<Record<string, string>> = {
  Processing:
    'M2 4.5h6.5M12.5 4.5H14M2 11.5h1.5M7.5 11.5H14M10.5 2.5a2 2 0 1 0 .01 0M5.5 9.5a2 2 0 1 0 .01 0',
  Training: 'M2.5 2v11.5H14M5 10.5l3-3.5 2 1.5 3.5-5',
  Tuning: 'M3.2 12.5a6 6 0 1 1 9.6 0M8 9.5l2.6-3.4M8 8.5a1 1 0 1 0 .01 0',
  AutoML: 'M8 2l1.7 4.1 4.4.4-3.3 2.9 1 4.3L8 11.4l-3.8 2.3 1-4.3L1.9 6.5l4.4-.4z',
  Condition:
    'M2 8h3.2M5.2 8c3 0 2.2-4.2 5.3-4.2H14M5.2 8c3 0 2.2 4.2 5.3 4.2H14M12 1.8l2 2-2 2M12 10.2l2 2-2 2',
  Register: 'M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.3 4.5a.8.8 0 1 0 .01 0',
  Model: 'M8 1.8l5.5 3v6.4l-5.5 3-5.5-3V4.8zM2.5 4.8L8 7.9l5.5-3.1M8 7.9v6.3',
  Transform: 'M2 5h11M10.3 2.3L13 5l-2.7 2.7M14 11H3M5.7 8.3L3 11l2.7 2.7',
  QualityCheck: 'M8 1.8l5 1.9v4c0 3-2 5.3-5 6.5-3-1.2-5-3.5-5-6.5v-4zM5.6 7.8l1.8 1.8 3.1-3.4',
  ClarifyCheck: 'M8 2v12M4.5 14h7M3 4.2h10M3 4.2L1.2 9h3.6zM13 4.2L11.2 9h3.6z',
  Lambda: 'M4 2.5h2l5.5 11H13M7.3 6L3.5 13.5',
  Callback: 'M8 2a2.8 2.8 0 1 0 .01 0M2.8 14c0-3 2.2-4.8 5.2-4.8s5.2 1.8 5.2 4.8',
  Fail: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM8 4.6v4M8 11v.4',
  EndpointConfig: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.4M5 11h.4',
  Endpoint: 'M4.6 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1-.4 5.3z',
  Notebook: 'M4 2h8.5v12H4zM6.5 2v12M2.5 5H4M2.5 8H4M2.5 11H4',
  Pipeline:
    'M3.5 6.5h0a1.5 1.5 0 1 0 .01 0M12.5 2.2a1.5 1.5 0 1 0 .01 0M12.5 10.8a1.5 1.5 0 1 0 .01 0M4.9 7.4l6.2-3M4.9 8.6l6.2 3',
  Map: 'M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3',
  Cluster: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z'
};

export const STATUSES: Readonly<Record<StepStatus | ExecutionStatus, string>> = {
  Pending: 'M8 3a5 5 0 1 0 .01 0',
  Starting: 'M8 2.5A5.5 5.5 0 0 1 13.5 8',
  Executing: 'M8 2.5A5.5 5.5 0 1 1 2.5 8',
  Waiting:
    'M4 2.5h8M4 13.5h8M4.8 2.5c0 3 3.2 3.8 3.2 5.5s-3.2 2.5-3.2 5.5M11.2 2.5c0 3-3.2 3.8-3.2 5.5s3.2 2.5 3.2 5.5',
  Succeeded: 'M2.8 8.6l3.5 3.5 7-8',
  Failed: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  Stopped: 'M4 4h8v8H4z',
  Skipped: 'M3 8h10',
  Stopping: 'M4 4h8v8H4z'
};

/** The rest of the ring, drawn faint, on which progress is seen. */
export const RING = 'M8 2.5a5.5 5.5 0 1 0 .01 0';
export const BOLT = 'M9.2 1.5L3.8 9h3.7l-.9 5.5L12.2 7H8.4z';
export const PERSON = TYPES.Callback;

/** Signs for buttons. */
export const SIGNS = {
  add: 'M8 3v10M3 8h10',
  remove: 'M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  tick: STATUSES.Succeeded,
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  search: 'M7 2.5a4.5 4.5 0 1 0 .01 0M10.3 10.3L14 14',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  next: 'M6 4l4 4-4 4',
  back: 'M10 4L6 8l4 4',
  play: 'M4.5 2.8v10.4L13 8z',
  stop: 'M4 4h8v8H4z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  notebook: 'M4 2h8.5v12H4zM6.5 2v12M2.5 5H4M2.5 8H4M2.5 11H4',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  open: 'M9 2.5h4.5V7M13.5 2.5L7 9M11 9.5v4H2.5V5h4',
  download: 'M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10',
  warning: 'M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.3',
  best: 'M8 2l1.7 4.1 4.4.4-3.3 2.9 1 4.3L8 11.4l-3.8 2.3 1-4.3L1.9 6.5l4.4-.4z',
  learned: 'M1.8 9.5c1.6-4 3.2-4 4.2-1.5s2.4 4 4 1.5 2.8-3 4.2-2',
  list: 'M5.5 4H14M5.5 8H14M5.5 12H14M2 4h.5M2 8h.5M2 12h.5',
  branches:
    'M8 2a1.5 1.5 0 1 0 .01 0M4 11a1.5 1.5 0 1 0 .01 0M12 11a1.5 1.5 0 1 0 .01 0M8 5v2.5M4 11V9.5a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2V11'
} as const;

export type Sign = keyof typeof SIGNS;
