/** A made-up store that answers as the API does, with search, paging and decisions: lists, comparison, registry, lineage. */

import { ApiError } from '../src/api';
import type { Api, Listener, Query } from '../src/api';
import type {
  ApprovalRecord,
  Artifact,
  AuditPage,
  AuditRecord,
  CallbackRow,
  CertificatePage,
  Changes,
  ComparedRow,
  Comparison,
  Deletion,
  Deployable,
  ExecutionRow,
  ExecutionStatus,
  Finding,
  GroupRow,
  Json,
  LineagePage,
  PipelineRow,
  PolicyPage,
  Series,
  StageRecord,
  Verified,
  VersionPage,
  VersionRow
} from '../src/schema';
import { before } from './data';
import { Deployed } from './endpoints';

const digestOf = (text: string) => {
  let state = 2166136261;
  let digest = '';
  for (let i = 0; digest.length < 64; i++) {
    for (const letter of `${text}${i}`) state = Math.imul(state ^ letter.charCodeAt(0), 16777619) >>> 0;
    digest += state.toString(16).padStart(8, '0');
  }
  return `sha256:${digest.slice(0, 64)}`;
};

const STATUSES: ExecutionStatus[] = [
  'Executing',
  'Succeeded',
  'Failed',
  'Succeeded',
  'Succeeded',
  'Stopped',
  'Succeeded',
  'Waiting',
  'Succeeded',
  'Succeeded'
];
const PIPELINES = ['attrition', 'churn-eu', 'demand-forecast-by-store-and-week', 'quality-report'];

export function execution(i: number, more: Partial<ExecutionRow> = {}): ExecutionRow {
  const pipeline = PIPELINES[i % 7 === 3 ? 1 : i % 7 === 5 ? 2 : i % 11 === 10 ? 3 : 0];
  const status = i < 10 ? STATUSES[i] : i % 6 === 2 ? 'Failed' : 'Succeeded';
  const ended = status !== 'Executing' && status !== 'Waiting';
  const id = digestOf(`execution ${i}`).slice(7, 39);
  return {
    id,
    pipeline,
    version: Math.max(1, 12 - Math.floor(i / 8)),
    status,
    started_at: before(40 + i * i * 700),
    ended_at: ended ? before(20 + i * i * 700) : null,
    seconds: ended ? 8 + ((i * 37) % 91) : null,
    started_by: i % 4 ? 'dev' : 'nightly',
    orphan: false,
    parent_execution: null,
    parent_step: null,
    changed: ['auc_threshold'],
    steps: 9,
    done: ended ? (status === 'Failed' ? 5 : 9) : 4,
    cached: (i * 3) % 6,
    notebook: `notebooks/${pipeline}.ipynb`,
    parameters: {
      train_data: 'data/hr.csv',
      auc_threshold: i % 3 ? 0.85 : 0.8,
      max_depth: 3 + (i % 4),
      seed: 0
    },
    failure: status === 'Failed' ? "KeyError: 'Attrition' in step prepare, cell 4, line 12" : '',
    ...more
  };
}

export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4CAIAAAD6wG44AAABJElEQVR42u3SQQ0AIAADMXSiDhGIQAkieCHkmpyBpRt3n1Rz' +
  'vVQDMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAED' +
  'BgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAEDBgwYMGDAgAHngWuDa4cGDBgwYMCAAQMGDBgw' +
  'YMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgw' +
  'YMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgwYMCAAQMGDBgwYMB54A97gKJ/ijEsfQAAAABJRU5ErkJggg==';

export function artifact(name: string, more: Partial<Artifact> = {}): Artifact {
  return {
    digest: digestOf(name),
    size: 48_211,
    media_type: 'image/png',
    materializer: 'figure',
    meta: {},
    preview: { kind: 'image', media_type: 'image/png', data: PNG },
    ...more
  };
}

export function version(group: string, number: number, newest: number): VersionRow {
  const age = newest - number;
  return {
    group,
    version: number,
    status: age === 0 ? 'PendingManualApproval' : age % 5 === 3 ? 'Rejected' : 'Approved',
    created_at: before(3600 * (1 + age * 26)),
    created_by: age % 3 ? 'dev' : 'nightly',
    execution: execution(1 + age).id,
    step: 'register',
    aliases: age === 1 ? ['champion'] : age === 0 ? ['challenger'] : [],
    metrics: {
      'test.auc': 0.80123 + 0.06 * Math.sin(number * 1.7) * (0.3 + age / newest) + number * 0.001,
      'test.logloss': 0.41 - number * 0.0031,
      'test.recall': 0.66 + 0.02 * Math.cos(number),
      rows: 14999
    },
    digest: digestOf(`${group} ${number}`),
    size: 412_348 + number,
    media_type: 'application/x-ubjson',
    stage: age === 1 ? 'Production' : null,
    deleted: false
  };
}

