import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  // Queries by role look at every element: on a machine that does other things too they take seconds.
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    restoreMocks: true,
    testTimeout: 30_000
  }
});
