/** Reads what a form sent. A body that is no form is what somebody made by hand: it is answered calmly, not as a fault of ours. */

const MOST_FIELDS = 500

/** null: the body cannot be read as a form, or holds far more than any form of ours. What the server itself refuses (too large) is thrown on. */
export async function typedForm(request: Request): Promise<FormData | null> {
  try {
    const form = await request.formData()
    return [...form.keys()].length > MOST_FIELDS ? null : form
  } catch (error) {
    if (typeof (error as { status?: unknown }).status === 'number') throw error
    return null
  }
}

/** All texts of one field; files are passed over, and so is the one sign that no text of the database can hold. */
export const textsIn = (form: FormData, name: string): string[] =>
  form
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .map((value) => value.replaceAll('\0', ''))
