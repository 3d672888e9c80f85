/** Made-up endpoints and their configurations, which can be deployed, rolled back and deleted. */

import { ApiError } from '../src/api';
import type { Query } from '../src/api';
import type { Change } from '../src/pages/deploying';
import type {
  ConfigPage,
  ConfigRow,
  Configs,
  DeploymentRow,
  EndpointPage,
  EndpointRow,
  Endpoints,
  Finding,
  VariantRow
} from '../src/schema';
import { before } from './data';

export class Deployed {
  /** Of each endpoint, the newest first. */
  readonly history = new Map<string, DeploymentRow[]>();
  readonly configs: ConfigRow[];
  /** What stands against each configuration. */
  readonly unmet = new Map<string, Finding[]>();

  constructor(newest: number) {
    const at = (name: string, version: number, share: number, more: Partial<VariantRow> = {}) => ({
      name,
      group: 'attrition',
      version,
      share,
      status: 'Approved',
      asked: '',
      deleted: false,
      ...more
    });
    const config = (i: number, name: string, description: string, ...variants: VariantRow[]): ConfigRow => ({
      config: name,
      variants,
      description,
      by: 'ada',
      at: before(3600 * (i + 1)),
      execution: null,
      step: null,
      endpoints: []
    });
    this.configs = [
      config(1, 'canary:3', 'all of it', at('green', newest, 1, { status: 'PendingManualApproval' })),
      config(
        2,
        'canary:2',
        'for the pilot',
        at('blue', newest - 1, 0.9, { asked: 'attrition@champion' }),
        at('green', newest - 2, 0.1)
      ),
      config(3, 'canary:1', '', at('blue', newest - 1, 0.5), at('green', newest - 2, 0.5)),
      config(9, 'all:1', '', at('all', newest - 2, 1)),
      config(20, 'first:1', '', at('all', 3, 1, { deleted: true }))
    ];
    this.unmet.set('canary:3', [
      {
        code: 'policy-status',
        message: `attrition:${newest}: it is PendingManualApproval, not Approved`,
        hint: `approve it first: nbpipe models approve attrition:${newest} --comment "…"`
      }
    ]);
    this.made('attrition-api', 'create', 'first:1', 'The first of all.', 'ada', 900_000);
    this.made('attrition-api', 'update', 'all:1', 'Better on every slice.', 'ada', 200_000);
    this.made('attrition-api', 'update', 'canary:2', 'The pilot went well.', 'dev', 7200);
  }

  /** Something is done to an endpoint. */
  made(
    name: string,
    action: string,
    config: string | null,
    comment: string,
    by = 'dev',
    seconds = 0,
    restores: number | null = null
  ): void {
    const old = this.history.get(name) ?? [];
    const found = this.configs.find(each => each.config === config);
    const made = {
      number: old.length + 1,
      action,
      config,
      variants: found?.variants ?? [],
      by,
      at: before(seconds),
      comment,
      restores,
      execution: null,
      step: null,
      description: found?.description ?? ''
    };
    this.history.set(name, [made, ...old]);
  }

  answer(path: string, query: Query): unknown {
    const [kind, name] = path.split('/').map(decodeURIComponent);
    if (kind === 'configs') {
      if (!name) return { rows: this.configs, next: null, exists: true } satisfies Configs;
      const row = this.configs.find(({ config }) => config === name);
      if (!row) throw new ApiError(404, { message: `there is no endpoint configuration '${name}'` });
      return { row, unmet: this.unmet.get(name) ?? [] } satisfies ConfigPage;
    }
    if (name) return this.page(name, query);
    const rows = [...this.history.keys()].map(each => this.row(each));
    return {
      rows: rows.filter(({ deleted }) => query.deleted || !deleted),
      next: null,
      exists: true,
      configs: this.configs.length
    } satisfies Endpoints;
  }

  post(path: string, body: unknown): unknown {
    const [, name, what] = path.split('/').map(decodeURIComponent);
    const { comment, deployment, config, to } = body as Change & { deployment: number };
    const old = this.history.get(name) ?? [];
    if (old.length > deployment) {
      throw new ApiError(409, {
        message: `endpoint ${name} was changed meanwhile: deployment ${old.length}`,
        hint: 'look at it again, and decide then',
        code: 'stale-deployment'
      });
    }
    if (what === 'deployment') this.made(name, old.length ? 'update' : 'create', config, comment);
    if (what === 'deletion') this.made(name, 'delete', null, comment);
    if (what === 'rollback') {
      const target = old.find(({ number }) => number === to);
      this.made(name, 'rollback', target?.config ?? null, comment, 'dev', 0, to);
    }
    return this.page(name, {});
  }

  private row(name: string): EndpointRow {
    const current = this.history.get(name)![0];
    return { name, current, deleted: current.config === null, served: false };
  }

  private page(name: string, query: Query): EndpointPage {
    const all = this.history.get(name);
    if (!all) throw new ApiError(404, { message: `there is no endpoint '${name}'`, hint: 'did you mean …' });
    const limit = Number(query.limit ?? 50);
    const older = all.filter(({ number }) => number < Number(query.before ?? Infinity));
    const history = older.slice(0, limit);
    const row = this.row(name);
    const back = all.find(({ config }) => config !== null && config !== row.current.config);
    return {
      row,
      history,
      back: row.deleted ? null : (back?.number ?? null),
      next: older.length > limit ? String(history[history.length - 1].number) : null
    };
  }
}
