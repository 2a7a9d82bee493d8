/** What the engine's operations take, each for itself, by JMH: see docs/performance.md for how to run them. */
@NullMarked
package org.meta4j.bench.kernels;

import org.jspecify.annotations.NullMarked;
