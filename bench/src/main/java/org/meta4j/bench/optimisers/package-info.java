/** Learned optimisers beside tuned ones, on networks that the learned ones never saw. */
@NullMarked
package org.meta4j.bench.optimisers;

import org.jspecify.annotations.NullMarked;
