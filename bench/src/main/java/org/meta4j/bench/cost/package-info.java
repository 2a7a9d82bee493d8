/** What each method costs on the same tasks. */
@NullMarked
package org.meta4j.bench.cost;

import org.jspecify.annotations.NullMarked;