const CARD = `# Attrition

Predicts who **leaves within a year**, from the HR extract of each month.

- Not for decisions about single people.
- Trained on *14 999* rows; see the evidence for how it does by department.

| slice | auc |
|---|---|
| sales | 0.86 |
| support | 0.79 |
`;

export const GROUPS: Record<string, { versions: number; description: string }> = {
  attrition: { versions: 27, description: 'Who leaves within a year.' },
  'churn-eu': { versions: 3, description: '' },
  'demand-forecast': { versions: 120, description: 'Units by store and week.' }
};

function audited(id: number): AuditRecord {
  const action = id % 10 === 3 ? 'refuse' : id % 2 ? 'register' : 'approve';
  return {
    id,
    at: before(3600 * (131 - id)),
    actor: id % 3 ? 'ada' : 'dev',
    command: `nbpipe models approve attrition:${id} --comment "better on every slice"`,
    action,
    subject: `model:${id % 5 ? 'attrition' : 'churn-eu'}:${id}`,
    data: { comment: 'better on every slice', rows: [['approvals', [id], { status: 'Approved' }]] },
    previous: digestOf(`record ${id - 1}`),
    hash: digestOf(`record ${id}`)
  };
}

export class StoreApi implements Api {
  /** Approvals by group:version, on top of those that stand from the start. */
  readonly decided = new Map<string, ApprovalRecord[]>();
  readonly posted: { path: string; body: unknown }[] = [];
  readonly asked: string[] = [];
  rows = Array.from({ length: 73 }, (_, i) => execution(i));
  empty = false;
  gone = false;
  stores = 2;
  /** Questions that nobody has answered, and what is wrong with the store. */
  asks: CallbackRow[] = [];
  lost: Finding[] = [];
  may = ['read', 'write', 'execute'];
  deployable: Deployable | null = null;
  moves: StageRecord[] = [];
  deleted: Deletion | null = null;
  readonly deployed = new Deployed(GROUPS.attrition.versions);
  /** What stands against approving, and against Production. */
  unmet: Finding[] = [];
  certificate: Partial<CertificatePage> = {};
  /** Of the audit log, the newest first. */
  records: AuditRecord[] = Array.from({ length: 130 }, (_, i) => audited(130 - i));
  problems: Finding[] = [];

  get = <T>(path: string, query: Query = {}): Promise<T> => {
    this.asked.push(path);
    return new Promise(resolve => resolve(structuredClone(this.answer(path, query) as T)));
  };

  post = <T>(path: string, body: unknown = {}): Promise<T> => {
    this.posted.push({ path, body });
    if (path.startsWith('endpoints/'))
      return new Promise(resolve => resolve(structuredClone(this.deployed.post(path, body) as T)));
    const [, group, number, what] = path.split('/').map(decodeURIComponent);
    if (what === 'stage') {
      const { stage, comment } = body as { stage: string; comment: string };
      this.moves = [...this.moves, { stage, comment, by: 'dev', at: new Date().toISOString() }];
    }
    if (what === 'deletion') {
      if (this.moves.at(-1)?.stage === 'Staging') {
        const said = {
          message: `${group}:${number} is in use: it is in Staging`,
          hint: 'take it out of use first'
        };
        return Promise.reject(new ApiError(409, { ...said, code: 'in-use' }));
      }
      const { comment } = body as { comment: string };
      this.deleted = { by: 'dev', at: new Date().toISOString(), comment };
    }
    if (what !== 'approval') return this.get<T>(`models/${group}/${number}`);
    const { status, comment, decision } = body as { status: never; comment: string; decision: number };
    if (decision !== this.version(group, Number(number)).decision) {
      return Promise.reject(
        new ApiError(409, {
          message: `somebody decided about ${group}:${number} meanwhile`,
          hint: 'look at it again',
          code: 'stale-decision'
        })
      );
    }
    this.decide(group, Number(number), { status, comment, by: 'dev' });
    return this.get<T>(`models/${group}/${number}`);
  };

