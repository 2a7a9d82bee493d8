/** Heads: how the scores of queries come from the supports, when both are features already. */
@NullMarked
package org.meta4j.learners.heads;

import org.jspecify.annotations.NullMarked;
