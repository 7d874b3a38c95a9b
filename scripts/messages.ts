/** Compiles the messages of every room into typed functions: run before types, tests and build. */
import { compile } from '@inlang/paraglide-js'
import { pathToFileURL } from 'node:url'

export async function compileMessages(): Promise<void> {
  await compile({
    project: './project.inlang',
    outdir: './src/paraglide',
    emitTsDeclarations: true,
    strategy: ['url', 'baseLocale'],
    urlPatterns: [
      {
        pattern: '/:path(.*)?',
        localized: [
          ['en', '/en/:path(.*)?'],
          ['fr', '/fr/:path(.*)?'],
          ['ar', '/ar/:path(.*)?'],
        ],
      },
    ],
  })
}

// The compiler keeps handles open: when run as a program, end on purpose.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await compileMessages()
  process.exit(0)
}