  /** Somebody decides. */
  decide(group: string, number: number, record: Pick<ApprovalRecord, 'status' | 'comment' | 'by'>): void {
    const key = `${group}:${number}`;
    const made = { ...record, at: new Date().toISOString(), evidence: {} };
    this.decided.set(key, [...(this.decided.get(key) ?? []), made]);
  }

  bytes = (): Promise<Blob> => fetch(`data:image/png;base64,${PNG}`).then(response => response.blob());

  url = (path: string): string => path;

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  say(changes: Partial<Changes>): void {
    const whole = { store: '.nbpipe', event: 1, executions: [], steps: {}, models: [], ...changes };
    for (const listener of [...this.listeners]) listener.changed(whole);
  }

  private readonly listeners = new Set<Listener>();

  private answer(path: string, query: Query): unknown {
    const [kind, group, number] = path.split('/').map(decodeURIComponent);
    const search = String(query.search ?? '').toLowerCase();
    const limit = Number(query.limit ?? 50);
    if (kind === 'hello') {
      const stores = ['.nbpipe', 'notebooks/eu/.nbpipe'].slice(0, this.stores);
      return {
        version: '0.1.0',
        protocol: 1,
        user: 'dev',
        may: this.may,
        store: '.nbpipe',
        stores: stores.map((name, i) => ({ path: name, exists: true, executions: 73 - i * 60, problem: '' }))
      };
    }
    if (kind === 'callbacks') return { rows: this.asks, exists: true };
    if (kind === 'store') return { problems: this.lost, verified: query.verify === 1 };
    if (this.empty) return { rows: [], running: [], next: null, total: 0 };
    if (kind === 'endpoints' || kind === 'configs') return this.deployed.answer(path, query);
    if (kind === 'executions') {
      const found = this.rows.filter(
        row =>
          (!query.pipeline || row.pipeline === query.pipeline) &&
          (!query.status || row.status === query.status) &&
          (row.pipeline.includes(search) || row.id.startsWith(search))
      );
      const from = query.before == null ? 0 : found.findIndex(row => row.id === query.before) + 1;
      const rows = found.slice(from, from + limit);
      const more = from + limit < found.length;
      return { rows, next: more ? rows[rows.length - 1].id : null, total: search ? null : found.length };
    }
    if (kind === 'pipelines') {
      const rows = PIPELINES.filter(name => name.includes(search)).map((name): PipelineRow => {
        const all = this.rows.filter(row => row.pipeline === name);
        return {
          name,
          versions: 12,
          executions: all.length,
          last: all.slice(0, 10),
          notebook: `notebooks/${name}.ipynb`
        };
      });
      return { rows, running: this.rows.filter(row => row.ended_at === null), next: null };
    }
    if (kind === 'policies') return this.policy(group);
    if (kind === 'audit') return group === 'verify' ? this.verified(query) : this.audit(query, limit);
    if (path.endsWith('/certificate')) {
      const none = { file: '', problems: [], certificate: null, run: null };
      return {
        group,
        version: Number(number),
        command: `nbpipe reproduce ${group}:${number}`,
        ...none,
        ...this.certificate
      };
    }
    if (kind === 'compare') return this.comparison(String(query.ids).split(','));
    if (kind === 'lineage') return lineage(String(query.ref), String(query.direction ?? 'both'));
    if (kind === 'models' && !group) {
      const rows = Object.entries(GROUPS)
        .filter(([name]) => name.includes(search))
        .map(([name, { versions, description }]): GroupRow => ({
          name,
          description,
          versions,
          latest: this.version(name, versions).row,
          champion: name === 'churn-eu' ? null : this.version(name, versions - 1).row,
          waiting: this.version(name, versions).row.status === 'PendingManualApproval' ? 1 : 0
        }));
      return { rows, next: null };
    }
    if (kind === 'models' && group in GROUPS) {
      const { versions, description } = GROUPS[group];
      if (number) return this.version(group, Number(number));
      const every = Array.from({ length: versions }, (_, i) => this.version(group, versions - i).row);
      // As the server does: by one column here, and by the place in the list where it is sorted.
      const metric = String(query.sort ?? '').replace('metric ', '');
      const value = (row: VersionRow) => row.metrics[metric] ?? row.version;
      if (query.sort) every.sort((a, b) => (query.down ? value(b) - value(a) : value(a) - value(b)));
      const from = query.sort
        ? Number(query.before ?? 0)
        : every.findIndex(row => query.before == null || row.version < Number(query.before));
      const rows = every.slice(from, from + limit);
      const next = query.sort ? from + limit : rows[rows.length - 1].version;
      return {
        name: group,
        description,
        versions: rows,
        total: versions,
        metrics: Object.keys(rows[0].metrics),
        thresholds: { 'test.auc': { sign: '≥', value: 0.82 } },
        champion: rows.find(row => row.aliases.includes('champion')) ?? null,
        next: from + limit < versions ? String(next) : null
      };
    }
    throw new ApiError(404, { message: `there is no ${path}`, hint: 'look at the list', code: 'not-found' });
  }

