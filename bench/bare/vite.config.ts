import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

/** The framework with nothing in it: what a page of the product is measured against. */
export default defineConfig({ plugins: [sveltekit({ adapter: adapter() })] })
