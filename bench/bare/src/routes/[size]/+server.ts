/** A constant string of the size that the address names, made once. */
const texts = new Map<string, string>()

export const GET = ({ params }: { params: { size: string } }) => {
  const known = texts.get(params.size)
  const text = known ?? 'x'.repeat(Math.min(Number(params.size) || 0, 10_000_000))
  if (known === undefined) texts.set(params.size, text)
  return new Response(text, { headers: { 'content-type': 'text/html' } })
}
