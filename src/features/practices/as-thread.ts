/** A list of steps, as Markdown renders it, is drawn as a thread through its rings. Pure. */
export const asThread = (html: string): string =>
  html
    .replaceAll('<ul>', '<ul class="thread">')
    .replaceAll('<ol>', '<ol class="thread">')
    .replaceAll('<li>', '<li class="done">')
