/** Base-learners that have learned nothing from other tasks: what a meta-learner has to beat. */
@NullMarked
package org.meta4j.yardsticks;

import org.jspecify.annotations.NullMarked;
