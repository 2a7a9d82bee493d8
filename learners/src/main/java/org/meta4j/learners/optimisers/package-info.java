/** Optimisers that train a network from its first weights, by hand-made rules or by learned ones, and the learning of them. */
@NullMarked
package org.meta4j.learners.optimisers;

import org.jspecify.annotations.NullMarked;
