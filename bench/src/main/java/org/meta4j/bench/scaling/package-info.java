/** How the cost of a meta-iteration grows with the size of its tasks and the number of threads. */
@NullMarked
package org.meta4j.bench.scaling;

import org.jspecify.annotations.NullMarked;