  private policy(group: string): PolicyPage {
    const next: Record<string, string[]> = {
      Development: ['Staging', 'Archived'],
      Staging: ['Production', 'Development', 'Archived'],
      Production: ['Staging', 'Archived'],
      Archived: ['Development']
    };
    const stages = Object.keys(next).map(name => ({
      name,
      next: next[name],
      approved: name === 'Production',
      unmet: name === 'Production' ? this.unmet : []
    }));
    return {
      group,
      source: 'nbpipe.toml',
      words: [['approved by', 'ada, dev']],
      stages,
      comment: true,
      version: 27,
      stage: this.moves.at(-1)?.stage ?? 'Development',
      unmet: this.unmet,
      rules: [
        { about: 'approved by', text: 'ada, dev', unmet: [] },
        { about: 'four eyes', text: 'who registered a version does not approve it', unmet: [] },
        { about: 'metric', text: 'test.auc at least 0.9', unmet: this.unmet }
      ]
    };
  }

  private audit(query: Query, limit: number): AuditPage {
    const found = this.records.filter(
      ({ id, actor, action, subject }) =>
        (!query.before || id < Number(query.before)) &&
        (!query.actor || actor === query.actor) &&
        (!query.action || action === query.action) &&
        (!query.group || subject.startsWith(`model:${String(query.group)}:${String(query.version ?? '')}`))
    );
    const rows = found.slice(0, limit);
    return {
      rows,
      words: Object.fromEntries(rows.map(row => [row.id, `${row.action}: better on every slice`])),
      actors: ['ada', 'dev'],
      actions: ['approve', 'refuse', 'register'],
      next: found.length > limit ? String(rows[rows.length - 1].id) : null,
      exists: true
    };
  }

  private verified({ count, head }: Query): Verified {
    const newest = this.records[0];
    const known =
      count === undefined || this.records.some(({ id, hash }) => id === Number(count) && hash === head);
    const cut = {
      code: 'audit-anchor',
      message: `record ${String(count)} is not the one of the anchor`,
      hint: ''
    };
    return {
      anchor: { count: newest.id, head: newest.hash, at: new Date().toISOString() },
      problems: known ? this.problems : [...this.problems, cut],
      exists: true
    };
  }

  version(group: string, number: number): VersionPage {
    const newest = GROUPS[group].versions;
    const row = version(group, number, newest);
    const first: ApprovalRecord[] = [
      { status: 'PendingManualApproval', by: 'nightly', at: row.created_at ?? '', comment: '', evidence: {} },
      ...(row.status === 'PendingManualApproval'
        ? []
        : [
            {
              status: row.status,
              by: 'dev',
              at: row.created_at ?? '',
              comment:
                row.status === 'Approved'
                  ? 'Better on every slice.'
                  : 'Worse for support: see by_department.',
              evidence: { confusion: digestOf('confusion') }
            }
          ])
    ];
    const approvals = [...first, ...(this.decided.get(`${group}:${number}`) ?? [])];
    return {
      row: {
        ...row,
        status: approvals[approvals.length - 1].status,
        stage: this.moves.at(-1)?.stage ?? row.stage
      },
      card: number % 2 ? CARD : '',
      fields: {},
      deployable: this.deployable,
      stages: this.moves,
      deleted: this.deleted,
      in_use:
        group === 'attrition' && row.status === 'Approved' && number === GROUPS.attrition.versions - 1
          ? [{ endpoint: 'attrition-api', deployment: 3, variant: 'blue', share: 0.9 }]
          : [],
      baselines: {},
      approvals,
      decision: 100 * number + approvals.length,
      artifact: artifact(`${group} ${number}`, {
        media_type: row.media_type,
        materializer: 'xgboost',
        preview: {}
      }),
      signature: {
        type: 'xgboost.XGBClassifier',
        n_features_in: 4,
        trained_on: {
          train: {
            columns: [
              { name: 'satisfaction', dtype: 'float64' },
              { name: 'hours', dtype: 'int64' },
              { name: 'department', dtype: 'category' },
              { name: 'left', dtype: 'int64' }
            ],
            shape: [11999, 4]
          }
        }
      },
      parameters: {
        auc_threshold: number % 3 ? 0.85 : 0.8,
        max_depth: 3 + (number % 4),
        train_data: 'data/hr.csv'
      },
      environment: { python: '3.11.9', packages: { numpy: '2.3.1', xgboost: '3.0.2' } },
      evidence: [
        {
          variable: 'confusion',
          artifact: artifact('confusion'),
          producer: 'evaluate',
          execution: null,
          gone: false
        },
        { variable: 'roc', artifact: artifact('roc'), producer: 'evaluate', execution: null, gone: this.gone }
      ],
      gone: this.gone
    };
  }

