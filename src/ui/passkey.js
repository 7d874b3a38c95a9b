// Wakes the passkey buttons: `data-passkey="new"` adds one, `data-passkey="ask"` signs in with one. Shipped as written.
// @ts-check
const can = 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential

/** @param {string} to @param {unknown} body */
const tell = async (to, body) => {
  const response = await fetch(to, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.ok ? response.json() : Promise.reject(new Error(String(response.status)))
}

/** @param {HTMLElement} box */
function wake(box) {
  const { passkey: step = '', to = '' } = box.dataset
  const button = box.querySelector('button')
  const fault = /** @type {HTMLElement | null} */ (box.querySelector('[data-fault]'))
  box.hidden = false
  button?.addEventListener('click', async () => {
    if (fault) fault.hidden = true
    try {
      const { challenge, options } = await tell(to, { step })
      const name = `${navigator.platform || 'passkey'}`
      const made =
        step === 'new'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      const response = /** @type {any} */ (made).toJSON()
      const { to: next } = await tell(to, { step: step === 'new' ? 'keep' : 'enter', challenge, response, name })
      location.assign(next)
    } catch {
      if (fault) fault.hidden = false
    }
  })
}

if (can) for (const box of document.querySelectorAll('[data-passkey]')) wake(/** @type {HTMLElement} */ (box))
