import { z } from 'zod';

// The page's policy forbids the Function constructor that zod would compile its schemas with. It looks
// for it while the first schema is made, so this module comes before every other.
z.config({ jitless: true });
