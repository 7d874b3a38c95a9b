/** One invented person of each kind, for whatever must hold for all of them; null: nobody signed in. */
export const KINDS_OF_PEOPLE: Record<string, string | null> = {
  visitor: null,
  signatory: 'demo-p-manara',
  'focal point': 'demo-p-rassif',
  editor: 'demo-p-mawja',
  contributor: 'demo-p-zawraq',
  'protected contributor': 'demo-p-protected-1',
  reader: 'demo-p-mina',
  'focal point elsewhere': 'demo-p-havnes',
  representative: 'demo-p-nakhla',
  'hub manager': 'demo-p-atlas',
  officer: 'demo-p-laurier',
  'safeguards officer': 'demo-p-harbour',
}
