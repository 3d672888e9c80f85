import '../../../style/version.css';
import { route } from '../../api';
import { useTrans } from '../../context';
import type { Json, VersionPage } from '../../schema';
import { Download } from '../download';
import { Markdown } from '../markdown';
import { Facts } from '../parts';
import { said } from '../said';

/** What its author wrote about a model: the fields above the text, the text, and the whole card to take along. */
export function ModelCard({ page: { row, card, fields } }: { page: VersionPage }) {
  const trans = useTrans();
  const path = route`models/${row.group}/${row.version}/card`;
  const name = `${row.group}-${String(row.version)}`;
  return (
    <div className="nbp-card-of-model">
      {Object.keys(fields).length > 0 && (
        <Facts facts={Object.entries(fields).map(([field, value]) => [title(field), written(value)])} />
      )}
      {card ? (
        <Markdown source={card} />
      ) : (
        <p className="nbp-quiet">
          {trans.__('This model has no card. Write one in its Register step, as Markdown.')}
        </p>
      )}
      <div className="nbp-ways">
        <Download
          path={path}
          query={{ format: 'html' }}
          name={`${name}.html`}
          title={trans.__('The whole card as one page: with metrics, parameters, data and decisions')}
        >
          {trans.__('Card as HTML')}
        </Download>
        <Download path={path} query={{ format: 'md' }} name={`${name}.md`}>
          {trans.__('As Markdown')}
        </Download>
        <Download path={path} query={{ format: 'json' }} name={`${name}.json`}>
          {trans.__('As JSON')}
        </Download>
        <Download path={path} query={{ format: 'pdf' }} name={`${name}.pdf`}>
          {trans.__('As PDF')}
        </Download>
      </div>
    </div>
  );
}

/** `risk_rating` as `Risk rating`: the fields are SageMaker's and Hugging Face's, under their own names. */
export function title(field: string): string {
  const words = field.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function written(value: Json): string {
  if (Array.isArray(value)) return value.map(said).join(', ');
  if (value && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, each]) => `${name}: ${said(each)}`)
      .join(', ');
  }
  return said(value);
}
