/** The inner loop: steps on a task's supports, by an update rule, of a part of the network. */
@NullMarked
package org.meta4j.learners.inner;

import org.jspecify.annotations.NullMarked;
