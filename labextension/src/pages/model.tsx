import { GroupView } from './group';
import { VersionView } from './version';

export interface ModelProps {
  group: string;
  /** Without it: all versions. */
  version?: number;
}

export function ModelView({ group, version }: ModelProps) {
  return version === undefined ? (
    <GroupView group={group} />
  ) : (
    <VersionView group={group} version={version} />
  );
}
