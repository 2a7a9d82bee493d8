/** Makes the learner that the library ships. */
@NullMarked
package org.meta4j.bench.shipped;

import org.jspecify.annotations.NullMarked;