  private comparison(ids: string[]): Comparison {
    const executions = ids.map(id => {
      const row = this.rows.find(each => each.id === id);
      if (!row) throw new ApiError(404, { message: `there is no execution ${id}`, hint: 'look at the list' });
      return row;
    });
    const row = (name: string, values: Json[], best: number | null = null): ComparedRow => {
      const same = values.every(value => JSON.stringify(value) === JSON.stringify(values[0]));
      return { name, values, same, best: same ? null : best };
    };
    const each = (value: (i: number) => Json): Json[] => executions.map((_, i) => value(i));
    const points = (i: number): Series => ({
      name: 'train.valid.logloss',
      points: Array.from({ length: 40 }, (_, n) => ({
        name: 'valid.logloss',
        value: 0.25 + 0.4 * Math.exp(-n / (8 + 3 * i)) + i * 0.01,
        step: n,
        logged_at: before(60 - n)
      })),
      total: 40
    });
    return {
      executions,
      parameters: ['train_data', 'auc_threshold', 'max_depth', 'seed'].map(name =>
        row(
          name,
          executions.map(item => item.parameters[name])
        )
      ),
      metrics: [
        row(
          'evaluate.test.auc',
          each(i => 0.8437 + i * 0.0123),
          executions.length - 1
        ),
        row(
          'train.valid.logloss',
          each(i => 0.2541 + i * 0.01),
          0
        ),
        row(
          'prepare.rows',
          each(() => 14999)
        )
      ],
      series: { 'train.valid.logloss': executions.map((_, i) => points(i)) },
      artifacts: [
        row(
          'prepare.train',
          each(() => digestOf('train'))
        ),
        row(
          'prepare.test',
          each(() => digestOf('test'))
        ),
        row(
          'train.model',
          each(i => (i === 2 ? digestOf('model 0') : digestOf(`model ${i}`)))
        ),
        row(
          'evaluate.report',
          each(i => (i ? digestOf(`report ${i}`) : null))
        )
      ],
      environment: [
        row(
          'python',
          each(() => '3.11.9')
        ),
        row(
          'numpy',
          each(() => '2.3.1')
        ),
        row(
          'pandas',
          each(i => (i ? '2.3.0' : '2.2.3'))
        ),
        row(
          'xgboost',
          each(() => '3.0.2')
        )
      ],
      steps: ['prepare', 'train', 'evaluate', 'good_enough', 'register'].map((name, n) =>
        row(
          name,
          each(i => ({
            status: i === 0 && n > 3 ? 'Skipped' : 'Succeeded',
            seconds: 1.5 + i + n,
            cached: i > 0 && n < 1
          }))
        )
      ),
      code: executions.slice(1).map((_, i) => ({
        step: 'train',
        first: i,
        second: i + 1,
        lines: [
          '@@ -1,4 +1,4 @@',
          ' model = xgboost.XGBClassifier(',
          `-    max_depth=${3 + i},`,
          `+    max_depth=${4 + i},`,
          '     n_estimators=200,',
          ' )'
        ]
      })),
      figures: {
        'evaluate.confusion': executions.map((_, i) => (i === 1 ? null : artifact(`confusion ${i}`))),
        'evaluate.roc': executions.map((_, i) => artifact(`roc ${i}`))
      }
    };
  }
}

