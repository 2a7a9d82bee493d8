/** Meta-training: the loop, its settings, what it announces, and how it is interrupted and resumed. */
@NullMarked
package org.meta4j.learners.training;

import org.jspecify.annotations.NullMarked;