/** Files → steps → models; from a file on, every model that it reached. */
export function lineage(ref: string, direction = 'both'): LineagePage {
  const id = execution(1).id;
  const other = execution(3).id;
  const at = (step: string, run = id) => `attempt:${run}/${step}/1`;
  const made = (name: string) => `artifact:${digestOf(name)}`;
  const file = `file:data/hr.csv@${digestOf('hr')}`;
  const edges: [string, string][] = [
    [file, at('prepare')],
    [file, at('prepare', other)],
    [`parameter:${id}/max_depth`, at('train')],
    [`code:${digestOf('code')}`, at('train')],
    [at('prepare'), made('train')],
    [at('prepare'), made('test')],
    [made('train'), at('train')],
    [at('train'), made('model 0')],
    [made('test'), at('evaluate')],
    [made('model 0'), at('evaluate')],
    [at('evaluate'), made('report')],
    [at('evaluate'), made('confusion')],
    [made('model 0'), 'model:attrition:27'],
    [made('report'), 'model:attrition:27'],
    [at('prepare', other), made('eu')],
    [made('eu'), at('train', other)],
    [at('train', other), made('model eu')],
    [made('model eu'), 'model:churn-eu:3']
  ];
  const labels: Partial<Record<string, [string, string]>> = {
    [file]: ['data/hr.csv', digestOf('hr').slice(7, 15)],
    [`parameter:${id}/max_depth`]: ['max_depth = 4', ''],
    [`code:${digestOf('code')}`]: ['code of train', ''],
    [made('train')]: ['prepare.train', '1.2 MB'],
    [made('test')]: ['prepare.test', '310.4 kB'],
    [made('model 0')]: ['train.model', '412.3 kB'],
    [made('report')]: ['evaluate.report', '2.1 kB'],
    [made('confusion')]: ['evaluate.confusion', '48.2 kB'],
    [made('eu')]: ['prepare.train', '0.9 MB'],
    [made('model eu')]: ['train.model', '398.0 kB'],
    'model:attrition:27': ['attrition:27', 'PendingManualApproval'],
    'model:churn-eu:3': ['churn-eu:3', 'Approved']
  };
  const focus = /^attrition(:27)?$/.test(ref)
    ? 'model:attrition:27'
    : ref.includes('hr.csv')
      ? file
      : (edges.flat().find(node => node === ref || labels[node]?.[0] === ref) ?? null);
  if (focus === null) {
    throw new ApiError(404, {
      message: `nothing in this store is called '${ref}'`,
      hint: 'name a model (attrition:3), an output (latest/train.model), a digest (sha256:…) or a file'
    });
  }
  const sides = new Map([[focus, 0]]);
  for (const [side, ways] of [
    [-1, edges.map(([a, b]) => [b, a])],
    [1, edges]
  ] as [number, string[][]][]) {
    if ((side < 0 && direction === 'down') || (side > 0 && direction === 'up')) continue;
    const queue = [focus];
    for (const node of queue) {
      for (const [a, b] of ways) {
        if (a !== node || sides.has(b)) continue;
        sides.set(b, side);
        queue.push(b);
      }
    }
  }
  const opens = (node: string): Record<string, string> => {
    const [kind, rest] = [node.slice(0, node.indexOf(':')), node.slice(node.indexOf(':') + 1)];
    if (kind === 'model') return { model: rest };
    if (kind === 'file') return { file: 'data/hr.csv' };
    if (kind === 'attempt') return { execution: rest.split('/')[0], step: rest.split('/')[1] };
    return kind === 'artifact'
      ? { execution: id, step: (labels[node]?.[0] ?? node).split('.')[0] }
      : { execution: id };
  };
  return {
    focus,
    nodes: [...sides].map(([node, side]) => ({
      id: node,
      kind: node.startsWith('attempt') ? 'step' : node.slice(0, node.indexOf(':')),
      label: labels[node]?.[0] ?? node.split('/')[1],
      side,
      detail: labels[node]?.[1] ?? node.slice(8, 16),
      opens: opens(node)
    })),
    edges: edges
      .filter(([a, b]) => sides.has(a) && sides.has(b))
      .map(([source, target]) => ({ source, target, type: 'ContributedTo' })),
    cut: false
  };
}
